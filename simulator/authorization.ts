import { partition } from './arn.js'
import { fits } from './pattern.js'
import type { Scenario } from './scenario.js'

export type Decision = 'allowed' | 'implicitDeny' | 'explicitDeny'

/** What IAM says to an action under the scenario's permissions. An explicit denial wins, as in IAM. */
export function decide(action: string, { permissions }: Pick<Scenario, 'permissions'>): Decision {
  if (permissions.deny.some((pattern) => fits(pattern, action))) return 'explicitDeny'
  const isAllowed = permissions.allow?.some((pattern) => fits(pattern, action)) ?? true
  return isAllowed ? 'allowed' : 'implicitDeny'
}

/**
 * Actions that DRS does with its caller's permissions while it launches (user guide, "Roles managed policies"). Without
 * one of them StartRecovery succeeds, and each server fails minutes later.
 */
export const actionsDoneForCaller = [
  'ec2:CreateLaunchTemplateVersion',
  'ec2:CreateVolume',
  'ec2:DeleteVolume',
  'ec2:ModifyInstanceAttribute',
  'ec2:RunInstances',
  'iam:PassRole'
] as const

/** The reason in AWS's wording. */
export function denial(
  arn: string,
  action: string,
  decision: Decision,
  place: Pick<Scenario, 'region' | 'account'>
): string {
  const service = action.split(':')[0] ?? ''
  const resource = `arn:${partition(place.region)}:${service}:${place.region}:${place.account}:*`
  // EC2's descriptions know no resources.
  const on = service === 'ec2' ? '' : ` on resource: ${resource}`
  const because =
    decision === 'explicitDeny'
      ? ' with an explicit deny in an identity-based policy'
      : ` because no identity-based policy allows the ${action} action`
  return `User: ${arn} is not authorized to perform: ${action}${on}${because}`
}
