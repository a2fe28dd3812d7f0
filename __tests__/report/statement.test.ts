import { describe, expect, it } from '@jest/globals'
import { recordOf } from '../../src/report/record/record.js'
import { evidenceSchema, type Deviation, type EvidenceRecord } from '../../src/report/record/schema.js'
import { statementOf } from '../../src/report/statement.js'
import { serverId } from './builders.js'
import { cases, manyServers } from './cases.js'
import { expectGolden } from './golden.js'

const record = (name: string): EvidenceRecord => recordOf(cases[name]?.() ?? manyServers(1).state())

const subjects = [
  { name: 'evidence.json', sha256: 'e'.repeat(64) },
  { name: 'journal.ndjson', sha256: 'a'.repeat(64) }
]

interface Statement {
  readonly _type: string
  readonly predicateType: string
  readonly subject: readonly { readonly digest: { readonly sha256: string } }[]
  readonly predicate: {
    readonly result: string
    readonly configuration: readonly { readonly uri?: string; readonly digest?: object }[]
    readonly url?: string
    readonly passedTests: readonly string[]
    readonly warnedTests: readonly string[]
    readonly failedTests: readonly string[]
  }
}

const predicate = (found: EvidenceRecord) => (JSON.parse(statementOf(found, subjects)) as Statement).predicate

const deviating = (kind: Deviation['kind'], sourceServerId: string | null = null): EvidenceRecord => ({
  ...record('passed'),
  deviations: [{ kind, at: null, wave: null, sourceServerId, message: 'x' }]
})

const missed = (onMiss: 'fail' | 'warn'): EvidenceRecord['objectives'] => ({
  ...record('passed').objectives,
  onMiss,
  rto: { targetSeconds: 60, achievedSeconds: 90, met: false, note: null }
})

describe('statementOf', () => {
  it.each([
    'passed',
    'failed-server',
    'cancelled-with-running-jobs',
    'blocked-by-plan',
    'timed-out',
    'recovery',
    'hostile-names',
    'skipped-and-deviations'
  ])('%s', (name) => {
    expectGolden(`${name}.statement.json`, statementOf(record(name), subjects))
  })

  it.each(Object.keys(cases))('names every server once, and passes only a drill that passed: %s', (name) => {
    const found = record(name)
    const { result, passedTests, warnedTests, failedTests } = predicate(found)
    expect(result === 'FAILED').toBe(found.status !== 'passed')
    if (found.status === 'passed') expect(failedTests).toEqual([])
    const servers = ['validate', 'preflight'].includes(found.mode) ? [] : found.waves.flatMap(({ servers }) => servers)
    const tested = [...passedTests, ...warnedTests, ...failedTests].filter((test) => test.split('/').length > 2)
    const actions = found.mode === 'validate' ? [] : found.waves.flatMap((wave) => wave.actions)
    expect(tested).toHaveLength(servers.length + actions.length)
  })

  it('says the same in its result and in its tests', () => {
    const kinds = evidenceSchema.shape.deviations.element.shape.kind.options
    const all = [
      ...Object.keys(cases).map(record),
      ...kinds.flatMap((kind) => [deviating(kind), deviating(kind, serverId(1)), deviating(kind, serverId(99))]),
      { ...deviating('rto-missed'), objectives: missed('warn') }
    ]
    for (const { result, passedTests, warnedTests, failedTests } of all.map(predicate)) {
      const worst = failedTests.length > 0 ? 'FAILED' : warnedTests.length > 0 ? 'WARNED' : 'PASSED'
      expect(result).toBe(worst)
      const names = [...passedTests, ...warnedTests, ...failedTests]
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('is a statement as in-toto has it: every subject with a digest, every descriptor with one or an address', () => {
    for (const name of Object.keys(cases)) {
      const { _type, subject, predicateType, predicate } = JSON.parse(statementOf(record(name), subjects)) as Statement
      expect(_type).toBe('https://in-toto.io/Statement/v1')
      expect(predicateType).toBe('https://in-toto.io/attestation/test-result/v0.1')
      expect(subject).toHaveLength(2)
      for (const { digest } of subject) expect(digest.sha256).toMatch(/^[0-9a-f]{64}$/)
      // Both are required, and there is nothing in it that the predicate does not know.
      expect(Object.keys(predicate).filter((key) => key !== 'url')).toEqual([
        'result',
        'configuration',
        'passedTests',
        'warnedTests',
        'failedTests'
      ])
      for (const { uri, digest } of predicate.configuration) expect(uri ?? digest).toBeDefined()
    }
  })

  it('warns of a drill that passed with something to answer for', () => {
    expect(predicate(record('passed')).result).toBe('PASSED')
    for (const kind of [
      'previous-snapshot',
      'wave-late',
      'rto-missed',
      'cleanup-incomplete',
      'launch-action-failed'
    ] as const) {
      expect(predicate(deviating(kind)).result).toBe('WARNED')
    }
    expect(predicate(deviating('relaunched')).result).toBe('PASSED')
    const warned = predicate({
      ...deviating('previous-snapshot', serverId(1)),
      deviations: [
        ...deviating('previous-snapshot', serverId(1)).deviations,
        ...deviating('launch-action-failed', serverId(1)).deviations
      ]
    })
    expect(warned.warnedTests).toEqual([`drill/databases/${serverId(1)}`])
    expect(warned.passedTests).toContain(`drill/databases/${serverId(2)}`)
  })

  it('puts the verdict among the warned for a server that no wave has any more', () => {
    const { result, warnedTests } = predicate(deviating('no-longer-selected', serverId(99)))
    expect([result, warnedTests]).toEqual(['WARNED', ['drill/verdict']])
  })

  it('never lets a validated plan pass for a drill', () => {
    expect(predicate(record('validate-passed')).passedTests).toEqual(['validate/verdict'])
    expect(predicate(record('recovery')).passedTests).toContain('recovery/verdict')
  })

  it('describes the plan by digest and address, as far as they are known', () => {
    const found = record('passed')
    const configuration = (plan: Partial<EvidenceRecord['plan']>, run: Partial<EvidenceRecord['run']> = {}) =>
      predicate({ ...found, plan: { ...found.plan, ...plan }, run: { ...found.run, ...run } }).configuration
    expect(configuration({})).toMatchObject([
      {
        name: 'drills/payments.yml',
        uri: `git+https://github.com/acme/platform@${'c'.repeat(40)}#drills/payments.yml`,
        digest: { sha256: 'a'.repeat(64) }
      }
    ])
    expect(
      configuration({ path: 'a b/ü.yml' }, { url: 'http://ghes.local:8080/acme/platform/actions/runs/1' })[0]?.uri
    ).toBe(`git+http://ghes.local:8080/acme/platform@${'c'.repeat(40)}#a%20b/%C3%BC.yml`)
    expect(configuration({ sha256: null })[0]).not.toHaveProperty('digest')
    expect(configuration({ commit: null })[0]).not.toHaveProperty('uri')
    expect(configuration({}, { url: null })[0]?.uri).toMatch(/^git\+https:\/\/github\.com\//)
    expect(configuration({ sha256: null }, { repository: null })).toEqual([])
    expect(predicate({ ...found, run: { ...found.run, url: null } })).not.toHaveProperty('url')
  })
})
