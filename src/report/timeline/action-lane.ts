import type { ActionRecord } from '../record/schema.js'
import type { Span } from './scale.js'

/** An action of a wave on the timeline. */
export interface ActionLane {
  readonly action: ActionRecord
  /** While SSM ran it, as far as is known; undefined: it was never asked for. */
  readonly span: Span | undefined
}

/** @param waveEnd until when an action without an end is shown */
export function actionLaneOf(action: ActionRecord, waveEnd: number): ActionLane {
  const began = action.startedAt ?? action.requestedAt
  if (began === null) return { action, span: undefined }
  const from = Date.parse(began)
  const to = action.endedAt === null ? waveEnd : Date.parse(action.endedAt)
  // The clocks of SSM and of the runner may differ.
  return { action, span: { from, to: Math.max(from, to) } }
}
