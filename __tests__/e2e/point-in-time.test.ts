import { describe, expect, test } from '@jest/globals'
import { runDrill, runDrillOn, serverOf, startAws, type Drill } from './drills.js'
import { annotationsIn } from './log-reader.js'
import { oneWave, planOf, servers, serversWith, type ServerSettings } from './plans.js'
import { workspaceWith } from './runner.js'
import { untilWritten } from './steps.js'

const hours = (ago: number): string => new Date(Date.now() - ago * 3_600_000).toISOString()

/** Snapshots of an hour, of five hours and of two days ago. */
const snapshots = [
  { id: 'pit-0123456789abcdef1', age: '1h' },
  { id: 'pit-0123456789abcdef5', age: '5h' },
  { id: 'pit-0123456789abcde48', age: '48h' }
]
const hourOld = 'pit-0123456789abcdef1'
const fiveHoursOld = 'pit-0123456789abcdef5'

const drillFrom = (
  point: unknown,
  { db = { snapshots }, settings = {}, mode = 'drill' }: { db?: ServerSettings; settings?: object; mode?: string } = {}
) =>
  runDrill({
    scenario: { servers: serversWith({ db }) },
    plan: planOf([{ name: 'databases', servers: [servers.db], timeout: '2m', 'point-in-time': point }], {
      ...settings
    }),
    inputs: { mode }
  })

const started = ({ calls }: Drill) =>
  calls.find(({ operation }) => operation === 'StartRecovery')?.input['sourceServers']
const recordOf = ({ evidence }: Drill) => evidence.waves[0]?.servers[0]
const findingsOf = ({ evidence }: Drill, check: string) =>
  evidence.preflight.find((one) => one.check === check)?.findings ?? []

describe('a drill of a point in the past', () => {
  test.concurrent('is launched from the newest snapshot that is not later, and says which', async () => {
    const drill = await drillFrom({ before: hours(3) })
    expect(drill.outputs['status']).toBe('passed')
    expect(started(drill)).toEqual([{ sourceServerID: servers.db, recoverySnapshotID: fiveHoursOld }])
    const record = recordOf(drill)
    expect(record?.pointInTime).toMatchObject({ asked: expect.stringMatching(/^before /), snapshotId: fiveHoursOld })
    expect(record?.recoveryPoint).toBe(record?.pointInTime.takenAt)
    expect(record?.rpoSeconds).toBeGreaterThan(4.9 * 3600)
    expect(drill.evidence.deviations).toEqual([])
    expect(drill.log).toMatch(new RegExp(`db-01.* recovery point ${fiveHoursOld} of .* chosen`))
  })

  test.concurrent('is launched from the snapshot that is named; a server that is not, from the latest', async () => {
    const drill = await runDrill({
      scenario: { servers: serversWith({ db: { snapshots } }), pageSize: 1 },
      plan: oneWave({ 'point-in-time': { snapshots: { [servers.db]: hourOld } } })
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(started(drill)).toEqual([
      { sourceServerID: servers.db, recoverySnapshotID: hourOld },
      { sourceServerID: servers.replica }
    ])
  })

  test.concurrent.each<[string, unknown, string]>([
    ['no snapshot is early enough', { before: hours(100) }, 'has no recovery snapshot from before'],
    [
      'the snapshot is not there',
      { snapshots: { [servers.db]: 'pit-fffffffffffffffff' } },
      'has no recovery snapshot pit-fffffffffffffffff'
    ]
  ])('is blocked, in preflight and drill, where %s', async (_what, point, words) => {
    for (const drill of await Promise.all([drillFrom(point), drillFrom(point, { mode: 'preflight' })])) {
      expect(drill.outputs['status']).toBe('blocked')
      expect(findingsOf(drill, 'recovery-snapshot')).toMatchObject([
        { class: 'blocking', message: expect.stringContaining(words), line: expect.any(Number) }
      ])
    }
  })

  test.concurrent('is judged by its RPO on what was achieved, and told so before', async () => {
    const drill = await drillFrom({ before: hours(3) }, { settings: { objectives: { rpo: '1h', 'on-miss': 'warn' } } })
    expect(drill.outputs['status']).toBe('passed')
    expect(findingsOf(drill, 'recovery-point')).toMatchObject([
      { class: 'warning', message: expect.stringContaining('the recovery point that the plan chooses is 5h') }
    ])
    expect(drill.evidence.objectives.rpo.met).toBe(false)
    expect(drill.evidence.deviations.map(({ kind }) => kind)).toEqual(['rpo-missed'])
  })

  test.concurrent('fails where it misses its RPO, unless the plan says otherwise', async () => {
    const drill = await drillFrom({ before: hours(3) }, { settings: { objectives: { rpo: '1h', 'on-miss': 'fail' } } })
    expect(drill).toMatchObject({ exitCode: 1, outputs: { status: 'failed' } })
    expect(drill.servers).toMatchObject([{ status: 'launched' }])
    expect(drill.evidence.objectives).toMatchObject({ onMiss: 'fail', rpo: { met: false } })
    expect(drill.evidence.reason).toMatch(/RPO/)
  })

  test.concurrent('fails the server whose snapshot goes before its wave, and takes no other for it', async () => {
    const simulator = await startAws({ servers: serversWith({ app: { snapshots } }), timeScale: 200 })
    const workspace = workspaceWith({
      'plan.yml': planOf([
        { name: 'databases', servers: [servers.db], timeout: '2m' },
        {
          name: 'app',
          servers: [servers.app, servers.web],
          timeout: '2m',
          'point-in-time': { snapshots: { [servers.app]: hourOld } }
        }
      ])
    })
    const drill = await runDrillOn(simulator, {
      workspace,
      started: () => {
        void untilWritten(workspace, 'wave-started', 'databases').then(() => {
          const others = snapshots.filter(({ id }) => id !== hourOld)
          simulator.update({ servers: serversWith({ app: { snapshots: others } }) })
        })
      }
    })
    expect(drill.outputs['status']).toBe('failed')
    expect(serverOf(drill, servers.app)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('RecoverySnapshot'),
      jobId: ''
    })
    expect(serverOf(drill, servers.web).status).toBe('launched')
    const asked = drill.calls
      .filter(({ operation }) => operation === 'StartRecovery')
      .flatMap(({ input }) => input['sourceServers'] as { sourceServerID: string; recoverySnapshotID?: string }[])
      .filter(({ sourceServerID }) => sourceServerID === servers.app)
    expect(new Set(asked.map(({ recoverySnapshotID }) => recoverySnapshotID))).toEqual(new Set([hourOld]))
  })

  test.concurrent('is refused on the line of the plan where it names a server of another wave', async () => {
    const drill = await drillFrom({ snapshots: { [servers.app]: hourOld } })
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.calls).toEqual([])
    expect(annotationsIn(drill.log)).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('is not launched by it') })
    )
  })
})

