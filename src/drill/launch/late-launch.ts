import type { ForeignJobs, JobSighting, ParticipantSighting } from '../sightings.js'
import { isLaunchOver } from '../watch/job.js'
import { addSeconds, type Timestamp } from '../timestamp.js'

/**
 * So long after a job was called COMPLETED a server of it that is neither launched nor lost may still come up, and one that is
 * LAUNCHED be listed; later nobody expects it to. DRS has been seen to launch minutes after COMPLETED.
 */
const lateSeconds = 1800

/**
 * So long it holds them against a launch of somebody else: as long as a conversion and a launch take, and less than the usual
 * wait for other jobs. A server that is stuck in a job that has ended must not keep a recovery from its start.
 */
const holdSeconds = 480

/** What a job that launches may still launch: it runs, or was called COMPLETED not long ago. */
export function stillLaunching(job: JobSighting, now: Timestamp): readonly ParticipantSighting[] {
  return launchingFor(job, now, lateSeconds)
}

/** The servers that a job which launches holds against a launch of somebody else. */
function heldBy(job: JobSighting, now: Timestamp): readonly ParticipantSighting[] {
  // Where DRS does not say when it ended, it did after it began.
  const { createdAt = now } = job
  return launchingFor({ endedAt: createdAt, ...job }, now, holdSeconds)
}

/** What jobs of others take up: room in the quotas while they run, and their servers for as long as they hold them. */
export function takenUpBy(jobs: readonly JobSighting[], now: Timestamp): ForeignJobs {
  const running = jobs.filter(({ status }) => status !== 'COMPLETED')
  return {
    jobs: running.length,
    servers: running.reduce((sum, { participants }) => sum + participants.length, 0),
    holding: jobs.flatMap((job) => heldBy(job, now).map(({ sourceServerId }) => ({ sourceServerId, jobId: job.jobId })))
  }
}

/** Whether what a job that has ended may still bring is over. */
export function isLongAgo(endedAt: Timestamp | undefined, now: Timestamp, seconds = lateSeconds): boolean {
  return endedAt !== undefined && addSeconds(endedAt, seconds) < now
}

function launchingFor(
  { status, endedAt, participants }: JobSighting,
  now: Timestamp,
  seconds: number
): readonly ParticipantSighting[] {
  // A status that nobody knows is taken for running.
  if (status !== 'COMPLETED') return participants
  if (isLongAgo(endedAt, now, seconds)) return []
  return participants.filter((participant) => !isLaunchOver(participant))
}
