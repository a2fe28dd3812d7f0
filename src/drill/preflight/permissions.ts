import type { Failure } from '../failure.js'
import { blocking, named, note, warning, type Finding } from './finding.js'
import type { PermissionSighting } from '../sightings.js'
import type { DrillState } from '../state.js'

/** What IAM foretold of the permissions of these credentials; `failure` or `unasked`: it did not, and why. */
export interface ForetoldPermissions {
  readonly permissions: readonly PermissionSighting[]
  readonly failure?: Failure
  readonly unasked?: string
}

/** Actions that one finding names. */
const actionsInFinding = 8

/** Actions that the launch itself calls, by what it is for. */
const ownActions = {
  launch: 'drs:StartRecovery',
  tag: 'drs:TagResource',
  terminate: 'drs:TerminateRecoveryInstances',
  follow: 'ssm:GetAutomationExecution',
  stop: 'ssm:StopAutomationExecution',
  run: 'ssm:StartAutomationExecution'
}

/** Whether the drill is to terminate its instances at its end; a recovery never does. */
export function terminatesAtItsEnd({ cleanup, mode }: Pick<DrillState, 'cleanup' | 'mode'>): boolean {
  return cleanup.when !== 'never' && mode !== 'recovery'
}

/**
 * What IAM's simulation says of the permissions that a launch needs. What the action itself calls is blocking where IAM
 * denies it without an unknown in its answer; DRS's needs of its caller are a warning, because nobody knows beforehand
 * which resources and tags DRS will name.
 */
export function permissionFindings(state: DrillState): readonly Finding[] {
  const foretold = state.foretold
  if (foretold === undefined) return []
  if (foretold.unasked !== undefined) return [note(foretold.unasked)]
  if (foretold.failure !== undefined) {
    return [
      note(
        'IAM does not say whether the role may do what a launch needs; without it a missing permission shows when it is ' +
          `needed. ${foretold.failure.message}.`
      )
    ]
  }
  const denied = foretold.permissions.filter(({ decision }) => decision !== 'allowed')
  const { launch, tag, terminate, follow, stop, run } = ownActions
  const wanted = [
    launch,
    tag,
    ...(terminatesAtItsEnd(state) ? [terminate] : []),
    ...(state.actions.length > 0 ? [follow, stop] : [])
  ]
  const own = denied.filter(({ action }) => wanted.includes(action))
  const callers = denied.filter(({ action }) => !Object.values(ownActions).includes(action))
  // A role that may launch nothing is one for preflights, and need not do more.
  if (state.mode === 'preflight' && own.some(({ action, missing }) => action === launch && !missing.length)) {
    return [note(`These credentials may not call ${launch}: a drill or recovery needs a role that may.`)]
  }
  return [
    ...ownFindings(own),
    ...runFindings(denied.filter(({ action }) => action === run)),
    ...callerFindings(callers)
  ]
}

function ownFindings(own: readonly PermissionSighting[]): readonly Finding[] {
  return own.map(({ action, decision, missing, servers }) => {
    const on = servers === undefined || servers.length === 0 ? '' : ` on ${named(servers)}`
    if (missing.length > 0) {
      const unknown = `the answer turns on what only the call itself has (${named(missing)})`
      return warning(`IAM's simulation denies ${action}${on}, but ${unknown}. See that the role's policy allows it.`)
    }
    const how = decision === 'explicitDeny' ? 'a policy denies it explicitly' : 'no policy allows it'
    return blocking(
      `The role may not call ${action}${on}: ${how}. Add ${action} to the role's policy (docs/iam/ has it whole)` +
        `${action === ownActions.terminate ? ', or take "cleanup" out of the plan' : ''}.`
    )
  })
}

/** Which ARNs a policy has to name for a document, AWS changes from time to time: a denial is not certain enough to block. */
function runFindings(runs: readonly PermissionSighting[]): readonly Finding[] {
  if (runs.length === 0) return []
  const documents = named(runs.map(({ document }) => document ?? 'a document'))
  return [
    warning(
      `IAM's simulation denies ${ownActions.run} on ${documents}: an action that may not be run ends its wave. ` +
        "See that the role's policy allows it (docs/iam/)."
    )
  ]
}

function callerFindings(callers: readonly PermissionSighting[]): readonly Finding[] {
  if (callers.length === 0) return []
  return [
    warning(
      `IAM's simulation denies ${named(
        callers.map(({ action }) => action),
        actionsInFinding
      )}, which DRS needs of whoever starts a launch: ` +
        "where one is truly missing, servers fail minutes after the start. Compare the role's policy with docs/iam/."
    )
  ]
}
