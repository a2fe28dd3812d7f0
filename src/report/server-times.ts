import { addSeconds, secondsBetween, type Timestamp } from '../drill/timestamp.js'
import type { EvidenceRecord, ServerRecord } from './record/schema.js'

type Times = Pick<ServerRecord, 'startedAt' | 'launchedAt' | 'verifiedAt' | 'rtoSeconds' | 'failedLaunches' | 'phases'>

/**
 * When the server's launch was first asked for, from which every time of it that is shown is counted: a launch that FAILED
 * and was tried again takes its time, too, and so does one of an earlier attempt, which the RTO knows.
 */
export function firstAskedAt({ startedAt, verifiedAt, rtoSeconds, failedLaunches }: Times): Timestamp | null {
  if (verifiedAt !== null && rtoSeconds !== null) return addSeconds(verifiedAt, -rtoSeconds)
  return failedLaunches[0]?.startedAt ?? startedAt
}

/** Seconds from its first launch asked for to the server verified, or to what was last seen of it; 0 when never asked. */
export function secondsTaken(server: Times): number {
  const asked = firstAskedAt(server)
  if (asked === null) return 0
  if (server.rtoSeconds !== null) return server.rtoSeconds
  const { launchedAt, verifiedAt, phases, failedLaunches } = server
  const seen = [
    launchedAt,
    verifiedAt,
    ...phases.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]),
    ...failedLaunches.map(({ failedAt }) => failedAt)
  ]
  const last = seen.reduce<string>((latest, at) => (at !== null && at > latest ? at : latest), asked)
  return secondsBetween(asked, last)
}

/**
 * When the first launch of the execution was asked for, where that was before this attempt began: an earlier attempt, or an
 * earlier job of the workflow run, did it, and the RTO counts from there. Undefined where the RTO was not measured, too.
 */
export function askedEarlierAt({
  objectives,
  startedAt,
  waves
}: Pick<EvidenceRecord, 'objectives' | 'startedAt' | 'waves'>): Timestamp | undefined {
  const { achievedSeconds } = objectives.rto
  const verified = waves.flatMap(({ servers }) => servers).flatMap(({ verifiedAt }) => verifiedAt ?? [])
  const last = verified.toSorted().at(-1)
  if (achievedSeconds === null || last === undefined) return undefined
  const asked = addSeconds(last, -achievedSeconds)
  return asked < startedAt ? asked : undefined
}
