import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { DrillEvent } from '../../src/drill/events.js'
import { chainStart, createChain, decodeJournal } from '../../src/drill/journal.js'
import { addSeconds } from '../../src/drill/timestamp.js'

const opened: DrillEvent = {
  at: '2026-11-23T14:00:00.000Z',
  type: 'execution-opened',
  schemaVersion: 1,
  executionId: 'acme-platform-7001-payments',
  mode: 'drill',
  plan: { name: 'payments', path: 'drills/payments.yml' },
  run: { repository: 'acme/platform', runId: '7001' },
  pollIntervalSeconds: 30
}

const settled = (reason: string, seconds = 60): DrillEvent => ({
  at: addSeconds(opened.at, seconds),
  type: 'wave-settled',
  wave: 'databases',
  status: 'up',
  reason
})

const write = (events: readonly DrillEvent[]) => {
  const chain = createChain()
  const text = events.map((event) => chain.encode(event)).join('')
  return { text, head: chain.head }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A line as a forger would write it who knows how the chain is made. */
const forge = (content: object, previous = chainStart.digest, seq = 1): string =>
  `${JSON.stringify({ seq, previous, ...content })}\n`

const journals = fc
  .array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 2, maxLength: 8 })
  .map((reasons) => write([opened, ...reasons.map((reason, index) => settled(reason, index))]))

describe('a journal', () => {
  test('has a line for each event that holds its number and the SHA-256 of the line before', () => {
    const { text, head } = write([opened, settled('all up')])
    const [first = '', second = '', end] = text.split('\n')
    expect(end).toBe('')
    expect(JSON.parse(first)).toEqual({ seq: 1, previous: '0'.repeat(64), ...opened })
    expect(JSON.parse(second)).toEqual({ seq: 2, previous: digest(first), ...settled('all up') })
    expect(head).toEqual({ seq: 2, digest: digest(second) })
  })

  test('reads back what was written, whatever characters it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 10 }), (reasons) => {
        const events = [opened, ...reasons.map((reason) => settled(reason))]
        const { text, head } = write(events)
        expect(decodeJournal(text, head)).toEqual({ events, head, torn: false, problems: [] })
      })
    )
  })

  test('goes on behind the lines that another process wrote', () => {
    const before = write([opened])
    const chain = createChain(before.head)
    const text = before.text + chain.encode(settled('all up'))
    expect(decodeJournal(text)).toMatchObject({ problems: [], head: { seq: 2 } })
  })

  test('that is empty has no events and is no problem', () => {
    expect(decodeJournal('')).toEqual({ events: [], head: chainStart, torn: false, problems: [] })
  })
})

describe('a crash', () => {
  test('at any character of the last line loses at most that line, and is no problem', () => {
    const { text } = write([opened, settled('the first'), settled('the last')])
    const lastLine = text.lastIndexOf('\n', text.length - 2) + 1
    for (let length = lastLine; length < text.length - 1; length++) {
      const decoded = decodeJournal(text.slice(0, length))
      expect(decoded.problems).toEqual([])
      expect(decoded.torn).toBe(length > lastLine)
      expect(decoded.events).toEqual([opened, settled('the first')])
    }
  })

  test('that cost only the line end costs no event', () => {
    const { text, head } = write([opened, settled('the last')])
    expect(decodeJournal(text.slice(0, -1), head)).toMatchObject({ torn: false, problems: [], head })
  })
})

