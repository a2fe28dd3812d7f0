import type { getOctokit } from '@actions/github'
import { outsideText } from '../aws/outside-text.js'
import { version } from '../version.js'
import type { GitHubAccess } from './access.js'

export type GitHubClient = ReturnType<typeof getOctokit>

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/**
 * GitHub's own client, through the proxy that the environment names. Loaded when it is asked for: a run without a token needs
 * none. It says nothing by itself: what it would print comes from outside.
 *
 * @param signal ends every request, so that none holds the process
 */
export async function connect({ token, apiUrl }: GitHubAccess, signal: AbortSignal): Promise<GitHubClient> {
  const { getOctokit } = await import('@actions/github')
  const client = getOctokit(token, { baseUrl: apiUrl, log: silent, userAgent: `drs-drill/${version}` })
  // Here, since a list that is read page by page drops what is given with its first request.
  client.hook.wrap('request', (request, options) => {
    options.request = { ...options.request, signal }
    return request(options)
  })
  return client
}

/** The first pages of a list, and no more, however long it is. */
export async function* firstPages<Page>(pages: AsyncIterable<Page>, most: number): AsyncGenerator<Page> {
  let read = 0
  for await (const page of pages) {
    yield page
    read += 1
    if (read === most) return
  }
}

/** Why GitHub did not do what it was asked for, in one line that says what to do. */
export function describeRefusal(error: unknown, permission: string): string {
  const { message, status } = refusalOf(error)
  const said = outsideText(message, 300)
  if (status === 401) return `GitHub does not accept the token of the input "github-token" (${said})`
  if (status === 429 || (status === 403 && /rate limit/i.test(said))) {
    return `GitHub wants fewer calls for now (${said})`
  }
  if (status === 403 || status === 404)
    return `GitHub answers "${said}": add "${permission}" to the permissions of the job`
  if (status !== undefined) return `GitHub answers ${String(status)} "${said}"`
  return `GitHub was not reached (${said})`
}

function refusalOf(error: unknown): { readonly message: string; readonly status?: number } {
  if (!(error instanceof Error)) return { message: String(error) }
  // Octokit's error for an answer has its status, and takes what never came for a 500.
  const answered =
    'status' in error && typeof error.status === 'number' && 'response' in error && error.response !== undefined
  // Octokit puts the address of its documentation behind GitHub's own words.
  const message = error.message.replace(/ - https:\/\/docs\.github\.com\S*$/, '')
  return answered ? { message, status: error.status as number } : { message }
}
