import type { Approval } from '../drill/approval.js'
import type { EventBody } from '../drill/events.js'
import { outsideText } from '../aws/outside-text.js'
import { placeOf, type AccessResult } from './access.js'
import { within, type Bounds } from './answer.js'
import { connect, describeRefusal } from './client.js'

/** More than any run has; what a stranger could add to a run ends there. */
const decisionsAtMost = 100

type ApprovalsEvent = Extract<EventBody, { readonly type: 'approvals-read' | 'approvals-not-read' }>

/**
 * Who let this run pass the gates of its environments, and what they said; or why that could not be read. Never throws.
 * https://docs.github.com/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run
 */
export async function readApprovals(result: AccessResult, bounds: Bounds): Promise<ApprovalsEvent> {
  const unread = (reason: string): ApprovalsEvent => ({ type: 'approvals-not-read', reason })
  if (!result.ok) return unread(result.problem)
  const { access } = result
  return within<ApprovalsEvent>(
    bounds,
    async (signal) => {
      const client = await connect(access, signal)
      const { data } = await client.rest.actions.getReviewsForRun({ ...placeOf(access), run_id: access.runId })
      const approvals = data.slice(0, decisionsAtMost).map(({ user, state, comment, environments }): Approval => {
        // Accounts that are gone have none, whatever the types say.
        const login = (user as { readonly login?: string } | null)?.login
        return {
          ...(login === undefined ? {} : { user: outsideText(login, 100) }),
          state: outsideText(state, 100),
          environments: environments.slice(0, 20).map(({ name }) => outsideText(name ?? '', 255)),
          comment: outsideText(comment, 1000)
        }
      })
      return { type: 'approvals-read', approvals }
    },
    (error) => unread(describeRefusal(error, 'actions: read'))
  )
}
