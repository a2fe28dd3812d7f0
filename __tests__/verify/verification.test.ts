import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { DrillEvent } from '../../src/drill/events.js'
import { fold } from '../../src/drill/evolve.js'
import { evidenceFilesOf, sha256Of } from '../../src/evidence/files.js'
import { verifyEvidence } from '../../src/evidence/verification.js'
import { recordOf } from '../../src/report/record/record.js'
import { sumsOf } from '../../src/report/sums.js'
import { runs } from '../fast-check-seed.js'
import { Story } from '../report/builders.js'
import { found, journalOf, passedStory, textsOf, type Texts, version } from './folder.js'

const events = passedStory().tell()
const texts = textsOf(events)

/** What is found wrong, a line each. */
const trouble = (changed: Parameters<typeof found>[0]) => {
  const { findings, isSound } = verifyEvidence(found(changed))
  const lines = findings
    .filter(({ state }) => state !== 'ok')
    .map((line) => `${line.state} ${line.name} ${line.message}`)
  expect(isSound).toBe(lines.length === 0)
  return lines
}

/** The same folder, its digests made to agree with what is in it: what somebody does who knows how. */
const resummed = (changed: Texts): Texts => {
  const { SHA256SUMS: _old, ...others } = changed
  return {
    ...changed,
    SHA256SUMS: sumsOf(Object.entries(others).map(([name, text]) => ({ name, sha256: sha256Of(text) })))
  }
}

