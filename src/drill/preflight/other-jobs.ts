import { drillDeadline } from '../budgets.js'
import type { Conclusion } from '../commands.js'
import { startsNothing } from '../events.js'
import { awaitedRecoveries, holdingsOf } from '../launch/holdings.js'
import { retryAt, surveyRetryAt } from '../watch/pace.js'
import type { Holding } from '../sightings.js'
import type { DrillState } from '../state.js'
import type { Task } from '../task.js'
import { addSeconds, earliest, type Timestamp } from '../timestamp.js'

/** How long the look that ends a wait may take. */
const lastLookSeconds = 30

/** Servers of the waves of this run that a job of somebody else holds, as the last survey showed it. */
export function heldByOthers(state: DrillState): readonly Holding[] {
  return holdingsOf(state).filter(({ sourceServerId }) => {
    const wave = state.servers.get(sourceServerId)?.wave
    return wave !== undefined && state.waves.get(wave)?.selected === true
  })
}

/** How long a launch waits for the jobs of others before it is blocked (`guards.wait-for-other-jobs`). */
export function waitForOthersSeconds({ plan }: Pick<DrillState, 'plan'>): number {
  return plan?.guards.waitForOtherJobsSeconds ?? 0
}

/** Whether the start has to wait, or to go on waiting, for the jobs of others. */
export function mustWaitForOthers(state: DrillState, now: Timestamp): boolean {
  if (startsNothing(state.mode) || heldByOthers(state).length === 0) return false
  if (state.wait === undefined) return now < waitEnd(state, now)
  return now < waitOverAt(state, state.wait.until) && (state.survey?.at ?? '') < state.wait.until
}

/** When a wait ends at the latest, where a last look is not answered; undefined where there is none. */
export function waitDeadline(state: DrillState): Timestamp | undefined {
  return state.wait !== undefined && isWaitingForOthers(state) ? waitOverAt(state, state.wait.until) : undefined
}

/** The wait begins: it is written down, so that it is known when it ends. */
export function beginWait(state: DrillState, now: Timestamp): Conclusion {
  return { type: 'other-jobs-awaited', until: waitEnd(state, now), holding: heldByOthers(state) }
}

/** Whether a drill that has not begun waits, or has waited, for the jobs of others. */
export function isWaitingForOthers(state: DrillState): boolean {
  return state.wait !== undefined && state.preflight === undefined
}

/** What those jobs did may have changed everything that was asked before: it is asked anew once they are over. */
export function isDescribedAnew(state: DrillState): boolean {
  const { wait, describedAt, survey } = state
  if (wait === undefined || survey === undefined || heldByOthers(state).length > 0) return true
  return (describedAt ?? '') >= survey.at
}

/** The jobs are looked at at the drill's pace; when no server is held any more, the servers are. */
export function waitTasks(state: DrillState): readonly Task[] {
  if (!isWaitingForOthers(state) || state.survey === undefined) return []
  const { at } = state.survey
  if (heldByOthers(state).length > 0) {
    // The last look is at the very end: a server that is free by then is not to be held against the drill.
    const next = earliest([addSeconds(at, state.pollIntervalSeconds), state.wait?.until]) ?? at
    const recoveriesOf = awaitedRecoveries(state)
    return [{ at: surveyRetryAt(state, recoveriesOf) ?? next, command: { do: 'survey-jobs', recoveriesOf } }]
  }
  if (isDescribedAnew(state)) return []
  const servers = [...state.servers.keys()]
  return [{ at: retryAt(state, 'servers') ?? at, command: { do: 'describe-servers', servers } }]
}

function waitOverAt(state: DrillState, until: Timestamp): Timestamp {
  return earliest([addSeconds(until, lastLookSeconds), drillDeadline(state)]) ?? until
}

function waitEnd(state: DrillState, now: Timestamp): Timestamp {
  return earliest([addSeconds(now, waitForOthersSeconds(state)), drillDeadline(state)]) ?? now
}
