import { describe, expect, test } from '@jest/globals'
import type { ScenarioInput, Simulator } from '../../simulator/index.js'
import { startAws, until } from './drills.js'
import { oneWave, servers, serversWith, twoWaves } from './plans.js'
import { workspaceWith } from './runner.js'
import { expectComplete, runStep, untilWritten, type PlayedStep, type StepOptions } from './steps.js'

/** A further attempt of the same workflow run, on another machine: nothing of the first one's disk is there. */
async function attempt(number: number, simulator: Simulator, options: StepOptions = {}): Promise<PlayedStep> {
  const environment = { GITHUB_RUN_ATTEMPT: String(number), ...options.environment }
  const step = await runStep(simulator, { plan: twoWaves(), ...options, environment })
  if (step.signal === null) expectComplete(step)
  return step
}

/** An attempt whose machine is lost as soon as something is in its journal; there is no post. */
async function lostAttempt(
  simulator: Simulator,
  moment: Parameters<typeof untilWritten> extends [string, ...infer Rest] ? Rest : never,
  options: StepOptions = {}
): Promise<PlayedStep> {
  const workspace = workspaceWith({ 'plan.yml': options.plan ?? twoWaves() })
  const step = await attempt(1, simulator, {
    ...options,
    workspace,
    started: (_simulator, main) => {
      void untilWritten(workspace, ...moment).then(() => main.kill('SIGKILL'))
    }
  })
  expect(step.signal).toBe('SIGKILL')
  return step
}

/** The servers of every job that launches, oldest first. */
function launches({ world }: Simulator): readonly (readonly string[])[] {
  return world.jobs
    .filter(({ type }) => type === 'LAUNCH')
    .map((job) => job.servers.map(({ sourceServerId }) => sourceServerId))
}

const databases = [servers.db, servers.replica]
const applications = [servers.app, servers.web]
const aMinute: ScenarioInput = { servers: serversWith({ web: { phases: { launch: '30m' } } }) }

