import { actionTasks, stopTasks } from './actions/tasks.js'
import { preflightDeadline } from './budgets.js'
import type { Command, Conclusion } from './commands.js'
import { concludeCancelled } from './ending/cancel.js'
import { concludeCleanup, isCleanupDue, isWindingUp, windUpDeadline, windUpTasks } from './ending/cleanup.js'
import { closingDeadline, closingTasks, isClosing, relapses } from './ending/closing.js'
import { reachVerdict } from './ending/verdict.js'
import { givenUpRequest } from './launch/requests.js'
import { startTasks } from './launch/start.js'
import { hasBegun, refusalsOf, unansweredRefusals } from './preflight/admission.js'
import { waitTasks } from './preflight/other-jobs.js'
import { preflightOf } from './preflight/preflight.js'
import { concludePreflight, isAccepted, isPreflightDue, isSetUp, setUpTasks } from './preflight/set-up.js'
import type { DrillState } from './state.js'
import type { Task } from './task.js'
import { earliest, type Timestamp } from './timestamp.js'
import { judge, nextJudgementAt } from './watch/judgement.js'
import { searchDueAt } from './watch/pace.js'
import { instanceTasks, jobTasks } from './watch/tasks.js'

/**
 * What to do next: a pure function of what has happened and of the time.
 *
 * The commands returned are to be carried out before `decide` is asked again; a `wait` stands alone. An empty list means
 * that the execution is finished. Whatever state it is given, the execution comes to its end no later than its budget.
 */
export function decide(state: DrillState, now: Timestamp): readonly Command[] {
  if (state.finished !== undefined) return []
  const conclusions = conclusionsOf(state, now)
  if (conclusions.length > 0) return conclusions.map((event) => ({ do: 'conclude', event }))
  const tasks = tasksOf(state, now)
  const due = tasks.filter(({ at }) => at <= now)
  if (due.length > 0) return withoutDelay(state, due)
  const deadlines =
    state.verdict === undefined
      ? [...(state.mode === 'preflight' ? [preflightDeadline(state)] : nextJudgementAt(state)), closingDeadline(state)]
      : [windUpDeadline(state)]
  const until = earliest([...tasks.map(({ at }) => at), ...deadlines.filter((at) => at > now)])
  return [{ do: 'wait', until: until ?? closingDeadline(state) }]
}

/** A question that a launch waits for goes alone: beside a look that takes long its answer would be too old when needed. */
function withoutDelay(state: DrillState, due: readonly Task[]): readonly Command[] {
  const commands = due.map(({ command }) => command)
  const awaited = commands.find((command) => command.do === 'survey-jobs' || command.do === 'observe-recoveries')
  return awaited !== undefined && hasBegun(state) ? [awaited] : commands
}

function conclusionsOf(state: DrillState, now: Timestamp): readonly Conclusion[] {
  if (state.verdict !== undefined) return endOf(state, now)
  if (state.refusals.length > 0 && !hasBegun(state)) return [reachVerdict(state)]
  if (state.cancelled !== undefined) {
    const stopped = concludeCancelled(state)
    if (stopped.length > 0) return stopped
    return stopTasks(state).length > 0 ? [] : [reachVerdict(state)]
  }
  if (state.mode === 'validate') return [reachVerdict(state)]
  if (!hasBegun(state) && isSetUp(state)) {
    const concluded = isPreflightDue(state) ? concludePreflight(state, now) : []
    if (concluded.length > 0) return concluded
    const refusals = refusalsOf(state)
    if (refusals.length > 0) return [{ type: 'refused', refusals }]
    if (state.mode === 'preflight') return [reachVerdict(state)]
  }
  if (state.mode === 'preflight' && now >= preflightDeadline(state)) {
    if (state.preflight === undefined && isAccepted(state))
      return [{ type: 'preflight-concluded', results: preflightOf(state) }]
    return [{ type: 'refused', refusals: unansweredRefusals(state) }]
  }
  const given = givenUpRequest(state)
  if (given !== undefined) return [{ type: 'request-abandoned', request: given.request }]
  const judged = judge(state, now)
  if (judged.length > 0) return judged
  if (!isClosing(state)) return []
  const fallen = relapses(state, now)
  if (fallen.length > 0) return fallen
  const leftToAsk = now < closingDeadline(state) && closingTasks(state).length > 0
  return leftToAsk ? [] : [reachVerdict(state)]
}

/** After the verdict: the cleanup where one is due, then the end. */
function endOf(state: DrillState, now: Timestamp): readonly Conclusion[] {
  const given = isCleanupDue(state) ? givenUpRequest(state) : undefined
  if (given !== undefined) return [{ type: 'request-abandoned', request: given.request }]
  const cleaned = concludeCleanup(state, now)
  if (cleaned !== undefined) return [cleaned]
  if (isWindingUp(state, now) || state.verdict === undefined) return []
  const { status, reason } = state.broken ?? state.verdict
  return [{ type: 'execution-finished', status, reason }]
}

function tasksOf(state: DrillState, now: Timestamp): readonly Task[] {
  if (state.verdict !== undefined) return windUpTasks(state)
  if (state.cancelled !== undefined) return stopTasks(state)
  if (isClosing(state)) return closingTasks(state)
  const open = state.requests.find(({ status }) => status === 'open')
  return [
    ...setUpTasks(state),
    ...waitTasks(state),
    ...(open === undefined
      ? startTasks(state, now)
      : [{ at: searchDueAt(state, open.at), command: { do: 'survey-jobs' } as const }]),
    ...jobTasks(state),
    ...instanceTasks(state),
    ...actionTasks(state),
    ...stopTasks(state)
  ]
}
