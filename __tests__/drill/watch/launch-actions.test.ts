import { describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { fold } from '../../../src/drill/evolve.js'
import type { FailureClass } from '../../../src/drill/failure.js'
import { objectionTo } from '../../../src/drill/objection.js'
import type { LaunchActionSighting, ParticipantSighting } from '../../../src/drill/sightings.js'
import { secondsBetween } from '../../../src/drill/timestamp.js'
import { restSeconds } from '../../../src/drill/watch/launch-actions.js'
import type { Plan, PlannedWave } from '../../../src/plan/plan.js'
import { drill, type Drilled, type DrillOptions } from '../drill.js'
import { plan, serverId, wave } from '../plans.js'
import { runs } from '../../fast-check-seed.js'

jest.setTimeout(60_000)

const [a, b] = [serverId(1), serverId(2)]
const required = { verify: { instance: 'running', launchActions: 'required' } } as const

type Told = readonly (readonly [fromSeconds: number, ...runs: readonly LaunchActionSighting[]])[]

const run = (name: string, status: string, optional = false): LaunchActionSighting => ({ name, status, optional })

/** What DRS lists, from so many seconds after the launch was asked for. */
const telling =
  (told: Told) =>
  (age: number): ParticipantSighting['launchActions'] => {
    const [, ...runs] = told.findLast(([from]) => age >= from) ?? [0]
    return runs.length === 0 ? undefined : { settled: false, runs }
  }

const launch = (
  told: Told,
  {
    waves = [wave('app', [a], required)],
    settings = {},
    options = {},
    service = {}
  }: {
    waves?: readonly PlannedWave[]
    settings?: Partial<Plan>
    options?: DrillOptions
    service?: DrillOptions['service']
  } = {}
) => drill(plan(waves, settings), { ...options, service: { launchActions: telling(told), ...service } })

const outcome = ({ state }: Drilled, id = a) => state.servers.get(id)?.outcome
/** From the launch asked for to the server up. */
const upAfter = ({ state }: Drilled) => {
  const { requestedAt = '', verifiedAt = '' } = state.servers.get(a) ?? {}
  return secondsBetween(requestedAt, verifiedAt)
}

describe('required post-launch actions that DRS lists one after the other', () => {
  test.each([30, 60, 600])('are awaited until none is added any more, with a poll interval of %d s', async (poll) => {
    const done = await launch(
      [
        [700, run('agent', 'IN_PROGRESS')],
        [760, run('agent', 'SUCCEEDED')],
        [840, run('agent', 'SUCCEEDED'), run('smoke', 'FAILED')]
      ],
      { options: { pollIntervalSeconds: poll } }
    )
    expect(outcome(done)).toMatchObject({ status: 'failed', reason: 'post-launch action "smoke" failed' })
    expect(done.state.finished?.status).toBe('failed')
  })

  test('make a server up once their list has rested, which is told while it is waited for', async () => {
    const done = await launch([[760, run('agent', 'SUCCEEDED'), run('notify', 'FAILED', true)]])
    expect(done.state.finished?.status).toBe('passed')
    expect(upAfter(done)).toBeGreaterThanOrEqual(760 + restSeconds(done.state))
    expect(upAfter(done)).toBeLessThan(760 + restSeconds(done.state) + 30)
    // They are not waited for where nobody asked for them.
    expect(upAfter(await launch([[760, run('agent', 'SUCCEEDED')]], { waves: [wave('app', [a])] }))).toBeLessThan(760)
  })

  test('have not succeeded where the budget ends before their list has rested', async () => {
    const done = await launch([[760, run('agent', 'SUCCEEDED')]], {
      waves: [wave('app', [a], { ...required, timeoutSeconds: 800 })]
    })
    expect(outcome(done)).toMatchObject({ status: 'timed-out' })
    expect(outcome(done)?.reason).toContain('DRS may list another post-launch action')
  })

  test('rest for less where the plan is looked at more often', () => {
    expect([1, 5, 30, 600].map((pollIntervalSeconds) => restSeconds({ pollIntervalSeconds }))).toEqual([
      4, 20, 120, 120
    ])
  })
})

test('whatever DRS lists one after the other, within its time: a drill passes if, and only if, all that is required succeeds', async () => {
  const action = fc.record({
    pause: fc.integer({ min: 0, max: 100 }),
    seconds: fc.integer({ min: 0, max: 300 }),
    fails: fc.boolean(),
    optional: fc.boolean()
  })
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 4 }), async (actions) => {
      let at = 700
      const told: (readonly [number, ...LaunchActionSighting[]])[] = []
      const over: LaunchActionSighting[] = []
      for (const [index, { pause, seconds, fails, optional }] of actions.entries()) {
        const name = `action ${String(index)}`
        told.push([at + pause, ...over, run(name, 'IN_PROGRESS', optional)])
        at += pause + seconds
        over.push(run(name, fails ? 'FAILED' : 'SUCCEEDED', optional))
        told.push([at, ...over])
      }
      const done = await launch(told)
      const isToFail = actions.some(({ fails, optional }) => fails && !optional)
      expect(done.state.finished?.status).toBe(isToFail ? 'failed' : 'passed')
    }),
    { numRuns: runs(60) }
  )
})

