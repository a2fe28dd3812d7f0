import { describe, expect, it } from '@jest/globals'
import { achievedByServer, achievedByWave, judgeObjectives } from '../../src/drill/ending/objectives.js'
import type { DrillState } from '../../src/drill/state.js'
import { retried } from './cases.js'
import { instance, jobId, launched, minute, plan, serverId, Story, wave } from './builders.js'

const [a, b] = [serverId(1), serverId(2)]

const ofServer = (state: DrillState, id: string) => {
  const server = state.servers.get(id)
  if (server === undefined) throw new Error('the test names a server that its plan does not have')
  return achievedByServer(state, server)
}

const ofWave = (state: DrillState, name: string) => {
  const found = state.waves.get(name)
  if (found === undefined) throw new Error('the test names a wave that its plan does not have')
  return achievedByWave(state, found)
}

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
      { objective: 'rto', message: 'the RTO of 10m was missed: 12m' },
      { objective: 'rpo', message: 'the RPO of 1m was missed: 4m' }
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
      { objective: 'rto', message: 'the RTO of 10m could not be measured: 1 of 2 servers was not verified' }
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
      .findLaunch(0.1, 'databases', {
        jobId: jobId(1),
        createdAt: minute(-20),
        participants: [{ sourceServerId: a, launchStatus: 'FAILED' }]
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

describe('what a server and a wave achieved', () => {
  const partly = (): Story =>
    new Story()
      .accept(plan([wave('databases', [a, b])]))
      .startWave(1, 'databases')
      .launch(1, 'databases', jobId(1), [a])
      .launch(3, 'databases', jobId(2), [b])
      .comeUp(1, jobId(1), [a])

  it('is each measured from its own launch, to the one and to the last that is verified', () => {
    const state = partly().comeUp(3, jobId(2), [b]).state()
    expect(ofServer(state, a)).toEqual({ rtoSeconds: 720, rpoSeconds: 240 })
    expect(ofServer(state, b)).toEqual({ rtoSeconds: 720, rpoSeconds: 240 })
    expect(ofWave(state, 'databases')).toEqual({ rtoSeconds: 840, rpoSeconds: 240 })
  })

  it('has no recovery time where a server is not up', () => {
    const state = partly().settle(20, [b], 'failed', 'launch FAILED').state()
    expect(ofServer(state, b)).toEqual({ rtoSeconds: undefined, rpoSeconds: undefined })
    expect(ofWave(state, 'databases')).toEqual({ rtoSeconds: undefined, rpoSeconds: 240 })
  })

  it('is nothing before anything is launched', () => {
    const state = new Story().accept(plan([wave('databases', [a])])).state()
    expect(ofServer(state, a)).toEqual({ rtoSeconds: undefined, rpoSeconds: undefined })
    expect(ofWave(state, 'databases')).toEqual({ rtoSeconds: undefined, rpoSeconds: undefined })
  })

  it('counts from the launch that FAILED and was tried again', () => {
    const state = retried().state()
    expect(ofServer(state, a)).toMatchObject({ rtoSeconds: 720 })
    expect(ofServer(state, b)).toMatchObject({ rtoSeconds: 24 * 60 })
    expect(ofWave(state, 'databases')).toMatchObject({ rtoSeconds: 24 * 60 })
  })

  it('counts from the launch by an earlier attempt, of the servers that were in it', () => {
    const state = new Story()
      .accept(plan([wave('databases', [a, b])]))
      .findLaunch(0.1, 'databases', {
        jobId: jobId(1),
        createdAt: minute(-20),
        participants: [{ sourceServerId: a, launchStatus: 'FAILED' }]
      })
      .add(0.2, { type: 'servers-released', servers: [{ sourceServerId: a, reason: 'FAILED' }] })
      .goodWave(1, 'databases', jobId(2), [a, b])
      .state()
    expect(ofServer(state, a).rtoSeconds).toBe(33 * 60)
    expect(ofServer(state, b).rtoSeconds).toBe(12 * 60)
    expect(ofWave(state, 'databases').rtoSeconds).toBe(33 * 60)
  })
})
