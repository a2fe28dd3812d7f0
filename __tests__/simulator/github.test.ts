import { afterEach, describe, expect, test } from '@jest/globals'
import { startSimulator, type ScenarioInput, type Simulator } from '../../simulator/index.js'

let simulator: Simulator
afterEach(() => simulator.close())

type GitHub = NonNullable<ScenarioInput['github']>

async function ask(path: string, options: { method?: string; body?: object; token?: string } = {}): Promise<Response> {
  const { method = 'GET', body, token = simulator.githubToken } = options
  return fetch(`${simulator.environment['GITHUB_API_URL'] ?? ''}/repos/acme/shop${path}`, {
    method,
    redirect: 'manual',
    headers: { authorization: `token ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
}

async function start(github: GitHub = {}, rest: ScenarioInput = {}): Promise<void> {
  simulator = await startSimulator({ github: { enabled: true, ...github }, ...rest })
}

describe('the REST API', () => {
  test('lists the approvals of the run, and of no other', async () => {
    await start({ approvals: [{ user: 'hubot', comment: 'go', environments: ['dr'] }] })
    const approvals = await ask('/actions/runs/1234567890/approvals')
    expect(await approvals.json()).toEqual([
      expect.objectContaining({ state: 'approved', comment: 'go', environments: [{ id: 1, name: 'dr' }] })
    ])
    expect(await (await ask('/actions/runs/1/approvals')).json()).toEqual([])
  })

  test.each([
    [{}, { token: 'other' }, 401, 'Bad credentials'],
    [{ permissions: { actions: 'none' } }, {}, 403, 'Resource not accessible by integration'],
    [{ requestsLeft: 0 }, {}, 403, 'API rate limit exceeded for installation. Retry after the reset of the limit.']
  ] as const)('refuses as GitHub does: %j', async (github, options, status, message) => {
    await start(github)
    const answer = await ask('/actions/runs/1234567890/approvals', options)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ message })
  })

  test('knows nothing of other paths', async () => {
    await start()
    expect((await ask('/pulls')).status).toBe(404)
    expect((await ask('/issues/7', { method: 'PATCH', body: { state: 'closed' } })).status).toBe(404)
  })

  test('opens, comments on and closes issues, and lists them newest first, a page at a time', async () => {
    await start({ issues: [{ title: 'a', user: 'octocat' }, { title: 'b' }, { title: 'c', isPullRequest: true }] })
    expect((await ask('/issues', { method: 'POST', body: { title: 'd', body: 'text' } })).status).toBe(201)
    expect((await ask('/issues/2/comments', { method: 'POST', body: { body: 'again' } })).status).toBe(201)
    expect((await ask('/issues/2', { method: 'PATCH', body: { state: 'closed' } })).status).toBe(200)
    expect((await ask('/issues', { method: 'POST', body: { title: '' } })).status).toBe(422)
    const first = await ask('/issues?state=open&per_page=2')
    expect(((await first.json()) as { title: string }[]).map(({ title }) => title)).toEqual(['d', 'c'])
    expect(first.headers.get('link')).toMatch(/page=2>; rel="next"$/)
    expect(simulator.world.issues[1]).toMatchObject({ state: 'closed', comments: ['again'] })
  })

  test('lists comments oldest first, a page at a time, and none that is older than asked for', async () => {
    const comments = [
      { body: 'old', age: '2h' },
      { body: 'own', user: 'github-actions[bot]' }
    ]
    await start({ issues: [{ title: 'a', comments }] })
    await ask('/issues/1/comments', { method: 'POST', body: { body: 'new' } })
    const bodies = async (query: string) =>
      ((await (await ask(`/issues/1/comments?${query}`)).json()) as { body: string; user: { type: string } }[]).map(
        ({ body, user }) => [body, user.type]
      )
    expect(await bodies('per_page=2')).toEqual([
      ['old', 'User'],
      ['own', 'Bot']
    ])
    const since = new Date(Date.now() - 3_600_000).toISOString()
    expect(await bodies(`since=${since}`)).toEqual([
      ['own', 'Bot'],
      ['new', 'Bot']
    ])
    expect((await ask('/issues/9/comments')).status).toBe(404)
  })

  test('has no issues where the repository has none', async () => {
    await start({ hasIssues: false })
    expect((await ask('/issues')).status).toBe(410)
  })

  test('lists the artifacts newest first, and leads to the archive', async () => {
    await start({
      artifacts: [
        { name: 'old', runId: 1, age: '9d', expired: true },
        { name: 'new', runId: 2, age: '1d', files: { 'a.txt': 'A' }, fork: true }
      ]
    })
    const { artifacts } = (await (await ask('/actions/artifacts')).json()) as {
      artifacts: { id: number; name: string }[]
    }
    expect(artifacts.map(({ name }) => name)).toEqual(['new', 'old'])
    const [latest, expired] = artifacts
    expect((await ask(`/actions/artifacts/${String(expired?.id)}/zip`)).status).toBe(410)
    const answer = await ask(`/actions/artifacts/${String(latest?.id)}/zip`)
    expect(answer.status).toBe(302)
    const archive = await fetch(answer.headers.get('location') ?? '')
    expect(
      Buffer.from(await archive.arrayBuffer())
        .subarray(0, 2)
        .toString()
    ).toBe('PK')
    expect(simulator.world.artifacts[1]?.files).toEqual({ 'a.txt': 'A' })
    const forged = (answer.headers.get('location') ?? '').replace(/sig=.*/, 'sig=x')
    expect((await fetch(forged)).status).toBe(403)
  })
})

test('the results service takes nobody but the job', async () => {
  await start()
  const url = `${simulator.url}/twirp/github.actions.results.api.v1.ArtifactService/CreateArtifact`
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401)
  const authorization = `Bearer ${simulator.environment['ACTIONS_RUNTIME_TOKEN'] ?? ''}`
  expect((await fetch(url, { method: 'POST', headers: { authorization }, body: '{}' })).status).toBe(404)
})
