import { actionDeadline, type ActionState } from '../../drill/actions/action.js'
import type { DrillEvent } from '../../drill/events.js'
import type { DrillState } from '../../drill/state.js'
import { clockTime } from '../../drill/timestamp.js'

/** What to tell at once, beside the log, of a step that has just begun to wait for a person: which, until when, and how it is approved. */
export function approvalNotice(before: DrillState, event: DrillEvent, after: DrillState): string | undefined {
  if (event.type !== 'action-observed') return undefined
  const isMeant = ({ wave, planned }: ActionState): boolean => wave === event.wave && planned.name === event.action
  const action = after.actions.find(isMeant)
  const step = action?.sighting?.awaitsApprovalAt
  if (action === undefined || step === undefined) return undefined
  if (before.actions.find(isMeant)?.sighting?.awaitsApprovalAt === step) return undefined
  const { planned, wave, automationExecutionId = '' } = action
  const region = after.identity === undefined ? '' : ` --region ${after.identity.region}`
  return (
    `${planned.phase}-action "${planned.name}" of wave ${wave} waits for a person to approve step "${step}"${approvedBy(after, action)}: ` +
    `in the Systems Manager console (Automation, ${automationExecutionId}), or with ` +
    `aws ssm send-automation-signal --automation-execution-id ${automationExecutionId} --signal-type Approve${region}`
  )
}

/** ` by 03:12:40 UTC`: until when it is waited for, before the action is given up. */
export function approvedBy(state: DrillState, action: ActionState): string {
  const deadline = actionDeadline(state, action)
  return deadline === undefined ? '' : ` by ${clockTime(deadline)}`
}
