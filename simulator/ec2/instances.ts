import type {
  DescribeInstancesResult,
  DescribeInstanceStatusResult,
  Instance,
  InstanceStatusSummary
} from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { ApiError } from '../api-error.js'
import { instanceState, statusCheck, type Ec2Instance, type InstanceState, type StatusCheck } from '../ec2-instance.js'
import type { World } from '../world.js'
import { checked, ec2Page, passes, selection, tagValues } from './input.js'

const instanceIds = z
  .array(z.string().regex(/^i-([0-9a-f]{8}|[0-9a-f]{17})$/, 'Invalid id (expecting "i-...")'))
  .default([])

const stateCodes = { pending: 0, running: 16, 'shutting-down': 32, terminated: 48, stopping: 64, stopped: 80 } as const

type KnownState = Exclude<InstanceState, 'absent'>

interface Known {
  readonly instance: Ec2Instance
  readonly state: KnownState
}

/** DescribeInstances; named IDs that EC2 does not know are an error. */
export function describeInstances(input: unknown, world: World): DescribeInstancesResult {
  const request = checked(z.object({ InstanceId: instanceIds, ...selection }), input)
  const known = knownInstances(request.InstanceId, world).filter(({ instance, state }) =>
    passes(request.Filter, (name) => filterValues(name, instance, state))
  )
  const { items, NextToken } = ec2Page(known, request, request.InstanceId.length > 0, world)
  return {
    Reservations: items.map(({ instance, state }) => ({
      ReservationId: `r-${instance.instanceId.slice(2)}`,
      OwnerId: world.scenario.account,
      Instances: [describe(instance, state, world)]
    })),
    NextToken
  }
}

const describeStatusRequest = z.object({
  InstanceId: instanceIds,
  IncludeAllInstances: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  ...selection
})

/** DescribeInstanceStatus: running instances only, unless all are asked for. */
export function describeInstanceStatus(input: unknown, world: World): DescribeInstanceStatusResult {
  const request = checked(describeStatusRequest, input)
  const now = world.clock.now()
  const known = knownInstances(request.InstanceId, world)
    .filter(({ state }) => request.IncludeAllInstances || state === 'running')
    .filter(({ instance, state }) => passes(request.Filter, (name) => filterValues(name, instance, state)))
  const { items, NextToken } = ec2Page(known, request, request.InstanceId.length > 0, world)
  return {
    InstanceStatuses: items.map(({ instance, state }) => {
      const check = statusCheck(instance, now)
      const summary = statusSummary(check)
      return {
        AvailabilityZone: `${world.scenario.region}a`,
        InstanceId: instance.instanceId,
        InstanceState: { Code: stateCodes[state], Name: state },
        InstanceStatus: summary,
        // The host below stays well: what is impaired is the instance.
        SystemStatus: check === 'impaired' ? statusSummary('ok') : summary
      }
    }),
    NextToken
  }
}

function statusSummary(check: StatusCheck): InstanceStatusSummary {
  const reachability = { ok: 'passed', impaired: 'failed' } as const
  if (check === 'not-applicable') return { Status: check, Details: [] }
  const status = check === 'ok' || check === 'impaired' ? reachability[check] : 'initializing'
  return { Status: check, Details: [{ Name: 'reachability', Status: status }] }
}

function knownInstances(ids: readonly string[], world: World): Known[] {
  const now = world.clock.now()
  const known = [...world.instances.values()].flatMap((instance): Known[] => {
    const state = instanceState(instance, now)
    return state === 'absent' ? [] : [{ instance, state }]
  })
  if (ids.length === 0) return known
  const unknown = ids.filter((id) => !known.some(({ instance }) => instance.instanceId === id))
  if (unknown.length > 0) {
    const [what, are] = unknown.length === 1 ? ['ID', 'does'] : ['IDs', 'do']
    const message = `The instance ${what} '${unknown.join(', ')}' ${are} not exist`
    throw new ApiError('InvalidInstanceID.NotFound', 400, message)
  }
  return known.filter(({ instance }) => ids.includes(instance.instanceId))
}

function filterValues(name: string, instance: Ec2Instance, state: KnownState): readonly string[] | undefined {
  switch (name) {
    case 'instance-id':
      return [instance.instanceId]
    case 'instance-state-name':
      return [state]
    case 'subnet-id':
      return [instance.subnetId]
    default:
      return tagValues(name, instance.tags)
  }
}

function describe(instance: Ec2Instance, state: KnownState, world: World): Instance {
  const isUp = state !== 'terminated'
  return {
    InstanceId: instance.instanceId,
    ImageId: 'ami-00000000000000001',
    State: { Code: stateCodes[state], Name: state },
    InstanceType: instance.instanceType as NonNullable<Instance['InstanceType']>,
    LaunchTime: new Date(instance.launchedAt),
    Placement: { AvailabilityZone: `${world.scenario.region}a`, Tenancy: 'default' },
    // A terminated instance has lost its place in the network.
    ...(isUp && {
      SubnetId: instance.subnetId,
      VpcId: 'vpc-00000000000000001',
      PrivateIpAddress: instance.privateIpAddress,
      SecurityGroups: groupsOf(instance.securityGroupIds),
      NetworkInterfaces: [instance, ...instance.furtherInterfaces].map(({ subnetId, securityGroupIds }, index) => ({
        NetworkInterfaceId: `eni-${instance.instanceId.slice(2, -1)}${String(index)}`,
        SubnetId: subnetId,
        VpcId: 'vpc-00000000000000001',
        Status: 'in-use' as const,
        Groups: groupsOf(securityGroupIds),
        Attachment: { DeviceIndex: index, NetworkCardIndex: 0, Status: 'attached' as const }
      }))
    }),
    Tags: Object.entries(instance.tags).map(([Key, Value]) => ({ Key, Value }))
  }
}

function groupsOf(ids: readonly string[]): { GroupId: string; GroupName: string }[] {
  return ids.map((GroupId) => ({ GroupId, GroupName: GroupId }))
}
