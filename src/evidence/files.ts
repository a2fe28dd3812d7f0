import { createHash } from 'node:crypto'
import { fold } from '../drill/evolve.js'
import { decodeJournal, type DecodedJournal } from '../drill/journal.js'
import { reportOf } from '../report/html/report.js'
import { junitOf } from '../report/junit.js'
import { recordOf } from '../report/record/record.js'
import type { EvidenceRecord } from '../report/record/schema.js'
import { statementOf } from '../report/statement.js'
import { summaryOf } from '../report/summary/summary.js'
import { sumsOf } from '../report/sums.js'

/** The files that are derived from the journal, in the order in which they are told of. */
export const derivedNames = [
  'evidence.json',
  'summary.md',
  'report.html',
  'junit.xml',
  'statement.json',
  'SHA256SUMS'
] as const

export type DerivedName = (typeof derivedNames)[number]

export type DerivedFiles = Readonly<Record<DerivedName, string>>

/**
 * The files of the evidence that are derived: pure, the same record and journal make the same bytes.
 *
 * @param journal the journal as it stands on the disk; it may hold less than the record, where the disk took no more, and
 *   then the report says so
 * @param version of drs-drill, which the report names
 */
export function evidenceFilesOf(record: EvidenceRecord, journal: Uint8Array, version: string): DerivedFiles {
  const decoded = decodeJournal(textOf(journal))
  const evidence = evidenceJsonOf(record)
  const digests = { evidence: sha256Of(evidence), journal: sha256Of(journal) }
  const summary = summaryOf(record)
  const report = reportOf(record, {
    version,
    evidence: digests.evidence,
    journal: {
      sha256: digests.journal,
      events: decoded.events.length,
      head: decoded.head.digest,
      tellsAll: isTold(evidence, decoded)
    }
  })
  const junit = junitOf(record)
  const statement = statementOf(record, [
    { name: 'evidence.json', sha256: digests.evidence },
    { name: 'journal.ndjson', sha256: digests.journal }
  ])
  return {
    'evidence.json': evidence,
    'summary.md': summary,
    'report.html': report,
    'junit.xml': junit,
    'statement.json': statement,
    SHA256SUMS: sumsOf([
      { name: 'evidence.json', sha256: digests.evidence },
      { name: 'journal.ndjson', sha256: digests.journal },
      { name: 'junit.xml', sha256: sha256Of(junit) },
      { name: 'report.html', sha256: sha256Of(report) },
      { name: 'statement.json', sha256: sha256Of(statement) },
      { name: 'summary.md', sha256: sha256Of(summary) }
    ])
  }
}

export function evidenceJsonOf(record: EvidenceRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

/** SHA-256 (hex) of a text in UTF-8, or of bytes. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** UTF-8, byte for byte: a mark at its beginning is a part of it. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** Whether the journal alone makes this record: nothing is missing in it, and nothing was changed. */
function isTold(evidence: string, { events, problems, torn }: DecodedJournal): boolean {
  if (problems.length > 0 || torn) return false
  try {
    return evidenceJsonOf(recordOf(fold(events))) === evidence
  } catch {
    // No events, or events of a shape that this program does not write.
    return false
  }
}
