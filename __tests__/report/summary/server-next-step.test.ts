import { describe, expect, it } from '@jest/globals'
import { recordOf } from '../../../src/report/record/record.js'
import type { CleanupRecord, ServerRecord, StillRunning } from '../../../src/report/record/schema.js'
import { nextStep, type Aftermath } from '../../../src/report/summary/server-next-step.js'
import { summaryOf } from '../../../src/report/summary/summary.js'
import { jobId, plan, serverId, Story, wave } from '../builders.js'
import { cases, manyServers } from '../cases.js'

const [server] = recordOf(cases['failed-server']?.() ?? manyServers(1).state()).waves.flatMap(({ servers }) => servers)
if (server === undefined) throw new Error('a server is needed')
const { sourceServerId } = server
const nothing: StillRunning = { jobs: [], instances: [], unansweredStarts: [], actions: [] }
const calm: Aftermath = { stillRunning: nothing, cleanup: null }

/** The step for a server like this, with nothing left of it. */
function step(changes: Partial<ServerRecord>, left: Partial<StillRunning> = {}): string {
  return nextStep({ ...calm, stillRunning: { ...nothing, ...left } }, { ...server, ...changes } as ServerRecord)
}

const unanswered = {
  wave: 'w',
  requestedAt: '2026-11-23T14:00:00.000Z',
  sourceServerIds: [sourceServerId],
  message: null
}

