import { describe, expect, test } from '@jest/globals'
import { zipSync } from 'fflate'
import { readEarlier } from '../../src/github/earlier-evidence.js'
import type { GitHubAccess } from '../../src/github/access.js'
import { readPreviousDrills, type PreviousWish } from '../../src/github/previous-drills.js'
import { evidenceJsonOf } from '../../src/evidence/files.js'
import { recordOf } from '../../src/report/record/record.js'
import { cases } from '../report/cases.js'
import { Story } from '../report/builders.js'
import { bounds, localGitHub } from './local-github.js'

const start = localGitHub()
const evidence = evidenceJsonOf(recordOf(cases['passed']?.() ?? new Story().state()))
const of = { plan: 'payments', mode: 'drill', region: 'us-west-2', leftOut: [], runId: '7', uploads: true }
const drill = {
  executionId: 'acme-platform-7001-payments',
  status: 'passed',
  account: '123456789012',
  servers: 4,
  notUp: 0,
  leftOutWaves: 0,
  sameWaves: true
}
const looked = {
  listed: 1,
  listedAll: true,
  opened: 1,
  unreadable: 0,
  expired: 0,
  unopened: 0,
  otherNames: 0,
  uploads: true
}
const evidenceWith = (changes: object) => JSON.stringify({ ...(JSON.parse(evidence) as object), ...changes })
const read = async (access: GitHubAccess, wish: Partial<PreviousWish> = {}) => {
  const event = await readPreviousDrills(access, { ...of, ...wish }, bounds)
  if (event.type !== 'previous-drills-read') throw new Error(event.reason)
  return event
}
const artifact = (runId: number, more: object = {}) => ({
  name: `drs-drill-payments-${String(runId)}-1`,
  runId,
  files: { 'evidence.json': evidence },
  ...more
})
const archive = (files: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])))

describe('the last drills of a plan', () => {
  test('are read from the artifacts of other runs of the repository, newest first, ten at most', async () => {
    const { access } = await start(
      {
        artifacts: [
          artifact(1, { age: '1d', name: 'drs-drill-payments-1-2-post' }),
          artifact(1, { age: '2d' }),
          artifact(2, { age: '3d', fork: true }),
          artifact(3, { age: '4d', expired: true }),
          artifact(4, { age: '5d', name: 'drs-drill-payments-batch-4-1' }),
          artifact(5, { age: '6d', size: 10 ** 9 }),
          artifact(1_234_567_890, { age: '1h' }),
          artifact(6, { age: '7d', files: {} }),
          ...Array.from({ length: 12 }, (_, index) => artifact(100 + index, { age: `${String(10 + index)}d` }))
        ]
      },
      [],
      7
    )
    const { drills, look } = await read(access)
    const found = ['1', ...Array.from({ length: 12 }, (_, i) => String(100 + i))]
    expect(drills.map(({ runId }) => runId)).toEqual(found.slice(0, 12))
    expect(drills[0]).toMatchObject(drill)
    // The one of run 6 holds nothing, and that of run 5 is too large; the last ones are not needed.
    expect(look).toEqual({ ...looked, listed: 20, opened: 15, unreadable: 2, expired: 1, unopened: 1 })
  })

  test('are looked for within bounds', async () => {
    const others = Array.from({ length: 12 }, (_, index) => artifact(index + 1, { name: 'other' }))
    const { access, simulator } = await start({ artifacts: others }, [], 1)
    const look = { ...looked, listed: 5, listedAll: false, opened: 0, otherNames: 5 }
    expect(await read(access)).toMatchObject({ drills: [], look })
    expect(simulator.calls.filter(({ operation }) => operation === 'ListArtifacts')).toHaveLength(5)
  })

  test('that cannot be read come with the reason; one that is gone is left out', async () => {
    const denied = await start({ permissions: { actions: 'none' } })
    const reason = expect.stringContaining('add "actions: read"')
    expect(await readPreviousDrills(denied.access, of, bounds)).toEqual({ type: 'previous-drills-not-read', reason })
    const gone = await start({ artifacts: [artifact(1)] }, [
      { kind: 'error', service: 'github', operation: 'DownloadArtifact', name: 'Gone', status: 410 }
    ])
    expect(await read(gone.access)).toMatchObject({ drills: [], look: { ...looked, unreadable: 1 } })
  })
})

