import { htmlTable, momentOf, type Section } from './parts.js'
import type { EvidenceRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup } from './markup.js'
import { leftBefore } from '../left-behind.js'
import { deviationWords, isPlanOnly } from '../words.js'
import { capital, sentence } from '../summary/verdict.js'

const emptyLine = markup`<span></span>`

/** What did not go as planned, each with an empty line for who owns it and what follows, and the lines of a review. */
export function deviations(record: EvidenceRecord): Section {
  const body = record.deviations.length === 0 ? markup`<p>${none(record)}</p>` : table(record)
  return { id: 'deviations', title: 'Deviations and follow-up', body: joined([body, review]) }
}

function none(record: EvidenceRecord): string {
  if (!isPlanOnly(record)) return 'None.'
  const left = leftBefore(record)
  return left === ''
    ? 'None: nothing was started that could deviate from the plan.'
    : `None: this run started nothing that could deviate from the plan. ${capital(left)}.`
}

function table({ deviations }: EvidenceRecord): Markup {
  return htmlTable(
    markup`What did not go as planned, oldest first; owner and follow-up are to be filled in`,
    [
      { title: 'No.', kind: 'tight' },
      { title: 'When', kind: 'when' },
      { title: 'Deviation', kind: 'wide' },
      { title: 'Owner', kind: 'blank' },
      { title: 'Follow-up, until when', kind: 'blank' }
    ],
    deviations.map(({ kind, at, wave, message }, index) => ({
      cells: [
        markup`${index + 1}`,
        momentOf(at),
        markup`<b>${deviationWords[kind]}</b>${wave === null ? '' : `, wave ${wave}`}<small>${clipped(sentence(message), 2000)}</small>`,
        emptyLine,
        emptyLine
      ]
    }))
  )
}

const review = markup`<h3>Review</h3>
<p class="quiet">To be filled in by whoever answers for this record.</p>
<dl class="sign">
${['Reviewed by', 'Date', 'Retest due', 'Signature'].map((name) => markup`<div><dt>${name}</dt><dd><span></span></dd></div>`)}
</dl>`
