import type { Clock } from '../drill/ports.js'
import { timestampOf, type Timestamp } from '../drill/timestamp.js'

/** The longest that one timer may run: setTimeout takes 2^31 milliseconds, and a machine that slept is noticed. */
const longestTimerMilliseconds = 60_000

/** By how much the machine's clock was set back so far, and what was last read from it. */
let setBackMilliseconds = 0
let lastMilliseconds = 0

/**
 * The machine's clock, that never goes back: were it set back by an hour, a drill would wait for an hour without a word.
 * What it jumps ahead is taken for time that has passed, as when the machine slept.
 */
export const systemClock: Clock = {
  now: () => timestampOf(milliseconds()),
  async sleepUntil(until: Timestamp, signal: AbortSignal): Promise<void> {
    for (;;) {
      const left = Date.parse(until) - milliseconds()
      if (left <= 0 || signal.aborted) return
      await pause(Math.min(left, longestTimerMilliseconds), signal)
    }
  }
}

/** Lets the clock go on where that of the process before ended: it may have been set back since, too. */
export function goOnFrom(at: Timestamp): void {
  const ended = Date.parse(at)
  if (ended > lastMilliseconds) lastMilliseconds = ended
}

function milliseconds(): number {
  const read = Date.now() + setBackMilliseconds
  if (read < lastMilliseconds) setBackMilliseconds += lastMilliseconds - read
  lastMilliseconds = Math.max(read, lastMilliseconds)
  return lastMilliseconds
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, milliseconds)
    signal.addEventListener('abort', wake, { once: true })
  })
}
