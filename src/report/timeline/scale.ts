import { formatDuration } from '../../plan/duration.js'

/** A stretch of time in milliseconds since the epoch. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Tick {
  readonly at: number
  /** Time since the axis began, such as `10m`. */
  readonly elapsed: string
  /**
   * Time of day (UTC), such as `14:10`; with seconds where ticks stand closer than a minute. The first of another day than
   * the tick before begins with that day, `24 Nov 02:00`, and is no more than the day where ticks stand days apart.
   */
  readonly clock: string
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** Distances between ticks that people read without counting. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7].map((count) => count * day)
]

/** The ticks of an axis that begins at `from`: at most `limit`, however long the span. */
export function ticksOf({ from, to }: Span, limit = 9): readonly Tick[] {
  const step = stepFor(to - from, limit)
  const count = Math.floor((to - from) / step) + 1
  const digits = step < minute || from % minute !== 0 ? 8 : 5
  return Array.from({ length: count }, (_, index) => {
    const at = from + index * step
    const isSameDay = index === 0 || dayOf(at) === dayOf(at - step)
    const clock = new Date(at).toISOString().slice(11)
    return {
      at,
      elapsed: formatDuration(Math.round((index * step) / second)),
      clock: isSameDay ? clock.slice(0, digits) : [dayOf(at), ...(step < day ? [clock.slice(0, 5)] : [])].join(' ')
    }
  })
}

/** `24 Nov` */
function dayOf(at: number): string {
  const [, date = '', month = ''] = new Date(at).toUTCString().split(' ')
  return `${String(Number(date))} ${month}`
}

function stepFor(length: number, limit: number): number {
  const known = steps.find((step) => length / step < limit)
  if (known !== undefined) return known
  let weeks = 14 * day
  while (length / weeks >= limit) weeks *= 2
  return weeks
}

/** Where moments stand between `left` and `right`; a moment outside the span stands at its edge. */
export function scaleOf({ from, to }: Span, left: number, right: number): (moment: number) => number {
  const length = Math.max(1, to - from)
  return (moment) => left + (Math.min(Math.max(moment - from, 0), length) / length) * (right - left)
}
