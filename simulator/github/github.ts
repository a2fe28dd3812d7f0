import { z } from 'zod'
import { ApiError } from '../api-error.js'
import type { SeededRandom } from '../random.js'
import type { HttpAnswer, HttpRequest, Operation, Refusal, Service } from '../service.js'
import type { World } from '../world.js'
import type { Blobs } from './blobs.js'
import { jsonAnswer } from './json.js'
import type { Artifact, Comment, Issue, Repository } from './repository.js'
import { routeOf, type Route } from './routes.js'

const newIssue = z.object({
  title: z.string().min(1),
  body: z.string().max(65_536).nullish(),
  labels: z.array(z.string()).default([])
})
const newComment = z.object({ body: z.string().min(1).max(65_536) })
const changedIssue = z.object({ state: z.enum(['open', 'closed']).optional() })

/** What is answered: a body, or where to go for it. */
interface Output {
  readonly status?: number
  readonly content?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** GitHub's REST API (`GITHUB_API_URL`), as far as a workflow's token is used for a drill. */
export class GitHub implements Service {
  readonly name = 'github'
  /** The job's token (`github.token`). */
  readonly token: string
  /** Where this service is served; known once the server listens. */
  url = ''
  readonly #world: World
  readonly #repository: Repository
  readonly #blobs: Blobs
  #requests = 0

  constructor(world: World, repository: Repository, blobs: Blobs, chance: SeededRandom) {
    this.#world = world
    this.#repository = repository
    this.#blobs = blobs
    this.token = `ghs_${chance.hex(36)}`
  }

  read({ method, path, query, headers, body }: HttpRequest): Operation {
    const { repository } = this.#world.scenario.github
    const route = path.startsWith(`/repos/${repository}/`)
      ? routeOf(method, path.slice(`/repos/${repository}`.length))
      : undefined
    const input = {
      ...route?.values,
      path,
      query: Object.fromEntries(query),
      content: body === '' ? {} : (JSON.parse(body) as unknown),
      authorization: headers['authorization']
    }
    return { name: route?.operation ?? 'Unknown', input }
  }

  permissions(): undefined {
    return undefined
  }

