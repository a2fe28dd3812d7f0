import { htmlTable, type HtmlRow } from './parts.js'
import type { EvidenceRecord, SelectionRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup, nothing } from './markup.js'
import { describeExpected, describeNearMiss, describeRecordedMatch } from '../selection-words.js'
import { nameOf } from '../words.js'
import { counted } from '../../plan/wording.js'

/** Matches, and servers of one, beyond these are in `evidence.json`. */
const longestList = 50

/** What the plan's matches selected, and what of the account is left out. */
export function selectionScope({ selection, notSelected }: EvidenceRecord): Markup {
  if (selection.length === 0) return nothing
  return joined([selectionTable(selection), notSelected === null ? nothing : leftOut(notSelected)])
}

function selectionTable(selection: readonly SelectionRecord[]): Markup {
  const more = selection.length - longestList
  return htmlTable(
    markup`Servers that the plan selects by what they are${more > 0 ? `: the first ${String(longestList)} of ${counted(selection.length, 'match', 'matches')}` : ''}`,
    [
      { title: 'Wave' },
      { title: 'Match', kind: 'wide' },
      { title: 'Expected' },
      { title: 'Found', kind: 'number' },
      { title: 'Servers', kind: 'wide' }
    ],
    selection.slice(0, longestList).map(rowOf)
  )
}

function rowOf(selection: SelectionRecord): HtmlRow {
  const { wave, group, expect, count, found, nearMisses } = selection
  const near = nearMisses.servers.slice(0, longestList).map(describeNearMiss)
  const below =
    near.length === 0
      ? {}
      : {
          below: markup`Left out, although nearly matching${ofThem(near.length, nearMisses.count)}: ${clipped(near.join('; '), 2000)}`
        }
  const names = found.slice(0, longestList).map(nameOf)
  return {
    cells: [
      markup`${clipped(wave, 100)}${group === null ? nothing : markup` (group ${clipped(group, 100)})`}`,
      markup`${clipped(describeRecordedMatch(selection.match), 1000)}`,
      markup`${describeExpected(expect)}`,
      markup`${count ?? 'not asked'}`,
      markup`${clipped(names.join(', '), 4000)}${found.length > names.length ? ` and ${String(found.length - names.length)} more` : ''}`
    ],
    ...below
  }
}

function leftOut({ listed, count, servers }: NonNullable<EvidenceRecord['notSelected']>): Markup {
  const all = `Of ${counted(listed, 'source server')} in the account and Region, ${String(count)} ${count === 1 ? 'is' : 'are'} in no wave of the plan`
  if (servers.length === 0) return markup`<p>${all}.</p>`
  const names = servers.slice(0, longestList).map(nameOf)
  return markup`<p>${all}${ofThem(names.length, count)}: ${clipped(names.join(', '), 4000)}.</p>`
}

function ofThem(shown: number, count: number): string {
  return count > shown ? ` (${String(shown)} of ${String(count)} are named here)` : ''
}
