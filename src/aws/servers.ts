import { outsideText } from './outside-text.js'
import type { LaunchConfiguration, RecoveryInstance, SourceServer } from '@aws-sdk/client-drs'
import type { Instance } from '@aws-sdk/client-ec2'
import pLimit from 'p-limit'
import { FailedCall } from '../drill/failure.js'
import type { ServerSighting } from '../drill/sightings.js'
import type { Drs } from './drs.js'
import type { Ec2 } from './ec2.js'

/** GetLaunchConfiguration takes one server; AWS publishes no rate for it, so only a few are asked for at a time. */
const CONCURRENT_CALLS = 8

/**
 * The servers before a launch, those that DRS knows (DescribeSourceServers, GetLaunchConfiguration and
 * DescribeRecoveryInstances, AWS DRS API reference; DescribeInstances, Amazon EC2 API reference). It also rehearses the
 * calls that the drill will need later and that change nothing, so that a missing permission shows before anything is
 * started.
 *
 * @throws FailedCall
 */
export async function describeServers(
  drs: Drs,
  ec2: Ec2,
  sourceServerIds: readonly string[],
  signal: AbortSignal
): Promise<readonly ServerSighting[]> {
  const servers = await drs.sourceServers(sourceServerIds, signal)
  const recoveries = (await drs.recoveryInstances(sourceServerIds, signal)).filter(isRecovery)
  const instances = await ec2.rehearse(
    recoveries.flatMap(({ ec2InstanceID }) => ec2InstanceID ?? []),
    signal
  )
  await drs.rehearseJobLog(signal)
  const configurations = await launchConfigurations(drs, servers, signal)
  const live = recoveries.filter((item) => isLive(item, instances))
  return servers.flatMap((server) => {
    const id = server.sourceServerID
    if (!id) return []
    const recovery = live.find((item) => item.sourceServerID === id)
    return [toServerSighting(id, server, configurations.get(id), recovery)]
  })
}

/** Where DRS leaves out whether it was a drill, the server's life is the safer guess. */
function isRecovery({ isDrill, recoveryInstanceID }: RecoveryInstance): boolean {
  return isDrill !== true && recoveryInstanceID !== undefined
}

/** EC2's word counts; of an instance that EC2 does not list, DRS's does: a guard had better stop one drill too many. */
function isLive(item: RecoveryInstance, instances: ReadonlyMap<string, Instance>): boolean {
  const instance = instances.get(item.ec2InstanceID ?? '')
  if (instance !== undefined) return instance.State?.Name !== 'terminated'
  return item.ec2InstanceState !== 'TERMINATED' && item.ec2InstanceState !== 'NOT_FOUND'
}

async function launchConfigurations(
  drs: Drs,
  servers: readonly SourceServer[],
  signal: AbortSignal
): Promise<ReadonlyMap<string, LaunchConfiguration>> {
  const limit = pLimit({ concurrency: CONCURRENT_CALLS, rejectOnClear: true })
  try {
    const found = await limit.map(servers, async ({ sourceServerID }) => {
      if (!sourceServerID) return []
      const configuration = await launchConfiguration(drs, sourceServerID, signal)
      return configuration === undefined ? [] : [[sourceServerID, configuration] as const]
    })
    return new Map(found.flat())
  } finally {
    // After a refusal the calls that still wait would be refused as well.
    limit.clearQueue()
  }
}

/** A server without launch settings is shown without them: what that means is for the drill's checks to say. */
async function launchConfiguration(
  drs: Drs,
  sourceServerId: string,
  signal: AbortSignal
): Promise<LaunchConfiguration | undefined> {
  try {
    return await drs.launchConfiguration(sourceServerId, signal)
  } catch (error) {
    if (error instanceof FailedCall && error.failure.class === 'not-found') return undefined
    throw error
  }
}

function toServerSighting(
  sourceServerId: string,
  { sourceProperties, dataReplicationInfo, tags }: SourceServer,
  configuration: LaunchConfiguration | undefined,
  recovery: RecoveryInstance | undefined
): ServerSighting {
  const hints = sourceProperties?.identificationHints
  const hostname = [hints?.hostname, hints?.fqdn, tags?.['Name']]
    .map((name) => outsideText(name ?? '', 255))
    .find(Boolean)
  return {
    sourceServerId,
    ...(hostname && { hostname }),
    ...(dataReplicationInfo?.dataReplicationState && { replicationState: dataReplicationInfo.dataReplicationState }),
    ...(dataReplicationInfo?.lagDuration && { lag: dataReplicationInfo.lagDuration }),
    ...(configuration?.launchDisposition && { launchDisposition: configuration.launchDisposition }),
    ...(configuration?.postLaunchEnabled !== undefined && { postLaunchActive: configuration.postLaunchEnabled }),
    ...(recovery?.recoveryInstanceID && {
      liveRecovery: {
        recoveryInstanceId: recovery.recoveryInstanceID,
        ...(recovery.ec2InstanceID && { ec2InstanceId: recovery.ec2InstanceID }),
        ...(recovery.jobID && { jobId: recovery.jobID })
      }
    })
  }
}
