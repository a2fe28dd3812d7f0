import { describe, expect, test } from '@jest/globals'
import type { ServerSighting } from '../../../src/drill/sightings.js'
import { accountRefusals, unansweredRefusals } from '../../../src/drill/preflight/admission.js'
import { blockingFindings, preflightOf } from '../../../src/drill/preflight/preflight.js'
import { plan as storyPlan, Story, wave as storyWave } from '../../report/builders.js'
import { plan, serverId, wave } from '../plans.js'
import { drill, drillAgain, type Drilled, type DrillOptions } from '../drill.js'

const [a, b] = [serverId(1), serverId(2)]
const one = plan([wave('app', [a])])

const messages = ({ state }: Drilled): readonly string[] => state.refusals.map(({ message }) => message)

/** A drill of one server that DRS describes so. */
const described = (about: Partial<ServerSighting>, options: DrillOptions = {}) =>
  drill(one, { ...options, service: { described: { [a]: about } } })

async function expectRefused(drilled: Promise<Drilled>, ...parts: readonly string[]): Promise<Drilled> {
  const done = await drilled
  expect(done.state.finished?.status).toBe('blocked')
  expect(done.service.jobs).toEqual([])
  expect(messages(done)).toEqual(parts.map((part) => expect.stringContaining(part)))
  return done
}

describe('nothing is started', () => {
  test('of a server that DRS does not know in this Region', async () => {
    await expectRefused(
      drill(one, { service: { unknown: [a] } }),
      `Server ${a} (wave app) is not a source server of DRS in us-west-2`
    )
  })

  test.each(['STOPPED', 'INITIATING', 'INITIAL_SYNC'])('of a server whose replication is %s', async (state) => {
    await expectRefused(described({ replicationState: state, hostname: 'db-01' }), `db-01 (${a}) cannot be launched`)
  })

  test('that would destroy a live recovery, whatever is known of it', async () => {
    await expectRefused(described({ liveRecoveries: [{ recoveryInstanceId: 'i-1' }] }), 'recovery instance, i-1, that')
    const known = { recoveryInstanceId: 'i-1', ec2InstanceId: 'i-2', jobId: 'drsjob-of-somebody' }
    await expectRefused(described({ liveRecoveries: [known] }), 'i-1 (EC2 i-2), that no drill launched')
  })

  test('where post-launch actions are required that are not activated', async () => {
    const required = plan([wave('app', [a], { verify: { instance: 'running', launchActions: 'required' } })])
    const service = { described: { [a]: { postLaunchActive: false } } }
    await expectRefused(drill(required, { service }), 'they are not activated')
    expect((await drill(one, { service })).state.finished?.status).toBe('passed')
  })

  test('where reads are denied: each is told of, with all that is found without them', async () => {
    const refusedReads = ['drs:DescribeRecoveryInstances', 'ec2:DescribeLaunchTemplateVersions']
    const service = { refusedReads, described: { [a]: { replicationState: 'STOPPED' } } }
    for (const mode of ['drill', 'preflight'] as const) {
      const done = await expectRefused(
        drill(one, { mode, service }),
        'drs:DescribeRecoveryInstances is denied',
        'ec2:DescribeLaunchTemplateVersions is denied',
        'cannot be launched'
      )
      const open = done.state.preflight?.flatMap(({ check, notAsked }) => (notAsked === true ? [check] : []))
      expect(open).toEqual(['launch-settings', 'isolation', 'live-recovery', 'earlier-drills'])
    }
  })

  test('where a whole question is refused, which keeps nothing back of the others', async () => {
    const service = {
      failing: { 'drs:DescribeJobs': 'denied' as const },
      described: { [a]: { replicationState: 'STOPPED' } }
    }
    const done = await expectRefused(drill(one, { service }), 'drs:DescribeJobs', 'cannot be launched')
    const open = done.state.preflight?.flatMap(({ check, notAsked }) => (notAsked === true ? [check] : []))
    expect(open).toEqual(['other-jobs', 'quotas'])
  })

  test('where a preflight gets no answer in time: it names the call, and tells what it knows', async () => {
    const service = {
      failing: { 'drs:DescribeJobs': 'unavailable' as const },
      described: { [a]: { replicationState: 'STOPPED' } }
    }
    await expectRefused(
      drill(one, { mode: 'preflight', service }),
      'AWS did not answer in time (drs:DescribeJobs), so that not everything could be checked. Last answer: ',
      'cannot be launched'
    )
  })

  test('where EC2 gives no answer in time, and DRS does: it names the call that failed', () => {
    const story = new Story('preflight').accept(storyPlan([storyWave('app', [a])])).identify()
    const call = (operation: string): string => {
      story.add(1, {
        type: 'look-failed',
        look: 'servers',
        failure: { class: 'unavailable', operation, message: 'AWS had an error (HTTP 500)' }
      })
      return unansweredRefusals(story.state())[0]?.message ?? ''
    }
    expect(unansweredRefusals(story.state())[0]?.message).toContain(
      'drs:DescribeSourceServers and what is asked with it'
    )
    expect(call('ec2:DescribeLaunchTemplateVersions')).toMatch(/ec2:DescribeLaunchTemplateVersions\), so that/)
  })

  test('in an account that is not the one that is meant, each guard with its own reason', () => {
    const arn = 'arn:aws:iam::210987654321:role/dr'
    const identified = (allowedAccounts: readonly string[]) =>
      accountRefusals({
        ...new Story().accept(storyPlan([storyWave('app', [a])])).state(),
        allowedAccounts,
        identity: { account: '210987654321', arn, region: 'us-west-2' }
      }).map(({ message }) => message)
    expect(identified([])).toEqual([expect.stringContaining('may run only in account 123456789012')])
    expect(identified(['210987654321'])).toHaveLength(1)
    expect(identified(['111111111111', '222222222222'])).toEqual([
      expect.stringContaining('may run only in'),
      expect.stringContaining('"allowed-account-ids" does not name (111111111111, 222222222222)')
    ])
    expect(accountRefusals(new Story().accept(storyPlan([])).state())).toEqual([])
  })

  test('of a server without a name is said by its ID, and of a Region that nobody knows yet', () => {
    const refused = (about: ServerSighting | undefined) => {
      const story = new Story()
        .accept(storyPlan([storyWave('app', [a])]))
        .describe(about === undefined ? {} : { [a]: about })
      return blockingFindings(preflightOf(story.state())).map(({ message }) => message)
    }
    expect(refused({ sourceServerId: a, replicationState: 'STOPPED' })).toEqual([
      expect.stringContaining(`Server ${a} cannot be launched`)
    ])
    expect(refused(undefined)).toEqual([expect.stringContaining('is not a source server of DRS in this Region')])
  })

  test('when AWS does not accept the credentials, which is asked twice', async () => {
    const done = await expectRefused(
      drill(one, { service: { failing: { 'sts:GetCallerIdentity': 'expired' } } }),
      'sts:GetCallerIdentity expired'
    )
    expect(done.service.calls).toBe(2)
  })

  test.each([
    ['sts:GetCallerIdentity', 'credentials'],
    ['drs:DescribeJobs', 'denied'],
    ['drs:DescribeSourceServers', 'uninitialised']
  ] as const)('when %s says %s, which asking again does not change', async (operation, kind) => {
    await expectRefused(drill(one, { service: { failing: { [operation]: kind } } }), `${operation} ${kind}`)
  })

  test('while AWS does not answer: that is not refused, it is out of time', async () => {
    const done = await drill(plan([wave('app', [a])], { timeoutSeconds: 600 }), {
      service: { failing: { 'drs:DescribeSourceServers': 'unavailable' } }
    })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(done.service.jobs).toEqual([])
  })

  test('for several reasons at once, each of which is said once', async () => {
    const both = plan([wave('app', [a, b])])
    await expectRefused(
      drill(both, { service: { unknown: [a], described: { [b]: { replicationState: 'STOPPED' } } } }),
      `Server ${a}`,
      `Server host-1 (${b})`
    )
    const failing = { 'drs:DescribeJobs': 'denied', 'drs:DescribeSourceServers': 'denied' } as const
    await expectRefused(drill(both, { service: { failing } }), 'drs:DescribeSourceServers', 'drs:DescribeJobs')
  })
})

