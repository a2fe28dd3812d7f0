import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { deliver, type Delivery } from '../../src/action/delivery.js'
import { createLog } from '../../src/action/log.js'
import type { DrillState } from '../../src/drill/state.js'
import { evidenceSchema } from '../../src/report/record/schema.js'
import { Story } from '../report/builders.js'
import { cases, cleanedInPart, takenOver } from '../report/cases.js'
import { keepEnvironment } from './environment.js'
import { capturedOutput } from './standard-output.js'
import { temporaryFolders } from './temporary-folder.js'

const folder = temporaryFolders()
const output = capturedOutput()
keepEnvironment()
let exitCode: typeof process.exitCode

beforeEach(() => {
  exitCode = process.exitCode
  const files = folder()
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) {
    process.env[name] = join(files, name)
    writeFileSync(join(files, name), '')
  }
})
afterEach(() => {
  process.exitCode = exitCode
})

const fileOf = (name: string): string => readFileSync(process.env[name] ?? '', 'utf8')

const stateOf = (name: string): DrillState => cases[name]?.() ?? new Story().state()

/** Delivers it, and gives the exit code that the process would end with. */
function delivered(state: DrillState, delivery: Delivery): typeof process.exitCode {
  process.exitCode = 0
  deliver(state, delivery, createLog())
  const code = process.exitCode
  process.exitCode = exitCode
  return code
}

const annotations = (level: 'error' | 'warning'): readonly string[] =>
  output().filter((line) => line.startsWith(`::${level}`))

