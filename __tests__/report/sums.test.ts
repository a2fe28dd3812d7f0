import { describe, expect, it } from '@jest/globals'
import { readSums, sumsOf } from '../../src/report/sums.js'

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]

describe('sumsOf', () => {
  it('writes what sha256sum -c reads, sorted by name', () => {
    const sums = sumsOf([
      { sha256: b, name: 'summary.md' },
      { sha256: a, name: 'evidence.json' }
    ])
    expect(sums).toBe(`${a}  evidence.json\n${b}  summary.md\n`)
  })
})

describe('readSums', () => {
  it('reads what was written, and what sha256sum writes of binary files', () => {
    expect(readSums(`${a}  evidence.json\n${b} *summary.md\n`)).toEqual([
      { sha256: a, name: 'evidence.json' },
      { sha256: b, name: 'summary.md' }
    ])
    expect(readSums('')).toEqual([])
  })

  it.each(['x', `${a}  x`, `${a} x\n`, `${a.slice(1)}  x\n`, `${a}  \n`, '\n'])('takes %j for no list', (text) => {
    expect(readSums(text)).toBeUndefined()
  })
})
