import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/drill/decide.js'
import type { JobState } from '../../../src/drill/state.js'
import { mayStillLaunch } from '../../../src/drill/watch/job.js'
import { judge } from '../../../src/drill/watch/judgement.js'
import { recordOf } from '../../../src/report/record/record.js'
import {
  jobId,
  launched,
  minute,
  plan as storyPlan,
  serverId as storyServer,
  Story,
  wave as storyWave
} from '../../report/builders.js'
import { drill, drillAgain, type Drilled } from '../drill.js'
import type { Fate } from '../fake-recovery-service.js'
import { plan, serverId, wave } from '../plans.js'

const [a, b] = [serverId(1), serverId(2)]

/** One wave of two servers, the first of which has these fates, and which allows so many retries. */
const drillWith = (fates: readonly Fate[], failedServers: number, settings: Parameters<typeof drill>[1] = {}) =>
  drill(plan([wave('app', [a, b], { retry: { failedServers } })]), {
    ...settings,
    service: { fates: { [a]: fates }, ...settings.service }
  })

const jobsOf = ({ service }: Drilled, id: string) => service.jobs.filter(({ servers }) => servers.includes(id))
const retries = ({ events }: Drilled) =>
  events.flatMap((event) =>
    event.type === 'servers-retried' ? event.servers.map((server) => server.sourceServerId) : []
  )

