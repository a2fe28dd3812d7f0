import type { ForeignJobs, Holding, JobSighting, ParticipantSighting, TerminationSighting } from '../sightings.js'
import { isLaunchOver } from '../watch/job.js'
import { addSeconds, type Timestamp } from '../timestamp.js'
import { isUndone } from './adoption.js'

/**
 * So long after a job was called COMPLETED a server of it that is neither launched nor lost may still come up, and one that is
 * LAUNCHED be listed; later nobody expects it to. DRS has been seen to launch minutes after COMPLETED.
 */
const lateSeconds = 1800

/**
 * So long it holds them against a launch of somebody else: as long as a conversion and a launch take, and less than the usual
 * wait for other jobs. A server that is stuck in a job that has ended must not keep a recovery from its start. It is long
 * enough, too, for DRS to list an instance that it has launched, which takes up to five minutes.
 */
const holdSeconds = 480

/** Where DRS does not say when a job ended, it is taken to have lasted so long: conversions of large disks take hours. */
const longestJobSeconds = 6 * 3600

/** What a job that launches may still launch: it runs, or was called COMPLETED not long ago. */
export function stillLaunching(job: JobSighting, now: Timestamp): readonly ParticipantSighting[] {
  return launchingFor(job, isLaunchLongAgo(job, now))
}

/** Whether a job that has ended did so too long ago to bring anything yet. */
export function isLaunchLongAgo({ createdAt, endedAt }: JobSighting, now: Timestamp): boolean {
  const latest = createdAt === undefined ? undefined : addSeconds(createdAt, longestJobSeconds)
  return isOlderThan(lateSeconds, endedAt ?? latest, now)
}

/** A job as far as it matters to a launch of somebody else. */
type Launch = JobSighting & { readonly isDrill?: boolean }

/**
 * The servers that a job which launches holds against a launch of somebody else. A recovery holds those that it has launched,
 * too: until DRS lists their instances, nothing else tells that a launch would destroy them.
 */
function heldBy(job: Launch, terminations: readonly TerminationSighting[], now: Timestamp): readonly Holding[] {
  const { jobId } = job
  const isPast = isOlderThan(holdSeconds, job.endedAt ?? job.createdAt, now)
  const launching = launchingFor(job, isPast).map(({ sourceServerId }) => ({ sourceServerId, jobId }))
  if (job.status !== 'COMPLETED' || job.isDrill !== false || isPast) return launching
  const launched = job.participants.filter(
    (participant) => participant.launchStatus === 'LAUNCHED' && !isUndone(job, participant, terminations)
  )
  return [
    ...launching,
    ...launched.map(({ sourceServerId }) => ({ sourceServerId, jobId, hasLaunched: true }) as const)
  ]
}

/** What jobs of others take up: room in the quotas while they run, and their servers for as long as they hold them. */
export function takenUpBy(
  jobs: readonly Launch[],
  terminations: readonly TerminationSighting[],
  now: Timestamp
): ForeignJobs {
  const running = jobs.filter(({ status }) => status !== 'COMPLETED')
  return {
    jobs: running.length,
    servers: running.reduce((sum, { participants }) => sum + participants.length, 0),
    holding: jobs.flatMap((job) => heldBy(job, terminations, now))
  }
}

function isOlderThan(seconds: number, at: Timestamp | undefined, now: Timestamp): boolean {
  return at !== undefined && addSeconds(at, seconds) < now
}

function launchingFor({ status, participants }: JobSighting, isPast: boolean): readonly ParticipantSighting[] {
  // A status that nobody knows is taken for running.
  if (status !== 'COMPLETED') return participants
  if (isPast) return []
  return participants.filter((participant) => !isLaunchOver(participant))
}
