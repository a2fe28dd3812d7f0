import { describe, expect, test } from '@jest/globals'
import type { DrillEvent } from '../../../src/drill/events.js'
import { evolve } from '../../../src/drill/evolve.js'
import { preflightOf } from '../../../src/drill/preflight/preflight.js'
import type { PointInTime } from '../../../src/plan/plan.js'
import { heartbeat } from '../../../src/report/narration/heartbeat.js'
import { narrate } from '../../../src/report/narration/narration.js'
import { recordOf } from '../../../src/report/record/record.js'
import {
  instance,
  jobId,
  minute,
  plan as storyPlan,
  serverId as storyServer,
  Story,
  wave as storyWave
} from '../../report/builders.js'
import { drill, drillAgain, type DrillOptions } from '../drill.js'
import { plan, serverId, wave } from '../plans.js'

const [a, b] = [serverId(1), serverId(2)]
const old = { snapshotId: 'pit-00000000000000001', takenAt: '2026-11-21T10:00:00.000Z' }
const new_ = { snapshotId: 'pit-00000000000000002', takenAt: '2026-11-23T05:50:00.000Z' }
const before: PointInTime = { before: '2026-11-22T00:00:00.000Z' }

const drillFrom = (pointInTime: PointInTime, options: DrillOptions = {}, objectives = {}) =>
  drill(
    plan([wave('app', [a, b], { pointInTime, retry: { failedServers: 1 } })], {
      objectives: { onMiss: 'warn', ...objectives }
    }),
    { ...options, service: { snapshots: { [a]: [new_, old], [b]: [new_, old] }, ...options.service } }
  )

describe('a drill of the latest point', () => {
  test('asks for no snapshots and names none', async () => {
    const done = await drillFrom('latest')
    expect(done.events.map(({ type }) => type)).not.toContain('snapshots-found')
    expect(done.service.jobs[0]?.snapshots).toEqual({})
    expect(recordOf(done.state).waves[0]?.servers[0]?.pointInTime).toEqual({
      asked: 'latest',
      snapshotId: null,
      takenAt: null
    })
  })

  test('asks for the newest where it has an RPO, and names none all the same', async () => {
    const done = await drillFrom('latest', {}, { rpoSeconds: 900 })
    expect(done.state.servers.get(a)?.snapshot).toEqual({ sourceServerId: a, ...new_ })
    expect(done.service.jobs[0]?.snapshots).toEqual({})
  })
})

