import type { DrillState } from '../drill/state.js'
import { closingLines } from '../report/narration-closing.js'
import { composeOutputs } from '../report/outputs.js'
import { recordOf } from '../report/record.js'
import type { EvidenceRecord } from '../report/record-schema.js'
import { summaryOf } from '../report/summary.js'
import { writeEvidenceFile } from './evidence-folder.js'
import type { Log, Place } from './log.js'
import { appendSummary, setFailed, setOutputs } from './outputs.js'

/**
 * Hands over what the journal's fold says: evidence on disk, outputs, job summary, annotations and the exit code. Each
 * is tried whatever becomes of the others; what cannot be written is a warning, and never hides the verdict.
 */
export function deliver(state: DrillState, folder: string | undefined, log: Log): void {
  const record = recordOf(state)
  const summary = summaryOf(record)
  const digest = folder === undefined ? '' : writeEvidence(folder, record, summary, log)
  const { values, shortened } = composeOutputs(record, { 'evidence-dir': folder ?? '', 'evidence-digest': digest })
  setOutputs(values, log)
  if (shortened !== undefined) log.notice(shortened)
  appendSummary(summary, log)
  log.group('Result', [...closingLines(state), ...(folder === undefined ? [] : [`Evidence: ${folder}`])])
  annotate(record, log)
  log.close()
  if (record.status !== 'passed') setFailed(`Drill ${record.plan.name} ${record.status}: ${record.reason ?? ''}`)
}

function writeEvidence(folder: string, record: EvidenceRecord, summary: string, log: Log): string {
  const evidence = writeEvidenceFile(folder, 'evidence.json', `${JSON.stringify(record, null, 2)}\n`)
  const text = writeEvidenceFile(folder, 'summary.md', summary)
  for (const result of [evidence, text]) if (!result.ok) log.warning(result.message)
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
