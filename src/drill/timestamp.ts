/**
 * A moment: ISO 8601 in UTC with milliseconds (`2026-11-23T14:05:41.000Z`), as journal and evidence hold it. All have
 * the same length, so that comparing two as strings compares the moments.
 */
export type Timestamp = string

/** The moment `milliseconds` after the epoch. */
export function timestampOf(milliseconds: number): Timestamp {
  return new Date(milliseconds).toISOString()
}

/** `moment` moved by `seconds`, which may be negative or a fraction. */
export function addSeconds(moment: Timestamp, seconds: number): Timestamp {
  return timestampOf(Date.parse(moment) + seconds * 1000)
}

/** Seconds from `from` to `to`; negative when `to` is earlier. */
export function secondsBetween(from: Timestamp, to: Timestamp): number {
  return (Date.parse(to) - Date.parse(from)) / 1000
}

/** `14:05:41 UTC` */
export function clockTime(moment: Timestamp): string {
  return `${moment.slice(11, 19)} UTC`
}

/** The earlier of the moments given; undefined when there is none. */
export function earliest(moments: Iterable<Timestamp | undefined>): Timestamp | undefined {
  let first: Timestamp | undefined
  for (const moment of moments) if (moment !== undefined && (first === undefined || moment < first)) first = moment
  return first
}

/** The later of the moments given; undefined when there is none. */
export function latest(...moments: readonly (Timestamp | undefined)[]): Timestamp | undefined {
  return moments.reduce((last, moment) => (moment !== undefined && moment > (last ?? '') ? moment : last), undefined)
}
