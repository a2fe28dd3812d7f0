import { hasSelectors } from '../../plan/match.js'
import { firstPlace, type PlaceName } from '../../plan/places.js'
import type { Position } from '../../plan/problem.js'
import type { EventOf } from '../events.js'
import { noLogFindings } from '../watch/job-log.js'
import { withSelection, type Selection } from './server-selection.js'
import type { DrillState, ServerState } from '../state.js'

/** Whether AWS has still to say which servers the waves of this run launch. */
export function isSelectionWanted({ selection, waves }: DrillState): boolean {
  return selection === undefined && [...waves.values()].some(({ planned }) => hasSelectors(planned))
}

/** The waves get the servers that were selected for them. */
export function selectServersIn(state: DrillState, event: EventOf<'servers-selected'>): DrillState {
  const { type: _type, at: _at, ...selection } = event
  const { plan } = state
  if (plan === undefined) return state
  const planned = withSelection(plan.waves, selection)
  const waves = new Map(
    [...state.waves].map(([name, wave]) => {
      return [name, { ...wave, planned: planned.find((one) => one.name === name) ?? wave.planned }]
    })
  )
  const foundBy = new Map(
    selection.selections.flatMap((one) =>
      one.found.map(({ sourceServerId }) => [sourceServerId, placeOf(one)] as const)
    )
  )
  const servers = new Map<string, ServerState>()
  for (const [wave, { planned: now }] of waves) {
    for (const sourceServerId of now.servers) {
      const match = foundBy.get(sourceServerId)
      const present = state.servers.get(sourceServerId) ?? {
        sourceServerId,
        wave,
        log: noLogFindings,
        ...(match === undefined ? {} : { foundBy: match })
      }
      servers.set(sourceServerId, present)
    }
  }
  return { ...state, selection, plan: { ...plan, waves: planned }, waves, servers }
}

/** Where the match of a selection stands in the plan. */
export function placeOf({ wave, group }: Pick<Selection, 'wave' | 'group'>): PlaceName {
  return group === undefined ? `match of wave ${wave}` : `match of group ${group}`
}

/** Where the plan names a server: in a list, by a match, or with its wave. */
export function placeOfServer({ places }: DrillState, server: ServerState): Partial<Position> {
  const { sourceServerId, foundBy, wave } = server
  return firstPlace(places, `server ${sourceServerId}`, ...(foundBy === undefined ? [] : [foundBy]), `wave ${wave}`)
}
