import { describe, expect, test } from '@jest/globals'
import { judgeObjectives } from '../../src/drill/ending/objectives.js'
import { fold } from '../../src/drill/evolve.js'
import { secondsBetween } from '../../src/drill/timestamp.js'
import { drill, drillAgain, type Drilled } from './drill.js'
import type { CallFault, Fate } from './fake-recovery-service.js'
import { plan, serverId, wave } from './plans.js'

const [a, b, c, d] = [serverId(1), serverId(2), serverId(3), serverId(4)]

function outcomes({ state }: Drilled): Record<string, string | undefined> {
  return Object.fromEntries([...state.servers].map(([id, server]) => [id, server.outcome?.status]))
}

describe('a drill', () => {
  test('passes when every server is LAUNCHED and its instance runs', async () => {
    const done = await drill(plan([wave('databases', [a, b]), wave('app', [c], { after: ['databases'] })]))
    expect(done.state.finished).toMatchObject({ status: 'passed' })
    expect(done.service.jobs.map((job) => job.servers)).toEqual([[a, b], [c]])
    expect(fold(done.events)).toEqual(done.state)
  })

  test.each([
    [1, 11, 2],
    [5, 12, 6],
    [10, 21, 11],
    [30, 61, 31]
  ])(
    'launches with a poll interval of %d s where AWS takes %d s to list jobs and %d s to list recovery instances',
    async (pollIntervalSeconds, jobs, recoveries) => {
      const waves = [wave('databases', [a, b]), wave('web', [d]), wave('app', [c], { after: ['databases'] })]
      const takesSeconds = { 'drs:DescribeJobs': jobs, 'drs:DescribeRecoveryInstances': recoveries }
      const done = await drill(plan(waves), { mode: 'recovery', pollIntervalSeconds, service: { takesSeconds } })
      expect(done.state.finished?.status).toBe('passed')
      expect(done.service.jobs).toHaveLength(3)
    }
  )

  test.each<[Fate, string, string]>([
    ['failed', 'failed', 'failed'],
    ['skipped', 'skipped', 'failed'],
    ['log-failed', 'failed', 'failed'],
    ['terminated', 'terminated', 'failed'],
    ['no-instance', 'unverified', 'failed'],
    ['instance-terminated', 'unverified', 'failed'],
    ['wrong-state', 'unverified', 'failed'],
    ['stuck-pending', 'timed-out', 'timed-out'],
    ['stuck-in-progress', 'timed-out', 'timed-out'],
    ['strange-status', 'timed-out', 'timed-out']
  ])('with a server whose fate is %s ends with that server %s and the drill %s', async (fate, server, status) => {
    for (const completedEarly of [false, true]) {
      const done = await drill(plan([wave('app', [a, b])]), { service: { fates: { [b]: [fate] }, completedEarly } })
      expect(outcomes(done)).toEqual({ [a]: 'launched', [b]: server })
      expect(done.state.finished).toMatchObject({ status })
    }
  })

  test('explains a failed launch with the error in the job’s log', async () => {
    const done = await drill(plan([wave('app', [a])]), { service: { fates: { [a]: ['failed'] } } })
    expect(done.state.servers.get(a)?.outcome?.reason).toContain('VcpuLimitExceeded')
  })

  test('waits for servers that are LAUNCHED minutes after their job COMPLETED', async () => {
    const done = await drill(plan([wave('app', [a])]), { service: { completedEarly: true } })
    expect(done.state.finished?.status).toBe('passed')
  })

  test('accepts a stopped instance where the launch settings ask for one', async () => {
    const done = await drill(plan([wave('app', [a])]), {
      service: { described: { [a]: { launchDisposition: 'STOPPED' } } }
    })
    expect(done.state.finished?.status).toBe('passed')
  })

  test('starts independent waves side by side and dependents after the soak', async () => {
    const waves = [wave('one', [a], { soakSeconds: 300 }), wave('two', [b]), wave('three', [c], { after: ['one'] })]
    const { state } = await drill(plan(waves))
    const [one, two, three] = ['one', 'two', 'three'].map((name) => state.waves.get(name))
    expect(one?.startedAt).toBe(two?.startedAt)
    const pause = Date.parse(three?.startedAt ?? '') - Date.parse(one?.settledAt ?? '')
    expect(pause).toBeGreaterThanOrEqual(300_000)
    expect(pause).toBeLessThan(301_000)
  })

  test('starts nothing on a survey older than the poll interval, and is not kept from it by looks that take long', async () => {
    const waves = [wave('one', [a]), wave('long', [b], { soakSeconds: 60 }), wave('two', [c], { after: ['one'] })]
    const done = await drill(plan(waves), {
      pollIntervalSeconds: 2,
      service: {
        fates: { [b]: ['stuck-pending'] },
        takesSeconds: { 'drs:DescribeJobLogItems': 5, 'ec2:DescribeInstances': 5, 'drs:DescribeSourceServers': 5 }
      }
    })
    expect(outcomes(done)).toEqual({ [a]: 'launched', [b]: 'timed-out', [c]: 'launched' })
    const starts = done.events.flatMap(({ type }, index) => (type === 'job-requested' ? [index] : []))
    expect(starts).toHaveLength(3)
    for (const index of starts) {
      const survey = done.events.slice(0, index).findLast(({ type }) => type === 'jobs-surveyed')
      expect(secondsBetween(survey?.at ?? '', done.events[index]?.at ?? '')).toBeLessThanOrEqual(2)
    }
  })

  test('on-failure stop starts no further wave and follows those that run', async () => {
    const waves = [wave('bad', [a]), wave('slow', [b]), wave('next', [c], { after: ['slow'] })]
    const done = await drill(plan(waves), { service: { fates: { [a]: ['skipped'] } } })
    expect(outcomes(done)).toEqual({ [a]: 'skipped', [b]: 'launched', [c]: 'not-started' })
  })

  test('on-failure continue goes on with waves that do not depend on the failed one', async () => {
    const waves = [
      wave('bad', [a], { onFailure: 'continue' }),
      wave('slow', [b]),
      wave('next', [c], { after: ['slow'] }),
      wave('child', [serverId(4)], { after: ['bad'] })
    ]
    const done = await drill(plan(waves), { service: { fates: { [a]: ['skipped'] } } })
    expect(outcomes(done)).toEqual({ [a]: 'skipped', [b]: 'launched', [c]: 'launched', [serverId(4)]: 'not-started' })
    expect(done.state.finished?.status).toBe('failed')
  })

  test('splits 250 servers into jobs of at most 100', async () => {
    const servers = Array.from({ length: 250 }, (_, index) => serverId(index))
    const done = await drill(plan([wave('app', servers)]))
    expect(done.service.jobs.map((job) => job.servers.length)).toEqual([100, 100, 50])
    expect(done.state.finished?.status).toBe('passed')
  })

  test('keeps within 500 servers at once, other people’s counted', async () => {
    const servers = Array.from({ length: 450 }, (_, index) => serverId(index))
    const foreign = { jobs: 1, servers: 180, holding: [] }
    const done = await drill(plan([wave('app', servers)]), { service: { foreign } })
    expect(done.service.jobs.map((job) => job.servers.length)).toEqual([100, 100, 100, 20, 100, 30])
    expect(done.state.finished?.status).toBe('passed')
  })

  test('waits for a server that another job holds, and times out when it is never let go', async () => {
    const waves = [wave('databases', [c]), wave('app', [a, b], { after: ['databases'] })]
    const done = await drill(plan(waves), { service: { heldFor: { [a]: 100_000 }, heldFromSeconds: 100 } })
    expect(outcomes(done)).toEqual({ [a]: 'not-started', [b]: 'launched', [c]: 'launched' })
    expect(done.state.finished?.status).toBe('timed-out')
  })

  test('asks EC2 once more at the end about servers that were up long before', async () => {
    const done = await drill(plan([wave('first', [a]), wave('second', [b], { after: ['first'] })]))
    const looks = done.events.filter((event) => event.type === 'instances-observed' && event.asked.includes(a))
    expect(looks.length).toBeGreaterThan(1)
  })

  test('a server that was up and is gone at the end is not green', async () => {
    const waves = [wave('first', [a]), wave('second', [b], { after: ['first'] })]
    const done = await drill(plan(waves), { service: { fates: { [a]: ['vanishes'] } } })
    expect(outcomes(done)).toEqual({ [a]: 'terminated', [b]: 'launched' })
    expect(done.state.finished?.status).toBe('failed')
  })
})