describe('a server whose launch FAILED', () => {
  test('is not launched again where the plan does not say so', async () => {
    const done = await drillWith(['failed', 'launched'], 0)
    expect(done.state.finished?.status).toBe('failed')
    expect(done.service.jobs).toHaveLength(1)
  })

  test('is launched again, alone, in a new job, and the drill passes when it comes up', async () => {
    const done = await drillWith(['failed', 'launched'], 1)
    expect(done.state.finished).toMatchObject({ status: 'passed', reason: 'all 2 servers are up' })
    expect(done.service.jobs.map(({ servers }) => servers)).toEqual([[a, b], [a]])
    const [first, second] = done.service.jobs
    expect(done.state.servers.get(a)).toMatchObject({
      jobId: second?.jobId,
      failedLaunches: [
        {
          jobId: first?.jobId,
          requestedAt: expect.any(String),
          reason: `launch FAILED in ${first?.jobId ?? ''}: the job's log says LAUNCH_FAILED: VcpuLimitExceeded`
        }
      ]
    })
    expect(done.state.servers.get(b)?.failedLaunches).toBeUndefined()
  })

  test('is a deviation that names both jobs, and both stand in the record', async () => {
    const done = await drillWith(['failed', 'launched'], 1)
    const record = recordOf(done.state)
    const [first, second] = done.service.jobs.map(({ jobId }) => jobId)
    expect(record.deviations).toEqual([
      expect.objectContaining({
        kind: 'retried',
        sourceServerId: a,
        message: expect.stringContaining(
          `host-0 was launched again by ${second ?? ''}: launch FAILED in ${first ?? ''}`
        )
      })
    ])
    const [server] = record.waves[0]?.servers ?? []
    expect(server).toMatchObject({ status: 'launched', jobId: second })
    expect(server?.failedLaunches).toMatchObject([{ jobId: first, startedAt: expect.any(String) }])
    expect(server?.failedLaunches[0]?.phases.map(({ phase }) => phase)).toEqual(['snapshot', 'conversion', 'launch'])
  })

  test('counts from its first launch for the recovery time', async () => {
    const done = await drillWith(['failed', 'launched'], 1)
    expect(recordOf(done.state).objectives.rto.achievedSeconds).toBeGreaterThan(1400)
  })

  test('is launched as often as is allowed, and then has failed, with the reason of each launch', async () => {
    const done = await drillWith(['failed', 'log-failed', 'failed', 'launched'], 2, {})
    expect(jobsOf(done, a)).toHaveLength(3)
    expect(done.state.finished?.status).toBe('failed')
    const reason = done.state.servers.get(a)?.outcome?.reason ?? ''
    const [one, two, three] = jobsOf(done, a).map(({ jobId }) => jobId)
    expect(reason).toContain(`launch FAILED in ${three ?? ''}`)
    expect(reason).toContain(
      `; before that, the job's log says CONVERSION_FAIL: conversion server unreachable (${two ?? ''}`
    )
    expect(reason).toContain(`; before that, launch FAILED in ${one ?? ''}`)
    expect(recordOf(done.state).deviations.map(({ kind }) => kind)).toEqual(['retried', 'retried', 'server-failed'])
  })

  test('is told once why, where each launch failed alike', async () => {
    const done = await drillWith(['failed', 'failed', 'failed', 'launched'], 2, {})
    const [one = '', two = '', three = ''] = jobsOf(done, a).map(({ jobId }) => jobId)
    const reason = done.state.servers.get(a)?.outcome?.reason ?? ''
    expect(reason.match(/launch FAILED in/g)).toHaveLength(1)
    expect(reason).toContain(`launch FAILED in ${three}`)
    expect(reason).toMatch(new RegExp(`; the 2 launches before it FAILED alike \\(${two}, ${one}\\)$`))
  })

  test.each<Fate>(['skipped', 'terminated', 'no-instance', 'wrong-state', 'instance-terminated', 'stuck-pending'])(
    'is another matter than one that is %s, which is not launched again',
    async (fate) => {
      const done = await drillWith([fate, 'launched'], 3)
      expect(jobsOf(done, a)).toHaveLength(1)
      expect(done.state.finished?.status).not.toBe('passed')
      expect(retries(done)).toEqual([])
    }
  )

  test('is another matter than one that landed outside of the isolation, which is not launched again', async () => {
    const done = await drill(
      plan([wave('app', [a], { retry: { failedServers: 3 } })], {
        isolation: { subnets: ['subnet-0a1b2c3d4e5f60718'], securityGroups: [] }
      }),
      {
        service: {
          subnetId: 'subnet-0ffffffffffffffff',
          described: {
            [a]: { launchTemplate: { id: 'lt-1', subnetId: 'subnet-0a1b2c3d4e5f60718', securityGroupIds: [] } }
          }
        }
      }
    )
    expect(done.state.servers.get(a)?.outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining("landed outside the plan's isolation")
    })
    expect(done.service.jobs).toHaveLength(1)
  })

  test('is another matter than one that DRS refuses to launch', async () => {
    const done = await drillWith(['launched'], 3, { service: { refusing: { [a]: 'invalid' } } })
    expect(done.state.servers.get(a)?.outcome?.status).toBe('failed')
    expect(retries(done)).toEqual([])
  })

  test('whose budget is spent when it fails is not launched again', async () => {
    const late = await drill(plan([wave('app', [a], { timeoutSeconds: 699, retry: { failedServers: 1 } })]), {
      service: { fates: { [a]: ['failed', 'launched'] } }
    })
    expect(late.service.jobs).toHaveLength(1)
    expect(late.state.finished?.status).toBe('timed-out')
  })

  test('and whose budget is spent before its next launch ends has timed out, and says what failed before', async () => {
    const late = await drill(plan([wave('app', [a], { timeoutSeconds: 900, retry: { failedServers: 1 } })]), {
      service: { fates: { [a]: ['failed', 'launched'] } }
    })
    expect(late.service.jobs).toHaveLength(2)
    expect(late.state.servers.get(a)?.outcome).toMatchObject({
      status: 'timed-out',
      reason: expect.stringMatching(
        /the wave's budget of 15m ran out while it was PENDING.*; before that, launch FAILED/
      )
    })
  })

  test('when the run is cancelled before it is launched again has failed', () => {
    const story = retried()
    const state = story.add(6, { type: 'cancel-requested', signal: 'SIGTERM' }).state()
    expect(recordOf(state).waves[0]?.servers[0]).toMatchObject({ status: 'in-progress', jobId: job })
    expect(decide(state, minute(6))).toMatchObject([
      {
        event: {
          type: 'servers-settled',
          servers: [
            {
              sourceServerId: s,
              status: 'failed',
              reason: `the run was cancelled (SIGTERM) before it could be launched again; before that, launch FAILED in ${job}: no capacity`
            },
            { status: 'cancelled' }
          ]
        }
      },
      { event: { type: 'wave-settled', status: 'cancelled' } }
    ])
  })

  test('in an earlier attempt is launched anew by the next, and that is no retry', async () => {
    const first = await drillWith(['failed', 'failed', 'launched'], 0)
    const second = await drillAgain(plan([wave('app', [a, b], { retry: { failedServers: 1 } })]), first)
    expect(jobsOf(second, a)).toHaveLength(3)
    expect(retries(second)).toEqual([a])
    expect(second.state.finished?.status).toBe('passed')
    expect(recordOf(second.state).deviations.map(({ kind }) => kind)).toEqual(['relaunched', 'retried'])
  })
})

const job = jobId(1)
const s = storyServer(1)

/** Its launch has FAILED at the fifth minute, while the job goes on with another server. */
const failing = (failedServers = 1): Story =>
  new Story()
    .accept(storyPlan([storyWave('app', [s, storyServer(2)], { retry: { failedServers } })]))
    .startWave(1, 'app')
    .launch(1, 'app', job, [s, storyServer(2)])
    .seeJob(5, job, 'STARTED', [{ sourceServerId: s, launchStatus: 'FAILED' }])

const failedItem = {
  at: minute(4.9),
  event: 'LAUNCH_FAILED',
  sourceServerId: s,
  rawError: 'no capacity'
}

const retried = (): Story =>
  failing()
    .readLog(5.1, job, [failedItem])
    .add(5.2, {
      type: 'servers-retried',
      servers: [{ sourceServerId: s, jobId: job, reason: `launch FAILED in ${job}: no capacity` }]
    })

