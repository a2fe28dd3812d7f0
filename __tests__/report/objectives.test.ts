import { describe, expect, it } from '@jest/globals'
import { judgeObjectives } from '../../src/drill/objectives.js'
import { instance, jobId, launched, minute, plan, serverId, Story, wave } from './builders.js'

const [a, b] = [serverId(1), serverId(2)]

describe('judgeObjectives', () => {
  it('measures RTO from the first StartRecovery to the last server verified, RPO as the oldest recovery point', () => {
    const state = new Story()
      .accept(
        plan([wave('databases', [a]), wave('app', [b], { after: ['databases'] })], {
          rtoSeconds: 1500,
          rpoSeconds: 240
        })
      )
      .goodWave(1, 'databases', jobId(1), [a])
      .goodWave(13, 'app', jobId(2), [b])
      .state()
    expect(judgeObjectives(state)).toEqual({
      rto: { targetSeconds: 1500, achievedSeconds: 1440, met: true, note: null },
      rpo: { targetSeconds: 240, achievedSeconds: 240, met: true, note: null },
      missed: []
    })
  })

  it('says which objective was missed, and by how much', () => {
    const state = new Story()
      .accept(plan([wave('databases', [a])], { rtoSeconds: 600, rpoSeconds: 60 }))
      .goodWave(1, 'databases', jobId(1), [a])
      .state()
    expect(judgeObjectives(state)).toMatchObject({ rto: { met: false }, rpo: { met: false } })
    expect(judgeObjectives(state).missed).toEqual([
      'the RTO was missed: 12m, the plan allows 10m',
      'the RPO was missed: 4m, the plan allows 1m'
    ])
  })

  it('measures without judging when the plan states no target', () => {
    const state = new Story()
      .accept(plan([wave('databases', [a])]))
      .goodWave(1, 'databases', jobId(1), [a])
      .state()
    expect(judgeObjectives(state).rto).toEqual({ targetSeconds: null, achievedSeconds: 720, met: null, note: null })
  })

  it('has no RTO while a server is not verified, and counts a stated target as missed', () => {
    const state = new Story()
      .accept(plan([wave('databases', [a, b])], { rtoSeconds: 600 }))
      .startWave(1, 'databases')
      .launch(1, 'databases', jobId(1), [a, b])
      .comeUp(1, jobId(1), [a])
      .settle(14, [b], 'failed', 'launch FAILED')
      .state()
    const { rto, missed } = judgeObjectives(state)
    expect(rto).toEqual({
      targetSeconds: 600,
      achievedSeconds: null,
      met: false,
      note: '1 of 2 servers was not verified'
    })
    expect(missed).toEqual([
      'the RTO was missed: it is not known (1 of 2 servers was not verified), the plan allows 10m'
    ])
  })

  it('has no RPO when a launched server has no recovery point', () => {
    const state = new Story()
      .accept(plan([wave('databases', [a, b])]))
      .launch(1, 'databases', jobId(1), [a, b])
      .comeUp(1, jobId(1), [a])
      .seeJob(13, jobId(1), 'COMPLETED', [launched(b)])
      .state()
    const { rpo } = judgeObjectives(state)
    expect(rpo).toMatchObject({
      achievedSeconds: null,
      note: 'the recovery point of 1 of 2 launched servers is not known'
    })
  })

  it('has no RPO when nothing came up', () => {
    const state = new Story()
      .accept(plan([wave('databases', [a, b])]))
      .launch(1, 'databases', jobId(1), [a, b])
      .settle(14, [a, b], 'failed', 'launch FAILED')
      .state()
    const { rto, rpo } = judgeObjectives(state)
    expect([rto.note, rpo.note]).toEqual(['2 of 2 servers were not verified', 'no server was launched'])
  })

  it('counts a recovery point taken after the start as no loss', () => {
    const state = new Story()
      .accept(plan([wave('databases', [a])]))
      .launch(1, 'databases', jobId(1), [a])
      .seeJob(9, jobId(1), 'STARTED', [launched(a)])
      .seeInstances(9, [instance(a, jobId(1), 3)])
      .state()
    expect(judgeObjectives(state).rpo.achievedSeconds).toBe(0)
  })

  it('counts the RTO from the job of an earlier attempt, though its server was launched anew', () => {
    const state = new Story()
      .accept(plan([wave('databases', [a])]))
      .add(0.1, {
        type: 'jobs-surveyed',
        terminations: [],
        foreign: { jobs: 0, servers: 0, holding: [] },
        own: [
          {
            jobId: jobId(1),
            type: 'LAUNCH',
            wave: 'databases',
            isDrill: true,
            status: 'COMPLETED',
            createdAt: minute(-20),
            participants: [{ sourceServerId: a, launchStatus: 'FAILED' }]
          }
        ]
      })
      .add(0.2, { type: 'servers-released', servers: [{ sourceServerId: a, reason: 'FAILED' }] })
      .goodWave(1, 'databases', jobId(2), [a])
      .state()
    expect(judgeObjectives(state).rto.achievedSeconds).toBe(33 * 60)
  })

  it('judges nothing when nothing was launched', () => {
    const state = new Story('validate')
      .accept(plan([wave('databases', [a])], { rtoSeconds: 600, rpoSeconds: 60 }))
      .state()
    expect(judgeObjectives(state)).toEqual({
      rto: { targetSeconds: 600, achievedSeconds: null, met: null, note: 'nothing was launched' },
      rpo: { targetSeconds: 60, achievedSeconds: null, met: null, note: 'nothing was launched' },
      missed: []
    })
    expect(judgeObjectives(new Story().state()).rto.targetSeconds).toBeNull()
  })
})
