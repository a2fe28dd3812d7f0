import { isStopLeft, stopTasks } from '../actions/tasks.js'
import { startsNothing } from '../events.js'
import type { Conclusion } from '../commands.js'
import { formatDuration } from '../../plan/duration.js'
import { counted } from '../../plan/wording.js'
import { isPassing } from '../failure.js'
import { hasEnded, mayStillLaunch } from '../watch/job.js'
import { instancesKept, whyKept } from './existing-instance.js'
import { isFinal, nextToTerminate } from './next-termination.js'
import { instancesLeft } from './removal.js'
import { logDueAt, retryAt, searchDueAt } from '../watch/pace.js'
import { instancesSeenOf } from '../servers.js'
import type { DrillState, RequestState } from '../state.js'
import type { Task } from '../task.js'
import { addSeconds, earliest, type Timestamp } from '../timestamp.js'

/** A cancelled workflow job has five minutes for all its post steps. */
const postBudgetSeconds = 240
/** How long the post step asks AWS what still runs where there is nothing to remove. */
const stockBudgetSeconds = 30
/** How long the list of recovery instances may lag behind a server that is seen to be LAUNCHED. */
const lateListingSeconds = 300
/** The longest pause between two looks at instances that are being terminated. */
const watchSeconds = 15

/**
 * Whether this execution's instances are to be terminated now that it is judged: only a drill's, never a recovery's, and
 * only where something was asked to be launched.
 */
export function isCleanupDue(state: DrillState): boolean {
  const { verdict, cleanup, mode } = state
  if (mode !== 'drill' || verdict === undefined || verdict.status === 'blocked') return false
  if (!mayHaveStarted(state)) return false
  return cleanup.when === 'always' || (cleanup.when === 'on-success' && verdict.status === 'passed')
}

/** Whether main has left something to the post step: a cleanup that did not come to its end, or the look at what runs. */
export function isLeftToPost(state: DrillState): boolean {
  if (state.verdict === undefined) return true
  if (state.verdict.status === 'cancelled' && isStopLeft(state)) return true
  if (isCleanupDue(state)) return state.removal.finished?.complete !== true
  const unanswered = state.survey === undefined || state.requests.some(({ status }) => status === 'open')
  return state.verdict.status === 'cancelled' && mayHaveStarted(state) && unanswered
}

/** Whether something is left to do, or to be asked, between the verdict and the end. */
export function isWindingUp(state: DrillState, now: Timestamp): boolean {
  if (state.removal.finished !== undefined || now >= windUpDeadline(state)) return false
  // Whoever cancels has seconds: the post step does what takes longer.
  if (state.mustStop) return false
  if (isCleanupDue(state)) return true
  return state.takenOverAt !== undefined && (isStockWanted(state) || stopTasks(state).length > 0)
}

/** Whether AWS is still to be asked what runs, where there is nothing to remove. */
function isStockWanted(state: DrillState): boolean {
  return mayHaveStarted(state) && !isAnswered(state) && !isHopeless(state)
}

/** What is to be done between the verdict and the end. */
export function windUpTasks(state: DrillState): readonly Task[] {
  const stops = state.mustStop ? [] : stopTasks(state)
  return isCleanupDue(state) || isStockWanted(state) ? [...stops, ...removalTasks(state)] : stops
}

function removalTasks(state: DrillState): readonly Task[] {
  if (isSurveyWanted(state)) {
    return [{ at: retryAt(state, 'survey') ?? state.takenOverAt ?? state.openedAt, command: { do: 'survey-jobs' } }]
  }
  if (!isCleanupDue(state)) return [list(state, state.takenOverAt ?? state.openedAt)]
  const running = state.removal.terminations.filter(({ status }) => status === 'running')
  const watch = earliest(running.map(({ seenAt }) => seenAt))
  const since = listingNeededSince(state)
  if (since !== undefined) return [list(state, since)]
  const ids = nextToTerminate(state)
  const next = startable(state)
  const unanswered = launchesSoughtFor(state)[0]
  return [
    ...logTasks(state),
    ...(unanswered === undefined
      ? []
      : [{ at: searchDueAt(state, unanswered.at), command: { do: 'survey-jobs' } as const }]),
    ...(watch === undefined
      ? []
      : [
          {
            at: retryAt(state, 'jobs') ?? addSeconds(watch, pauseSeconds(state)),
            command: { do: 'observe-jobs', jobIds: running.flatMap(({ jobId }) => jobId ?? []) } as const
          }
        ]),
    ...(ids.length === 0
      ? [list(state, addSeconds(state.removal.listedAt ?? state.openedAt, pauseSeconds(state)))]
      : [
          {
            at: next,
            command: {
              do: 'terminate',
              request: state.removal.terminations.length + 1,
              recoveryInstanceIds: ids
            } as const
          }
        ])
  ]
}