describe('a drill of the latest point', () => {
  test.concurrent('that falls back on an older snapshot is a deviation', async () => {
    const drill = await drillFrom('latest', { db: { snapshots, usedPreviousSnapshot: true } })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.evidence.deviations.map(({ kind }) => kind)).toEqual(['previous-snapshot'])
    expect(recordOf(drill)?.rpoSeconds).toBeGreaterThan(3500)
  })

  test.concurrent('of whose log nothing can be read is not said to be of a new snapshot', async () => {
    // The first reading is the one that is only to try the permission.
    const nth = Array.from({ length: 400 }, (_, index) => index + 2)
    const drill = await runDrill({
      scenario: {
        servers: serversWith({ db: { snapshots, usedPreviousSnapshot: true } }),
        faults: [{ kind: 'internal-error', operation: 'DescribeJobLogItems', nth }]
      },
      plan: oneWave()
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(recordOf(drill)?.usedPreviousSnapshot).toBeNull()
    expect(drill.evidence.deviations.map(({ kind }) => kind)).toEqual(['previous-snapshot-unknown'])
    expect(drill.summary).toContain('launched from an older snapshot is not known')
  })

  test.concurrent.each<[string, ServerSettings, string]>([
    ['is older than the RPO', { snapshots: [{ age: '2h' }] }, 'its newest recovery snapshot is 2h'],
    ['is not there', { snapshots: [] }, 'has no recovery snapshot: its launch depends on the one']
  ])('warns, where it has an RPO, of a server whose newest snapshot %s', async (_what, db, words) => {
    const drill = await drillFrom('latest', { db, settings: { objectives: { rpo: '15m' } }, mode: 'preflight' })
    expect(drill.outputs['status']).toBe('passed')
    expect(findingsOf(drill, 'recovery-snapshot')).toMatchObject([
      { class: 'warning', message: expect.stringContaining(words), line: expect.any(Number) }
    ])
  })
})
