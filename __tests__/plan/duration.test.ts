import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { formatDuration, parseDuration } from '../../src/plan/duration.js'

describe('parseDuration', () => {
  test.each([
    ['90s', 90],
    ['30m', 1_800],
    ['2h', 7_200],
    ['1h30m', 5_400],
    ['1h05m', 3_900],
    ['1d', 86_400],
    ['1d2h3m4s', 93_784],
    ['90m', 5_400],
    ['30d', 2_592_000]
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toEqual({ seconds })
  })

  test.each<[unknown, string]>([
    [30, '30 has no unit: write "30m" for 30 minutes or "30s" for seconds'],
    ['30', '"30" has no unit: write "30m" for 30 minutes or "30s" for seconds'],
    ['1', '"1" has no unit: write "1m" for 1 minute or "1s" for seconds'],
    [1.5, '1.5 is not a duration: write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"'],
    [-5, '-5 is negative: write a duration such as "30m"'],
    ['-5m', '"-5m" is negative: write a duration such as "30m"'],
    ['0s', '"0s" is no time at all: write a duration such as "30m"'],
    ['0h00m', '"0h00m" is no time at all: write a duration such as "30m"'],
    ['1.5h', '"1.5h" is not a duration: write "1h30m"'],
    ['1h 30m', '"1h 30m" is not a duration: write "1h30m"'],
    [' 30m', '" 30m" is not a duration: write "30m"'],
    ['30M', '"30M" is not a duration: write "30m"'],
    ['30m1h', '"30m1h" is not a duration: write "1h30m"'],
    ['30 minutes', '"30 minutes" is not a duration: write "30m"'],
    ['soon', '"soon" is not a duration: write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"'],
    ['1:30', '"1:30" is not a duration: write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"'],
    ['0.5s', '"0.5s" is not a duration: write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"'],
    ['2 years', '"2 years" is not a duration: write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"'],
    [
      '3 bananas',
      '"3 bananas" is not a duration: write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"'
    ],
    ['30d1s', '"30d1s" is too long: write 30 days ("30d") or less'],
    ['', 'is empty: write a number and a unit, such as "30m"'],
    [null, 'is empty: write a number and a unit, such as "30m"'],
    [['30m'], 'is not a duration: write a number and a unit, such as "30m"']
  ])('refuses %j and says what to write', (text, problem) => {
    expect(parseDuration(text)).toEqual({ problem })
  })

  test('refuses numbers too long for a number', () => {
    expect(parseDuration(`${'9'.repeat(400)}s`)).toEqual({ problem: expect.stringContaining('is too long') })
    expect(parseDuration('9'.repeat(400))).toEqual({ problem: expect.stringContaining('has no unit') })
  })

  test('takes no time at all where a pause may be left out', () => {
    expect(parseDuration('0s', { zeroAllowed: true })).toEqual({ seconds: 0 })
  })

  test('is quick about long junk', () => {
    const started = performance.now()
    parseDuration('1a'.repeat(500_000))
    parseDuration(`${'1'.repeat(500_000)}x`)
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test('gives seconds or one line of problem for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const result = parseDuration(text)
        if ('seconds' in result) expect(result.seconds).toBeGreaterThan(0)
        else expect(result.problem).toMatch(/^.+$/)
      })
    )
  })
})

describe('formatDuration', () => {
  test.each([
    [0, '0s'],
    [0.4, '0s'],
    [45, '45s'],
    [60, '1m'],
    [125, '2m 05s'],
    [5_400, '1h 30m'],
    [3_605, '1h 00m 05s'],
    [7_200, '2h'],
    [87_600, '1d 00h 20m'],
    [59.6, '1m'],
    [-90, '-1m 30s'],
    [Number.NaN, 'unknown'],
    [Number.POSITIVE_INFINITY, 'unknown']
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })

  test('without its blanks it reads back to the same seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_592_000 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds).replaceAll(' ', ''))).toEqual({ seconds })
      })
    )
  })
})
