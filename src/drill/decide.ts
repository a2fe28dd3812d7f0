import { settleAction } from './actions/judgement.js'
import { documentsOf } from './actions/preflight.js'
import { actionTasks, stopTasks } from './actions/tasks.js'
import {
  accountRefusals,
  areDocumentsKnown,
  hasBegun,
  isAdmitted,
  isFinal,
  refusalsOf,
  unansweredRefusals
} from './preflight/admission.js'
import { preflightDeadline } from './budgets.js'
import { nextBatch, unlaunched } from './launch/capacity.js'
import { concludeCleanup, isCleanupDue, isWindingUp, windUpDeadline, windUpTasks } from './ending/cleanup.js'
import { closingDeadline, closingTasks, isClosing, relapses } from './ending/closing.js'
import type { Command, Conclusion } from './commands.js'
import type { Look } from './events.js'
import { jobsToWatch } from './watch/job.js'
import { judge, nextJudgementAt } from './watch/judgement.js'
import {
  instanceDueAt,
  jobsDueAt,
  logDueAt,
  retryAt,
  searchDueAt,
  startAgainAt,
  surveyTrustedUntil
} from './watch/pace.js'
import { terminatesAtItsEnd } from './preflight/permissions.js'
import { blockingFindings, preflightOf } from './preflight/preflight.js'
import type { Identity } from './sightings.js'
import { beginWait, isDescribedAnew, isWaitingForOthers, mustWaitForOthers, waitTasks } from './preflight/other-jobs.js'
import { recoveriesTrustedUntil } from './launch/live-recovery.js'
import { needsSnapshots, snapshotQuestions, snapshotsFor } from './launch/point-in-time.js'
import { givenUpRequest } from './launch/requests.js'
import { awaitsRetry, withEarlierFailures } from './launch/retry.js'
import { isSelectionWanted } from './selection/selected-state.js'
import type { DrillState } from './state.js'
import type { Task } from './task.js'
import { addSeconds, earliest, type Timestamp } from './timestamp.js'
import { reachVerdict } from './ending/verdict.js'

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
    const stopped = cancelled(state)
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

/** What was asked before the start is concluded, or the wait for the jobs of others begins; nothing while it lasts. */
function concludePreflight(state: DrillState, now: Timestamp): readonly Conclusion[] {
  const results = preflightOf(state)
  // Of what waiting does not mend, one is told at once.
  const others = blockingFindings(results.filter(({ check }) => check !== 'other-jobs'))
  if (others.length === 0 && refusalsOf(state).length === 0) {
    if (mustWaitForOthers(state, now)) return isWaitingForOthers(state) ? [] : [beginWait(state, now)]
  }
  return [{ type: 'preflight-concluded', results }]
}

/** After the verdict: the cleanup where one is due, then the end. */
function endOf(state: DrillState, now: Timestamp): readonly Conclusion[] {
  const given = isCleanupDue(state) ? givenUpRequest(state) : undefined
  if (given !== undefined) return [{ type: 'request-abandoned', request: given.request }]
  const cleaned = concludeCleanup(state, now)
  if (cleaned !== undefined) return [cleaned]
  if (isWindingUp(state, now) || state.verdict === undefined) return []
  const { status, reason } = state.verdict
  return [{ type: 'execution-finished', status, reason }]
}

