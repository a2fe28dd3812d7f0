import {
  DescribeSourceServersCommand,
  GetLaunchConfigurationCommand,
  ListTagsForResourceCommand,
  TagResourceCommand
} from '@aws-sdk/client-drs'
import { DescribeInstancesCommand, DescribeLaunchTemplateVersionsCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { loadScenario } from '../../simulator/index.js'
import { firstServer, inWorld } from './clients.js'
import { completed, startDrill } from './drills.js'

describe('a scenario', () => {
  it('is read from YAML; what all servers share gives way to what one says', async () => {
    const scenario = loadScenario(`
      serverCount: 0
      serverDefaults: { tags: { App: payments }, lag: PT4M30S }
      servers:
        - { id: ${firstServer}, hostname: db-1 }
        - { id: s-00000000000000002, lag: null, extended: { stagingAccount: "210987654321" } }
    `)
    await inWorld(scenario, async ({ drs }) => {
      const { items } = await drs.send(new DescribeSourceServersCommand({}))
      expect(items).toMatchObject([
        {
          tags: { App: 'payments' },
          sourceProperties: { identificationHints: { hostname: 'db-1' } },
          dataReplicationInfo: { lagDuration: 'PT4M30S' }
        },
        { tags: { App: 'payments' }, stagingArea: { status: 'EXTENDED', stagingAccountID: '210987654321' } }
      ])
      expect(items?.[1]?.dataReplicationInfo).not.toHaveProperty('lagDuration')
    })
  })

  it.each([
    ['unknown keys', 'serverz: 3'],
    ['unknown keys of servers', 'serverDefaults: { outcom: failed }'],
    ['bare numbers for durations', 'jobs: { visibleAfter: 30 }'],
    ['outcomes that nobody knows', 'serverDefaults: { outcome: exploded }'],
    ['a server twice', `{ serverCount: 1, servers: [{ id: ${firstServer} }] }`]
  ])('with %s is refused', (_what, yamlText) => {
    expect(() => loadScenario(yamlText)).toThrow(/The scenario cannot be used/)
  })

  it('can change while it is played', async () => {
    await inWorld({ serverCount: 1 }, async ({ drs, simulator }) => {
      simulator.update({ serverDefaults: { replicationState: 'DISCONNECTED' } })
      const { items } = await drs.send(new DescribeSourceServersCommand({}))
      expect(items?.[0]?.dataReplicationInfo?.dataReplicationState).toBe('DISCONNECTED')
    })
  })

  it('has launch templates, of which the default version counts', async () => {
    const launchTemplate = {
      version: 2,
      subnetId: 'subnet-isolated',
      otherVersions: [{ version: 3, subnetId: 'subnet-production', securityGroupIds: ['sg-1', 'sg-2'] }]
    }
    await inWorld({ serverDefaults: { launchTemplate } }, async ({ drs, ec2 }) => {
      const settings = await drs.send(new GetLaunchConfigurationCommand({ sourceServerID: firstServer }))
      const LaunchTemplateId = settings.ec2LaunchTemplateID ?? ''
      const ask = async (Versions: string[]): Promise<unknown[]> => {
        const request = new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId, Versions })
        const { LaunchTemplateVersions = [] } = await ec2.send(request)
        return LaunchTemplateVersions.map((each) => each.LaunchTemplateData?.NetworkInterfaces?.[0])
      }
      expect(await ask(['$Default'])).toMatchObject([{ SubnetId: 'subnet-isolated' }])
      expect(await ask(['$Latest'])).toMatchObject([{ SubnetId: 'subnet-production', Groups: ['sg-1', 'sg-2'] }])
      const all = await ec2.send(new DescribeLaunchTemplateVersionsCommand({ Versions: ['$Default'] }))
      expect(all.LaunchTemplateVersions).toHaveLength(2)
    })
  })

  it('may give servers hostile names: XML carries what it can', async () => {
    const hostname = '</value>&lt;"\u0000\u0085\n::error::'
    await inWorld({ serverCount: 0, servers: [{ id: firstServer, hostname }] }, async ({ drs, ec2 }) => {
      await completed(drs, await startDrill(drs))
      const { Reservations } = await ec2.send(new DescribeInstancesCommand({}))
      const name = Reservations?.[0]?.Instances?.[0]?.Tags?.find((tag) => tag.Key === 'Name')?.Value
      expect(name).toBe(hostname.replace('\u0000', '\ufffd'))
    })
  })

  it('keeps tags, which jobs can be given later too', async () => {
    await inWorld({}, async ({ drs, simulator }) => {
      await startDrill(drs)
      const { items = [] } = await drs.send(new DescribeSourceServersCommand({}))
      const arn = items[0]?.arn ?? ''
      await drs.send(new TagResourceCommand({ resourceArn: arn, tags: { App: 'payments' } }))
      const { tags } = await drs.send(new ListTagsForResourceCommand({ resourceArn: arn }))
      expect(tags).toEqual({ App: 'payments' })
      expect(simulator.calls.at(-1)).toMatchObject({ operation: 'ListTagsForResource', region: 'us-west-2' })
    })
  })
})
