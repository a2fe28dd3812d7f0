import {
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  TerminateRecoveryInstancesCommand,
  type Job
} from '@aws-sdk/client-drs'
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { drs, ec2, id, inputsOf, never, resetClients, sdkError, service } from './mocked-clients.js'

const server = id('s', 1)
const job = id('drsjob', 1)
const recovery = id('i', 11)
const instance = id('i', 1)
const tags = { 'drs-drill:execution': 'exec', 'drs-drill:wave': 'app' }

const launchJob: Job = {
  jobID: job,
  type: 'LAUNCH',
  status: 'COMPLETED',
  tags,
  participatingServers: [{ sourceServerID: server, launchStatus: 'LAUNCHED' }]
}

const item = {
  sourceServerID: server,
  jobID: job,
  recoveryInstanceID: recovery,
  ec2InstanceID: instance,
  ec2InstanceState: 'RUNNING',
  isDrill: true
}

const list = (known: readonly string[] = []) => service.listInstances('exec', known, never)

/** What EC2 knows: the state of each of these instances, in its own words. */
function inEc2(states: Readonly<Record<string, string | undefined>>): void {
  ec2.on(DescribeInstancesCommand).resolves({
    Reservations: [
      {
        Instances: Object.entries(states).map(([InstanceId, Name]) => ({
          InstanceId,
          ...(Name === undefined ? {} : { State: { Name } })
        }))
      }
    ]
  })
}

beforeEach(() => {
  resetClients()
  drs.on(DescribeJobsCommand).resolves({ items: [launchJob] })
  drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [item] })
  inEc2({ [instance]: 'running' })
})

