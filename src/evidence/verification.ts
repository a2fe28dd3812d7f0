import type { DrillEvent } from '../drill/events.js'
import { fold } from '../drill/evolve.js'
import { decodeJournal } from '../drill/journal.js'
import { recordOf } from '../report/record/record.js'
import { type EvidenceRecord, evidenceSchema, evidenceSchemaVersion } from '../report/record/schema.js'
import { counted } from '../plan/wording.js'
import { version } from '../version.js'
import { contradictions } from './contradictions.js'
import { checkSums } from './sums-check.js'
import { type DerivedFiles, derivedNames, evidenceFilesOf, sha256Of, textOf } from './files.js'

/** A file of the folder, as it was found. */
export type Found =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly why: string }

/** The files of an evidence folder. */
export type FoundFiles = Readonly<Record<'journal.ndjson' | (typeof derivedNames)[number], Found>>

export interface Finding {
  /** `unproven`: it may be right, but there is nothing to compare it with. */
  readonly state: 'ok' | 'wrong' | 'missing' | 'unproven'
  readonly name: string
  readonly message: string
}

export interface Verification {
  readonly findings: readonly Finding[]
  /** Every file is there, whole, and what the journal says. */
  readonly isSound: boolean
  /** Of the execution that the journal tells of; undefined where it tells of none. */
  readonly executionId: string | undefined
  readonly status: EvidenceRecord['status'] | undefined
}

/**
 * Checks the evidence of an execution: the journal's chain, the digests, the schema of the record, and that every other
 * file is what the journal says, byte for byte. Pure, and never throws, whatever the files hold.
 */
export function verifyEvidence(found: FoundFiles): Verification {
  const journal = readJournal(found['journal.ndjson'])
  const derived = journal.record === undefined ? undefined : derive(journal.record, found, journal.version)
  const files = derivedNames.flatMap((name) => (name === 'SHA256SUMS' ? [] : [compare(name, found[name], derived)]))
  const findings = [...journal.findings, ...files, ...checkSums(found)]
  return {
    findings,
    isSound: findings.every(({ state }) => state === 'ok'),
    executionId: journal.record?.executionId,
    status: journal.record?.status
  }
}

interface ReadJournal {
  readonly findings: readonly Finding[]
  /** Of drs-drill, as the journal names it. */
  readonly version?: string
  /** What the journal says, where it can be relied on. */
  readonly record?: EvidenceRecord
}

function readJournal(file: Found): ReadJournal {
  const finding = (state: Finding['state'], message: string): Finding => ({ state, name: 'journal.ndjson', message })
  if (file.kind === 'missing') return { findings: [finding('missing', 'without it, nothing can be proven')] }
  if (file.kind === 'unreadable') return { findings: [finding('wrong', file.why)] }
  const { events, problems, torn, head } = decodeJournal(textOf(file.bytes))
  if (problems.length > 0) return { findings: problems.map((problem) => finding('wrong', problem)) }
  if (events.length === 0) return { findings: [finding('wrong', 'holds no event')] }
  const told = readEvents(events)
  if ('problem' in told) {
    return { findings: [finding('wrong', `tells what drs-drill does not write: ${told.problem}`)] }
  }
  const last = events.at(-1)
  const end = `it ends with line ${String(head.seq)} (${last?.type ?? ''}, ${last?.at ?? ''})`
  const findings = [
    ...(torn ? [finding('wrong', `its last line was cut off while it was written; ${end}`)] : []),
    ...(told.record.finishedAt === null
      ? [
          finding(
            'wrong',
            `its end is missing: ${end}; the disk took no more, or the run was killed and no post step ran`
          )
        ]
      : []),
    ...told.contradictions.map((problem) => finding('wrong', problem)),
    finding(
      'ok',
      `${counted(events.length, 'event')}, each with the digest of the one before; the last is sha256:${head.digest}`
    )
  ]
  const [opened] = events
  const version = opened?.type === 'execution-opened' && typeof opened.version === 'string' ? opened.version : undefined
  return { findings, record: told.record, ...(version !== undefined && { version }) }
}

/** A journal with sound digests may still hold anything: whoever forges it can compute them. */
function readEvents(
  events: readonly DrillEvent[]
): { readonly record: EvidenceRecord; readonly contradictions: readonly string[] } | { readonly problem: string } {
  try {
    const record = recordOf(fold(events))
    const parsed = evidenceSchema.safeParse(record)
    if (!parsed.success) return { problem: firstIssue(parsed.error.issues) }
    // Not what was parsed, whose parts may stand in another order.
    return { record, contradictions: contradictions(events) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

function firstIssue(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  const [first] = issues
  return first === undefined ? 'it does not follow the schema' : `${first.path.map(String).join('.')}: ${first.message}`
}

/** The files as this version makes them, the report in the name of the version that wrote it. */
function derive(record: EvidenceRecord, found: FoundFiles, opener: string | undefined): DerivedFiles | undefined {
  const { 'journal.ndjson': journal, 'report.html': report } = found
  if (journal.kind !== 'file') return undefined
  try {
    return evidenceFilesOf(record, journal.bytes, opener ?? writerOf(report) ?? version)
  } catch {
    return undefined
  }
}

/** The version that a report says it was written by, for journals that name none. */
function writerOf(report: Found): string | undefined {
  if (report.kind !== 'file') return undefined
  return /<meta name="generator" content="drs-drill ([\w.+-]{1,40})">/.exec(textOf(report.bytes.subarray(0, 4096)))?.[1]
}

function compare(
  name: Exclude<keyof DerivedFiles, 'SHA256SUMS'>,
  file: Found,
  derived: DerivedFiles | undefined
): Finding {
  if (file.kind === 'missing') return { state: 'missing', name, message: 'it was never written, or was removed' }
  if (file.kind === 'unreadable') return { state: 'wrong', name, message: file.why }
  const text = textOf(file.bytes)
  const shape = name === 'evidence.json' ? evidenceProblem(text) : undefined
  if (shape !== undefined) return { state: 'wrong', name, message: shape }
  if (derived === undefined) return { state: 'unproven', name, message: 'there is no sound journal to compare it with' }
  // Bytes, not text: what is no UTF-8 reads like a mark of replacement.
  if (sha256Of(file.bytes) === sha256Of(derived[name])) {
    return {
      state: 'ok',
      name,
      message: `is what the journal says${name === 'evidence.json' ? `, and follows schema ${evidenceSchemaVersion}` : ''}`
    }
  }
  return { state: 'wrong', name, message: `is not what the journal says: ${firstDifference(text, derived[name])}` }
}

function evidenceProblem(text: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  if (typeof value === 'object' && value !== null && 'schemaVersion' in value) {
    const { schemaVersion } = value
    if (typeof schemaVersion === 'string' && schemaVersion !== evidenceSchemaVersion) {
      return `follows schema ${schemaVersion}, this version of drs-drill knows ${evidenceSchemaVersion}: check it with the version that wrote it`
    }
  }
  const recordRead = evidenceSchema.safeParse(value)
  return recordRead.success ? undefined : `does not follow its schema: ${firstIssue(recordRead.error.issues)}`
}

function firstDifference(text: string, expected: string): string {
  const [lines, due] = [text.split('\n'), expected.split('\n')]
  const index = due.findIndex((line, number) => line !== lines[number])
  const at = index === -1 ? due.length : index
  if (at >= lines.length) return `it ends before line ${String(at + 1)}`
  return `line ${String(at + 1)} differs`
}
