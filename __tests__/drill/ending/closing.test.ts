import { describe, expect, jest, test } from '@jest/globals'
import { relapses } from '../../../src/drill/ending/closing.js'
import { addSeconds, secondsBetween } from '../../../src/drill/timestamp.js'
import type { PlannedWave } from '../../../src/plan/plan.js'
import {
  instance,
  jobId,
  launched,
  minute,
  plan as storyPlan,
  Story,
  wave as storyWave
} from '../../report/builders.js'
import { drill, type Drilled, type DrillOptions } from '../drill.js'
import { plan, serverId, wave } from '../plans.js'

// Whole drills, one after another: on a busy machine they take their time.
jest.setTimeout(60_000)

const [a, b, c] = [serverId(1), serverId(2), serverId(3)]

/** Server a comes up in a first wave; the second, of b, ends some twelve minutes later. */
const twoWaves = (options: DrillOptions, settings: Partial<PlannedWave> = {}, timeoutSeconds = 6 * 3600) =>
  drill(plan([wave('first', [a, c], settings), wave('second', [b], { after: ['first'] })], { timeoutSeconds }), options)

const outcome = ({ state }: Drilled, id: string) => state.servers.get(id)?.outcome

describe('a server that was up when its wave was', () => {
  test('and is terminated at the end is called so at once', async () => {
    const done = await twoWaves({ service: { fates: { [a]: ['vanishes'] } } })
    expect(outcome(done, a)).toMatchObject({ status: 'terminated', reason: expect.stringContaining('is terminated') })
    expect(done.state.waves.get('first')).toMatchObject({ status: 'failed' })
    expect(done.state.waves.get('first')?.reason).toBe('1 server that was up is gone again')
    expect(done.state.finished?.status).toBe('failed')
  })

  test('and is stopped at the end has five minutes to come back', async () => {
    const done = await twoWaves({ service: { fates: { [a]: ['stops-later'], [c]: ['stops-later'] } } })
    expect(outcome(done, a)).toMatchObject({ status: 'unverified', reason: expect.stringContaining('is stopped') })
    expect(done.state.waves.get('first')?.reason).toBe(
      '2 servers that were up are not any more at the end of the drill'
    )
    const last = done.state.waves.get('second')?.settledAt ?? ''
    const waited = secondsBetween(last, done.state.finished?.at ?? '')
    expect(waited).toBeGreaterThanOrEqual(300)
    expect(waited).toBeLessThan(330)
    // The wave was up when it was; only its verdict has changed.
    expect(done.state.waves.get('first')?.settledAt).toBe(
      done.events.find((event) => event.type === 'wave-settled' && event.wave === 'first')?.at
    )
  })

  test('and only restarts at that moment is up', async () => {
    const done = await twoWaves({ service: { fates: { [a]: ['blinks'] } } })
    expect(outcome(done, a)?.status).toBe('launched')
    expect(done.state.finished?.status).toBe('passed')
    const looks = done.events.filter(({ type }) => type === 'instances-observed').map(({ at }) => at)
    const gaps = looks.slice(1).map((at, index) => secondsBetween(looks[index] ?? '', at))
    expect(Math.min(...gaps.slice(-5))).toBeGreaterThan(5)
  })

  test.each([30, 120, 600])(
    'and is gone when a post-action has ended is seen at the end, with a poll interval of %d s',
    async (pollIntervalSeconds) => {
      const smoke = { phase: 'post', name: 'smoke', document: 'smoke', parameters: {}, timeoutSeconds: 600 } as const
      const done = await drill(plan([wave('app', [a], { actions: [smoke] })]), {
        pollIntervalSeconds,
        service: { fates: { [a]: ['vanishes'] }, documents: { smoke: { seconds: 105 } } }
      })
      expect(done.service.alive()).toEqual([])
      expect(done.state.finished?.status).toBe('failed')
    }
  )

  test('and is gone while another is waited for is seen all the same', async () => {
    const done = await twoWaves({ service: { fates: { [a]: ['blinks'], [b]: ['vanishes'] } } })
    expect(done.service.alive()).toHaveLength(2)
    expect(done.state.finished?.status).toBe('failed')
  })

  test('does not matter where the plan does not ask for its instance', async () => {
    const none = { verify: { instance: 'none', launchActions: 'ignored' } } as const
    const done = await twoWaves({ service: { fates: { [a]: ['vanishes'] } } }, none)
    expect(outcome(done, a)?.status).toBe('launched')
    expect(done.state.finished?.status).toBe('passed')
  })

  test('is not called up where the budget ends before that could be confirmed', async () => {
    // EC2 answers no more once the second wave is up.
    const whole = await twoWaves({})
    const answered = whole.service.calls
    const last = whole.events.findLastIndex(({ type }) => type === 'instances-observed')
    expect(last).toBeGreaterThan(0)
    const faults = [
      ...Array.from({ length: answered - 1 }, () => 'none' as const),
      ...Array.from({ length: 500 }, () => 'lost-before' as const)
    ]
    const done = await twoWaves({ service: { faults } }, {}, 3600)
    expect(outcome(done, a)).toMatchObject({
      status: 'timed-out',
      reason: 'it was up, but the budget of the drill ran out before that could be confirmed at the end'
    })
    expect(done.state.finished?.status).toBe('timed-out')
  })
})

