import { describe, expect, test } from '@jest/globals'
import { accessOf } from '../../src/github/access.js'
import { within } from '../../src/github/answer.js'
import { describeRefusal } from '../../src/github/client.js'

const never = new AbortController().signal
const hanging = () => new Promise<string>(() => undefined)
const message = (error: unknown) => (error instanceof Error ? error.message : 'none')

describe('a question to GitHub', () => {
  test('is answered', async () => {
    const bounds = { timeoutMilliseconds: 1000, cancellation: never }
    expect(await within(bounds, () => Promise.resolve('yes'), message)).toBe('yes')
    expect(await within(bounds, () => Promise.reject(new Error('no')), message)).toBe('no')
  })

  test('that hangs is given up when its time is over, and told so', async () => {
    let aborted = false
    const ask = (signal: AbortSignal) => {
      signal.addEventListener('abort', () => (aborted = true))
      return hanging()
    }
    expect(await within({ timeoutMilliseconds: 1, cancellation: never }, ask, message)).toBe('no answer within 0.001 s')
    expect(aborted).toBe(true)
  })

  test('has a second left when the step is told to end', async () => {
    const bounds = { timeoutMilliseconds: 60_000, cancellation: AbortSignal.abort('SIGINT') }
    expect(await within(bounds, hanging, message)).toBe('the step was told to end')
    const controller = new AbortController()
    const answer = within({ ...bounds, cancellation: controller.signal }, () => Promise.resolve('yes'), message)
    controller.abort()
    expect(await answer).toBe('yes')
  })
})

describe('GitHub is reached', () => {
  const run = { repository: 'acme/shop', runId: '42' }

  test('with a token, for a run', () => {
    const access = { token: 't', owner: 'acme', repo: 'shop', runId: 42, apiUrl: 'https://api.github.com' }
    expect(accessOf('t', run, {})).toEqual({ ok: true, access })
    const own = { ok: true, access: { ...access, apiUrl: 'https://git.example/api/v3' } }
    expect(accessOf('t', run, { GITHUB_API_URL: 'https://git.example/api/v3' })).toEqual(own)
    expect(accessOf(undefined, run, {})).toEqual({ ok: false, problem: 'the input "github-token" is empty' })
  })

  test.each([{}, { repository: 'acme/shop' }, { repository: 'x', runId: '1' }, { repository: 'a/b', runId: 'x' }])(
    'not at all outside a run: %j',
    (outside) => {
      expect(accessOf('t', outside, {})).toBeUndefined()
    }
  )
})

describe('what GitHub refuses is told with what to do', () => {
  const answered = (status: number, text: string) => Object.assign(new Error(text), { status, response: {} })

  test.each([
    [
      answered(401, 'Bad credentials - https://docs.github.com/rest'),
      'the token of the input "github-token" (Bad credentials)'
    ],
    [answered(403, 'Resource not accessible by integration'), 'add "actions: read" to the permissions of the job'],
    [answered(404, 'Not Found'), 'GitHub answers "Not Found": add "actions: read"'],
    [answered(403, 'API rate limit exceeded'), 'GitHub wants fewer calls for now'],
    [answered(429, 'slow down'), 'GitHub wants fewer calls for now'],
    [answered(500, 'a\nb'), 'GitHub answers 500 "a b"'],
    [
      Object.assign(new Error('connect ECONNREFUSED'), { status: 500 }),
      'GitHub was not reached (connect ECONNREFUSED)'
    ],
    ['odd', 'GitHub was not reached (odd)']
  ])('%s', (error, words) => {
    expect(describeRefusal(error, 'actions: read')).toContain(words)
  })
})
