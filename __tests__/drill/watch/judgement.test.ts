import { describe, expect, test } from '@jest/globals'
import { judge } from '../../../src/drill/watch/judgement.js'
import type { FailureClass } from '../../../src/drill/failure.js'
import { jobId, launched, minute, plan, serverId, Story, wave } from '../../report/builders.js'
import { drill } from '../drill.js'
import { plan as worldPlan, serverId as worldServer, wave as worldWave } from '../plans.js'

const a = serverId(1)
const job = jobId(1)

/** A wave of one server with a budget of 40 minutes, whose launch was asked for at the first. */
const launching = (): Story =>
  new Story()
    .accept(plan([wave('app', [a])]))
    .startWave(1, 'app')
    .launch(1, 'app', job, [a])

const reasonAt = (story: Story, minutes: number): string | undefined => {
  const [conclusion] = judge(story.state(), minute(minutes))
  return conclusion?.type === 'servers-settled' ? conclusion.servers[0]?.reason : undefined
}

const logTrouble = (story: Story, minutes: number, kind: FailureClass): Story =>
  story.add(minutes, {
    type: 'look-failed',
    look: 'job-log',
    failure: { class: kind, operation: 'drs:DescribeJobLogItems', message: 'no' }
  })

const logDenied = (story: Story): Story => logTrouble(story, 6, 'denied')

describe('a server that failed', () => {
  const failed = (): Story => launching().seeJob(5, job, 'STARTED', [{ sourceServerId: a, launchStatus: 'FAILED' }])

  test('is not settled before its job’s log has been read', () => {
    expect(judge(failed().state(), minute(6))).toEqual([])
  })

  test('is not settled for looks at the log that failed before it did, while DRS did not know the job there', () => {
    const unknown = launching()
    for (const minutes of [2, 3, 4]) logTrouble(unknown, minutes, 'not-found')
    unknown.seeJob(5, job, 'STARTED', [{ sourceServerId: a, launchStatus: 'FAILED' }])
    expect(judge(unknown.state(), minute(6))).toEqual([])
    expect(reasonAt(logTrouble(unknown, 7, 'not-found'), 8)).toContain("the job's log gives no reason")
  })

  test('is settled without a reason where the log has none, or may not be read', () => {
    const without = `DRS says FAILED in ${job}, and the job's log gives no reason; open the job in the DRS console`
    expect(reasonAt(failed().readLog(6, job, []), 7)).toBe(without)
    expect(reasonAt(logDenied(failed()), 7)).toBe(without)
    expect(reasonAt(failed(), 41)).toBe(without)
  })
})

describe('a server that is being launched', () => {
  test('goes on until its budget is spent, and then says how far it was', () => {
    const converting = launching().readLog(6, job, [{ at: minute(6), event: 'CONVERSION_START', sourceServerId: a }])
    expect(judge(converting.state(), minute(40.9))).toEqual([])
    expect(reasonAt(converting, 41)).toBe(
      `the wave's budget of 40m ran out while it was PENDING in the conversion phase (${job})`
    )
    expect(reasonAt(launching().seeJob(9, job, 'COMPLETED', []), 41)).toContain('PENDING although the job has ended')
  })

  test('says when it was last seen, and since when AWS could not be asked', () => {
    const blind = launching().seeJob(5, job, 'STARTED', [{ sourceServerId: a, launchStatus: 'PENDING' }])
    for (const minutes of [6, 7, 8]) {
      blind.add(minutes, {
        type: 'look-failed',
        look: 'jobs',
        failure: { class: 'expired', operation: 'drs:DescribeJobs', message: 'the credentials have ended' }
      })
    }
    expect(reasonAt(blind, 41)).toBe(
      `the wave's budget of 40m ran out while it was PENDING (${job}), last seen at 14:05:00 UTC; ` +
        'drs:DescribeJobs has failed 3 times since 14:06:00 UTC and was last answered: the credentials have ended'
    )
  })

  test('is not given up for a failed phase while its job runs, and is once it has ended', () => {
    const stumbled = launching().readLog(6, job, [
      { at: minute(6), event: 'CONVERSION_FAIL', sourceServerId: a, rawError: 'no quota' }
    ])
    expect(judge(stumbled.state(), minute(7))).toEqual([])
    expect(reasonAt(stumbled, 41)).toContain('CONVERSION_FAIL: no quota')
    expect(reasonAt(stumbled.seeJob(8, job, 'COMPLETED', []), 9)).toContain('CONVERSION_FAIL: no quota')
  })

  test('that nobody lists is said to be so', () => {
    const unlisted = new Story()
      .accept(plan([wave('app', [a])]))
      .startWave(1, 'app')
      .request(1, 'app', [a])
      .add(1, { type: 'job-started', request: 1, job: { jobId: job, status: 'PENDING', participants: [] } })
    expect(reasonAt(unlisted, 41)).toContain('while it was not listed')
  })
})

