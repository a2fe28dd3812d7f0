import { describe, expect, test } from '@jest/globals'
import { zipSync } from 'fflate'
import { readEarlier } from '../../src/github/earlier-evidence.js'
import { readPreviousDrills } from '../../src/github/previous-drills.js'
import { evidenceJsonOf } from '../../src/evidence/files.js'
import { recordOf } from '../../src/report/record/record.js'
import { cases } from '../report/cases.js'
import { Story } from '../report/builders.js'
import { bounds, localGitHub } from './local-github.js'

const start = localGitHub()
const evidence = evidenceJsonOf(recordOf(cases['passed']?.() ?? new Story().state()))
const of = { plan: 'payments', mode: 'drill', runId: '7' }
const drill = { executionId: 'acme-platform-7001-payments', status: 'passed', servers: 4, notUp: 0 }
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
    const read = await readPreviousDrills(access, of, bounds)
    if (read.type !== 'previous-drills-read') throw new Error(read.reason)
    expect(read.drills.map(({ runId }) => runId)).toEqual([
      '1',
      ...Array.from({ length: 9 }, (_, i) => String(100 + i))
    ])
    expect(read.drills[0]).toMatchObject(drill)
  })

  test('are looked for within bounds', async () => {
    const others = Array.from({ length: 12 }, (_, index) => artifact(index + 1, { name: 'other' }))
    const { access, simulator } = await start({ artifacts: others }, [], 1)
    expect(await readPreviousDrills(access, of, bounds)).toEqual({ type: 'previous-drills-read', drills: [] })
    expect(simulator.calls.filter(({ operation }) => operation === 'ListArtifacts')).toHaveLength(5)
  })

  test('that cannot be read come with the reason; one that is gone is left out', async () => {
    const denied = await start({ permissions: { actions: 'none' } })
    const reason = expect.stringContaining('add "actions: read"')
    expect(await readPreviousDrills(denied.access, of, bounds)).toEqual({ type: 'previous-drills-not-read', reason })
    const gone = await start({ artifacts: [artifact(1)] }, [
      { kind: 'error', service: 'github', operation: 'DownloadArtifact', name: 'Gone', status: 410 }
    ])
    expect(await readPreviousDrills(gone.access, of, bounds)).toEqual({ type: 'previous-drills-read', drills: [] })
  })
})

describe('earlier evidence', () => {
  test('is believed in nothing but its figures', () => {
    const hostile = JSON.parse(evidence) as Record<string, unknown>
    const odd = { ...hostile, status: '<b>\u202epassed\n', executionId: 'x'.repeat(9999), deviations: 'none' }
    const read = readEarlier(archive({ '/evidence.json': JSON.stringify(odd) }), of)
    expect(read).toMatchObject({ status: '<b> passed', servers: 4 })
    expect(read?.executionId.length).toBeLessThan(310)
    expect(readEarlier(archive({ 'evidence.json': evidence }), of)).toMatchObject(drill)
  })

  test.each([
    ['of another plan', archive({ 'evidence.json': evidence }), { ...of, plan: 'other' }],
    ['of another mode', archive({ 'evidence.json': evidence }), { ...of, mode: 'recovery' }],
    ['without a record', archive({ 'other.json': evidence }), of],
    ['with a record that is none', archive({ 'evidence.json': '{"status":1}' }), of],
    ['that is no archive', Buffer.from('PK nonsense'), of],
    ['larger than any record', archive({ 'evidence.json': ' '.repeat(41 * 1024 * 1024) }), of]
  ])('%s is left out', (_, bytes, asked) => {
    expect(readEarlier(bytes, asked)).toBeUndefined()
  })

  test('of a drill that measured nothing has no figures', () => {
    const nothing = evidenceJsonOf(recordOf(cases['blocked-by-plan']?.() ?? new Story().state()))
    const read = readEarlier(archive({ 'evidence.json': nothing }), of)
    expect(read).toMatchObject({ status: 'blocked' })
    expect(read).not.toHaveProperty('rtoSeconds')
  })
})
