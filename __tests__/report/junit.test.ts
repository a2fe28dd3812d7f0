import { describe, expect, it } from '@jest/globals'
import { XMLParser } from 'fast-xml-parser'
import { SyntaxValidator } from 'fast-xml-validator'
import fc from 'fast-check'
import { junitOf } from '../../src/report/junit.js'
import { recordOf } from '../../src/report/record/record.js'
import type { EvidenceRecord } from '../../src/report/record/schema.js'
import { runs } from '../fast-check-seed.js'
import { jobId, plan, serverId, Story, wave } from './builders.js'
import { cases, manyServers } from './cases.js'
import { expectGolden } from './golden.js'
import { everyAttack, hostileText } from './hostile.js'

const record = (name: string): EvidenceRecord => recordOf(cases[name]?.() ?? manyServers(1).state())

interface Case {
  readonly '@name': string
  readonly failure?: { readonly '@type': string }
  readonly error?: { readonly '@type': string }
  readonly skipped?: { readonly '@message': string }
  readonly 'system-out'?: string
}

interface Suite {
  readonly '@name': string
  readonly '@tests': string
  readonly '@failures': string
  readonly '@errors': string
  readonly '@skipped': string
  readonly testcase: readonly Case[]
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name)
})

const read = (xml: string): Omit<Suite, 'testcase'> & { readonly testsuite: readonly Suite[] } => {
  expect(SyntaxValidator.validate(xml)).toBe(true)
  return (parser.parse(xml) as { testsuites: ReturnType<typeof read> }).testsuites
}

const endOf = (one: Case | undefined) =>
  one?.failure ? 'failure' : one?.error ? 'error' : one?.skipped ? 'skipped' : one?.['system-out'] ? 'warned' : 'passed'

describe('junitOf', () => {
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
    expectGolden(`${name}.junit.xml`, junitOf(record(name)))
  })

  it.each(Object.keys(cases))(
    'is well-formed, its counts right, and green only for a drill that passed: %s',
    (name) => {
      const found = record(name)
      const suites = read(junitOf(found))
      expect(suites.testsuite.map((suite) => suite['@name'])).toHaveLength(found.waves.length + 1)
      const count = (suite: Suite, end: string) => String(suite.testcase.filter((one) => endOf(one) === end).length)
      for (const suite of suites.testsuite) {
        expect(suite['@tests']).toBe(String(suite.testcase.length))
        expect(suite['@failures']).toBe(count(suite, 'failure'))
        expect(suite['@errors']).toBe(count(suite, 'error'))
        expect(suite['@skipped']).toBe(count(suite, 'skipped'))
      }
      const sum = (key: '@tests' | '@failures' | '@errors') =>
        suites.testsuite.reduce((all, suite) => all + Number(suite[key]), 0)
      expect(Number(suites['@tests'])).toBe(sum('@tests'))
      expect(sum('@failures') + sum('@errors') === 0).toBe(found.status === 'passed')
    }
  )

  it.each([
    ['launched', 'passed'],
    ['failed', 'failure'],
    ['skipped', 'failure'],
    ['terminated', 'failure'],
    ['unverified', 'failure'],
    ['timed-out', 'failure'],
    ['cancelled', 'error'],
    ['in-progress', 'error'],
    ['not-started', 'skipped']
  ] as const)('a server that is %s: %s', (status, end) => {
    const found = record('passed')
    const waves = found.waves.map((wave) => ({
      ...wave,
      servers: wave.servers.slice(0, 1).map((server) => ({ ...server, status, reason: null }))
    }))
    const [one] = read(junitOf({ ...found, waves })).testsuite[1]?.testcase ?? []
    expect(endOf(one)).toBe(end)
    if (one?.failure !== undefined) expect(one.failure['@type']).toBe(status)
  })

  it('judges objectives as the plan does: a miss fails, or is told; nothing stated is no case', () => {
    const found = record('failed-server')
    const missed = { targetSeconds: 60, achievedSeconds: 90, met: false, note: null }
    const ends = (objectives: Partial<EvidenceRecord['objectives']>, deviations = found.deviations) => {
      const suite = read(junitOf({ ...found, deviations, objectives: { ...found.objectives, ...objectives } }))
        .testsuite[0]
      return suite?.testcase.slice(1).map((one) => `${one['@name']}: ${endOf(one)}`)
    }
    expect(ends({ rto: missed, rpo: missed })).toEqual(['rto objective: failure', 'rpo objective: failure'])
    expect(ends({ rto: missed, onMiss: 'warn' })).toEqual(['rto objective: warned', 'rpo objective: passed'])
    const none = { targetSeconds: null, achievedSeconds: 1, met: null, note: null }
    expect(ends({ rto: none, rpo: none })).toEqual([])
    const unjudged = { targetSeconds: 60, achievedSeconds: null, met: null, note: 'nothing was launched' }
    expect(ends({ rto: unjudged, rpo: { ...unjudged, met: false } }, [])).toEqual([
      'rto objective: skipped',
      'rpo objective: failure'
    ])
    expect(ends({ rto: { ...unjudged, note: null }, rpo: { ...missed, met: false } }, [])).toEqual([
      'rto objective: skipped',
      'rpo objective: failure'
    ])
  })

  it('names servers without a name by their ID, and times nothing that has none', () => {
    const found = record('unfinished')
    const xml = junitOf({
      ...found,
      reason: null,
      waves: found.waves.map((wave) => ({
        ...wave,
        servers: wave.servers.map((server) => ({ ...server, hostname: null }))
      }))
    })
    expect(xml).toContain(`<testcase name="${serverId(3)}" classname="payments.app"`)
    expect(read(xml).testsuite[0]?.testcase[0]?.error?.['@type']).toBe('unfinished')
  })

  it('stays well-formed, and has its cases, whatever the texts say', () => {
    const told = (a: string, b: string) =>
      recordOf(
        new Story()
          .accept({ ...plan([wave(a, [serverId(1), serverId(2)])]), name: b })
          .describe({ [serverId(1)]: a })
          .startWave(1, a)
          .launch(1, a, jobId(1), [serverId(1), serverId(2)])
          .settle(2, [serverId(1)], 'failed', b)
          .settle(2, [serverId(2)], 'cancelled', a)
          .settleWave(2, a, 'failed', b)
          .finish(3, 'failed', a)
          .state()
      )
    const check = (a: string, b: string) => {
      const [, suite] = read(junitOf(told(a, b))).testsuite
      expect(suite?.testcase.map(endOf)).toEqual(['failure', 'error'])
    }
    check(everyAttack, everyAttack.repeat(64))
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        check(`x${a}`, `x${b}`)
      }),
      { numRuns: runs(80) }
    )
  })
})