/** A skipped server stays PENDING in a job that is COMPLETED: only the job's log tells that it is not waited for. */
function logTasks(state: DrillState): readonly Task[] {
  return state.removal.launching.flatMap(({ jobId }): readonly Task[] => {
    const job = state.jobs.get(jobId)
    const due = job !== undefined && hasEnded(job) ? logDueAt(state, job) : undefined
    return due === undefined ? [] : [{ at: due, command: { do: 'read-job-log', jobId } }]
  })
}

/** When the winding up ends at the latest. */
export function windUpDeadline(state: DrillState): Timestamp {
  const { takenOverAt, verdict, cleanup } = state
  if (takenOverAt !== undefined)
    return addSeconds(takenOverAt, isCleanupDue(state) ? postBudgetSeconds : stockBudgetSeconds)
  return addSeconds(verdict?.at ?? state.openedAt, isCleanupDue(state) ? cleanup.timeoutSeconds : 0)
}

/** The end of a cleanup that was due: complete, or out of time. Undefined while it goes on, or where none was due. */
export function concludeCleanup(state: DrillState, now: Timestamp): Conclusion | undefined {
  const { removal } = state
  if (!isCleanupDue(state) || removal.finished !== undefined) return undefined
  if (state.mustStop) return undefined
  const kept = instancesKept(state)
  const left = instancesLeft(state).length - kept.length
  const launching = removal.launching.length
  if (
    isAnswered(state) &&
    listingNeededSince(state) === undefined &&
    left === 0 &&
    launching === 0 &&
    launchesSoughtFor(state).length === 0 &&
    !isSomeUnlisted(state, now)
  ) {
    if (kept.length > 0) return { type: 'cleanup-finished', complete: false, reason: whyKept(kept) }
    const count = removal.instances.size
    const gone = `${counted(count, 'drill instance')} terminated, and seen to be gone`
    return {
      type: 'cleanup-finished',
      complete: true,
      reason: count === 0 ? 'nothing of this execution is left' : gone
    }
  }
  if (now < windUpDeadline(state) && !isHopeless(state)) return undefined
  return { type: 'cleanup-finished', complete: false, reason: whyIncomplete(state, left, launching) }
}

/** Launches whose answer got lost: DRS may take a while to show their jobs. */
function launchesSoughtFor({ requests }: DrillState): readonly RequestState[] {
  return requests.filter(({ status }) => status === 'open')
}

/** A server that was LAUNCHED a moment ago, and whose instance DRS does not list: it will. */
function isSomeUnlisted({ removal }: DrillState, now: Timestamp): boolean {
  return removal.unlisted.some(({ since }) => addSeconds(since, lateListingSeconds) > now)
}

function whyIncomplete(state: DrillState, left: number, launching: number): string {
  const refusal = state.removal.terminations.findLast(({ failure }) => failure !== undefined)?.failure
  const trouble = state.trouble.get('own-instances')?.failure
  const unlisted = state.removal.unlisted.length
  const unanswered = launchesSoughtFor(state).length
  const what = [
    ...(removalUnknown(state) ? ['it is not known what is left'] : []),
    ...(left > 0 ? [`${counted(left, 'instance')} left`] : []),
    ...(launching > 0 ? [`${counted(launching, 'launch job')} still running`] : []),
    ...(unanswered > 0 ? [`${counted(unanswered, 'launch', 'launches')} that AWS has not confirmed`] : []),
    ...(unlisted > 0 ? [`${counted(unlisted, 'launched server')} whose instance DRS does not list yet`] : [])
  ].join(' and ')
  const why = refusal ?? trouble
  const time = isHopeless(state) ? '' : ` when the time for the cleanup (${describeBudget(state)}) ran out`
  const kept = instancesKept(state)
  return [
    `${what === '' ? 'it was not confirmed' : what}${time}`,
    ...(why === undefined ? [] : [`last refused: ${why.message}`]),
    ...(kept.length === 0 ? [] : [whyKept(kept)])
  ].join('; ')
}

