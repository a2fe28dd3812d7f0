import { hostnameOf } from './listed-servers.js'
import { outsideText } from './outside-text.js'
import type { LaunchConfiguration, RecoveryInstance, SourceServer } from '@aws-sdk/client-drs'
import type {
  Instance,
  LaunchTemplateInstanceNetworkInterfaceSpecification,
  LaunchTemplateVersion
} from '@aws-sdk/client-ec2'
import { FailedCall, type Failure } from '../drill/failure.js'
import type {
  EarlierInstance,
  LaunchTemplateSighting,
  NetworkInterface,
  ServerSighting,
  ServersSighting
} from '../drill/sightings.js'
import type { Drs } from './drs.js'
import type { Ec2 } from './ec2.js'
import { askOneByOne } from './one-by-one.js'

/**
 * The servers before a launch, those that DRS knows (DescribeSourceServers, GetLaunchConfiguration and
 * DescribeRecoveryInstances, AWS DRS API reference; DescribeInstances and DescribeLaunchTemplateVersions, Amazon EC2 API
 * reference). It also rehearses the
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
): Promise<ServersSighting> {
  const refused: Failure[] = []
  const named = sourceServerIds.map((sourceServerID) => ({ sourceServerID }))
  // Whoever sets up a role is told of every permission that is missing, not of one a run.
  const orElse = async <T>(absent: T, read: Promise<T>): Promise<T> => {
    try {
      return await read
    } catch (error) {
      if (!(error instanceof FailedCall) || error.failure.class !== 'denied') throw error
      refused.push(error.failure)
      return absent
    }
  }
  const servers = await orElse([], drs.sourceServers(sourceServerIds, signal))
  const recoveries = (await orElse([], drs.recoveryInstances(sourceServerIds, signal))).filter(
    ({ recoveryInstanceID }) => recoveryInstanceID !== undefined
  )
  const instanceIds = recoveries.flatMap(({ ec2InstanceID }) => ec2InstanceID ?? [])
  const instances = await orElse(new Map<string, Instance>(), ec2.rehearseInstances(instanceIds, signal))
  await orElse(undefined, ec2.rehearseStatuses(signal))
  await orElse(undefined, drs.rehearseJobLog(signal))
  const configurations = await orElse(
    new Map<string, LaunchConfiguration>(),
    // Without the servers it is tried on one that was asked for, for the permission's sake.
    launchConfigurations(drs, refused.length > 0 && servers.length === 0 ? named.slice(0, 1) : servers, signal)
  )
  const templateIds = [...configurations.values()].flatMap(({ ec2LaunchTemplateID }) => ec2LaunchTemplateID ?? [])
  const templates = await orElse(
    new Map<string, LaunchTemplateVersion>(),
    ec2.defaultLaunchTemplates(templateIds, signal)
  )
  const live = recoveries.filter((item) => isLive(item, instances))
  const described = servers.flatMap((server) => {
    const id = server.sourceServerID
    if (!id) return []
    const configuration = configurations.get(id)
    return [
      {
        ...toServerSighting(id, server),
        ...ofLaunchSettings(configuration, templates.get(configuration?.ec2LaunchTemplateID ?? '')),
        ...ofEarlierInstances(live.filter((item) => item.sourceServerID === id))
      }
    ]
  })
  return { servers: described, ...(refused.length > 0 && { refused }) }
}

/**
 * The live recovery instances of these servers that DRS does not call a drill's (DescribeRecoveryInstances, AWS DRS API
 * reference; DescribeInstances, Amazon EC2 API reference).
 *
 * @throws FailedCall
 */
export async function observeRecoveries(
  drs: Drs,
  ec2: Ec2,
  sourceServerIds: readonly string[],
  signal: AbortSignal
): Promise<readonly (EarlierInstance & { readonly sourceServerId: string })[]> {
  const recoveries = (await drs.recoveryInstances(sourceServerIds, signal)).filter(isRecovery)
  const instances = await ec2.instances(
    recoveries.flatMap(({ ec2InstanceID }) => ec2InstanceID ?? []),
    signal
  )
  return recoveries
    .filter((item) => isLive(item, instances))
    .flatMap((item) => {
      const { sourceServerID: sourceServerId } = item
      return sourceServerId ? toEarlierInstance(item).map((instance) => ({ sourceServerId, ...instance })) : []
    })
}