describe('the instances of an execution', () => {
  it('are told apart from those that were there before DRS launched into them', async () => {
    const tagged = (InstanceId: string, Value: string) => ({
      InstanceId,
      State: { Name: 'running' as const },
      Tags: [
        { Key: 'Name', Value: 'db' },
        { Key: 'AWSDRS', Value }
      ]
    })
    const [forgotten, other] = [id('i', 2), id('i', 3)]
    ec2.on(DescribeInstancesCommand).resolves({
      Reservations: [
        {
          Instances: [
            tagged(instance, 'AllowLaunchingIntoThisInstance'),
            tagged(forgotten, 'AllowLaunchingIntoThisInstance'),
            tagged(other, 'no')
          ]
        }
      ]
    })
    const { instances } = await list([forgotten, other])
    expect(instances.map(({ ec2InstanceId, existedBefore }) => [ec2InstanceId, existedBefore])).toEqual([
      [instance, true],
      [forgotten, true],
      [other, undefined]
    ])
  })

  it('are those of its own launch jobs, as EC2 has them', async () => {
    await expect(list()).resolves.toEqual({
      instances: [
        {
          sourceServerId: server,
          jobId: job,
          recoveryInstanceId: recovery,
          ec2InstanceId: instance,
          wave: 'app',
          state: 'running',
          isDrill: true
        }
      ],
      launching: [],
      shown: [job],
      unlisted: []
    })
    expect(inputsOf(drs, DescribeJobsCommand)).toEqual([
      { filters: { fromDate: '2026-10-18T14:00:00.000Z' }, maxResults: 1000 }
    ])
    expect(inputsOf(drs, DescribeRecoveryInstancesCommand)).toEqual([
      { filters: { sourceServerIDs: [server] }, maxResults: 1000 }
    ])
    expect(inputsOf(ec2, DescribeInstancesCommand)).toEqual([
      { Filters: [{ Name: 'instance-id', Values: [instance] }], MaxResults: 1000 }
    ])
  })

  it.each<[string, { [K in keyof Job]?: Job[K] | undefined }]>([
    ['another execution', { tags: { ...tags, 'drs-drill:execution': 'exec-2' } }],
    ['nobody’s tags', { tags: {} }],
    ['no tags at all', { tags: undefined }],
    ['a job that terminates', { type: 'TERMINATE' }],
    ['a job that converts a snapshot', { type: 'CREATE_CONVERTED_SNAPSHOT' }]
  ])('are none of %s', async (_what, members) => {
    drs.on(DescribeJobsCommand).resolves({ items: [{ ...launchJob, ...members }] })
    await expect(list()).resolves.toEqual({ instances: [], launching: [], shown: [], unlisted: [] })
    expect(inputsOf(drs, DescribeRecoveryInstancesCommand)).toEqual([])
  })

  it('are none that another job launched for the same server, or nobody knows which', async () => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({
      items: [
        { ...item, jobID: id('drsjob', 9) },
        { ...item, jobID: undefined }
      ]
    })
    await expect(list()).resolves.toMatchObject({ instances: [], launching: [] })
    expect(inputsOf(ec2, DescribeInstancesCommand)).toEqual([])
  })

  it.each([
    [true, true],
    [false, false],
    [undefined, undefined]
  ])('are a drill’s only when DRS itself says so: isDrill %s', async (isDrill, expected) => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [{ ...item, isDrill }] })
    expect((await list()).instances[0]?.isDrill).toBe(expected)
  })

  it.each([
    ['shutting-down', 'shutting-down'],
    ['terminated', 'terminated'],
    [undefined, 'missing']
  ])('are in the state that EC2 names, whatever DRS says: %s', async (name, state) => {
    inEc2({ [instance]: name })
    expect((await list()).instances[0]?.state).toBe(state)
  })

  it('are missing where EC2 does not know them, and may lack every ID and tag', async () => {
    inEc2({})
    expect((await list()).instances[0]?.state).toBe('missing')
    drs.on(DescribeJobsCommand).resolves({ items: [{ ...launchJob, tags: { 'drs-drill:execution': 'exec' } }] })
    drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [{ jobID: job, isDrill: true }] })
    await expect(list()).resolves.toEqual({
      instances: [{ sourceServerId: '', jobId: job, state: 'missing', isDrill: true }],
      launching: [],
      shown: [job],
      unlisted: [{ sourceServerId: server, jobId: job }]
    })
  })

  it('that DRS has forgotten are asked of EC2 all the same, once each', async () => {
    const forgotten = id('i', 2)
    inEc2({ [instance]: 'running', [forgotten]: 'shutting-down' })
    const { instances } = await list([instance, forgotten, id('i', 3)])
    expect(instances.map(({ ec2InstanceId, state, sourceServerId }) => [ec2InstanceId, state, sourceServerId])).toEqual(
      [
        [instance, 'running', server],
        [forgotten, 'shutting-down', ''],
        [id('i', 3), 'missing', '']
      ]
    )
    expect(inputsOf(ec2, DescribeInstancesCommand)).toMatchObject([
      { Filters: [{ Values: [instance, forgotten, id('i', 3)] }] }
    ])
  })

  it('may still be on their way: its launch jobs that run are named with their servers', async () => {
    drs.on(DescribeJobsCommand).resolves({
      items: [
        { ...launchJob, status: 'STARTED' },
        { ...launchJob, jobID: id('drsjob', 2), status: 'PENDING', participatingServers: undefined },
        {
          ...launchJob,
          jobID: id('drsjob', 3),
          status: undefined,
          participatingServers: [{ launchStatus: 'PENDING' }]
        },
        { ...launchJob, jobID: undefined, status: 'STARTED', participatingServers: [] }
      ]
    })
    expect((await list()).launching).toEqual([
      { jobId: job, status: 'STARTED', wave: 'app', sourceServerIds: [server] },
      { jobId: id('drsjob', 2), status: 'PENDING', wave: 'app', sourceServerIds: [] },
      { jobId: id('drsjob', 3), status: 'UNKNOWN', wave: 'app', sourceServerIds: [] }
    ])
  })

  it('may still be on their way in a job that is called COMPLETED, for half an hour', async () => {
    const participants = [
      { sourceServerID: server, launchStatus: 'PENDING' as const },
      { sourceServerID: id('s', 2), launchStatus: 'LAUNCHED' as const }
    ]
    const completed = { ...launchJob, status: 'COMPLETED' as const, participatingServers: participants }
    drs.on(DescribeJobsCommand).resolves({ items: [completed] })
    expect((await list()).launching).toEqual([
      { jobId: job, status: 'COMPLETED', wave: 'app', sourceServerIds: [server] }
    ])
    drs.on(DescribeJobsCommand).resolves({ items: [{ ...completed, endDateTime: '2020-01-01T00:00:00Z' }] })
    expect((await list()).launching).toEqual([])
    // Where DRS does not say when it ended, it is given the time of a long conversion.
    drs.on(DescribeJobsCommand).resolves({ items: [{ ...completed, creationDateTime: '2026-11-23T07:31:00Z' }] })
    expect((await list()).launching).toHaveLength(1)
    drs.on(DescribeJobsCommand).resolves({ items: [{ ...completed, creationDateTime: '2026-11-23T07:29:00Z' }] })
    expect((await list()).launching).toEqual([])
  })

  it.each([
    ['START_DRILL', true],
    ['START_RECOVERY', false],
    ['DIAGNOSTIC', undefined]
  ] as const)('that are on their way by %s are a drill’s: %s', async (initiatedBy, isDrill) => {
    drs.on(DescribeJobsCommand).resolves({ items: [{ ...launchJob, status: 'STARTED', initiatedBy }] })
    expect((await list()).launching[0]?.isDrill).toBe(isDrill)
  })

  describe('that DRS calls LAUNCHED and does not list yet', () => {
    const ended = (endDateTime: string) => ({ ...launchJob, initiatedBy: 'START_DRILL' as const, endDateTime })
    const unlisted = async (...jobs: readonly Job[]) => {
      drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [] })
      drs.on(DescribeJobsCommand).resolves({ items: [...jobs] })
      return (await list()).unlisted
    }

    it('are named, with their job, for half an hour', async () => {
      const named = [{ sourceServerId: server, jobId: job, wave: 'app', isDrill: true }]
      expect(await unlisted(ended('2026-11-23T13:31:00Z'))).toEqual(named)
      expect(await unlisted({ ...ended('2026-11-23T13:31:00Z'), status: 'STARTED' })).toEqual(named)
      expect(await unlisted(ended('2026-11-23T13:29:00Z'))).toEqual([])
    })

    it('are not those that failed, or are still being launched', async () => {
      for (const launchStatus of ['FAILED', 'IN_PROGRESS', 'TERMINATED'] as const) {
        const participatingServers = [{ sourceServerID: server, launchStatus }]
        expect(await unlisted({ ...ended('2026-11-23T13:59:00Z'), participatingServers })).toEqual([])
      }
    })

    it.each(['TERMINATE', 'LAUNCH'] as const)('are not those of which a later job says more: %s', async (type) => {
      const first = { ...ended('2026-11-23T13:50:00Z'), creationDateTime: '2026-11-23T13:40:00Z' }
      const later: Job = {
        jobID: id('drsjob', 2),
        type,
        status: 'STARTED',
        creationDateTime: '2026-11-23T13:55:00Z',
        participatingServers: [{ sourceServerID: server, launchStatus: 'PENDING' }]
      }
      expect(await unlisted(first, later)).toEqual([])
      expect(await unlisted(first, { ...later, creationDateTime: '2026-11-23T13:30:00Z' })).toHaveLength(1)
      const failed = { ...later, participatingServers: [{ sourceServerID: server, launchStatus: 'FAILED' as const }] }
      expect(await unlisted(first, failed)).toHaveLength(1)
    })
  })

  it('are all read, page by page, of as many servers as there are', async () => {
    const servers = Array.from({ length: 250 }, (_, index) => id('s', index))
    const participatingServers = servers.map((sourceServerID) => ({ sourceServerID }))
    drs.on(DescribeJobsCommand).resolves({ items: [{ ...launchJob, participatingServers }] })
    drs.on(DescribeRecoveryInstancesCommand).callsFake((input) => ({
      items: (input['filters'] as { sourceServerIDs: string[] }).sourceServerIDs.map((sourceServerID) => ({
        ...item,
        sourceServerID,
        ec2InstanceID: sourceServerID.replace('s-', 'i-')
      }))
    }))
    expect((await list()).instances).toHaveLength(250)
    expect(inputsOf(drs, DescribeRecoveryInstancesCommand)).toHaveLength(2)
    expect(inputsOf(ec2, DescribeInstancesCommand)).toHaveLength(2)
  })

  it('are never half a list: a permission that is missing is said', async () => {
    drs.on(DescribeRecoveryInstancesCommand).rejects(sdkError('AccessDeniedException', 403))
    await expect(list()).rejects.toMatchObject({
      failure: { class: 'denied', operation: 'drs:DescribeRecoveryInstances' }
    })
  })
})

