import { mayBeRunning, type ActionState } from '../drill/actions/action.js'
import type { DrillState } from '../drill/state.js'
import { addSeconds } from '../drill/timestamp.js'
import { isPlainId } from './console-links.js'

/** How far the runner's clock and SSM's may be apart. */
const clockSkewSeconds = 300

/**
 * The command that lists the runs among which the one is that SSM never named: those of the document since the action was asked
 * for. drs-drill does not look for it by sending the start again with its token: where that was never executed, it would be
 * now. Undefined where the Region is not known, or a name is none that a shell takes as it is.
 * https://docs.aws.amazon.com/cli/latest/reference/ssm/describe-automation-executions.html
 */
export function findCommandOf(state: DrillState, { planned, requestedAt }: ActionState): string | undefined {
  const { document } = planned
  const region = regionOf(state)
  if (region === undefined || requestedAt === undefined || !/^[\w.:/-]+$/.test(document)) return undefined
  // SSM may call a document that was started by its ARN by its name.
  const ofDocument = document.startsWith('arn:') ? '' : ` Key=DocumentNamePrefix,Values=${document}`
  const since = addSeconds(requestedAt, -clockSkewSeconds).replace(/\.\d+Z$/, 'Z')
  return `aws ssm describe-automation-executions --region ${region} --filters${ofDocument} Key=StartTimeAfter,Values=${since}`
}

/** One line for each action that was asked for, and of which nobody knows whether and as what it runs. */
export function unansweredActions(state: DrillState): readonly string[] {
  return state.actions
    .filter((action) => mayBeRunning(action) && action.automationExecutionId === undefined)
    .map((action) => {
      const command = findCommandOf(state, action)
      const about = `Action "${action.planned.name}" of wave ${action.wave} was asked for, and SSM never answered: it may run, and was not told to stop.`
      if (command === undefined) return `${about} Look for it in the Systems Manager console, and stop it there.`
      const stop = `aws ssm stop-automation-execution --region ${regionOf(state) ?? ''} --automation-execution-id`
      return `${about} To find it: ${command} To stop it, add its ID to: ${stop}`
    })
}

function regionOf({ identity, plan }: DrillState): string | undefined {
  const region = identity?.region ?? plan?.region
  return region !== undefined && isPlainId(region) ? region : undefined
}
