import { describe, expect, test } from '@jest/globals'
import { endAtLaunch } from './steps.js'
import { runWithToken, startBoth, warningsIn } from './github.js'
import { oneWave, serversWith } from './plans.js'

const inputs = { 'failure-issue': 'true' }
const failing = serversWith({ db: { outcome: 'failed' } })
const endless = serversWith({ db: { phases: { conversion: '5h' } }, replica: { phases: { conversion: '5h' } } })
const marker = '<!-- drs-drill:issue mode=drill file=plan.yml account=123456789012 region=us-west-2 plan=payments -->'
const passed = expect.stringContaining('This drill passed.')
const blocked = expect.stringContaining('Not passed again: blocked.')
const run = (number: number) => ({ GITHUB_RUN_ID: String(number) })

describe('the issue of a plan', () => {
  test.concurrent(
    'is opened by a drill that fails, commented on by the next, and closed by one that passes',
    async () => {
      const simulator = await startBoth({}, { servers: failing })
      const first = await runWithToken(simulator, { inputs: { ...inputs, 'artifact-name': 'x' } })
      expect(first.outputs['status']).toBe('failed')
      const [issue] = simulator.world.issues
      expect(issue).toMatchObject({ title: 'Drill of payments: failed', state: 'open', comments: [] })
      expect(issue?.body).toContain(marker)
      expect(issue?.body).toContain('❌ FAILED')
      expect(issue?.body).toContain('https://github.com/acme/shop/actions/runs/1234567890')
      expect(issue?.body).toContain(first.outputs['artifact-url'])
      expect(first.log).toContain('Issue #1: opened, https://github.com/acme/shop/issues/1')
      expect((await first.post()).log).toContain('Nothing to do')

      await runWithToken(simulator, { inputs, environment: run(2) })
      expect(simulator.world.issues).toHaveLength(1)
      expect(simulator.world.issues[0]?.comments).toEqual([expect.stringContaining('Not passed again: failed.')])

      simulator.update({ servers: serversWith({}) })
      const third = await runWithToken(simulator, { inputs, environment: run(3) })
      expect(third.outputs['status']).toBe('passed')
      expect(simulator.world.issues[0]).toMatchObject({ state: 'closed', comments: [expect.anything(), passed] })
      await runWithToken(simulator, { inputs, environment: run(4) })
      expect(simulator.world.issues).toHaveLength(1)
    }
  )

  test.concurrent('is found among many, and nobody else’s is taken for it', async () => {
    const labels = ['drs-drill']
    const simulator = await startBoth(
      {
        issues: [
          { title: 'ours', body: marker, labels },
          { title: 'a stranger’s', body: marker, user: 'mallory' },
          { title: 'a pull request', body: marker, labels, isPullRequest: true },
          { title: 'of a preflight', body: marker.replace('=drill', '=preflight'), labels },
          ...Array.from({ length: 5 }, (_, index) => ({ title: `another ${String(index)}`, labels }))
        ]
      },
      { servers: failing, pageSize: 3 }
    )
    await runWithToken(simulator, { inputs })
    expect(simulator.world.issues).toHaveLength(9)
    expect(simulator.world.issues.filter(({ comments }) => comments.length > 0).map(({ title }) => title)).toEqual([
      'ours'
    ])
  })

  test.concurrent.each([
    ['the permission is missing', { permissions: { issues: 'read' } }, {}, 'add "issues: write" to the permissions'],
    ['there is no token', {}, { 'github-token': '' }, 'the input "github-token" is empty'],
    ['the repository has no issues', { hasIssues: false }, {}, 'Issues has been disabled']
  ] as const)('is a warning where %s, and the verdict stays', async (_, github, more, words) => {
    const simulator = await startBoth(github)
    const step = await runWithToken(simulator, { inputs: { ...inputs, mode: 'preflight', waves: 'nope', ...more } })
    expect(step).toMatchObject({ exitCode: 1, outputs: { status: 'blocked' } })
    expect(warningsIn(step.log)).toEqual([expect.stringContaining(words)])
    expect(simulator.world.issues).toEqual([])
  })

  test.concurrent('of a plan that cannot be read is closed once the mended plan passes', async () => {
    const simulator = await startBoth()
    const broken = oneWave().replace('waves:', 'waves: [')
    await runWithToken(simulator, { inputs, plan: broken })
    await runWithToken(simulator, { inputs, plan: broken, environment: run(2) })
    expect(simulator.world.issues).toMatchObject([{ state: 'open', comments: [blocked] }])
    const mended = await runWithToken(simulator, { inputs, environment: run(3) })
    expect(mended.outputs['status']).toBe('passed')
    expect(simulator.world.issues).toMatchObject([{ state: 'closed', comments: [blocked, passed] }])
  })

  test.concurrent('is closed by the step of the same job that passes after one that did not', async () => {
    const simulator = await startBoth()
    await runWithToken(simulator, { inputs: { ...inputs, waves: 'nope' } })
    expect(simulator.world.issues).toMatchObject([{ state: 'open' }])
    await runWithToken(simulator, { inputs })
    expect(simulator.world.issues).toMatchObject([{ state: 'closed', comments: [passed] }])
  })

  test.concurrent('is one for each Region, and each leg of a matrix is told of', async () => {
    const simulator = await startBoth()
    for (const more of [{}, { waves: 'not' }, { 'aws-region': 'eu-west-1' }]) {
      await runWithToken(simulator, { inputs: { ...inputs, waves: 'nope', ...more } })
    }
    expect(simulator.world.issues).toMatchObject([{ comments: [blocked] }, { comments: [] }])
    expect(simulator.world.issues[1]?.body).toContain('region=eu-west-1 ')
  })

  test.concurrent('is one for each account: what passes in one closes nothing of another', async () => {
    const plan = oneWave({}, { account: undefined })
    const production = await startBoth({}, { servers: failing })
    await runWithToken(production, { inputs, plan })
    const opened = production.world.issues.map(({ title, body }) => ({ title, body, labels: ['drs-drill'] }))
    expect(opened).toHaveLength(1)
    const staging = await startBoth({ issues: opened }, { account: '210987654321' })
    const step = await runWithToken(staging, { inputs, plan })
    expect(step.outputs['status']).toBe('passed')
    expect(staging.world.issues).toMatchObject([{ state: 'open', comments: [] }])
  })

  test.concurrent('is not touched where nobody asks for it, nor for a plan that is only checked', async () => {
    const simulator = await startBoth()
    await runWithToken(simulator, { inputs: { waves: 'nope' } })
    await runWithToken(simulator, { inputs: { ...inputs, mode: 'validate', waves: 'nope' } })
    expect(simulator.world.issues).toEqual([])
  })

  test.concurrent('is written once by post where main was cancelled', async () => {
    const simulator = await startBoth({}, { servers: endless })
    const step = await runWithToken(simulator, {
      inputs,
      started: endAtLaunch('SIGINT').started
    })
    expect(step.outputs['status']).toBe('cancelled')
    expect(simulator.world.issues).toEqual([])
    await step.post()
    expect(simulator.world.issues).toMatchObject([{ title: 'Drill of payments: cancelled' }])
    await step.post()
    expect(simulator.world.issues).toMatchObject([{ comments: [] }])
  })

  test.concurrent('is written by post where main was killed', async () => {
    const simulator = await startBoth({}, { servers: endless })
    const step = await runWithToken(simulator, {
      inputs,
      started: endAtLaunch('SIGKILL').started
    })
    await step.post()
    expect(simulator.world.issues).toMatchObject([{ title: 'Drill of payments: cancelled', comments: [] }])
  })

  test.concurrent('leads to the evidence that main uploaded, also where post opens it', async () => {
    const faults = [{ kind: 'error', service: 'github', operation: 'CreateIssue', name: 'x', status: 403 }] as const
    const simulator = await startBoth({}, { servers: failing, faults: [...faults] })
    const step = await runWithToken(simulator, { inputs: { ...inputs, 'artifact-name': 'x' } })
    expect(warningsIn(step.log)).toEqual([expect.stringContaining('could not be written')])
    simulator.setFaults([])
    await step.post()
    expect(simulator.world.artifacts).toHaveLength(1)
    expect(simulator.world.issues).toHaveLength(1)
    expect(simulator.world.issues[0]?.body).toContain(`[its evidence](${String(step.outputs['artifact-url'])})`)
  })

  test.concurrent('leads to the evidence that has the cleanup, not to the one before it', async () => {
    const simulator = await startBoth()
    const more = { ...inputs, 'artifact-name': 'x', cleanup: 'always' }
    const step = await runWithToken(simulator, { inputs: more, started: endAtLaunch('SIGINT').started })
    expect(step.outputs['status']).toBe('cancelled')
    await step.post()
    const [first, second] = simulator.world.artifacts
    expect([first?.name, second?.name]).toEqual(['x', 'x-post'])
    expect(simulator.world.issues).toHaveLength(1)
    expect(simulator.world.issues[0]?.body).toContain(`/artifacts/${String(second?.id)})`)
    expect(simulator.world.issues[0]?.body).not.toContain(`/artifacts/${String(first?.id)})`)
  })
})
