import { describe, expect, test } from '@jest/globals'
import { evolve } from '../../../src/drill/evolve.js'
import { overriddenBy } from '../../../src/drill/launch/live-recovery.js'
import { secondsBetween } from '../../../src/drill/timestamp.js'
import { drill, drillAgain, type Drilled } from '../drill.js'
import { plan, serverId, wave } from '../plans.js'

const [db, app, web] = [serverId(1), serverId(2), serverId(3)]
const waves = [wave('databases', [db]), wave('app', [app, web], { after: ['databases'] })]

const outcomeOf = ({ state }: Drilled, id: string) => state.servers.get(id)?.outcome

describe('a live recovery whose job has ended, and that DRS does not list yet', () => {
  const service = { heldFor: { [db]: 300 }, recoveredAfter: { [db]: 250 } }

  test.each([0, 30, 60, 120, 240])('is not destroyed: listed %d s late, it blocks the drill', async (late) => {
    const done = await drill(plan(waves), {
      service: { ...service, recoveryListedLateSeconds: 50 + late },
      pollIntervalSeconds: 30
    })
    expect(done.service.destroyed).toEqual([])
    expect(done.state.finished?.status).toBe('blocked')
    expect(done.state.refusals).toMatchObject([{ message: expect.stringContaining('has a live recovery instance') }])
    const ended = secondsBetween(done.state.openedAt, done.state.finished?.at ?? '')
    // Not for as long as DRS may take, but until it has listed it.
    expect(ended).toBeLessThan(300 + late + 62)
  })

  test('fails its server where that belongs to a later wave, and the others of the wave come up', async () => {
    const later = { heldFor: { [app]: 680 }, heldFromSeconds: 100, recoveredAfter: { [app]: 650 } }
    for (const late of [0, 60, 240]) {
      const done = await drill(plan(waves, { timeoutSeconds: 5000 }), {
        service: { ...later, recoveryListedLateSeconds: 30 + late }
      })
      expect(done.service.destroyed).toEqual([])
      expect(outcomeOf(done, app)).toMatchObject({ status: 'failed', reason: expect.stringContaining('live recovery') })
      expect(outcomeOf(done, web)?.status).toBe('launched')
    }
  })

  test('blocks a plan that does not wait for others, and is said so', async () => {
    const guards = { replaceRecoveryInstances: [], waitForOtherJobsSeconds: 0 }
    const done = await drill(plan(waves, { guards }), {
      service: { heldFor: { [db]: -10 }, recoveredAfter: { [db]: -20 }, recoveryListedLateSeconds: 300 }
    })
    expect(done.state.refusals.map(({ message }) => message)).toEqual([
      `Server host-0 (${db}) is held by drsjob-holder, a job of somebody else that has launched it: DRS does not list the instance yet, ` +
        'and the plan does not wait for other jobs. Run again when DRS lists it, or raise "guards.wait-for-other-jobs" in the plan.'
    ])
  })

  test('is waited for where the plan lets the launch replace it, too, so that it is written down what it replaced', async () => {
    const guards = { replaceRecoveryInstances: [db], waitForOtherJobsSeconds: 600 }
    const done = await drill(plan(waves, { guards }), {
      service: { heldFor: { [db]: -10 }, recoveredAfter: { [db]: -20 }, recoveryListedLateSeconds: 300 }
    })
    expect(done.state.finished?.status).toBe('passed')
    expect(done.state.overridden).toMatchObject([{ sourceServerId: db, jobId: 'drsjob-foreign' }])
  })

  test('is given up after eight minutes: DRS lists nothing, there is nothing to be destroyed', async () => {
    const long = plan(waves, { guards: { replaceRecoveryInstances: [], waitForOtherJobsSeconds: 1200 } })
    const done = await drill(long, { service: { ...service, recoveryListedLateSeconds: 100_000 } })
    expect(done.state.finished?.status).toBe('passed')
    expect(
      secondsBetween(done.state.openedAt, done.events.find(({ type }) => type === 'wave-started')?.at ?? '')
    ).toBeGreaterThan(780)
  })
})

