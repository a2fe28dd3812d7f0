import { describe, expect, test } from '@jest/globals'
import { questionOf, runQuestion, type EventBody } from '../../src/drill/events.js'
import { calm } from '../../src/drill/state-change.js'
import { decide } from '../../src/drill/decide.js'
import { evolve, fold } from '../../src/drill/evolve.js'
import {
  instance,
  jobId,
  launched,
  minute,
  ownInstance,
  phasesOf,
  plan,
  serverId,
  Story,
  wave
} from '../report/builders.js'

const [a, b] = [serverId(1), serverId(2)]
const job = jobId(1)
const failure = { class: 'unavailable', operation: 'drs:StartRecovery', message: 'cut' } as const

const running = (): Story =>
  new Story()
    .accept(plan([wave('app', [a, b])]))
    .startWave(1, 'app')
    .launch(1, 'app', job, [a, b])

describe('the fold of a journal', () => {
  test('begins with an execution that is opened, and with nothing else', () => {
    expect(() => fold([])).toThrow('begins with execution-opened')
    expect(() => fold(running().tell().slice(1))).toThrow('begins with execution-opened')
  })

  test('begins anew with a second one', () => {
    const [opened] = running().tell()
    if (opened === undefined) throw new Error('the story is empty')
    expect(evolve(running().state(), opened)).toEqual(fold([opened]))
  })

  test('never changes a state that it was given', () => {
    const events = running()
      .comeUp(1, job, [a, b])
      .settleWave(13, 'app', 'up', 'up')
      .judge(13, 'passed', 'up')
      .listInstances(14, [ownInstance(a, job)])
      .terminate(14, 1, jobId(9), ['i-1'])
      .seeJob(15, jobId(9), 'COMPLETED', [])
      .end(16, 'passed', 'up')
      .tell()
    events.forEach((event, index) => {
      if (index === 0) return
      const before = fold(events.slice(0, index))
      const copy = structuredClone(before)
      evolve(before, event)
      expect(before).toEqual(copy)
    })
  })

  test.each<EventBody>([
    { type: 'wave-started', wave: 'unknown' },
    { type: 'wave-settled', wave: 'unknown', status: 'up', reason: '' },
    { type: 'job-started', request: 9, job: { jobId: jobId(9), status: 'PENDING', participants: [] } },
    { type: 'job-answer-lost', request: 9, failure },
    { type: 'request-abandoned', request: 9 },
    { type: 'servers-settled', servers: [{ sourceServerId: 's-x', status: 'failed', reason: '' }] },
    { type: 'servers-released', servers: [{ sourceServerId: 's-x', reason: '' }] },
    { type: 'servers-retried', servers: [{ sourceServerId: 's-x', jobId: job, reason: '' }] },
    { type: 'job-log-read', jobId: jobId(9), items: [] },
    { type: 'jobs-observed', asked: [jobId(9)], changes: [{ jobId: jobId(9), status: 'STARTED', participants: [] }] },
    { type: 'instances-observed', asked: ['s-x'], changes: [instance('s-x', job, 0)] },
    { type: 'termination-refused', request: 9, failure }
  ])('is not changed by what concerns none of its waves, servers and jobs: $type', (event) => {
    const before = running().state()
    expect(evolve(before, { ...event, at: minute(5) })).toEqual(before)
  })

  test('does not take the instance, or the log, of another job for this launch', () => {
    const again = running().add(5, { type: 'servers-released', servers: [{ sourceServerId: a, reason: 'lost' }] })
    again.launch(6, 'app', jobId(2), [a])
    again.seeInstances(7, [instance(a, job, 0)]).readLog(7, job, phasesOf(a, 1))
    expect(again.state().servers.get(a)).toMatchObject({ jobId: jobId(2), log: { phases: [] } })
    expect(again.state().servers.get(a)).not.toHaveProperty('instance')
  })

  test('keeps of a released server only what DRS had described, and when it was first asked for', () => {
    const described = running()
      .describe({ [a]: 'db-01' })
      .add(5, { type: 'servers-released', servers: [a, b].map((id) => ({ sourceServerId: id, reason: 'lost' })) })
      .state()
    expect(described.servers.get(a)).toEqual({
      sourceServerId: a,
      wave: 'app',
      log: expect.anything(),
      described: expect.objectContaining({ hostname: 'db-01' }),
      firstAskedAt: minute(1)
    })
    expect(described.servers.get(b)).not.toHaveProperty('described')
  })

  test('knows an item of a log that concerns all servers of its job', () => {
    const state = running()
      .readLog(5, job, [{ at: minute(5), event: 'JOB_CANCEL' }])
      .state()
    expect([...state.servers.values()].map(({ log }) => log.trouble?.kind)).toEqual(['cancelled', 'cancelled'])
    expect(state.jobs.get(job)?.endLogged).toBe(true)
  })

  test('dates a server verified when it was settled as launched, once', () => {
    const up = running().settle(5, [a], 'launched', 'up').settle(9, [a], 'launched', 'up')
    expect(up.state().servers.get(a)).toMatchObject({ verifiedAt: minute(5), outcome: { at: minute(9) } })
    expect(running().settle(5, [a], 'failed', 'no').state().servers.get(a)).not.toHaveProperty('verifiedAt')
  })

  test('counts a look that fails until it succeeds', () => {
    const look: EventBody = { type: 'look-failed', look: 'own-instances', failure }
    const story = running().add(5, look).add(6, look)
    expect(story.state().trouble.get('own-instances')).toMatchObject({ count: 2, at: minute(6) })
    expect(story.listInstances(7, []).state().trouble.size).toBe(0)
  })

  test('takes a cancel after the verdict for a wish to stop, not for a cancelled drill', () => {
    const judged = running().judge(5, 'passed', 'up').add(6, { type: 'cancel-requested', signal: 'SIGINT' }).state()
    expect(judged).toMatchObject({ mustStop: true })
    expect(judged).not.toHaveProperty('cancelled')
    expect(running().add(6, { type: 'cancel-requested', signal: 'SIGINT' }).state()).toMatchObject({
      mustStop: true,
      cancelled: { signal: 'SIGINT' }
    })
  })

  test('keeps the failure of a process that came to a better verdict before, whoever takes over', () => {
    const verdict = { status: 'passed', reason: 'its server is up' } as const
    const broken = { status: 'failed', reason: 'drs-drill itself failed' } as const
    const story = new Story()
      .add(5, { type: 'verdict-reached', ...verdict })
      .add(6, { type: 'execution-finished', ...broken })
      .add(7, { type: 'taken-over' })
    expect(story.state()).toMatchObject({ verdict, broken })
    expect(decide(story.state(), minute(60))).toContainEqual({
      do: 'conclude',
      event: { type: 'execution-finished', ...broken }
    })
  })

  test('goes on with a cleanup that the post step takes over, and keeps the verdict', () => {
    const state = running()
      .judge(5, 'passed', 'up')
      .add(6, { type: 'look-failed', look: 'own-instances', failure })
      .add(6, { type: 'cleanup-finished', complete: false, reason: 'no time' })
      .end(6, 'passed', 'up')
      .add(7, { type: 'taken-over' })
      .state()
    expect(state).toMatchObject({ verdict: { status: 'passed' }, mustStop: false, takenOverAt: minute(7) })
    expect(state).not.toHaveProperty('finished')
    expect(state.removal).not.toHaveProperty('finished')
    expect(state.trouble.size).toBe(0)
  })

  test('follows each termination by its own job', () => {
    const story = running()
      .judge(5, 'passed', 'up')
      .terminate(6, 1, jobId(8), ['i-1'])
      .terminate(6, 2, jobId(9), ['i-2'])
      .add(6, { type: 'termination-requested', request: 3, recoveryInstanceIds: ['i-3'] })
      .seeJob(7, jobId(9), 'COMPLETED', [])
    const statuses = () => story.state().removal.terminations.map(({ status }) => status)
    expect(statuses()).toEqual(['running', 'ended', 'open'])
    story.seeJob(8, jobId(8), 'STARTED', []).add(8, { type: 'termination-answer-lost', request: 3, failure })
    expect(statuses()).toEqual(['running', 'ended', 'lost'])
    expect(story.state().removal.terminations[0]).toMatchObject({ seenAt: minute(8) })
  })

  test('keeps of an instance what was last seen of it, and only EC2’s word of one that DRS has forgotten', () => {
    const { recoveryInstanceId: _forgotten, ...forgotten } = ownInstance(a, '', 'terminated')
    const state = running()
      .listInstances(5, [ownInstance(a, job), ownInstance(b, job)])
      .listInstances(6, [{ ...forgotten, sourceServerId: '', jobId: '' }])
      .state()
    expect([...state.removal.instances.values()]).toMatchObject([
      { sourceServerId: a, jobId: job, state: 'terminated' },
      { sourceServerId: b, jobId: job, state: 'running' }
    ])
    expect(state.removal.listedAt).toBe(minute(6))
  })

  test('tells of an instance that DRS never listed by what the drill itself had seen of it', () => {
    const { recoveryInstanceId: _never, ...unlisted } = ownInstance(a, '', 'running')
    const state = running()
      .seeJob(4, job, 'COMPLETED', [launched(a)])
      .seeInstances(4, [instance(a, job, 0)])
      .listInstances(5, [{ ...unlisted, sourceServerId: '', jobId: '' }])
      .state()
    expect([...state.removal.instances.values()]).toMatchObject([{ sourceServerId: a, state: 'running' }])
  })

  test('leaves the instances and jobs of the other kind to others: a real recovery under the same name', () => {
    const recovery = ownInstance(b, job, 'running', { isDrill: false })
    const launching = [true, false, undefined].map((isDrill, index) => ({
      jobId: jobId(index),
      status: 'STARTED',
      sourceServerIds: [a],
      ...(isDrill === undefined ? {} : { isDrill })
    }))
    const { removal } = running()
      .listInstances(5, [ownInstance(a, job), recovery], launching)
      .state()
    expect([...removal.instances.values()].map(({ sourceServerId }) => sourceServerId)).toEqual([a])
    expect(removal.launching.map((known) => known.jobId)).toEqual([jobId(0), jobId(2)])
  })

  test('has no use for an instance without any ID', () => {
    const nameless = { sourceServerId: a, jobId: job, state: 'running', isDrill: true }
    expect(running().listInstances(5, [nameless]).state().removal.instances.size).toBe(0)
  })
})

describe('a look at the run of an action that fails', () => {
  const failed = (automationExecutionId?: string) =>
    ({
      type: 'look-failed',
      look: 'actions',
      failure,
      ...(automationExecutionId === undefined ? {} : { automationExecutionId })
    }) as const

  test('is the trouble of that run, and of no other', () => {
    const state = new Story().add(1, failed('run-1')).add(2, failed('run-2')).add(3, failed('run-1')).state()
    expect([...state.trouble].map(([question, { count }]) => [question, count])).toEqual([
      ['run run-1', 2],
      ['run run-2', 1]
    ])
    expect(questionOf({ ...failed('run-2'), at: minute(1) })).toBe(runQuestion('run-2'))
    // An earlier journal may not say which.
    expect(questionOf({ ...failed(), at: minute(1) })).toBe(runQuestion(''))
    expect(questionOf({ ...failed('run-2'), look: 'jobs', at: minute(1) })).toBe('jobs')
  })

  test('is not over when another run is seen', () => {
    const state = new Story().add(1, failed('run-1')).add(2, failed('run-2')).state()
    expect([...calm(state, runQuestion('run-2')).trouble.keys()]).toEqual(['run run-1'])
  })
})
