import { ganttOf, isDrawable } from './gantt.js'
import type { EvidenceRecord } from '../record/schema.js'
import { actions } from './actions.js'
import { cleanup, cleanupSummaryOf } from './cleanup.js'
import { failedActions } from './failed-actions.js'
import { summaryForms, type SummaryForm } from './form.js'
import { outsideIsolation } from './isolation.js'
import { leftOut } from './left-out.js'
import { missedRecoveryPoint } from './missed-objectives.js'
import { preflight } from './preflight.js'
import { lastTime } from './previous.js'
import { stillRunning } from './running.js'
import { selection } from './selection.js'
import { deviationList, troubles } from './trouble.js'
import { headline, particulars, refusals, results, serversOf } from './verdict.js'
import { waveSections } from './waves.js'

/** GitHub takes 1 MiB a step, to the byte; the rest is left for what else the step may write. */
const limitBytes = 1_000_000

/**
 * The job summary (GitHub Markdown): the verdict, then what is wrong, then the waves. The fullest of the `summaryForms` that
 * has at most `limit` bytes in UTF-8, with as many servers as there is room for; a shorter one says what it leaves out.
 */
export function summaryOf(record: EvidenceRecord, limit: number = limitBytes): string {
  return fullest(limit, (form) => render(record, form), serversOf(record).length)
}

/** What the post step adds where main has written the summary already: what became of the cleanup. */
export function cleanupSummary(record: EvidenceRecord, limit: number = limitBytes): string {
  return fullest(limit, (form) => cleanupSummaryOf(record, form), 0)
}

type Writer = (form: SummaryForm) => string

function fullest(limit: number, write: Writer, servers: number): string {
  for (const form of summaryForms) {
    const summary = fitting(limit, write, form, servers)
    if (summary !== undefined) return summary
  }
  return summaryForms.slice(-1).map(write).join('')
}

/** The summary in this form, with fewer servers where it may have fewer; undefined: it does not fit. */
function fitting(limit: number, write: Writer, form: SummaryForm, servers: number): string | undefined {
  const fits = (summary: string) => new TextEncoder().encode(summary).length <= limit
  const summary = write(form)
  if (fits(summary)) return summary
  if (form.rows === 'all' || form.rows === 0) return undefined
  let best = write({ ...form, rows: 0 })
  if (!fits(best)) return undefined
  // To a hundredth of the servers: each try writes all of it.
  let [least, most] = [0, servers]
  while (most - least > Math.ceil(servers / 100)) {
    const rows = Math.floor((least + most) / 2)
    const tried = write({ ...form, rows })
    if (fits(tried)) [least, best] = [rows, tried]
    else most = rows
  }
  return best
}

function render(record: EvidenceRecord, form: SummaryForm): string {
  const gantt = form.chart ? ganttOf(record) : undefined
  const last = lastTime(record, form)
  const charts = [
    ...(gantt === undefined && isDrawable(record) ? ['waves'] : []),
    ...(last === lastTime(record, { chart: true }) ? [] : ['last drills'])
  ]
  const sections = [
    headline(record),
    outsideIsolation(record, form),
    leftOut(record, form, charts),
    refusals(record, form),
    results(record),
    missedRecoveryPoint(record),
    stillRunningFirst(record) ? stillRunning(record, form) : '',
    cleanup(record, form),
    // A launch that a pre-action kept from its start is a consequence: what it follows from comes first.
    failedActions(record, form),
    troubles(record, form),
    actions(record, form),
    stillRunningFirst(record) ? '' : stillRunning(record, form),
    deviationList(record, form),
    preflight(record, form),
    selection(record, form),
    gantt === undefined ? '' : `\`\`\`mermaid\n${gantt}\n\`\`\``,
    waveSections(record, form),
    last,
    particulars(record)
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

/** Launches that go on without anybody looking come before all that has ended. */
function stillRunningFirst({ stillRunning }: EvidenceRecord): boolean {
  const { jobs, unansweredStarts, actions: running } = stillRunning
  return jobs.some(({ mayLaunch }) => mayLaunch) || unansweredStarts.length + running.length > 0
}
