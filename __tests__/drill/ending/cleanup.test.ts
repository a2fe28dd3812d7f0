import { describe, expect, jest, test } from '@jest/globals'
import { concludeCleanup, isCleanupDue, isLeftToPost, windUpTasks } from '../../../src/drill/ending/cleanup.js'
import { evolve, fold } from '../../../src/drill/evolve.js'
import type { FailureClass } from '../../../src/drill/failure.js'
import { instancesGone, instancesLeft } from '../../../src/drill/ending/removal.js'
import { addSeconds, secondsBetween } from '../../../src/drill/timestamp.js'
import type { Cleanup } from '../../../src/plan/plan.js'
import { stillRunningIn } from '../../../src/report/record/still-running.js'
import { drill, drillAgain, takeOver, type DrillOptions } from '../drill.js'
import {
  instanceId,
  jobId,
  minute,
  ownInstance,
  plan as storyPlan,
  Story,
  wave as storyWave
} from '../../report/builders.js'
import { plan, serverId, wave } from '../plans.js'

// Whole drills, one after another: on a busy machine they take their time.
jest.setTimeout(60_000)

const [a, b] = [serverId(1), serverId(2)]
const nothingFound = { own: [], foreign: { jobs: 0, servers: 0, holding: [] }, terminations: [] }

function cleaned(when: Cleanup['when'], options: DrillOptions = {}, timeoutSeconds = 1200) {
  return drill(plan([wave('app', [a, b])], { cleanup: { when, timeoutSeconds } }), options)
}

describe('the cleanup', () => {
  test('terminates the drill instances of a drill that passed, and sees them gone', async () => {
    const done = await cleaned('on-success')
    expect(done.state.finished?.status).toBe('passed')
    expect(done.state.removal.finished).toMatchObject({ complete: true })
    expect(done.service.alive()).toEqual([])
    expect(done.service.terminations).toHaveLength(1)
  })

  test('on success leaves the instances of a drill that failed', async () => {
    const done = await cleaned('on-success', { service: { fates: { [b]: ['failed'] } } })
    expect(done.state.finished?.status).toBe('failed')
    expect(done.service.alive()).toHaveLength(1)
    expect(done.service.terminations).toEqual([])
  })

  test('always removes those of a drill that failed, too', async () => {
    const done = await cleaned('always', { service: { fates: { [b]: ['failed'] } } })
    expect(done.state.finished?.status).toBe('failed')
    expect(done.service.alive()).toEqual([])
  })

  test('always waits for servers that come up after their budget was spent', async () => {
    const late = plan([wave('app', [a, b], { timeoutSeconds: 500 })], {
      cleanup: { when: 'always', timeoutSeconds: 1200 }
    })
    const done = await drill(late)
    expect(done.state.finished?.status).toBe('timed-out')
    expect(done.service.alive()).toEqual([])
    expect(done.state.removal.finished?.complete).toBe(true)
  })

  test('never happens in a recovery', async () => {
    const done = await cleaned('always', { mode: 'recovery' })
    expect(done.state.finished?.status).toBe('passed')
    expect(done.service.terminations).toEqual([])
    expect(done.service.alive()).toHaveLength(2)
  })

  test('that falls short leaves the verdict and tells what is left', async () => {
    const done = await cleaned('on-success', { service: { unremovable: [b] } })
    expect(done.state.finished?.status).toBe('passed')
    expect(done.state.removal.finished).toMatchObject({ complete: false })
    expect(done.service.alive()).toHaveLength(1)
    expect(done.state.removal.finished?.reason).toContain('busy')
  })

  test('looks what is left before it tries again when an answer got lost', async () => {
    const asked = ['termination-requested', 'termination-answer-lost', 'instances-listed']
    const done = await cleaned('on-success')
    const calls = done.service.calls
    for (const fault of ['lost-before', 'lost-after'] as const) {
      for (let nth = calls - 6; nth < calls; nth += 1) {
        const faults = [...Array.from({ length: nth }, () => 'none' as const), fault]
        const again = await cleaned('on-success', { service: { faults } })
        expect(again.service.alive()).toEqual([])
        const lost = again.events.findIndex(({ type }) => type === 'termination-answer-lost')
        if (lost !== -1) expect(again.events.slice(lost - 1, lost + 2).map(({ type }) => type)).toEqual(asked)
      }
    }
  })

  test('is left to the post step by a cancel', async () => {
    const done = await cleaned('always', { cancelAfterSeconds: 900, service: { fates: { [b]: ['stuck-pending'] } } })
    expect(done.state.finished?.status).toBe('cancelled')
    expect(done.service.alive()).toHaveLength(1)
    expect(done.service.terminations).toEqual([])
    const after = await takeOver(done)
    expect(after.state.finished?.status).toBe('cancelled')
    expect(after.service.alive()).toEqual([])
  })

  test('of the post step ends within the minutes that a cancelled job has, and tells what still launches', async () => {
    const done = await cleaned('always', { cancelAfterSeconds: 60 })
    const after = await takeOver(done)
    const took = Date.parse(after.state.finished?.at ?? '') - Date.parse(after.state.takenOverAt ?? '')
    expect(took).toBeLessThanOrEqual(245_000)
    expect(after.state.removal.finished).toMatchObject({ complete: false })
    expect(after.state.removal.launching).toHaveLength(1)
  })

  test('of an earlier attempt makes the next one launch anew', async () => {
    const both = plan([wave('app', [a, b])], { cleanup: { when: 'always', timeoutSeconds: 1200 } })
    const first = await drill(both, { service: { fates: { [a]: ['failed', 'launched'] } } })
    expect(first.state.finished?.status).toBe('failed')
    const second = await drillAgain(both, first)
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.jobs.map(({ servers }) => servers)).toEqual([
      [a, b],
      [a, b]
    ])
  })
})

