import type { Failure } from '../drill/failure.js'

const shortestSeconds = 0.2
const longestSeconds = 8

/**
 * How long to wait before a call that changes nothing is sent again; undefined when it is not to be. Full jitter ('Timeouts,
 * retries, and backoff with jitter', Amazon Builders' Library), and never sooner than AWS asks.
 *
 * @param attempt the attempt that failed, counted from 1
 * @param chance a random number in [0, 1)
 */
export function pauseBefore(failure: Failure, attempt: number, chance: number = Math.random()): number | undefined {
  if (failure.class !== 'throttled' && failure.class !== 'unavailable' && failure.class !== 'unsent') return undefined
  const jittered = chance * Math.min(longestSeconds, shortestSeconds * 2 ** attempt)
  return Math.max(jittered, failure.retryAfterSeconds ?? 0)
}
