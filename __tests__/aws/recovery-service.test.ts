import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeSourceServersCommand,
  GetLaunchConfigurationCommand,
  StartRecoveryCommand
} from '@aws-sdk/client-drs'
import {
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  DescribeLaunchTemplateVersionsCommand
} from '@aws-sdk/client-ec2'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { drs, ec2, id, inputsOf, never, resetClients, sdkError, service, sts } from './mocked-clients.js'

const server = id('s', 1)
const job = id('drsjob', 1)
const instance = id('i', 1)

beforeEach(resetClients)

describe('identify', () => {
  it('says whose credentials these are, and where', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:role/dr' })
    await expect(service.identify(never)).resolves.toEqual({
      account: '123456789012',
      arn: 'arn:aws:iam::123456789012:role/dr',
      region: 'us-west-2'
    })
  })

  it.each([{}, { Account: '123456789012' }])('does not take %j for an identity', async (answer) => {
    sts.on(GetCallerIdentityCommand).resolves(answer)
    await expect(service.identify(never)).rejects.toMatchObject({
      failure: { class: 'unavailable', operation: 'sts:GetCallerIdentity' }
    })
  })
})

describe('listServers', () => {
  it('lists every server, all pages, without a filter that would leave some out', async () => {
    drs.on(DescribeSourceServersCommand).callsFake((input) =>
      input['nextToken'] === undefined
        ? {
            items: [
              {
                sourceServerID: server,
                sourceProperties: { identificationHints: { hostname: 'APP-1', fqdn: 'app-1.example' } },
                tags: { Tier: 'app ', 'Note\u202e': 'a\nb' }
              }
            ],
            nextToken: 'more'
          }
        : { items: [{ sourceServerID: id('s', 2), tags: { Name: 'batch' } }, { sourceServerID: id('s', 3) }, {}] }
    )
    await expect(service.listServers(never)).resolves.toEqual([
      {
        sourceServerId: server,
        hostname: 'APP-1',
        hostnames: ['APP-1', 'app-1.example'],
        tags: [
          { key: 'Tier', value: 'app ', shownKey: 'Tier', shownValue: 'app␣' },
          { key: 'Note\u202e', value: 'a\nb', shownKey: 'Note', shownValue: 'a b' }
        ]
      },
      {
        sourceServerId: id('s', 2),
        hostname: 'batch',
        hostnames: [],
        tags: [{ key: 'Name', value: 'batch', shownKey: 'Name', shownValue: 'batch' }]
      },
      { sourceServerId: id('s', 3), hostnames: [], tags: [] }
    ])
    expect(inputsOf(drs, DescribeSourceServersCommand)).toEqual([
      { maxResults: 1000 },
      { maxResults: 1000, nextToken: 'more' }
    ])
  })

  it('fails where it is refused', async () => {
    drs.on(DescribeSourceServersCommand).rejects(sdkError('AccessDeniedException', 403))
    await expect(service.listServers(never)).rejects.toMatchObject({
      failure: { class: 'denied', operation: 'drs:DescribeSourceServers' }
    })
  })
})