describe('a cleanup that AWS does not make easy', () => {
  const whatever = (failing: Readonly<Record<string, FailureClass>>, options: DrillOptions = {}) =>
    cleaned('on-success', { ...options, service: { failing, ...options.service } })

  test('goes on without an answer until its time is over, and says that it does not know', async () => {
    const done = await whatever({ 'drs:DescribeRecoveryInstances': 'unavailable' })
    expect(done.state.finished?.status).toBe('passed')
    expect(done.state.removal.finished).toMatchObject({
      complete: false,
      reason: expect.stringMatching(/^it is not known what is left when the time for the cleanup \(20m\) ran out; /)
    })
    expect(secondsBetween(done.state.verdict?.at ?? '', done.state.finished?.at ?? '')).toBeLessThan(1230)
  })

  test.each(['drs:DescribeRecoveryInstances', 'drs:TerminateRecoveryInstances'])(
    'ends at once where the permission for %s is missing, and names it',
    async (operation) => {
      const done = await whatever({ [operation]: 'denied' })
      expect(done.state.finished?.status).toBe('passed')
      expect(done.state.removal.finished?.complete).toBe(false)
      expect(done.state.removal.finished?.reason).toContain(`${operation} denied`)
      expect(done.state.removal.finished?.reason).not.toContain('ran out')
      expect(secondsBetween(done.state.verdict?.at ?? '', done.state.finished?.at ?? '')).toBeLessThan(300)
      expect(done.service.alive()).toHaveLength(2)
    }
  )

  test('waits as long as DRS asks when it is throttled', async () => {
    const done = await whatever(
      { 'drs:TerminateRecoveryInstances': 'throttled' },
      { service: { retryAfterSeconds: 100 } }
    )
    const asked = done.events.filter(({ type }) => type === 'termination-requested').map(({ at }) => at)
    expect(asked.length).toBeGreaterThan(3)
    const gaps = asked.slice(1).map((at, index) => secondsBetween(asked[index] ?? '', at))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100)
  })

  test('removes the others when one instance may never be terminated', async () => {
    const many = Array.from({ length: 9 }, (_, index) => serverId(index + 1))
    const spoilt = plan([wave('app', many)], { cleanup: { when: 'on-success', timeoutSeconds: 3600 } })
    const done = await drill(spoilt, { service: { unremovable: [a], unremovableFor: 'invalid' } })
    expect(done.service.alive()).toHaveLength(1)
    expect(instancesGone(done.state)).toHaveLength(8)
    expect(instancesLeft(done.state)).toMatchObject([{ sourceServerId: a }])
    expect(done.state.removal.finished).toMatchObject({
      complete: false,
      reason: expect.stringMatching(/^1 instance.* left.*; last refused: .* is busy$/)
    })
  })

  test('terminates 450 instances, no more than 200 at a time, each of them once', async () => {
    const many = Array.from({ length: 450 }, (_, index) => serverId(index + 1))
    const done = await drill(plan([wave('fleet', many)], { cleanup: { when: 'always', timeoutSeconds: 3600 } }))
    const asked = done.events.flatMap((event) =>
      event.type === 'termination-requested' ? [event.recoveryInstanceIds] : []
    )
    expect(asked.map(({ length }) => length)).toEqual([200, 200, 50])
    expect(new Set(asked.flat()).size).toBe(450)
    expect(done.service.alive()).toEqual([])
  })

  test('never touches what is not a drill’s, nor what no drill launched', async () => {
    const done = await cleaned('always')
    const verdict = done.events.findIndex(({ type }) => type === 'verdict-reached')
    const judged = fold(done.events.slice(0, verdict + 1))
    const foreign = { sourceServerId: a, jobId: 'drsjob-x', recoveryInstanceId: 'i-real', state: 'running' }
    const at = addSeconds(judged.verdict?.at ?? '', 1)
    const listed = evolve(judged, {
      at,
      type: 'instances-listed',
      instances: [
        { ...foreign, isDrill: false },
        { ...foreign, recoveryInstanceId: 'i-going', state: 'shutting-down', isDrill: true },
        { sourceServerId: b, jobId: 'drsjob-x', ec2InstanceId: 'i-forgotten', state: 'running', isDrill: true }
      ],
      launching: [],
      unlisted: []
    })
    expect(windUpTasks(listed).map(({ command }) => command.do)).toEqual(['list-instances'])
    expect(concludeCleanup(listed, at)).toBeUndefined()
    const late = addSeconds(at, 1200)
    expect(concludeCleanup(listed, late)).toMatchObject({ complete: false })
  })

  test('waits for a server that is being launched before it is terminated', async () => {
    const late = plan([wave('app', [a], { timeoutSeconds: 300 })], {
      cleanup: { when: 'always', timeoutSeconds: 1200 }
    })
    const done = await drill(late)
    const asked = done.events.find(({ type }) => type === 'termination-requested')
    const listed = done.events.findLast(
      (event) => event.type === 'instances-listed' && event.launching.length > 0 && event.at < (asked?.at ?? '')
    )
    expect(listed).toBeDefined()
    expect(done.state.removal.finished?.complete).toBe(true)
  })

  test('tries again what outlived its termination', async () => {
    const done = await cleaned('on-success', { service: { stubborn: { [b]: 2 } } })
    expect(done.state.removal.finished?.complete).toBe(true)
    expect(done.service.alive()).toEqual([])
    const asked = done.events.flatMap((event) => (event.type === 'termination-requested' ? [event] : []))
    expect(asked.map(({ recoveryInstanceIds }) => recoveryInstanceIds.length)).toEqual([2, 1, 1])
    // Not before its job has ended: DRS takes one job at a time for a server.
    const gaps = asked.slice(1).map(({ at }, index) => secondsBetween(asked[index]?.at ?? '', at))
    expect(Math.min(...gaps)).toBeGreaterThan(90)
  })

  test('of a drill that launched nothing says so', async () => {
    const done = await cleaned('always', { service: { fates: { [a]: ['no-instance'], [b]: ['skipped'] } } })
    expect(done.state.removal.finished).toMatchObject({
      complete: true,
      reason: 'nothing of this execution is left'
    })
    expect(done.service.terminations).toEqual([])
  })

  /** A drill of one server, judged at minute 13, of which the log alone names the instance. */
  const judged = (): Story =>
    new Story()
      .accept({ ...storyPlan([storyWave('app', [a])]), cleanup: { when: 'always', timeoutSeconds: 600 } })
      .startWave(1, 'app')
      .launch(1, 'app', jobId(1), [a])
      .readLog(9, jobId(1), [{ at: minute(9), event: 'LAUNCH_END', sourceServerId: a, targetInstanceId: 'i-logged' }])

  test('never terminates what is not a drill’s, however it came to be listed', () => {
    const state = judged()
      .judge(13, 'failed', 'no')
      .listInstances(14, [ownInstance(b, jobId(1))])
      .state()
    const instances = new Map([...state.removal.instances].map(([id, known]) => [id, { ...known, isDrill: false }]))
    const real = { ...state, removal: { ...state.removal, instances } }
    expect(windUpTasks(state).map(({ command }) => command.do)).toEqual(['terminate'])
    expect(windUpTasks(real).map(({ command }) => command.do)).toEqual(['list-instances'])
  })

  describe.each([
    ['as EC2 says', {}, { existedBefore: true }],
    ['as its launch settings say', { launchInto: instanceId(a) }, {}]
  ] as const)('an instance that was there before DRS launched into it, %s,', (_whose, about, seen) => {
    const there = (state = 'running') => ownInstance(a, jobId(1), state, seen)
    const told = `${instanceId(a)} was there before DRS launched into it, and is not terminated: see to it yourself`
    const story = () =>
      judged()
        .describe({ [a]: { sourceServerId: a, ...about } })
        .judge(13, 'failed', 'no')

    test('is never terminated, by main or by post, but the others are', () => {
      const listed = story().listInstances(14, [there(), ownInstance(b, jobId(1))])
      const others = { do: 'terminate', recoveryInstanceIds: [instanceId(b)] }
      expect(windUpTasks(listed.state())).toMatchObject([{ command: others }])
      expect(concludeCleanup(listed.state(), minute(14))).toBeUndefined()
      listed.add(15, { type: 'taken-over' }).listInstances(16, [there(), ownInstance(b, jobId(1))])
      const post = windUpTasks(listed.add(16, { type: 'jobs-surveyed', ...nothingFound }).state())
      expect(post.map(({ command }) => command)).not.toContainEqual(
        expect.objectContaining({ recoveryInstanceIds: expect.arrayContaining([instanceId(a)]) })
      )
    })

    test('is told as left, at once when nothing else is', () => {
      const { removal, ...state } = story().listInstances(14, [there()]).state()
      expect(concludeCleanup({ ...state, removal }, minute(14))).toEqual({
        type: 'cleanup-finished',
        complete: false,
        reason: told
      })
      expect(stillRunningIn({ ...state, removal }).instances).toMatchObject([{ existedBefore: true }])
    })

    test('is told beside what else is left when the time is over', () => {
      const state = story()
        .listInstances(14, [there(), ownInstance(b, jobId(1), 'shutting-down')])
        .state()
      expect(concludeCleanup(state, minute(24))).toMatchObject({
        complete: false,
        reason: `1 instance left when the time for the cleanup (10m) ran out; ${told}`
      })
    })

    test('is nothing to be told of once it is gone', () => {
      const state = story()
        .listInstances(14, [there('terminated')])
        .state()
      expect(concludeCleanup(state, minute(14))).toMatchObject({ complete: true })
    })
  })

  test('asks EC2 by name for what only the log has told of, and for what it has seen itself', () => {
    expect(windUpTasks(judged().judge(13, 'failed', 'no').state())).toMatchObject([
      { at: minute(13), command: { do: 'list-instances', known: ['i-logged'] } }
    ])
    const seen = judged()
      .judge(13, 'failed', 'no')
      .listInstances(14, [ownInstance(b, jobId(1))])
    expect(windUpTasks(seen.state())[0]?.command).toMatchObject({ do: 'terminate' })
    const forgotten = { sourceServerId: '', jobId: '', ec2InstanceId: 'i-logged', state: 'running', isDrill: true }
    expect(instancesLeft(seen.listInstances(15, [forgotten]).state())).toMatchObject([
      { sourceServerId: b },
      { sourceServerId: a, ec2InstanceId: 'i-logged' }
    ])
  })

  test('does not call a list that is older than the verdict an answer', () => {
    const state = judged().listInstances(12, []).judge(13, 'failed', 'no').state()
    expect(concludeCleanup(state, minute(14))).toBeUndefined()
    expect(concludeCleanup(state, minute(24))).toEqual({
      type: 'cleanup-finished',
      complete: false,
      reason: 'it was not confirmed when the time for the cleanup (10m) ran out'
    })
  })
})