function jobOf(story: Story): JobState {
  const known = story.state().jobs.get(job)
  if (known === undefined) throw new Error('the story has no such job')
  return known
}

describe('a launch that is tried again', () => {
  test('is concluded once the log tells the reason', () => {
    expect(judge(failing().state(), minute(5.1))).toEqual([])
    expect(judge(failing().readLog(5.1, job, [failedItem]).state(), minute(5.2))).toEqual([
      {
        type: 'servers-retried',
        servers: [
          {
            sourceServerId: s,
            jobId: job,
            reason: `launch FAILED in ${job}: the job's log says LAUNCH_FAILED: no capacity`
          }
        ]
      }
    ])
  })

  test('is none while the log says that DRS tries again itself, though the job is called COMPLETED', () => {
    const log = (attempt: number) => [{ ...failedItem, attempt, maxAttempts: 3 }]
    const ended = failing()
      .seeJob(5, job, 'COMPLETED', [{ sourceServerId: s, launchStatus: 'IN_PROGRESS' }])
      .readLog(5.1, job, log(1))
    expect(judge(ended.state(), minute(5.2))).toEqual([])
    expect(mayStillLaunch(ended.state(), jobOf(ended))).toBe(true)
    const [late] = judge(ended.state(), minute(60))
    expect(late).toMatchObject({ type: 'servers-settled', servers: [{ sourceServerId: s, status: 'failed' }, {}] })
    const last = failing()
      .seeJob(5, job, 'COMPLETED', [{ sourceServerId: s, launchStatus: 'IN_PROGRESS' }])
      .readLog(5.1, job, log(3))
    expect(judge(last.state(), minute(5.2))).toMatchObject([{ type: 'servers-retried' }])
  })

  test('is none where somebody has cancelled the job', () => {
    const cancelled = failing().readLog(5.1, job, [{ at: minute(5), event: 'JOB_CANCEL' }])
    expect(judge(cancelled.state(), minute(5.2))).toMatchObject([{ type: 'servers-settled' }])
  })

  test('has failed when the budget runs out before it is asked for', () => {
    expect(judge(retried().state(), minute(41))).toMatchObject([
      {
        type: 'servers-settled',
        servers: [
          {
            status: 'failed',
            reason: `the wave's budget of 40m ran out before it could be launched again; before that, launch FAILED in ${job}: no capacity`
          },
          { status: 'timed-out' }
        ]
      }
    ])
  })

  test('is not taken for what the first job goes on to say', () => {
    const state = retried()
      .seeJob(6, job, 'STARTED', [launched(s)])
      .readLog(6, job, [{ at: minute(6), event: 'LAUNCH_END', sourceServerId: s, targetInstanceId: 'i-1' }])
      .state()
    expect(state.servers.get(s)).toMatchObject({ log: { phases: [] } })
    expect(state.servers.get(s)?.participant).toBeUndefined()
  })

  test('is not mistaken for an older job of its wave that shows itself late', () => {
    const story = retried().add(7, {
      type: 'jobs-surveyed',
      own: [
        {
          jobId: jobId(9),
          type: 'LAUNCH',
          wave: 'app',
          isDrill: true,
          status: 'COMPLETED',
          createdAt: minute(0.5),
          participants: [launched(s)]
        }
      ],
      terminations: [],
      foreign: { jobs: 0, servers: 0, holding: [] }
    })
    expect(story.state().servers.get(s)?.jobId).toBeUndefined()
  })

  test('is not taken back into the job that failed when its request was not carried out', () => {
    const story = retried()
      .seeJob(6, job, 'COMPLETED', [launched(storyServer(2)), { sourceServerId: s, launchStatus: 'FAILED' }])
      .request(7, 'app', [s])
      .add(9, { type: 'request-abandoned', request: 2 })
    expect(story.state().servers.get(s)).toMatchObject({ failedLaunches: [{ jobId: job }] })
    expect(story.state().servers.get(s)?.jobId).toBeUndefined()
  })

  test('leaves no instance untold that the log of the first names', () => {
    const story = failing()
      .readLog(5.1, job, [
        { at: minute(4.8), event: 'LAUNCH_END', sourceServerId: s, targetInstanceId: 'i-0123456789abcdef0' },
        failedItem
      ])
      .add(5.2, { type: 'servers-retried', servers: [{ sourceServerId: s, jobId: job, reason: 'FAILED' }] })
    expect(recordOf(story.state()).stillRunning.instances).toMatchObject([
      { sourceServerId: s, jobId: null, ec2InstanceId: 'i-0123456789abcdef0' }
    ])
  })

  test('keeps what is known of it when it is taken out of a job of an earlier attempt after all', () => {
    const story = retried().add(8, { type: 'servers-released', servers: [{ sourceServerId: s, reason: 'lost' }] })
    expect(story.state().servers.get(s)?.failedLaunches).toHaveLength(1)
  })
})
