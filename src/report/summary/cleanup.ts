import { forMarkdown } from '../escape.js'
import type { EvidenceRecord } from '../record/schema.js'
import type { SummaryForm } from './form.js'
import { stillRunning } from './running.js'
import { counted } from '../../plan/wording.js'

/** What became of the cleanup; empty where none was due. What is left is told by ID under what still runs. */
export function cleanup(record: EvidenceRecord, isPost = false): string {
  const { cleanup } = record
  if (cleanup === null) return ''
  if (cleanup.complete)
    return `**Cleanup:** ${counted(cleanup.terminated.length, 'drill instance')} terminated, and seen to be gone.`
  if (cleanup.finishedAt === null && !isPost) return '**Cleanup:** the post step of this action goes on with it.'
  return `> [!WARNING]\n> **Cleanup fell short**: ${forMarkdown(cleanup.reason ?? 'it did not come to its end', 600)}.`
}

/** What the post step adds to a summary that main has written: the end of the cleanup, and what is still left. */
export function cleanupSummaryOf(record: EvidenceRecord, form: SummaryForm): string {
  const parts = [`## After ${forMarkdown(record.plan.name, 100)}`, cleanup(record, true), stillRunning(record, form)]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
