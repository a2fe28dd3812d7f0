import { ganttOf, isDrawable } from './gantt.js'
import type { EvidenceRecord } from '../record/schema.js'
import { actions } from './actions.js'
import { cleanup, cleanupSummaryOf } from './cleanup.js'
import { failedActions } from './failed-actions.js'
import { summaryForms, type SummaryForm } from './form.js'
import { preflight } from './preflight.js'
import { lastTime } from './previous.js'
import { stillRunning } from './running.js'
import { selection } from './selection.js'
import { deviationList, troubles } from './trouble.js'
import { headline, particulars, refusals, results } from './verdict.js'
import { waveSections } from './waves.js'

/** GitHub takes 1 MiB a step, to the byte; the rest is left for what else the step may write. */
const limitBytes = 1_000_000

/**
 * The job summary (GitHub Markdown): the verdict, then what is wrong, then the waves. The fullest of the `summaryForms` that
 * has at most `limit` bytes in UTF-8; a shorter one says what it leaves out.
 */
export function summaryOf(record: EvidenceRecord, limit: number = limitBytes): string {
  return fullest(limit, (form) => render(record, form))
}

/** What the post step adds where main has written the summary already: what became of the cleanup. */
export function cleanupSummary(record: EvidenceRecord, limit: number = limitBytes): string {
  return fullest(limit, (form) => cleanupSummaryOf(record, form))
}

function fullest(limit: number, write: (form: SummaryForm) => string): string {
  let summary = ''
  for (const form of summaryForms) {
    summary = write(form)
    if (new TextEncoder().encode(summary).length <= limit) break
  }
  return summary
}

function render(record: EvidenceRecord, form: SummaryForm): string {
  const gantt = form.chart ? ganttOf(record) : undefined
  const isTooLong = form.chart && gantt === undefined && isDrawable(record)
  const leavesOut = [form.leavesOut, isTooLong ? 'The chart of the waves was left out.' : '']
    .filter((part) => part !== '')
    .join(' ')
  const sections = [
    headline(record),
    leavesOut === '' ? '' : `*Shortened to fit: ${leavesOut} All of it is in \`evidence.json\`.*`,
    refusals(record, form),
    results(record),
    stillRunningFirst(record) ? stillRunning(record, form) : '',
    cleanup(record),
    // A launch that a pre-action kept from its start is a consequence: what it follows from comes first.
    failedActions(record, form),
    troubles(record, form),
    actions(record, form),
    deviationList(record, form),
    stillRunningFirst(record) ? '' : stillRunning(record, form),
    preflight(record, form),
    selection(record, form),
    gantt === undefined ? '' : `\`\`\`mermaid\n${gantt}\n\`\`\``,
    waveSections(record, form),
    lastTime(record, form),
    particulars(record)
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

/** Launches that go on without anybody looking come before all that has ended. */
function stillRunningFirst({ stillRunning }: EvidenceRecord): boolean {
  const { jobs, unansweredStarts, actions: running } = stillRunning
  return jobs.some(({ mayLaunch }) => mayLaunch) || unansweredStarts.length + running.length > 0
}
