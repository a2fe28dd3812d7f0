import type { DrillState } from '../drill/state.js'
import { accessOf } from '../github/access.js'
import { tellIssue, type IssueOutcome } from '../github/failure-issue.js'
import { isAddress } from '../report/address.js'
import { endsIssue, issueOf } from '../report/issue.js'
import { recordOf } from '../report/record/record.js'
import type { Inputs } from './inputs.js'
import { issueSubjectOf, type SubjectInputs } from './issue-subject.js'
import type { Log } from './log.js'
import { appendSummary } from './outputs.js'
import type { Environment } from './workflow-run.js'

/** How long GitHub may take for the issue. */
const timeoutMilliseconds = 20_000

export interface IssueRequest {
  readonly inputs: Pick<Inputs, 'failureIssue' | 'githubToken'> & SubjectInputs
  readonly environment: Environment
  readonly cancellation: AbortSignal
  /** Whether it was told already in this attempt. */
  readonly isTold: boolean
  readonly artifactUrl?: string
}

/**
 * Tells the plan's issue how the execution ended, where the input `failure-issue` asks for it. Gives whether it is told.
 * What keeps it from that is a warning. Never throws.
 */
export async function tellFailureIssue(state: DrillState, request: IssueRequest, log: Log): Promise<boolean> {
  const { inputs, environment, cancellation, isTold, artifactUrl } = request
  if (inputs.failureIssue !== true || isTold || state.mode === 'validate') return isTold
  const record = recordOf(state)
  const passed = record.status === 'passed'
  if (passed && !endsIssue(record)) return false
  const result = accessOf(inputs.githubToken, state.run, environment)
  if (result === undefined) return false
  if (cancellation.aborted) {
    log.line("The plan's issue is left to the post step")
    return false
  }
  const subject = issueSubjectOf(state, inputs, environment)
  const wish = { text: issueOf(record, subject, artifactUrl), wish: passed ? 'close' : 'report' } as const
  const outcome: IssueOutcome = result.ok
    ? await tellIssue(result.access, wish, { timeoutMilliseconds, cancellation })
    : { did: 'failed', problem: result.problem }
  if (outcome.did === 'failed') {
    log.warning(`The plan's issue (input "failure-issue") could not be written: ${outcome.problem}`)
    return false
  }
  tell(outcome, log)
  return true
}

function tell({ did, issues }: Exclude<IssueOutcome, { readonly did: 'failed' }>, log: Log): void {
  if (did === 'nothing') return
  for (const { number, url } of issues) {
    log.line(`Issue #${String(number)}: ${did}${isAddress(url) ? `, ${url}` : ''}`)
    if (isAddress(url))
      appendSummary(`\n**Issue:** [${String(number)}](${url}) was ${did === 'commented' ? 'commented on' : did}\n`, log)
  }
}