describe('a live recovery that appears after the preflight', () => {
  test('is seen before the launch of a later wave, which leaves its server alone and fails it', async () => {
    const done = await drill(plan(waves), { service: { recoveredAfter: { [app]: 300 } } })
    expect(done.service.destroyed).toEqual([])
    expect(outcomeOf(done, app)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/live recovery instance, live-s-\S+, that no drill launched.*Fail back or delete/)
    })
    expect(outcomeOf(done, web)?.status).toBe('launched')
    expect(done.state.finished?.status).toBe('failed')
  })

  test('may be replaced where the plan names its server', async () => {
    const guards = { replaceRecoveryInstances: [app], waitForOtherJobsSeconds: 0 }
    const done = await drill(plan(waves, { guards }), { service: { recoveredAfter: { [app]: 300 } } })
    expect(done.service.destroyed).toMatchObject([{ sourceServerId: app }])
    expect(done.state.finished?.status).toBe('passed')
  })

  test('is asked for only where the preflight is no longer fresh', async () => {
    const done = await drill(plan(waves))
    const looks = done.events.filter(({ type }) => type === 'recoveries-observed')
    expect(looks).toMatchObject([{ asked: [app, web], live: [] }])
  })

  test.each([10, 25, 30, 45, 60])(
    'is asked for again after a refusal, with a poll interval of %d s',
    async (pollIntervalSeconds) => {
      for (const after of [660, 680, 695]) {
        const first = await drill(plan([wave('databases', [db])]), {
          mode: 'recovery',
          killAtEvent: 12,
          service: { recoveredAfter: { [db]: after } }
        })
        expect(first.service.jobs).toHaveLength(1)
        const second = await drillAgain(plan([wave('databases', [db])]), first, { mode: 'drill', pollIntervalSeconds })
        expect(second.service.destroyed).toEqual([])
        expect(second.state.finished?.status).toBe('blocked')
      }
    }
  )

  test('is not launched over while AWS does not say whether there is one', async () => {
    const done = await drill(plan(waves, { timeoutSeconds: 5000 }), {
      service: { failing: { 'drs:DescribeRecoveryInstances': 'denied' } }
    })
    expect(done.service.jobs).toHaveLength(1)
    expect(outcomeOf(done, app)).toMatchObject({
      status: 'not-started',
      reason: expect.stringMatching(
        /drs:DescribeRecoveryInstances has failed \d+ times since .* UTC and was last answered/
      )
    })
  })
})

describe('a live recovery of the execution itself', () => {
  const first = plan([wave('databases', [db])])

  test('stands in no way of a further attempt', async () => {
    const before = await drill(first, { mode: 'recovery' })
    const own = { recoveryInstanceId: 'i-own', jobId: before.service.jobs[0]?.jobId ?? '' }
    before.service.settings.described = { [db]: { liveRecoveries: [own] } }
    const done = await drillAgain(first, before, { mode: 'recovery' })
    expect(done.state.finished?.status).toBe('passed')
    expect(done.service.jobs).toHaveLength(1)
  })

  test('hides none of those of others that DRS shows beside it', async () => {
    const { state } = await drill(first, { mode: 'recovery' })
    const own = { recoveryInstanceId: 'i-own', jobId: [...state.jobs.keys()][0] ?? '' }
    const others = ['i-other', 'i-third'].map((recoveryInstanceId) => ({ recoveryInstanceId, jobId: 'drsjob-foreign' }))
    const described = evolve(state, {
      type: 'servers-described',
      at: state.openedAt,
      servers: [{ sourceServerId: db, liveRecoveries: [own, ...others] }]
    })
    expect(overriddenBy(described, [db])).toEqual(others.map((other) => ({ ...other, sourceServerId: db })))
  })

  test('is not one of this execution when a drill finds it', async () => {
    const before = await drill(first, { mode: 'recovery' })
    const own = { recoveryInstanceId: 'i-own', jobId: before.service.jobs[0]?.jobId ?? '' }
    before.service.settings.described = { [db]: { liveRecoveries: [own] } }
    const done = await drillAgain(first, before)
    expect(done.state.finished?.status).toBe('blocked')
  })

  test('is not wiped by a further attempt of its recovery, because a post-launch action failed', async () => {
    const failing = (age: number) =>
      age < 800 ? undefined : { settled: true, runs: [{ name: 'agent', status: 'FAILED', optional: false }] }
    const strict = plan([wave('databases', [db], { verify: { instance: 'running', launchActions: 'required' } })])
    const first = await drill(strict, { mode: 'recovery', attempt: 1, service: { launchActions: failing } })
    expect(first.state.finished?.status).toBe('failed')
    const alive = first.service.alive()
    expect(alive).toHaveLength(1)
    const second = await drillAgain(strict, first, { mode: 'recovery', attempt: 2 })
    expect(second.service.jobs).toHaveLength(1)
    expect(second.service.alive()).toEqual(alive)
    expect(outcomeOf(second, db)).toMatchObject({ status: 'failed', reason: expect.stringContaining('"agent" failed') })
  })

  test('of another execution blocks a recovery', async () => {
    const other = { recoveryInstanceId: 'i-other', jobId: 'drsjob-of-another-run' }
    const done = await drill(first, { mode: 'recovery', service: { described: { [db]: { liveRecoveries: [other] } } } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(done.service.jobs).toEqual([])
  })
})
