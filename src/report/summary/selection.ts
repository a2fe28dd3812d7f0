import { forMarkdown } from '../escape.js'
import type { EvidenceRecord, SelectionRecord } from '../record/schema.js'
import { describeExpected, describeRecordedMatch } from '../selection-words.js'
import { nameOf } from '../words.js'
import { list, type SummaryForm } from './form.js'
import { counted } from '../../plan/wording.js'

/** Servers of a match that are named; the tables of the waves name all. */
const namesShown = 10

/** What the plan's matches selected, and how much of the account is left out. */
export function selection({ selection: matches, notSelected }: EvidenceRecord, form: SummaryForm): string {
  if (matches.length === 0 || notSelected === null) return ''
  const { listed, count } = notSelected
  const rest = `Of ${counted(listed, 'source server')} in the account and Region, ${String(count)} ${count === 1 ? 'is' : 'are'} in no wave of the plan.`
  return ['### Servers selected', list(matches, form.listed, (one) => describe(one, form)), rest].join('\n\n')
}

function describe(selection: SelectionRecord, form: SummaryForm): string {
  const { wave, group, match, expect, count, found } = selection
  const owner = group === null ? `wave ${wave}` : `group ${group} (wave ${wave})`
  const names = found.slice(0, namesShown).map(nameOf)
  const more = found.length > names.length ? ` and ${String(found.length - names.length)} more` : ''
  const expected = expect === null ? '' : `, ${describeExpected(expect)} expected`
  const which = names.length === 0 ? '' : `: ${names.join(', ')}${more}`
  const text = `${owner}, ${describeRecordedMatch(match)}: ${counted(count ?? 0, 'server')} found${expected}${which}`
  return forMarkdown(text, form.reasonLength)
}