function describeBudget(state: DrillState): string {
  return formatDuration(state.takenOverAt === undefined ? state.cleanup.timeoutSeconds : postBudgetSeconds)
}

function removalUnknown(state: DrillState): boolean {
  return state.removal.listedAt === undefined
}

/** Nothing but a change of permissions, or of the instance's protection, would help: waiting any longer does not. */
function isHopeless(state: DrillState): boolean {
  const trouble = state.trouble.get('own-instances')
  if (trouble !== undefined && !isPassing(trouble.failure)) return true
  const { terminations, launching } = state.removal
  const isMoving = launching.length > 0 || terminations.some(({ status }) => status === 'running')
  if (isMoving || listingNeededSince(state) !== undefined || !terminations.some(isFinal)) return false
  return (
    nextToTerminate(state).length === 0 && !instancesLeft(state).some(({ state: word }) => word === 'shutting-down')
  )
}

/**
 * Whether this execution may have something in AWS: it asked for a launch, or earlier attempts may have, and this one
 * never came to ask what they did.
 */
function mayHaveStarted(state: DrillState): boolean {
  if (state.plan === undefined || startsNothing(state.mode) || state.refusals.length > 0) return false
  const isFirst = (state.run.attempt ?? 1) === 1 && [...state.waves.values()].every(({ selected }) => selected)
  return state.jobs.size > 0 || state.requests.length > 0 || (state.survey === undefined && !isFirst)
}

/** Whoever takes over asks first which jobs there are: one of them may be that of a launch without an answer. */
function isSurveyWanted(state: DrillState): boolean {
  const { takenOverAt, survey } = state
  if (takenOverAt === undefined || (survey !== undefined && survey.at >= takenOverAt)) return false
  const trouble = state.trouble.get('survey')
  return trouble === undefined || isPassing(trouble.failure)
}

/** Whether everything was listed after the verdict, and after the post step took over. */
function isAnswered(state: DrillState): boolean {
  const { listedAt } = state.removal
  const since = state.takenOverAt ?? state.verdict?.at
  return listedAt !== undefined && since !== undefined && listedAt >= since
}

/**
 * The moment after which instances have to be listed again: the last one at which something was done to them, or a launch
 * was found that goes on.
 */
function listingNeededSince(state: DrillState): Timestamp | undefined {
  const { listedAt, terminations } = state.removal
  if (!isAnswered(state) || listedAt === undefined) return state.takenOverAt ?? state.verdict?.at ?? state.openedAt
  const changed = terminations.flatMap((termination) => {
    if (termination.status === 'running') return []
    return [termination.status === 'ended' ? (termination.seenAt ?? termination.at) : termination.at]
  })
  const launching = [...state.jobs.values()].filter((job) => mayStillLaunch(state, job)).map(({ seenAt }) => seenAt)
  const last = [...changed, ...launching].reduce<Timestamp | undefined>(
    (latest, at) => (latest === undefined || at > latest ? at : latest),
    undefined
  )
  return last !== undefined && listedAt <= last ? last : undefined
}

/** When the next termination may be sent: after a refusal not at once. */
function startable(state: DrillState): Timestamp {
  const last = state.removal.terminations.at(-1)
  if (last === undefined || last.status === 'running') return state.removal.listedAt ?? state.openedAt
  // EC2 may take a moment to show what a termination did; a refusal may take one to pass.
  const since = last.status === 'ended' ? (last.seenAt ?? last.at) : last.at
  return addSeconds(since, Math.max(last.failure?.retryAfterSeconds ?? 0, pauseSeconds(state)))
}

function list(state: DrillState, at: Timestamp): Task {
  // DRS may have forgotten an instance that EC2 still runs: what was ever seen is asked for by name.
  const seen = [...state.removal.instances.values(), ...[...state.servers.values()].flatMap(instancesSeenOf)]
  const known = [...new Set(seen.flatMap(({ ec2InstanceId }) => ec2InstanceId ?? []))]
  return { at: retryAt(state, 'own-instances') ?? at, command: { do: 'list-instances', known } }
}

function pauseSeconds(state: DrillState): number {
  return Math.min(state.pollIntervalSeconds, watchSeconds)
}