describe('describeServers', () => {
  beforeEach(() => {
    drs.on(DescribeJobLogItemsCommand).rejects(sdkError('ResourceNotFoundException', 404))
    drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [] })
    drs.on(GetLaunchConfigurationCommand).resolves({ launchDisposition: 'STARTED', postLaunchEnabled: false })
    ec2.on(DescribeInstancesCommand).resolves({ Reservations: [] })
    ec2.on(DescribeInstanceStatusCommand).resolves({ InstanceStatuses: [] })
    ec2.on(DescribeLaunchTemplateVersionsCommand).resolves({ LaunchTemplateVersions: [] })
  })

  it('shows what DRS knows of each, and leaves out those that it does not know', async () => {
    const items = [
      {
        sourceServerID: server,
        sourceProperties: { identificationHints: { hostname: 'db-1', fqdn: 'db-1.example' } },
        dataReplicationInfo: { dataReplicationState: 'CONTINUOUS', lagDuration: 'PT4M30S' }
      },
      { sourceServerID: id('s', 2), sourceProperties: { identificationHints: { hostname: '', fqdn: 'db-2.example' } } },
      { sourceServerID: id('s', 3), tags: { Name: 'db three' } },
      {}
    ]
    drs.on(DescribeSourceServersCommand).resolves({ items })
    drs.on(GetLaunchConfigurationCommand, { sourceServerID: id('s', 2) }).resolves({ launchDisposition: 'STOPPED' })
    drs
      .on(GetLaunchConfigurationCommand, { sourceServerID: id('s', 3) })
      .rejects(sdkError('ResourceNotFoundException', 404))
    const asked = [server, id('s', 2), id('s', 3), id('s', 4)]
    await expect(service.describeServers(asked, never).then(({ servers }) => servers)).resolves.toEqual([
      {
        sourceServerId: server,
        hostname: 'db-1',
        replicationState: 'CONTINUOUS',
        lag: 'PT4M30S',
        hasLaunchSettings: true,
        launchDisposition: 'STARTED',
        postLaunchActive: false
      },
      {
        sourceServerId: id('s', 2),
        hostname: 'db-2.example',
        hasLaunchSettings: true,
        launchDisposition: 'STOPPED'
      },
      { sourceServerId: id('s', 3), hostname: 'db three', hasLaunchSettings: false }
    ])
    expect(inputsOf(drs, DescribeSourceServersCommand)).toEqual([
      { filters: { sourceServerIDs: asked }, maxResults: 1000 }
    ])
  })

  it.each([
    ['knows no such job', sdkError('ResourceNotFoundException', 404)],
    ['takes its ID for none', sdkError('ValidationException', 400)]
  ])('finds out whether the log of a job may be read, though DRS %s', async (_what, error) => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [{ sourceServerID: server }] })
    drs.on(DescribeJobLogItemsCommand).rejects(error)
    expect((await service.describeServers([server], never)).servers).toHaveLength(1)
    expect(inputsOf(drs, DescribeJobLogItemsCommand)).toEqual([{ jobID: 'drsjob-00000000000000000', maxResults: 1 }])
  })

  it('tells where the log of a job may not be read', async () => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [{ sourceServerID: server }] })
    drs.on(DescribeJobLogItemsCommand).rejects(sdkError('AccessDeniedException', 403))
    await expect(service.describeServers([server], never)).resolves.toMatchObject({
      servers: [{ sourceServerId: server }],
      refused: [{ class: 'denied', operation: 'drs:DescribeJobLogItems' }]
    })
  })

  it('asks for 200 servers at a time, all pages', async () => {
    drs.on(DescribeSourceServersCommand).callsFake((input) => {
      const { sourceServerIDs } = input['filters'] as { sourceServerIDs: string[] }
      const [first, ...rest] = sourceServerIDs.map((sourceServerID) => ({ sourceServerID }))
      return input['nextToken'] === undefined ? { items: [first], nextToken: 'more' } : { items: rest }
    })
    const ids = Array.from({ length: 450 }, (_, index) => id('s', index))
    const found = (await service.describeServers(ids, never)).servers
    expect(found.map(({ sourceServerId }) => sourceServerId)).toEqual(ids)
    expect(inputsOf(drs, DescribeSourceServersCommand)).toHaveLength(6)
    expect(inputsOf(drs, GetLaunchConfigurationCommand)).toHaveLength(450)
  })

  it.each([
    ['runs', { isDrill: false, ec2InstanceState: 'RUNNING' }, 'running', true],
    ['is stopped', { isDrill: false, ec2InstanceState: 'STOPPED' }, 'stopped', true],
    ['runs, and DRS does not say what for', { ec2InstanceState: 'RUNNING' }, 'running', true],
    ['runs, though DRS says it is gone', { isDrill: false, ec2InstanceState: 'TERMINATED' }, 'running', true],
    ['runs by DRS’s word, though EC2 lists none', { isDrill: false, ec2InstanceState: 'RUNNING' }, undefined, true],
    ['is terminated, though DRS says it runs', { isDrill: false, ec2InstanceState: 'RUNNING' }, 'terminated', false],
    ['is terminated', { isDrill: false, ec2InstanceState: 'TERMINATED' }, undefined, false],
    ['is not found', { isDrill: false, ec2InstanceState: 'NOT_FOUND' }, undefined, false],
    ['is a drill’s', { isDrill: true, ec2InstanceState: 'RUNNING' }, 'running', false]
  ])('sees a recovery instance that %s', async (_what, members, state, isLive) => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [{ sourceServerID: server }] })
    const recovery = { sourceServerID: server, recoveryInstanceID: instance, ec2InstanceID: instance, jobID: job }
    drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [{ ...recovery, ...members }] })
    const found = state === undefined ? [] : [{ InstanceId: instance, State: { Name: state } }]
    ec2.on(DescribeInstancesCommand).resolves({ Reservations: [{ Instances: found }] })
    const [sighting] = (await service.describeServers([server], never)).servers
    expect(sighting?.liveRecoveries).toEqual(
      isLive ? [{ recoveryInstanceId: instance, ec2InstanceId: instance, jobId: job }] : undefined
    )
  })

  it('sees every live recovery of a server: one that is on its way out hides none that runs', async () => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [{ sourceServerID: server }] })
    const [leaving, running] = [id('i', 3), id('i', 4)]
    drs.on(DescribeRecoveryInstancesCommand).resolves({
      items: [
        { sourceServerID: server, recoveryInstanceID: leaving, ec2InstanceID: leaving, jobID: job, isDrill: false },
        { sourceServerID: server, recoveryInstanceID: running, ec2InstanceID: running, isDrill: false }
      ]
    })
    ec2.on(DescribeInstancesCommand).resolves({
      Reservations: [{ Instances: [{ InstanceId: leaving, State: { Name: 'shutting-down' } }] }]
    })
    const [sighting] = (await service.describeServers([server], never)).servers
    expect(sighting?.liveRecoveries).toEqual([
      { recoveryInstanceId: leaving, ec2InstanceId: leaving, jobId: job },
      { recoveryInstanceId: running, ec2InstanceId: running }
    ])
  })

  it('sees the instances that earlier drills have left', async () => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [{ sourceServerID: server }] })
    drs.on(DescribeRecoveryInstancesCommand).resolves({
      items: [
        { sourceServerID: server, recoveryInstanceID: instance, ec2InstanceID: instance, jobID: job, isDrill: true },
        { sourceServerID: server, recoveryInstanceID: id('i', 3), ec2InstanceState: 'TERMINATED', isDrill: true }
      ]
    })
    const [sighting] = (await service.describeServers([server], never)).servers
    expect(sighting).toMatchObject({
      earlierDrills: [{ recoveryInstanceId: instance, ec2InstanceId: instance, jobId: job }]
    })
    expect(sighting).not.toHaveProperty('liveRecoveries')
  })

  it('sees trouble with replication, staging and the last launch', async () => {
    drs.on(DescribeSourceServersCommand).resolves({
      items: [
        {
          sourceServerID: server,
          dataReplicationInfo: {
            dataReplicationState: 'STALLED',
            dataReplicationError: { error: 'AGENT_NOT_SEEN', rawError: 'no agent\u0007 for an hour' }
          },
          stagingArea: { status: 'EXTENSION_ERROR', errorMessage: 'the account is gone' },
          lastLaunchResult: 'FAILED',
          lifeCycle: { lastLaunch: { initiated: { apiCallDateTime: '2026-11-01T00:00:00Z', jobID: job } } }
        },
        {
          sourceServerID: id('s', 2),
          dataReplicationInfo: { dataReplicationError: { error: 'AGENT_NOT_SEEN' } },
          stagingArea: { status: 'NOT_EXTENDED' },
          lastLaunchResult: 'NOT_STARTED'
        }
      ]
    })
    expect((await service.describeServers([server, id('s', 2)], never)).servers).toMatchObject([
      {
        replicationError: expect.stringMatching(/^no agent.* for an hour$/),
        staging: { status: 'EXTENSION_ERROR', error: 'the account is gone' },
        lastLaunch: { result: 'FAILED', at: '2026-11-01T00:00:00Z', jobId: job }
      },
      { replicationError: 'AGENT_NOT_SEEN', lastLaunch: { result: 'NOT_STARTED' } }
    ])
  })

  it('sees where the default version of the launch template puts a server, all templates in a few pages', async () => {
    const [one, two] = ['lt-0123456789abcdef0', 'lt-0123456789abcdef1']
    const items = [server, id('s', 2), id('s', 3)].map((sourceServerID) => ({ sourceServerID }))
    drs.on(DescribeSourceServersCommand).resolves({ items })
    const templates = new Map([
      [server, one],
      [id('s', 2), two]
    ])
    drs.on(GetLaunchConfigurationCommand).callsFake((input) => ({
      ec2LaunchTemplateID: templates.get(String(input['sourceServerID'])) ?? 'lt-9'
    }))
    const interfaces = [
      { DeviceIndex: 1, SubnetId: 'subnet-b', Groups: ['sg-2'] },
      { DeviceIndex: 0, SubnetId: 'subnet-a', Groups: ['sg-1'] }
    ]
    ec2
      .on(DescribeLaunchTemplateVersionsCommand)
      .resolvesOnce({
        LaunchTemplateVersions: [
          { LaunchTemplateId: one, VersionNumber: 3, LaunchTemplateData: { NetworkInterfaces: interfaces } }
        ],
        NextToken: 'more'
      })
      .resolvesOnce({
        LaunchTemplateVersions: [
          { LaunchTemplateId: two, LaunchTemplateData: { SecurityGroupIds: ['sg-1', 'sg-1'] } },
          {}
        ]
      })
    const found = (await service.describeServers([server], never)).servers
    expect(found.map(({ launchTemplate }) => launchTemplate)).toEqual([
      {
        id: one,
        version: 3,
        subnetId: 'subnet-a',
        securityGroupIds: ['sg-1'],
        furtherInterfaces: [{ subnetId: 'subnet-b', securityGroupIds: ['sg-2'] }]
      },
      { id: two, securityGroupIds: ['sg-1'] },
      undefined
    ])
    expect(inputsOf(ec2, DescribeLaunchTemplateVersionsCommand)).toEqual([
      { Versions: ['$Default'], MaxResults: 200, NextToken: undefined },
      { Versions: ['$Default'], MaxResults: 200, NextToken: 'more' }
    ])
  })

  describe('in an account with more launch templates than servers', () => {
    const template = (number: number) => `lt-${String(number).padStart(17, '0')}`
    const versionOf = (LaunchTemplateId: string) => ({ LaunchTemplateId, VersionNumber: 1 })

    /** Servers with these templates, in an account that has `count` of them, 200 a page. */
    function account(count: number, wanted: readonly number[], deleted: readonly string[] = []) {
      const servers = wanted.map((number) => id('s', number))
      drs.on(DescribeSourceServersCommand).callsFake((input) => {
        const { sourceServerIDs } = input['filters'] as { sourceServerIDs: string[] }
        return {
          items: servers.filter((one) => sourceServerIDs.includes(one)).map((sourceServerID) => ({ sourceServerID }))
        }
      })
      drs.on(GetLaunchConfigurationCommand).callsFake((input) => ({
        ec2LaunchTemplateID: template(Number(String(input['sourceServerID']).slice(2)))
      }))
      const all = Array.from({ length: count }, (_, index) => template(index + 1)).filter(
        (one) => !deleted.includes(one)
      )
      ec2.on(DescribeLaunchTemplateVersionsCommand).callsFake((input) => {
        const named = input['LaunchTemplateId'] as string | undefined
        if (named !== undefined) {
          if (!all.includes(named)) throw sdkError('InvalidLaunchTemplateId.NotFound', 400)
          return { LaunchTemplateVersions: [versionOf(named)] }
        }
        const from = Number(input['NextToken'] ?? 0)
        const next = from + 200 < all.length ? { NextToken: String(from + 200) } : {}
        return { LaunchTemplateVersions: all.slice(from, from + 200).map(versionOf), ...next }
      })
    }

    it.each<[string, number, readonly number[], number]>([
      ['are all on the first page', 5000, [1, 2, 200], 1],
      ['are two on the last page', 5000, [1, 4999, 5000], 4],
      ['are the same', 5000, [5000, 5000, 5000], 2],
      ['are more than there are pages', 1000, Array.from({ length: 400 }, (_, index) => 601 + index), 5]
    ])('asks no more than it must where those of the servers %s', async (_what, count, wanted, calls) => {
      account(count, wanted)
      const asked = wanted.map((number) => id('s', number))
      const found = (await service.describeServers(asked, never)).servers
      expect(found.map(({ launchTemplate }) => launchTemplate?.id)).toEqual(wanted.map(template))
      expect(inputsOf(ec2, DescribeLaunchTemplateVersionsCommand)).toHaveLength(calls)
    })

    it('takes one that EC2 does not know for none', async () => {
      account(5000, [1, 4999, 5000], [template(4999)])
      const asked = [id('s', 1), id('s', 4999), id('s', 5000)]
      const found = (await service.describeServers(asked, never)).servers
      expect(found.map(({ launchTemplate }) => launchTemplate?.id)).toEqual([template(1), undefined, template(5000)])
    })
  })

  it.each([
    ['an instance that is there already', { launchIntoEC2InstanceID: instance }, instance],
    ['no instance', { launchIntoEC2InstanceID: '' }, undefined],
    ['nothing', {}, undefined]
  ])('sees that launch settings launch into %s', async (_what, launchIntoInstanceProperties, launchInto) => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [{ sourceServerID: server }] })
    drs.on(GetLaunchConfigurationCommand).resolves({ launchIntoInstanceProperties })
    const [sighting] = (await service.describeServers([server], never)).servers
    expect(sighting?.launchInto).toBe(launchInto)
  })

  it('sees a live recovery of which little is known', async () => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [{ sourceServerID: server }] })
    drs.on(DescribeRecoveryInstancesCommand).resolves({
      items: [
        { sourceServerID: id('s', 2), recoveryInstanceID: id('i', 2) },
        { sourceServerID: server },
        { sourceServerID: server, recoveryInstanceID: instance }
      ]
    })
    const [sighting] = (await service.describeServers([server], never)).servers
    expect(sighting?.liveRecoveries).toEqual([{ recoveryInstanceId: instance }])
  })

  it.each([
    ['ec2:DescribeInstances', DescribeInstancesCommand],
    ['ec2:DescribeLaunchTemplateVersions', DescribeLaunchTemplateVersionsCommand],
    ['ec2:DescribeInstanceStatus', DescribeInstanceStatusCommand]
  ])('finds out that %s is not allowed before anything is started', async (action, command) => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [] })
    ec2.on(command).rejects(sdkError('UnauthorizedOperation', 403, 'You are not authorized to perform this operation.'))
    await expect(service.describeServers([server], never)).resolves.toMatchObject({
      refused: [{ class: 'denied', operation: action, message: expect.stringContaining(`add ${action} to`) }]
    })
  })

  it('rehearses with one page, however many instances the account has', async () => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [] })
    ec2.on(DescribeInstanceStatusCommand).resolves({ InstanceStatuses: [], NextToken: 'more' })
    await service.describeServers([server], never)
    expect(inputsOf(ec2, DescribeInstanceStatusCommand)).toEqual([{ MaxResults: 5, IncludeAllInstances: false }])
    expect(inputsOf(ec2, DescribeInstancesCommand)).toEqual([
      { Filters: [{ Name: 'instance-id', Values: ['i-00000000000000000'] }], MaxResults: 1000 }
    ])
  })

  it('tells of every read that is refused, not of the first alone', async () => {
    const ofDrs = [
      DescribeSourceServersCommand,
      DescribeRecoveryInstancesCommand,
      DescribeJobLogItemsCommand,
      GetLaunchConfigurationCommand
    ]
    const ofEc2 = [DescribeInstancesCommand, DescribeInstanceStatusCommand, DescribeLaunchTemplateVersionsCommand]
    for (const command of ofDrs) drs.on(command).rejects(sdkError('AccessDeniedException', 403))
    for (const command of ofEc2) ec2.on(command).rejects(sdkError('UnauthorizedOperation', 403))
    const { servers, refused = [] } = await service.describeServers([server, id('s', 2)], never)
    expect(servers).toEqual([])
    expect(refused.map(({ operation }) => operation)).toEqual([
      'drs:DescribeSourceServers',
      'drs:DescribeRecoveryInstances',
      'ec2:DescribeInstances',
      'ec2:DescribeInstanceStatus',
      'drs:DescribeJobLogItems',
      'drs:GetLaunchConfiguration',
      'ec2:DescribeLaunchTemplateVersions'
    ])
  })

  it('fails where a read gets no answer, or DRS is not initialised: that is for all of it', async () => {
    drs.on(DescribeSourceServersCommand).resolves({ items: [] })
    drs.on(DescribeRecoveryInstancesCommand).rejects(sdkError('UninitializedAccountException', 400))
    await expect(service.describeServers([server], never)).rejects.toMatchObject({
      failure: { class: 'uninitialised' }
    })
  })

  it('stops asking for launch settings once they are refused', async () => {
    const items = Array.from({ length: 50 }, (_, index) => ({ sourceServerID: id('s', index) }))
    drs.on(DescribeSourceServersCommand).resolves({ items })
    drs.on(GetLaunchConfigurationCommand).rejects(sdkError('AccessDeniedException', 403))
    await expect(service.describeServers([server], never)).resolves.toMatchObject({
      refused: [{ class: 'denied', operation: 'drs:GetLaunchConfiguration' }]
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(inputsOf(drs, GetLaunchConfigurationCommand).length).toBeLessThan(20)
  })
})

