import { automationLink } from '../console-links.js'
import { forMarkdown, forMarkdownCode } from '../escape.js'
import type { ActionRecord, EvidenceRecord } from '../record/schema.js'
import { isPlanOnly } from '../words.js'
import { phaseOf } from './actions.js'
import { list, type SummaryForm } from './form.js'
import { nextStepOfAction } from './action-next-step.js'
import { sentence } from './verdict.js'
import { counted } from '../../plan/wording.js'

/** Which actions did not do what their wave needs, why, what to do next, and where their runs are. */
export function failedActions(record: EvidenceRecord, form: SummaryForm): string {
  if (isPlanOnly(record)) return ''
  const found = record.waves.flatMap(({ name, actions }) =>
    actions.map((action) => ({ wave: name, action, next: nextStepOfAction(action) })).filter(({ next }) => next !== '')
  )
  if (found.length === 0) return ''
  const items = list(found, form.listed, ({ wave, action, next }) => {
    const what = `**${forMarkdown(action.name, 100)}** (wave ${forMarkdown(wave, 100)}, ${phaseOf(action)}, ${forMarkdownCode(action.document, 130)})`
    const reason = action.reason === null ? '.' : `: ${sentence(forMarkdown(action.reason, form.reasonLength))}`
    return `${what}: **${action.status.replaceAll('-', ' ')}**${reason}\n  *Next:* ${next}${runOf(record, action)}`
  })
  return `### What did not succeed: ${counted(found.length, 'action')}\n\n${items}`
}

/** Its run in SSM, by the ID that commands and the console take. */
function runOf({ identity }: EvidenceRecord, { automationExecutionId }: ActionRecord): string {
  if (automationExecutionId === null) return ''
  const link = automationLink(identity, automationExecutionId)
  const id = forMarkdownCode(automationExecutionId, 60)
  return link === undefined ? ` Its run: ${id}` : ` [Open the run](${link}) ${id}`
}