describe('a post-launch action that is listed after its server was up', () => {
  /** Server a is up some 15 minutes after the start; the second wave ends some 12 minutes later. */
  const late = (
    told: Told,
    options: { settings?: Partial<Plan>; service?: DrillOptions['service']; timeoutSeconds?: number } = {}
  ) => {
    const { timeoutSeconds = 3600, ...rest } = options
    return launch([[700, run('agent', 'SUCCEEDED')], ...told], {
      ...rest,
      waves: [wave('first', [a], { ...required, timeoutSeconds }), wave('second', [b], { after: ['first'] })]
    })
  }

  test('and has failed at the end turns the verdict', async () => {
    const done = await late([[1000, run('agent', 'SUCCEEDED'), run('smoke', 'FAILED')]])
    expect(outcome(done)).toMatchObject({
      status: 'failed',
      reason: 'it was up, but at the end of the drill post-launch action "smoke" failed'
    })
    expect(done.state.waves.get('first')).toMatchObject({
      status: 'failed',
      reason: '1 server that was up is not any more at the end of the drill'
    })
    expect(done.state.finished?.status).toBe('failed')
  })

  test('and still runs at the end is waited for, within the budget of its wave', async () => {
    const runs = (status: string): readonly LaunchActionSighting[] => [run('agent', 'SUCCEEDED'), run('smoke', status)]
    const passed = await late([
      [1500, ...runs('IN_PROGRESS')],
      [2200, ...runs('SUCCEEDED')]
    ])
    expect(passed.state.finished?.status).toBe('passed')
    expect(secondsBetween(passed.state.openedAt, passed.state.verdict?.at ?? '')).toBeGreaterThan(2200 + 100)
    const endless = await late([[1500, ...runs('IN_PROGRESS')]], { timeoutSeconds: 2000 })
    expect(outcome(endless)).toMatchObject({ status: 'timed-out' })
    expect(outcome(endless)?.reason).toContain('post-launch action "smoke" is IN_PROGRESS')
    expect(endless.state.finished?.status).toBe('timed-out')
    const seconds = secondsBetween(endless.state.openedAt, endless.state.verdict?.at ?? '')
    expect(seconds).toBeGreaterThan(2000)
    expect(seconds).toBeLessThan(2100)
  })

  test('is not waited for where the drill has failed anyhow', async () => {
    const done = await late([[1500, run('agent', 'SUCCEEDED'), run('smoke', 'IN_PROGRESS')]], {
      service: { fates: { [b]: ['failed'] } }
    })
    expect(done.state.finished?.status).toBe('failed')
    expect(outcome(done)?.status).toBe('launched')
  })
})

test('a server is not called up at the end where DRS does not say any more how its post-launch actions are', async () => {
  const smoke = { phase: 'post', name: 'smoke', document: 'smoke', parameters: {}, timeoutSeconds: 600 } as const
  let asked = 0
  const done = await launch([[700, run('agent', 'SUCCEEDED')]], {
    settings: { timeoutSeconds: 2000 },
    waves: [wave('app', [a], { ...required, actions: [smoke] })],
    service: {
      // It is described before the start, and started once the server is up.
      documents: {
        get smoke() {
          asked += 1
          return { seconds: 60 }
        }
      },
      failing: {
        get ['drs:DescribeJobs'](): FailureClass {
          return (asked > 1 ? 'unavailable' : undefined) as FailureClass
        }
      }
    }
  })
  expect(done.state.finished?.status).toBe('timed-out')
  expect(outcome(done)?.reason).toBe(
    'it was up, but the budget of the drill ran out before that could be confirmed at the end'
  )
})

describe('the journal', () => {
  const about = { status: 'launched', reason: 'i-1 is running', sourceServerId: a } as const

  test('contradicts who calls a server up before the list has rested', async () => {
    const { events } = await launch([[760, run('agent', 'SUCCEEDED')]])
    const settled = events.findIndex(({ type }) => type === 'servers-settled')
    const early = events.findLastIndex(({ type }, index) => type === 'jobs-observed' && index < settled)
    const objection = (upTo: number): string | undefined => {
      const before = events.slice(0, upTo)
      const at = before.at(-1)
      if (at === undefined) throw new Error('the journal is empty')
      return objectionTo(fold(before), { type: 'servers-settled', at: at.at, servers: [about] }, at)
    }
    expect(objection(early)).toContain('launched, which does not follow')
    expect(objection(settled)).toBeUndefined()
  })

  test('contradicts who calls the drill passed before they were looked at at the end', async () => {
    const { events } = await launch([[700, run('agent', 'SUCCEEDED')]], {
      waves: [wave('first', [a], required), wave('second', [b], { after: ['first'] })]
    })
    const last = events.findLastIndex(({ type }) => type === 'jobs-observed')
    const verdict = events.findIndex(({ type }) => type === 'verdict-reached')
    const told = events[verdict]
    const previous = events[verdict - 1]
    if (told === undefined || previous === undefined) throw new Error('there is no verdict')
    const unseen = events.slice(0, verdict).filter((_event, index) => index !== last)
    expect(objectionTo(fold(unseen), told, previous)).toBe('says passed before everything was asked that has to be')
    expect(objectionTo(fold(events.slice(0, verdict)), told, previous)).toBeUndefined()
  })
})
