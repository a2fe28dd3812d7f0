import type { Plan } from '../../plan/plan.js'
import type { ActionState } from './action.js'
import { runQuestion, type DrillEvent, type EventOf } from '../events.js'
import type { DrillState } from '../state.js'
import { calm } from '../state-change.js'

export type ActionEvent = Extract<DrillEvent, { readonly type: `action-${string}` }>

/** The actions of the waves that are run. */
export function plannedActions({ waves }: Plan, selected: readonly string[]): readonly ActionState[] {
  return waves
    .filter(({ name }) => selected.includes(name))
    .flatMap(({ name, actions = [] }) =>
      actions.map((planned) => {
        const ofPhase = actions.filter(({ phase }) => phase === planned.phase)
        return { wave: name, planned, position: ofPhase.indexOf(planned) + 1, tries: 0, isUnanswered: false }
      })
    )
}

/** The state after something has happened to an action. */
export function foldAction(state: DrillState, event: ActionEvent): DrillState {
  const changed: DrillState = {
    ...state,
    actions: state.actions.map((action) =>
      action.wave === event.wave && action.planned.name === event.action ? change(action, event) : action
    )
  }
  if (event.type !== 'action-observed') return changed
  const seen = changed.actions.find(({ wave, planned }) => wave === event.wave && planned.name === event.action)
  return calm(changed, runQuestion(seen?.automationExecutionId ?? ''))
}

function change(action: ActionState, event: ActionEvent): ActionState {
  const { at } = event
  switch (event.type) {
    case 'action-requested':
      return request(action, event)
    case 'action-started': {
      const { startTrouble: _past, wasLost: _found, ...rest } = action
      const { automationExecutionId } = event
      return { ...rest, automationExecutionId, answeredAt: at, isUnanswered: false }
    }
    case 'action-refused':
      // It was not executed; an earlier one of the same token, whose answer got lost, may have been.
      return { ...action, ...trouble(action, event), isUnanswered: action.wasLost === true }
    case 'action-answer-lost':
      return { ...action, ...trouble(action, event), isUnanswered: true, wasLost: true }
    case 'action-observed':
      return { ...action, seenAt: at, ...(event.sighting === undefined ? {} : { sighting: event.sighting }) }
    case 'action-stop-requested':
      return { ...action, stop: { count: (action.stop?.count ?? 0) + 1, at } }
    case 'action-stop-answered': {
      const stop = action.stop ?? { count: 1, at }
      return {
        ...action,
        stop: event.failure === undefined ? { ...stop, answeredAt: at } : { ...stop, failure: event.failure }
      }
    }
    case 'action-settled':
      return { ...action, outcome: { status: event.status, reason: event.reason, at } }
  }
}

/** From here on it may run. A further try is another run: what was known of the one before does not count for it. */
function request(action: ActionState, event: EventOf<'action-requested'>): ActionState {
  const requestedAt = action.requestedAt ?? event.at
  const { token, tries, parameters } = event
  if (token === action.sent?.token) return { ...action, isUnanswered: true }
  const { wave, planned, position } = action
  return { wave, planned, position, requestedAt, tries, sent: { token, parameters }, isUnanswered: true }
}

function trouble(
  { startTrouble }: ActionState,
  { at, failure }: EventOf<'action-refused' | 'action-answer-lost'>
): Pick<ActionState, 'startTrouble'> {
  return { startTrouble: { count: (startTrouble?.count ?? 0) + 1, at, failure } }
}