describe('what to do next about a server that is not up', () => {
  it('is one sentence at least for each kind', () => {
    const statuses = [
      'skipped',
      'terminated',
      'unverified',
      'timed-out',
      'cancelled',
      'in-progress',
      'not-started'
    ] as const
    expect(statuses.map((status) => step({ status, reason: null })).every((text) => text.endsWith('.'))).toBe(true)
    expect(step({ status: 'launched', reason: null })).toBe('')
    expect(step({ status: 'failed', reason: 'VcpuLimitExceeded' })).toContain('quota')
    expect(step({ status: 'failed', reason: 'The subnet ID does not exist' })).toContain('subnet')
    expect(step({ status: 'failed', reason: null })).toContain('Open the job')
  })

  it('names the budget that ran out, and asks to mend nothing after a cancel', () => {
    const late = (reason: string) => step({ status: 'timed-out', reason })
    expect(late("the wave's budget of 30m ran out while it was PENDING")).toContain('raise the timeout of its wave')
    expect(late("the drill's budget of 2h ran out while it was PENDING")).toContain('raise the timeout of the drill')
    expect(late('it was up, but the budget of the drill ran out before that could be confirmed')).toContain('EC2')
    const waiting = (reason: string) => step({ status: 'not-started', reason })
    expect(waiting('the run was cancelled (SIGINT)')).toBe('It was not launched. Run the drill again.')
    expect(waiting('the budget of the drill ran out before it could start')).toContain('raise its timeout')
    expect(waiting('wave app, which it comes after, is not up')).toContain('Put right what stopped the drill')
  })

  it('opens no job where none was started', () => {
    const refused = step({
      status: 'failed',
      jobId: null,
      reason: 'StartRecovery was refused: Launch template is not valid.'
    })
    expect(refused).toBe('No job was started for it. Put right what is named here, then run the drill again.')
    const live = 'it was not launched: it has got a live recovery instance, i-1 (i-2), that no drill launched'
    expect(step({ status: 'failed', jobId: null, reason: live })).toMatch(/^Keep the live recovery, or fail back first/)
    const never = "the wave's budget of 12s ran out before it could be launched"
    expect(step({ status: 'timed-out', jobId: null, reason: never })).toBe(
      'It was not launched. If AWS needs that long, raise the timeout of its wave, then run the drill again.'
    )
  })

  it('looks for the job of a launch that was never confirmed', () => {
    const wanted = 'It may still come up, though no launch was confirmed: look for its job, with the command above.'
    for (const status of ['timed-out', 'cancelled', 'in-progress'] as const) {
      expect(step({ status, jobId: null }, { unansweredStarts: [unanswered] })).toBe(wanted)
    }
  })

  it('follows what EC2 showed of one that could not be verified', () => {
    const doubt = (changes: Partial<ServerRecord>) => step({ status: 'unverified', ...changes })
    const { instance } = server
    if (instance === null) throw new Error('an instance is needed')
    const shown = { jobId: jobId(1), ec2InstanceId: 'i-1', instance }
    expect(doubt({ jobId: jobId(1), ec2InstanceId: null })).toMatch(
      `EC2 shows no instance of ${jobId(1)}: look at the job`
    )
    expect(doubt({ jobId: null, ec2InstanceId: null })).toMatch('no instance of its job')
    expect(doubt({ ...shown, instance: { ...instance, state: 'missing' } })).toMatch('EC2 does not know i-1')
    expect(doubt({ ...shown, instance: { ...instance, state: 'terminated' } })).toMatch('who terminated')
    expect(doubt({ ...shown, instance: { ...instance, state: 'shutting-down' } })).toMatch('who terminated')
    expect(doubt({ ...shown, reason: 'its EC2 status checks are impaired' })).toBe(
      'See its system log and status checks in the EC2 console.'
    )
    expect(doubt({ ...shown, reason: 'i-1 is stopped' })).toMatch('who changed its state')
  })

  it('names the post-launch action that failed', () => {
    const action = { name: 'ssm-agent', status: 'FAILED', optional: false, failureReason: 'no capacity' }
    const reason = 'post-launch action "ssm-agent" failed: no capacity'
    expect(step({ status: 'failed', reason, launchActions: [{ ...action, optional: true }, action] })).toBe(
      'Look at the post-launch action "ssm-agent" of its instance in Systems Manager, then run the drill again.'
    )
  })

  it('says that the cleanup has terminated its instance, as long as nothing of it is left', () => {
    const terminated = {
      sourceServerId,
      wave: 'w',
      recoveryInstanceId: 'i-r',
      ec2InstanceId: 'i-1',
      state: 'terminated',
      jobs: []
    }
    const cleanup: CleanupRecord = {
      when: 'always',
      complete: true,
      reason: null,
      finishedAt: null,
      jobs: [],
      terminated: [terminated],
      left: []
    }
    const after = (changes: Partial<ServerRecord>, left: Partial<StillRunning> = {}) =>
      nextStep({ cleanup, stillRunning: { ...nothing, ...left } }, { ...server, ...changes })
    const gone = 'Its instance was terminated by the cleanup'
    const cancelled = { status: 'cancelled', ec2InstanceId: null, jobId: jobId(1) } as const
    expect(after(cancelled)).toBe(`${gone}. Run the drill again.`)
    expect(after({ ...cancelled, status: 'timed-out', reason: "the drill's budget of 2h ran out" })).toBe(
      `${gone}. If it needs that long, raise the timeout of the drill.`
    )
    expect(after({ ...cancelled, status: 'unverified', ec2InstanceId: 'i-1' })).toContain(`${gone}. To look at one`)
    expect(after({ ...cancelled, status: 'unverified', ec2InstanceId: 'i-2' })).not.toContain(gone)
    const job = {
      jobId: jobId(1),
      wave: 'w',
      status: 'STARTED',
      lastSeenAt: '2026-11-23T14:00:00.000Z',
      mayLaunch: true
    }
    expect(after(cancelled, { jobs: [job] })).toContain('It may still come up')
    const instance = { ...terminated, hostname: null, jobId: null, existedBefore: false }
    expect(after(cancelled, { instances: [instance] })).toContain('It may still come up')
  })
})

describe('servers with the same trouble', () => {
  it('stand together only where the same is to be done', () => {
    const [first, second] = [serverId(1), serverId(2)]
    const story = new Story()
      .accept(plan([wave('databases', [first, second])]))
      .identify()
      .startWave(1, 'databases')
      .launch(1, 'databases', jobId(1), [first, second])
      .settle(9, [first, second], 'cancelled', 'the run was cancelled (SIGTERM)')
      .settleWave(9, 'databases', 'cancelled', 'the run was cancelled (SIGTERM)')
      .finish(9, 'cancelled', 'cancelled by SIGTERM')
    const record = recordOf(story.state())
    const together = `- \`${first}\`, \`${second}\` (wave databases): **cancelled**`
    expect(summaryOf(record)).toContain(together)
    const split = record.waves.map((wave) => ({
      ...wave,
      servers: wave.servers.map((server, index) => (index === 0 ? server : { ...server, jobId: jobId(2) }))
    }))
    expect(summaryOf({ ...record, waves: split })).not.toContain(together)
  })
})