describe('a cleanup after a launch whose answer got lost', () => {
  /** The fifth call is StartRecovery: it is executed, its answer is lost, and DRS does not show its job for a while. */
  const lostLaunch = (hiddenSeconds: number, options: DrillOptions = {}) =>
    cleaned('always', {
      ...options,
      service: { hiddenSeconds, faults: ['none', 'none', 'none', 'lost-after'] }
    })

  test('does not say that nothing is left while DRS may not show its job yet', async () => {
    const cancelled = await lostLaunch(40, { cancelAfterSeconds: 2 })
    expect(cancelled.state.requests).toMatchObject([{ status: 'open' }])
    const after = await takeOver(cancelled)
    expect(after.state.removal.finished).toMatchObject({
      complete: false,
      reason: expect.stringContaining('1 launch job still running')
    })
    expect(stillRunningIn(after.state)).toMatchObject({ jobs: [{ jobId: jobId(1) }], unansweredStarts: [] })
  })

  test('goes on until it is found, and then until it is removed', async () => {
    const late = plan([wave('app', [a, b], { timeoutSeconds: 30 })], {
      cleanup: { when: 'always', timeoutSeconds: 1200 }
    })
    const done = await drill(late, { service: { hiddenSeconds: 60, faults: ['none', 'none', 'none', 'lost-after'] } })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(done.state.removal.finished).toMatchObject({
      complete: true,
      reason: expect.stringMatching(/^2 drill instances terminated/)
    })
    expect(done.service.alive()).toEqual([])
  })

  test('is complete when DRS has shown none in as many looks as a drill waits for', async () => {
    const cancelled = await cleaned('always', {
      cancelAfterSeconds: 2,
      service: { faults: ['none', 'none', 'none', 'lost-before'] }
    })
    const after = await takeOver(cancelled)
    expect(after.state.removal.finished).toMatchObject({ complete: true, reason: 'nothing of this execution is left' })
    expect(after.state.requests).toMatchObject([{ status: 'abandoned' }])
    expect(stillRunningIn(after.state)).toEqual({ jobs: [], instances: [], unansweredStarts: [], actions: [] })
  })

  test('says so where its time ends before', async () => {
    const cancelled = await lostLaunch(9000, { cancelAfterSeconds: 2, pollIntervalSeconds: 120 })
    cancelled.service.settings.failing = { 'drs:DescribeJobs': 'unavailable' }
    const after = await takeOver(cancelled)
    expect(after.state.removal.finished).toMatchObject({
      complete: false,
      reason: expect.stringContaining('1 launch that AWS has not confirmed')
    })
  })
})

