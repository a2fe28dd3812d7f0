import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { tellFailureIssue, type IssueRequest } from '../../src/action/failure-issue.js'
import { askGitHub } from '../../src/action/questions.js'
import { readApprovals } from '../../src/github/approvals.js'
import { uploadArtifact } from '../../src/github/artifact.js'
import { tellIssue } from '../../src/github/failure-issue.js'
import { evidenceJsonOf } from '../../src/evidence/files.js'
import { recordOf } from '../../src/report/record/record.js'
import { keepEnvironment } from '../action/environment.js'
import { recordedLog } from '../action/recorded-log.js'
import { capturedOutput } from '../action/standard-output.js'
import { temporaryFolders } from '../action/temporary-folder.js'
import { Story } from '../report/builders.js'
import { cases } from '../report/cases.js'
import { bounds, localGitHub } from './local-github.js'

const folder = temporaryFolders()
const start = localGitHub()
keepEnvironment()
capturedOutput()

describe('the approvals of a run', () => {
  test('are read, each with its environments', async () => {
    const { access } = await start({ approvals: [{ user: 'hubot', comment: 'a\nb', environments: ['dr', 'prod'] }] })
    expect(await readApprovals({ ok: true, access }, bounds)).toEqual({
      type: 'approvals-read',
      approvals: [{ user: 'hubot', state: 'approved', environments: ['dr', 'prod'], comment: 'a b' }]
    })
  })

  test('that cannot be read come with the reason', async () => {
    const { access } = await start({ permissions: { actions: 'none' } })
    const reason = expect.stringContaining('add "actions: read"')
    expect(await readApprovals({ ok: true, access }, bounds)).toEqual({ type: 'approvals-not-read', reason })
    const none = await readApprovals({ ok: false, problem: 'no token' }, bounds)
    expect(none).toEqual({ type: 'approvals-not-read', reason: 'no token' })
  })

  test('are asked for once, and of a run alone', () => {
    const state = new Story().state()
    expect(askGitHub({ ...state, run: {} }, {}, {}, bounds.cancellation)).toEqual([])
    expect(askGitHub({ ...state, mode: 'validate' }, {}, {}, bounds.cancellation)).toEqual([])
    expect(askGitHub({ ...state, approvals: { problem: 'x' } }, {}, {}, bounds.cancellation)).toEqual([])
    expect(askGitHub(state, {}, {}, bounds.cancellation)).toHaveLength(1)
  })
})

describe('the last drills', () => {
  test('are asked for with the waves, the Region and the artifact’s name of this one', async () => {
    const part = cases['second-job-of-the-run']?.() ?? new Story().state()
    const files = { 'evidence.json': evidenceJsonOf(recordOf(part)) }
    const { access } = await start({
      artifacts: [
        { name: 'dr', runId: 3, files },
        { name: 'x', runId: 4 }
      ]
    })
    const asked = { ...part, run: { repository: 'acme/shop', runId: '7' }, approvals: { problem: 'x' } }
    const inputs = { githubToken: access.token, artifactName: 'dr' }
    const environment = { GITHUB_API_URL: access.apiUrl }
    const askFor = (state: typeof asked, more = {}) =>
      Promise.all(askGitHub(state, { ...inputs, ...more }, environment, bounds.cancellation))
    expect(await askFor(asked)).toMatchObject([
      { drills: [{ runId: '3', leftOutWaves: 1, sameWaves: true }], look: { opened: 1, otherNames: 1 } }
    ])
    const { identity: _, ...unasked } = asked
    expect(await askFor(unasked, { awsRegion: 'eu-west-1' })).toMatchObject([{ drills: [], look: { opened: 1 } }])
    const { plan: __, ...unread } = unasked
    expect(await askFor(unread)).toMatchObject([{ drills: [{ sameWaves: false }] }])
    const { artifactName: ___, ...noName } = inputs
    expect(await Promise.all(askGitHub(asked, noName, environment, bounds.cancellation))).toMatchObject([
      { drills: [], look: { opened: 0, otherNames: 2 } }
    ])
  })
})