describe('a run with several artifacts', () => {
  const attempt = (number: number, changes: object, more: object = {}) =>
    artifact(1, {
      name: `drs-drill-payments-1-${String(number)}`,
      age: `${String(10 - number)}h`,
      files: { 'evidence.json': evidenceWith(changes) },
      ...more
    })

  test('is found by the one that is of this plan, mode and Region', async () => {
    const { access } = await start({
      artifacts: [
        attempt(1, { status: 'failed' }),
        attempt(2, { mode: 'preflight' }),
        attempt(3, { plan: { name: 'other' } }),
        attempt(4, { identity: { region: 'eu-west-1' } }),
        attempt(5, {}, { files: {} })
      ]
    })
    const { drills, look } = await read(access)
    expect(drills).toMatchObject([{ runId: '1', status: 'failed' }])
    expect(look).toEqual({ ...looked, listed: 5, opened: 5, unreadable: 1 })
    expect((await read(access, { region: 'eu-west-1' })).drills).toMatchObject([{ status: 'passed' }])
    expect((await read(access, { mode: 'preflight' })).drills).toHaveLength(1)
  })

  test('counts once: the newest, rather one of the same waves', async () => {
    const leftOut = [{ name: 'app' }]
    const { access } = await start({
      artifacts: [attempt(1, {}), attempt(2, { status: 'failed' }), attempt(3, { leftOut })]
    })
    expect((await read(access)).drills).toMatchObject([{ status: 'failed', sameWaves: true }])
    expect((await read(access, { leftOut: ['app'] })).drills).toMatchObject([{ leftOutWaves: 1, sameWaves: true }])
    expect((await read(access, { leftOut: ['web'] })).drills).toMatchObject([{ leftOutWaves: 1, sameWaves: false }])
    expect((await read(access, { leftOut: ['app'] })).look).toEqual({ ...looked, listed: 3, opened: 3 })
  })

  describe('of several accounts', () => {
    const [production, staging] = ['123456789012', '210987654321'] as const
    const of = (account: string, runId: number, age: string, name = `drs-drill-payments-${String(runId)}-1`) => {
      const files = { 'evidence.json': evidenceWith({ identity: { region: 'us-west-2', account } }) }
      return artifact(runId, { name, age, files })
    }
    const legs = (runId: number, unit = 'h') => [
      of(staging, runId, `${String(runId)}${unit}`, `drs-drill-payments-${String(runId)}-1-2`),
      of(production, runId, `${String(runId)}${unit}`)
    ]

    test('counts once in each, whichever leg of its matrix came last', async () => {
      const { access } = await start({ artifacts: legs(1) })
      const { drills } = await read(access)
      expect(drills.map(({ runId, account }) => [runId, account])).toEqual([
        ['1', staging],
        ['1', production]
      ])
    })

    test('is looked through until ten are found of the account, or of each where it is not known yet', async () => {
      const alone = Array.from({ length: 10 }, (_, index) => of(staging, index + 1, `${String(index + 1)}h`))
      const both = (unit: string) => Array.from({ length: 4 }, (_, index) => legs(index + 11, unit)).flat()
      const { access } = await start({ artifacts: [...alone, ...both('h')] })
      const opened = async (wish: Partial<PreviousWish>) => (await read(access, wish)).look.opened
      expect(await opened({ account: staging })).toBe(10)
      expect(await opened({ account: production })).toBe(18)
      expect(await opened({})).toBe(10)
      const mixed = await start({ artifacts: [...both('m'), ...alone] })
      expect((await read(mixed.access)).look.opened).toBe(18)
    })

    test('is known by an account that is one', async () => {
      const { access } = await start({ artifacts: [of('<b>', 1, '1h')] })
      const [found] = (await read(access)).drills
      expect(found).toMatchObject({ runId: '1' })
      expect(found).not.toHaveProperty('account')
    })
  })

  test('is opened no more often than thirty artifacts are, and it is told how many are left', async () => {
    const artifacts = Array.from({ length: 33 }, (_, index) =>
      attempt(index + 1, { mode: 'preflight' }, { age: `${String(index + 1)}h` })
    )
    const { access } = await start({ artifacts })
    expect((await read(access)).look).toEqual({ ...looked, listed: 33, opened: 30, unopened: 3 })
  })
})

