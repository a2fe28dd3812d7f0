import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { fetchGitHubToken } from '../../src/aws/github-token.js'
import { FailedCall } from '../../src/drill/failure.js'
import { cut, json, startLocalAws, webPage, type LocalAws } from './local-aws.js'

// The machine is shared with others.
jest.setTimeout(30_000)

let gitHub: LocalAws
beforeEach(async () => {
  gitHub = await startLocalAws()
})
afterEach(async () => {
  jest.restoreAllMocks()
  Reflect.deleteProperty(process.env, 'HTTP_PROXY')
  await gitHub.close()
})

function fetchToken(audience = 'sts.amazonaws.com', path = '/token?api-version=2.0'): Promise<string> {
  const url = `${process.env['AWS_ENDPOINT_URL_STS'] ?? ''}${path}`
  return fetchGitHubToken({ url, requestToken: 'request-token' }, audience)
}

describe('a token of GitHub', () => {
  it('is asked for with the job’s request token, for an audience', async () => {
    let authorization: string | undefined
    gitHub.answer((request, response) => {
      authorization = request.headers.authorization
      json(200, { count: 1, value: 'a.b.c' })(request, response)
    })
    await expect(fetchToken('https://github.com/acme?x=1&y')).resolves.toBe('a.b.c')
    expect(authorization).toBe('bearer request-token')
    expect(gitHub.requests).toEqual(['GET /token?api-version=2.0&audience=https%3A%2F%2Fgithub.com%2Facme%3Fx%3D1%26y'])
  })

  it.each([
    [json(503, { message: 'busy' }), 'unsent', 'HTTP 503: {"message":"busy"}'],
    [json(429, {}), 'unsent', 'HTTP 429'],
    [json(302, {}), 'unsent', 'HTTP 302'],
    [json(401, { message: 'no' }), 'credentials', 'give the job "permissions: { id-token: write, contents: read }"'],
    [webPage(403), 'credentials', 'HTTP 403'],
    [json(407, {}), 'invalid', 'The proxy does not accept its user and password (HTTP 407)'],
    [json(200, { value: '' }), 'unsent', 'holds no OIDC token'],
    [json(200, ['a.b.c']), 'unsent', 'holds no OIDC token'],
    [webPage(200), 'unsent', 'holds no OIDC token'],
    [json(200, { value: 'x'.repeat(200_000) }), 'unsent', 'its answer does not end'],
    [cut, 'unsent', 'GitHub gave no OIDC token for the role: socket hang up']
  ] as const)('that is not given is a failed call (%#: %s)', async (answer, expected, words) => {
    gitHub.answer(answer)
    const failed = await fetchToken().then(
      () => undefined,
      (thrown: unknown) => thrown
    )
    expect(failed).toBeInstanceOf(FailedCall)
    expect(failed).toMatchObject({
      failure: { class: expected, operation: 'sts:AssumeRoleWithWebIdentity', message: expect.stringContaining(words) }
    })
    expect(gitHub.requests).toHaveLength(1)
  })

  it('is not waited for without end', async () => {
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new Error('too late')))
    await expect(fetchToken()).rejects.toMatchObject({ failure: { class: 'unsent' } })
  })

  it('cannot be had through a proxy without a URL, or from an address that is none', async () => {
    await expect(fetchGitHubToken({ url: 'nowhere', requestToken: 'x' }, 'y')).rejects.toMatchObject({
      failure: { class: 'unsent' }
    })
    await expect(fetchGitHubToken({ url: 'https://127.0.0.1:1/', requestToken: 'x' }, 'y')).rejects.toMatchObject({
      failure: { class: 'unsent' }
    })
    process.env['HTTP_PROXY'] = 'socks5://user:secret@proxy.example'
    await expect(fetchToken()).rejects.toMatchObject({
      failure: { class: 'invalid', message: expect.not.stringContaining('secret') }
    })
  })
})
