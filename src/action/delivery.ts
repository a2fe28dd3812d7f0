import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mode } from '../drill/events.js'
import type { DrillState } from '../drill/state.js'
import { type DerivedFiles, evidenceFilesOf, evidenceJsonOf } from '../evidence/files.js'
import { firstPlace } from '../plan/places.js'
import { closingLines } from '../report/narration/closing.js'
import { composeOutputs } from '../report/outputs.js'
import { recordOf } from '../report/record/record.js'
import type { EvidenceRecord } from '../report/record/schema.js'
import { cleanupSummary, summaryOf } from '../report/summary/summary.js'
import { version } from '../version.js'
import { journalName, writeEvidenceFile } from './evidence-folder.js'
import type { Log } from './log.js'
import { appendSummary, setFailed, setOutputs } from './outputs.js'

export interface Delivery {
  /** Where the evidence goes; absent where it can be written nowhere. */
  readonly folder?: string
  /** Main has handed its verdict over already: only what came after it is told. */
  readonly isFollowUp?: boolean
  /** Whether this process is main: the outputs of a step are its main's, and so is its exit code. */
  readonly isMain: boolean
}

/**
 * Hands over what the journal's fold says: evidence on disk, outputs, job summary, annotations and the exit code. Each
 * is tried whatever becomes of the others; what cannot be written is a warning, and never hides the verdict.
 */
export function deliver(state: DrillState, { folder, isFollowUp = false, isMain }: Delivery, log: Log): void {
  const record = recordOf(state)
  const summary = summaryOf(record)
  const written = folder === undefined ? {} : writeEvidence(folder, record, summary, log)
  if (isMain) {
    const { values, shortened } = composeOutputs(record, { 'evidence-dir': folder ?? '', ...written })
    setOutputs(values, log)
    if (shortened !== undefined) log.notice(shortened)
  }
  appendSummary(isFollowUp ? cleanupSummary(record) : summary, log)
  log.group('Result', [...closingLines(state), ...(folder === undefined ? [] : [`Evidence: ${folder}`])])
  if (!isFollowUp) annotate(state, record, log)
  if (record.cleanup?.complete === false && (isFollowUp || record.cleanup.finishedAt !== null)) {
    log.warning(`The cleanup fell short: ${record.cleanup.reason ?? ''}`)
  }
  log.close()
  if (isMain && record.status !== 'passed') {
    setFailed(`${subjects[record.mode]} ${record.plan.name} ${record.status}: ${record.reason ?? ''}`)
  }
}

/** What ended, at the head of the line that fails the step. */
const subjects: Readonly<Record<Mode, string>> = {
  drill: 'Drill',
  recovery: 'Recovery',
  preflight: 'Preflight of',
  validate: 'Validation of'
}

/** Brings the evidence up to date with a journal that has grown, where that tells nobody anything new. */
export function rewriteEvidence(state: DrillState, folder: string, log: Log): void {
  const record = recordOf(state)
  writeEvidence(folder, record, summaryOf(record), log)
}

/** What of the evidence was written, as outputs. */
function writeEvidence(
  folder: string,
  record: EvidenceRecord,
  summary: string,
  log: Log
): Readonly<Partial<Record<'evidence-digest' | 'report', string>>> {
  const files = render(folder, record, summary, log)
  // evidence.json comes last: where it is, the post step takes all of it for handed over.
  const names = ['summary.md', 'report.html', 'junit.xml', 'statement.json', 'SHA256SUMS', 'evidence.json'] as const
  const results = names.flatMap((name) => {
    const text = files[name]
    return text === undefined ? [] : [{ name, ...writeEvidenceFile(folder, name, text) }]
  })
  // What keeps one file from being written keeps the others: it is told once.
  const [failed, ...others] = results.filter((result) => !result.ok)
  if (failed !== undefined) {
    log.warning(
      failed.message + (others.length === 0 ? '' : `; neither could ${others.map(({ name }) => name).join(', ')}`)
    )
  }
  const digests = new Map(results.flatMap((result) => (result.ok ? [[result.name, result.digest]] : [])))
  return {
    'evidence-digest': digests.get('evidence.json') ?? '',
    report: digests.has('report.html') ? join(folder, 'report.html') : ''
  }
}

/** A defect in how a drill is told must not hide how it ended: then the record and the summary are all there is. */
function render(folder: string, record: EvidenceRecord, summary: string, log: Log): Partial<DerivedFiles> {
  try {
    return evidenceFilesOf(record, readJournal(folder), version)
  } catch (error) {
    log.warning(`The report could not be made: ${error instanceof Error ? error.message : String(error)}`)
    return { 'evidence.json': evidenceJsonOf(record), 'summary.md': summary }
  }
}

/** The journal as it stands on the disk; empty where it is not there any more. */
function readJournal(folder: string): Uint8Array {
  const path = join(folder, journalName)
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path) : new Uint8Array()
}

function annotate({ places, servers }: DrillState, record: EvidenceRecord, log: Log): void {
  const placeOf = ({ line, column }: { readonly line: number | null; readonly column: number | null }) =>
    line === null ? undefined : { file: record.plan.path, line, ...(column === null ? {} : { column }) }
  for (const refusal of record.refusals) log.error(refusal.message, placeOf(refusal))
  for (const finding of record.preflight.flatMap(({ findings }) => findings)) {
    const { class: kind, message } = finding
    const place = placeOf(finding)
    if (kind === 'warning') log.warning(message, place)
    // Of a drill the notes are in the log and the summary; who asks for a preflight asks for all of it.
    if (kind === 'note' && record.mode === 'preflight') log.notice(message, place)
  }
  for (const wave of record.waves) {
    for (const server of wave.servers) {
      if (['launched', 'not-started'].includes(server.status)) continue
      const { hostname, sourceServerId, status, reason } = server
      const name = hostname === null ? `${sourceServerId} (wave` : `${hostname} (${sourceServerId}, wave`
      const foundBy = servers.get(sourceServerId)?.foundBy
      const where = [`server ${sourceServerId}` as const, ...(foundBy === undefined ? [] : [foundBy])]
      const { line = null, column = null } = firstPlace(places, ...where, `wave ${wave.name}`)
      log.error(`${name} ${wave.name}) ${status}: ${reason ?? ''}`, placeOf({ line, column }))
    }
  }
}
