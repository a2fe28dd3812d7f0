import type { Clock } from '../drill/ports.js'
import { timestampOf, type Timestamp } from '../drill/timestamp.js'

/** The longest that one timer may run: setTimeout takes 2^31 milliseconds, and a machine that slept is noticed. */
const longestTimerMilliseconds = 60_000

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => timestampOf(Date.now()),
  async sleepUntil(until: Timestamp, signal: AbortSignal): Promise<void> {
    for (;;) {
      const left = Date.parse(until) - Date.now()
      if (left <= 0 || signal.aborted) return
      await pause(Math.min(left, longestTimerMilliseconds), signal)
    }
  }
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
