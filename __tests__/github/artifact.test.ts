import { describe, expect, test } from '@jest/globals'
import { checkArtifactName, defaultArtifactName } from '../../src/github/artifact-name.js'
import { uploadArtifact, uploadObstacle, type Uploader } from '../../src/github/artifact.js'

const never = new AbortController().signal
const upload = { name: 'x', folder: '/e', files: ['/e/a'], cancellation: never, timeoutMilliseconds: 60_000 }
const conflict = new Error('Received non-retryable error: Failed request: (409) Conflict: it already exists')

/** Takes every name but these. */
function takenNames(...taken: readonly string[]): Uploader {
  return (name) => (taken.includes(name) ? Promise.reject(conflict) : Promise.resolve(7))
}

describe('an upload', () => {
  test('gives the ID of the artifact', async () => {
    expect(await uploadArtifact(upload, takenNames())).toEqual({ ok: true, name: 'x', id: '7' })
  })

  test('adds a number to a name that is taken, up to nine', async () => {
    expect(await uploadArtifact(upload, takenNames('x', 'x-2'))).toEqual({ ok: true, name: 'x-3', id: '7' })
    const all = ['x', ...Array.from({ length: 8 }, (_, index) => `x-${String(index + 2)}`)]
    expect(await uploadArtifact(upload, takenNames(...all))).toMatchObject({ ok: false, isHanging: false })
  })

  test('tells what GitHub refused with', async () => {
    for (const cause of [new Error('no room'), 'no room']) {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      const result = await uploadArtifact(upload, () => Promise.reject(cause))
      expect(result).toEqual({ ok: false, message: 'no room', isHanging: false })
    }
    const silent = await uploadArtifact(upload, () => Promise.resolve(undefined))
    expect(silent).toEqual({ ok: false, message: 'GitHub told no ID of it', isHanging: false })
  })

  test('that hangs is given up in time', async () => {
    const hanging: Uploader = () => new Promise(() => undefined)
    const late = await uploadArtifact({ ...upload, timeoutMilliseconds: 1 }, hanging)
    expect(late).toMatchObject({ ok: false, isHanging: true, message: expect.stringContaining('did not answer') })
    const told = await uploadArtifact({ ...upload, cancellation: AbortSignal.abort() }, hanging)
    expect(told).toEqual({ ok: false, isHanging: true, message: 'the step was told to end' })
  })
})

describe('what keeps a job from uploading', () => {
  const runner = { ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'https://results.example' }

  test.each(['https://github.com', 'https://acme.ghe.com', 'http://x.localhost:1', 'not a url', undefined])(
    'is nothing on %s',
    (server) => {
      expect(uploadObstacle({ ...runner, GITHUB_SERVER_URL: server })).toBeUndefined()
    }
  )

  test('is an Enterprise Server, or a runner that gives no token', () => {
    expect(uploadObstacle({ ...runner, GITHUB_SERVER_URL: 'https://git.acme.example' })).toMatch(/Enterprise Server/)
    expect(uploadObstacle({ ACTIONS_RESULTS_URL: 'x' })).toMatch(/no ACTIONS_RUNTIME_TOKEN/)
    expect(uploadObstacle({ ACTIONS_RUNTIME_TOKEN: 'x', ACTIONS_RESULTS_URL: '' })).toMatch(/no ACTIONS_RESULTS_URL/)
  })
})

describe('the name of an artifact', () => {
  test.each([
    ['a/b', 'GitHub takes no "/"'],
    ['a:b', 'GitHub takes no ":"'],
    ['a\nb', 'holds a line break'],
    ['a'.repeat(201), 'is 201 characters long']
  ])('may not be %j', (name, words) => {
    expect(checkArtifactName(name)).toEqual({ problem: expect.stringContaining(words) })
  })

  test('is of plan, run and attempt', () => {
    expect(checkArtifactName('drill (é)')).toEqual({ value: 'drill (é)' })
    expect(defaultArtifactName('payments', { runId: '42', attempt: 3 })).toBe('drs-drill-payments-42-3')
    expect(defaultArtifactName('payments', {})).toBe('drs-drill-payments-local-1')
  })
})
