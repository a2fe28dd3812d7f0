import { describe, expect, test } from '@jest/globals'
import { secondsBetween } from '../../../src/drill/timestamp.js'
import { heartbeat } from '../../../src/report/narration/heartbeat.js'
import { narrate } from '../../../src/report/narration/narration.js'
import { evolve, fold } from '../../../src/drill/evolve.js'
import { drill, drillAgain, type Drilled } from '../drill.js'
import { plan, serverId, wave } from '../plans.js'

const [db, app] = [serverId(1), serverId(2)]
const waves = [wave('databases', [db], { timeoutSeconds: 900 }), wave('app', [app], { after: ['databases'] })]
const guards = (waitForOtherJobsSeconds: number) => ({ replaceRecoveryInstances: [], waitForOtherJobsSeconds })
const two = plan(waves, { guards: guards(600) })

const findings = ({ state }: Drilled) =>
  state.preflight?.find(({ check }) => check === 'other-jobs')?.findings.map((found) => [found.class, found.message])

/** How long it took from the opening to the first wave, or to the end. */
const secondsTo = ({ events, state }: Drilled, type: string): number =>
  secondsBetween(state.openedAt, events.find((event) => event.type === type)?.at ?? '')

describe('a server that a job of somebody else holds', () => {
  test("is waited for before anything is started, at no wave's expense", async () => {
    const done = await drill(two, { service: { heldFor: { [db]: 590 } } })
    expect(done.state.finished?.status).toBe('passed')
    expect(secondsTo(done, 'wave-started')).toBeGreaterThan(590)
    expect(secondsTo(done, 'wave-started')).toBeLessThan(630)
    expect(findings(done)).toEqual([
      ['note', expect.stringMatching(/^Waited \S+( \S+)? for drsjob-holder, of somebody else, which held host-0 \(s-/)]
    ])
  })

  test('is looked at at the pace of the drill', async () => {
    const done = await drill(two, { service: { heldFor: { [db]: 300 } }, pollIntervalSeconds: 60 })
    const surveys = done.events.filter(
      ({ type, at }) => type === 'jobs-surveyed' && secondsBetween(done.state.openedAt, at) < 330
    )
    expect(surveys.length).toBeLessThanOrEqual(7)
  })

  test('is described anew afterwards: that job may have been a real failover', async () => {
    const done = await drill(two, { service: { heldFor: { [db]: 300 }, recoveredAfter: { [db]: 200 } } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(done.state.refusals).toMatchObject([{ message: expect.stringContaining('has a live recovery instance') }])
    expect(done.service.jobs).toEqual([])
  })

  test('has the recovery snapshots asked for anew afterwards, too', async () => {
    const rpo = { objectives: { rpoSeconds: 3600, onMiss: 'fail' } } as const
    const done = await drill({ ...two, ...rpo }, { service: { heldFor: { [db]: 300 } } })
    const asked = done.events.flatMap(({ type, at }) => (type === 'snapshots-found' ? [at] : []))
    const described = done.events.flatMap(({ type, at }) => (type === 'servers-described' ? [at] : []))
    expect(asked).toHaveLength(2)
    expect((asked[1] ?? '') >= (described[1] ?? '~')).toBe(true)
  })

  test('blocks the drill when the wait is over, naming job and server', async () => {
    const done = await drill(two, { service: { heldFor: { [db]: 5000 } } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(done.state.refusals.map(({ message }) => message)).toEqual([
      `Server host-0 (${db}) is held by drsjob-holder, a job of somebody else, and still was after a wait of 10m. ` +
        'Run again when that job has ended, or raise "guards.wait-for-other-jobs" in the plan.'
    ])
    expect(secondsTo(done, 'execution-finished')).toBeLessThan(610)
    expect(done.service.jobs).toEqual([])
  })

  test.each(['drill', 'recovery'] as const)('blocks a %s at once where the plan does not wait', async (mode) => {
    const done = await drill(plan(waves, { guards: guards(0) }), { mode, service: { heldFor: { [db]: 60 } } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(secondsTo(done, 'execution-finished')).toBeLessThan(5)
  })

  test("is waited for no longer than the drill's budget", async () => {
    const short = plan(waves, { guards: guards(600), timeoutSeconds: 120 })
    const done = await drill(short, { service: { heldFor: { [db]: 5000 } } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(done.state.refusals[0]?.message).toContain('still was after a wait of')
    expect(secondsTo(done, 'execution-finished')).toBeLessThan(125)
  })

  test('is not waited for where something else blocks the start anyway', async () => {
    const described = { [app]: { replicationState: 'STOPPED' } }
    const done = await drill(two, { service: { heldFor: { [db]: 300 }, described } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(secondsTo(done, 'execution-finished')).toBeLessThan(5)
    expect(findings(done)).toEqual([['warning', expect.stringContaining('A drill waits up to 10m')]])
  })

  test('is no reason to wait for a preflight, nor in a wave that this run leaves out', async () => {
    const asked = await drill(two, { mode: 'preflight', service: { heldFor: { [db]: 300 } } })
    expect(asked.state.finished?.status).toBe('passed')
    expect(secondsTo(asked, 'execution-finished')).toBeLessThan(5)
    const first = await drill(two, { waves: ['databases'] })
    first.service.settings.heldFor = { [db]: 100_000 }
    const second = await drillAgain(two, first, { waves: ['app'] })
    expect(second.events.map(({ type }) => type)).not.toContain('other-jobs-awaited')
    expect(second.state.finished?.status).toBe('passed')
  })

  test('ends its wait when the run is cancelled', async () => {
    const done = await drill(two, { service: { heldFor: { [db]: 5000 } }, cancelAfterSeconds: 100 })
    expect(done.state.finished?.status).toBe('cancelled')
    expect(secondsTo(done, 'execution-finished')).toBeLessThan(105)
    expect(done.service.jobs).toEqual([])
  })

  test('goes on while DRS does not answer, and begins with the first answer', async () => {
    const done = await drill(two, {
      service: {
        heldFor: { [db]: 200 },
        faults: ['none', 'none', 'none', 'throttled', 'lost-before', 'none', 'throttled']
      }
    })
    expect(done.state.finished?.status).toBe('passed')
  })

  test('is waited for within the budget of its wave where that job appears after the start', async () => {
    const held = (until: number) => drill(two, { service: { heldFor: { [app]: until }, heldFromSeconds: 100 } })
    const later = await held(1500)
    expect(later.state.finished?.status).toBe('passed')
    expect(later.events.map(({ type }) => type)).not.toContain('other-jobs-awaited')
    expect((await held(20_000)).state.finished?.status).toBe('timed-out')
  })
})

test('log and heartbeat say which job is waited for, and how long yet', async () => {
  const done = await drill(two, { service: { heldFor: { [db]: 300 } } })
  const index = done.events.findIndex(({ type }) => type === 'other-jobs-awaited')
  const before = fold(done.events.slice(0, index))
  const event = done.events[index]
  if (event === undefined) throw new Error('there was no wait')
  const after = evolve(before, event)
  expect(narrate(before, event, after)).toEqual([
    expect.stringContaining(
      'waiting up to 10m for jobs of somebody else before anything is started: drsjob-holder (holds host-0)'
    )
  ])
  expect(heartbeat(after, '2026-11-23T06:04:00.000Z')).toMatch(
    /waiting \| before the start: the end of drsjob-holder, which holds host-0: 6m( \S+)? left of this wait \| whole drill: /
  )
  const free = done.events.findIndex(({ type }, at) => at > index && type === 'servers-described')
  expect(heartbeat(fold(done.events.slice(0, free)), '2026-11-23T06:05:30.000Z')).toContain(
    'no server is held by another job any more'
  )
})

test('the heartbeat says what is waited for when a recovery has ended, and not that it runs', async () => {
  const service = { heldFor: { [db]: 300 }, recoveredAfter: { [db]: 250 }, recoveryListedLateSeconds: 200 }
  const done = await drill(two, { service })
  const ended = done.events.findIndex(
    (event) => event.type === 'jobs-surveyed' && event.foreign.holding.some(({ hasLaunched }) => hasLaunched === true)
  )
  expect(heartbeat(fold(done.events.slice(0, ended + 1)), '2026-11-23T06:05:30.000Z')).toContain(
    'before the start: DRS to list the instances of drsjob-holder, which has launched host-0: '
  )
})

test('a look at live recoveries that failed does not quicken the wait once none of them is awaited', async () => {
  const done = await drill(plan(waves, { guards: guards(900) }), {
    service: {
      heldFor: { [app]: 800, [db]: -10 },
      recoveredAfter: { [db]: -20 },
      recoveryListedLateSeconds: 100_000,
      failing: { 'drs:DescribeRecoveryInstances': 'throttled' }
    }
  })
  const surveys = done.events.filter(
    ({ type, at }) => type === 'jobs-surveyed' && secondsBetween(done.state.openedAt, at) < 800
  )
  expect(surveys.length).toBeLessThan(50)
})
