import { describe, expect, it } from '@jest/globals'
import { evolve, fold } from '../../src/drill/evolve.js'
import type { EventBody } from '../../src/drill/events.js'
import type { FailureClass } from '../../src/drill/failure.js'
import { heartbeat } from '../../src/report/narration/heartbeat.js'
import { reportOf } from '../../src/report/html/report.js'
import { junitOf } from '../../src/report/junit.js'
import { closingLines } from '../../src/report/narration/closing.js'
import { narrate } from '../../src/report/narration/narration.js'
import { recordOf } from '../../src/report/record/record.js'
import { nextStepOfAction } from '../../src/report/summary/action-next-step.js'
import { summaryOf } from '../../src/report/summary/summary.js'
import { action, cancelledActions, failedAction, runs } from './action-story.js'
import { minute, plan, serverId, Story, wave } from './builders.js'
import { expectGolden } from './golden.js'

const provenance = {
  version: '0.1.0',
  evidence: 'e'.repeat(64),
  journal: { sha256: 'a'.repeat(64), events: 42, head: 'b'.repeat(64), tellsAll: true }
}

const about = { wave: 'app', action: 'smoke' } as const

const story = (): Story =>
  new Story()
    .accept(plan([wave('app', [serverId(1)], { actions: [action('pre', 'smoke', 'MyOrg-Smoke')] })]))
    .identify()
    .describe({ [serverId(1)]: 'app-01' })
    .startWave(1, 'app')

const asked = (): Story =>
  story().add(1, { type: 'action-requested', ...about, tries: 1, token: 'token-1', parameters: {} })

const running = (status = 'InProgress', step?: string): Story =>
  runs(story(), 1, ['app', 'smoke'], 1, {
    status,
    outputs: {},
    ...(step === undefined ? {} : { awaitsApprovalAt: step })
  })

const said = (before: Story, event: EventBody): readonly string[] => {
  const state = fold(before.tell())
  const happened = { ...event, at: minute(10) }
  return narrate(state, happened, evolve(state, happened)).map((line) => line.slice(10))
}

const failure = (kind: FailureClass) => ({
  class: kind,
  operation: 'ssm:StartAutomationExecution',
  message: 'it failed'
})
const seen = (status: string, step?: string): EventBody => ({
  type: 'action-observed',
  ...about,
  sighting: { status, outputs: {}, ...(step === undefined ? {} : { awaitsApprovalAt: step }) }
})