test('of a run’s artifacts one of the account is enough, where credentials or role tell it already', async () => {
  const state = { ...(cases['passed']?.() ?? new Story().state()), run: { repository: 'acme/shop', runId: '7' } }
  const files = { 'evidence.json': evidenceJsonOf(recordOf(state)) }
  const names = ['dr', ...Array.from({ length: 6 }, (_, index) => `dr-${String(index + 2)}`)]
  const { access } = await start({ artifacts: names.map((name) => ({ name, runId: 3, files })) })
  const { previous: _, identity, ...unasked } = { ...state, approvals: { problem: 'x' } }
  const look = async (more: { readonly identity?: NonNullable<typeof identity> }, arn?: string) => {
    const role = arn === undefined ? {} : { role: { arn, durationSeconds: 3600, audience: 'a' } }
    const inputs = { githubToken: access.token, artifactName: 'dr', ...role }
    const environment = { GITHUB_API_URL: access.apiUrl }
    const [event] = await Promise.all(askGitHub({ ...unasked, ...more }, inputs, environment, bounds.cancellation))
    return event
  }
  if (identity === undefined) throw new Error('the case has an identity')
  expect(await look({ identity })).toMatchObject({ look: { opened: 5 } })
  expect(await look({}, `arn:aws:iam::${identity.account}:role/dr`)).toMatchObject({ look: { opened: 5 } })
  expect(await look({}, 'arn:aws:iam::210987654321:role/dr')).toMatchObject({ look: { opened: 7 } })
  expect(await look({})).toMatchObject({ look: { opened: 7 } })
})

