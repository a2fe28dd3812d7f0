import { startsNothing, type EventBody } from '../drill/events.js'
import type { DrillState } from '../drill/state.js'
import { accessOf } from '../github/access.js'
import { readApprovals } from '../github/approvals.js'
import { readPreviousDrills } from '../github/previous-drills.js'
import type { Inputs } from './inputs.js'
import type { Environment } from './workflow-run.js'

/**
 * What is to be asked of GitHub for the record, once an attempt; it is under way when this returns. No drill waits longer than
 * five seconds for GitHub, and none waits for it before its end.
 */
export function askGitHub(
  state: DrillState,
  { githubToken }: Pick<Inputs, 'githubToken'>,
  environment: Environment,
  cancellation: AbortSignal
): readonly Promise<EventBody>[] {
  const result = accessOf(githubToken, state.run, environment)
  if (result === undefined || state.mode === 'validate') return []
  const plan = { plan: state.planReference.name, mode: state.mode }
  const bounds = { timeoutMilliseconds: 5000, cancellation }
  return [
    ...(state.approvals === undefined ? [readApprovals(result, bounds)] : []),
    // What was before is compared with what was launched: a preflight launches nothing.
    ...(state.previous === undefined && result.ok && !startsNothing(state.mode)
      ? [readPreviousDrills(result.access, plan, bounds)]
      : [])
  ]
}
