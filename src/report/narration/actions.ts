import { hasActionEnded, mayBeRunning, type ActionState } from '../../drill/actions/action.js'
import type { ActionEvent } from '../../drill/actions/fold.js'
import { isPassing } from '../../drill/failure.js'
import { stopAwaitedUntil } from '../../drill/actions/tasks.js'
import type { DrillState } from '../../drill/state.js'
import { secondsBetween } from '../../drill/timestamp.js'
import { approvedBy } from './approval-notice.js'
import { formatElapsed, spent, type Page } from './page.js'
import { inCapitals } from './servers.js'
import { isWorthSaying, repeated } from './trouble.js'

/** What a person reads of an action: its start, what it waits for, how it ended, and whether it was stopped. */
export function tellAction(before: DrillState, event: ActionEvent, after: DrillState, page: Page): readonly string[] {
  const earlier = find(before, event)
  const action = find(after, event)
  if (earlier === undefined || action === undefined) return []
  const stopAt = stopAwaitedUntil(after, action)
  const until = stopAt === undefined ? undefined : formatElapsed(secondsBetween(after.openedAt, stopAt))
  const text = textOf(earlier, event, action, until, approvedBy(after, action))
  return text === undefined ? [] : [page.wave(event.wave, `${nameOf(action)}${text.startsWith(':') ? '' : ' '}${text}`)]
}

function find(state: DrillState, event: ActionEvent): ActionState | undefined {
  return state.actions.find(({ wave, planned }) => wave === event.wave && planned.name === event.action)
}

/** `post-action "smoke test"`. */
export function nameOf({ planned }: ActionState): string {
  return `${planned.phase}-action "${planned.name}"`
}

function textOf(
  earlier: ActionState,
  event: ActionEvent,
  action: ActionState,
  until: string | undefined,
  by: string
): string | undefined {
  switch (event.type) {
    case 'action-requested': {
      if (earlier.sent?.token === event.token) return undefined
      const anew =
        event.tries > 1 ? `, anew: its run of an earlier attempt ended ${earlier.sighting?.status ?? ''}` : ''
      return `: asking SSM to run ${action.planned.document}${anew}`
    }
    case 'action-started':
      return `runs as ${event.automationExecutionId}`
    case 'action-refused': {
      const times = action.startTrouble?.count ?? 1
      if (!isPassing(event.failure)) return `was refused (${event.failure.message})`
      return isWorthSaying(times) ? `was refused (${event.failure.message}): asking again${repeated(times)}` : undefined
    }
    case 'action-answer-lost': {
      const times = action.startTrouble?.count ?? 1
      const again = `asking again with the same token${repeated(times)}`
      return isWorthSaying(times) ? `: no answer from SSM (${event.failure.message}), ${again}` : undefined
    }
    case 'action-observed':
      return newsOf(earlier, action, by)
    case 'action-stop-requested':
      return action.stop?.count === 1
        ? `is told to stop in SSM (StopAutomationExecution, ${action.automationExecutionId ?? 'not known'})`
        : undefined
    case 'action-stop-answered':
      if (event.failure !== undefined) return `could not be told to stop (${event.failure.message})`
      return until === undefined ? undefined : `: SSM has heard it; its end is awaited until ${until}`
    case 'action-settled': {
      const took = action.requestedAt === undefined ? '' : `, after ${spent(action.requestedAt, event.at)}`
      if (event.status === 'succeeded') return `SUCCEEDED${took}`
      return `${inCapitals(event.status)}: ${event.reason}${event.status === 'not-started' ? '' : took}`
    }
  }
}

/** What a look has shown that is worth a line; the end is told when it is judged. */
function newsOf(earlier: ActionState, action: ActionState, by: string): string | undefined {
  const { sighting } = action
  if (sighting === undefined || sighting === earlier.sighting) return undefined
  const step = sighting.awaitsApprovalAt
  if (step !== undefined) {
    if (earlier.sighting?.awaitsApprovalAt === step) return undefined
    return `WAITS FOR A PERSON: somebody has to approve step "${step}" of ${action.automationExecutionId ?? 'it'} in Systems Manager${by}`
  }
  if (hasActionEnded(action)) return action.outcome === undefined ? undefined : `has ended in SSM: ${sighting.status}`
  if (earlier.sighting?.awaitsApprovalAt !== undefined) return `was approved, and is ${sighting.status}`
  return sighting.status === earlier.sighting?.status ? undefined : `is ${sighting.status}`
}

/** Actions that were told to stop, and of which nobody has seen that they did. */
export function tellUnended(state: DrillState, page: Page): readonly string[] {
  return state.actions
    .filter((action) => action.stop !== undefined && action.automationExecutionId !== undefined && mayBeRunning(action))
    .map((action) => {
      const status = action.sighting?.status ?? 'not seen'
      const text = `was NOT seen to end after it was told to stop (${status}): ${action.automationExecutionId ?? ''} may still run in SSM`
      return page.wave(action.wave, `${nameOf(action)} ${text}`)
    })
}

/** Actions that are not known to have ended, for the line that tells of a cancel. */
export function runningActions(state: DrillState): readonly string[] {
  return state.actions
    .filter(mayBeRunning)
    .map((action) => `${nameOf(action)} (${action.automationExecutionId ?? 'no answer yet'})`)
}