describe('a drill of a point in the past', () => {
  test('launches every server from the newest snapshot that is not later, again where it FAILED', async () => {
    const done = await drillFrom(before, { service: { fates: { [a]: ['failed', 'launched'] } } })
    expect(done.state.finished?.status).toBe('passed')
    expect(done.service.jobs.map(({ snapshots }) => snapshots)).toEqual([
      { [a]: old.snapshotId, [b]: old.snapshotId },
      { [a]: old.snapshotId }
    ])
    expect(done.events.find(({ type }) => type === 'job-requested')).toMatchObject({
      snapshots: { [a]: old.snapshotId, [b]: old.snapshotId }
    })
    expect(recordOf(done.state).waves[0]?.servers[0]?.pointInTime).toEqual({
      asked: 'before 2026-11-22T00:00:00.000Z',
      ...old
    })
  })

  test('launches from the snapshots that are named, and the others from the latest', async () => {
    const done = await drillFrom({ snapshots: { [b]: old.snapshotId } })
    expect(done.service.jobs.map(({ snapshots }) => snapshots)).toEqual([{ [b]: old.snapshotId }])
    expect(recordOf(done.state).waves[0]?.servers.map(({ pointInTime }) => pointInTime.asked)).toEqual([
      'latest',
      old.snapshotId
    ])
  })

  test.each<[string, PointInTime, string]>([
    [
      'no snapshot is early enough',
      { before: '2020-01-01T00:00:00.000Z' },
      'no recovery snapshot from before 2020-01-01'
    ],
    ['the snapshot is not there', { snapshots: { [a]: 'pit-9' } }, 'has no recovery snapshot pit-9'],
    ['the wave does not launch the server', { snapshots: { 's-x': 'pit-9' } }, 'which does not launch it']
  ])('is blocked where %s', async (_what, pointInTime, words) => {
    const done = await drillFrom(pointInTime)
    expect(done.state.finished?.status).toBe('blocked')
    const message = done.state.refusals[0]?.message ?? ''
    expect(message).toContain(words)
    // What may follow a refusal, such as how many more there are, must not be read as a part of a command.
    expect(message).toMatch(/\.$/)
    if (message.includes('describe-')) expect(message).toContain(`--source-server-id ${a} --region us-west-2 lists`)
    expect(done.service.jobs).toEqual([])
  })

  test('is blocked where snapshots may not be asked for', async () => {
    const done = await drillFrom(before, { service: { failing: { 'drs:DescribeRecoverySnapshots': 'denied' } } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(done.state.refusals[0]?.message).toContain('drs:DescribeRecoverySnapshots')
  })

  test('asks again where AWS does not answer', async () => {
    const done = await drillFrom(before, { service: { faults: ['none', 'none', 'none', 'throttled'] } })
    expect(done.state.finished?.status).toBe('passed')
  })

  test('is not blocked by what an earlier attempt has launched already, and launches nothing from another point', async () => {
    const first = await drillFrom(before, { cancelAfterSeconds: 60 })
    expect(first.service.jobs).toHaveLength(1)
    first.service.settings.snapshots = {}
    const again = plan([wave('app', [a, b], { pointInTime: before })], { objectives: { onMiss: 'warn' } })
    const second = await drillAgain(again, first)
    expect(second.state.finished?.status).toBe('passed')

    const failing = await drillFrom(before, { service: { fates: { [a]: ['failed'] } }, cancelAfterSeconds: 300 })
    failing.service.settings.snapshots = {}
    failing.clock.advance(3000)
    const third = await drillAgain(again, failing)
    expect(third.service.jobs).toHaveLength(1)
    expect(third.state.finished?.status).not.toBe('passed')
  })
})

const s = storyServer(1)
const point = (
  changes: Partial<Parameters<typeof storyWave>[2]>,
  takenAt?: string,
  target = 900,
  onMiss: 'warn' | 'fail' = 'warn'
) =>
  new Story()
    .accept(storyPlan([storyWave('app', [s], changes)], { rpoSeconds: target, onMiss }))
    .identify()
    .describe({ [s]: 'app-01' })
    .add(0.1, {
      type: 'snapshots-found',
      servers: [{ sourceServerId: s, snapshotId: old.snapshotId, ...(takenAt === undefined ? {} : { takenAt }) }]
    })

describe('the point that was achieved', () => {
  const launchedFrom = (minutes: number) =>
    recordOf(
      point({ pointInTime: before }, minute(-100))
        .startWave(1, 'app')
        .launch(1, 'app', jobId(1), [s])
        .seeInstances(9, [instance(s, jobId(1), minutes)])
        .state()
    ).deviations.map(({ kind, message }) => [kind, message])

  test('is a deviation where it is another than was chosen', () => {
    expect(launchedFrom(-100.5)).toEqual([])
    expect(launchedFrom(-110)).toEqual([
      [
        'other-recovery-point',
        `app-01 was launched from the recovery point of ${minute(-110)}, not from that of ${minute(-100)} (${old.snapshotId}), which the plan chooses`
      ]
    ])
  })
})

test('the heartbeat says that snapshots are asked for', () => {
  const story = new Story()
    .accept(storyPlan([storyWave('app', [s], { pointInTime: before })]))
    .identify()
    .describe({ [s]: 'app-01' })
    .add(0.1, { type: 'jobs-surveyed', own: [], terminations: [], foreign: { jobs: 0, servers: 0, holding: [] } })
  expect(heartbeat(story.state(), minute(1))).toContain('AWS is asked for recovery snapshots')
})

describe('the preflight', () => {
  const findings = (story: Story, check: string) =>
    preflightOf(story.state())
      .filter((one) => one.check === check)
      .flatMap((one) => one.findings.map((finding) => [finding.class, finding.message]))

  test('looks at the age of the newest snapshot, where the plan states an RPO', () => {
    expect(findings(point({}, minute(-10)), 'recovery-snapshot')).toEqual([])
    expect(findings(point({}, minute(-12), 60), 'recovery-snapshot')).toEqual([])
    expect(findings(point({}), 'recovery-snapshot')).toEqual([])
    expect(findings(point({}, minute(-120)), 'recovery-snapshot')).toEqual([
      ['warning', expect.stringContaining('its newest recovery snapshot is 2h')]
    ])
    const none = point({}).add(0.2, { type: 'snapshots-found', servers: [{ sourceServerId: s }] })
    expect(findings(none, 'recovery-snapshot')).toEqual([
      ['warning', expect.stringContaining('has no recovery snapshot: its launch depends on the one')]
    ])
  })

  test('holds the age of a point that the plan chooses against the RPO, and no lag', () => {
    expect(findings(point({ pointInTime: before }, minute(-10)), 'recovery-point')).toEqual([])
    expect(findings(point({ pointInTime: before }), 'recovery-point')).toEqual([])
    expect(findings(point({ pointInTime: before }, minute(-120)), 'recovery-point')).toEqual([
      [
        'warning',
        expect.stringMatching(/chooses is 2h.* It will be missed, which the plan allows \(on-miss: warn\)\.$/)
      ]
    ])
    expect(findings(point({ pointInTime: before }, minute(-120), 900, 'fail'), 'recovery-point')).toEqual([
      ['warning', expect.stringContaining('It will be missed: allow it with "on-miss: warn", or state no RPO')]
    ])
  })
})

test('the log names the snapshot that was chosen', () => {
  const told = (takenAt?: string): readonly string[] => {
    const event: DrillEvent = {
      at: minute(0.2),
      type: 'snapshots-found',
      servers: [
        { sourceServerId: s, snapshotId: old.snapshotId, ...(takenAt === undefined ? {} : { takenAt }) },
        { sourceServerId: 's-unknown', snapshotId: 'pit-9' }
      ]
    }
    const state = point({ pointInTime: before }).state()
    return narrate(state, event, evolve(state, event))
  }
  expect(told(old.takenAt)).toEqual([
    expect.stringContaining(`recovery point ${old.snapshotId} of 2026-11-21 10:00:00 UTC chosen`)
  ])
  expect(told()).toEqual([expect.stringContaining(`recovery point ${old.snapshotId} chosen`)])
})

test('a server that an earlier attempt lost is not launched from another point than was meant', async () => {
  const some = plan([wave('app', [a, b], { pointInTime: before })])
  const service = { snapshots: { [a]: [old], [b]: [old] }, fates: { [a]: ['log-failed' as const] } }
  const first = await drill(some, { service, cancelAfterSeconds: 60 })
  first.service.settings.snapshots = {}
  first.clock.advance(3000)
  const second = await drillAgain(some, first)
  expect(first.service.jobs).toHaveLength(1)
  expect(second.state.servers.get(a)?.outcome).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('has no recovery snapshot any more to be launched from')
  })
})
