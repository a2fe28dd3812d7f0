import { describe, expect, jest, test } from '@jest/globals'
import { decide } from '../../src/drill/decide.js'
import type { DrillEvent } from '../../src/drill/events.js'
import { fold } from '../../src/drill/evolve.js'
import type { RecoveryService } from '../../src/drill/ports.js'
import { run, type Surroundings } from '../../src/drill/run.js'
import { jobId, minute, plan as storyPlan, Story, wave as storyWave } from '../report/builders.js'
import { drill, drillAgain } from './drill.js'
import { FakeRecoveryService, type FakeSettings } from './fake-recovery-service.js'
import { plan, serverId, wave } from './plans.js'
import { VirtualClock } from './virtual-clock.js'

// Whole drills, one after another: on a busy machine they take their time.
jest.setTimeout(60_000)

const a = serverId(1)

const opened = fold(
  new Story().accept({ ...storyPlan([storyWave('app', [a])]), cleanup: { when: 'always', timeoutSeconds: 600 } }).tell()
)

/** Runs a drill of one server in these surroundings. */
function world(changes: {
  readonly settings?: Partial<FakeSettings>
  readonly cancellation?: AbortSignal
  readonly aws?: (service: FakeRecoveryService, clock: VirtualClock) => Partial<RecoveryService>
  readonly observe?: Surroundings['observe']
}) {
  const clock = new VirtualClock(opened.openedAt)
  const service = new FakeRecoveryService(clock, changes.settings)
  const events: DrillEvent[] = []
  const own = changes.aws?.(service, clock) ?? {}
  const aws: RecoveryService = {
    identify: () => service.identify(),
    listServers: () => service.listServers(),
    describeServers: (ids) => service.describeServers(ids),
    surveyJobs: (id) => service.surveyJobs(id),
    foretellPermissions: () => service.foretellPermissions(),
    observeRecoveries: (ids) => service.observeRecoveries(ids),
    findSnapshots: (questions) => service.findSnapshots(questions),
    startJob: (servers, isDrill, tags) => service.startJob(servers, isDrill, tags),
    observeJobs: (ids) => service.observeJobs(ids),
    readJobLog: (id) => service.readJobLog(id),
    observeInstances: (questions) => service.observeInstances(questions),
    listInstances: (id, known) => service.listInstances(id, known),
    terminateInstances: (ids) => service.terminateInstances(ids),
    describeDocuments: (questions) => service.describeDocuments(questions),
    startAutomation: (request) => service.startAutomation(request),
    observeAutomation: (id) => service.observeAutomation(id),
    stopAutomation: (id) => service.stopAutomation(id),
    counts: () => service.counts(),
    ...own
  }
  const running = run(opened, {
    clock,
    aws,
    journal: { append: (event) => events.push(event) },
    observe: changes.observe ?? (() => undefined),
    cancellation: changes.cancellation ?? new AbortController().signal
  })
  return { running, events, service, clock }
}

describe('a launch that waits for a survey', () => {
  test('gets it before any other look: beside one that takes long it would be too old again', () => {
    const [b, job] = [serverId(2), jobId(1)]
    const free = { jobs: 0, servers: 0, holding: [] }
    const story = new Story()
      .accept(storyPlan([storyWave('app', [a]), storyWave('batch', [b])]))
      .identify()
      .add(0.03, { type: 'jobs-surveyed', own: [], terminations: [], foreign: free })
      .describe({ [a]: 'app', [b]: 'batch' })
      .add(0.04, { type: 'preflight-concluded', results: [] })
      .startWave(0.05, 'app')
      .launch(0.06, 'app', job, [a])
      .startWave(0.05, 'batch')
    expect(decide(story.state(), minute(10))).toEqual([{ do: 'survey-jobs', recoveriesOf: [b] }])
    story.add(10, { type: 'jobs-surveyed', own: [], terminations: [], foreign: free })
    expect(decide(story.state(), minute(10))).toEqual([{ do: 'observe-recoveries', servers: [b] }])
  })
})

