import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runWithToken, startBoth, warningsIn } from './github.js'
import { serversWith } from './plans.js'
import { endAtLaunch, expectComplete } from './steps.js'

const decision = {
  user: 'hubot',
  state: 'approved' as const,
  comment: 'Window agreed',
  environments: ['dr-drill']
}
const endless = serversWith({ db: { phases: { conversion: '5h' } }, replica: { phases: { conversion: '5h' } } })

describe('who approved the run', () => {
  test.concurrent('is in the evidence, the report and the log', async () => {
    const simulator = await startBoth({ approvals: [decision] })
    const step = await runWithToken(simulator)
    expectComplete(step)
    expect(step.outputs['status']).toBe('passed')
    expect(step.evidence.run).toMatchObject({ approvals: [decision], approvalsNote: null })
    expect(readFileSync(join(step.folder, 'report.html'), 'utf8')).toContain('hubot')
    expect(step.log).toContain('environment dr-drill: approved by hubot (Window agreed)')
    expect(simulator.calls.filter(({ operation }) => operation === 'ListApprovals')).toHaveLength(1)
  })

  test.concurrent.each([
    ['the permission is missing', { permissions: { actions: 'none' } }, {}, 'add "actions: read" to the permissions'],
    ['the token is none', {}, { 'github-token': 'wrong' }, 'does not accept the token'],
    ['there is no token', {}, { 'github-token': '' }, 'the input "github-token" is empty'],
    ['GitHub wants fewer calls', { requestsLeft: 0 }, {}, 'fewer calls']
  ] as const)('is said to be unknown where %s, and the drill passes', async (_, github, inputs, words) => {
    const step = await runWithToken(await startBoth(github), { inputs })
    expect(step).toMatchObject({ exitCode: 0, errorLog: '', outputs: { status: 'passed' } })
    expect(step.evidence.run.approvals).toEqual([])
    expect(step.evidence.run.approvalsNote).toContain(words)
    expect(step.log).toContain('the approvals of this run could not be read')
    expect(readFileSync(join(step.folder, 'report.html'), 'utf8')).toContain('Not recorded: ')
    expect(warningsIn(step.log)).toEqual([])
  })

  test.concurrent('delays no launch while GitHub does not answer, and the end by seconds', async () => {
    const simulator = await startBoth({}, { faults: [{ kind: 'hang', service: 'github' }] })
    const step = await runWithToken(simulator)
    expect(step.outputs['status']).toBe('passed')
    expect(step.evidence.run.approvalsNote).toContain('no answer within 5 s')
    const asked = simulator.calls.find(({ service }) => service === 'github')
    const [launch] = step.starts
    expect((launch?.at ?? Infinity) - (asked?.at ?? 0)).toBeLessThan(4000)
    expect(step.seconds).toBeLessThan(15)
  })

  test.concurrent('does not hold a cancel', async () => {
    const simulator = await startBoth({}, { servers: endless, faults: [{ kind: 'hang', service: 'github' }] })
    const cancel = endAtLaunch('SIGINT')
    const step = await runWithToken(simulator, {
      started: cancel.started
    })
    expect(cancel.seconds()).toBeLessThan(5)
    expect(step.outputs['status']).toBe('cancelled')
  })

  test.concurrent('is asked by post where main was killed before it knew', async () => {
    const simulator = await startBoth(
      { approvals: [decision] },
      { servers: endless, faults: [{ kind: 'hang', service: 'github', first: 1 }] }
    )
    const step = await runWithToken(simulator, {
      started: endAtLaunch('SIGKILL').started
    })
    const post = await step.post()
    expect(post.evidence.status).toBe('cancelled')
    expect(post.evidence.run.approvals).toEqual([decision])
  })

  test.concurrent('is not asked for a plan that is only checked', async () => {
    const simulator = await startBoth({ approvals: [decision] })
    const step = await runWithToken(simulator, { inputs: { mode: 'validate' } })
    expect(step.evidence.run.approvalsNote).toBe('GitHub was not asked')
    expect(simulator.calls).toEqual([])
  })
})
