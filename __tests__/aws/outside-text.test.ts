import { describe, expect, it } from '@jest/globals'
import { outsideText } from '../../src/aws/outside-text.js'

describe('words from outside', () => {
  it.each([
    ['plain words', 'plain words'],
    ['  two\r\nlines\t ', 'two lines'],
    ['a\u0000b\u001bc\u2028d\u202ee', 'a b c d e'],
    ['half \ud83d', 'half'],
    ['whole \ud83d\ude00', 'whole \ud83d\ude00'],
    ['', ''],
    ['connect to http://user:secret@proxy.example:8080 failed', 'connect to http://***@proxy.example:8080 failed'],
    ['HTTPS://token@proxy.example/x', 'HTTPS://***@proxy.example/x'],
    ['http://user:s3/cr#et@proxy.example', 'http://***@proxy.example'],
    ['http://user:p@ss@proxy.example', 'http://***@proxy.example'],
    ['http://a:b@c http://d:e@f', 'http://***@c http://***@f'],
    ['https://drs.us-west-2.amazonaws.com/x mail@example.com', 'https://drs.us-west-2.amazonaws.com/x mail@example.com']
  ])('%j becomes %j', (text, expected) => {
    expect(outsideText(text)).toBe(expected)
  })

  it('are searched in no time, however hostile they are', () => {
    const began = performance.now()
    for (const hostile of ['://', '://a:', 'http:', '@', 'a.']) outsideText(hostile.repeat(100_000))
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('are cut without leaving half of a character', () => {
    expect(outsideText('123\ud83d\ude00567', 4)).toBe('123…')
    expect(outsideText('x'.repeat(5000))).toHaveLength(1001)
  })
})