describe('what refuses a drill', () => {
  test('another account than the plan’s, before anything else is asked', async () => {
    const done = await drill(plan([wave('app', [a])], { account: '999999999999' }))
    expect(done.state.finished?.status).toBe('blocked')
    expect(done.service.calls).toBe(1)
  })

  test('a server that DRS cannot launch yet', async () => {
    const described = { [a]: { replicationState: 'INITIAL_SYNC' } }
    const done = await drill(plan([wave('app', [a])]), { service: { described } })
    expect(done.state.finished).toMatchObject({ status: 'blocked', reason: expect.stringContaining('INITIAL_SYNC') })
    expect(done.service.jobs).toEqual([])
  })

  test('a live recovery instance that a launch would destroy', async () => {
    const described = { [a]: { liveRecoveries: [{ recoveryInstanceId: 'i-0123', ec2InstanceId: 'i-0123' }] } }
    const done = await drill(plan([wave('app', [a])]), { service: { described } })
    expect(done.state.finished).toMatchObject({ status: 'blocked', reason: expect.stringContaining('destroy') })
  })

  test('a permission that is missing', async () => {
    const done = await drill(plan([wave('app', [a])]), { service: { faults: ['none', 'denied'] } })
    expect(done.state.finished).toMatchObject({ status: 'blocked' })
  })

  test('a wave left out that has not come up in this execution', async () => {
    const both = plan([wave('first', [a]), wave('second', [b], { after: ['first'] })])
    const done = await drill(both, { waves: ['second'] })
    expect(done.state.finished).toMatchObject({ status: 'blocked', reason: expect.stringContaining('Wave first') })
    expect(done.service.jobs).toEqual([])
  })
})

