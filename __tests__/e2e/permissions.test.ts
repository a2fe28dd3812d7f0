import { beforeAll, describe, expect, test } from '@jest/globals'
import { actionsDoneForCaller } from '../../simulator/authorization.js'
import type { Call, ScenarioInput } from '../../simulator/index.js'
import { actionsOf, callerPermissions, type Mode } from '../iam/policies.js'
import { annotationsIn } from './log-reader.js'
import { oneWave } from './plans.js'
import { runRoleDrill, tracesOf, type RoleDrill } from './roles.js'

const callers = callerPermissions().map(({ action }) => action)

/** The actions that a call needs of its caller; GetCallerIdentity and a web identity need none. */
function actionsIn(calls: readonly Call[]): readonly string[] {
  const needed = calls
    .filter(({ service, operation }) => !['oidc', 'sts'].includes(service) || operation === 'AssumeRole')
    .flatMap(({ service, operation, input }) => [
      `${service}:${operation}`,
      ...(operation === 'StartRecovery' && input['tags'] !== undefined ? ['drs:TagResource'] : [])
    ])
  return [...new Set(needed)].toSorted()
}

const action = { document: 'MyOrg-Check', timeout: '30s' }

/** A plan that makes all the calls that a drill ever makes, but for stopping an action. */
const wholePlan = oneWave(
  { verify: { instance: 'status-ok' }, 'pre-actions': [{ name: 'check', ...action }] },
  { objectives: { rpo: '15m' } }
)

/** One whose action has to be stopped. */
const stoppingPlan = oneWave({ 'pre-actions': [{ name: 'check', ...action, timeout: '1s' }] })
const endless: ScenarioInput = { documents: { 'MyOrg-Check': { duration: '100h' } } }

function runAllowed(
  allow: readonly string[],
  inputs: Readonly<Record<string, string>>,
  scenario: ScenarioInput = {},
  plan = wholePlan
): Promise<RoleDrill> {
  return runRoleDrill({
    scenario: { permissions: { allow: [...allow] }, documents: { 'MyOrg-Check': {} }, ...scenario },
    plan,
    inputs,
    cleanedUp: inputs['cleanup'] === 'always'
  })
}

/** What each mode is run with, so that it makes all the calls that it ever makes. */
const inputsOf = {
  drill: { mode: 'drill', cleanup: 'always' },
  recovery: { mode: 'recovery', 'confirm-recovery': 'payments', cleanup: 'always' }
} as const

let drill: RoleDrill
let recovery: RoleDrill
let readings: RoleDrill
let stopped: RoleDrill
beforeAll(async () => {
  ;[drill, recovery, readings, stopped] = await Promise.all([
    runAllowed(actionsOf('drill'), inputsOf.drill),
    runAllowed(actionsOf('recovery'), inputsOf.recovery),
    runAllowed(actionsOf('preflight'), inputsOf.drill),
    runAllowed(actionsOf('recovery'), { mode: 'drill' }, endless, stoppingPlan)
  ])
})

function expectNeedsAll(mode: Mode, called: readonly string[]): void {
  const allowed = actionsOf(mode)
  expect(called.filter((action) => !allowed.includes(action))).toEqual([])
  // Of what it allows, everything is called, or DRS needs it of its caller.
  expect(allowed.filter((action) => !called.includes(action) && !callers.includes(action))).toEqual([])
}

describe('with the permissions of its policy', () => {
  test('a drill passes, cleans up, and needs every one of them', () => {
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.world.instances.map(({ state }) => state)).toEqual(['terminated', 'terminated'])
    expect(drill.calls.filter(({ outcome }) => /Denied|Unauthorized/.test(outcome))).toEqual([])
    expect(annotationsIn(drill.log)).toEqual([])
    expectNeedsAll('drill', actionsIn([...drill.calls, ...stopped.calls]))
  })

  test('a recovery passes, never terminates, and needs every one of them', () => {
    expect(recovery.outputs['status']).toBe('passed')
    expect(recovery.world.instances.map(({ state }) => state)).toEqual(['running', 'running'])
    expect(recovery.calls.filter(({ outcome }) => /Denied|Unauthorized/.test(outcome))).toEqual([])
    expectNeedsAll('recovery', actionsIn([...recovery.calls, ...stopped.calls]))
  })

  test('of preflight everything that a drill asks before its start is answered, and nothing can be started', () => {
    const called = actionsIn(readings.calls.filter(({ outcome }) => outcome === 'ok' || outcome.includes('NotFound')))
    expect(called).toEqual(actionsOf('preflight'))
    expect(readings.world.jobs).toEqual([])
    expect(readings.outputs).toMatchObject({ status: 'blocked', 'job-ids': '[]' })
    expect(readings.world.automations).toEqual([])
    expectNamed(readings, 'drs:StartRecovery')
  })

  test('a preflight passes, starts nothing, and needs every one of them', async () => {
    const asked = await runAllowed(actionsOf('preflight'), { mode: 'preflight', cleanup: 'always' })
    expect(asked.outputs).toMatchObject({ status: 'passed', 'job-ids': '[]' })
    expect(asked.calls.filter(({ outcome }) => /Denied|Unauthorized/.test(outcome))).toEqual([])
    expect(asked.world.jobs).toEqual([])
    expectNeedsAll('preflight', actionsIn(asked.calls))
  })

  test('that are none a plan is validated: AWS is not called', async () => {
    const validation = await runAllowed([], { mode: 'validate' })
    expect(validation.outputs['status']).toBe('passed')
    expect(validation.calls).toEqual([])
  })
})

