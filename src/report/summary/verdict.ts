import { secondsBetween } from '../../drill/timestamp.js'
import { formatDuration } from '../../plan/duration.js'
import { counted } from '../../plan/wording.js'
import { forMarkdown, forMarkdownCode, forMarkdownTableCell } from '../escape.js'
import { markdownTable, type Column } from './markdown-table.js'
import type { EvidenceRecord, ServerRecord } from '../record/schema.js'
import { isPlanOnly } from '../words.js'
import { leftBefore } from '../left-behind.js'
import { askedEarlierAt } from '../server-times.js'
import { describeExtent } from '../selection-words.js'
import { list, type SummaryForm } from './form.js'
import { missedInShort } from './missed-objectives.js'

const verdicts: Readonly<Record<EvidenceRecord['status'], string>> = {
  passed: '✅ PASSED',
  failed: '❌ FAILED',
  'timed-out': '⌛ TIMED OUT',
  cancelled: '✋ CANCELLED',
  blocked: '⛔ BLOCKED',
  unfinished: '❔ UNFINISHED'
}

const modes: Readonly<Record<EvidenceRecord['mode'], string>> = {
  drill: 'drill',
  recovery: 'recovery (real failover)',
  preflight: 'preflight',
  validate: 'validate'
}

/** The verdict in one line, then its reason where the line does not say it all. */
export function headline(record: EvidenceRecord): string {
  const parts = [`${forMarkdown(record.plan.name, 100)}, ${modes[record.mode]}`, extent(record), elapsed(record)]
  const missed = record.status === 'passed' ? missedInShort(record) : []
  const heading = `## ${[verdicts[record.status], ...missed].join(', ')}: ${parts.filter((part) => part !== '').join(', ')}`
  const silent = record.status === 'passed' || record.status === 'blocked' || record.reason === null
  return silent ? heading : `${heading}\n\n**Why:** ${sentence(forMarkdown(capital(record.reason), 600))}`
}

function extent(record: EvidenceRecord): string {
  const servers = serversOf(record)
  if (record.status === 'blocked') {
    const left = leftBefore(record)
    return left === '' ? 'nothing was started' : `nothing new was started; ${left}`
  }
  if (record.mode === 'preflight') {
    const warnings = record.preflight.flatMap(({ findings }) => findings).filter((found) => found.class === 'warning')
    const found = warnings.length === 0 ? '' : `, ${counted(warnings.length, 'warning')}`
    return `nothing stands in the way of ${counted(servers.length, 'server')}${found}`
  }
  if (record.mode === 'validate') {
    return `the plan is valid: ${describeExtent(record)}`
  }
  const { length } = record.leftOut
  const part = length === 0 ? '' : ` (${counted(length, 'wave')} of the plan left out)`
  return `${String(servers.filter(isUp).length)} of ${counted(servers.length, 'server')} up${part}`
}

function elapsed({ mode, status, startedAt, judgedAt }: EvidenceRecord): string {
  if (judgedAt === null || isPlanOnly({ mode, status })) return ''
  return formatDuration(secondsBetween(startedAt, judgedAt))
}

/** Objectives against results, and how many servers ended how. Empty when nothing was launched. */
export function results(record: EvidenceRecord): string {
  if (isPlanOnly(record)) return ''
  return `${objectivesTable(record)}\n\n${countsTable(record)}`
}

function objectivesTable(record: EvidenceRecord): string {
  const { objectives } = record
  const earlier = askedEarlierAt(record)
  const since =
    earlier === undefined
      ? null
      : `counted from ${momentText(earlier)}, when an earlier attempt or job asked for it first`
  const row = (
    name: string,
    { targetSeconds, achievedSeconds, met, note }: EvidenceRecord['objectives']['rto'],
    remark: string | null = null
  ) => [
    name,
    targetSeconds === null ? 'none' : formatDuration(targetSeconds),
    achievedSeconds === null ? 'not known' : formatDuration(achievedSeconds),
    [met === null ? '' : met ? 'met' : '**missed**', forMarkdownTableCell(note ?? remark ?? '')]
      .filter((part) => part !== '')
      .join(': ')
  ]
  return markdownTable(
    [
      { title: 'Objective' },
      { title: 'Target', align: 'right' },
      { title: 'Achieved', align: 'right' },
      { title: 'Result' }
    ],
    [row('Recovery time (RTO)', objectives.rto, since), row('Recovery point (RPO)', objectives.rpo)]
  )
}

const statusTitles: Readonly<Record<ServerRecord['status'], string>> = {
  launched: 'Up',
  failed: 'Failed',
  skipped: 'Skipped',
  terminated: 'Terminated',
  unverified: 'Unverified',
  'timed-out': 'Timed out',
  cancelled: 'Cancelled',
  'in-progress': 'In progress',
  'not-started': 'Not started'
}