describe('what is said of an action', () => {
  it.each<[string, Story, EventBody, readonly string[]]>([
    [
      'the request',
      story(),
      { type: 'action-requested', ...about, tries: 1, token: 't', parameters: {} },
      ['app  pre-action "smoke" : asking SSM to run MyOrg-Smoke']
    ],
    ['the same again', asked(), { type: 'action-requested', ...about, tries: 1, token: 'token-1', parameters: {} }, []],
    [
      'a further try',
      running('Failed'),
      { type: 'action-requested', ...about, tries: 2, token: 't', parameters: {} },
      ['app  pre-action "smoke" : asking SSM to run MyOrg-Smoke, anew: its run of an earlier attempt ended Failed']
    ],
    [
      'its run',
      asked(),
      { type: 'action-started', ...about, automationExecutionId: 'run-1' },
      ['app  pre-action "smoke" runs as run-1']
    ],
    [
      'a refusal that passes',
      asked(),
      { type: 'action-refused', ...about, failure: failure('throttled') },
      ['app  pre-action "smoke" was refused (it failed): asking again']
    ],
    [
      'one that does not',
      asked(),
      { type: 'action-refused', ...about, failure: failure('denied') },
      ['app  pre-action "smoke" was refused (it failed)']
    ],
    [
      'a second refusal in a row',
      asked().add(2, { type: 'action-refused', ...about, failure: failure('throttled') }),
      { type: 'action-refused', ...about, failure: failure('throttled') },
      []
    ],
    [
      'a lost answer',
      asked(),
      { type: 'action-answer-lost', ...about, failure: failure('unavailable') },
      ['app  pre-action "smoke" : no answer from SSM (it failed), asking again with the same token']
    ],
    [
      'a second one in a row',
      asked().add(2, { type: 'action-answer-lost', ...about, failure: failure('unavailable') }),
      { type: 'action-answer-lost', ...about, failure: failure('unavailable') },
      []
    ],
    ['another status', running(), seen('Strange'), ['app  pre-action "smoke" is Strange']],
    ['the same status', running(), { type: 'action-observed', ...about }, []],
    ['the same status, seen anew', running(), seen('InProgress'), []],
    [
      'a person who is awaited',
      running(),
      seen('Waiting', 'ask'),
      [
        'app  pre-action "smoke" WAITS FOR A PERSON: somebody has to approve step "ask" of 4105a4fc-f944-11e6-9d32-8fb2db27a901 in Systems Manager by 14:11:00 UTC'
      ]
    ],
    ['and still is', running('Waiting', 'ask'), seen('PendingApproval', 'ask'), []],
    [
      'their approval',
      running('Waiting', 'ask'),
      seen('InProgress'),
      ['app  pre-action "smoke" was approved, and is InProgress']
    ],
    ['an end that is judged next', running(), seen('Success'), []],
    [
      'an end after it was given up',
      running().add(5, { type: 'action-settled', ...about, status: 'timed-out', reason: 'late' }),
      seen('Cancelled'),
      ['app  pre-action "smoke" has ended in SSM: Cancelled']
    ],
    [
      'that it is stopped',
      running(),
      { type: 'action-stop-requested', ...about },
      ['app  pre-action "smoke" is told to stop in SSM (StopAutomationExecution, 4105a4fc-f944-11e6-9d32-8fb2db27a901)']
    ],
    [
      'that it was stopped again',
      running().add(5, { type: 'action-stop-requested', ...about }),
      { type: 'action-stop-requested', ...about },
      []
    ],
    [
      'that this was heard',
      running(),
      { type: 'action-stop-answered', ...about },
      ['app  pre-action "smoke" : SSM has heard it; its end is awaited until 00:10:30']
    ],
    [
      'that this was heard after a cancel, where nobody waits for its end',
      running().add(5, { type: 'cancel-requested', signal: 'SIGINT' }),
      { type: 'action-stop-answered', ...about },
      []
    ],
    [
      'that it does not end, at the verdict',
      running().add(5, { type: 'action-stop-requested', ...about }),
      { type: 'verdict-reached', status: 'timed-out', reason: 'late' },
      [
        'app  pre-action "smoke" was NOT seen to end after it was told to stop (InProgress): 4105a4fc-f944-11e6-9d32-8fb2db27a901 may still run in SSM',
        '     drill TIMED OUT: late'
      ]
    ],
    [
      'that it could not be',
      running(),
      { type: 'action-stop-answered', ...about, failure: failure('denied') },
      ['app  pre-action "smoke" could not be told to stop (it failed)']
    ],
    [
      'success',
      running(),
      { type: 'action-settled', ...about, status: 'succeeded', reason: 'Success' },
      ['app  pre-action "smoke" SUCCEEDED, after 9m']
    ],
    [
      'failure',
      running(),
      { type: 'action-settled', ...about, status: 'failed', reason: 'SSM says Failed' },
      ['app  pre-action "smoke" FAILED: SSM says Failed, after 9m']
    ],
    [
      'that it never began',
      story(),
      { type: 'action-settled', ...about, status: 'not-started', reason: 'no server' },
      ['app  pre-action "smoke" NOT STARTED: no server']
    ],
    ['nothing of one that is not in the plan', story(), { type: 'action-observed', wave: 'app', action: 'other' }, []]
  ])('%s', (_what, before, event, lines) => {
    expect(said(before, event)).toEqual(lines.map((line) => line.replace('" :', '":')))
  })

  it('a cancel names those that run', () => {
    const [line] = said(running(), { type: 'cancel-requested', signal: 'SIGINT' })
    expect(line).toContain('running in SSM, and told to stop: pre-action "smoke" (4105a4fc-')
    expect(said(asked(), { type: 'cancel-requested', signal: 'SIGINT' })[0]).toContain(
      'pre-action "smoke" (no answer yet)'
    )
  })
})