describe('what main hands over', () => {
  test('of a drill that passed is evidence, outputs and a summary, and exit code 0', () => {
    const evidence = folder()
    expect(delivered(stateOf('passed'), { folder: evidence, isMain: true })).toBe(0)
    const record = evidenceSchema.parse(JSON.parse(readFileSync(join(evidence, 'evidence.json'), 'utf8')))
    expect(record.status).toBe('passed')
    const summary = readFileSync(join(evidence, 'summary.md'), 'utf8')
    expect(fileOf('GITHUB_STEP_SUMMARY')).toBe(summary)
    expect(summary).toMatch(/^## ✅ PASSED/)
    const outputs = fileOf('GITHUB_OUTPUT')
    expect(outputs).toMatch(/status<<(\S+)\r?\npassed\r?\n\1/)
    expect(outputs).toMatch(/evidence-digest<<(\S+)\r?\nsha256:[0-9a-f]{64}\r?\n\1/)
    expect(outputs).toContain(evidence)
    expect(outputs).toContain(join(evidence, 'report.html'))
    expect(annotations('error')).toEqual([])
    expect(output()).toContain(`Evidence: ${evidence}`)
    const sums = readFileSync(join(evidence, 'SHA256SUMS'), 'utf8')
    expect(sums.match(/(?<=^[0-9a-f]{64} {2}).+$/gm)).toEqual([
      'evidence.json',
      'journal.ndjson',
      'junit.xml',
      'report.html',
      'statement.json',
      'summary.md'
    ])
  })

  test('of a drill that cannot be told in full is the record and the summary', () => {
    const evidence = folder()
    const state = stateOf('passed')
    const waves = new Map([...state.waves].map(([name, wave]) => [name, { ...wave, startedAt: 'never' }]))
    expect(delivered({ ...state, waves }, { folder: evidence, isMain: true })).toBe(0)
    expect(annotations('warning')[0]).toContain('The report could not be made')
    expect(existsSync(join(evidence, 'evidence.json'))).toBe(true)
    expect(existsSync(join(evidence, 'report.html'))).toBe(false)
  })

  test('of a drill that did not names each server that is not up, and fails the step with one line', () => {
    expect(delivered(stateOf('failed-server'), { folder: folder(), isMain: true })).toBe(1)
    expect(annotations('error')).toEqual([
      expect.stringContaining(
        '::error::db-02.corp.example_net (s-00000000000000002, wave databases) failed: launch FAILED in'
      ),
      expect.stringContaining('::error::Drill payments failed: 3 of 4 servers are not up')
    ])
  })

  test('of a server that is not up stands at its place in the plan file, or at that of its match or wave', () => {
    const state = stateOf('failed-server')
    const id = 's-00000000000000002'
    const placesOf = (places: DrillState['places'], foundBy?: 'match of wave databases'): string => {
      const server = state.servers.get(id)
      if (server === undefined) throw new Error('the story has no such server')
      const servers = new Map(state.servers).set(id, { ...server, ...(foundBy === undefined ? {} : { foundBy }) })
      delivered({ ...state, servers, places }, { folder: folder(), isMain: true })
      return (annotations('error').at(-2) ?? '').replace(/::db-02.*/, '')
    }
    const places = { [`server ${id}`]: { line: 7, column: 9 }, 'wave databases': { line: 5, column: 5 } }
    expect(placesOf(places)).toBe('::error file=drills/payments.yml,line=7,col=9')
    const byMatch = { 'match of wave databases': { line: 6, column: 5 }, 'wave databases': { line: 5, column: 5 } }
    expect(placesOf(byMatch, 'match of wave databases')).toBe('::error file=drills/payments.yml,line=6,col=5')
    expect(placesOf({ 'wave databases': { line: 5, column: 5 } })).toBe('::error file=drills/payments.yml,line=5,col=5')
  })

  test.each([
    ['drill', 'Drill payments'],
    ['recovery', 'Recovery payments'],
    ['preflight', 'Preflight of payments'],
    ['validate', 'Validation of payments']
  ] as const)('in the mode %s says what has failed', (mode, subject) => {
    delivered(new Story(mode).finish(0.1, 'blocked', 'no').state(), { isMain: true })
    expect(annotations('error').at(-1)).toBe(`::error::${subject} blocked: no`)
  })

  test('of a server without a name or a reason is its ID', () => {
    const story = new Story()
      .accept(planOf(stateOf('passed')))
      .startWave(1, 'databases')
      .request(1, 'databases', ['s-00000000000000001'])
      .judge(2, 'cancelled', 'cancelled')
    delivered(story.state(), { isMain: true })
    expect(annotations('error')[0]).toMatch(/^::error::s-00000000000000001 \(wave databases\) in-progress: /)
  })

  test('of a plan that was refused stands at its place in the plan file', () => {
    expect(delivered(stateOf('blocked-by-plan'), { folder: folder(), isMain: true })).toBe(1)
    expect(annotations('error')).toEqual([
      expect.stringMatching(/^::error file=drills\/payments\.yml,line=4,col=1::unknown key "timout"/),
      expect.stringMatching(/^::error file=drills\/payments\.yml,line=12,col=12::wave "app"/),
      expect.stringMatching(/^::error::the input waves names "web"/),
      expect.stringMatching(/^::error::Drill payments blocked: /)
    ])
    const placed = new Story().add(0.1, { type: 'refused', refusals: [{ message: 'no', line: 3 }] })
    delivered(placed.finish(0.1, 'blocked', 'no').state(), { isMain: true })
    expect(annotations('error')).toContain('::error file=drills/payments.yml,line=3::no')
  })

  test('without a folder is everything but the evidence', () => {
    expect(delivered(stateOf('blocked-by-aws'), { isMain: true })).toBe(1)
    expect(fileOf('GITHUB_OUTPUT')).toMatch(/evidence-dir<<(\S+)\r?\n\r?\n\1/)
    expect(fileOf('GITHUB_OUTPUT')).toMatch(/evidence-digest<<(\S+)\r?\n\r?\n\1/)
    expect(fileOf('GITHUB_STEP_SUMMARY')).toMatch(/^## ⛔ BLOCKED/)
    expect(output().filter((line) => line.startsWith('Evidence'))).toEqual([])
  })

  test('never hides the verdict, whatever cannot be written', () => {
    const missing = join(folder(), 'missing')
    process.env['GITHUB_OUTPUT'] = join(missing, 'output')
    process.env['GITHUB_STEP_SUMMARY'] = missing.replace(/missing$/, '')
    expect(delivered(stateOf('failed-server'), { folder: missing, isMain: true })).toBe(1)
    expect(annotations('warning')).toHaveLength(3)
    expect(annotations('warning')[0]).toMatch(/; neither could report\.html, .*, evidence\.json$/)
    expect(annotations('error').at(-1)).toContain('Drill payments failed')
    expect(existsSync(missing)).toBe(false)
  })

  test('says when the servers’ output had to be shortened', () => {
    const long = stateOf('passed')
    const server = [...long.servers.values()][0]
    if (server === undefined) throw new Error('the story has no server')
    const reason = 'x'.repeat(5000)
    const servers = new Map(
      Array.from({ length: 400 }, (_, index) => {
        const sourceServerId = `s-${String(index).padStart(17, '0')}`
        const outcome = { status: 'failed' as const, reason, at: long.openedAt }
        return [sourceServerId, { ...server, sourceServerId, outcome }]
      })
    )
    const [name, wave] = [...long.waves][0] ?? []
    if (name === undefined || wave === undefined) throw new Error('the story has no wave')
    const waves = new Map([[name, { ...wave, planned: { ...wave.planned, servers: [...servers.keys()] } }]])
    delivered({ ...long, servers, waves }, { isMain: true })
    expect(output().filter((line) => line.startsWith('::notice'))).toHaveLength(1)
  })

  test('warns that the cleanup fell short, and passes all the same', () => {
    expect(delivered(cleanedInPart().state(), { folder: folder(), isMain: true })).toBe(0)
    expect(annotations('warning')).toEqual([expect.stringContaining('::warning::The cleanup fell short: 1 ')])
  })
})

describe('what the post step hands over', () => {
  test('after a main that was killed is the whole verdict, but no outputs and no exit code', () => {
    const evidence = folder()
    expect(delivered(stateOf('failed-server'), { folder: evidence, isMain: false })).toBe(0)
    expect(fileOf('GITHUB_OUTPUT')).toBe('')
    expect(fileOf('GITHUB_STEP_SUMMARY')).toMatch(/^## ❌ FAILED/)
    expect(annotations('error')).toHaveLength(1)
    expect(existsSync(join(evidence, 'evidence.json'))).toBe(true)
  })

  test('after a main that gave its verdict is what came of the cleanup', () => {
    const evidence = folder()
    expect(delivered(takenOver().state(), { folder: evidence, isMain: false, isFollowUp: true })).toBe(0)
    expect(fileOf('GITHUB_STEP_SUMMARY')).toMatch(/^## After the drill of payments/)
    expect(annotations('error')).toEqual([])
    expect(annotations('warning')).toHaveLength(1)
    // The folder holds the whole, as ever.
    expect(readFileSync(join(evidence, 'summary.md'), 'utf8')).toMatch(/^## ✋ CANCELLED/)
    const record = evidenceSchema.parse(JSON.parse(readFileSync(join(evidence, 'evidence.json'), 'utf8')))
    expect(record).toMatchObject({ status: 'cancelled', cleanup: { complete: false } })
  })
})

function planOf({ plan }: DrillState): NonNullable<DrillState['plan']> {
  if (plan === undefined) throw new Error('the story has no plan')
  return plan
}