describe('tampering with a journal', () => {
  const found = (text: string, head: { seq: number; digest: string }): boolean =>
    decodeJournal(text, head).problems.length > 0

  test('by editing any character is found', () => {
    fc.assert(
      fc.property(
        journals,
        fc.nat(),
        fc.constantFrom('x', '0', '"', ' ', '\n', '}'),
        ({ text, head }, at, character) => {
          const position = at % (text.length - 1)
          fc.pre(text[position] !== character)
          expect(found(text.slice(0, position) + character + text.slice(position + 1), head)).toBe(true)
        }
      )
    )
  })

  test('by removing any line is found, the last one too', () => {
    fc.assert(
      fc.property(journals, fc.nat(), ({ text, head }, at) => {
        const lines = text.split('\n').slice(0, -1)
        const without = lines.toSpliced(at % lines.length, 1)
        expect(found(without.map((line) => `${line}\n`).join(''), head)).toBe(true)
      })
    )
  })

  test('by swapping any two lines is found', () => {
    fc.assert(
      fc.property(journals, fc.nat(), fc.nat(), ({ text, head }, first, second) => {
        const lines = text.split('\n').slice(0, -1)
        const [a, b] = [first % lines.length, second % lines.length]
        fc.pre(a !== b)
        const swapped = lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '')
        expect(found(swapped.map((line) => `${line}\n`).join(''), head)).toBe(true)
      })
    )
  })

  test('by inserting a line anywhere is found, a copy of one and a forged one alike', () => {
    fc.assert(
      fc.property(journals, fc.nat(), fc.boolean(), ({ text, head }, at, copied) => {
        const lines = text.split('\n').slice(0, -1)
        const place = at % (lines.length + 1)
        const previous = place === 0 ? chainStart.digest : digest(lines[place - 1] ?? '')
        const forged = forge(settled('all is well'), previous, place + 1).trimEnd()
        const inserted = lines.toSpliced(place, 0, copied ? (lines[Math.max(0, place - 1)] ?? '') : forged)
        expect(found(inserted.map((line) => `${line}\n`).join(''), head)).toBe(true)
      })
    )
  })

  test('names the line, and believes nothing that stands behind it', () => {
    const { text } = write([opened, settled('one'), settled('two'), settled('three')])
    const decoded = decodeJournal(text.replace('"one"', '"1"'))
    expect(decoded.problems).toEqual([
      'line 3: does not hold the SHA-256 of the line before it: a line was changed, removed, inserted or moved'
    ])
    expect(decoded.events.map((event) => ('reason' in event ? event.reason : ''))).toEqual(['', '1'])
  })

  test('with its end is found by the head that is kept elsewhere', () => {
    const { text, head } = write([opened, settled('one'), settled('two')])
    expect(decodeJournal(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), head).problems).toEqual([
      'the journal ends after line 2, it had 3 lines'
    ])
    expect(decodeJournal(text.replace('"two"', '"2"'), head).problems).toEqual([
      "line 3: the journal's end is not the one it was finished with"
    ])
    expect(decodeJournal(text.slice(0, -5), head).problems).toHaveLength(1)
  })
})

describe('a line that this version does not write', () => {
  const { at } = opened
  test.each([
    ['no JSON at all', 'no journal\n', 'line 1: not JSON'],
    ['no object', '[1]\n', 'line 1: not a JSON object'],
    ['nothing', 'null\n', 'line 1: not a JSON object'],
    ['a wrong number', forge(opened, chainStart.digest, 7), 'line 1: has seq 7 where 1 is due'],
    ['no type', forge({ at }), 'line 1: has the type undefined, which this version does not know'],
    [
      'a strange type',
      forge({ at, type: 'toString' }),
      'line 1: has the type "toString", which this version does not know'
    ],
    ['no time', forge({ type: 'execution-opened' }), 'line 1: has no time (at)'],
    ['no real time', forge({ type: 'execution-opened', at: 'soon' }), 'line 1: has no time (at)'],
    ['another beginning', forge(settled('up')), 'line 1: is the first and does not open an execution'],
    ['a part missing', forge({ ...opened, run: undefined }), 'line 1: is execution-opened, but its run is no object'],
    ['a part that is null', forge({ ...opened, run: null }), 'line 1: is execution-opened, but its run is no object'],
    [
      'a part of another kind',
      forge({ ...opened, mode: true }),
      'line 1: is execution-opened, but its mode is no string'
    ],
    ['a list for an object', forge({ ...opened, plan: [] }), 'line 1: is execution-opened, but its plan is no object']
  ])('%s is a problem, and nothing is thrown', (_name, text, problem) => {
    expect(decodeJournal(text)).toEqual({ events: [], head: chainStart, torn: false, problems: [problem] })
  })

  test('and that opens an execution once more is a problem', () => {
    expect(decodeJournal(write([opened, opened]).text).problems).toEqual([
      'line 2: opens an execution in the middle of another'
    ])
  })

  test('is found whatever it is: reading never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.json(), (junk, json) => {
        expect(decodeJournal(junk).events).toEqual([])
        expect(decodeJournal(`${json}\n${junk}\n`).problems).toHaveLength(1)
      })
    )
  })
})