describe("the plan's issue", () => {
  const text = {
    marker: '<!-- m -->',
    endedMarkers: ['<!-- m -->', '<!-- unread -->'],
    attemptMarker: '<!-- a1 -->',
    since: new Date().toISOString(),
    title: 't',
    body: '<!-- m -->\n<!-- a1 -->',
    comment: 'c <!-- a1 -->'
  }
  const issue = { number: 1, url: 'https://github.com/acme/shop/issues/1' }
  const next = { ...text, attemptMarker: '<!-- a2 -->', comment: 'c <!-- a2 -->' }
  const labels = ['drs-drill']

  test('is opened, told once an attempt, commented on and closed', async () => {
    const { access, simulator } = await start()
    expect(await tellIssue(access, { text, wish: 'close' }, bounds)).toEqual({ did: 'nothing', issues: [] })
    expect(await tellIssue(access, { text, wish: 'report' }, bounds)).toEqual({ did: 'opened', issues: [issue] })
    expect(await tellIssue(access, { text, wish: 'report' }, bounds)).toEqual({ did: 'nothing', issues: [issue] })
    expect(await tellIssue(access, { text: next, wish: 'report' }, bounds)).toEqual({
      did: 'commented',
      issues: [issue]
    })
    expect(await tellIssue(access, { text: next, wish: 'report' }, bounds)).toEqual({ did: 'nothing', issues: [issue] })
    const last = { ...text, attemptMarker: '<!-- a3 -->' }
    expect(await tellIssue(access, { text: last, wish: 'close' }, bounds)).toEqual({ did: 'closed', issues: [issue] })
    expect(simulator.world.issues).toMatchObject([{ state: 'closed', comments: [next.comment, text.comment] }])
  })

  test('is closed whatever was told of the attempt, without a second comment', async () => {
    const body = '<!-- m -->\n<!-- a1 -->'
    const comments = [{ body: '<!-- a1 -->', user: 'github-actions[bot]' }]
    const { access, simulator } = await start({ issues: [{ title: 't', body, labels, comments }] })
    expect(await tellIssue(access, { text, wish: 'close' }, bounds)).toEqual({ did: 'closed', issues: [issue] })
    expect(simulator.world.issues).toMatchObject([{ state: 'closed', comments: ['<!-- a1 -->'] }])
  })

  test('is closed with those that were opened while the plan could not be read', async () => {
    const bodies = ['<!-- unread -->', '<!-- other -->', '<!-- m -->']
    const { access, simulator } = await start({ issues: bodies.map((body) => ({ title: body, body, labels })) })
    const third = { number: 3, url: 'https://github.com/acme/shop/issues/3' }
    expect(await tellIssue(access, { text, wish: 'close' }, bounds)).toEqual({ did: 'closed', issues: [third, issue] })
    expect(simulator.world.issues.map(({ state }) => state)).toEqual(['closed', 'open', 'closed'])
  })

  test.each([
    ['a stranger', { user: 'mallory', association: 'CONTRIBUTOR' }, 'commented'],
    ['nobody in time', { user: 'github-actions[bot]', age: '3h' }, 'commented'],
    ['a member’s token', { user: 'alice', association: 'MEMBER' }, 'nothing']
  ] as const)('is told of the attempt by %s', async (_, by, did) => {
    const comments = [{ body: '<!-- a1 -->', ...by }]
    const { access } = await start({ issues: [{ title: 't', body: '<!-- m -->', labels, comments }] })
    expect(await tellIssue(access, { text, wish: 'report' }, bounds)).toEqual({ did, issues: [issue] })
  })

  test('is looked for on ten pages, no more, and so is what was told', async () => {
    const issues = Array.from({ length: 12 }, () => ({ title: 'x', labels }))
    const { access, simulator } = await start({ issues }, [], 1)
    expect(await tellIssue(access, { text, wish: 'close' }, bounds)).toEqual({ did: 'nothing', issues: [] })
    expect(simulator.calls.filter(({ operation }) => operation === 'ListIssues')).toHaveLength(10)
    const comments = Array.from({ length: 12 }, () => ({ body: 'x' }))
    const busy = await start({ issues: [{ title: 't', body: '<!-- m -->', labels, comments }] }, [], 1)
    expect(await tellIssue(busy.access, { text, wish: 'report' }, bounds)).toMatchObject({ did: 'commented' })
    expect(busy.simulator.calls.filter(({ operation }) => operation === 'ListComments')).toHaveLength(10)
  })

  test('is told of by the action where it is wanted, possible and due', async () => {
    const { access, simulator } = await start()
    const failed = {
      ...(cases['failed-server']?.() ?? new Story().state()),
      run: { repository: 'acme/shop', runId: '7' }
    }
    const request: IssueRequest = {
      inputs: { failureIssue: true, githubToken: access.token, allowedAccounts: [] },
      environment: { GITHUB_API_URL: access.apiUrl },
      cancellation: bounds.cancellation,
      isTold: false,
      artifactUrl: 'https://github.com/acme/shop/actions/runs/7/artifacts/1'
    }
    const log = recordedLog()
    expect(await tellFailureIssue(failed, { ...request, inputs: { allowedAccounts: [] } }, log)).toBe(false)
    expect(await tellFailureIssue(failed, { ...request, isTold: true }, log)).toBe(true)
    expect(await tellFailureIssue({ ...failed, run: {} }, request, log)).toBe(false)
    expect(await tellFailureIssue(failed, { ...request, cancellation: AbortSignal.abort() }, log)).toBe(false)
    expect(simulator.world.issues).toEqual([])
    const passed = cases['passed']?.() ?? new Story().state()
    const [first] = passed.plan?.waves ?? []
    const part = new Map([...passed.waves].slice(1))
    expect(first).toBeDefined()
    expect(await tellFailureIssue({ ...passed, run: failed.run, waves: part }, request, log)).toBe(false)
    expect(await tellFailureIssue({ ...passed, run: failed.run }, request, log)).toBe(true)
    expect(await tellFailureIssue(failed, request, log)).toBe(true)
    expect(simulator.world.issues).toHaveLength(1)
    expect(log.warnings).toEqual([])
    const inputs = { failureIssue: true, allowedAccounts: [] } as const
    expect(await tellFailureIssue(failed, { ...request, inputs }, log)).toBe(false)
    expect(log.warnings).toEqual([expect.stringContaining('the input "github-token" is empty')])
  })
})

test('an artifact is uploaded by GitHub’s own toolkit', async () => {
  const { simulator } = await start()
  Object.assign(process.env, simulator.environment, { GITHUB_SERVER_URL: 'https://github.com' })
  const place = folder()
  const file = join(place, 'a.txt')
  writeFileSync(file, 'A')
  const upload = { name: 'x', folder: place, files: [file], ...bounds }
  expect(await uploadArtifact(upload)).toEqual({ ok: true, name: 'x', id: '5000000001' })
  expect(simulator.world.artifacts).toMatchObject([{ name: 'x', isFinalized: true, files: { 'a.txt': 'A' } }])
})