describe('surveyJobs', () => {
  it('reads all pages of the jobs that this execution may have started', async () => {
    const tags = { 'drs-drill:execution': 'exec', 'drs-drill:wave': 'app' }
    drs
      .on(DescribeJobsCommand)
      .resolvesOnce({ items: [{ jobID: job, status: 'STARTED', tags, type: 'LAUNCH' }], nextToken: 'more' })
      .resolvesOnce({
        items: [{ jobID: id('drsjob', 2), status: 'PENDING', participatingServers: [{ sourceServerID: server }] }]
      })
    await expect(service.surveyJobs('exec', new Set([server]), never)).resolves.toEqual({
      own: [{ jobId: job, status: 'STARTED', participants: [], type: 'LAUNCH', wave: 'app' }],
      foreign: { jobs: 1, servers: 1, holding: [{ sourceServerId: server, jobId: id('drsjob', 2) }] },
      terminations: []
    })
    const filters = { fromDate: '2026-10-18T14:00:00.000Z' }
    expect(inputsOf(drs, DescribeJobsCommand)).toEqual([
      { filters, maxResults: 1000 },
      { filters, maxResults: 1000, nextToken: 'more' }
    ])
  })

  it('fails rather than pass half a list for the whole', async () => {
    drs.on(DescribeJobsCommand).resolves({ items: [], nextToken: 'again' })
    await expect(service.surveyJobs('exec', new Set(), never)).rejects.toMatchObject({
      failure: { class: 'unavailable', operation: 'drs:DescribeJobs' }
    })
  })
})