describe('a re-run attempt on an empty machine', () => {
  test.concurrent('takes up a wave that is up, and launches only what comes after it', async () => {
    const simulator = await startAws()
    const first = await lostAttempt(simulator, ['wave-settled', '"databases"'])
    const jobsBefore = first.world.jobs.map(({ jobId }) => jobId)
    const step = await attempt(2, simulator)
    expect(step).toMatchObject({ exitCode: 0, outputs: { status: 'passed', launched: '4' } })
    expect(launches(simulator)).toEqual([databases, applications])
    const [wave] = step.evidence.waves
    expect(wave?.jobs).toMatchObject([{ jobId: jobsBefore[0], adopted: true }])
    expect(step.evidence.run.attempt).toBe(2)
    expect(step.evidence.executionId).toBe('acme-shop-1234567890-payments')
    expect(step.evidence.stillRunning.instances).toHaveLength(4)
  })

  test.concurrent('follows a launch that runs', async () => {
    const simulator = await startAws(aMinute)
    const first = await lostAttempt(simulator, ['job-log-read', '"LAUNCH_START"', 2])
    expect(first.world.jobs.at(-1)?.servers).toContainEqual({
      sourceServerId: servers.web,
      launchStatus: 'IN_PROGRESS'
    })
    const step = await attempt(2, simulator)
    expect(step.outputs['status']).toBe('passed')
    expect(step.starts).toEqual([])
    expect(launches(simulator)).toEqual([databases, applications])
  })

  test.concurrent('follows one whose job ID nobody was told', async () => {
    const simulator = await startAws({
      ...aMinute,
      faults: [{ kind: 'hang-after', operation: 'StartRecovery', nth: 1 }],
      jobs: { visibleAfter: '5m' }
    })
    const workspace = workspaceWith({ 'plan.yml': twoWaves() })
    const first = await attempt(1, simulator, {
      workspace,
      started: (_simulator, main) => {
        void until('StartRecovery executed', () => simulator.world.jobs.length > 0).then(() => main.kill('SIGKILL'))
      }
    })
    expect(first.journal.some(({ type }) => type === 'job-started')).toBe(false)
    const step = await attempt(2, simulator)
    expect(step.outputs['status']).toBe('passed')
    expect(launches(simulator)).toEqual([databases, applications])
  })

  test.concurrent('launches anew what failed, and nothing else', async () => {
    const simulator = await startAws({
      servers: serversWith({ replica: { outcome: ['failed', 'launched'] }, web: { outcome: ['skipped', 'launched'] } })
    })
    const first = await attempt(1, simulator)
    expect(first.outputs['status']).toBe('failed')
    expect(launches(simulator)).toEqual([databases])
    const second = await attempt(2, simulator)
    expect(second.outputs['status']).toBe('failed')
    expect(launches(simulator)).toEqual([databases, [servers.replica], applications])
    const third = await attempt(3, simulator)
    expect(third).toMatchObject({ exitCode: 0, outputs: { status: 'passed' } })
    expect(launches(simulator)).toEqual([databases, [servers.replica], applications, [servers.web]])
    expect(third.evidence.deviations.map(({ kind, sourceServerId }) => [kind, sourceServerId])).toEqual(
      expect.arrayContaining([
        ['relaunched', servers.replica],
        ['relaunched', servers.web]
      ])
    )
    expect(third.evidence.deviations).toHaveLength(2)
    // Both of the first wave's jobs are told, and each server's is the one that brought it up.
    expect(third.evidence.waves[0]?.servers.map(({ jobId }) => jobId)).toEqual([
      simulator.world.jobs[0]?.jobId,
      simulator.world.jobs[1]?.jobId
    ])
  })

  test.concurrent('a launch that fails after the attempt began is a failure of that attempt', async () => {
    const simulator = await startAws({
      servers: serversWith({ replica: { phases: { launch: '90m' }, outcome: ['failed', 'launched'] } })
    })
    await lostAttempt(simulator, ['job-log-read', '"LAUNCH_START"'], { plan: oneWave() })
    const second = await attempt(2, simulator, { plan: oneWave() })
    expect(second.outputs['status']).toBe('failed')
    expect(launches(simulator)).toEqual([databases])
    const third = await attempt(3, simulator, { plan: oneWave() })
    expect(third.outputs['status']).toBe('passed')
    expect(launches(simulator)).toEqual([databases, [servers.replica]])
  })

  test.concurrent('launches anew what was terminated meanwhile', async () => {
    const simulator = await startAws({
      servers: serversWith({ db: { outcome: [{ kind: 'terminated' }, { kind: 'launched' }] } })
    })
    await lostAttempt(simulator, ['wave-settled', '"databases"'])
    await until('the instance is gone', () =>
      simulator.world.instances.some(
        ({ sourceServerId, state }) => sourceServerId === servers.db && state === 'terminated'
      )
    )
    const step = await attempt(2, simulator)
    expect(step.outputs['status']).toBe('passed')
    expect(launches(simulator)).toEqual([databases, [servers.db], applications])
  })

  test.concurrent('does not launch again what DRS calls LAUNCHED, though its instance is nowhere', async () => {
    const simulator = await startAws({ servers: serversWith({ db: { outcome: 'launched-without-instance' } }) })
    const plan = oneWave({ timeout: '6s' })
    for (const number of [1, 2]) {
      const step = await attempt(number, simulator, { plan })
      expect(step.outputs['status']).toBe('failed')
      expect(step.servers.map(({ status }) => status)).toEqual(['unverified', 'launched'])
    }
    expect(launches(simulator)).toEqual([databases])
  })

  test.concurrent('after a drill that passed launches nothing, and passes at once', async () => {
    const simulator = await startAws()
    const first = await attempt(1, simulator)
    const second = await attempt(2, simulator)
    expect([first.outputs['status'], second.outputs['status']]).toEqual(['passed', 'passed'])
    expect(launches(simulator)).toHaveLength(2)
    expect(second.outputs['instance-ids']).toBe(first.outputs['instance-ids'])
    expect(second.outputs['job-ids']).toBe(first.outputs['job-ids'])
    expect(second.starts).toEqual([])
  })

  test.concurrent('counts RTO from the first launch of the first attempt', async () => {
    const simulator = await startAws()
    const first = await lostAttempt(simulator, ['wave-settled', '"databases"'])
    const firstStart = first.starts[0]?.at ?? Infinity
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    const second = await attempt(2, simulator)
    const elapsed = (Date.parse(second.evidence.waves[1]?.finishedAt ?? '') - firstStart) / 1000
    expect(elapsed).toBeGreaterThan(5)
    expect(Number(second.outputs['rto-seconds'])).toBeGreaterThanOrEqual(Math.floor(elapsed) - 1)
    expect(Number(second.outputs['rto-seconds'])).toBeLessThanOrEqual(Math.ceil(elapsed) + 1)
    // An objective that the first attempt alone would have met is missed.
    const third = await attempt(3, simulator, { plan: twoWaves({ objectives: { rto: '5s' } }) })
    expect(third.outputs['status']).toBe('failed')
    expect(third.evidence.objectives.rto.met).toBe(false)
  })

  test.concurrent('after a cleanup launches everything anew', async () => {
    const simulator = await startAws({ servers: serversWith({ web: { outcome: ['failed', 'launched'] } }) })
    const inputs = { cleanup: 'always' }
    const first = await attempt(1, simulator, { inputs })
    expect(first).toMatchObject({ outputs: { status: 'failed' }, evidence: { cleanup: { complete: true } } })
    const second = await attempt(2, simulator, { inputs: { cleanup: 'never' } })
    expect(second.outputs['status']).toBe('passed')
    expect(launches(simulator)).toEqual([databases, applications, databases, applications])
    expect(second.evidence.stillRunning.instances).toHaveLength(4)
  })

  test.concurrent('waits for a termination that the first attempt began, and launches anew then', async () => {
    const simulator = await startAws({ servers: serversWith({ db: { termination: { duration: '40m' } } }) })
    const plan = oneWave()
    await lostAttempt(simulator, ['termination-started'], { plan, inputs: { cleanup: 'always' } })
    const second = await attempt(2, simulator, { plan })
    expect(second.outputs['status']).toBe('passed')
    expect(
      launches(simulator)
        .flat()
        .filter((id) => id === servers.db)
    ).toHaveLength(2)
    const up = simulator.world.instances
      .filter(({ state }) => state === 'running')
      .map(({ sourceServerId }) => sourceServerId)
    expect(up.toSorted()).toEqual(databases)
  })
})