describe('the loop', () => {
  test('writes down what it is about to start before it is sent', async () => {
    const order: string[] = []
    const { running } = world({
      observe: (_before, { type }) => order.push(type),
      aws: (service) => ({
        startJob: (servers, isDrill, tags) => {
          order.push('StartRecovery')
          return service.startJob(servers, isDrill, tags)
        },
        terminateInstances: (ids) => {
          order.push('TerminateRecoveryInstances')
          return service.terminateInstances(ids)
        }
      })
    })
    await running
    for (const [event, call] of [
      ['job-requested', 'StartRecovery'],
      ['termination-requested', 'TerminateRecoveryInstances']
    ] as const) {
      expect(order.indexOf(event)).toBeGreaterThan(-1)
      expect(order.indexOf(call)).toBe(order.indexOf(event) + 1)
    }
  })

  test.each(['startJob', 'terminateInstances', 'observeJobs', 'identify'] as const)(
    'does not take a defect in %s for an answer of AWS',
    async (method) => {
      const { running, events } = world({ aws: () => ({ [method]: () => Promise.reject(new TypeError('a defect')) }) })
      await expect(running).rejects.toThrow('a defect')
      expect(events.map(({ type }) => type)).not.toContain('execution-finished')
    }
  )

  test('starts nothing when it is cancelled before it begins', async () => {
    const { running, service, events } = world({ cancellation: AbortSignal.abort('SIGTERM') })
    const state = await running
    expect(state.finished).toMatchObject({
      status: 'cancelled',
      reason: 'the run was cancelled, or its time ran out (SIGTERM)'
    })
    expect(service.calls).toBe(0)
    expect(events.map(({ type }) => type)).toContain('cancel-requested')
  })

  test('lets a StartRecovery that is on its way answer after a cancel: a job that is known can be told of', async () => {
    const cancel = new AbortController()
    const { running } = world({
      cancellation: cancel.signal,
      aws: (service) => ({
        startJob: async (servers, isDrill, tags, signal) => {
          cancel.abort('SIGINT')
          expect(signal.aborted).toBe(false)
          return service.startJob(servers, isDrill, tags)
        }
      })
    })
    const state = await running
    expect(state.finished?.status).toBe('cancelled')
    expect([...state.jobs.values()]).toHaveLength(1)
  })

  test('gives it two seconds, and no more', async () => {
    const cancel = new AbortController()
    let aborted = ''
    const { running, clock } = world({
      cancellation: cancel.signal,
      aws: () => ({
        startJob: (_servers, _isDrill, _tags, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              aborted = String(signal.reason)
              reject(new Error('aborted'))
            })
            cancel.abort('SIGINT')
          })
      })
    })
    await expect(running).rejects.toThrow('aborted')
    expect(aborted).toBe('SIGINT')
    expect(clock.now() > opened.openedAt).toBe(true)
  })

  test('does not say that AWS refused a question which the cancel cut off', async () => {
    const cancel = new AbortController()
    const { running, events } = world({
      cancellation: cancel.signal,
      settings: { failing: { 'drs:DescribeSourceServers': 'unavailable' } },
      aws: (service) => ({
        describeServers: (ids) => {
          cancel.abort('SIGINT')
          return service.describeServers(ids)
        }
      })
    })
    await running
    expect(events.map(({ type }) => type)).not.toContain('look-failed')
  })

  test('writes down that a termination was not answered, and that one was refused', async () => {
    for (const [kind, type] of [
      ['unavailable', 'termination-answer-lost'],
      ['denied', 'termination-refused']
    ] as const) {
      const { running, events } = world({ settings: { failing: { 'drs:TerminateRecoveryInstances': kind } } })
      await running
      expect(events.map((event) => event.type)).toContain(type)
    }
  })

  test('writes nothing more once a defect has ended it, whatever is still on its way', async () => {
    let answer: () => void = () => undefined
    const late = new Promise<void>((resolve) => {
      answer = resolve
    })
    const { running, events } = world({
      aws: (service) => ({
        surveyJobs: () => Promise.reject(new TypeError('a defect')),
        describeServers: async (ids) => {
          await late
          return service.describeServers(ids)
        }
      })
    })
    await expect(running).rejects.toThrow('a defect')
    const written = events.length
    answer()
    await new Promise((resolve) => setImmediate(resolve))
    expect(events).toHaveLength(written)
  })

  test('counts its calls at the end', async () => {
    const { running, events } = world({})
    await running
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['calls-counted', 'execution-finished'])
  })
})

describe('required post-launch actions', () => {
  const required = plan([wave('app', [a], { verify: { instance: 'status-ok', launchActions: 'required' } })])
  const run = (status: string, optional = false) => ({ name: 'smoke', status, optional })

  test('are waited for after the launch, and after the job has ended', async () => {
    const launchActions = (age: number) => ({
      settled: age > 1200,
      runs: age < 800 ? [] : [run(age > 1200 ? 'SUCCEEDED' : 'IN_PROGRESS')]
    })
    const done = await drill(required, { service: { launchActions } })
    expect(done.state.finished?.status).toBe('passed')
    expect(Date.parse(done.state.finished?.at ?? '') - Date.parse(done.state.openedAt)).toBeGreaterThan(1_200_000)
  })

  test('that fail fail the drill', async () => {
    const done = await drill(required, { service: { launchActions: () => ({ settled: true, runs: [run('FAILED')] }) } })
    expect(done.state.finished?.status).toBe('failed')
    expect(done.state.servers.get(a)?.outcome?.reason).toBe('post-launch action "smoke" failed')
  })

  test('that never end end with the budget', async () => {
    const launchActions = () => ({ settled: false, runs: [run('IN_PROGRESS')] })
    const done = await drill(required, { service: { launchActions } })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(done.state.servers.get(a)?.outcome?.reason).toMatch(
      /the wave's budget of 1h ran out; as last seen, .* is IN_PROGRESS/
    )
  })
})

describe('a job that does not list its servers at first', () => {
  test('is waited for', async () => {
    const done = await drill(plan([wave('app', [a])]), { service: { unlistedSeconds: 300 } })
    expect(done.state.finished?.status).toBe('passed')
    expect(done.service.jobs).toHaveLength(1)
  })

  test('holds back a further attempt until it does', async () => {
    const both = plan([wave('app', [a, serverId(2)])])
    const first = await drill(both, { service: { unlistedSeconds: 300 }, cancelAfterSeconds: 60 })
    const second = await drillAgain(both, first)
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.jobs).toHaveLength(1)
  })
})
