import { describe, expect, test } from '@jest/globals'
import { isAdmitted } from '../../../src/drill/preflight/admission.js'
import { isolationBreach } from '../../../src/drill/watch/isolation.js'
import { lagSeconds } from '../../../src/drill/preflight/lag.js'
import { preflightChecks, preflightOf, type PreflightCheck } from '../../../src/drill/preflight/preflight.js'
import type { ForeignJobs, ServerSighting } from '../../../src/drill/sightings.js'
import type { Plan } from '../../../src/plan/plan.js'
import { plan as storyPlan, serverId as storyServer, Story, wave as storyWave } from '../../report/builders.js'
import { drill, type Drilled } from '../drill.js'
import { plan, serverId, wave } from '../plans.js'

const db = storyServer(1)

interface World {
  readonly about?: Partial<ServerSighting>
  readonly foreign?: Partial<ForeignJobs>
  readonly plan?: Partial<Plan>
  readonly mode?: 'drill' | 'recovery'
  /** DRS gives no replication state of it. */
  readonly isSilent?: boolean
}

/** The findings of one check, on a server that is as it should be but for what is said of it. */
function found(check: PreflightCheck, { about, foreign, plan: changes, mode = 'drill', isSilent }: World) {
  const replication = isSilent === true ? {} : { replicationState: 'CONTINUOUS' }
  const story = new Story(mode)
    .accept({ ...storyPlan([storyWave('app', [db])], { rpoSeconds: 900 }), ...changes })
    .identify()
    .describe({
      [db]: { sourceServerId: db, ...replication, lag: 'PT0S', hasLaunchSettings: true, ...about }
    })
    .add(0.1, {
      type: 'jobs-surveyed',
      own: [],
      foreign: { jobs: 0, servers: 0, holding: [], ...foreign },
      terminations: []
    })
  const result = preflightOf(story.state()).find((one) => one.check === check)
  return (result?.findings ?? []).map((finding) => [finding.class, finding.message])
}

const template = { id: 'lt-1', version: 3, subnetId: 'subnet-a', securityGroupIds: ['sg-1'] }
const isolation = { subnets: ['subnet-a'], securityGroups: ['sg-1', 'sg-2'] }
const required = {
  waves: [storyWave('app', [db], { verify: { instance: 'running', launchActions: 'required' } })]
}
const live = { recoveryInstanceId: 'i-live', ec2InstanceId: 'i-1' }