describe('what only completes the evidence', () => {
  test('of a recovery point that DRS tells late is asked for again, where the plan states an RPO', async () => {
    const stated = plan([wave('app', [a])], { objectives: { rpoSeconds: 900, onMiss: 'fail' } })
    const late = await drill(stated, { service: { pointAfter: 2 } })
    expect(late.state.finished).toMatchObject({ status: 'passed' })
    const never = await drill(stated, { service: { pointAfter: 100 } })
    expect(never.state.finished?.reason).toContain('the RPO of 15m could not be measured')
    expect(never.events.filter(({ type }) => type === 'instances-observed').length).toBeLessThan(8)
  })

  test('is asked for three times, and then left', async () => {
    const bad = { fates: { [a]: ['failed' as const] } }
    const whole = await drill(plan([wave('app', [a])]), { service: bad })
    const calls = whole.service.calls
    const faults = [
      ...Array.from({ length: calls - 1 }, () => 'none' as const),
      ...Array.from({ length: 50 }, () => 'lost-before' as const)
    ]
    const done = await drill(plan([wave('app', [a])]), { service: { ...bad, faults } })
    expect(done.state.finished?.status).toBe('failed')
    expect(done.events.filter(({ type }) => type === 'look-failed')).toHaveLength(3)
  })

  test('is the last word on jobs that still run', async () => {
    const slow = plan([wave('app', [a], { timeoutSeconds: 300 })])
    const done = await drill(slow, { service: { fates: { [a]: ['stuck-pending'] } } })
    expect(done.state.finished?.status).toBe('timed-out')
    const settled = done.state.waves.get('app')?.settledAt ?? ''
    const last = done.events.findLast(({ type }) => type === 'jobs-observed')
    expect(secondsBetween(settled, last?.at ?? '')).toBeGreaterThanOrEqual(0)
  })
})

describe('relapses', () => {
  /** A wave that was up at minute 13, and whose instance is seen to be as given at minute 14. */
  const seen = (state: string | undefined): Story => {
    const story = new Story()
      .accept({ ...storyPlan([storyWave('app', [a])]), timeoutSeconds: 7200 })
      .startWave(1, 'app')
      .launch(1, 'app', jobId(1), [a])
      .seeJob(12, jobId(1), 'COMPLETED', [launched(a)])
    if (state !== undefined) {
      const { ec2InstanceId: _nameless, ...nameless } = instance(a, jobId(1), 0, { state })
      story.seeInstances(12, [nameless])
    }
    return story.settle(13, [a], 'launched', 'up').settleWave(13, 'app', 'up', 'up')
  }

  test('of an instance without a name, or without any sighting, are told of all the same', () => {
    expect(relapses(seen('stopped').state(), minute(19))).toMatchObject([
      { type: 'servers-settled', servers: [{ reason: expect.stringContaining('its instance is stopped') }] },
      { type: 'wave-settled', status: 'failed' }
    ])
    expect(relapses(seen(undefined).state(), minute(19))).toMatchObject([
      { servers: [{ status: 'unverified', reason: expect.stringContaining('its instance is unknown') }] },
      {}
    ])
  })

  test('are none while there is hope', () => {
    expect(relapses(seen('running').state(), minute(19))).toEqual([])
    expect(relapses(seen('stopped').state(), addSeconds(minute(13), 299))).toEqual([])
  })
})