  execute({ name, input }: Operation): Output {
    if (!/^(?:token|bearer) /i.test(String(input['authorization'])))
      throw new ApiError('Unauthorized', 401, 'Requires authentication')
    if (String(input['authorization']).replace(/^\w+ /, '') !== this.token) {
      throw new ApiError('Unauthorized', 401, 'Bad credentials')
    }
    const { github } = this.#world.scenario
    this.#requests += 1
    if (github.requestsLeft !== undefined && this.#requests > github.requestsLeft) {
      const message = 'API rate limit exceeded for installation. Retry after the reset of the limit.'
      throw new ApiError('RateLimited', 403, message, { 'x-ratelimit-remaining': '0' })
    }
    const operation = name as Route['operation'] | 'Unknown'
    switch (operation) {
      case 'Unknown':
        throw notFound()
      case 'ListApprovals':
        this.#allow('actions', 'read')
        return { content: Number(input['run']) === github.runId ? github.approvals.map(approvalOf) : [] }
      case 'ListArtifacts':
        this.#allow('actions', 'read')
        return this.#listArtifacts(input)
      case 'DownloadArtifact':
        this.#allow('actions', 'read')
        return this.#download(input)
      case 'ListIssues':
        this.#allow('issues', 'read')
        return this.#listIssues(input)
      case 'ListComments':
        this.#allow('issues', 'read')
        return this.#listComments(input)
      case 'CreateIssue': {
        this.#allow('issues', 'write')
        const { title, body, labels } = parsed(newIssue, input['content'])
        const about = { title, body: body ?? '', labels, user: 'github-actions[bot]', isPullRequest: false }
        return { status: 201, content: issueOf(this.#repository.openIssue(about), this.#world) }
      }
      case 'UpdateIssue': {
        this.#allow('issues', 'write')
        const issue = this.#issue(input)
        issue.state = parsed(changedIssue, input['content']).state ?? issue.state
        return { content: issueOf(issue, this.#world) }
      }
      case 'CreateComment': {
        this.#allow('issues', 'write')
        const { body } = parsed(newComment, input['content'])
        const about = { body, user: 'github-actions[bot]', association: 'NONE', createdAt: this.#world.clock.now() }
        return { status: 201, content: commentOf(this.#repository.comment(this.#issue(input), about)) }
      }
    }
  }

  write(_operation: Operation, output: unknown): HttpAnswer {
    const { status = 200, content, headers } = output as Output
    return content === undefined ? { status, headers: { ...headers }, body: '' } : jsonAnswer(status, content, headers)
  }

  writeError({ name, status, message, details, retryAfterSeconds }: ApiError): HttpAnswer {
    const headers = {
      ...(details as Record<string, string>),
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) })
    }
    const body = { message, documentation_url: 'https://docs.github.com/rest', status: String(status), code: name }
    return jsonAnswer(status, body, headers)
  }

  refuse(refusal: Refusal): ApiError {
    if (refusal.kind === 'throttled') {
      const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
      return new ApiError('SecondaryRateLimit', 403, message, {}, refusal.retryAfterSeconds)
    }
    if (refusal.kind === 'internal-error') return new ApiError('ServerError', 500, 'Server Error')
    return notAccessible()
  }

  #allow(permission: 'actions' | 'issues', needed: 'read' | 'write'): void {
    const granted = this.#world.scenario.github.permissions[permission]
    if (granted === 'none' || (needed === 'write' && granted === 'read')) throw notAccessible()
    if (permission === 'issues' && !this.#world.scenario.github.hasIssues) {
      throw new ApiError('Gone', 410, 'Issues has been disabled in this repository.')
    }
  }

  /** Newest first, a page at a time. */
  #listArtifacts({ query, path }: Operation['input']): Output {
    const { name } = query as Record<string, string>
    const { runId, repository } = this.#world.scenario.github
    const all = this.#repository.artifacts
      .filter((artifact) => artifact.isFinalized && (name === undefined || artifact.name === name))
      .toSorted((a, b) => b.createdAt - a.createdAt)
    const { items, headers } = this.#page(all, query, path)
    const content = {
      total_count: all.length,
      artifacts: items.map((artifact) => artifactOf(artifact, `${this.url}/${this.name}/repos/${repository}`, runId))
    }
    return { content, headers }
  }

  #download({ id }: Operation['input']): Output {
    const artifact = this.#repository.artifact(Number(id))
    if (artifact?.archive === undefined) throw notFound()
    if (artifact.isExpired) throw new ApiError('Gone', 410, 'Artifact has expired')
    return { status: 302, headers: { location: this.#blobs.urlOf(artifact, 'download') } }
  }

  /** Newest first, pull requests among them, as GitHub lists them. */
  #listIssues({ query, path }: Operation['input']): Output {
    const { state = 'open', creator, labels = '' } = query as Record<string, string>
    const all = this.#repository.issues
      .filter(
        (issue) => (state === 'all' || issue.state === state) && (creator === undefined || issue.user === creator)
      )
      .filter((issue) => labels === '' || labels.split(',').every((label) => issue.labels.includes(label)))
      .toReversed()
    const { items, headers } = this.#page(all, query, path)
    return { content: items.map((issue) => issueOf(issue, this.#world)), headers }
  }

  /** Oldest first; `since` leaves out what was last changed before. */
  #listComments(input: Operation['input']): Output {
    const { query, path } = input
    const { since } = query as Record<string, string>
    const from = since === undefined ? -Infinity : Date.parse(since)
    const all = this.#issue(input).comments.filter(({ createdAt }) => createdAt >= from)
    const { items, headers } = this.#page(all, query, path)
    return { content: items.map(commentOf), headers }
  }

  #page<T>(all: readonly T[], query: unknown, path: unknown): { items: readonly T[]; headers: Record<string, string> } {
    const given = query as Record<string, string>
    const size = Math.min(Number(given['per_page'] ?? 30), 100, this.#world.scenario.pageSize)
    const page = Number(given['page'] ?? 1)
    const isLast = page * size >= all.length
    const next = new URLSearchParams({ ...given, page: String(page + 1) })
    const link = `<${this.url}/${this.name}${String(path)}?${next.toString()}>; rel="next"`
    return { items: all.slice((page - 1) * size, page * size), headers: isLast ? {} : { link } }
  }

  #issue({ number }: Operation['input']): Issue {
    const issue = this.#repository.issues.find((candidate) => candidate.number === Number(number))
    if (issue === undefined) throw notFound()
    return issue
  }
}

function approvalOf({ user, state, comment, environments }: World['scenario']['github']['approvals'][number]): object {
  return {
    state,
    comment,
    environments: environments.map((name, index) => ({ id: index + 1, name })),
    user: { login: user, id: 1, type: 'User' }
  }
}

function artifactOf(artifact: Artifact, url: string, runId: number): object {
  const repositoryId = 4711
  return {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.statedSize ?? artifact.archive?.length ?? 0,
    expired: artifact.isExpired,
    created_at: new Date(artifact.createdAt).toISOString(),
    archive_download_url: `${url}/actions/artifacts/${String(artifact.id)}/zip`,
    workflow_run: {
      id: artifact.runId,
      repository_id: repositoryId,
      head_repository_id: artifact.isFork ? repositoryId + 1 : repositoryId,
      head_branch: artifact.runId === runId ? 'main' : 'earlier'
    }
  }
}

function commentOf({ id, body, user, association, createdAt }: Comment): object {
  const at = new Date(createdAt).toISOString()
  return { id, body, user: userOf(user), author_association: association, created_at: at, updated_at: at }
}

function userOf(login: string): object {
  return { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' }
}

function issueOf({ number, title, body, state, user, isPullRequest }: Issue, { scenario }: World): object {
  return {
    number,
    title,
    body,
    state,
    user: userOf(user),
    html_url: `https://github.com/${scenario.github.repository}/issues/${String(number)}`,
    ...(isPullRequest ? { pull_request: {} } : {})
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (!result.success) throw new ApiError('ValidationFailed', 422, 'Validation Failed')
  return result.data
}

function notFound(): ApiError {
  return new ApiError('NotFound', 404, 'Not Found')
}

/** What GitHub says where the workflow's `permissions` leave one out. */
function notAccessible(): ApiError {
  return new ApiError('Forbidden', 403, 'Resource not accessible by integration')
}