describe('startJob', () => {
  const tags = { executionId: 'exec', plan: 'payments', wave: 'app' }

  it.each([true, false])('says explicitly whether it is a drill: %s', async (isDrill) => {
    drs.on(StartRecoveryCommand).resolves({ job: { jobID: job, status: 'PENDING' } })
    await expect(service.startJob([server, id('s', 2)], isDrill, tags, never)).resolves.toEqual({
      jobId: job,
      status: 'PENDING',
      participants: []
    })
    expect(inputsOf(drs, StartRecoveryCommand)).toEqual([
      {
        sourceServers: [{ sourceServerID: server }, { sourceServerID: id('s', 2) }],
        isDrill,
        tags: { 'drs-drill:execution': 'exec', 'drs-drill:plan': 'payments', 'drs-drill:wave': 'app' }
      }
    ])
  })

  it.each([{}, { job: {} }, { job: { jobID: '' } }])('may have been executed when DRS answers %j', async (answer) => {
    drs.on(StartRecoveryCommand).resolves(answer)
    await expect(service.startJob([server], true, tags, never)).rejects.toMatchObject({
      failure: { class: 'unavailable', operation: 'drs:StartRecovery' }
    })
  })

  it('throws a failure of its class', async () => {
    drs.on(StartRecoveryCommand).rejects(sdkError('ConflictException', 409, 'server is in a job'))
    await expect(service.startJob([server], true, tags, never)).rejects.toMatchObject({
      name: 'FailedCall',
      failure: { class: 'conflict', operation: 'drs:StartRecovery' }
    })
  })
})