test.each([
  ['evidence', ['evidence', 'evidence-2', 'evidence-post'], ['evidence-x', 'evidence.']],
  ['dr-1234567890 (a+b)', ['dr-77 (a+b)', 'dr-77 (a+b)-2'], ['dr-77 (aab)', 'dr-x (a+b)']],
  ['none', [], ['none']],
  ['', [], ['x']]
])('artifacts that the workflow names %j are looked into', async (artifactName, own, others) => {
  const named = (names: readonly string[]) => names.map((name, index) => artifact(index + 1, { name }))
  const { access } = await start({ artifacts: named([...own, ...others]) })
  const { look } = await read(access, artifactName === '' ? {} : { artifactName })
  expect(look).toMatchObject({ opened: own.length, otherNames: others.length })
})

test('artifacts that are by their names evidence of another plan are neither looked into nor told', async () => {
  const { access } = await start({ artifacts: [artifact(1, { name: 'drs-drill-payments-batch-4-1-post' })] })
  expect((await read(access)).look).toEqual({ ...looked, opened: 0 })
})

describe('earlier evidence', () => {
  const drillOf = (bytes: Uint8Array) => {
    const found = readEarlier(bytes, of)
    if (typeof found === 'string') throw new Error(found)
    return found
  }

  test('is believed in nothing but its figures', () => {
    const hostile = JSON.parse(evidence) as Record<string, unknown>
    const odd = {
      ...hostile,
      leftOut: [{ name: '<b>' }, { name: '<b>' }],
      status: '<b>\u202epassed\n',
      executionId: 'x'.repeat(9999),
      deviations: 'none'
    }
    const told = drillOf(archive({ '/evidence.json': JSON.stringify(odd) }))
    expect(told).toMatchObject({ status: '<b> passed', servers: 4, leftOutWaves: 1, sameWaves: false })
    expect(told.executionId.length).toBeLessThan(310)
    expect(readEarlier(archive({ 'evidence.json': evidence }), of)).toMatchObject(drill)
  })

  test.each([
    ['of another plan', archive({ 'evidence.json': evidence }), { plan: 'other' }, 'another'],
    ['of another mode', archive({ 'evidence.json': evidence }), { mode: 'recovery' }, 'another'],
    ['of another Region', archive({ 'evidence.json': evidence }), { region: 'eu-west-1' }, 'another'],
    ['without a record', archive({ 'other.json': evidence }), {}, 'unreadable'],
    ['with a record that is none', archive({ 'evidence.json': '{"status":1}' }), {}, 'unreadable'],
    ['that is no archive', Buffer.from('PK nonsense'), {}, 'unreadable'],
    ['larger than any record', archive({ 'evidence.json': ' '.repeat(41 * 1024 * 1024) }), {}, 'unreadable']
  ])('%s is left out', (_, bytes, asked, found) => {
    expect(readEarlier(bytes, { ...of, ...asked })).toBe(found)
  })

  test('of a run that did not ask AWS, or from before waves could be left out, is of the plan', () => {
    const { leftOut: _, ...older } = JSON.parse(evidenceWith({ identity: null })) as Record<string, unknown>
    const { account: __, ...withoutAccount } = drill
    const found = drillOf(archive({ 'evidence.json': JSON.stringify(older) }))
    expect(found).toMatchObject(withoutAccount)
    expect(found).not.toHaveProperty('account')
  })

  test('of a drill that measured nothing has no figures', () => {
    const nothing = evidenceJsonOf(recordOf(cases['blocked-by-plan']?.() ?? new Story().state()))
    const told = drillOf(archive({ 'evidence.json': nothing }))
    expect(told).toMatchObject({ status: 'blocked' })
    expect(told).not.toHaveProperty('rtoSeconds')
  })
})