describe('the heartbeat', () => {
  it.each([
    [story(), 'pre-action "smoke" asked for, 0s of 10m'],
    [running(), 'pre-action "smoke" InProgress, 3m of 10m'],
    [running('Waiting', 'ask'), 'pre-action "smoke" waits for a person to approve step "ask", 3m of 10m']
  ])('names the action that is awaited', (before, text) => {
    expect(heartbeat(fold(before.tell()), minute(4))).toContain(`(${text})`)
  })
})

describe('the reports', () => {
  it('tell a failed action, and what the others put out', () => {
    const record = recordOf(failedAction().state())
    expectGolden('failed-action.junit.xml', junitOf(record))
    const html = reportOf(record, provenance)
    expect(html).toContain('Actions of wave databases')
    expect(html).toContain('<code>check.Rows</code>: 128, 64')
    expect(record.deviations.map(({ kind, message }) => [kind, message])).toContainEqual([
      'action-failed',
      'post-action "smoke test" (MyOrg-SmokeTest) failed: SSM says Failed: step check: the page answered 503'
    ])
    expect(closingLines(failedAction().state()).join('\n')).toMatch(/post-action "smoke test" +app +FAILED +SSM says/)
  })

  it('tell those that are not known to have ended', () => {
    const state = cancelledActions().state()
    const record = recordOf(state)
    expect(record.stillRunning.actions).toMatchObject([
      { name: 'lower TTL', automationExecutionId: null, status: null, stopRequestedAt: null },
      { name: 'smoke test', stopRequestedAt: minute(15) }
    ])
    expect(record.deviations.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['action-left-running', 'action-left-running'])
    )
    expect(reportOf(record, provenance)).toContain('Actions that are not known to have ended')
    const lines = closingLines(state).join('\n')
    expect(lines).toContain(
      'action "lower TTL" of wave databases was not seen to have ended (not seen): SSM never answered'
    )
  })

  it('say of a failed action what to do next, and lead to its run', () => {
    const record = recordOf(failedAction().state())
    const run = '4105a4fc-f944-11e6-9d32-8fb2db27a903'
    const page = `https://us-west-2.console.aws.amazon.com/systems-manager/automation/execution/${run}?region=us-west-2`
    const summary = summaryOf(record)
    expect(summary).toContain(
      '### What did not succeed: 1 action\n\n' +
        '- **smoke test** (wave app, after the launch, `MyOrg-SmokeTest`): **failed**: SSM says Failed: step check: ' +
        'the page answered 503.\n  *Next:* Open its run in the Systems Manager console, put right the step that failed, ' +
        `and run the drill again. [Open the run](${page}) \`${run}\``
    )
    const html = reportOf(record, provenance)
    expect(html).toContain('<b>Next:</b> Open its run in the Systems Manager console')
    expect(html).toContain(`<a href="${page}" rel="noopener noreferrer"><code>${run}</code></a>`)
    // Without a console that is known there is the ID, for the command line.
    const nowhere = { ...record, identity: { account: '1', arn: 'arn', region: 'moon-1', partition: 'aws-moon' } }
    expect(summaryOf(nowhere)).toContain(`run the drill again. Its run: \`${run}\``)
    const silent = record.waves.map((one) => ({ ...one, actions: one.actions.map((x) => ({ ...x, reason: null })) }))
    expect(summaryOf({ ...record, waves: silent })).toContain(': **failed**.\n  *Next:*')
  })

  it('lead to the runs that are not known to have ended', () => {
    const record = recordOf(cancelledActions().state())
    const link = 'systems-manager/automation/execution/4105a4fc-f944-11e6-9d32-8fb2db27a903?region=us-west-2'
    expect(summaryOf(record)).toMatch(new RegExp(`Action smoke test .*\\(https://[^)]*${link.replace('?', '\\?')}\\)`))
    expect(reportOf(record, provenance).split(link)).toHaveLength(3)
    const nowhere = { ...record, identity: null }
    expect(summaryOf(nowhere)).toContain('`MyOrg-SmokeTest`): `4105a4fc-f944-11e6-9d32-8fb2db27a903`')
  })

  it('tell the failed action before the servers that were not launched because of it', () => {
    let failing = runs(story(), 1, ['app', 'smoke'], 1, { status: 'Failed', outputs: {} })
    const reason = 'SSM says Failed'
    failing = failing
      .add(2, { type: 'action-settled', ...about, status: 'failed', reason })
      .settle(2, [serverId(1)], 'not-started', 'pre-action "smoke" of its wave has not succeeded')
      .settleWave(2, 'app', 'failed', `pre-action "smoke" failed: ${reason}`)
      .finish(2, 'failed', '1 of 1 server is not up')
    const summary = summaryOf(recordOf(failing.state()))
    expect(summary.indexOf('### What did not succeed')).toBeLessThan(summary.indexOf('### What is not up'))
    expect(summary).toContain('(wave app, before the launch, `MyOrg-Smoke`): **failed**')
  })

  it('cut a long list of actions, and say so', () => {
    const record = recordOf(failedAction().state())
    const waves = record.waves.map((one) => ({
      ...one,
      actions: Array.from({ length: 120 }, () => one.actions[0]).flatMap((x) => x ?? [])
    }))
    const summary = summaryOf({ ...record, waves })
    expect(summary).toContain('… and 40 more')
  })
})

