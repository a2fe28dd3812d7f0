import type { EventBody } from '../drill/events.js'
import type { DrillState } from '../drill/state.js'
import { accessOf } from '../github/access.js'
import { readApprovals } from '../github/approvals.js'
import type { Inputs } from './inputs.js'
import type { Environment } from './workflow-run.js'

/** No drill waits longer than that for GitHub, and none waits for it before its end. */
const approvalsTimeoutMilliseconds = 5000

/** What is to be asked of GitHub for the record, once an attempt; it is under way when this returns. */
export function askGitHub(
  state: DrillState,
  { githubToken }: Pick<Inputs, 'githubToken'>,
  environment: Environment,
  cancellation: AbortSignal
): readonly Promise<EventBody>[] {
  const result = accessOf(githubToken, state.run, environment)
  if (result === undefined || state.mode === 'validate' || state.approvals !== undefined) return []
  return [readApprovals(result, { timeoutMilliseconds: approvalsTimeoutMilliseconds, cancellation })]
}
