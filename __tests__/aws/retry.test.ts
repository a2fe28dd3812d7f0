import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { pauseBefore } from '../../src/aws/retry.js'
import type { FailureClass } from '../../src/drill/failure.js'

function failureOf(failureClass: FailureClass, retryAfterSeconds?: number) {
  return {
    class: failureClass,
    operation: 'drs:DescribeJobs',
    message: '',
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds })
  }
}

describe('the pause before a read is sent again', () => {
  it.each([
    [1, 0.4],
    [2, 0.8],
    [3, 1.6],
    [10, 8]
  ])('after attempt %d is anything up to %d s', (attempt, longest) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (chance) => {
        expect(pauseBefore(failureOf('unavailable'), attempt, chance)).toBeCloseTo(chance * longest, 10)
      })
    )
  })

  it('is drawn by lot', () => {
    expect(pauseBefore(failureOf('throttled'), 1)).toBeLessThan(0.4)
  })

  it('is never shorter than AWS asks', () => {
    expect(pauseBefore(failureOf('throttled', 7), 1, 0.5)).toBe(7)
    expect(pauseBefore(failureOf('throttled', 0), 1, 0.5)).toBe(0.2)
  })

  it.each<FailureClass>(['throttled', 'unavailable', 'unsent'])('there is one after %s', (failureClass) => {
    expect(pauseBefore(failureOf(failureClass), 1, 0.5)).toBe(0.2)
  })

  it.each<FailureClass>([
    'denied',
    'invalid',
    'not-found',
    'uninitialised',
    'credentials',
    'conflict',
    'quota',
    'expired'
  ])('there is none after %s: it is not sent again', (failureClass) => {
    expect(pauseBefore(failureOf(failureClass, 1), 1)).toBeUndefined()
  })
})
