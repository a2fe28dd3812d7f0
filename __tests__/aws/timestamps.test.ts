import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { toTimestamp } from '../../src/aws/timestamps.js'

describe('a time of AWS', () => {
  it.each([
    ['2026-11-23T14:05:41Z', '2026-11-23T14:05:41.000Z'],
    ['2026-11-23T14:05:41.123456Z', '2026-11-23T14:05:41.123Z'],
    ['2026-11-23T14:05:41.5+02:00', '2026-11-23T12:05:41.500Z'],
    ['2026-11-23T14:05:41', '2026-11-23T14:05:41.000Z'],
    [' 2026-11-23T14:05Z ', '2026-11-23T14:05:00.000Z'],
    [new Date(0), '1970-01-01T00:00:00.000Z']
  ])('%s is %s', (value, expected) => {
    expect(toTimestamp(value)).toBe(expected)
  })

  it.each([
    undefined,
    null,
    '',
    '1',
    'yesterday',
    '2026-11-23',
    '2026-13-45T99:99:99Z',
    5,
    {},
    new Date(Number.NaN),
    new Date(8e15)
  ])('%s is none', (value) => {
    expect(toTimestamp(value)).toBeUndefined()
  })

  it('is left out or comparable, whatever is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.date({ noInvalidDate: false }), fc.string()), (value) => {
        const timestamp = toTimestamp(value)
        if (timestamp !== undefined) expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      })
    )
  })
})