describe('an attempt that is killed before it has asked AWS anything', () => {
  /** The first attempt's machine is lost without a post; the second one's process is killed while it asks who it is. */
  async function killedAtOnce(inputs: NonNullable<StepOptions['inputs']>): Promise<readonly [PlayedStep, Simulator]> {
    const simulator = await startAws()
    await lostAttempt(simulator, ['wave-settled', '"databases"'], { plan: oneWave({ soak: '1m' }) })
    simulator.setFaults([{ kind: 'hang', service: 'sts' }])
    const workspace = workspaceWith({ 'plan.yml': oneWave() })
    const asked = simulator.calls.length
    const step = await attempt(2, simulator, {
      workspace,
      inputs,
      started: (_simulator, main) => {
        void until('STS asked', () => simulator.calls.length > asked).then(() => main.kill('SIGKILL'))
      }
    })
    simulator.setFaults([])
    // Whether GitHub was asked by then who approved the run is left to the machine.
    const types = step.journal.map(({ type }) => type).filter((type) => type !== 'approvals-not-read')
    expect(types).toEqual(['execution-opened', 'plan-accepted'])
    return [step, simulator]
  }

  test.concurrent('tells what the one before it left, in post', async () => {
    const [step, simulator] = await killedAtOnce({})
    const post = await step.post()
    expect(post.evidence.stillRunning.instances.map(({ ec2InstanceId }) => ec2InstanceId).toSorted()).toEqual(
      simulator.world.instances.map(({ instanceId }) => instanceId).toSorted()
    )
    for (const { instanceId } of simulator.world.instances) expect(post.summary).toContain(instanceId)
  })

  test.concurrent('cleans it up, in post, where that was asked for', async () => {
    const [step, simulator] = await killedAtOnce({ cleanup: 'always' })
    const post = await step.post()
    expect(simulator.world.instances.map(({ state }) => state)).toEqual(['terminated', 'terminated'])
    expect(post.evidence.cleanup).toMatchObject({ complete: true, left: [] })
  })
})

