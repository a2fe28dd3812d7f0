import type { ParticipantSighting } from '../sightings.js'
import { hasFinalTrouble } from './job-log.js'
import type { DrillState, JobState, ServerState } from '../state.js'

/** Whether DRS says that the job has ended, by its status or in its log. It does not mean that anything was launched. */
export function hasEnded(job: JobState): boolean {
  return job.status === 'COMPLETED' || job.endLogged
}

/** Launch statuses after which a job does nothing more for a server. */
const overStatuses: ReadonlySet<string> = new Set(['LAUNCHED', 'FAILED', 'TERMINATED'])

export function isLaunchOver({ launchStatus }: Pick<ParticipantSighting, 'launchStatus'>): boolean {
  return overStatuses.has(launchStatus)
}

/**
 * Whether the job may still launch a server: it runs, or it is called COMPLETED while a server of it is neither launched
 * nor lost. DRS has been seen to launch minutes after COMPLETED.
 */
export function mayStillLaunch(state: DrillState, job: JobState): boolean {
  return !hasEnded(job) || job.servers.some((id) => isOpenIn(state, job, id))
}

function isOpenIn(state: DrillState, job: JobState, sourceServerId: string): boolean {
  const server = state.servers.get(sourceServerId)
  if (server?.jobId !== job.jobId || hasFinalTrouble(server.log)) return false
  return server.participant === undefined || !isLaunchOver(server.participant)
}

/** Whether the job's next sighting may still tell something about this server. */
export function awaitsJob(state: DrillState, server: ServerState): boolean {
  if (server.outcome !== undefined || server.jobId === undefined) return false
  if (server.participant?.launchStatus !== 'LAUNCHED') return true
  return state.waves.get(server.wave)?.planned.verify.launchActions === 'required'
}

/** Jobs that may still change: they run, or a server of theirs is not settled and its launch status still counts. */
export function jobsToWatch(state: DrillState): readonly JobState[] {
  return [...state.jobs.values()].filter((job) => !hasEnded(job) || isAwaited(state, job))
}

/** Whether a server of this job, not settled yet, waits for what DRS says of the job. */
export function isAwaited(state: DrillState, job: JobState): boolean {
  return job.servers.some((id) => {
    const server = state.servers.get(id)
    return server?.jobId === job.jobId && awaitsJob(state, server)
  })
}

/** Servers that a running job of this execution holds: DRS takes one job at a time for a server. */
export function heldByOwnJobs(state: DrillState): ReadonlySet<string> {
  const held = new Set<string>()
  for (const job of state.jobs.values()) if (!hasEnded(job)) for (const id of job.servers) held.add(id)
  return held
}
