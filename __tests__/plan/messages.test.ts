import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { arrows, enumerate, quote } from '../../src/plan/quotation.js'
import { closest } from '../../src/plan/suggestion.js'

describe('quote', () => {
  test('spells out what a log would obey or a reader not see', () => {
    expect(quote('a\nb\tc\r\u001b[31m\u202e\u2028')).toBe('"a\\nb\\tc\\u{d}\\u{1b}[31m\\u{202e}\\u{2028}"')
  })

  test('cuts a long text between characters', () => {
    expect(quote('x'.repeat(61))).toBe(`"${'x'.repeat(60)}…"`)
    expect(quote('😀'.repeat(61))).toBe(`"${'😀'.repeat(60)}…"`)
    expect(quote('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`)
  })

  test('is one short line of visible characters for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(quote(text)).toMatch(/^"[^\p{C}\p{Zl}\p{Zp}]*"$/u)
      })
    )
  })
})

describe('enumerate', () => {
  test.each([
    [[], 'none'],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [
      Array.from({ length: 14 }, (_, index) => `w${index}`),
      'w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11 and 2 more'
    ]
  ])('reads as a sentence: %j', (items, text) => {
    expect(enumerate(items)).toBe(text)
  })
})

describe('arrows', () => {
  test('show a long row by its ends, and nothing that a log would obey', () => {
    expect(arrows(['a', 'b\n::error::', 'a'])).toBe('a → b\\n::error:: → a')
    const long = Array.from({ length: 50 }, (_, index) => `w${index}`)
    expect(arrows(long)).toBe('w0 → w1 → w2 → w3 → w4 → w5 → w6 → w7 → w8 → w9 → … → w49')
  })
})

describe('closest', () => {
  test.each([
    ['timeot', 'timeout'],
    ['tiemout', 'timeout'],
    ['Timeout', 'timeout'],
    ['onFailure', 'on-failure'],
    ['on_failure', 'on-failure'],
    ['sok', 'soak']
  ])('%s is meant to be %s', (name, meant) => {
    expect(closest(name, ['name', 'timeout', 'on-failure', 'soak'])).toBe(meant)
  })

  test.each(['zebra', 'x', '', 'x'.repeat(1_000)])('nothing is near %s', (name) => {
    expect(closest(name, ['timeout', 'soak', 'y', 'z'.repeat(1_000)])).toBeUndefined()
  })
})