describe('what is asked before the start', () => {
  test('finds nothing where all is well', () => {
    for (const check of preflightChecks) {
      expect(found(check, { about: { launchTemplate: template }, plan: { isolation } })).toEqual([])
    }
  })

  test.each<[PreflightCheck, World, string, string]>([
    ['replication', { about: { replicationState: 'INITIAL_SYNC' } }, 'blocking', 'cannot be launched'],
    ['replication', { about: { replicationState: 'DISCONNECTED' } }, 'warning', 'gets older'],
    ['replication', { about: { replicationState: 'PAUSED' } }, 'warning', 'its replication is PAUSED, so that'],
    ['replication', { about: { replicationError: 'no agent' } }, 'warning', 'CONTINUOUS (no agent)'],
    [
      'replication',
      { about: { replicationState: 'BRAND_NEW' } },
      'warning',
      'its replication state is BRAND_NEW, which'
    ],
    [
      'replication',
      { about: { replicationState: 'BRAND_NEW', replicationError: 'no agent' } },
      'warning',
      'is BRAND_NEW (no agent), which'
    ],
    ['replication', { isSilent: true }, 'warning', 'DRS gives no replication state of it'],
    [
      'replication',
      { isSilent: true, about: { replicationError: 'no agent' } },
      'warning',
      'gives no replication state of it (no agent)'
    ],
    ['recovery-point', { about: { lag: 'PT40M' } }, 'warning', 'is 40m behind, and the RPO is 15m'],
    ['recovery-point', { about: { lag: 'soon' } }, 'note', 'DRS tells no lag'],
    ['staging', { about: { staging: { status: 'EXTENSION_ERROR', error: 'gone' } } }, 'blocking', 'in error: gone'],
    ['staging', { about: { staging: { status: 'EXTENSION_ERROR' } } }, 'blocking', 'in error. Extend'],
    ['staging', { about: { staging: { status: 'NEWER' } } }, 'warning', 'its extension is NEWER'],
    ['last-launch', { about: { lastLaunch: { result: 'FAILED' } } }, 'warning', 'its last launch FAILED'],
    [
      'last-launch',
      { about: { lastLaunch: { result: 'FAILED', at: '2026-11-01', jobId: 'drsjob-1' } } },
      'warning',
      'of 2026-11-01 by drsjob-1 FAILED'
    ],
    [
      'last-launch',
      { about: { lastLaunch: { result: 'NOT_STARTED' } } },
      'note',
      '1 server was never launched before: '
    ],
    ['launch-settings', { about: { hasLaunchSettings: false } }, 'warning', 'has no DRS launch settings'],
    ['launch-settings', {}, 'warning', 'EC2 does not show the launch template'],
    [
      'launch-settings',
      { about: { launchTemplate: template, launchInto: 'i-home' } },
      'blocking',
      'would be launched into i-home, an EC2 instance that is there already'
    ],
    [
      'launch-settings',
      { about: { launchTemplate: template, launchInto: 'i-home' }, mode: 'recovery' },
      'warning',
      'is launched into i-home, an EC2 instance that is there already'
    ],
    [
      'launch-actions',
      { plan: required, about: { postLaunchActive: false } },
      'blocking',
      'they are not activated in its DRS launch settings'
    ],
    [
      'launch-actions',
      { plan: required, about: { hasLaunchSettings: false } },
      'blocking',
      'it has no DRS launch settings that could activate them'
    ],
    ['launch-actions', { plan: required }, 'warning', 'DRS does not say whether they are activated'],
    ['isolation', { plan: { isolation } }, 'blocking', 'could not be read'],
    [
      'isolation',
      { plan: { isolation }, about: { launchTemplate: { id: 'lt-1', securityGroupIds: ['sg-9'] } } },
      'blocking',
      'no subnet is named and sg-9 is none of its security groups (launch template lt-1)'
    ],
    ['live-recovery', { about: { liveRecoveries: [live] } }, 'blocking', 'i-live (EC2 i-1), that no drill launched'],
    ['live-recovery', { about: { liveRecoveries: [live] }, mode: 'recovery' }, 'blocking', 'would destroy it'],
    [
      'live-recovery',
      {
        about: { liveRecoveries: [live] },
        plan: { guards: { replaceRecoveryInstances: [db], waitForOtherJobsSeconds: 0 } }
      },
      'warning',
      'DESTROYS its live recovery instance i-live (EC2 i-1)'
    ],
    [
      'live-recovery',
      { about: { liveRecoveries: [live, { recoveryInstanceId: 'i-other' }] } },
      'blocking',
      'i-live (EC2 i-1) and i-other, that no drill launched'
    ],
    ['earlier-drills', { about: { earlierDrills: [live] } }, 'note', 'its launch terminates i-1'],
    [
      'other-jobs',
      { foreign: { jobs: 1, servers: 1, holding: [{ sourceServerId: db, jobId: 'drsjob-9' }] } },
      'warning',
      'is held by drsjob-9, a job of somebody else. A drill waits up to 10m for its end, and is blocked then.'
    ],
    [
      'other-jobs',
      {
        foreign: { jobs: 1, servers: 1, holding: [{ sourceServerId: db, jobId: 'drsjob-9' }] },
        plan: { guards: { replaceRecoveryInstances: [], waitForOtherJobsSeconds: 0 } }
      },
      'blocking',
      'is held by drsjob-9, a job of somebody else, and the plan does not wait for other jobs. Run again when'
    ],
    ['quotas', { foreign: { jobs: 20, servers: 20 } }, 'warning', '20 of 20 jobs'],
    ['quotas', { foreign: { jobs: 5, servers: 500 } }, 'warning', '500 of 500 servers']
  ])('%s: %j', (check, world, kind, words) => {
    expect(found(check, world)).toEqual([[kind, expect.stringContaining(words)]])
  })

  test('lets a real failover land where its launch settings say', () => {
    expect(found('isolation', { plan: { isolation }, mode: 'recovery' })).toEqual([])
  })

  test('says nothing of an RPO that the plan does not state', () => {
    expect(found('recovery-point', { about: { lag: 'P3D' }, plan: { objectives: { onMiss: 'fail' } } })).toEqual([])
  })
})

describe('isolation', () => {
  test.each([
    [{ subnets: [], securityGroups: [] }, {}, undefined],
    [{ subnets: ['a'], securityGroups: [] }, { subnetId: 'a', securityGroupIds: ['x'] }, undefined],
    [{ subnets: ['a'], securityGroups: [] }, { subnetId: 'b' }, 'b is none of its subnets'],
    [
      { subnets: [], securityGroups: ['x'] },
      { securityGroupIds: ['x', 'y', 'z'] },
      'y, z are none of its security groups'
    ],
    [{ subnets: [], securityGroups: ['x'] }, { subnetId: 'a' }, 'no security group is named'],
    [
      { subnets: ['a'], securityGroups: ['x'] },
      { subnetId: 'a', securityGroupIds: ['x'], furtherInterfaces: [{ subnetId: 'b' }] },
      'b is none of its subnets and no security group is named'
    ],
    [
      { subnets: ['a'], securityGroups: [] },
      { networkInterfaceId: 'eni-1' },
      'eni-1 is there already, and its subnet and security groups are not in the template'
    ]
  ])('%j holds %j: %s', (stated, where, breach) => {
    expect(isolationBreach(stated, where)).toBe(breach)
  })
})

