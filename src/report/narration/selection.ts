import type { EventOf } from '../../drill/events.js'
import { ownerOf } from '../../drill/selection/findings.js'
import { selectorOf, type Selection } from '../../drill/selection/server-selection.js'
import type { DrillState } from '../../drill/state.js'
import { describeExpectation, describeMatch } from '../../plan/match.js'
import { listed } from './page.js'
import { counted } from '../../plan/wording.js'

/** Names of found servers that a line lists before it only counts. */
const namesInLine = 10

/** What a person reads of a selection: for each match of this run how many servers it found, out of how many there are. */
export function tellSelection(event: EventOf<'servers-selected'>, after: DrillState): readonly string[] {
  const ours = event.selections.filter(({ wave }) => after.waves.has(wave))
  return [
    ...ours.map((selection) => tellMatch(selection, after)),
    `of ${counted(event.listed, 'source server')} in DRS, ${event.leftOut.count} ${event.leftOut.count === 1 ? 'is' : 'are'} in no wave of the plan`
  ]
}

function tellMatch(selection: Selection, { plan }: DrillState): string {
  const { count: number, found } = selection
  const selector = selectorOf(plan?.waves ?? [], selection)
  const meant = selector === undefined ? '' : ` ${describeMatch(selector.match)}`
  const expected = selector?.expect === undefined ? '' : `, ${describeExpectation(selector.expect)} expected`
  const names = found.map(({ hostname, sourceServerId }) => hostname ?? sourceServerId)
  const which = names.length === 0 ? '' : `: ${listed(names, namesInLine)}`
  const verb = number === 1 ? 'matches' : 'match'
  return `${ownerOf(selection)}: ${counted(number, 'server')} ${verb}${meant}${expected}${which}`
}
