import { jobLink } from '../console-links.js'
import { forMarkdown, forMarkdownCode } from '../escape.js'
import type { CleanupRecord, EvidenceRecord } from '../record/schema.js'
import { instancesListed, list, type SummaryForm } from './form.js'
import { stillRunning } from './running.js'
import { serverName } from './server-name.js'
import { modeWords } from '../words.js'
import { counted } from '../../plan/wording.js'

/** How many of the jobs that let an instance stand are named: the last ones tell most. */
const jobsNamed = 3

/** What became of the cleanup; empty where none was due. What is left is told by ID under what still runs. */
export function cleanup(record: EvidenceRecord, form: SummaryForm, isPost = false): string {
  const { cleanup } = record
  if (cleanup === null) return ''
  if (cleanup.complete)
    return `**Cleanup:** ${counted(cleanup.terminated.length, 'drill instance')} terminated, and seen to be gone.`
  if (cleanup.finishedAt === null && !isPost) return '**Cleanup:** the post step of this action goes on with it.'
  const why = `> [!WARNING]\n> **Cleanup fell short**: ${forMarkdown(cleanup.reason ?? 'it did not come to its end', 600)}.`
  if (cleanup.left.length === 0) return why
  return `${why}\n\n${list(cleanup.left, instancesListed(form), (left) => leftItem(record, left))}`
}

/** An instance that stands, and which jobs have let it stand. */
function leftItem(record: EvidenceRecord, left: CleanupRecord['left'][number]): string {
  const { sourceServerId, ec2InstanceId, recoveryInstanceId, state, jobs } = left
  const hostname = hostnameOf(record, sourceServerId)
  const ids = [
    ...(ec2InstanceId === null ? [] : [forMarkdownCode(ec2InstanceId, 60)]),
    ...(recoveryInstanceId === null ? [] : [`recovery instance ${forMarkdownCode(recoveryInstanceId, 60)}`])
  ].join(', ')
  const links = jobs.slice(-jobsNamed).map((jobId) => {
    const link = jobLink(record.identity, jobId)
    const id = forMarkdownCode(jobId, 60)
    return link === undefined ? id : `[${id}](${link})`
  })
  const last = jobs.length > links.length ? `${counted(jobs.length, 'TERMINATE job')}, the last of them ` : ''
  const tried = jobs.length === 0 ? 'no TERMINATE job was started for it' : `in spite of ${last}${links.join(', ')}`
  return `${serverName({ hostname, sourceServerId })}: ${ids} is ${forMarkdown(state, 60)}, ${tried}`
}

function hostnameOf({ waves }: EvidenceRecord, sourceServerId: string): string | null {
  const server = waves.flatMap(({ servers }) => servers).find((known) => known.sourceServerId === sourceServerId)
  return server?.hostname ?? null
}

/** What the post step adds to a summary that main has written: the end of the cleanup, and what is still left. */
export function cleanupSummaryOf(record: EvidenceRecord, form: SummaryForm): string {
  const parts = [
    `## After the ${modeWords[record.mode].title.toLowerCase()} of ${forMarkdown(record.plan.name, 100)}`,
    cleanup(record, form, true),
    stillRunning(record, form)
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