describe('a wave that was left out', () => {
  const many = Array.from({ length: 5 }, (_, index) => serverId(index + 1))
  const two = plan([wave('first', many), wave('second', [serverId(9)], { after: ['first'] })])

  test('and never ran is named with some of its servers', async () => {
    const done = await drill(two, { waves: ['second'] })
    expect(messages(done)).toEqual([
      expect.stringContaining(`5 of 5 servers are not up (${many.slice(0, 3).join(', ')}, …)`)
    ])
  })

  test('and came up in part is not good enough', async () => {
    const first = await drill(two, { waves: ['first'], service: { fates: { [a]: ['failed'] } } })
    const second = await drillAgain(two, first, { waves: ['second'] })
    expect(second.state.finished).toMatchObject({
      status: 'blocked',
      reason: expect.stringContaining('1 of 5 servers')
    })
    expect(second.service.jobs).toHaveLength(1)
  })

  test('whose instances are gone since is not up', async () => {
    const first = await drill(two, { waves: ['first'], service: { fates: { [b]: ['vanishes'] } } })
    const second = await drillAgain(two, first, { waves: ['second'] })
    expect(second.state.finished?.status).toBe('blocked')
  })

  test('and is up lets the others start', async () => {
    const first = await drill(two, { waves: ['first'] })
    const second = await drillAgain(two, first, { waves: ['second'] })
    expect(second.state.finished?.status).toBe('passed')
  })
})

describe('a live recovery instance of this very execution', () => {
  test('does not keep a recovery from going on with it', async () => {
    const first = await drill(one, { mode: 'recovery', cancelAfterSeconds: 300 })
    const [job] = first.service.jobs
    first.service.settings.described = {
      [a]: { liveRecoveries: [{ recoveryInstanceId: 'i-1', ...(job === undefined ? {} : { jobId: job.jobId }) }] }
    }
    const second = await drillAgain(one, first, { mode: 'recovery' })
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.jobs).toHaveLength(1)
  })
})
