import { describe, expect, test } from '@jest/globals'
import { verdictOf } from '../../../src/drill/ending/verdict.js'
import type { Objectives } from '../../../src/plan/plan.js'
import { instance, jobId, launched, plan, serverId, Story, wave } from '../../report/builders.js'

const [a, b] = [serverId(1), serverId(2)]

/** Both servers of one wave come up twelve minutes after their launch, from data that is four minutes old. */
const up = (objectives: Partial<Objectives> = {}): Story =>
  new Story().accept(plan([wave('app', [a, b])], objectives)).goodWave(1, 'app', jobId(1), [a, b])

describe('the verdict', () => {
  test('is passed when every server of every wave is up', () => {
    expect(verdictOf(up().state())).toEqual({ status: 'passed', reason: 'all 2 servers are up' })
    const one = new Story().accept(plan([wave('app', [a])])).goodWave(1, 'app', jobId(1), [a])
    expect(verdictOf(one.state()).reason).toBe('its server is up')
  })

  test('is passed when the objectives are met to the second', () => {
    expect(verdictOf(up({ rtoSeconds: 720, rpoSeconds: 240 }).state()).status).toBe('passed')
  })

  test.each([
    [{ rtoSeconds: 719 }, 'all 2 servers are up, but the RTO of 11m 59s was missed: 12m'],
    [{ rpoSeconds: 60 }, 'all 2 servers are up, but the RPO of 1m was missed: 4m'],
    [
      { rtoSeconds: 60, rpoSeconds: 60 },
      'all 2 servers are up, but the RTO of 1m was missed: 12m and the RPO of 1m was missed: 4m'
    ]
  ])('is failed when %j is missed, though all is up, unless that only warns', (objectives, reason) => {
    expect(verdictOf(up(objectives).state())).toEqual({ status: 'failed', reason })
    expect(verdictOf(up({ ...objectives, onMiss: 'warn' }).state())).toEqual({ status: 'passed', reason })
  })

  test('is failed when an objective is stated that could not be measured', () => {
    const { recoveryPoint: _unknown, ...undated } = instance(a, jobId(1), 0)
    const story = new Story()
      .accept(plan([wave('app', [a])], { rpoSeconds: 60 }))
      .startWave(1, 'app')
      .launch(1, 'app', jobId(1), [a])
      .seeJob(9, jobId(1), 'COMPLETED', [launched(a)])
      .seeInstances(9, [undated])
      .settle(9, [a], 'launched', 'up')
      .settleWave(9, 'app', 'up', 'its server is up')
    expect(verdictOf(story.state())).toEqual({
      status: 'failed',
      reason:
        'its server is up, but the RPO of 1m could not be measured: the recovery point of 1 of 1 launched server is not known'
    })
  })

  test('names the wave that failed before one that was late', () => {
    const story = new Story()
      .accept(plan([wave('late', [a]), wave('bad', [b])]))
      .settle(1, [a], 'timed-out', 'no time')
      .settleWave(1, 'late', 'timed-out', 'no time')
    expect(verdictOf(story.state())).toEqual({
      status: 'timed-out',
      reason: '2 of 2 servers are not up; wave late: s-00000000000000001 timed-out: no time'
    })
    story.settle(2, [b], 'failed', 'no subnet').settleWave(2, 'bad', 'failed', 'no subnet')
    expect(verdictOf(story.state())).toEqual({
      status: 'failed',
      reason: '2 of 2 servers are not up; wave bad: s-00000000000000002 failed: no subnet'
    })
  })

  test('is timed-out when a wave could not be started, and says so of one server in the singular', () => {
    const story = new Story()
      .accept(plan([wave('app', [a])]))
      .settle(1, [a], 'not-started', 'no time')
      .settleWave(1, 'app', 'not-started', 'no time')
    expect(verdictOf(story.state())).toEqual({
      status: 'timed-out',
      reason: '1 of 1 server is not up; wave app: s-00000000000000001 not-started: no time'
    })
  })

  test('says how a wave ended that has no reason', () => {
    const state = new Story()
      .accept(plan([wave('app', [a])]))
      .settleWave(1, 'app', 'failed', 'x')
      .state()
    const waves = new Map([...state.waves].map(([name, { reason: _none, ...silent }]) => [name, silent]))
    expect(verdictOf({ ...state, waves }).reason).toBe('1 of 1 server is not up; wave app: failed')
  })

  test('names the worst server with its ID and cause, counts the others, and says what never began', () => {
    const [c, d, e] = [serverId(3), serverId(4), serverId(5)]
    const story = new Story()
      .accept(plan([wave('db', [a, b, c, d]), wave('app', [e], { after: ['db'] })]))
      .describe({ [a]: 'db-01', [b]: 'db-02', [c]: 'db-03', [d]: 'db-04', [e]: 'app-01' })
      .settle(1, [a], 'timed-out', 'slow')
      .settle(1, [b, d], 'failed', 'launch FAILED: no capacity')
      .settle(1, [c], 'skipped', 'stalled')
      .settleWave(1, 'db', 'failed', 'x')
      .settle(1, [e], 'not-started', 'wave db, which it comes after, is not up')
      .settleWave(1, 'app', 'not-started', 'wave db, which it comes after, is not up')
    expect(verdictOf(story.state()).reason).toBe(
      `5 of 5 servers are not up; wave db: db-02 (${b}) and 1 more failed: launch FAILED: no capacity; ` +
        '1 more timed-out; 1 more skipped; not started: wave app (1 server)'
    )
  })

  test('says since when AWS could not be asked, and what was last seen when', () => {
    const down = new Story()
      .accept(plan([wave('app', [a, b])]))
      .goodWave(1, 'app', jobId(1), [a])
      .launch(1, 'app', jobId(2), [b])
      .settle(20, [b], 'timed-out', 'slow')
      .settleWave(20, 'app', 'timed-out', 'x')
    const why = `1 of 2 servers is not up; wave app: ${b} timed-out: slow`
    expect(verdictOf(down.state()).reason).toBe(why)
    const fails = (story: Story, minutes: number, look: 'jobs' | 'instances', operation: string): Story =>
      story.add(minutes, {
        type: 'look-failed',
        look,
        failure: { class: 'expired', operation, message: `${operation} had ${'no '.repeat(100)}` }
      })
    fails(down, 21, 'instances', 'drs:DescribeRecoveryInstances')
    expect(verdictOf(down.state()).reason).toMatch(
      /slow; since 14:21:00 UTC AWS could not be asked about its instances \(drs:DescribeRecoveryInstances: .* no…\), last seen at 14:\d\d:00 UTC$/
    )
    fails(fails(down, 22, 'instances', 'drs:DescribeRecoveryInstances'), 23, 'jobs', 'drs:DescribeJobs')
    expect(verdictOf(down.state()).reason).toContain(
      'since 14:21:00 UTC AWS could not be asked about its instances and jobs'
    )
    const never = new Story().accept(plan([wave('app', [a])])).startWave(1, 'app')
    fails(never.settleWave(20, 'app', 'timed-out', 'x'), 21, 'instances', 'ec2:DescribeInstances')
    expect(verdictOf(never.state()).reason).toMatch(/wave app: x; since .*, which were never seen$/)
  })

  test('is one line, however much AWS says', () => {
    const story = new Story()
      .accept(plan([wave('app', [a])]))
      .settle(1, [a], 'failed', 'no '.repeat(1000))
      .settleWave(1, 'app', 'failed', 'x')
    const { reason } = verdictOf(story.state())
    expect(reason.length).toBeLessThan(400)
    expect(reason).toMatch(/no no…$/)
  })

  test('is never passed while a wave is not up, or there was nothing to bring up', () => {
    const open = new Story()
      .accept(plan([wave('app', [a])]))
      .startWave(1, 'app')
      .settle(2, [a], 'launched', 'up')
    expect(verdictOf(open.state())).toEqual({ status: 'timed-out', reason: '0 of 1 server are not up' })
    expect(verdictOf(new Story().state()).status).not.toBe('passed')
  })

  test('is not about waves that were left out', () => {
    const waves = [wave('first', [a]), wave('second', [b], { after: ['first'] })]
    const story = new Story().accept(plan(waves), ['second'], ['first']).goodWave(1, 'second', jobId(1), [b])
    expect(verdictOf(story.state()).status).toBe('passed')
  })

  test('is blocked by what was refused, before anything else', () => {
    const refusals = [{ message: 'no region' }, { message: 'no plan' }, { message: 'no more' }]
    const story = new Story().add(1, { type: 'refused', refusals: refusals.slice(0, 1) })
    expect(verdictOf(story.state())).toEqual({ status: 'blocked', reason: 'no region' })
    story
      .add(1, { type: 'refused', refusals: refusals.slice(1) })
      .add(1, { type: 'cancel-requested', signal: 'SIGINT' })
    expect(verdictOf(story.state())).toEqual({ status: 'blocked', reason: 'no region (and 2 more)' })
  })

  test('is cancelled by a signal, and passed where only the plan was looked at', () => {
    const cancelled = up().add(20, { type: 'cancel-requested', signal: 'SIGTERM' })
    expect(verdictOf(cancelled.state())).toEqual({
      status: 'cancelled',
      reason: 'the run was cancelled, or its time ran out (SIGTERM)'
    })
    expect(verdictOf(new Story('validate').accept(plan([wave('app', [a])])).state()).status).toBe('passed')
  })
})
