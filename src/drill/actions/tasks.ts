import { actionInTurn, hasPassed, isToBeRunAnew, mayBeRunning, type ActionState } from './action.js'
import { startOf } from './request.js'
import { runQuestion } from '../events.js'
import { isPassing } from '../failure.js'
import { pauseSeconds, retryAt } from '../watch/pace.js'
import type { DrillState } from '../state.js'
import type { Task } from '../task.js'
import { addSeconds, secondsBetween, type Timestamp } from '../timestamp.js'

/** The pauses between two looks at a run: short at first, for what takes seconds, then longer. */
const shortestLookSeconds = 2
const longestLookSeconds = 15
/** Of the time that a run has taken, the part after which it is looked at again. */
const lookEvery = 0.25
/** How often a run is to be stopped that does not hear. */
const stopTries = 3
/** How long a run that is stopped is looked at until it has ended. */
const stopWatchSeconds = 30

/** The action of each wave whose turn it is: started, or looked at. */
export function actionTasks(state: DrillState): readonly Task[] {
  return [...state.waves.values()].flatMap((wave): readonly Task[] => {
    const action = actionInTurn(state, wave)
    if (action === undefined) return []
    const { automationExecutionId, startTrouble } = action
    if (automationExecutionId === undefined || isToBeRunAnew(state, action)) {
      const since = wave.startedAt ?? state.openedAt
      const at = startTrouble === undefined ? since : addSeconds(startTrouble.at, pauseSeconds(state, startTrouble))
      return [{ at, command: startOf(state, action) }]
    }
    return [{ at: lookDueAt(state, action, automationExecutionId), command: look(action, automationExecutionId) }]
  })
}

/**
 * What was given up and may still run is stopped, and then looked at until it has ended. On a cancel there are seconds:
 * each is told to stop once, and whoever takes over does the rest.
 */
export function stopTasks(state: DrillState): readonly Task[] {
  const isHurried = state.mustStop
  return state.actions.flatMap((action): readonly Task[] => {
    const { automationExecutionId, outcome, stop } = action
    if (outcome === undefined || automationExecutionId === undefined || !isToBeStopped(action)) return []
    const command = { wave: action.wave, action: action.planned.name, automationExecutionId }
    if (stop === undefined) return [{ at: outcome.at, command: { do: 'stop-action', ...command } }]
    if (isHurried) return []
    if (stop.failure !== undefined && isPassing(stop.failure)) {
      if (stop.count >= triesOf(state)) return []
      const pause = pauseSeconds(state, { count: stop.count, failure: stop.failure })
      return [{ at: addSeconds(stop.at, pause), command: { do: 'stop-action', ...command } }]
    }
    // Asked and not answered, as by a process that was killed: asked again.
    if (stop.failure === undefined && stop.answeredAt === undefined) {
      return stop.count >= triesOf(state) ? [] : [{ at: stop.at, command: { do: 'stop-action', ...command } }]
    }
    return watch(state, action, stop.answeredAt ?? stop.at)
  })
}

/** Until when the end of a run is awaited that was told to stop, and has heard it; undefined where nobody waits for it now. */
export function stopAwaitedUntil(state: DrillState, { stop }: ActionState): Timestamp | undefined {
  return stop?.answeredAt === undefined || state.mustStop ? undefined : addSeconds(stop.answeredAt, stopWatchSeconds)
}

/** Whether something that was given up may still run, and has not been told to stop. */
export function isStopLeft(state: DrillState): boolean {
  return state.actions.some((action) => action.outcome !== undefined && isToBeStopped(action))
}

function isToBeStopped(action: ActionState): boolean {
  return action.automationExecutionId !== undefined && !hasPassed(action) && mayBeRunning(action)
}

/** Whoever takes over tries as often again. */
function triesOf({ takenOverAt }: DrillState): number {
  return takenOverAt === undefined ? stopTries : 2 * stopTries
}

function watch(state: DrillState, action: ActionState, since: Timestamp): readonly Task[] {
  const { automationExecutionId, seenAt } = action
  const from = state.takenOverAt !== undefined && state.takenOverAt > since ? state.takenOverAt : since
  if (automationExecutionId === undefined) return []
  const question = runQuestion(automationExecutionId)
  const trouble = state.trouble.get(question)
  if (trouble !== undefined && (trouble.count >= stopTries || !isPassing(trouble.failure))) return []
  if (seenAt !== undefined && seenAt >= addSeconds(from, stopWatchSeconds)) return []
  const next = seenAt === undefined || seenAt < from ? from : addSeconds(seenAt, shortestLookSeconds)
  return [{ at: retryAt(state, question) ?? next, command: look(action, automationExecutionId) }]
}

function lookDueAt(state: DrillState, action: ActionState, automationExecutionId: string): Timestamp {
  const retry = retryAt(state, runQuestion(automationExecutionId))
  if (retry !== undefined) return retry
  const { answeredAt = state.openedAt, seenAt } = action
  if (seenAt === undefined || seenAt < answeredAt) return answeredAt
  const elapsed = secondsBetween(answeredAt, seenAt) * lookEvery
  const pause = Math.min(longestLookSeconds, Math.max(shortestLookSeconds, elapsed), state.pollIntervalSeconds)
  return addSeconds(seenAt, pause)
}

function look({ wave, planned }: ActionState, automationExecutionId: string): Task['command'] {
  return { do: 'observe-action', wave, action: planned.name, automationExecutionId }
}
