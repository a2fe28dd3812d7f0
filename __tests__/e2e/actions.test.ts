import { describe, expect, test } from '@jest/globals'
import type { ScenarioInput } from '../../simulator/index.js'
import { runDrill, runDrillOn, startAws, until, type Drill } from './drills.js'
import { annotationsIn, errorsIn } from './log-reader.js'
import { oneWave, servers } from './plans.js'
import { workspaceWith } from './runner.js'
import { runStep, untilWritten } from './steps.js'

type Documents = NonNullable<ScenarioInput['documents']>

const check = { name: 'check', document: 'MyOrg-Check', timeout: '30s' }
const smoke = { name: 'smoke test', document: 'MyOrg-Smoke', timeout: '30s' }

/** A plan of the databases with these actions, and no more than they need. */
const planWith = (wave: Readonly<Record<string, unknown>>): string => oneWave(wave)

function actionsIn({ evidence }: Drill): readonly string[] {
  return evidence.waves.flatMap(({ actions }) => actions.map(({ name, status }) => `${name}: ${status}`))
}

function callsTo({ calls }: Pick<Drill, 'calls'>, operation: string): number {
  return calls.filter((call) => call.operation === operation).length
}

describe('actions of a wave', () => {
  test.concurrent('run before the launch and after it, with their outputs in the evidence', async () => {
    const documents: Documents = {
      'MyOrg-Check': {},
      'MyOrg-Smoke': {
        requiredParameters: ['Ids', 'Run'],
        outputs: { 'probe.Answers': ['200 OK', '::error::no command'] }
      }
    }
    const parameters = { Ids: '$(drill.instanceIds)', Run: ['of $(drill.executionId)'] }
    const drill = await runDrill({
      scenario: { documents },
      plan: planWith({ 'pre-actions': [check], 'post-actions': [{ ...smoke, parameters }] })
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(actionsIn(drill)).toEqual(['check: succeeded', 'smoke test: succeeded'])
    const [before, after] = drill.world.automations
    expect(after?.parameters).toEqual({
      Ids: JSON.parse(drill.outputs['instance-ids'] ?? '') as unknown,
      Run: [`of ${drill.outputs['execution-id'] ?? ''}`]
    })
    expect(drill.evidence.waves[0]?.actions[1]).toMatchObject({
      phase: 'post',
      document: 'MyOrg-Smoke',
      automationExecutionId: after?.automationExecutionId,
      automationStatus: 'Success',
      outputs: { 'probe.Answers': ['200 OK', '::error::no command'] }
    })
    const order = drill.calls.map(({ operation }) => operation)
    expect(order.indexOf('StartRecovery')).toBeGreaterThan(order.indexOf('GetAutomationExecution'))
    expect(drill.log).toContain(`pre-action "check" runs as ${before?.automationExecutionId ?? '?'}`)
    expect(drill.summary).toContain('### Actions: 2 of 2 succeeded')
    expect(drill.evidence.stillRunning.actions).toEqual([])
  })

  test.concurrent('that fail before the launch leave nothing launched', async () => {
    const drill = await runDrill({
      scenario: {
        documents: { 'MyOrg-Check': { status: 'Failed', failureMessage: 'DNS is frozen' }, 'MyOrg-Smoke': {} }
      },
      plan: planWith({ 'pre-actions': [check], 'post-actions': [smoke] })
    })
    expect(drill.outputs).toMatchObject({ status: 'failed', 'job-ids': '[]', 'instance-ids': '[]' })
    expect(drill.starts).toEqual([])
    expect(actionsIn(drill)).toEqual(['check: failed', 'smoke test: not-started'])
    expect(drill.servers.map(({ status, reason }) => [status, reason.includes('DNS is frozen')])).toEqual([
      ['not-started', true],
      ['not-started', true]
    ])
    expect(errorsIn(drill.log).join()).toContain('DNS is frozen')
    expect(drill.evidence.deviations.map(({ kind }) => kind)).toContain('action-failed')
  })

  test.concurrent('that fail after it fail the drill, and the instances that are up are told', async () => {
    const drill = await runDrill({
      scenario: { documents: { 'MyOrg-Smoke': { status: 'Failed', failureMessage: 'HTTP 503' } } },
      plan: planWith({ 'post-actions': [smoke] })
    })
    expect(drill.outputs).toMatchObject({ status: 'failed', launched: '2', 'not-launched': '0' })
    expect(drill.evidence.reason).toContain('post-action "smoke test" failed: SSM says Failed')
    expect(drill.evidence.waves[0]?.status).toBe('failed')
    for (const { instanceId } of drill.world.instances) expect(drill.summary).toContain(instanceId)
  })

  test.concurrent('whose timeout ends are stopped', async () => {
    const drill = await runDrill({
      scenario: { documents: { 'MyOrg-Smoke': { duration: '100h' } } },
      plan: planWith({ 'post-actions': [{ ...smoke, timeout: '2s' }] })
    })
    expect(drill.outputs['status']).toBe('timed-out')
    expect(actionsIn(drill)).toEqual(['smoke test: timed-out'])
    expect(drill.world.automations.map(({ status }) => status)).toEqual(['Cancelled'])
    expect(drill.evidence.stillRunning.actions).toEqual([])
  })

  test.concurrent('whose start is not answered run once', async () => {
    const drill = await runDrill({
      scenario: {
        documents: { 'MyOrg-Check': {} },
        faults: [{ kind: 'cut-after', service: 'ssm', operation: 'StartAutomationExecution', nth: [1, 2] }]
      },
      plan: planWith({ 'pre-actions': [check] })
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(callsTo(drill, 'StartAutomationExecution')).toBe(3)
    expect(drill.world.automations).toHaveLength(1)
  })

  test.concurrent('that wait for a person say so', async () => {
    const approval = { after: '20m', decision: 'approve' as const }
    const drill = await runDrill({
      scenario: { documents: { 'MyOrg-Check': { approval, duration: '20m' } } },
      plan: planWith({ 'pre-actions': [check] })
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.log.split('WAITS FOR A PERSON: somebody has to approve step "approve"')).toHaveLength(2)
    expect(drill.log).toContain('pre-action "check" was approved, and is InProgress')
  })

  test.concurrent('that a person rejects fail the wave', async () => {
    const approval = { after: '1m', decision: 'reject' as const }
    const drill = await runDrill({
      scenario: { documents: { 'MyOrg-Check': { approval, duration: '20m' } } },
      plan: planWith({ 'pre-actions': [check] })
    })
    expect(drill.outputs['status']).toBe('failed')
    expect(drill.evidence.reason).toContain('Step approve was rejected')
    const run = drill.world.automations[0]?.automationExecutionId ?? 'none'
    expect(drill.summary).toContain(`/systems-manager/automation/execution/${run}?region=`)
    expect(drill.summary).toContain('*Next:* Somebody rejected it in Systems Manager: ask why.')
    expect(drill.starts).toEqual([])
  })

  test.concurrent('that a role may not start fail with the permissions that are missing', async () => {
    const drill = await runDrill({
      scenario: {
        documents: { 'MyOrg-Check': { assumesRole: true } },
        permissions: { deny: ['iam:PassRole'] }
      },
      plan: planWith({ 'pre-actions': [check] })
    })
    expect(drill.outputs['status']).toBe('failed')
    expect(drill.evidence.reason).toContain('iam:PassRole where the document assumes a role')
    expect(drill.world.automations).toEqual([])
  })
})

describe('a drill that is cancelled while an action runs', () => {
  const scenario = { documents: { 'MyOrg-Check': { duration: '100h' } } }
  const plan = planWith({ 'pre-actions': [check] })

  test.concurrent('stops it, and the post step tells that it has ended', async () => {
    const simulator = await startAws(scenario)
    const workspace = workspaceWith({ 'plan.yml': plan })
    const step = await runStep(simulator, {
      workspace,
      started: (_simulator, main) => {
        void untilWritten(workspace, 'action-observed').then(() => main.kill('SIGINT'))
      }
    })
    expect(step.outputs['status']).toBe('cancelled')
    expect(step.starts).toEqual([])
    const [run] = simulator.world.automations
    expect(step.log).toContain(
      `running in SSM, and told to stop: pre-action "check" (${run?.automationExecutionId ?? '?'})`
    )
    expect(step.evidence.stillRunning.actions).toMatchObject([
      { name: 'check', automationExecutionId: run?.automationExecutionId }
    ])
    expect(step.summary).toContain(
      `aws ssm stop-automation-execution --region us-west-2 --automation-execution-id ${run?.automationExecutionId ?? '?'}`
    )
    const post = await step.post()
    expect(post.exitCode).toBe(0)
    expect(post.evidence.stillRunning.actions).toEqual([])
    expect(simulator.world.automations.map(({ status }) => status)).toEqual(['Cancelled'])
  })

  test.concurrent('whose process was killed is stopped by the post step', async () => {
    const simulator = await startAws(scenario)
    const workspace = workspaceWith({ 'plan.yml': plan })
    const step = await runStep(simulator, {
      workspace,
      started: (_simulator, main) => {
        void untilWritten(workspace, 'action-observed').then(() => main.kill('SIGKILL'))
      }
    })
    expect(simulator.world.automations.map(({ status }) => status)).toEqual(['InProgress'])
    const post = await step.post()
    expect(post.evidence.status).toBe('cancelled')
    expect(post.evidence.stillRunning.actions).toEqual([])
    expect(simulator.world.automations.map(({ status }) => status)).toEqual(['Cancelled'])
  })

  test.concurrent('and that does not hear is told as still running', async () => {
    const simulator = await startAws({ documents: { 'MyOrg-Smoke': { duration: '100h', ignoresStop: true } } })
    const workspace = workspaceWith({ 'plan.yml': planWith({ 'post-actions': [smoke] }) })
    const step = await runStep(simulator, {
      workspace,
      started: (_simulator, main) => {
        void until('run', () => simulator.world.automations.length > 0).then(() => main.kill('SIGINT'))
      }
    })
    expect(step.outputs['status']).toBe('cancelled')
    expect(step.evidence.stillRunning.actions).toHaveLength(1)
    expect(step.log.split('::group::Result')[1]).toContain(
      'action "smoke test" of wave databases was not seen to have ended'
    )
    expect(step.evidence.deviations.map(({ kind }) => kind)).toContain('action-left-running')
  })
})

describe('an action whose start SSM does not answer', () => {
  const stop = 'aws ssm stop-automation-execution --region us-west-2 --automation-execution-id'
  const find = (document: string): RegExp =>
    new RegExp(
      'aws ssm describe-automation-executions --region us-west-2 ' +
        `--filters Key=DocumentNamePrefix,Values=${document} Key=StartTimeAfter,Values=[-\\d]+T[:\\d]+Z`
    )

  test.concurrent(
    'is told with the command that finds it when the drill is cancelled, and once more by post',
    async () => {
      const simulator = await startAws({
        documents: { 'MyOrg-Check': { duration: '100h' } },
        faults: [{ kind: 'hang-after', service: 'ssm', operation: 'StartAutomationExecution' }]
      })
      const step = await runStep(simulator, {
        plan: planWith({ 'pre-actions': [check] }),
        started: (_simulator, main) => {
          void until('run', () => simulator.world.automations.length > 0).then(() => main.kill('SIGINT'))
        }
      })
      expect(step.outputs['status']).toBe('cancelled')
      expect(step.evidence.stillRunning.actions).toMatchObject([
        { name: 'check', automationExecutionId: null, findWith: expect.stringMatching(find('MyOrg-Check')) }
      ])
      for (const told of [step.log.split('::group::Result')[1], step.summary]) expect(told).toMatch(find('MyOrg-Check'))
      const post = await step.post()
      const warnings = annotationsIn(post.log).map(({ message }) => message)
      expect(warnings).toEqual([expect.stringMatching(find('MyOrg-Check'))])
      expect(warnings[0]).toContain(stop)
      // It is the operator's to stop: nothing is started to find out.
      expect(simulator.calls.filter(({ operation }) => operation === 'StartAutomationExecution')).toHaveLength(1)
      expect(simulator.world.automations.map(({ status }) => status)).toEqual(['InProgress'])
    }
  )

  test.concurrent('is told so when its time is over, too', async () => {
    const drill = await runDrill({
      scenario: {
        documents: { 'MyOrg-Smoke': { duration: '100h' } },
        faults: [{ kind: 'cut-after', service: 'ssm', operation: 'StartAutomationExecution' }]
      },
      plan: planWith({ 'post-actions': [{ ...smoke, timeout: '2s' }] })
    })
    expect(drill.outputs['status']).toBe('timed-out')
    expect(drill.world.automations.map(({ status }) => status)).toEqual(['InProgress'])
    expect(drill.summary).toMatch(find('MyOrg-Smoke'))
    expect(drill.evidence.deviations.find(({ kind }) => kind === 'action-left-running')?.message).toMatch(
      find('MyOrg-Smoke')
    )
  })
})

describe('a further attempt of the workflow run', () => {
  const environment = (attempt: number) => ({ GITHUB_RUN_ID: '77', GITHUB_RUN_ATTEMPT: String(attempt) })

  test.concurrent('redoes no pre-action of a wave that is launched, and runs anew what has failed', async () => {
    const simulator = await startAws({
      documents: { 'MyOrg-Check': {}, 'MyOrg-Smoke': { status: 'Failed', failureMessage: 'HTTP 503' } }
    })
    const plan = planWith({ 'pre-actions': [check], 'post-actions': [smoke] })
    const first = await runDrillOn(simulator, { plan, environment: environment(1) })
    expect(first.outputs['status']).toBe('failed')
    simulator.update({ documents: { 'MyOrg-Check': {}, 'MyOrg-Smoke': {} } })
    const second = await runDrillOn(simulator, { plan, environment: environment(2) })
    expect(second.outputs['status']).toBe('passed')
    expect(second.starts).toEqual([])
    expect(actionsIn(second)).toEqual(['check: succeeded-earlier', 'smoke test: succeeded'])
    expect(simulator.world.automations.map(({ document, status }) => `${document} ${status}`)).toEqual([
      'MyOrg-Check Success',
      'MyOrg-Smoke Failed',
      'MyOrg-Smoke Success'
    ])
    const third = await runDrillOn(simulator, { plan, environment: environment(3) })
    expect(third.outputs['status']).toBe('passed')
    expect(simulator.world.automations).toHaveLength(3)
  })
})

describe('a further attempt after a cleanup', () => {
  const environment = (attempt: number) => ({ GITHUB_RUN_ID: '78', GITHUB_RUN_ATTEMPT: String(attempt) })

  test.concurrent('tries the new servers, and takes no success of the old ones for theirs', async () => {
    const simulator = await startAws({ documents: { 'MyOrg-Check': {}, 'MyOrg-Smoke': {} } })
    const plan = planWith({ 'pre-actions': [check], 'post-actions': [smoke] })
    const inputs = { cleanup: 'always' }
    const first = await runStep(simulator, { plan, inputs, environment: environment(1) })
    expect(first).toMatchObject({ outputs: { status: 'passed' }, evidence: { cleanup: { complete: true } } })
    simulator.update({
      documents: { 'MyOrg-Check': {}, 'MyOrg-Smoke': { status: 'Failed', failureMessage: 'HTTP 503' } }
    })
    const second = await runDrillOn(simulator, { plan, environment: environment(2) })
    expect(second.outputs['status']).toBe('failed')
    expect(actionsIn(second)).toEqual(['check: succeeded', 'smoke test: failed'])
    expect(simulator.world.automations.map(({ document, status }) => `${document} ${status}`)).toEqual([
      'MyOrg-Check Success',
      'MyOrg-Smoke Success',
      'MyOrg-Check Success',
      'MyOrg-Smoke Failed'
    ])
  })
})

describe('before the start', () => {
  test.concurrent('everything that is wrong with the documents is found, on their lines', async () => {
    const drill = await runDrill({
      scenario: {
        documents: {
          'MyOrg-Shell': { documentType: 'Command' },
          'MyOrg-Smoke': { requiredParameters: ['Tier'] },
          'MyOrg-One': { requiredParameters: ['Id'], parameterType: 'String' }
        }
      },
      plan: [
        'version: 1',
        'name: payments',
        'waves:',
        `- name: databases`,
        `  servers: [${servers.db}, ${servers.replica}]`,
        '  pre-actions:',
        '  - { name: a, document: MyOrg-Nobodys }',
        '  - { name: b, document: MyOrg-Shell }',
        '  post-actions:',
        '  - { name: c, document: MyOrg-Smoke, document-version: "7" }',
        '  - { name: d, document: MyOrg-Smoke, parameters: { Teir: web } }',
        '  - { name: e, document: MyOrg-One, parameters: { Id: $(drill.instanceIds) } }',
        ''
      ].join('\n')
    })
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.world.automations).toEqual([])
    const found = annotationsIn(drill.log).map(({ message }) => message)
    expect(found.join('\n')).toContain('there is no SSM document MyOrg-Nobodys in us-west-2')
    expect(found.join('\n')).toContain('MyOrg-Shell is a document of type Command')
    expect(found.join('\n')).toContain('there is no SSM document MyOrg-Smoke in version 7')
    expect(found.join('\n')).toContain('MyOrg-Smoke needs the parameter Tier')
    expect(found.join('\n')).toContain('the parameter Id of MyOrg-One takes one value, and is given several')
    expect(drill.evidence.refusals.map(({ line }) => line)).toEqual([7, 8, 10, 11, 12])
    expect(callsTo(drill, 'DescribeDocument')).toBe(5)
  })

  test.concurrent('SSM is not asked where a plan has no actions', async () => {
    const drill = await runDrill({ inputs: { mode: 'preflight' } })
    expect(drill.calls.filter(({ service }) => service === 'ssm')).toEqual([])
  })
})
