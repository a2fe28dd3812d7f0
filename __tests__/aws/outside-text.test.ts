import { describe, expect, it } from '@jest/globals'
import { outsideText } from '../../src/aws/outside-text.js'

describe('words from outside', () => {
  it.each([
    ['plain words', 'plain words'],
    ['  two\r\nlines\t ', 'two lines'],
    ['a\u0000b\u001bc\u2028d\u202ee', 'a b c d e'],
    ['half \ud83d', 'half'],
    ['whole \ud83d\ude00', 'whole \ud83d\ude00'],
    ['', '']
  ])('%j becomes %j', (text, expected) => {
    expect(outsideText(text)).toBe(expected)
  })

  it('are cut without leaving half of a character', () => {
    expect(outsideText('123\ud83d\ude00567', 4)).toBe('123…')
    expect(outsideText('x'.repeat(5000))).toHaveLength(1001)
  })
})
