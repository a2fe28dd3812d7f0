import type { IssueText } from '../report/issue.js'
import { placeOf, type GitHubAccess, type Place } from './access.js'
import { within, type Bounds } from './answer.js'
import { connect, describeRefusal, firstPages, type GitHubClient } from './client.js'

/** By it the issues are listed. Only who may triage can set one: nobody else's issue is taken for ours. */
const label = 'drs-drill'

/** Far more open issues than plans, and more comments than an issue gets while a drill runs. */
const pagesAtMost = 10

/** How far the runner's clock may be ahead of GitHub's. */
const clockSkewMilliseconds = 3_600_000

export interface ToldIssue {
  readonly number: number
  readonly url: string
}

export type IssueOutcome =
  | { readonly did: 'opened' | 'commented' | 'closed' | 'nothing'; readonly issues: readonly ToldIssue[] }
  | { readonly did: 'failed'; readonly problem: string }

export interface IssueWish {
  readonly text: IssueText
  /** `report`: it did not pass; `close`: it did, and the issues that are open are done with. */
  readonly wish: 'report' | 'close'
}

interface OpenIssue extends ToldIssue {
  readonly body: string
}

/**
 * Tells the open issue of the plan, or opens one; a pass closes all that were opened for it. Whatever was told of this
 * attempt is not told again, but what is to be closed is closed all the same. Never throws.
 * https://docs.github.com/rest/issues/issues
 */
export async function tellIssue(
  access: GitHubAccess,
  { text, wish }: IssueWish,
  bounds: Bounds
): Promise<IssueOutcome> {
  return within<IssueOutcome>(
    bounds,
    async (signal) => {
      const client = await connect(access, signal)
      const place = placeOf(access)
      return wish === 'close' ? close(client, place, text) : report(client, place, text)
    },
    (error) => ({ did: 'failed', problem: describeRefusal(error, 'issues: write') })
  )
}

async function report(client: GitHubClient, place: Place, text: IssueText): Promise<IssueOutcome> {
  const [open] = await openIssues(client, place, [text.marker])
  if (open === undefined) {
    const { title, body } = text
    const { data } = await client.rest.issues.create({ ...place, title, body, labels: [label] })
    return { did: 'opened', issues: [{ number: data.number, url: data.html_url }] }
  }
  const issues = [toldOf(open)]
  if (open.body.includes(text.attemptMarker) || (await isTold(client, place, open, text))) {
    return { did: 'nothing', issues }
  }
  await client.rest.issues.createComment({ ...place, issue_number: open.number, body: text.comment })
  return { did: 'commented', issues }
}

async function close(client: GitHubClient, place: Place, text: IssueText): Promise<IssueOutcome> {
  const open = await openIssues(client, place, text.endedMarkers)
  for (const issue of open) {
    const about = { ...place, issue_number: issue.number }
    // An earlier try may have come as far as the comment.
    if (!(await isTold(client, place, issue, text))) {
      await client.rest.issues.createComment({ ...about, body: text.comment })
    }
    await client.rest.issues.update({ ...about, state: 'closed', state_reason: 'completed' })
  }
  return open.length === 0 ? { did: 'nothing', issues: [] } : { did: 'closed', issues: open.map(toldOf) }
}

/** Those with one of the markers, newest first; pull requests, which GitHub lists among the issues, are none. */
async function openIssues(
  client: GitHubClient,
  place: Place,
  markers: readonly string[]
): Promise<readonly OpenIssue[]> {
  const found: OpenIssue[] = []
  const query = { ...place, state: 'open', labels: label, per_page: 100 } as const
  const pages = client.paginate.iterator(client.rest.issues.listForRepo, query)
  for await (const { data } of firstPages(pages, pagesAtMost)) {
    for (const { number, html_url: url, body, pull_request: pull } of data) {
      const written = body ?? ''
      if (pull === undefined && markers.some((marker) => written.includes(marker)))
        found.push({ number, url, body: written })
    }
  }
  return found
}

/** Whether a comment tells of the attempt already; one that a stranger wrote tells nothing. */
async function isTold(
  client: GitHubClient,
  place: Place,
  { number }: OpenIssue,
  { attemptMarker, since }: IssueText
): Promise<boolean> {
  const from = new Date(Date.parse(since) - clockSkewMilliseconds).toISOString()
  const query = { ...place, issue_number: number, since: from, per_page: 100 }
  const pages = client.paginate.iterator(client.rest.issues.listComments, query)
  for await (const { data } of firstPages(pages, pagesAtMost)) {
    if (data.some((comment) => isTrusted(comment) && (comment.body ?? '').includes(attemptMarker))) return true
  }
  return false
}

/** The token is the workflow's own, an app's, or that of somebody who belongs to the repository. */
function isTrusted(comment: {
  readonly user: { readonly type: string } | null
  readonly author_association?: string
}): boolean {
  return comment.user?.type === 'Bot' || /^(?:OWNER|MEMBER|COLLABORATOR)$/.test(comment.author_association ?? '')
}

function toldOf({ number, url }: OpenIssue): ToldIssue {
  return { number, url }
}
