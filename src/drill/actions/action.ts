import type { PlannedAction } from '../../plan/plan.js'
import { waveDeadline } from '../budgets.js'
import { runQuestion } from '../events.js'
import { isPassing, type Failure } from '../failure.js'
import type { AutomationSighting } from '../sightings.js'
import type { DrillState, JobState, ServerState, WaveState } from '../state.js'
import type { ActionStatus } from '../status.js'
import { addSeconds, earliest, type Timestamp } from '../timestamp.js'

/** An action of a wave of this run: an SSM Automation document that is run before its launch or once its servers are up. */
export interface ActionState {
  readonly wave: string
  readonly planned: PlannedAction
  /** Its place among the actions of its phase, counted from 1. */
  readonly position: number
  /** How often it was to be run anew in this execution; each has a token of its own, and starts at most once. */
  readonly tries: number
  /** What was last written down to be sent; for the same try it is sent again as it was. */
  readonly sent?: {
    readonly token: string
    readonly parameters: Readonly<Record<string, readonly string[]>>
  }
  /** When this attempt first asked for it: its timeout counts from here. */
  readonly requestedAt?: Timestamp
  /** Requests that were not answered well in a row. */
  readonly startTrouble?: { readonly count: number; readonly at: Timestamp; readonly failure: Failure }
  /** Whether the answer to a request of this token is missing: it may run, and nobody knows as what. */
  readonly isUnanswered: boolean
  /** Whether an answer to one of them got lost: present until its run is found. */
  readonly wasLost?: true
  readonly automationExecutionId?: string
  readonly answeredAt?: Timestamp
  readonly sighting?: AutomationSighting
  /** When it was last looked at. */
  readonly seenAt?: Timestamp
  /** How often it was to be stopped, and what SSM said last; `answeredAt`: it has heard it. */
  readonly stop?: {
    readonly count: number
    readonly at: Timestamp
    readonly answeredAt?: Timestamp
    readonly failure?: Failure
  }
  readonly outcome?: { readonly status: ActionStatus; readonly reason: string; readonly at: Timestamp }
}

/** Statuses in which a run has come to its end (AutomationExecutionStatus); what nobody knows is not there yet. */
const succeeded: ReadonlySet<string> = new Set(['Success', 'CompletedWithSuccess'])
const failed: ReadonlySet<string> = new Set([
  'Failed',
  'TimedOut',
  'Cancelled',
  'Rejected',
  'CompletedWithFailure',
  'ChangeCalendarOverrideRejected',
  'Exited'
])

export function hasSucceeded({ sighting }: ActionState): boolean {
  return sighting !== undefined && succeeded.has(sighting.status)
}

/** Whether its run was seen to have come to its end, good or bad. */
export function hasActionEnded(action: ActionState): boolean {
  return hasSucceeded(action) || (action.sighting !== undefined && failed.has(action.sighting.status))
}

/** Whether it did what its wave needs of it. */
export function hasPassed({ outcome }: ActionState): boolean {
  return outcome?.status === 'succeeded' || outcome?.status === 'succeeded-earlier'
}

/** Whether something of it may be running in AWS now. */
export function mayBeRunning(action: ActionState): boolean {
  return action.isUnanswered || (action.automationExecutionId !== undefined && !hasActionEnded(action))
}

/** The actions of a wave, in the order in which they run. */
export function actionsOf(state: DrillState, wave: string, phase?: PlannedAction['phase']): readonly ActionState[] {
  return state.actions.filter(
    (action) => action.wave === wave && (phase ?? action.planned.phase) === action.planned.phase
  )
}

/**
 * Whether its run is one of an earlier attempt of the workflow run, which came to a bad end: then it is run anew, under
 * the next token. Each attempt makes at most one run of an action, so that there are no more such runs than attempts.
 */
export function isToBeRunAnew(state: DrillState, action: ActionState): boolean {
  const { sighting, tries } = action
  if (sighting?.startedAt === undefined || !failed.has(sighting.status)) return false
  return tries < (state.run.attempt ?? 1) && sighting.startedAt < state.openedAt
}

/** When it is stopped, because its own timeout, its wave's or the drill's ends. */
export function actionDeadline(state: DrillState, action: ActionState): Timestamp | undefined {
  const wave = state.waves.get(action.wave)
  if (wave === undefined) return undefined
  const own =
    action.requestedAt === undefined ? undefined : addSeconds(action.requestedAt, action.planned.timeoutSeconds)
  return earliest([own, waveDeadline(state, wave)])
}

/** Whether the servers of a wave may be launched, as far as its pre-actions are concerned. */
export function mayLaunch(state: DrillState, { planned }: WaveState): boolean {
  return actionsOf(state, planned.name, 'pre').every(hasPassed)
}

/** The pre-action because of which a wave's servers are not launched. */
export function hinderingAction(state: DrillState, { planned }: WaveState): ActionState | undefined {
  return actionsOf(state, planned.name, 'pre').find((action) => action.outcome !== undefined && !hasPassed(action))
}

/**
 * A job of this wave that an earlier attempt started, which it did only after all pre-actions had succeeded, and of which
 * something is left: a wave that is launched anew as a whole has its pre-actions anew.
 */
export function earlierLaunch(state: DrillState, wave: string): string | undefined {
  return [...state.jobs.values()].find((job) => job.wave === wave && isLeftOf(job))?.jobId
}

function isLeftOf({ adopted, servers }: JobState): boolean {
  if (adopted === undefined) return false
  return servers.length === 0 || servers.some((id) => !adopted.lost.includes(id))
}

/** The action of a wave whose turn it is; undefined when none is, or all are settled. */
export function actionInTurn(state: DrillState, wave: WaveState): ActionState | undefined {
  if (wave.status !== 'running' || !wave.selected) return undefined
  const next = actionsOf(state, wave.planned.name).find(({ outcome }) => outcome === undefined)
  // One that runs is followed to its end, whatever becomes of the servers meanwhile.
  if (next === undefined || next.planned.phase === 'pre' || next.requestedAt !== undefined) return next
  const areUp = wave.planned.servers.every((id) => state.servers.get(id)?.outcome?.status === 'launched')
  return areUp ? next : undefined
}

/** The look at its run fails in a way that asking again does not change. */
export function cannotBeFollowed({ trouble }: DrillState, { automationExecutionId }: ActionState): Failure | undefined {
  if (automationExecutionId === undefined) return undefined
  const known = trouble.get(runQuestion(automationExecutionId))
  if (known === undefined || known.count < 2) return undefined
  return isPassing(known.failure) || known.failure.class === 'not-found' ? undefined : known.failure
}

/** The EC2 instance of a server of this execution. */
export function instanceIdOf(server: ServerState | undefined): string | undefined {
  return server?.instance?.ec2InstanceId ?? server?.log.targetInstanceId
}
