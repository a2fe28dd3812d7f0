import type { IssueText } from '../report/issue.js'
import { placeOf, type GitHubAccess, type Place } from './access.js'
import { within, type Bounds } from './answer.js'
import { connect, describeRefusal, type GitHubClient } from './client.js'

/** By it the issues are listed. Only who may triage can set one: nobody else's issue is taken for ours. */
const label = 'drs-drill'

/** Far more open issues than plans. */
const pagesAtMost = 10

export type IssueOutcome =
  | { readonly did: 'opened' | 'commented' | 'closed' | 'nothing'; readonly number?: number; readonly url?: string }
  | { readonly did: 'failed'; readonly problem: string }

export interface IssueWish {
  readonly text: IssueText
  /** `report`: it did not pass; `close`: it did, and an issue that is open is done with. */
  readonly wish: 'report' | 'close'
}

/**
 * Tells the open issue of the plan, or opens one. Whatever was told of this attempt is not told again. Never throws.
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
      const open = await openIssue(client, place, text.marker)
      if (open === undefined) {
        if (wish === 'close') return { did: 'nothing' }
        const { title, body } = text
        const { data } = await client.rest.issues.create({ ...place, title, body, labels: [label] })
        return { did: 'opened', number: data.number, url: data.html_url }
      }
      const issue = { number: open.number, url: open.html_url }
      if ((open.body ?? '').includes(text.attemptMarker)) return { did: 'nothing', ...issue }
      const about = { ...place, issue_number: open.number }
      await client.rest.issues.createComment({ ...about, body: text.comment })
      if (wish === 'report') return { did: 'commented', ...issue }
      await client.rest.issues.update({ ...about, state: 'closed', state_reason: 'completed' })
      return { did: 'closed', ...issue }
    },
    (error) => ({ did: 'failed', problem: describeRefusal(error, 'issues: write') })
  )
}

/** The newest open one with the marker; pull requests, which GitHub lists among the issues, are none. */
async function openIssue(client: GitHubClient, place: Place, marker: string) {
  let pages = 0
  const query = { ...place, state: 'open', labels: label, per_page: 100 } as const
  for await (const { data } of client.paginate.iterator(client.rest.issues.listForRepo, query)) {
    const found = data.find(({ body, pull_request: pull }) => pull === undefined && (body ?? '').includes(marker))
    pages += 1
    if (found !== undefined || pages === pagesAtMost) return found
  }
  return undefined
}
