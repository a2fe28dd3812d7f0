import type { Isolation } from '../../plan/plan.js'
import type { NetworkInterface } from '../sightings.js'
import type { DrillState, ServerState, WaveState } from '../state.js'
import { hasDisappeared, type Finding } from './verification.js'

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

/** A drill that landed elsewhere has failed, however well it runs; undefined where there is nothing to be said of that. */
export function judgeIsolation(
  state: DrillState,
  { instance }: ServerState,
  { planned }: WaveState
): Finding | undefined {
  const isolation = isolationOf(state)
  if (isolation === undefined || instance === undefined) return undefined
  const name = instance.ec2InstanceId ?? 'its EC2 instance'
  // What is gone is judged for that, unless the plan takes DRS's word for it.
  if (hasDisappeared(instance.state) && planned.verify.instance !== 'none') return undefined
  if (instance.subnetId === undefined && instance.securityGroupIds === undefined) {
    return { is: 'not-yet', wrong: true, reason: `EC2 does not say where ${name} is, and the plan states an isolation` }
  }
  const breach = isolationBreach(isolation, instance)
  if (breach === undefined) return undefined
  return {
    is: 'never',
    status: 'failed',
    reason:
      `${name} landed outside the plan's isolation: ${breach}. ` +
      (state.cleanup.when === 'always'
        ? 'The cleanup terminates it; correct its launch settings'
        : `It runs on there (cleanup: ${state.cleanup.when}): terminate it, and correct its launch settings`)
  }
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