/** Where DRS leaves out whether it was a drill, the server's life is the safer guess. */
function isRecovery({ isDrill }: RecoveryInstance): boolean {
  return isDrill !== true
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
  const found = await askOneByOne(servers, async ({ sourceServerID }) => {
    if (!sourceServerID) return []
    const configuration = await launchConfiguration(drs, sourceServerID, signal)
    return configuration === undefined ? [] : [[sourceServerID, configuration] as const]
  })
  return new Map(found.flat())
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

function toServerSighting(sourceServerId: string, server: SourceServer): ServerSighting {
  const { dataReplicationInfo, lastLaunchResult, lifeCycle, stagingArea } = server
  const hostname = hostnameOf(server)
  const trouble = dataReplicationInfo?.dataReplicationError
  const replicationError = outsideText(trouble?.rawError ?? trouble?.error ?? '', 300)
  const initiated = lifeCycle?.lastLaunch?.initiated
  const isExtended = stagingArea?.status !== undefined && stagingArea.status !== 'NOT_EXTENDED'
  return {
    sourceServerId,
    ...(hostname && { hostname }),
    ...(dataReplicationInfo?.dataReplicationState && { replicationState: dataReplicationInfo.dataReplicationState }),
    ...(dataReplicationInfo?.lagDuration && { lag: dataReplicationInfo.lagDuration }),
    ...(replicationError && { replicationError }),
    ...(lastLaunchResult && {
      lastLaunch: {
        result: lastLaunchResult,
        ...(initiated?.apiCallDateTime && { at: initiated.apiCallDateTime }),
        ...(initiated?.jobID && { jobId: initiated.jobID })
      }
    }),
    ...(isExtended && {
      staging: {
        status: stagingArea.status ?? '',
        ...(stagingArea.errorMessage && { error: outsideText(stagingArea.errorMessage, 300) })
      }
    })
  }
}

function ofLaunchSettings(
  configuration: LaunchConfiguration | undefined,
  template: LaunchTemplateVersion | undefined
): Partial<ServerSighting> {
  const launchInto = configuration?.launchIntoInstanceProperties?.launchIntoEC2InstanceID
  return {
    hasLaunchSettings: configuration !== undefined,
    ...(launchInto && { launchInto }),
    ...(configuration?.launchDisposition && { launchDisposition: configuration.launchDisposition }),
    ...(configuration?.postLaunchEnabled !== undefined && { postLaunchActive: configuration.postLaunchEnabled }),
    ...(template?.LaunchTemplateId && { launchTemplate: toLaunchTemplate(template.LaunchTemplateId, template) })
  }
}

/** A template names its network on its interfaces, or security groups by themselves (RequestLaunchTemplateData). */
function toLaunchTemplate(
  id: string,
  { VersionNumber, LaunchTemplateData }: LaunchTemplateVersion
): LaunchTemplateSighting {
  const [first, ...further] = (LaunchTemplateData?.NetworkInterfaces ?? [])
    .toSorted((one, other) => (one.DeviceIndex ?? 0) - (other.DeviceIndex ?? 0))
    .map(toNetworkInterface)
  const groups = [...(LaunchTemplateData?.SecurityGroupIds ?? []), ...(first?.securityGroupIds ?? [])]
  return {
    id,
    ...(VersionNumber !== undefined && { version: VersionNumber }),
    ...first,
    securityGroupIds: [...new Set(groups)],
    ...(further.length > 0 && { furtherInterfaces: further })
  }
}

function toNetworkInterface({
  SubnetId,
  Groups,
  NetworkInterfaceId
}: LaunchTemplateInstanceNetworkInterfaceSpecification): NetworkInterface {
  return {
    ...(SubnetId && { subnetId: SubnetId }),
    ...(Groups !== undefined && { securityGroupIds: Groups }),
    ...(NetworkInterfaceId && { networkInterfaceId: NetworkInterfaceId })
  }
}

function ofEarlierInstances(live: readonly RecoveryInstance[]): Partial<ServerSighting> {
  const recoveries = live.filter(isRecovery).flatMap(toEarlierInstance)
  const drills = live.filter((item) => !isRecovery(item)).flatMap(toEarlierInstance)
  return {
    ...(recoveries.length > 0 && { liveRecoveries: recoveries }),
    ...(drills.length > 0 && { earlierDrills: drills })
  }
}

function toEarlierInstance({ recoveryInstanceID, ec2InstanceID, jobID }: RecoveryInstance): readonly EarlierInstance[] {
  if (!recoveryInstanceID) return []
  return [
    {
      recoveryInstanceId: recoveryInstanceID,
      ...(ec2InstanceID && { ec2InstanceId: ec2InstanceID }),
      ...(jobID && { jobId: jobID })
    }
  ]
}
