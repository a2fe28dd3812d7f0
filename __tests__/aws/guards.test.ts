import {
  DescribeJobLogItemsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeSourceServersCommand,
  GetLaunchConfigurationCommand
} from '@aws-sdk/client-drs'
import {
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  DescribeLaunchTemplateVersionsCommand
} from '@aws-sdk/client-ec2'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { drs, ec2, id, inputsOf, never, resetClients, sdkError, service } from './mocked-clients.js'

const [server, instance, job] = [id('s', 1), id('i', 1), id('drsjob', 1)]
afterEach(resetClients)

describe('observeRecoveries', () => {
  const recovery = { sourceServerID: server, recoveryInstanceID: instance, ec2InstanceID: id('i', 2), jobID: job }

  it('shows live recovery instances that DRS does not call a drill’s, and asks for nothing else', async () => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({
      items: [
        { ...recovery, ec2InstanceState: 'STOPPED' },
        { ...recovery, recoveryInstanceID: id('i', 3), ec2InstanceID: id('i', 4), isDrill: true },
        { ...recovery, recoveryInstanceID: id('i', 5), ec2InstanceID: id('i', 6), isDrill: false },
        { sourceServerID: id('s', 2), recoveryInstanceID: id('i', 7), isDrill: false, ec2InstanceState: 'RUNNING' },
        { recoveryInstanceID: id('i', 8), isDrill: false, ec2InstanceState: 'RUNNING' }
      ]
    })
    ec2.on(DescribeInstancesCommand).resolves({
      Reservations: [
        {
          Instances: [
            { InstanceId: id('i', 2), State: { Name: 'stopped' } },
            { InstanceId: id('i', 6), State: { Name: 'terminated' } }
          ]
        }
      ]
    })
    await expect(service.observeRecoveries([server, id('s', 2)], never)).resolves.toEqual([
      { sourceServerId: server, recoveryInstanceId: instance, ec2InstanceId: id('i', 2), jobId: job },
      { sourceServerId: id('s', 2), recoveryInstanceId: id('i', 7) }
    ])
    expect(inputsOf(drs, DescribeSourceServersCommand)).toEqual([])
    expect(inputsOf(drs, GetLaunchConfigurationCommand)).toEqual([])
  })

  it('asks EC2 nothing where DRS lists none, and fails where DRS does', async () => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [] })
    await expect(service.observeRecoveries([server], never)).resolves.toEqual([])
    expect(inputsOf(ec2, DescribeInstancesCommand)).toEqual([])
    drs.on(DescribeRecoveryInstancesCommand).rejects(sdkError('AccessDeniedException', 403))
    await expect(service.observeRecoveries([server], never)).rejects.toMatchObject({
      failure: { class: 'denied', operation: 'drs:DescribeRecoveryInstances' }
    })
  })
})

describe('every network interface', () => {
  const question = { sourceServerId: server, jobId: job, statusChecks: false }

  beforeEach(() => {
    drs.on(DescribeJobLogItemsCommand).rejects(sdkError('ResourceNotFoundException', 404))
    drs.on(DescribeSourceServersCommand).resolves({ items: [{ sourceServerID: server }] })
    drs.on(GetLaunchConfigurationCommand).resolves({ ec2LaunchTemplateID: 'lt-1' })
    ec2.on(DescribeInstancesCommand).resolves({ Reservations: [] })
    ec2.on(DescribeInstanceStatusCommand).resolves({ InstanceStatuses: [] })
  })

  it.each([
    [
      'of a template that names an interface that is there already',
      { NetworkInterfaces: [{ DeviceIndex: 0, NetworkInterfaceId: 'eni-1' }] },
      { networkInterfaceId: 'eni-1', securityGroupIds: [] }
    ],
    [
      'of a template with two',
      {
        NetworkInterfaces: [
          { DeviceIndex: 1, SubnetId: 'subnet-b' },
          { SubnetId: 'subnet-a', Groups: ['sg-1'] }
        ]
      },
      { subnetId: 'subnet-a', securityGroupIds: ['sg-1'], furtherInterfaces: [{ subnetId: 'subnet-b' }] }
    ],
    ['of a template with none', { SecurityGroupIds: ['sg-1'] }, { securityGroupIds: ['sg-1'] }],
    ['of a template without a word', undefined, { securityGroupIds: [] }]
  ])('is seen, %s', async (_what, LaunchTemplateData, seen) => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({ items: [] })
    ec2.on(DescribeLaunchTemplateVersionsCommand).resolves({
      LaunchTemplateVersions: [{ LaunchTemplateId: 'lt-1', VersionNumber: 1, LaunchTemplateData }]
    })
    const [sighting] = (await service.describeServers([server], never)).servers
    expect(sighting?.launchTemplate).toEqual({ id: 'lt-1', version: 1, ...seen })
  })

  it('is seen, of an instance', async () => {
    drs.on(DescribeRecoveryInstancesCommand).resolves({
      items: [{ sourceServerID: server, jobID: job, recoveryInstanceID: instance, ec2InstanceID: instance }]
    })
    const groups = (GroupId: string) => ({ Groups: [{ GroupId }, {}] })
    ec2.on(DescribeInstancesCommand).resolves({
      Reservations: [
        {
          Instances: [
            {
              InstanceId: instance,
              SubnetId: 'subnet-a',
              SecurityGroups: [{ GroupId: 'sg-1' }],
              NetworkInterfaces: [
                { SubnetId: 'subnet-a', ...groups('sg-1'), Attachment: { DeviceIndex: 0 } },
                { SubnetId: 'subnet-b', ...groups('sg-2'), Attachment: { DeviceIndex: 1, NetworkCardIndex: 0 } },
                { Attachment: { DeviceIndex: 0, NetworkCardIndex: 1 } },
                {}
              ]
            }
          ]
        }
      ]
    })
    const [sighting] = await service.observeInstances([question], never)
    expect(sighting).toMatchObject({
      subnetId: 'subnet-a',
      securityGroupIds: ['sg-1'],
      furtherInterfaces: [{ subnetId: 'subnet-b', securityGroupIds: ['sg-2'] }, { securityGroupIds: [] }]
    })
  })
})
