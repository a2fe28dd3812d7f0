import { evolve, open } from '../drill/evolve.js'
import type { DrillEvent } from '../drill/events.js'
import { objectionTo } from '../drill/objection.js'

/** How many are told: what follows a forged line is often no better. */
const most = 10

/**
 * Where a journal contradicts itself: what it concludes is not what a drill concludes from the events before. No drill
 * writes such a journal; somebody may who can compute digests.
 *
 * @param events the first of them opens the execution
 */
export function contradictions(events: readonly DrillEvent[]): readonly string[] {
  const [first, ...rest] = events
  if (first?.type !== 'execution-opened') return []
  const found: string[] = []
  let [state, previous]: [ReturnType<typeof open>, DrillEvent] = [open(first), first]
  for (const [index, event] of rest.entries()) {
    const objection = objectionTo(state, event, previous)
    // The first line of a journal is line 1.
    if (objection !== undefined) found.push(`line ${String(index + 2)} (${event.type}) ${objection}`)
    if (found.length === most) break
    state = evolve(state, event)
    previous = event
  }
  return found
}