describe('with one permission missing', () => {
  // Without it the others only show later.
  const foretelling = 'iam:SimulatePrincipalPolicy'
  const reads = actionsOf('preflight').filter((action) => action !== foretelling)
  const own = [
    'drs:StartRecovery',
    'drs:TagResource',
    'ssm:GetAutomationExecution',
    'ssm:StartAutomationExecution',
    ...reads
  ]

  test('each of those that the action itself needs is tried', () => {
    expect([...own, foretelling, 'drs:TerminateRecoveryInstances'].toSorted()).toEqual(actionsIn(drill.calls))
    expect([...own, foretelling].toSorted()).toEqual(actionsIn(recovery.calls))
  })

  test.concurrent.each([
    ...own.filter((action) => action !== 'ssm:StartAutomationExecution').map((action) => [action, 'drill'] as const),
    ['drs:StartRecovery', 'recovery'] as const
  ])('%s: a %s is blocked with nothing started, and says what to add', async (action, mode) => {
    const allow = actionsOf(mode).filter((allowed) => allowed !== action)
    const ended = await runAllowed(allow, inputsOf[mode])
    expect(ended.outputs).toMatchObject({ status: 'blocked', 'job-ids': '[]', 'instance-ids': '[]' })
    expect(ended.log).toMatch(new RegExp(`add ${action} to the role's policy \\(docs/iam/`, 'i'))
    expectNamed(ended, action)
    expect(ended.world.jobs).toEqual([])
  })

  test.concurrent.each(['drs:StartRecovery', 'drs:TagResource'])(
    '%s, where IAM may not be asked: the drill fails with nothing started',
    async (action) => {
      const allow = actionsOf('drill').filter((allowed) => allowed !== action && allowed !== foretelling)
      const ended = await runAllowed(allow, inputsOf.drill)
      expect(ended.outputs).toMatchObject({ status: 'failed', 'job-ids': '[]', 'instance-ids': '[]' })
      expect(ended.log).toContain(`add ${action} to the role's policy (docs/iam/`)
      expectNamed(ended, action)
    }
  )

  test.concurrent(
    'drs:TerminateRecoveryInstances, with a cleanup: the drill is blocked, and told what to do',
    async () => {
      const action = 'drs:TerminateRecoveryInstances'
      const allow = actionsOf('drill').filter((allowed) => allowed !== action)
      const ended = await runAllowed(allow, inputsOf.drill)
      expect(ended.outputs['status']).toBe('blocked')
      expect(ended.world.jobs).toEqual([])
      expect(ended.log).toContain('or take "cleanup" out of the plan')
      expectNamed(ended, action)
      const without = await runAllowed(allow, { mode: 'drill' })
      expect(without.outputs['status']).toBe('passed')
    }
  )

  test('drs:TerminateRecoveryInstances, where IAM may not be asked: a drill that passed says what is left', async () => {
    const action = 'drs:TerminateRecoveryInstances'
    const ended = await runAllowed(
      actionsOf('drill').filter((allowed) => allowed !== action && allowed !== foretelling),
      inputsOf.drill
    )
    // A cleanup that falls short does not turn a passed drill into a failed one.
    expect(ended.outputs['status']).toBe('passed')
    expectNamed(ended, action)
    expect(annotationsIn(ended.log).map(({ level }) => level)).toContain('warning')
    expect(ended.evidence.deviations).not.toEqual([])
    expectSaid(ended)
    expect(findingsIn(ended)).toMatchObject([
      { class: 'note', message: expect.stringContaining(`add ${foretelling} to the role's policy`) }
    ])
  })

  test.concurrent('that only the call itself can show: the drill is warned, and goes on', async () => {
    const conditions = { 'drs:StartRecovery': ['aws:ResourceTag/App'] }
    const allow = [...actionsOf('drill')]
    const ended = await runAllowed(allow, { mode: 'drill' }, { permissions: { allow, conditions } })
    expect(ended.outputs['status']).toBe('passed')
    expect(findingsIn(ended)).toMatchObject([
      { class: 'warning', message: expect.stringContaining('what only the call itself has (aws:ResourceTag/App)') }
    ])
  })

  test.concurrent('that a role for preflights does not have: it is noted, once', async () => {
    const asked = await runAllowed(actionsOf('preflight'), { mode: 'preflight', cleanup: 'always' })
    expect(asked.outputs['status']).toBe('passed')
    expect(findingsIn(asked)).toMatchObject([
      { class: 'note', message: expect.stringContaining('a drill or recovery needs a role that may') }
    ])
  })

  test.concurrent(
    'ssm:StartAutomationExecution: it is warned of, and the drill fails with nothing started',
    async () => {
      const action = 'ssm:StartAutomationExecution'
      const ended = await runAllowed(
        actionsOf('drill').filter((allowed) => allowed !== action),
        { mode: 'drill' }
      )
      expect(ended.outputs).toMatchObject({ status: 'failed', 'job-ids': '[]', 'instance-ids': '[]' })
      expect(ended.world.automations).toEqual([])
      expectNamed(ended, action)
      expect(findingsIn(ended)).toMatchObject([
        { class: 'warning', message: expect.stringContaining(`denies ${action} on MyOrg-Check`) }
      ])
    }
  )

  test('ssm:StopAutomationExecution: a drill is blocked, and where IAM may not be asked, an action that cannot be stopped is told as one that runs on', async () => {
    const name = 'ssm:StopAutomationExecution'
    const blocked = await runAllowed(
      actionsOf('drill').filter((allowed) => allowed !== name),
      { mode: 'drill' },
      endless,
      stoppingPlan
    )
    expect(blocked.outputs['status']).toBe('blocked')
    expect(blocked.world.automations).toEqual([])
    expectNamed(blocked, name)
    const allow = actionsOf('drill').filter((allowed) => allowed !== name && allowed !== foretelling)
    const ended = await runAllowed(allow, { mode: 'drill' }, endless, stoppingPlan)
    expect(ended.outputs['status']).toBe('timed-out')
    expect(ended.log).toContain(`add ${name} to the role's policy (docs/iam/`)
    expect(ended.evidence.stillRunning.actions).toHaveLength(1)
    expect(ended.summary).toContain('aws ssm stop-automation-execution')
    expect(stopped.world.automations.map(({ status }) => status)).toEqual(['Cancelled'])
    expect(stopped.evidence.stillRunning.actions).toEqual([])
  })

  // Those of DRS's needs that the simulator knows of; DRS tells of them in the job's log alone.
  test.concurrent.each(actionsDoneForCaller)('%s, which DRS needs: the drill fails, and says so', async (action) => {
    expect(callers).toContain(action)
    const allow = actionsOf('drill').filter((allowed) => allowed !== action)
    const ended = await runAllowed(allow, { mode: 'drill' })
    expect(ended.outputs['status']).toBe('failed')
    expectNamed(ended, action)
    expectSaid(ended)
    // IAM has foretold it; but what DRS will name nobody knows beforehand.
    expect(findingsIn(ended)).toMatchObject([{ class: 'warning', message: expect.stringContaining(action) }])
  })
})

function findingsIn({ evidence }: RoleDrill) {
  return evidence.preflight.find(({ check }) => check === 'permissions')?.findings
}

/** Log, summary and evidence name the action. */
function expectNamed(ended: RoleDrill, action: string): void {
  const traces = tracesOf(ended, ended.folder)
  for (const name of ['log', 'summary', `${ended.folder}/evidence.json`]) {
    expect({ name, isNamed: traces.get(name)?.includes(action) }).toEqual({ name, isNamed: true })
  }
}

/** Every job and every instance that there is in AWS is in the outputs and the evidence. */
function expectSaid(ended: RoleDrill): void {
  const { world, outputs, summary } = ended
  expect(world.jobs.length).toBeGreaterThan(0)
  expect(JSON.parse(outputs['job-ids'] ?? '')).toEqual(world.jobs.map(({ jobId }) => jobId))
  const evidence = tracesOf(ended, ended.folder).get(`${ended.folder}/evidence.json`) ?? ''
  for (const { instanceId, state } of world.instances) {
    if (state === 'terminated') continue
    expect(evidence).toContain(instanceId)
    expect(summary).toContain(instanceId)
  }
}