function countsTable(record: EvidenceRecord): string {
  const counts = new Map<string, number>()
  for (const { status } of serversOf(record)) counts.set(status, (counts.get(status) ?? 0) + 1)
  const columns: Column[] = [
    { title: 'Waves', align: 'right' },
    { title: 'Servers', align: 'right' }
  ]
  const cells = [String(record.waves.length), String(serversOf(record).length)]
  for (const [status, title] of Object.entries(statusTitles)) {
    const count = counts.get(status) ?? 0
    if (count === 0 && status !== 'launched') continue
    columns.push({ title, align: 'right' })
    cells.push(String(count))
  }
  return markdownTable(columns, [cells])
}

/** Why nothing was started, each with its place in the plan file. */
export function refusals(record: EvidenceRecord, form: SummaryForm): string {
  const { refusals, plan } = record
  if (refusals.length === 0) return ''
  const items = list(refusals, form.listed, ({ message, line, column }) => {
    const place = line === null ? [] : [[plan.path, line, column].filter((part) => part !== null).join(':')]
    return [...place.map((text) => forMarkdownCode(text)), forMarkdown(message, form.reasonLength)].join(' ')
  })
  return `### Why nothing ${leftBefore(record) === '' ? '' : 'new '}was started\n\n${items}`
}

/** What identifies the execution. */
export function particulars(record: EvidenceRecord): string {
  const { plan, identity, leftOut } = record
  const file = forMarkdownCode(plan.path)
  const rows = [
    ['Execution', forMarkdownCode(record.executionId)],
    ['Plan', plan.commit === null ? file : `${file} at ${forMarkdownCode(plan.commit.slice(0, 12))}`],
    ['Account', identity === null ? 'not asked' : forMarkdownCode(identity.account)],
    ['Region', regionText(record)],
    ['Run', runLink(record)],
    ...approvalRows(record),
    ['Started', momentText(record.startedAt)],
    ...(record.finishedAt === null ? [] : [['Finished', momentText(record.finishedAt)]]),
    ...(leftOut.length === 0 ? [] : [['Waves left out', leftOutText(leftOut)]])
  ]
  return markdownTable([{ title: 'Particulars' }, { title: '' }], rows)
}

/** Where AWS was not asked, the plan may say it all the same; an input wins over the plan. */
function regionText({ identity, plan }: EvidenceRecord): string {
  if (identity !== null) return forMarkdownCode(identity.region)
  return plan.region === null ? 'not asked' : `${forMarkdownCode(plan.region)} by the plan`
}

/** Who decided, or why that is not known: never silent. */
function approvalRows({ run }: EvidenceRecord): readonly (readonly string[])[] {
  if (run.approvalsNote !== null) return [['Reviewed', `not known: ${forMarkdownTableCell(run.approvalsNote, 300)}`]]
  const named = run.approvals.slice(0, 10).map(({ user, state, environments }) => {
    const where = environments.length === 0 ? '' : ` (${forMarkdownTableCell(environments.join(', '), 200)})`
    return `${forMarkdownTableCell(state, 40)} by ${forMarkdownTableCell(user ?? 'an account that is gone', 100)}${where}`
  })
  const more = run.approvals.length > named.length ? ` and ${String(run.approvals.length - named.length)} more` : ''
  return named.length === 0 ? [] : [['Reviewed', `${named.join('; ')}${more}`]]
}

function leftOutText(leftOut: EvidenceRecord['leftOut']): string {
  const names = leftOut.slice(0, 20).map(({ name, cameUpEarlier }) => {
    return `${forMarkdownTableCell(name, 100)}${cameUpEarlier ? ' (came up earlier)' : ''}`
  })
  return names.join(', ') + (leftOut.length > 20 ? ` and ${String(leftOut.length - 20)} more` : '')
}

function runLink({ run }: EvidenceRecord): string {
  const attempt = run.attempt === null ? '' : `, attempt ${String(run.attempt)}`
  const text =
    `${forMarkdownTableCell(run.repository ?? 'run', 200)} ${forMarkdownTableCell(run.runId ?? '', 40)}`.trim()
  const isLink = run.url !== null && /^https?:\/\/[\w.:/~%-]+$/.test(run.url)
  return isLink ? `[${text}](${run.url})${attempt}` : `${text}${attempt}`
}

/** `2026-11-23 14:05:41 UTC` */
export function momentText(moment: string): string {
  return `${moment.slice(0, 10)} ${moment.slice(11, 19)} UTC`
}

export function serversOf(record: EvidenceRecord): readonly ServerRecord[] {
  return record.waves.flatMap(({ servers }) => servers)
}

export function isUp({ status }: ServerRecord): boolean {
  return status === 'launched'
}

/** A text of ours as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A text with a stop at its end. Its beginning stays as it is: it may be a name. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
