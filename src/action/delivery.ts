import type { DrillState } from '../drill/state.js'
import { closingLines } from '../report/narration-closing.js'
import { composeOutputs } from '../report/outputs.js'
import { recordOf } from '../report/record.js'
import type { EvidenceRecord } from '../report/record-schema.js'
import { cleanupSummary, summaryOf } from '../report/summary.js'
import { writeEvidenceFile } from './evidence-folder.js'
import type { Log, Place } from './log.js'
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
  const digest = folder === undefined ? '' : writeEvidence(folder, record, summary, log)
  if (isMain) {
    const { values, shortened } = composeOutputs(record, { 'evidence-dir': folder ?? '', 'evidence-digest': digest })
    setOutputs(values, log)
    if (shortened !== undefined) log.notice(shortened)
  }
  appendSummary(isFollowUp ? cleanupSummary(record) : summary, log)
  log.group('Result', [...closingLines(state), ...(folder === undefined ? [] : [`Evidence: ${folder}`])])
  if (!isFollowUp) annotate(record, log)
  if (record.cleanup?.complete === false) log.warning(`The cleanup fell short: ${record.cleanup.reason ?? ''}`)
  log.close()
  if (isMain && record.status !== 'passed') {
    setFailed(`Drill ${record.plan.name} ${record.status}: ${record.reason ?? ''}`)
  }
}

/** Brings the evidence up to date with a journal that has grown, where that tells nobody anything new. */
export function rewriteEvidence(state: DrillState, folder: string, log: Log): void {
  const record = recordOf(state)
  writeEvidence(folder, record, summaryOf(record), log)
}

function writeEvidence(folder: string, record: EvidenceRecord, summary: string, log: Log): string {
  const evidence = writeEvidenceFile(folder, 'evidence.json', `${JSON.stringify(record, null, 2)}\n`)
  const text = writeEvidenceFile(folder, 'summary.md', summary)
  const failed = [evidence, text].flatMap((result) => (result.ok ? [] : [result.message]))
  for (const message of new Set(failed)) log.warning(message)
  return evidence.ok ? evidence.digest : ''
}

function annotate(record: EvidenceRecord, log: Log): void {
  const plan: Place = { file: record.plan.path }
  for (const { message, line, column } of record.refusals) {
    log.error(message, line === null ? undefined : { ...plan, line, ...(column === null ? {} : { column }) })
  }
  for (const wave of record.waves) {
    for (const server of wave.servers) {
      if (['launched', 'not-started'].includes(server.status)) continue
      log.error(
        `${server.hostname ?? server.sourceServerId} (wave ${wave.name}) ${server.status}: ${server.reason ?? ''}`
      )
    }
  }
}
