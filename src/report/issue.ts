import { isAddress } from './address.js'
import { forMarkdown, forMermaid } from './escape.js'
import { attemptMarkerOf, endedMarkers, issueMarker, type IssueSubject } from './issue-markers.js'
import type { EvidenceRecord } from './record/schema.js'
import { modeWords, verdictWords } from './words.js'
import { summaryOf } from './summary/summary.js'

/** GitHub takes 65,536 characters of an issue or a comment; the rest is left for what stands around the summary. */
const summaryBytes = 50_000
const longestBody = 65_000

/** What the issue of a plan is told of an execution. */
export interface IssueText {
  /** A comment that no reader sees; by it the open issue is found. */
  readonly marker: string
  /** Those of all issues that a pass closes, its own among them. */
  readonly endedMarkers: readonly string[]
  /** The same for this attempt and what came of it, so that nothing is told twice. */
  readonly attemptMarker: string
  /** When the attempt began: nothing was told of it before. */
  readonly since: string
  readonly title: string
  /** Of a new issue. */
  readonly body: string
  /** On an issue that is open already. */
  readonly comment: string
}

/**
 * The issue of an execution that did not pass, or the comment that ends one. The text is that of the job summary: what
 * comes from outside is shown as text, and mentions nobody.
 */
export function issueOf(record: EvidenceRecord, subject: IssueSubject, artifactUrl?: string): IssueText {
  const { run, plan, mode, status } = record
  const name = forMermaid(plan.name, 100)
  const noun = modeWords[mode].title.toLowerCase()
  const word = verdictWords[status].title.toLowerCase()
  const marker = issueMarker(subject)
  const attemptMarker = attemptMarkerOf(record)
  const links = [
    ...(isAddress(run.url) ? [`[The workflow run](${run.url})`] : []),
    ...(isAddress(artifactUrl) ? [`[its evidence](${artifactUrl})`] : [])
  ].join(' and ')
  const told = (lead: string): string => {
    const whole = [lead, links, summaryOf(record, summaryBytes), `${marker}\n${attemptMarker}`]
    const text = whole.filter((part) => part !== '').join('\n\n')
    if (text.length <= longestBody) return text
    return [lead, links, forMarkdown(record.reason ?? '', 1000), `${marker}\n${attemptMarker}`].join('\n\n')
  }
  const { account, region } = subject
  const where =
    (region === undefined ? '' : ` in ${forMarkdown(region, 100)}`) +
    (account === undefined ? '' : `, account ${forMarkdown(account, 100)}`)
  const end =
    subject.path === undefined ? 'No plan file was named: close it by hand.' : 'The next one that passes closes it.'
  const opening = `This issue was opened since the plan did not pass in mode ${mode}${where}. ${end}`
  return {
    marker,
    endedMarkers: endedMarkers(subject),
    attemptMarker,
    since: record.startedAt,
    title: `${modeWords[mode].title} of ${name}: ${word}`,
    body: told(opening),
    comment: told(status === 'passed' ? `This ${noun} passed.` : `Not passed again: ${word}.`)
  }
}

/** Whether a pass says that the plan as a whole is well: every wave ran in it, or came up earlier in the execution. */
export function endsIssue({ status, leftOut }: EvidenceRecord): boolean {
  return status === 'passed' && leftOut.every(({ cameUpEarlier }) => cameUpEarlier)
}
