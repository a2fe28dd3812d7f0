import type { Job, RecoveryInstance } from '@aws-sdk/client-drs'
import { isLaunchLongAgo, stillLaunching } from '../drill/launch/late-launch.js'
import type { Timestamp } from '../drill/timestamp.js'
import type { OwnInstances, OwnInstanceSighting } from '../drill/sightings.js'
import type { Drs } from './drs.js'
import type { Ec2 } from './ec2.js'
import { ofExisting } from './existing-instance.js'
import { isOfExecution, waveOf } from './job-tags.js'
import { isDrillOf, toJobSighting, typeOf } from './jobs.js'

export interface OwnInstancesQuestion {
  readonly executionId: string
  /** Jobs created before it are not looked for (ISO 8601). */
  readonly since: string
  readonly now: Timestamp
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
  { executionId, since, now, known }: OwnInstancesQuestion,
  signal: AbortSignal
): Promise<OwnInstances> {
  const everyJob = await drs.jobsSince(since, signal)
  const jobs = everyJob.filter((job) => typeOf(job) === 'LAUNCH' && isOfExecution(job.tags, executionId))
  const byId = new Map(jobs.map((job) => [job.jobID, job]))
  const serverIds = new Set(
    jobs.flatMap(
      ({ participatingServers }) => participatingServers?.flatMap(({ sourceServerID }) => sourceServerID ?? []) ?? []
    )
  )
  const all = await drs.recoveryInstances(serverIds, signal)
  // The job decides: a server may have an instance that is none of this execution's business.
  const own = all.filter(({ jobID }) => jobID !== undefined && byId.has(jobID))
  const listed = own.flatMap(({ ec2InstanceID }) => ec2InstanceID ?? [])
  const instances = await ec2.instances([...new Set([...listed, ...known])], signal)
  const stateOf = (id: string | undefined): string =>
    (id === undefined ? undefined : instances.get(id)?.State?.Name) ?? 'missing'
  return {
    instances: [
      ...own.map((item) => ({
        ...toSighting(item, byId.get(item.jobID), stateOf(item.ec2InstanceID)),
        ...ofExisting(instances.get(item.ec2InstanceID ?? ''))
      })),
      ...known
        .filter((ec2InstanceId) => !listed.includes(ec2InstanceId))
        .map((ec2InstanceId) => ({
          sourceServerId: '',
          jobId: '',
          ec2InstanceId,
          state: stateOf(ec2InstanceId),
          isDrill: true,
          ...ofExisting(instances.get(ec2InstanceId))
        }))
    ],
    launching: jobs.flatMap((job) => toLaunching(job, now)),
    shown: jobs.flatMap(({ jobID }) => jobID ?? []),
    unlisted: jobs.flatMap((job) => toUnlisted(job, own, everyJob, now))
  }
}

/** A job that runs with all its servers; one called COMPLETED with those that it may launch all the same. */
function toLaunching(job: Job, now: Timestamp): OwnInstances['launching'] {
  const sighting = toJobSighting(job)
  if (sighting === undefined) return []
  const open = stillLaunching(sighting, now)
  if (sighting.status === 'COMPLETED' && open.length === 0) return []
  const wave = waveOf(job.tags)
  const isDrill = isDrillOf(job.initiatedBy)
  return [
    {
      jobId: sighting.jobId,
      status: sighting.status,
      ...(wave !== undefined && { wave }),
      ...(isDrill !== undefined && { isDrill }),
      sourceServerIds: open.map(({ sourceServerId }) => sourceServerId)
    }
  ]
}

/** Servers that the job calls LAUNCHED, that DRS lists no instance of, and that no later job has taken over or removed. */
function toUnlisted(
  job: Job,
  listed: readonly RecoveryInstance[],
  everyJob: readonly Job[],
  now: Timestamp
): OwnInstances['unlisted'] {
  const sighting = toJobSighting(job)
  if (sighting === undefined || isLaunchLongAgo(sighting, now)) return []
  const { jobId, createdAt = '', participants } = sighting
  const missing = participants.filter(
    ({ sourceServerId, launchStatus }) =>
      launchStatus === 'LAUNCHED' &&
      !listed.some(({ jobID, sourceServerID }) => jobID === jobId && sourceServerID === sourceServerId)
  )
  // Nearly always: there is nothing to look for in the other jobs, of which there may be thousands.
  if (missing.length === 0) return []
  const wave = waveOf(job.tags)
  const isDrill = isDrillOf(job.initiatedBy)
  const later = everyJob.flatMap((other) => {
    const seen = other.jobID === jobId ? undefined : toJobSighting(other)
    // What a later job failed to do is as if it had not been asked for.
    const concerned = seen?.participants.filter(({ launchStatus }) => launchStatus !== 'FAILED') ?? []
    return (seen?.createdAt ?? '') >= createdAt ? concerned.map(({ sourceServerId }) => sourceServerId) : []
  })
  return missing
    .filter(({ sourceServerId }) => !later.includes(sourceServerId))
    .map(({ sourceServerId }) => ({
      sourceServerId,
      jobId,
      ...(wave !== undefined && { wave }),
      ...(isDrill !== undefined && { isDrill })
    }))
}

function toSighting(item: RecoveryInstance, job: Job | undefined, state: string): OwnInstanceSighting {
  const { sourceServerID = '', jobID = '', recoveryInstanceID, ec2InstanceID } = item
  const wave = waveOf(job?.tags)
  const isDrill = item.isDrill ?? isDrillOf(job?.initiatedBy)
  return {
    sourceServerId: sourceServerID,
    jobId: jobID,
    ...(recoveryInstanceID && { recoveryInstanceId: recoveryInstanceID }),
    ...(ec2InstanceID && { ec2InstanceId: ec2InstanceID }),
    ...(wave !== undefined && { wave }),
    state,
    ...(isDrill !== undefined && { isDrill })
  }
}