describe('a server whose launch was asked for', () => {
  const asked = (): Story =>
    new Story()
      .accept(plan([wave('app', [a])]))
      .startWave(1, 'app')
      .request(1, 'app', [a])

  test('without an answer to the end of its budget may run', () => {
    expect(judge(asked().state(), minute(40))).toEqual([])
    expect(reasonAt(asked(), 41)).toContain('ran out before DRS could tell whether the launch it was asked for runs')
  })

  test.each<[FailureClass, string | undefined]>([
    ['throttled', undefined],
    ['denied', 'StartRecovery was refused: no']
  ])('and refused (%s) is settled at once only where asking again changes nothing', (kind, reason) => {
    const refused = asked().add(2, {
      type: 'job-refused',
      request: 1,
      failure: { class: kind, operation: 'drs:StartRecovery', message: 'no' }
    })
    expect(reasonAt(refused, 3)).toBe(reason)
    if (reason === undefined) expect(reasonAt(refused, 41)).toContain('StartRecovery was refused once: no')
  })

  test('says how often StartRecovery was refused, where nothing else came of it', () => {
    const story = new Story().accept(plan([wave('app', [a])])).startWave(1, 'app')
    for (const request of [1, 2, 3]) {
      story.request(1 + request, 'app', [a]).add(1 + request, {
        type: 'job-refused',
        request,
        failure: { class: 'quota', operation: 'drs:StartRecovery', message: 'a quota is used up' }
      })
    }
    expect(reasonAt(story, 41)).toBe(
      "the wave's budget of 40m ran out before it could be launched; StartRecovery was refused 3 times, last: a quota is used up"
    )
  })

  test('for too late was never started', () => {
    const waiting = new Story().accept(plan([wave('app', [a])])).startWave(1, 'app')
    expect(reasonAt(waiting, 41)).toBe("the wave's budget of 40m ran out before it could be launched")
  })
})

describe('a wave', () => {
  test('that failed names five of its servers and counts the others', async () => {
    const many = Array.from({ length: 8 }, (_, index) => worldServer(index + 1))
    const fates = Object.fromEntries(many.map((id) => [id, ['skipped' as const]]))
    const done = await drill(worldPlan([worldWave('app', many)]), { service: { fates } })
    expect(done.state.waves.get('app')?.reason).toMatch(/^8 of 8 servers are not up: .*host-4 \(skipped\) and 3 more$/)
  })

  test('is as bad as its worst server', () => {
    const both = (first: 'cancelled' | 'timed-out' | 'failed') => {
      const story = new Story()
        .accept(plan([wave('app', [a, serverId(2)])]))
        .startWave(1, 'app')
        .settle(2, [a], first, 'x')
        .settle(2, [serverId(2)], 'cancelled', 'x')
      const [conclusion] = judge(story.state(), minute(3))
      return conclusion?.type === 'wave-settled' ? conclusion.status : undefined
    }
    expect([both('failed'), both('timed-out'), both('cancelled')]).toEqual(['failed', 'timed-out', 'cancelled'])
  })

  test('of one server is up with it', () => {
    const up = launching()
      .seeJob(9, job, 'COMPLETED', [launched(a)])
      .settle(9, [a], 'launched', 'up')
    expect(judge(up.state(), minute(10))).toEqual([
      { type: 'wave-settled', wave: 'app', status: 'up', reason: 'its server is up' }
    ])
  })
})
