import { jobLink } from '../console-links.js'
import { forMarkdown } from '../escape.js'
import { isRemoved, nextStep } from './server-next-step.js'
import type { Deviation, EvidenceRecord, ServerRecord } from '../record/schema.js'
import { isPlanOnly } from '../words.js'
import { list, type SummaryForm } from './form.js'
import { serverNames } from './server-name.js'
import { isUp, sentence } from './verdict.js'
import { counted } from '../../plan/wording.js'

/** Servers that are not up for the same reason. */
interface Trouble {
  readonly wave: string
  readonly first: ServerRecord
  readonly servers: readonly ServerRecord[]
}

/** Which servers are not up, why, and what to do next; those with the same reason together. */
export function troubles(record: EvidenceRecord, form: SummaryForm): string {
  if (isPlanOnly(record)) return ''
  const found = troublesOf(record, form)
  if (found.length === 0) return ''
  const count = found.reduce((sum, { servers }) => sum + servers.length, 0)
  const items = list(found, form.listed, (trouble) => troubleItem(record, trouble, form))
  return `### What is not up: ${counted(count, 'server')}\n\n${items}`
}

function troublesOf(record: EvidenceRecord, form: SummaryForm): readonly Trouble[] {
  const found = new Map<string, { wave: string; first: ServerRecord; servers: ServerRecord[] }>()
  for (const wave of record.waves) {
    for (const server of wave.servers.filter((server) => !isUp(server))) {
      const { status, jobId, ec2InstanceId, reason } = server
      // Those that want the same to be done; a job is that of all of them.
      const kind = [status, jobId, ec2InstanceId === null, isRemoved(record, server)]
      const key = [wave.name, ...kind, reason?.slice(0, form.reasonLength)].join('\n')
      const same = found.get(key)
      if (same === undefined) found.set(key, { wave: wave.name, first: server, servers: [server] })
      else same.servers.push(server)
    }
  }
  // What was never launched is a consequence: it comes after what went wrong.
  return [...found.values()].toSorted((a, b) => Number(isConsequence(a)) - Number(isConsequence(b)))
}

function isConsequence({ first }: Trouble): boolean {
  return first.status === 'not-started'
}

function troubleItem(record: EvidenceRecord, { wave, first, servers }: Trouble, form: SummaryForm): string {
  const status = first.status.replace('-', ' ')
  const reason = first.reason === null ? '.' : `: ${sentence(forMarkdown(first.reason, form.reasonLength))}`
  const link = first.jobId === null ? undefined : jobLink(record.identity, first.jobId)
  const job = link === undefined ? '' : ` [Open the job](${link})`
  return `${serverNames(servers)} (wave ${forMarkdown(wave, 100)}): **${status}**${reason}\n  *Next:* ${forMarkdown(nextStep(record, first))}${job}`
}

/**
 * Deviations that no other part of the summary tells: not what is not up, or what still runs. The objectives are told where
 * they failed nothing: nobody looks for them under a pass.
 */
export function deviationList({ deviations, status }: EvidenceRecord, form: SummaryForm): string {
  const untold = deviations.filter(({ kind }) => isToldNowhereElse(kind) || (status === 'passed' && isMiss(kind)))
  if (untold.length === 0) return ''
  const items = list(untold, form.listed, ({ message }) => sentence(forMarkdown(message, form.reasonLength)))
  return `### Deviations from the plan\n\n${items}`
}

function isMiss(kind: Deviation['kind']): boolean {
  return kind === 'rto-missed' || kind === 'rpo-missed'
}

function isToldNowhereElse(kind: Deviation['kind']): boolean {
  switch (kind) {
    case 'wave-late':
    case 'relaunched':
    case 'retried':
    case 'no-longer-selected':
    case 'recovery-replaced':
    case 'previous-snapshot':
    case 'previous-snapshot-unknown':
    case 'other-recovery-point':
    case 'launch-action-failed':
      return true
    case 'server-failed':
    case 'server-skipped':
    case 'server-terminated':
    case 'server-unverified':
    case 'server-timed-out':
    case 'server-not-started':
    case 'server-cancelled':
    case 'wave-not-started':
    case 'cleanup-incomplete':
    case 'job-left-running':
    case 'action-failed':
    case 'action-left-running':
    case 'start-unanswered':
    case 'rto-missed':
    case 'rpo-missed':
      return false
  }
}
