import { counted } from '../../plan/wording.js'
import type { EvidenceRecord } from '../record/schema.js'
import { isPlanOnly, serverWords } from '../words.js'
import { cutsMore, type SummaryForm } from './form.js'
import { serversShown } from './servers-shown.js'
import { serversOf } from './verdict.js'

/** What a summary leaves out that is shortened to fit, and how much of it; empty where that is nothing. */
export function leftOut(record: EvidenceRecord, form: SummaryForm, charts: readonly string[]): string {
  const missing = [
    ...charts.map((chart) => `the chart of the ${chart}`),
    ...(form.waves || record.waves.length === 0 ? [] : [`the list of ${counted(record.waves.length, 'wave')}`])
  ]
  const verb = missing.length === 1 ? 'is' : 'are'
  const parts = [
    ...rowsLeftOut(record, form),
    ...(missing.length === 0 ? [] : [`${missing.join(', ').replace(/, ([^,]*)$/, ' and $1')} ${verb} left out`]),
    ...(cutsMore(form)
      ? [
          `reasons and messages of more than ${String(form.reasonLength)} characters and lists of more than ${String(form.listed)} items are cut`
        ]
      : [])
  ]
  return parts.length === 0 ? '' : `*Shortened to fit: ${parts.join('; ')}. All of it is in \`evidence.json\`.*`
}

/** `12 servers (9 up, 3 not started) are left out of the tables` */
function rowsLeftOut(record: EvidenceRecord, form: SummaryForm): readonly string[] {
  if (isPlanOnly(record)) return []
  const left = new Map<string, number>()
  const count = (status: keyof typeof serverWords, by: number) => left.set(status, (left.get(status) ?? 0) + by)
  for (const { status } of serversOf(record)) count(status, 1)
  for (const { status } of serversShown(record, form).flat()) count(status, -1)
  const all = [...left.values()].reduce((sum, one) => sum + one, 0)
  if (all === 0) return []
  const ended = Object.entries(serverWords).flatMap(([status, { title }]) => {
    const one = left.get(status) ?? 0
    return one === 0 ? [] : [`${String(one)} ${title.toLowerCase()}`]
  })
  return [`${counted(all, 'server')} (${ended.join(', ')}) ${all === 1 ? 'is' : 'are'} left out of the tables`]
}
