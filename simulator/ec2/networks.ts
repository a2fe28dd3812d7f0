import type { DescribeSecurityGroupsResult, DescribeSubnetsResult } from '@aws-sdk/client-ec2'
import { z } from 'zod'
import { ApiError } from '../api-error.js'
import type { World } from '../world.js'
import { checked, ec2Page, selection } from './input.js'

/** DescribeSubnets: the subnets that the scenario's servers launch into. */
export function describeSubnets(input: unknown, world: World): DescribeSubnetsResult {
  const request = checked(z.object({ SubnetId: z.array(z.string()).default([]), ...selection }), input)
  const existing = world.servers.flatMap((server) => [
    server.launchTemplate?.subnetId ?? [],
    server.launchTemplate?.otherVersions.map((other) => other.subnetId) ?? [],
    server.landsIn?.subnetId ?? []
  ])
  const chosen = choose(existing.flat(), request.SubnetId, 'InvalidSubnetID.NotFound', 'subnet ID')
  const { items, NextToken } = ec2Page(chosen, request, request.SubnetId.length > 0, world)
  return {
    Subnets: items.map((SubnetId) => ({
      SubnetId,
      VpcId: 'vpc-00000000000000001',
      State: 'available',
      CidrBlock: '10.0.0.0/16',
      AvailabilityZone: `${world.scenario.region}a`,
      AvailableIpAddressCount: 65_000
    })),
    NextToken
  }
}

/** DescribeSecurityGroups: those that the scenario's servers launch with. */
export function describeSecurityGroups(input: unknown, world: World): DescribeSecurityGroupsResult {
  const request = checked(z.object({ GroupId: z.array(z.string()).default([]), ...selection }), input)
  const existing = world.servers.flatMap((server) => [
    server.launchTemplate?.securityGroupIds ?? [],
    server.launchTemplate?.otherVersions.flatMap((other) => other.securityGroupIds) ?? [],
    server.landsIn?.securityGroupIds ?? []
  ])
  const chosen = choose(existing.flat(), request.GroupId, 'InvalidGroup.NotFound', 'security group')
  const { items, NextToken } = ec2Page(chosen, request, request.GroupId.length > 0, world)
  return {
    SecurityGroups: items.map((GroupId) => ({
      GroupId,
      GroupName: GroupId,
      Description: 'Simulated',
      OwnerId: world.scenario.account,
      VpcId: 'vpc-00000000000000001'
    })),
    NextToken
  }
}

function choose(existing: readonly string[], wanted: readonly string[], errorName: string, what: string): string[] {
  const distinct = [...new Set(existing)]
  const unknown = wanted.find((id) => !distinct.includes(id))
  if (unknown !== undefined) throw new ApiError(errorName, 400, `The ${what} '${unknown}' does not exist`)
  return wanted.length === 0 ? distinct : distinct.filter((id) => wanted.includes(id))
}
