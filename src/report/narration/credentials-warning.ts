import { drillDeadline } from '../../drill/budgets.js'
import type { DrillState } from '../../drill/state.js'

/** What to say before the start of credentials that are known to end before the drill's budget does, and how to mend it. */
export function credentialsWarning(state: DrillState): string | undefined {
  const ends = state.identity?.credentialsEndAt
  if (ends === undefined || ends >= drillDeadline(state)) return undefined
  return (
    `The AWS credentials of this job end at ${ends}, before the drill's budget does (${drillDeadline(state)}), and nobody ` +
    'renews them: what runs then can no longer be seen. Set the input "role-to-assume", whose sessions this action ' +
    'renews by itself, or ask aws-actions/configure-aws-credentials for a longer session (role-duration-seconds).'
  )
}