describe('the next step about an action', () => {
  it.each([
    ['failed', 'SSM says Failed: step x: AccessDenied', 'Give the role that the document runs as the permission'],
    ['failed', 'SSM says TimedOut', 'Open its run in the Systems Manager console, put right the step that failed'],
    ['failed', null, 'Open its run in the Systems Manager console'],
    [
      'failed',
      'it could not be started: AccessDenied: ssm:StartAutomationExecution',
      'Give the role that runs the drill'
    ],
    ['failed', 'it could not be started: no such parameter', 'Correct its document, version or parameters in the plan'],
    [
      'failed',
      'nobody can say what it does: denied; it was told to stop (StopAutomationExecution)',
      'See in the Systems Manager console how it ended'
    ],
    [
      'failed',
      'it is to be given the instances of the wave, and that of x is not known',
      'which instance that server has'
    ],
    [
      'timed-out',
      'its timeout of 10m ran out while it was InProgress; it was told to stop (StopAutomationExecution)',
      'raise the timeout of the action.'
    ],
    [
      'timed-out',
      "the wave's budget of 1h ran out while it was not seen yet; it was told to stop (StopAutomationExecution)",
      'timeout of the wave.'
    ],
    [
      'timed-out',
      "the drill's budget of 1h ran out while it was not seen yet; it was told to stop (StopAutomationExecution)",
      'timeout of the drill.'
    ],
    [
      'timed-out',
      'its timeout of 10m ran out before it could be started; SSM last answered: slow',
      'It was not begun.'
    ],
    [
      'timed-out',
      'its timeout of 10m ran out while it was Waiting, waiting for a person to approve step "ask"; it was told to stop (StopAutomationExecution)',
      'Nobody approved it in time'
    ],
    [
      'timed-out',
      'its timeout of 10m ran out before it was known whether it runs: look for it in the Systems Manager console',
      'It may run: look for it'
    ],
    ['failed', 'SSM says Failed: Step approve was rejected.', 'Somebody rejected it in Systems Manager: ask why.'],
    ['cancelled', 'somebody cancelled it in SSM', 'Find out in CloudTrail who cancelled it'],
    [
      'cancelled',
      'the run was cancelled (SIGINT) while it was Waiting',
      'see in the Systems Manager console that it has'
    ],
    ['in-progress', 'no end of it was seen', 'It may still run'],
    ['not-started', "the wave's budget of 1h ran out before it could be started", 'If the wave needs that long'],
    ['not-started', 'not every server of the wave is up', ''],
    ['succeeded', 'Success', ''],
    ['succeeded-earlier', '', '']
  ] as const)('%s: %s', (status, reason, step) => {
    const next = nextStepOfAction({ status, reason })
    expect(next).toContain(step)
    expect(next === '').toBe(step === '')
    expect(next).toMatch(/^$|\.$/)
  })
})