describe('a further attempt of the same execution', () => {
  const both = plan([wave('first', [a, c]), wave('second', [b], { after: ['first'] })])

  test('takes up what is up and launches only what failed', async () => {
    const first = await drill(both, { service: { fates: { [a]: ['failed', 'launched'] } } })
    expect(first.state.finished?.status).toBe('failed')
    const second = await drillAgain(both, first)
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.jobs.map((job) => job.servers)).toEqual([[a, c], [a], [b]])
  })

  test('follows a launch that is still running', async () => {
    const first = await drill(both, { cancelAfterSeconds: 300 })
    expect(first.state.finished?.status).toBe('cancelled')
    const second = await drillAgain(both, first)
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.jobs.map((job) => job.servers)).toEqual([[a, c], [b]])
  })

  test('of later waves finds the earlier ones up', async () => {
    const first = await drill(both, { waves: ['first'] })
    expect(first.state.finished?.status).toBe('passed')
    const second = await drillAgain(both, first, { waves: ['second'] })
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.jobs.map((job) => job.servers)).toEqual([[a, c], [b]])
  })
})

describe('a StartRecovery without an answer', () => {
  const one = plan([wave('app', [a, b])])

  test('is looked up by its tags when it was executed', async () => {
    const done = await drill(one, { service: { faults: ['none', 'none', 'none', 'lost-after'] } })
    expect(done.service.jobs).toHaveLength(1)
    expect(done.state.finished?.status).toBe('passed')
  })

  test('is sent again only when DRS shows no job in every survey', async () => {
    const done = await drill(one, { service: { faults: ['none', 'none', 'none', 'lost-before'] } })
    // The time until it was asked for again is part of the recovery time.
    const [first] = done.events.filter(({ type }) => type === 'job-requested')
    const verifiedAt = done.state.servers.get(a)?.verifiedAt ?? ''
    expect(judgeObjectives(done.state).rto.achievedSeconds).toBe(secondsBetween(first?.at ?? '', verifiedAt))
    expect(done.events.filter((event) => event.type === 'request-abandoned')).toHaveLength(1)
    expect(done.service.jobs).toHaveLength(1)
    expect(done.state.finished?.status).toBe('passed')
  })

  test('is given half a minute to show its job, however short the poll interval is', async () => {
    const faults: CallFault[] = ['none', 'none', 'none', 'lost-after']
    const done = await drill(one, { service: { faults, hiddenSeconds: 25 }, pollIntervalSeconds: 1 })
    expect(done.events.filter((event) => event.type === 'request-abandoned')).toEqual([])
    expect(done.service.jobs).toHaveLength(1)
    expect(done.state.finished?.status).toBe('passed')
  })

  test('finds its job although DRS shows it late, and after the request was sent anew', async () => {
    const faults: CallFault[] = ['none', 'none', 'none', 'lost-after']
    const done = await drill(one, { service: { faults, hiddenSeconds: 200 } })
    expect(done.service.jobs).toHaveLength(1)
    expect(done.state.finished?.status).toBe('passed')
  })
})

describe('a server that DRS refuses to launch', () => {
  test('does not keep the others of its wave, nor other waves', async () => {
    const many = Array.from({ length: 7 }, (_, index) => serverId(index + 1))
    const spoilt = serverId(3)
    const waves = [wave('app', many), wave('beside', [serverId(20)])]
    const done = await drill(plan(waves), { service: { refusing: { [spoilt]: 'invalid' } } })
    expect(outcomes(done)[spoilt]).toBe('failed')
    expect(Object.values(outcomes(done)).filter((status) => status === 'launched')).toHaveLength(7)
    expect(done.state.servers.get(spoilt)?.outcome?.reason).toContain('StartRecovery was refused')
  })

  test('by a conflict that never passes is given up when its budget is spent, the others are up', async () => {
    const waves = [wave('app', [a, b], { timeoutSeconds: 1800 }), wave('beside', [c])]
    const done = await drill(plan(waves), { service: { refusing: { [a]: 'conflict' } } })
    expect(outcomes(done)).toEqual({ [a]: 'not-started', [b]: 'launched', [c]: 'launched' })
    expect(done.state.finished?.status).toBe('timed-out')
  })
})
