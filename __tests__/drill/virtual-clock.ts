import type { Clock } from '../../src/drill/ports.js'
import { timestampOf, type Timestamp } from '../../src/drill/timestamp.js'

/** A clock that moves only when somebody sleeps: hours of drill pass in milliseconds, the same way every time. */
export class VirtualClock implements Clock {
  private milliseconds: number
  private readonly alarms: { at: number; ring: () => void }[] = []

  constructor(start: Timestamp = '2026-11-23T06:00:00.000Z') {
    this.milliseconds = Date.parse(start)
  }

  now(): Timestamp {
    return timestampOf(this.milliseconds)
  }

  sleepUntil(until: Timestamp, signal: AbortSignal): Promise<void> {
    const target = Date.parse(until)
    if (target <= this.milliseconds && !signal.aborted)
      throw new Error(`A sleep until ${until} at ${this.now()} never ends.`)
    while (!signal.aborted && this.milliseconds < target) {
      const next = this.alarms
        .filter(({ at }) => at > this.milliseconds)
        .reduce((first, { at }) => Math.min(first, at), target)
      this.milliseconds = next
      for (const alarm of this.alarms) if (alarm.at === next) alarm.ring()
    }
    return Promise.resolve()
  }

  /** Something takes this long. */
  advance(seconds: number): void {
    this.milliseconds += seconds * 1000
  }

  /** Calls `ring` when a sleeper passes the moment. */
  alarm(at: Timestamp, ring: () => void): void {
    this.alarms.push({ at: Date.parse(at), ring })
  }
}
