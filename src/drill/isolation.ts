import type { Isolation } from '../plan/plan.js'
import type { NetworkInterface } from './sightings.js'
import type { DrillState } from './state.js'

/** The isolation that holds: that of drills alone, for a real failover goes where its launch settings say. */
export function isolationOf({ mode, plan }: Pick<DrillState, 'mode' | 'plan'>): Isolation | undefined {
  return mode === 'recovery' ? undefined : plan?.isolation
}

/** Where something is, or would be launched. */
export interface Whereabouts extends NetworkInterface {
  /** Its network interfaces but for the first. */
  readonly furtherInterfaces?: readonly NetworkInterface[]
}

/**
 * What of it lies outside the plan's isolation, in words; undefined where it is inside. What is not known is outside: a
 * template that names no subnet leaves it to EC2, which takes the default one.
 */
export function isolationBreach(
  { subnets, securityGroups }: Isolation,
  { furtherInterfaces = [], ...first }: Whereabouts
): string | undefined {
  const parts = [first, ...furtherInterfaces].flatMap(({ networkInterfaceId, subnetId, securityGroupIds = [] }) => [
    ...(networkInterfaceId === undefined
      ? [...breachOfSubnets(subnets, subnetId), ...breachOfGroups(securityGroups, securityGroupIds)]
      : [`${networkInterfaceId} is there already, and its subnet and security groups are not in the template`])
  ])
  return parts.length === 0 ? undefined : [...new Set(parts)].join(' and ')
}

function breachOfSubnets(allowed: readonly string[], subnetId: string | undefined): readonly string[] {
  if (allowed.length === 0) return []
  if (subnetId === undefined) return ['no subnet is named']
  return allowed.includes(subnetId) ? [] : [`${subnetId} is none of its subnets`]
}

function breachOfGroups(allowed: readonly string[], groups: readonly string[]): readonly string[] {
  if (allowed.length === 0) return []
  if (groups.length === 0) return ['no security group is named']
  const strange = groups.filter((id) => !allowed.includes(id))
  if (strange.length === 0) return []
  return [`${strange.join(', ')} ${strange.length === 1 ? 'is none' : 'are none'} of its security groups`]
}