describe('a job that DRS has named, and does not show yet', () => {
  /** Killed the moment it had its answer. */
  const killed = async (when: 'always' | 'never') => {
    const options = { service: { hiddenSeconds: 200 } }
    const whole = await cleaned(when, options)
    const started = whole.events.findIndex(({ type }) => type === 'job-started')
    return cleaned(when, { ...options, killAtEvent: started + 1 })
  }

  test('is no launch that has ended: the post step tells of it', async () => {
    const after = await takeOver(await killed('never'))
    expect(after.state.finished?.status).toBe('cancelled')
    expect(stillRunningIn(after.state).jobs).toMatchObject([{ jobId: after.service.jobs[0]?.jobId }])
  })

  test('is waited for by a cleanup, which then removes what it launches, or says that it launches on', async () => {
    const after = await takeOver(await killed('always'))
    const left = after.service.alive()
    const { removal } = after.state
    expect(after.events.filter(({ type }) => type === 'instances-listed').length).toBeGreaterThan(1)
    if (removal.finished?.complete === true) expect(left).toEqual([])
    else expect(removal.finished?.reason).toContain('1 launch job still running')
  })
})

describe('what is left to the post step', () => {
  test('is everything where there is no verdict, and a launch without an answer where it was cancelled', async () => {
    const killed = await cleaned('never', { killAtEvent: 12 })
    expect(isLeftToPost(killed.state)).toBe(true)
    expect(isLeftToPost((await takeOver(killed)).state)).toBe(false)
    const lost = new Story()
      .accept(storyPlan([storyWave('app', [a])]))
      .add(0.5, { type: 'jobs-surveyed', own: [], terminations: [], foreign: { jobs: 0, servers: 0, holding: [] } })
      .startWave(1, 'app')
      .request(1, 'app', [a])
      .judge(2, 'cancelled', 'the run was cancelled, or its time ran out (SIGINT)')
    expect(isLeftToPost(lost.state())).toBe(true)
  })

  test('is nothing of a drill that was refused, even where main was killed before it could say so', async () => {
    const refused = { described: { [a]: { replicationState: 'STOPPED' } } }
    const whole = await cleaned('always', { service: refused })
    const at = whole.events.findIndex(({ type }) => type === 'refused')
    const killed = await cleaned('always', { service: refused, killAtEvent: at + 1 })
    const calls = killed.service.calls
    const after = await takeOver(killed)
    expect(after.state.finished?.status).toBe('blocked')
    expect(after.service.calls).toBe(calls)
  })

  test('is found without the jobs where their permission is missing', async () => {
    const killed = await cleaned('never', { killAtEvent: 30 })
    killed.service.settings.failing = { 'drs:DescribeJobs': 'denied' }
    const after = await takeOver(killed)
    expect(after.state.finished?.status).toBe('cancelled')
    expect(after.state.removal.listedAt).toBeDefined()
  })
})