describe('observeJobs', () => {
  it('asks for a thousand at a time, and for nothing when there is none', async () => {
    drs.on(DescribeJobsCommand).callsFake((input) => ({
      items: (input['filters'] as { jobIDs: string[] }).jobIDs.slice(1).map((jobID) => ({ jobID, status: 'STARTED' }))
    }))
    await expect(service.observeJobs([], never)).resolves.toEqual([])
    const ids = Array.from({ length: 1200 }, (_, index) => id('drsjob', index))
    // The first of each part is one that DRS does not show.
    await expect(service.observeJobs(ids, never)).resolves.toHaveLength(1198)
    expect(inputsOf(drs, DescribeJobsCommand)).toHaveLength(2)
  })
})

describe('readJobLog', () => {
  it('reads all pages', async () => {
    drs
      .on(DescribeJobLogItemsCommand)
      .resolvesOnce({ items: [{ event: 'JOB_START', logDateTime: '2026-11-23T14:00:00Z' }], nextToken: 'more' })
      .resolvesOnce({ items: [{ event: 'JOB_END', logDateTime: '2026-11-23T14:10:00Z' }] })
    await expect(service.readJobLog(job, never)).resolves.toMatchObject([{ event: 'JOB_START' }, { event: 'JOB_END' }])
    expect(inputsOf(drs, DescribeJobLogItemsCommand)).toMatchObject([{ jobID: job }, { jobID: job, nextToken: 'more' }])
  })
})