describe('nothing is taken up that belongs to somebody else', () => {
  test.concurrent('not the jobs of another workflow run', async () => {
    const simulator = await startAws()
    await attempt(1, simulator, { plan: oneWave() })
    const step = await attempt(2, simulator, { plan: oneWave(), environment: { GITHUB_RUN_ID: '77' } })
    expect(step.outputs).toMatchObject({ status: 'passed', 'execution-id': 'acme-shop-77-payments' })
    expect(launches(simulator)).toEqual([databases, databases])
    expect(step.evidence.waves[0]?.jobs).toMatchObject([{ adopted: false }])
  })

  test.concurrent('not those of another plan in the same run', async () => {
    const simulator = await startAws()
    await attempt(1, simulator, { plan: oneWave({}, { name: 'inventory' }) })
    const step = await attempt(2, simulator, { plan: oneWave() })
    expect(step.outputs['status']).toBe('passed')
    expect(launches(simulator)).toEqual([databases, databases])
  })

  test.concurrent('a recovery does not take a drill for its own', async () => {
    const simulator = await startAws()
    const drill = await attempt(1, simulator, { plan: oneWave() })
    expect(drill.outputs['status']).toBe('passed')
    const step = await attempt(2, simulator, {
      plan: oneWave(),
      inputs: { mode: 'recovery', 'confirm-recovery': 'payments' }
    })
    expect(step.outputs['status']).toBe('passed')
    expect(launches(simulator)).toEqual([databases, databases])
    expect(simulator.world.jobs.map(({ isDrill }) => isDrill)).toEqual([true, false])
    expect(step.evidence.waves[0]?.jobs).toMatchObject([{ jobId: simulator.world.jobs[1]?.jobId, adopted: false }])
  })

  test.concurrent('nor a drill a recovery: it would destroy it, and is blocked', async () => {
    const simulator = await startAws()
    const recovery = await attempt(1, simulator, {
      plan: oneWave(),
      inputs: { mode: 'recovery', 'confirm-recovery': 'payments' }
    })
    expect(recovery.outputs['status']).toBe('passed')
    const step = await attempt(2, simulator, { plan: oneWave() })
    expect(step.outputs['status']).toBe('blocked')
    expect(step.evidence.refusals).toHaveLength(2)
    expect(step.evidence.refusals[0]?.message).toContain('live recovery instance')
    expect(launches(simulator)).toEqual([databases])
  })

  test.concurrent('a recovery that is run again takes up its own', async () => {
    const simulator = await startAws()
    const inputs = { mode: 'recovery', 'confirm-recovery': 'payments' }
    const first = await attempt(1, simulator, { plan: oneWave(), inputs })
    const second = await attempt(2, simulator, { plan: oneWave(), inputs })
    expect([first.outputs['status'], second.outputs['status']]).toEqual(['passed', 'passed'])
    expect(launches(simulator)).toEqual([databases])
  })
})
