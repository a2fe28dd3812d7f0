import type { JobLog } from '@aws-sdk/client-drs'
import type { JobLogItem } from '../drill/sightings.js'
import { timestampOf, type Timestamp } from '../drill/timestamp.js'
import { outsideText } from './outside-text.js'
import { toTimestamp } from './timestamps.js'

/** A launch error may hold an encoded authorization message of some thousand characters, which is worth keeping. */
const MAX_RAW_ERROR = 4000

/**
 * A job's log, oldest item first, whichever way round DRS gave it (DescribeJobLogItems, AWS DRS API reference). An item
 * whose time cannot be read stays beside its neighbour, with the neighbour's time: it may be the one that tells of a
 * failure.
 */
export function toJobLog(items: readonly JobLog[]): readonly JobLogItem[] {
  const times = items.map((item) => toTimestamp(item.logDateTime))
  const known = times.filter((time) => time !== undefined)
  // Only then are items of the same moment in the order in which they happened.
  const isNewestFirst = (known[0] ?? '') > (known.at(-1) ?? '')
  let last: Timestamp = known[0] ?? timestampOf(0)
  const log = items.flatMap((item, index) => {
    last = times[index] ?? last
    return item.event ? [toItem(item, item.event, last)] : []
  })
  if (isNewestFirst) log.reverse()
  return log.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}

function toItem({ eventData }: JobLog, event: string, at: Timestamp): JobLogItem {
  const attempt = countOf(eventData, 'attemptCount')
  const maxAttempts = countOf(eventData, 'maxAttemptsCount')
  return {
    at,
    event,
    ...(eventData?.sourceServerID && { sourceServerId: eventData.sourceServerID }),
    ...(eventData?.targetInstanceID && { targetInstanceId: eventData.targetInstanceID }),
    ...(eventData?.rawError && { rawError: outsideText(eventData.rawError, MAX_RAW_ERROR) }),
    ...(attempt !== undefined && { attempt }),
    ...(maxAttempts !== undefined && { maxAttempts })
  }
}

/** Members that DRS answers with and that this version of its client hands on, though it does not declare them. */
function countOf(eventData: object | undefined, member: 'attemptCount' | 'maxAttemptsCount'): number | undefined {
  const count: unknown = (eventData as Readonly<Record<string, unknown>> | undefined)?.[member]
  return typeof count === 'number' && Number.isFinite(count) ? count : undefined
}
