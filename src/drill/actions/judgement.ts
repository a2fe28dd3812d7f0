import {
  actionDeadline,
  actionInTurn,
  actionsOf,
  cannotBeFollowed,
  earlierLaunch,
  hasActionEnded,
  hasPassed,
  hasSucceeded,
  isToBeRunAnew,
  type ActionState
} from './action.js'
import { unknownInstances } from './request.js'
import { describeDeadline, waveDeadline } from '../budgets.js'
import type { Conclusion } from '../commands.js'
import { runQuestion } from '../events.js'
import { isPassing } from '../failure.js'
import { formatDuration } from '../../plan/duration.js'
import type { DrillState, WaveState } from '../state.js'
import type { ActionStatus, WaveEnd } from '../status.js'
import type { Timestamp } from '../timestamp.js'
import { lastAnswer } from '../watch/last-answer.js'

interface Verdict {
  readonly status: ActionStatus
  readonly reason: string
}

/** What follows for the actions of running waves from what is known. */
export function judgeActions(state: DrillState, now: Timestamp): readonly Conclusion[] {
  return [...state.waves.values()].flatMap((wave) => {
    if (wave.status !== 'running') return []
    return actionsOf(state, wave.planned.name).flatMap((action) => {
      const verdict = action.outcome === undefined ? judgeAction(state, wave, action, now) : undefined
      return verdict === undefined ? [] : [settleAction(action, verdict.status, verdict.reason)]
    })
  })
}

/** When the timeout of an action that runs ends. */
export function nextActionDeadlines(state: DrillState): readonly Timestamp[] {
  return [...state.waves.values()].flatMap((wave) => {
    const action = actionInTurn(state, wave)
    return (action === undefined ? undefined : actionDeadline(state, action)) ?? []
  })
}

/** The conclusion that an action has come to an end. */
export function settleAction({ wave, planned }: ActionState, status: ActionStatus, reason: string): Conclusion {
  return { type: 'action-settled', wave, action: planned.name, status, reason }
}

/** The actions of a wave of which none begins any more. */
export function settleUnstarted(state: DrillState, wave: string, reason: string): readonly Conclusion[] {
  return actionsOf(state, wave)
    .filter(({ outcome }) => outcome === undefined)
    .map((action) => settleAction(action, 'not-started', reason))
}

/** How a wave ends because of its actions; undefined when these are all well. */
export function endByActions(state: DrillState, wave: string): { status: WaveEnd; reason: string } | undefined {
  const bad = actionsOf(state, wave).filter((action) => !hasPassed(action))
  const first = bad.find(({ outcome }) => outcome?.status !== 'not-started') ?? bad[0]
  if (first?.outcome === undefined) return undefined
  const { status } = first.outcome
  return {
    status: status === 'timed-out' || status === 'not-started' ? 'timed-out' : 'failed',
    reason: describeAction(first)
  }
}

/** `post-action "smoke test" failed: …`. */
export function describeAction({ planned, outcome }: ActionState): string {
  const status = outcome === undefined ? 'is not settled' : describeStatus[outcome.status]
  return `${planned.phase}-action "${planned.name}" ${status}${outcome === undefined ? '' : `: ${outcome.reason}`}`
}

const describeStatus: Readonly<Record<ActionStatus, string>> = {
  succeeded: 'succeeded',
  'succeeded-earlier': 'succeeded earlier',
  failed: 'failed',
  'timed-out': 'timed out',
  cancelled: 'was cancelled',
  'not-started': 'was not started'
}

function judgeAction(state: DrillState, wave: WaveState, action: ActionState, now: Timestamp): Verdict | undefined {
  if (action.requestedAt === undefined) return judgeUnasked(state, wave, action, now)
  const { sighting, startTrouble } = action
  if (action.automationExecutionId !== undefined && hasActionEnded(action)) {
    if (hasSucceeded(action)) return { status: 'succeeded', reason: sighting?.status ?? '' }
    if (!isToBeRunAnew(state, action)) return judgeFailed(action)
  }
  if (action.automationExecutionId === undefined && startTrouble !== undefined && !isPassing(startTrouble.failure)) {
    return { status: 'failed', reason: `it could not be started: ${startTrouble.failure.message}` }
  }
  const blindness = cannotBeFollowed(state, action)
  if (blindness !== undefined) {
    return {
      status: 'failed',
      reason: `nobody can say what it does: ${blindness.message}; it was told to stop (StopAutomationExecution)`
    }
  }
  const deadline = actionDeadline(state, action)
  if (deadline === undefined || now < deadline) return undefined
  return {
    status: 'timed-out',
    reason: `${budgetOf(state, wave, deadline, action)} ran out ${whereItWas(state, action)}`
  }
}

/** One that has not been asked for: it waits for its turn, or will never have it. */
function judgeUnasked(state: DrillState, wave: WaveState, action: ActionState, now: Timestamp): Verdict | undefined {
  const { planned } = action
  const never = (reason: string): Verdict => ({ status: 'not-started', reason })
  const jobId = planned.phase === 'pre' ? earlierLaunch(state, action.wave) : undefined
  if (jobId !== undefined) {
    const reason = `an earlier attempt launched the wave (${jobId}), which it does only when this has succeeded`
    return { status: 'succeeded-earlier', reason }
  }
  const before = actionsOf(state, action.wave).find((other) => other.outcome !== undefined && !hasPassed(other))
  if (before !== undefined) return never(`${before.planned.phase}-action "${before.planned.name}" has not succeeded`)
  if (planned.phase === 'post') {
    const servers = wave.planned.servers.map((id) => state.servers.get(id)?.outcome?.status)
    if (servers.some((status) => status !== undefined && status !== 'launched')) {
      return never('not every server of the wave is up')
    }
    const unknown = servers.every((status) => status === 'launched') ? unknownInstances(state, action) : []
    if (unknown.length > 0) {
      const reason = `it is to be given the instances of the wave, and that of ${unknown.join(', ')} is not known`
      return { status: 'failed', reason }
    }
  }
  if (now < waveDeadline(state, wave)) return undefined
  return never(`${describeDeadline(state, wave)} ran out before it could be started`)
}

function judgeFailed({ sighting, stop }: ActionState): Verdict {
  const { status = '', failure } = sighting ?? {}
  const why = failure === undefined ? '' : `: ${failure}`
  if (status === 'Cancelled' && stop === undefined) {
    return { status: 'cancelled', reason: `somebody cancelled it in SSM${why}` }
  }
  return { status: 'failed', reason: `SSM says ${status}${why}` }
}

function budgetOf(state: DrillState, wave: WaveState, deadline: Timestamp, { planned }: ActionState): string {
  return deadline === waveDeadline(state, wave)
    ? describeDeadline(state, wave)
    : `its timeout of ${formatDuration(planned.timeoutSeconds)}`
}

function whereItWas(state: DrillState, action: ActionState): string {
  const { automationExecutionId, sighting, startTrouble } = action
  if (automationExecutionId === undefined) {
    const said = startTrouble === undefined ? '' : `; SSM last answered: ${startTrouble.failure.message}`
    return action.isUnanswered
      ? `before it was known whether it runs: look for it in the Systems Manager console${said}`
      : `before it could be started${said}`
  }
  const approval =
    sighting?.awaitsApprovalAt === undefined
      ? ''
      : `, waiting for a person to approve step "${sighting.awaitsApprovalAt}"`
  return `while it was ${sighting?.status ?? 'not seen yet'}${approval}; it was told to stop (StopAutomationExecution)${lastAnswer(state, [runQuestion(automationExecutionId)])}`
}