describe('a termination', () => {
  it('names the recovery instances, and is followed by its job', async () => {
    drs.on(TerminateRecoveryInstancesCommand).resolves({ job: { jobID: job, status: 'PENDING' } })
    await expect(service.terminateInstances([recovery, id('i', 12)], never)).resolves.toEqual({
      jobId: job,
      status: 'PENDING',
      participants: []
    })
    expect(inputsOf(drs, TerminateRecoveryInstancesCommand)).toEqual([{ recoveryInstanceIDs: [recovery, id('i', 12)] }])
  })

  it.each([{}, { job: {} }, { job: { jobID: '' } }])('may have been executed when DRS answers %j', async (answer) => {
    drs.on(TerminateRecoveryInstancesCommand).resolves(answer)
    await expect(service.terminateInstances([recovery], never)).rejects.toMatchObject({
      failure: { class: 'unavailable', operation: 'drs:TerminateRecoveryInstances' }
    })
  })

  it('is refused with a failure of its class', async () => {
    drs.on(TerminateRecoveryInstancesCommand).rejects(sdkError('ConflictException', 409, 'the server is in a job'))
    await expect(service.terminateInstances([recovery], never)).rejects.toMatchObject({
      name: 'FailedCall',
      failure: { class: 'conflict', operation: 'drs:TerminateRecoveryInstances' }
    })
  })
})
