import { timestampOf, type Timestamp } from '../drill/timestamp.js'

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * A time as an SDK gives it (DRS: a string, `2026-11-23T14:05:41.123456Z`; EC2: a Date) as a `Timestamp`. What is no
 * moment between the years 0 and 9999 gives undefined: a time that cannot be read must not cost the rest of an answer.
 */
export function toTimestamp(value: unknown): Timestamp | undefined {
  const milliseconds = value instanceof Date ? value.getTime() : typeof value === 'string' ? parse(value) : Number.NaN
  // Beyond it a timestamp has a sign and six digits of year, and no longer compares as a string.
  const isComparable = milliseconds >= Date.UTC(0, 0) && milliseconds < Date.UTC(10_000, 0)
  return isComparable ? timestampOf(milliseconds) : undefined
}

function parse(text: string): number {
  const match = isoTime.exec(text.trim())
  if (match === null) return Number.NaN
  // DRS's times are UTC; without a zone Date.parse would take them for the machine's own.
  return Date.parse(match[1] === undefined ? `${match[0]}Z` : match[0])
}
