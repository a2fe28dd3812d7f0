import type { DrillState } from '../state.js'

/** Whether SSM has been asked about the documents of actions; without actions there is nothing to ask. */
export function areDocumentsKnown({ actions, documents }: DrillState): boolean {
  return actions.length === 0 || documents !== undefined
}