/** On cancel nothing more is started or waited for: everything unsettled is told as it stands. */
function cancelled(state: DrillState): readonly Conclusion[] {
  const reason = `the run was cancelled (${state.cancelled?.signal ?? 'cancelled'})`
  const open = [...state.servers.values()].filter(
    (server) => server.outcome === undefined && state.waves.get(server.wave)?.selected === true
  )
  const waves = [...state.waves.values()].filter((wave) => wave.selected && wave.settledAt === undefined)
  const settled = open.map((server) => {
    const { sourceServerId } = server
    if (awaitsRetry(server)) {
      const told = withEarlierFailures(`${reason} before it could be launched again`, server)
      return { sourceServerId, status: 'failed' as const, reason: told }
    }
    const asked = server.jobId !== undefined || server.request !== undefined
    const where = server.jobId === undefined ? 'its launch had been asked for' : `it was in ${server.jobId}`
    return {
      sourceServerId,
      status: asked ? ('cancelled' as const) : ('not-started' as const),
      reason: asked ? withEarlierFailures(`${reason} while ${where}`, server) : reason
    }
  })
  return [
    ...(settled.length > 0 ? [{ type: 'servers-settled', servers: settled } as const] : []),
    ...state.actions
      .filter(({ outcome }) => outcome === undefined)
      .map((action) =>
        action.requestedAt === undefined
          ? settleAction(action, 'not-started', reason)
          : settleAction(action, 'cancelled', `${reason} while it was ${action.sighting?.status ?? 'asked for'}`)
      ),
    ...waves.map((wave) => ({
      type: 'wave-settled' as const,
      wave: wave.planned.name,
      status: wave.startedAt === undefined ? ('not-started' as const) : ('cancelled' as const),
      reason
    }))
  ]
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

/** Who are we, what are these servers, what runs already: asked before anything is started, and all at once. */
function setUpTasks(state: DrillState): readonly Task[] {
  const ask = (look: Look, command: Command): Task => ({ at: retryAt(state, look) ?? state.openedAt, command })
  // The account guard comes first: of another account nothing else is asked.
  if (state.identity === undefined) return [ask('identity', { do: 'identify' })]
  // Which jobs and servers are of interest is known once the plan's matches have found theirs.
  const isSelected = !isSelectionWanted(state)
  const refused = state.trouble.get('servers')
  if (!isSelected && (refused === undefined || !isFinal(refused))) return [ask('servers', { do: 'list-servers' })]
  return [
    ...(state.survey === undefined ? [ask('survey', { do: 'survey-jobs' })] : []),
    ...(state.foretold === undefined ? [foretell(state, state.identity)] : []),
    ...(state.described || !isSelected
      ? []
      : [ask('servers', { do: 'describe-servers', servers: [...state.servers.keys()] })]),
    ...(state.described && needsSnapshots(state)
      ? [ask('snapshots', { do: 'find-snapshots', questions: snapshotQuestions(state) })]
      : []),
    ...(areDocumentsKnown(state) ? [] : [ask('documents', { do: 'describe-documents', documents: documentsOf(state) })])
  ]
}

function foretell(state: DrillState, { arn, region }: Identity): Task {
  const servers = [...state.servers.values()]
    .filter(({ wave }) => state.waves.get(wave)?.selected === true)
    .map(({ sourceServerId }) => sourceServerId)
  const documents = [...new Set(state.actions.map(({ planned }) => planned.document))]
  const question = { arn, region, servers, terminates: terminatesAtItsEnd(state), documents }
  return { at: state.openedAt, command: { do: 'foretell-permissions', question } }
}

/** Once, as soon as everything that it looks at is known. */
function isPreflightDue(state: DrillState): boolean {
  const { identity, survey, described, foretold } = state
  const isKnown =
    identity !== undefined &&
    survey !== undefined &&
    described &&
    foretold !== undefined &&
    !needsSnapshots(state) &&
    areDocumentsKnown(state)
  return isKnown && isDescribedAnew(state) && state.preflight === undefined && accountRefusals(state).length === 0
}

/** Whether every set-up question has its answer, or one that asking again will not change. */
function isSetUp(state: DrillState): boolean {
  const isSettled = (look: Look, answered: boolean): boolean => {
    const trouble = state.trouble.get(look)
    return answered || (trouble !== undefined && isFinal(trouble))
  }
  if (!isSettled('identity', state.identity !== undefined)) return false
  if (state.identity === undefined || accountRefusals(state).length > 0) return true
  if (state.foretold === undefined) return false
  return (
    isSettled('survey', state.survey !== undefined) &&
    isSettled('servers', state.described) &&
    (!state.described || isSettled('snapshots', !needsSnapshots(state))) &&
    isSettled('documents', areDocumentsKnown(state))
  )
}

/** One job at a time is started: of several lost answers it could not be told which job is whose. */
function startTasks(state: DrillState, now: Timestamp): readonly Task[] {
  const pending = [...state.waves.values()].some((wave) => unlaunched(state, wave).length > 0)
  if (!pending || !isAdmitted(state) || state.survey === undefined) return []
  const earliestStart = startAgainAt(state) ?? state.survey.at
  const refusedSince = state.startTrouble !== undefined && state.startTrouble.at >= state.survey.at
  const trustedUntil = surveyTrustedUntil(state) ?? now
  if (refusedSince || now > trustedUntil) {
    return [{ at: retryAt(state, 'survey') ?? earliestStart, command: { do: 'survey-jobs' } }]
  }
  const batch = nextBatch(state)
  if (batch === undefined) {
    const again = addSeconds(state.survey.at, state.pollIntervalSeconds)
    return [{ at: retryAt(state, 'survey') ?? again, command: { do: 'survey-jobs' } }]
  }
  if (now > (recoveriesTrustedUntil(state, batch.servers) ?? '')) {
    return [
      {
        at: retryAt(state, 'recoveries') ?? state.survey.at,
        command: { do: 'observe-recoveries', servers: batch.servers }
      }
    ]
  }
  const request = state.requests.length + 1
  const snapshots = snapshotsFor(state, batch.servers)
  const from = snapshots === undefined ? {} : { snapshots }
  return [
    { at: earliestStart, command: { do: 'start-job', request, ...batch, ...from, isDrill: state.mode !== 'recovery' } }
  ]
}

function jobTasks(state: DrillState): readonly Task[] {
  const watched = jobsToWatch(state)
  const at = jobsDueAt(state, watched)
  const logs = [...state.jobs.values()].flatMap((job): readonly Task[] => {
    const due = logDueAt(state, job)
    return due === undefined ? [] : [{ at: due, command: { do: 'read-job-log', jobId: job.jobId } }]
  })
  if (at === undefined) return logs
  return [{ at, command: { do: 'observe-jobs', jobIds: watched.map(({ jobId }) => jobId) } }, ...logs]
}

/** Servers that DRS calls LAUNCHED are looked at in EC2 until they are settled: together, as soon as one is due. */
function instanceTasks(state: DrillState): readonly Task[] {
  const launched = [...state.servers.values()].filter((server) => {
    const running = state.waves.get(server.wave)?.status === 'running'
    return running && server.outcome === undefined && server.participant?.launchStatus === 'LAUNCHED'
  })
  const at = earliest(launched.map((server) => instanceDueAt(state, server)))
  if (at === undefined) return []
  const servers = launched.flatMap(({ sourceServerId, jobId, wave }) => {
    const statusChecks = state.waves.get(wave)?.planned.verify.instance === 'status-ok'
    return jobId === undefined ? [] : [{ sourceServerId, jobId, statusChecks }]
  })
  return [{ at, command: { do: 'observe-instances', servers } }]
}
