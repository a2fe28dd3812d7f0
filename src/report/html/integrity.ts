import { approvals } from './approvals.js'
import { facts, htmlTable, type Section } from './parts.js'
import type { EvidenceRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup } from './markup.js'
import { counted } from '../../plan/wording.js'

/** What a report tells of the files it was made with. */
export interface Provenance {
  /** Version of drs-drill that wrote the report. */
  readonly version: string
  /** SHA-256 (hex) of `evidence.json`. */
  readonly evidence: string
  readonly journal: JournalDigest
}

export interface JournalDigest {
  /** SHA-256 (hex) of the file. */
  readonly sha256: string
  readonly events: number
  /** SHA-256 (hex) of its last line: where the chain of digests ends. */
  readonly head: string
  /** Whether the record follows from it. It does not where the disk took no more, or somebody changed it meanwhile. */
  readonly tellsAll: boolean
}

/** Who took part and who approved, as far as it is known. */
export function people(record: EvidenceRecord): Section {
  const { run, identity } = record
  const body = joined([
    facts([
      ['Triggered the workflow', markup`${clipped(run.actor ?? 'not known', 200)}`],
      ['By the event', markup`${clipped(run.event ?? 'not known', 200)}`],
      ['On', markup`${clipped(run.ref ?? 'not known', 300)}`],
      [
        'Acted in AWS as',
        identity === null ? markup`AWS was not asked` : markup`<code>${clipped(identity.arn, 500)}</code>`,
        'long'
      ]
    ]),
    approvals(record)
  ])
  return { id: 'people', title: 'Who ran and who approved', body }
}

/** What was asked of AWS. */
export function apiCalls({ api }: EvidenceRecord): Section {
  const calls = Object.entries(api.calls).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const body =
    calls.length === 0
      ? markup`<p>None was counted.</p>`
      : joined([
          htmlTable(
            markup`Calls by operation, as IAM names it`,
            [{ title: 'Operation' }, { title: 'Calls', kind: 'number' }],
            calls.map(([operation, count]) => ({
              cells: [markup`<code>${clipped(operation, 100)}</code>`, markup`${count}`]
            })),
            'narrow'
          ),
          markup`<p class="quiet">${counted(api.throttled, 'answer')} of AWS asked to slow down; ${counted(api.retried, 'call was', 'calls were')} tried again.</p>`
        ])
  return { id: 'calls', title: 'Calls to AWS', body }
}

/** How the report can be proven. */
export function integrity({ version, evidence, journal }: Provenance): Section {
  const files = htmlTable(
    markup`What this report was made from`,
    [{ title: 'File' }, { title: 'SHA-256', kind: 'wide' }, { title: 'What it is' }],
    [
      {
        cells: [
          markup`journal.ndjson`,
          markup`<code>${journal.sha256}</code>`,
          markup`What happened: ${counted(journal.events, 'event')}, each with the digest of the one before`
        ]
      },
      { cells: [markup`evidence.json`, markup`<code>${evidence}</code>`, markup`The record, derived from the journal`] }
    ]
  )
  const gap: Markup = journal.tellsAll
    ? markup`<p>The record follows from the journal, and this report from both: the same journal makes the same files, byte for byte.</p>`
    : markup`<p class="alarm"><b>The journal does not hold all that this record tells.</b> It ends after ${counted(journal.events, 'event')}: the disk took no more, or it was changed. What is missing cannot be proven from these files.</p>`
  const body = joined([
    gap,
    files,
    markup`<p>The last line of the journal has the SHA-256 <code>${journal.head}</code>. SHA256SUMS, beside this file, holds the digests of all files of the evidence, and so binds that line and this report too. To check the digests, then that every file is what the journal says:</p>
<pre><code>sha256sum -c SHA256SUMS
node dist/verify/index.js .</code></pre>
<p>Whoever can write all of these files can make them agree. What shows that they are the ones that were written is kept elsewhere: the output evidence-digest in the log of the workflow run, an attestation of statement.json, or a copy that cannot be changed.</p>
<p class="quiet">Written by drs-drill ${clipped(version, 40)}.</p>`
  ])
  return { id: 'integrity', title: 'Integrity', body }
}