describe('no cleanup', () => {
  test.each<[string, DrillOptions]>([
    ['of a drill that was refused', { service: { described: { [a]: { replicationState: 'STOPPED' } } } }],
    ['of a plan that was only checked', { mode: 'validate' }],
    [
      'of a drill that was cancelled before it asked for a launch',
      { cancelAfterSeconds: 60, service: { failing: { 'sts:GetCallerIdentity': 'unavailable' } } }
    ]
  ])('%s', async (_what, options) => {
    const done = await cleaned('always', options)
    expect(done.events.map(({ type }) => type)).not.toContain('instances-listed')
    expect(isCleanupDue(done.state)).toBe(false)
    expect(isLeftToPost(done.state)).toBe(false)
  })

  test('is due before the verdict', async () => {
    const killed = await cleaned('always', { killAtEvent: 12 })
    expect(killed.state.verdict).toBeUndefined()
    expect(isCleanupDue(killed.state)).toBe(false)
  })
})

describe('the post step', () => {
  test('gives the verdict that a killed main could not give, and lists what runs', async () => {
    const killed = await cleaned('never', { killAtEvent: 30 })
    expect(killed.state.finished).toBeUndefined()
    const after = await takeOver(killed)
    expect(after.state.finished?.status).toBe('cancelled')
    expect(after.state.removal.listedAt).toBeDefined()
  })

  test('does not say that a launch still runs which its cleanup has seen to the end', async () => {
    const cancelled = await cleaned('always', { cancelAfterSeconds: 650 })
    expect(stillRunningIn(cancelled.state).jobs).toHaveLength(1)
    const after = await takeOver(cancelled)
    expect(after.state.removal.finished?.complete).toBe(true)
    expect(stillRunningIn(after.state)).toEqual({ jobs: [], instances: [], unansweredStarts: [], actions: [] })
  })

  test('waits for an instance that DRS has launched and does not list yet, and removes it', async () => {
    const late = { listedLateSeconds: 40 }
    for (const cancelAfterSeconds of [640, 690, 695, 700, 720, 760]) {
      const after = await takeOver(await cleaned('always', { cancelAfterSeconds, service: late }))
      expect(after.state.removal.finished).toMatchObject({ complete: true })
      expect(after.service.alive()).toEqual([])
    }
  })

  test('tells of an instance that was launched, and that DRS did not list while there was time', async () => {
    const cancelled = await cleaned('always', { cancelAfterSeconds: 690, service: { listedLateSeconds: 900 } })
    const after = await takeOver(cancelled)
    expect(after.state.removal.finished).toMatchObject({
      complete: false,
      reason: expect.stringContaining('2 launched servers whose instance DRS does not list yet')
    })
    expect(stillRunningIn(after.state).instances.map(({ sourceServerId }) => sourceServerId)).toEqual([a, b])
    const later = { cancelAfterSeconds: 698, service: { listedLateSeconds: 900 } }
    const stock = await takeOver(await cleaned('never', later))
    expect(stillRunningIn(stock.state).instances.map(({ sourceServerId }) => sourceServerId)).toEqual([a, b])
  })

  test('tells of an instance that only the log of a failed launch names, although the server was to be launched again', async () => {
    const retried = wave('app', [a, b], { retry: { failedServers: 1 }, timeoutSeconds: 900 })
    const service = { fates: { [a]: ['orphaned', 'launched'] as const } }
    for (const when of ['always', 'never'] as const) {
      const cleanup = { when, timeoutSeconds: 1200 }
      const whole = await drill(plan([retried], { cleanup }), { service })
      const killAtEvent = whole.events.findIndex(({ type }) => type === 'servers-retried') + 1
      const done = await drill(plan([retried], { cleanup }), { service, killAtEvent })
      expect(done.state.servers.get(a)?.jobId).toBeUndefined()
      const after = await takeOver(done)
      expect(after.service.alive()).toHaveLength(when === 'always' ? 1 : 2)
      expect(stillRunningIn(after.state).instances.map(({ ec2InstanceId }) => ec2InstanceId)).toEqual(
        expect.arrayContaining([...after.service.alive()])
      )
      expect(stillRunningIn(after.state).instances).toContainEqual(
        expect.objectContaining({ sourceServerId: a, jobId: done.service.jobs[0]?.jobId, state: 'running' })
      )
      if (when === 'always') expect(after.state.removal.finished?.complete).toBe(false)
    }
  })

  test('does not wait for a server that the log of its job, which has ended, calls skipped', async () => {
    const service = { fates: { [b]: ['skipped'] as const } }
    const whole = await cleaned('always', { service })
    const started = whole.events.findIndex(({ type }) => type === 'job-started')
    const killed = await cleaned('always', { service, killAtEvent: started + 1 })
    killed.clock.advance(1000)
    const after = await takeOver(killed)
    expect(after.state.removal.finished?.complete).toBe(true)
    expect(secondsBetween(after.state.takenOverAt ?? '', after.state.finished?.at ?? '')).toBeLessThan(150)
    expect(after.service.alive()).toEqual([])
  })

  test('goes on with a cleanup that was cut off, and keeps the verdict', async () => {
    const whole = await cleaned('on-success')
    const verdict = whole.events.findIndex(({ type }) => type === 'verdict-reached')
    for (let at = verdict + 1; at < whole.events.length; at += 1) {
      const killed = await cleaned('on-success', { killAtEvent: at })
      const after = await takeOver(killed)
      expect(after.state.finished?.status).toBe('passed')
      expect(after.service.alive()).toEqual([])
    }
  })

  test('asks nothing where nothing was ever to be launched', async () => {
    const killed = await cleaned('never', { killAtEvent: 4 })
    const calls = killed.service.calls
    const after = await takeOver(killed)
    expect(after.state.finished?.status).toBe('cancelled')
    expect(after.service.calls).toBe(calls)
  })

  test('gives up within a minute where AWS does not say what runs', async () => {
    for (const kind of ['unavailable', 'denied'] as const) {
      const killed = await cleaned('never', { killAtEvent: 30 })
      killed.service.settings.failing = { 'drs:DescribeRecoveryInstances': kind }
      const after = await takeOver(killed)
      expect(after.state.finished?.status).toBe('cancelled')
      const took = secondsBetween(after.state.takenOverAt ?? '', after.state.finished?.at ?? '')
      expect(took).toBeLessThan(kind === 'denied' ? 5 : 60)
    }
  })
})