describe('verifyEvidence', () => {
  it('finds the evidence sound that the action writes', () => {
    expect(trouble(texts)).toEqual([])
    expect(verifyEvidence(found(texts))).toMatchObject({ executionId: 'acme-platform-7001-payments', status: 'passed' })
  })

  it('finds a changed event by the chain', () => {
    const doctored = { ...texts, 'journal.ndjson': texts['journal.ndjson'].replace('db-02', 'db-03') }
    expect(trouble(doctored)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^wrong journal\.ndjson line \d+: does not hold the SHA-256 of the line before it/),
        'unproven report.html there is no sound journal to compare it with',
        'wrong SHA256SUMS has another digest for journal.ndjson'
      ])
    )
  })

  it('finds a changed end of the journal, which the chain alone cannot, by the digests and the files', () => {
    const doctored = {
      ...texts,
      'journal.ndjson': texts['journal.ndjson'].replace(
        /all 2 servers are up","at":"([^"]+)"}\n$/,
        'well","at":"$1"}\n'
      )
    }
    expect(doctored['journal.ndjson']).not.toBe(texts['journal.ndjson'])
    expect(trouble(doctored)).toEqual(
      expect.arrayContaining(['wrong SHA256SUMS has another digest for journal.ndjson'])
    )
    expect(trouble(resummed(doctored))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^wrong statement\.json is not what the journal says: line \d+ differs$/)
      ])
    )
  })

  it('finds a removed end of the journal, and says what is missing', () => {
    const cut = { ...texts, 'journal.ndjson': texts['journal.ndjson'].split('\n').slice(0, -3).join('\n') + '\n' }
    expect(trouble(resummed(cut))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^wrong journal\.ndjson its end is missing: it ends with line \d+ \(verdict-reached, /),
        expect.stringMatching(/^wrong evidence\.json is not what the journal says/)
      ])
    )
  })

  it('finds a last line that was cut off', () => {
    const torn = { ...texts, 'journal.ndjson': texts['journal.ndjson'].slice(0, -20) }
    expect(trouble(torn)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^wrong journal\.ndjson its last line was cut off/)])
    )
  })

  it.each(['evidence.json', 'summary.md', 'report.html', 'junit.xml', 'statement.json'] as const)(
    'finds a change to %s, digests made to agree or not',
    (name) => {
      const doctored = { ...texts, [name]: texts[name].replace('payments', 'Payments') }
      const different = expect.stringMatching(
        new RegExp(`^wrong ${name} is not what the journal says: line \\d+ differs$`)
      )
      expect(trouble(doctored)).toEqual([different, `wrong SHA256SUMS has another digest for ${name}`])
      expect(trouble(resummed(doctored))).toEqual([different])
      const longer = { ...texts, [name]: `${texts[name]}\n` }
      expect(trouble(resummed(longer))).toEqual([expect.stringMatching(`^wrong ${name}`)])
      const shorter = { ...texts, [name]: texts[name].trimEnd().split('\n').slice(0, -1).join('\n') }
      expect(trouble(resummed(shorter))).toEqual([expect.stringMatching(`^wrong ${name}`)])
    }
  )

  it.each(Object.keys(texts))('says that %s is missing', (name) => {
    const lines = trouble({ ...texts, [name]: null })
    expect(lines[0]).toMatch(new RegExp(`^missing ${name} `))
  })

  it('says what cannot be read, and goes on with the rest', () => {
    const unreadable = { kind: 'unreadable', why: 'is not a regular file' } as const
    for (const name of Object.keys(texts)) {
      const { findings } = verifyEvidence({ ...found(texts), [name]: unreadable })
      expect(findings).toContainEqual({ state: 'wrong', name, message: 'is not a regular file' })
    }
  })

  it('says what is wrong with the shape of evidence.json', () => {
    const record = JSON.parse(texts['evidence.json']) as Record<string, unknown>
    const wrong = (text: string) => trouble(resummed({ ...texts, 'evidence.json': text }))[0]
    expect(wrong('{')).toBe('wrong evidence.json is not JSON')
    expect(wrong('null')).toMatch(/^wrong evidence\.json does not follow its schema: : /)
    expect(wrong(JSON.stringify({ ...record, schemaVersion: '9.0' }))).toMatch(
      /^wrong evidence\.json follows schema 9\.0, this version of drs-drill knows 1\.\d: check it with the version that wrote it$/
    )
    expect(wrong(JSON.stringify({ ...record, schemaVersion: 9 }))).toMatch(
      /does not follow its schema: schemaVersion: /
    )
    expect(wrong(JSON.stringify({ ...record, status: 'fine' }))).toMatch(/does not follow its schema: status: /)
  })

  it('says what is wrong with the list of digests', () => {
    const wrong = (sums: string) => trouble({ ...texts, SHA256SUMS: sums })
    expect(wrong('nothing\n')).toEqual(['wrong SHA256SUMS is no list of SHA-256 digests'])
    expect(wrong(texts.SHA256SUMS.trimEnd())).toEqual(['wrong SHA256SUMS is no list of SHA-256 digests'])
    expect(wrong(texts.SHA256SUMS.split('\n').slice(1).join('\n'))).toEqual([
      'wrong SHA256SUMS lists evidence.json 0 times'
    ])
    expect(wrong(`${texts.SHA256SUMS}${'0'.repeat(64)}  ../secret\n`)).toEqual([
      'wrong SHA256SUMS lists ../secret, which is no file of the evidence'
    ])
    expect(trouble({ ...texts, 'junit.xml': null })).toContain('wrong SHA256SUMS lists junit.xml, which cannot be read')
  })

  it('finds a verdict that what came before it does not bear out, though every digest and file agrees', () => {
    const gone = events.filter(({ type }) => type !== 'instances-observed')
    expect(trouble(textsOf(gone))).toEqual([
      expect.stringMatching(
        /^wrong journal\.ndjson line \d+ \(servers-settled\) calls s-\w+ and 1 more launched, which does not follow/
      ),
      expect.stringMatching(
        /^wrong journal\.ndjson line \d+ \(verdict-reached\) says passed before everything was asked/
      )
    ])
  })

  it('takes a report by the version that wrote it, and by no other than the journal names', () => {
    const [opened, ...rest] = events
    if (opened?.type !== 'execution-opened') throw new Error('a journal begins with the opening')
    const named = textsOf([{ ...opened, version }, ...rest])
    expect(trouble(named)).toEqual([])
    const report = named['report.html'].replaceAll(`drs-drill ${version}`, 'drs-drill 9.9.9')
    expect(trouble(resummed({ ...named, 'report.html': report }))).toEqual([
      expect.stringMatching(/^wrong report\.html is not what the journal says: line \d+ differs$/)
    ])
  })

  it('takes a report of a journal that names no version by the version that wrote it', () => {
    const files = evidenceFilesOf(recordOf(fold(events)), journalOf(events), '0.0.9')
    expect(trouble({ ...texts, ...files })).toEqual([])
  })

  it('tells of a journal that is sound by its digests, and yet holds what nobody writes', () => {
    const forged = (event: Record<string, unknown>) => {
      const [opened, ...rest] = events
      const bytes = journalOf([...(opened === undefined ? [] : [opened]), event as unknown as DrillEvent, ...rest])
      return trouble({ ...texts, 'journal.ndjson': bytes }).filter((line) => line.includes('journal.ndjson'))
    }
    const { at } = events[0] ?? { at: '' }
    const accepted = events.find(({ type }) => type === 'plan-accepted')
    expect(forged({ ...accepted, plan: { waves: 3 }, at })[0]).toMatch(
      /^wrong journal\.ndjson tells what drs-drill does not write: /
    )
    expect(forged({ type: 'refused', at, refusals: [{ message: 3 }] })[0]).toMatch(/does not write: /)
    expect(trouble({ ...texts, 'journal.ndjson': '' })[0]).toBe('wrong journal.ndjson holds no event')
  })

  it('tells of a run whose journal was lost on the way: the report says so, and the files are not what the journal says', () => {
    const lost = journalOf(events.slice(0, 9))
    const files = evidenceFilesOf(recordOf(fold(events)), lost, version)
    expect(files['report.html']).toContain('The journal does not hold all that this record tells.')
    expect(evidenceFilesOf(recordOf(fold(events)), new Uint8Array(), version)['report.html']).toContain(
      'It ends after 0 events'
    )
    const lines = trouble({ ...files, 'journal.ndjson': lost })
    expect(lines[0]).toMatch(/^wrong journal\.ndjson its end is missing: it ends with line 9 /)
    expect(lines).toContainEqual(expect.stringMatching(/^wrong report\.html is not what the journal says/))
  })

  it('never throws, and never calls sound what was changed', () => {
    const names = Object.keys(texts) as (keyof Texts)[]
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.nat(60),
        (name, at, bytes, gone) => {
          const before = new TextEncoder().encode(texts[name])
          const from = at % (before.length + 1)
          const after = new Uint8Array([...before.subarray(0, from), ...bytes, ...before.subarray(from + gone)])
          fc.pre(Buffer.compare(before, after) !== 0)
          expect(verifyEvidence(found({ ...texts, [name]: after })).isSound).toBe(false)
        }
      ),
      { numRuns: runs(150) }
    )
  })

  it('never throws on journals whose every event has the digests and hardly anything else right', () => {
    const value = fc.jsonValue({ maxDepth: 2 })
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(events.length - 1), key: fc.string(), value }), { maxLength: 3 }),
        (changes) => {
          const doctored = events.map((event, index) => {
            const mine = changes.filter(({ at }) => at === index)
            const parts = Object.keys(event).filter((key) => key !== 'type' && key !== 'at')
            return mine.reduce((event, { key, value }) => {
              const name = parts[key.length % Math.max(1, parts.length)] ?? key
              return { ...event, [name]: value }
            }, event)
          })
          expect(() => verifyEvidence(found({ ...texts, 'journal.ndjson': journalOf(doctored) }))).not.toThrow()
        }
      ),
      { numRuns: runs(200) }
    )
  })

  it('verifies a run that was blocked, and one without a plan', () => {
    const blocked = new Story()
      .add(0.1, { type: 'refused', refusals: [{ message: 'no such file' }] })
      .finish(0.1, 'blocked', 'no such file')
    expect(trouble(textsOf(blocked.tell()))).toEqual([])
  })
})