test.each([
  ['PT4M30S', 270],
  ['P0D', 0],
  ['P1DT2H', 93_600],
  ['-PT5M', undefined],
  ['4 minutes', undefined],
  ['', undefined],
  [undefined, undefined]
])('a lag of %s is %s seconds', (lag, seconds) => {
  expect(lagSeconds(lag)).toBe(seconds)
})

describe('mode preflight', () => {
  const app = serverId(1)
  const one = plan([wave('app', [app])])
  const preflight = (service: NonNullable<Parameters<typeof drill>[1]>['service'] = {}): Promise<Drilled> =>
    drill(one, { mode: 'preflight', service })

  test('passes, and starts nothing, whatever is only worth a warning', async () => {
    const done = await preflight({ described: { [app]: { replicationState: 'STALLED' } } })
    expect(done.state.finished).toMatchObject({
      status: 'passed',
      reason: expect.stringContaining('nothing stands in the way of its server; ')
    })
    expect(done.service.jobs).toEqual([])
    expect(isAdmitted(done.state)).toBe(false)
  })

  test('is blocked by what would block a drill, all of it at once', async () => {
    const done = await drill(plan([wave('app', [app, serverId(2)])]), {
      mode: 'preflight',
      service: { unknown: [app], described: { [serverId(2)]: { replicationState: 'STOPPED' } } }
    })
    expect(done.state.finished?.status).toBe('blocked')
    expect(done.state.refusals).toHaveLength(2)
  })

  test('does not ask that waves which it leaves out have come up', async () => {
    const two = plan([wave('databases', [app]), wave('app', [serverId(2)], { after: ['databases'] })])
    const done = await drill(two, { mode: 'preflight', waves: ['app'] })
    expect(done.state.finished?.status).toBe('passed')
  })

  test('is blocked when AWS does not answer for five minutes, and says what it last answered', async () => {
    const done = await preflight({ failing: { 'drs:DescribeSourceServers': 'unavailable' } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(done.state.refusals[0]?.message).toContain('drs:DescribeSourceServers unavailable')
    expect(Date.parse(done.state.finished?.at ?? '') - Date.parse(done.state.openedAt)).toBeLessThan(310_000)
  })
})

describe('a drill that landed outside the isolation of its plan', () => {
  const app = serverId(1)

  test('has failed, however well its servers run', async () => {
    const isolated = plan([wave('app', [app])], { isolation: { subnets: ['subnet-allowed'], securityGroups: [] } })
    const inside = { id: 'lt-1', subnetId: 'subnet-allowed', securityGroupIds: [] }
    const landed = (subnetId: string) =>
      drill(isolated, { service: { described: { [app]: { launchTemplate: inside } }, subnetId } })
    expect((await landed('subnet-allowed')).state.finished?.status).toBe('passed')
    const elsewhere = await landed('subnet-public')
    expect(elsewhere.state.finished?.status).toBe('failed')
    expect(elsewhere.state.servers.get(app)?.outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('subnet-public is none of its subnets')
    })
  })

  test('is not taken for inside where the plan asks nothing of its instance, and there is none', async () => {
    const isolated = plan([wave('app', [app], { verify: { instance: 'none', launchActions: 'ignored' } })], {
      isolation: { subnets: ['subnet-allowed'], securityGroups: [] }
    })
    const inside = { id: 'lt-1', subnetId: 'subnet-allowed', securityGroupIds: [] }
    const service = { described: { [app]: { launchTemplate: inside } }, fates: { [app]: ['no-instance' as const] } }
    const done = await drill(isolated, { service })
    expect(done.state.finished?.status).toBe('failed')
    expect(done.state.servers.get(app)?.outcome?.status).toBe('unverified')
  })

  test('is not up before EC2 says where it is', async () => {
    const isolated = plan([wave('app', [app])], { isolation: { subnets: ['subnet-allowed'], securityGroups: [] } })
    const inside = { id: 'lt-1', subnetId: 'subnet-allowed', securityGroupIds: [] }
    const done = await drill(isolated, { service: { described: { [app]: { launchTemplate: inside } } } })
    expect(done.state.finished?.status).toBe('failed')
    expect(done.state.servers.get(app)?.outcome).toMatchObject({
      status: 'unverified',
      reason: expect.stringContaining('EC2 does not say where')
    })
  })
})
