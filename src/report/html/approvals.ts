import { htmlTable, runOf } from './parts.js'
import type { EvidenceRecord } from '../record/schema.js'
import { clipped, markup, type Markup } from './markup.js'

/** Who approved the run, or why that is not known: never silent. */
export function approvals(record: EvidenceRecord): Markup {
  const { approvals: decisions, approvalsNote: note } = record.run
  return markup`<h3>Approvals</h3>
${body(record, decisions, note)}`
}

function body(record: EvidenceRecord, decisions: EvidenceRecord['run']['approvals'], note: string | null): Markup {
  if (note !== null) {
    return markup`<p>Not recorded: ${clipped(note, 600)}. Where the job used an environment with required reviewers, GitHub shows on the page of the run who approved it, and when: ${runOf(record)}.</p>`
  }
  if (decisions.length === 0) {
    return markup`<p>None: no reviewer had to decide on this run.</p>`
  }
  return htmlTable(
    markup`What reviewers decided on the environments of this run`,
    [{ title: 'Who' }, { title: 'Decision' }, { title: 'Environments' }, { title: 'Comment', kind: 'wide' }],
    decisions.map(({ user, state, environments, comment }) => ({
      cells: [
        markup`${clipped(user ?? 'an account that is gone', 100)}`,
        markup`${clipped(state, 100)}`,
        markup`${clipped(environments.join(', '), 300)}`,
        markup`${clipped(comment, 1000)}`
      ]
    }))
  )
}
