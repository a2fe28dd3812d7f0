import { secondsBetween } from '../../drill/timestamp.js'
import { formatDuration } from '../../plan/duration.js'
import { forMarkdownCode, forMarkdownTableCell } from '../escape.js'
import { markdownTable } from './markdown-table.js'
import type { ActionRecord, EvidenceRecord } from '../record/schema.js'
import { isPlanOnly } from '../words.js'
import type { SummaryForm } from './form.js'

/** Every action with what became of it; those that need somebody first. */
export function actions(record: EvidenceRecord, form: SummaryForm): string {
  if (isPlanOnly(record)) return ''
  const all = record.waves.flatMap((wave) => wave.actions.map((action) => ({ wave: wave.name, action })))
  if (all.length === 0) return ''
  const sorted = all.toSorted((a, b) => rank(a.action) - rank(b.action))
  const shown = sorted.slice(0, form.listed)
  const rows = shown.map(({ wave, action }) => [
    forMarkdownTableCell(action.name, 100),
    forMarkdownTableCell(`${wave}, ${phaseOf(action)}`, 150),
    forMarkdownCode(action.document, 130),
    action.status.replaceAll('-', ' '),
    tookOf(action),
    isWell(action) ? '' : forMarkdownTableCell(action.reason ?? '', form.reasonLength)
  ])
  const columns = [
    { title: 'Action' },
    { title: 'Wave' },
    { title: 'Document' },
    { title: 'Status' },
    { title: 'Took', align: 'right' },
    { title: 'Reason' }
  ] as const
  const well = all.filter(({ action }) => isWell(action)).length
  const more = all.length - shown.length
  return [
    `### Actions: ${String(well)} of ${String(all.length)} succeeded`,
    markdownTable(columns, rows),
    ...(more === 0 ? [] : [`… and ${String(more)} more`])
  ].join('\n\n')
}

/** Whether it did what its wave needs. */
export function isWell({ status }: ActionRecord): boolean {
  return status === 'succeeded' || status === 'succeeded-earlier'
}

export function phaseOf({ phase }: ActionRecord): string {
  return phase === 'pre' ? 'before the launch' : 'after the launch'
}

/** How long SSM ran it, as far as was seen. */
export function secondsOf({ startedAt, endedAt }: ActionRecord): number | undefined {
  return startedAt === null || endedAt === null ? undefined : Math.max(0, secondsBetween(startedAt, endedAt))
}

function tookOf(action: ActionRecord): string {
  const seconds = secondsOf(action)
  return seconds === undefined ? '' : formatDuration(Math.round(seconds))
}

function rank(action: ActionRecord): number {
  if (isWell(action)) return 2
  return action.status === 'not-started' ? 1 : 0
}
