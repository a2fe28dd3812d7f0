import type { WorkflowRun } from '../drill/events.js'

/** What it takes to ask GitHub's API about this workflow run. The token goes nowhere else. */
export interface GitHubAccess {
  readonly token: string
  readonly owner: string
  readonly repo: string
  readonly runId: number
  /** Of GitHub, or of an Enterprise Server (GITHUB_API_URL). */
  readonly apiUrl: string
}

export type AccessResult =
  { readonly ok: true; readonly access: GitHubAccess } | { readonly ok: false; readonly problem: string }

/** How GitHub's API is reached for a run; what is in the way where it cannot be. Undefined outside GitHub Actions. */
export function accessOf(
  token: string | undefined,
  { repository, runId }: WorkflowRun,
  environment: Readonly<Record<string, string | undefined>>
): AccessResult | undefined {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository ?? '') ?? []
  if (owner === undefined || repo === undefined || !/^\d{1,15}$/.test(runId ?? '')) return undefined
  if (token === undefined) return { ok: false, problem: 'the input "github-token" is empty' }
  const url = environment['GITHUB_API_URL'] ?? ''
  const apiUrl = url === '' ? 'https://api.github.com' : url
  return { ok: true, access: { token, owner, repo, runId: Number(runId), apiUrl } }
}

/** The repository, as GitHub's API wants it named. */
export interface Place {
  readonly owner: string
  readonly repo: string
}

export function placeOf({ owner, repo }: GitHubAccess): Place {
  return { owner, repo }
}
