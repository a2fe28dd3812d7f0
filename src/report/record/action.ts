import { actionsOf, mayBeRunning, type ActionState } from '../../drill/actions/action.js'
import type { DrillState } from '../../drill/state.js'
import { findCommandOf } from '../unanswered-actions.js'
import type { ActionRecord, Deviation, StillRunning } from './schema.js'

/** The actions of a wave, in the order in which they run. */
export function actionRecords(state: DrillState, wave: string): readonly ActionRecord[] {
  return actionsOf(state, wave).map((action) => {
    const { planned, sighting, requestedAt, automationExecutionId } = action
    return {
      name: planned.name,
      phase: planned.phase,
      document: planned.document,
      documentVersion: planned.documentVersion ?? null,
      ...endOf(state, action),
      automationExecutionId: automationExecutionId ?? null,
      automationStatus: sighting?.status ?? null,
      requestedAt: requestedAt ?? null,
      startedAt: sighting?.startedAt ?? null,
      endedAt: sighting?.endedAt ?? null,
      budgetSeconds: planned.timeoutSeconds,
      outputs: { ...sighting?.outputs }
    }
  })
}

function endOf(state: DrillState, { outcome, requestedAt }: ActionState): Pick<ActionRecord, 'status' | 'reason'> {
  if (outcome !== undefined) return { status: outcome.status, reason: outcome.reason }
  if (requestedAt !== undefined) return { status: 'in-progress', reason: 'no end of it was seen' }
  return { status: 'not-started', reason: state.refusals.length > 0 ? 'nothing was started' : null }
}

/** Runs of this execution that are not known to have ended. */
export function actionsLeft(state: DrillState): StillRunning['actions'] {
  return state.actions.filter(mayBeRunning).map((action) => {
    const { wave, planned, requestedAt, automationExecutionId, sighting, stop } = action
    const findWith = automationExecutionId === undefined ? findCommandOf(state, action) : undefined
    return {
      wave,
      name: planned.name,
      document: planned.document,
      requestedAt: requestedAt ?? null,
      automationExecutionId: automationExecutionId ?? null,
      status: sighting?.status ?? null,
      stopRequestedAt: stop?.at ?? null,
      findWith: findWith ?? null
    }
  })
}

/** Actions that did not do what their wave needs; one that was never begun is a consequence of something else. */
export function actionDeviations(state: DrillState, wave: string): readonly Deviation[] {
  return actionsOf(state, wave).flatMap(({ planned, outcome }): readonly Deviation[] => {
    const { status = 'succeeded', reason = '', at = null } = outcome ?? {}
    if (status === 'succeeded' || status === 'succeeded-earlier' || status === 'not-started') return []
    const end = { failed: 'failed', 'timed-out': 'timed out', cancelled: 'was cancelled' }[status]
    const message = `${planned.phase}-action "${planned.name}" (${planned.document}) ${end}: ${reason}`
    return [{ kind: 'action-failed', at, wave, sourceServerId: null, message }]
  })
}

/** What went on in SSM after the execution ended. */
export function leftActionDeviations(state: DrillState, at: string): readonly Deviation[] {
  return actionsLeft(state).map(({ wave, name, automationExecutionId, status, findWith }) => ({
    kind: 'action-left-running',
    at,
    wave,
    sourceServerId: null,
    message:
      automationExecutionId === null
        ? `action "${name}" was asked for, and SSM never answered: it may run${findWith === null ? '' : `; to find it: ${findWith}`}`
        : `action "${name}" (${automationExecutionId}) was not seen to have ended: ${status ?? 'it was not seen at all'}`
  }))
}
