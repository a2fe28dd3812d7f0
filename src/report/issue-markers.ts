import type { Mode } from '../drill/events.js'
import type { EvidenceRecord } from './record/schema.js'

/** What an issue is about. What is absent was not known: a plan that cannot be read has neither name nor Region. */
export interface IssueSubject {
  readonly mode: Mode
  /** Of the plan file, in the workspace; absent: the input names none. */
  readonly path?: string
  /** Of AWS. */
  readonly account?: string
  readonly region?: string
  /** The plan's. */
  readonly name?: string
}

/** A comment that no reader sees; by it the issue of this plan file, plan, account, Region and mode is found. */
export function issueMarker({ mode, path, account, region, name }: IssueSubject): string {
  const about = [
    `mode=${mode}`,
    ...(path === undefined ? [] : [`file=${encoded(path)}`]),
    ...(account === undefined ? [] : [`account=${encoded(account)}`]),
    ...(region === undefined ? [] : [`region=${encoded(region)}`]),
    ...(name === undefined ? [] : [`plan=${encoded(name)}`])
  ]
  return `<!-- drs-drill:issue ${about.join(' ')} -->`
}

/**
 * The markers of all issues that a pass is the end of: its own, and those that were opened while the plan could not be read
 * so far as to know its name or its Region, or before anything told the account.
 */
export function endedMarkers({ mode, path, account, region, name }: IssueSubject): readonly string[] {
  const file = { mode, ...(path === undefined ? {} : { path }) }
  const accounts = [...(account === undefined ? [] : [{ account }]), {}]
  const regions = [...(region === undefined ? [] : [{ region }]), {}]
  const names = [...(name === undefined ? [] : [{ name }]), {}]
  return accounts.flatMap((ofAccount) =>
    regions.flatMap((inRegion) => names.map((named) => issueMarker({ ...file, ...ofAccount, ...inRegion, ...named })))
  )
}

/**
 * The same for one attempt and what came of it, whoever tells of it: main or post. Legs of a matrix share run, attempt and
 * job, and may share the execution; when theirs was opened they do not.
 */
export function attemptMarkerOf({ executionId, startedAt, status, run }: EvidenceRecord): string {
  const attempt = [executionId, String(run.attempt ?? 1), startedAt, status].map(encoded).join(' ')
  return `<!-- drs-drill:told ${attempt} -->`
}

/** Of a path, its end tells more than its beginning. */
const longest = 1000

/** Nothing in it is a blank, or can end a comment of HTML. */
function encoded(text: string): string {
  const cut = text.slice(-longest).replaceAll(/\p{Surrogate}/gu, '\uFFFD')
  return encodeURIComponent(cut).replaceAll('--', '%2D%2D')
}