describe('observeInstances', () => {
  const question = { sourceServerId: server, jobId: job, statusChecks: false }
  const recoveryInstance = {
    sourceServerID: server,
    jobID: job,
    recoveryInstanceID: instance,
    ec2InstanceID: instance,
    ec2InstanceState: 'RUNNING',
    isDrill: true,
    pointInTimeSnapshotDateTime: '2026-11-23T13:50:00Z'
  }

  beforeEach(() => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [recoveryInstance] })
    ec2
      .on(DescribeInstancesCommand)
      .resolves({ Reservations: [{ Instances: [{ InstanceId: instance, State: { Name: 'running' } }] }] })
  })

  it('shows the instance as EC2 does, with the recovery point of DRS', async () => {
    ec2.on(DescribeInstancesCommand).resolves({
      Reservations: [
        {
          Instances: [
            {
              InstanceId: instance,
              State: { Name: 'stopped' },
              InstanceType: 'm5.large',
              Placement: { AvailabilityZone: 'us-west-2a' },
              SubnetId: 'subnet-1',
              SecurityGroups: [{ GroupId: 'sg-1' }, {}],
              PrivateIpAddress: '10.0.0.7'
            }
          ]
        }
      ]
    })
    await expect(service.observeInstances([question], never)).resolves.toEqual([
      {
        sourceServerId: server,
        jobId: job,
        recoveryInstanceId: instance,
        ec2InstanceId: instance,
        state: 'stopped',
        type: 'm5.large',
        availabilityZone: 'us-west-2a',
        subnetId: 'subnet-1',
        securityGroupIds: ['sg-1'],
        privateIp: '10.0.0.7',
        recoveryPoint: '2026-11-23T13:50:00.000Z',
        isDrill: true
      }
    ])
    expect(inputsOf(ec2, DescribeInstancesCommand)).toEqual([
      { Filters: [{ Name: 'instance-id', Values: [instance] }], MaxResults: 1000 }
    ])
    expect(inputsOf(ec2, DescribeInstanceStatusCommand)).toEqual([])
  })

  it('never takes the instance of another job or server for this one', async () => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({
      items: [
        { ...recoveryInstance, jobID: id('drsjob', 9) },
        { ...recoveryInstance, sourceServerID: id('s', 9) }
      ]
    })
    await expect(service.observeInstances([question], never)).resolves.toEqual([
      { sourceServerId: server, jobId: job, state: 'missing' }
    ])
    expect(inputsOf(ec2, DescribeInstancesCommand)).toEqual([])
  })

  it('prefers the one of several entries of the job that has an instance', async () => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({
      items: [{ ...recoveryInstance, ec2InstanceID: undefined }, recoveryInstance]
    })
    await expect(service.observeInstances([question], never)).resolves.toMatchObject([{ state: 'running' }])
  })

  it.each([
    ['EC2 does not list it', recoveryInstance, instance],
    ['DRS does not find it', { ...recoveryInstance, ec2InstanceState: 'NOT_FOUND' }, instance],
    ['DRS knows no EC2 instance yet', { ...recoveryInstance, ec2InstanceID: undefined }, undefined]
  ])('is missing when %s', async (_why, item, ec2InstanceId) => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [item] })
    ec2.on(DescribeInstancesCommand).resolves({})
    const [sighting] = await service.observeInstances([{ ...question, statusChecks: true }], never)
    expect(sighting).toMatchObject({ state: 'missing', recoveryInstanceId: instance })
    expect(sighting?.ec2InstanceId).toBe(ec2InstanceId)
    expect(sighting).not.toHaveProperty('statusChecks')
    expect(inputsOf(ec2, DescribeInstanceStatusCommand)).toEqual([])
  })

  it('is unknown when EC2 gives no state, and may lack everything else', async () => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({
      items: [{ sourceServerID: server, jobID: job, ec2InstanceID: instance, pointInTimeSnapshotDateTime: 'soon' }]
    })
    ec2.on(DescribeInstancesCommand).resolves({ Reservations: [{}, { Instances: [{}, { InstanceId: instance }] }] })
    await expect(service.observeInstances([question], never)).resolves.toEqual([
      { sourceServerId: server, jobId: job, ec2InstanceId: instance, state: 'unknown' }
    ])
  })

  it.each([
    ['ok', 'ok', 'ok'],
    ['ok', 'initializing', 'initializing'],
    ['impaired', 'ok', 'impaired'],
    ['initializing', 'impaired', 'impaired'],
    ['not-applicable', 'ok', 'not-applicable'],
    ['ok', 'brand-new', 'brand-new'],
    [undefined, 'ok', 'insufficient-data'],
    ['ok', undefined, 'insufficient-data']
  ])('has status checks %s and %s, together %s', async (system, own, expected) => {
    ec2.on(DescribeInstanceStatusCommand).resolves({
      InstanceStatuses: [
        {
          InstanceId: instance,
          ...(system !== undefined && { SystemStatus: { Status: system } }),
          ...(own !== undefined && { InstanceStatus: { Status: own } })
        }
      ]
    })
    const [sighting] = await service.observeInstances([{ ...question, statusChecks: true }], never)
    expect(sighting?.statusChecks).toBe(expected)
    expect(inputsOf(ec2, DescribeInstanceStatusCommand)).toEqual([
      { InstanceIds: [instance], IncludeAllInstances: true }
    ])
  })

  it('has no status checks while EC2 says nothing of them', async () => {
    const asked = [{ ...question, statusChecks: true }]
    ec2.on(DescribeInstanceStatusCommand).resolvesOnce({ InstanceStatuses: [] })
    expect((await service.observeInstances(asked, never))[0]).not.toHaveProperty('statusChecks')
    // Gone between the two calls: EC2 refuses to speak of an instance that it does not know.
    ec2.on(DescribeInstanceStatusCommand).rejects(sdkError('InvalidInstanceID.NotFound', 400))
    expect((await service.observeInstances(asked, never))[0]).not.toHaveProperty('statusChecks')
    ec2.on(DescribeInstanceStatusCommand).rejects(sdkError('UnauthorizedOperation', 403))
    await expect(service.observeInstances(asked, never)).rejects.toMatchObject({ failure: { class: 'denied' } })
  })

  it('answers each of many questions, in their order', async () => {
    const questions = Array.from({ length: 450 }, (_, index) => ({
      sourceServerId: id('s', index),
      jobId: job,
      statusChecks: index % 2 === 0
    }))
    drs.on(DescribeRecoveryInstancesCommand).callsFake((input) => ({
      items: (input['filters'] as { sourceServerIDs: string[] }).sourceServerIDs.map((sourceServerID) => ({
        ...recoveryInstance,
        sourceServerID,
        ec2InstanceID: sourceServerID.replace('s-', 'i-')
      }))
    }))
    ec2.on(DescribeInstancesCommand).callsFake((input) => {
      const [filter] = input['Filters'] as [{ Values: string[] }]
      const [first, ...rest] = filter.Values.map((InstanceId) => ({ InstanceId, State: { Name: 'running' } }))
      return input['NextToken'] === undefined
        ? { Reservations: [{ Instances: [first] }], NextToken: 'more' }
        : { Reservations: [{ Instances: rest }] }
    })
    ec2.on(DescribeInstanceStatusCommand).callsFake((input) => ({
      InstanceStatuses: (input['InstanceIds'] as string[]).map((InstanceId) => ({
        InstanceId,
        SystemStatus: { Status: 'ok' },
        InstanceStatus: { Status: 'ok' }
      }))
    }))
    const sightings = await service.observeInstances(questions, never)
    expect(sightings.map(({ sourceServerId, state, statusChecks }) => [sourceServerId, state, statusChecks])).toEqual(
      questions.map(({ sourceServerId }, index) => [sourceServerId, 'running', index % 2 === 0 ? 'ok' : undefined])
    )
    expect(inputsOf(drs, DescribeRecoveryInstancesCommand)).toHaveLength(3)
    expect(inputsOf(ec2, DescribeInstancesCommand)).toHaveLength(6)
    expect(inputsOf(ec2, DescribeInstanceStatusCommand)).toHaveLength(3)
  })

  it('asks nothing when there is no question', async () => {
    await expect(service.observeInstances([], never)).resolves.toEqual([])
    expect(inputsOf(drs, DescribeRecoveryInstancesCommand)).toEqual([])
  })
})
