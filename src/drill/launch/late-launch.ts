import type { JobSighting, ParticipantSighting } from '../sightings.js'
import { addSeconds, type Timestamp } from '../timestamp.js'

/**
 * So long after a job was called COMPLETED a server of it that is neither launched nor lost may still come up, and one that is
 * LAUNCHED be listed; later nobody expects it to. DRS has been seen to launch minutes after COMPLETED.
 */
const lateSeconds = 1800

const settledStatuses: ReadonlySet<string> = new Set(['LAUNCHED', 'FAILED', 'TERMINATED'])

/** What a job that launches may still launch: it runs, or was called COMPLETED not long ago. */
export function stillLaunching(
  { status, endedAt, participants }: JobSighting,
  now: Timestamp
): readonly ParticipantSighting[] {
  // A status that nobody knows is taken for running.
  if (status !== 'COMPLETED') return participants
  return isLongAgo(endedAt, now) ? [] : participants.filter(({ launchStatus }) => !settledStatuses.has(launchStatus))
}

export function isLongAgo(endedAt: Timestamp | undefined, now: Timestamp): boolean {
  return endedAt !== undefined && addSeconds(endedAt, lateSeconds) < now
}
