import type { RecoveryInstance } from '@aws-sdk/client-drs'
import type { OwnInstances, OwnInstanceSighting } from '../drill/sightings.js'
import type { Drs } from './drs.js'
import type { Ec2 } from './ec2.js'
import { isOfExecution, waveOf } from './job-tags.js'
import { isDrillOf } from './jobs.js'

export interface OwnInstancesQuestion {
  readonly executionId: string
  /** Jobs created before it are not looked for (ISO 8601). */
  readonly since: string
  /** EC2 instance IDs that are asked for whether DRS still lists them or not. */
  readonly known: readonly string[]
}

/**
 * What an execution has in AWS: the recovery instances whose job carries its tag (DescribeJobs,
 * DescribeRecoveryInstances, AWS DRS API reference), and what EC2 says of each.
 *
 * @throws FailedCall
 */
export async function listInstances(
  drs: Drs,
  ec2: Ec2,
  { executionId, since, known }: OwnInstancesQuestion,
  signal: AbortSignal
): Promise<OwnInstances> {
  const jobs = (await drs.jobsSince(since, signal)).filter(
    (job) => job.type === 'LAUNCH' && isOfExecution(job.tags, executionId)
  )
  const waves = new Map(jobs.map((job) => [job.jobID, waveOf(job.tags)]))
  const serverIds = new Set(
    jobs.flatMap(
      ({ participatingServers }) => participatingServers?.flatMap(({ sourceServerID }) => sourceServerID ?? []) ?? []
    )
  )
  const all = await drs.recoveryInstances(serverIds, signal)
  // The job decides: a server may have an instance that is none of this execution's business.
  const own = all.filter(({ jobID }) => jobID !== undefined && waves.has(jobID))
  const listed = own.flatMap(({ ec2InstanceID }) => ec2InstanceID ?? [])
  const instances = await ec2.instances([...new Set([...listed, ...known])], signal)
  const stateOf = (id: string | undefined): string =>
    (id === undefined ? undefined : instances.get(id)?.State?.Name) ?? 'missing'
  return {
    instances: [
      ...own.map((item) => toSighting(item, waves.get(item.jobID), stateOf(item.ec2InstanceID))),
      ...known
        .filter((ec2InstanceId) => !listed.includes(ec2InstanceId))
        .map((ec2InstanceId) => ({
          sourceServerId: '',
          jobId: '',
          ec2InstanceId,
          state: stateOf(ec2InstanceId),
          isDrill: true
        }))
    ],
    launching: jobs
      .filter(({ status }) => status !== 'COMPLETED')
      .map(({ jobID = '', status = 'UNKNOWN', tags, initiatedBy, participatingServers }) => {
        const wave = waveOf(tags)
        const isDrill = isDrillOf(initiatedBy)
        return {
          jobId: jobID,
          status,
          ...(wave !== undefined && { wave }),
          ...(isDrill !== undefined && { isDrill }),
          sourceServerIds: participatingServers?.flatMap(({ sourceServerID }) => sourceServerID ?? []) ?? []
        }
      })
  }
}

function toSighting(item: RecoveryInstance, wave: string | undefined, state: string): OwnInstanceSighting {
  const { sourceServerID = '', jobID = '', recoveryInstanceID, ec2InstanceID, isDrill } = item
  return {
    sourceServerId: sourceServerID,
    jobId: jobID,
    ...(recoveryInstanceID && { recoveryInstanceId: recoveryInstanceID }),
    ...(ec2InstanceID && { ec2InstanceId: ec2InstanceID }),
    ...(wave !== undefined && { wave }),
    state,
    isDrill: isDrill === true
  }
}
