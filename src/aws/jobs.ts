import type { Job, LaunchActionRun, ParticipatingServer } from '@aws-sdk/client-drs'
import type {
  ForeignJobs,
  JobSighting,
  LaunchActionSighting,
  OwnJobSighting,
  ParticipantSighting,
  TerminationSighting
} from '../drill/sightings.js'
import { takenUpBy } from '../drill/launch/late-launch.js'
import type { Timestamp } from '../drill/timestamp.js'
import { isOfExecution, waveOf } from './job-tags.js'
import { outsideText } from './outside-text.js'
import { toTimestamp } from './timestamps.js'

/** Shown where DRS gave no status; it counts as 'not there yet', like every status that is not known. */
const UNKNOWN = 'UNKNOWN'

/** A job as DRS shows it (Job, AWS DRS API reference); undefined when it has no ID. */
export function toJobSighting(job: Job): JobSighting | undefined {
  if (!job.jobID) return undefined
  const createdAt = toTimestamp(job.creationDateTime)
  const endedAt = toTimestamp(job.endDateTime)
  return {
    jobId: job.jobID,
    status: job.status ?? UNKNOWN,
    ...(createdAt !== undefined && { createdAt }),
    ...(endedAt !== undefined && { endedAt }),
    participants: (job.participatingServers ?? []).flatMap(toParticipant)
  }
}

/**
 * Of all jobs of an account those of this execution, and what the others take up now. A job that was called COMPLETED before
 * its servers were launched takes no quota any more, and holds these servers all the same.
 */
export function sortJobs(
  jobs: readonly Job[],
  executionId: string,
  watched: ReadonlySet<string>,
  now: Timestamp
): {
  readonly own: readonly OwnJobSighting[]
  readonly foreign: ForeignJobs
  readonly terminations: readonly TerminationSighting[]
} {
  const own = jobs.filter((job) => isOfExecution(job.tags, executionId))
  // What this execution launched matters, although its plan may not select it any more.
  const launched = new Set(
    own.flatMap((job) => (job.participatingServers ?? []).flatMap((one) => one.sourceServerID ?? []))
  )
  // A status that nobody knows is taken for running: the job may hold servers and quota.
  const others = jobs.filter((job) => !isOfExecution(job.tags, executionId))
  const running = others.filter(({ status }) => status !== 'COMPLETED')
  const late = others.filter(({ status, type }) => status === 'COMPLETED' && type === 'LAUNCH')
  const terminations = jobs.filter((job) => typeOf(job) === 'TERMINATE').flatMap((job) => toTerminations(job))
  const foreign = takenUpBy(
    [...running, ...late].flatMap((job) => toLaunch(job) ?? []),
    terminations,
    now
  )
  return {
    own: own.flatMap((job) => toOwnJob(job) ?? []),
    foreign: {
      ...foreign,
      holding: foreign.holding.filter(({ sourceServerId }) => watched.has(sourceServerId))
    },
    terminations: terminations.filter(
      ({ sourceServerId }) => watched.has(sourceServerId) || launched.has(sourceServerId)
    )
  }
}

/** The servers whose recovery instances a TERMINATE job removes, or has removed. */
function toTerminations(job: Job): readonly TerminationSighting[] {
  const sighting = toJobSighting(job)
  if (sighting === undefined) return []
  const { jobId, createdAt, participants } = sighting
  // A termination that failed leaves its server as it was.
  return participants
    .filter(({ launchStatus }) => launchStatus !== 'FAILED')
    .map(({ sourceServerId }) => ({ sourceServerId, jobId, ...(createdAt !== undefined && { createdAt }) }))
}

function toOwnJob(job: Job): OwnJobSighting | undefined {
  const launch = toLaunch(job)
  if (launch === undefined) return undefined
  const wave = waveOf(job.tags)
  return { ...launch, type: typeOf(job), ...(wave !== undefined && { wave }) }
}

/** `LAUNCH` or `TERMINATE`; where DRS leaves it out, who asked for the job tells, and a launch is the safer guess. */
export function typeOf({ type, initiatedBy }: Pick<Job, 'type' | 'initiatedBy'>): string {
  return type ?? (initiatedBy === 'TERMINATE_RECOVERY_INSTANCES' ? 'TERMINATE' : 'LAUNCH')
}

function toLaunch(job: Job): (JobSighting & { readonly isDrill?: boolean }) | undefined {
  const sighting = toJobSighting(job)
  const isDrill = isDrillOf(job.initiatedBy)
  return sighting && { ...sighting, ...(isDrill !== undefined && { isDrill }) }
}

/** Whether a job is a drill's; undefined where AWS does not say. */
export function isDrillOf(initiatedBy: string | undefined): boolean | undefined {
  if (initiatedBy === 'START_DRILL') return true
  return initiatedBy === 'START_RECOVERY' ? false : undefined
}

function toParticipant(server: ParticipatingServer): ParticipantSighting[] {
  if (!server.sourceServerID) return []
  // In an order of their own: DRS promises none, and another one is no news.
  const runs = (server.launchActionsStatus?.runs ?? [])
    .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)))
    .map(toLaunchAction)
  return [
    {
      sourceServerId: server.sourceServerID,
      launchStatus: server.launchStatus ?? UNKNOWN,
      ...(server.recoveryInstanceID && { recoveryInstanceId: server.recoveryInstanceID }),
      // No runs yet is not settled: DRS lists them once its agent on the new instance has been seen.
      ...(server.launchActionsStatus !== undefined && {
        launchActions: { settled: runs.length > 0 && runs.every(isOver), runs }
      })
    }
  ]
}

function keyOf({ action, runId }: LaunchActionRun): string {
  return `${String(action?.order ?? 0).padStart(6, '0')} ${action?.name ?? action?.actionCode ?? ''} ${runId ?? ''}`
}

function toLaunchAction({ action, runId, status, failureReason }: LaunchActionRun): LaunchActionSighting {
  return {
    name: outsideText(action?.name ?? action?.actionCode ?? runId ?? '', 200) || 'unnamed action',
    status: status ?? UNKNOWN,
    optional: action?.optional === true,
    ...(failureReason && { failureReason: outsideText(failureReason) })
  }
}

/** LaunchActionRunStatus knows IN_PROGRESS and these two; another status is one to wait for. */
function isOver({ status }: LaunchActionSighting): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED'
}
