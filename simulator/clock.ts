import parseDuration from 'parse-duration'
import { z } from 'zod'

/**
 * A duration in simulated time, such as `90s`, `5m` or `1h30m`, read as milliseconds. Bare numbers are refused: numbers
 * that count real seconds have names that end in `Seconds`.
 */
export const duration = z
  .string()
  .regex(/^(\d+(\.\d+)?(ms|s|m|h|d))+$/, 'a number and a unit, such as 90s, 5m or 1h30m')
  .transform((text) => parseDuration(text) ?? 0)

/** A span of real time, in seconds since the simulator was started; without an end it lasts. */
export const realTimeSpan = z.strictObject({
  fromSeconds: z.number().nonnegative().default(0),
  untilSeconds: z.number().nonnegative().optional()
})

export type RealTimeSpan = z.output<typeof realTimeSpan>

/** Real time, and the rate at which simulated time passes in it. All moments are milliseconds since 1970. */
export class Clock {
  readonly startedAt = Date.now()
  #timeScale: () => number

  constructor(timeScale: () => number) {
    this.#timeScale = timeScale
  }

  now(): number {
    return Date.now()
  }

  /** The real milliseconds that so many simulated milliseconds take. */
  real(simulatedMilliseconds: number): number {
    return simulatedMilliseconds / this.#timeScale()
  }

  isWithin(span: RealTimeSpan, now: number): boolean {
    const elapsedSeconds = (now - this.startedAt) / 1000
    return elapsedSeconds >= span.fromSeconds && elapsedSeconds < (span.untilSeconds ?? Infinity)
  }
}

/** A moment as AWS writes it. */
export function isoTime(moment: number): string {
  return new Date(moment).toISOString()
}
