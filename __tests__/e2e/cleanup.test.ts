import { describe, expect, test } from '@jest/globals'
import type { ScenarioInput, Simulator, WorldView } from '../../simulator/index.js'
import { startAws, until } from './drills.js'
import { annotationsIn } from './log-reader.js'
import { oneWave, planOf, servers, serversWith, twoWaves, type ServerName, type ServerSettings } from './plans.js'
import { workspaceWith } from './runner.js'
import { expectComplete, runStep, untilWritten, type PlayedStep, type StepOptions } from './steps.js'

const forEver = '100h'

interface Cleaned {
  readonly step: PlayedStep
  readonly simulator: Simulator
}

/** A drill of the databases with cleanup; the simulator is closed after the last test of the file. */
async function cleaned(scenario: ScenarioInput, options: StepOptions = {}): Promise<Cleaned> {
  const simulator = await startAws(scenario)
  const step = await runStep(simulator, { inputs: { cleanup: 'on-success' }, ...options })
  expectComplete(step)
  return { step, simulator }
}

/** Instances that are there, by server. */
function aliveIn({ instances }: WorldView): readonly string[] {
  return instances
    .filter(({ state }) => state === 'pending' || state === 'running' || state === 'stopped')
    .map(({ sourceServerId }) => sourceServerId)
    .toSorted()
}

/** The IDs that TerminateRecoveryInstances was sent, whatever came of it. */
function terminationsIn({ calls }: Simulator): readonly (readonly string[])[] {
  return calls
    .filter(({ operation }) => operation === 'TerminateRecoveryInstances')
    .map(({ input }) => input['recoveryInstanceIDs'] as string[])
}

function databases(settings: Readonly<Partial<Record<ServerName, ServerSettings>>>): ScenarioInput {
  return { servers: serversWith(settings) }
}

const terminate = { service: 'drs', operation: 'TerminateRecoveryInstances' } as const

describe('the cleanup', () => {
  test.concurrent('on-success terminates the instances of a drill that passed, and sees them gone', async () => {
    const { step, simulator } = await cleaned({})
    expect(step).toMatchObject({ exitCode: 0, outputs: { status: 'passed' } })
    expect(aliveIn(simulator.world)).toEqual([])
    expect(terminationsIn(simulator)).toHaveLength(1)
    expect(terminationsIn(simulator).flat()).toHaveLength(2)
    expect(step.evidence.cleanup).toMatchObject({ when: 'on-success', complete: true, left: [] })
    expect(step.evidence.cleanup?.terminated.map(({ ec2InstanceId }) => ec2InstanceId).toSorted()).toEqual(
      step.world.instances.map(({ instanceId }) => instanceId).toSorted()
    )
    expect(step.evidence.cleanup?.jobs).toEqual(
      step.world.jobs.filter(({ type }) => type === 'TERMINATE').map(({ jobId }) => jobId)
    )
    expect(step.evidence.stillRunning).toEqual({ jobs: [], instances: [], unansweredStarts: [], actions: [] })
    expect(step.evidence.deviations).toEqual([])
    expect(step.summary).toContain('2 drill instances terminated, and seen to be gone')
    expect(annotationsIn(step.log)).toEqual([])
    // That they were up stays in the record.
    expect(step.servers.map(({ status }) => status)).toEqual(['launched', 'launched'])
    const post = await step.post()
    expect(post).toMatchObject({ exitCode: 0, summary: '' })
    expect(post.log).toContain('Nothing to do')
  })

  test.concurrent('on-success leaves the instances of a drill that failed', async () => {
    const { step, simulator } = await cleaned(databases({ replica: { outcome: 'failed' } }))
    expect(step.outputs['status']).toBe('failed')
    expect(terminationsIn(simulator)).toEqual([])
    expect(aliveIn(simulator.world)).toEqual([servers.db])
    expect(step.evidence.cleanup).toBeNull()
    expect(step.evidence.stillRunning.instances.map(({ sourceServerId }) => sourceServerId)).toEqual([servers.db])
    expect((await step.post()).log).toContain('Nothing to do')
    expect(terminationsIn(simulator)).toEqual([])
  })

  test.concurrent('always terminates them too, and the drill stays failed', async () => {
    const { step, simulator } = await cleaned(databases({ replica: { outcome: 'failed' } }), {
      inputs: { cleanup: 'always' }
    })
    expect(step).toMatchObject({ exitCode: 1, outputs: { status: 'failed' } })
    expect(aliveIn(simulator.world)).toEqual([])
    expect(step.evidence.cleanup).toMatchObject({ when: 'always', complete: true })
  })

  test.concurrent('never is the default, and tells what is left with the command that removes it', async () => {
    const { step, simulator } = await cleaned({}, { inputs: {} })
    expect(step.outputs['status']).toBe('passed')
    expect(terminationsIn(simulator)).toEqual([])
    expect(aliveIn(simulator.world)).toEqual([servers.db, servers.replica])
    const ids = step.evidence.stillRunning.instances.map(({ recoveryInstanceId }) => recoveryInstanceId).join(' ')
    expect(step.summary).toContain(
      `aws drs terminate-recovery-instances --region us-west-2 --recovery-instance-ids ${ids}`
    )
    expect((await step.post()).log).toContain('Nothing to do')
  })

  test.concurrent("the input wins over the plan's", async () => {
    const { step, simulator } = await cleaned(
      {},
      { plan: oneWave({}, { cleanup: 'always' }), inputs: { cleanup: 'never' } }
    )
    expect(step.outputs['status']).toBe('passed')
    expect(terminationsIn(simulator)).toEqual([])
  })

  test.concurrent('never touches a recovery, whatever it is told', async () => {
    const { step, simulator } = await cleaned(
      {},
      {
        inputs: { cleanup: 'always', mode: 'recovery', 'confirm-recovery': 'payments' }
      }
    )
    expect(step.outputs['status']).toBe('passed')
    expect((await step.post()).log).toContain('Nothing to do')
    expect(terminationsIn(simulator)).toEqual([])
    expect(aliveIn(simulator.world)).toEqual([servers.db, servers.replica])
    expect(step.evidence.cleanup).toBeNull()
    expect(step.summary).not.toContain('terminate-recovery-instances')
  })
})

describe('the cleanup terminates nothing but the drill instances of its own execution', () => {
  const strangers = { live: 's-9999999999999999a', drilled: 's-9999999999999999b' } as const
  const withStrangers: ScenarioInput = {
    servers: [
      ...serversWith({ db: { earlierDrillInstance: true } }),
      { id: strangers.live, liveRecoveryInstance: true },
      { id: strangers.drilled, earlierDrillInstance: true }
    ]
  }
  const applications = planOf([{ name: 'app', servers: [servers.app, servers.web], timeout: '2m' }])

  test.concurrent.each([
    ['of another run of the same plan', { GITHUB_RUN_ID: '999' }, {}],
    ['of another plan in the same run', {}, { name: 'inventory' }]
  ] as const)('not those %s, nor anybody else', async (_whose, environment, settings) => {
    const simulator = await startAws(withStrangers)
    const plan = planOf([{ name: 'app', servers: [servers.app, servers.web], timeout: '2m' }], settings)
    const other = await runStep(simulator, { plan, environment })
    expect(other.outputs['status']).toBe('passed')
    const before = aliveIn(simulator.world)
    expect(before).toEqual([servers.app, servers.web, servers.db, strangers.live, strangers.drilled].toSorted())

    const step = await runStep(simulator, { inputs: { cleanup: 'always' } })
    expectComplete(step)
    expect(step).toMatchObject({ exitCode: 0, evidence: { cleanup: { complete: true, left: [] } } })
    expect(aliveIn(simulator.world)).toEqual([servers.app, servers.web, strangers.live, strangers.drilled].toSorted())
    const asked = new Set(terminationsIn(simulator).flat())
    const ownJobs = new Set(
      step.world.jobs
        .filter(({ jobId }) => !other.world.jobs.some((job) => job.jobId === jobId))
        .map(({ jobId }) => jobId)
    )
    expect(step.evidence.cleanup?.terminated.map(({ recoveryInstanceId }) => recoveryInstanceId).toSorted()).toEqual(
      [...asked].toSorted()
    )
    for (const { recoveryInstanceId, jobId } of other.world.recoveryInstances) {
      expect(asked).not.toContain(recoveryInstanceId)
      expect(ownJobs).not.toContain(jobId)
    }
  })

  test.concurrent(
    'not a recovery of the same plan in the same run, of which it says no command to remove it',
    async () => {
      const simulator = await startAws()
      const recovery = await runStep(simulator, {
        plan: applications,
        inputs: { mode: 'recovery', 'confirm-recovery': 'payments' }
      })
      expect(recovery.outputs['status']).toBe('passed')
      const step = await runStep(simulator, {
        plan: oneWave({}, { cleanup: { when: 'always', timeout: '15s' } })
      })
      expectComplete(step)
      expect(step.outputs['status']).toBe('passed')
      expect(aliveIn(simulator.world)).toEqual([servers.app, servers.web])
      const asked = terminationsIn(simulator).flat()
      for (const { recoveryInstanceId } of recovery.world.recoveryInstances) {
        expect(asked).not.toContain(recoveryInstanceId)
        expect(step.summary).not.toContain(recoveryInstanceId)
      }
      expect(step.evidence.cleanup).toMatchObject({ complete: true, left: [] })
    }
  )

  test.concurrent('but those of an earlier job of the same execution, too', async () => {
    const simulator = await startAws()
    const plan = twoWaves()
    const first = await runStep(simulator, { plan, inputs: { waves: 'databases' } })
    expect(first.outputs['status']).toBe('passed')
    const step = await runStep(simulator, { plan, inputs: { waves: 'app', cleanup: 'on-success' } })
    expectComplete(step)
    expect(step.outputs['status']).toBe('passed')
    expect(aliveIn(simulator.world)).toEqual([])
    expect(step.evidence.cleanup?.terminated).toHaveLength(4)
  })
})

describe('an EC2 instance that was there before a drill launched into it', () => {
  test.concurrent('is never terminated, by main or by post, and is told as left', async () => {
    const simulator = await startAws({ timeScale: 200 })
    const plan = twoWaves()
    const workspace = workspaceWith({ 'plan.yml': plan })
    const home = 'i-0a1b2c3d4e5f60718'
    const step = await runStep(simulator, {
      workspace,
      plan,
      inputs: { cleanup: 'always' },
      started: () => {
        // The preflight saw ordinary launch settings; somebody changes them while the first wave comes up.
        void untilWritten(workspace, 'wave-started', 'databases').then(() => {
          simulator.update({ servers: serversWith({ app: { launchInto: { ec2InstanceId: home } } }) })
        })
      }
    })
    expectComplete(step)
    expect(aliveIn(simulator.world)).toEqual([servers.app])
    const { cleanup, stillRunning } = step.evidence
    expect(cleanup).toMatchObject({ complete: false, left: [{ ec2InstanceId: home }] })
    expect(cleanup?.reason).toBe(
      `${home} was there before DRS launched into it, and is not terminated: see to it yourself`
    )
    expect(stillRunning.instances).toMatchObject([{ ec2InstanceId: home, existedBefore: true }])
    expect(step.summary).toContain('was there before the drill launched into it')
    const post = await step.post()
    expect(post.evidence.cleanup).toMatchObject({ complete: false, left: [{ ec2InstanceId: home }] })
    expect(aliveIn(simulator.world)).toEqual([servers.app])
    const kept = stillRunning.instances[0]?.recoveryInstanceId ?? ''
    expect(new Set(terminationsIn(simulator).flat()).size).toBe(3)
    expect(terminationsIn(simulator).flat()).not.toContain(kept)
    expect(step.summary + post.summary).not.toMatch(/terminate-(?:recovery-)?instances/)
  })
})

describe('a cleanup that meets trouble', () => {
  const conflict = { kind: 'error', ...terminate, name: 'ConflictException', status: 409, message: 'busy' } as const

  test.concurrent.each<readonly [string, ScenarioInput, number]>([
    ['a conflict that passes', { faults: [{ ...conflict, first: 2 }] }, 3],
    ['throttling', { faults: [{ kind: 'throttle', ...terminate, first: 3, retryAfterSeconds: 1 }] }, 4],
    [
      'an answer that got lost after the call was executed',
      { faults: [{ kind: 'cut-after', ...terminate, nth: 1 }] },
      1
    ],
    ['an answer half of which got lost', { faults: [{ kind: 'cut-during', ...terminate, nth: 1 }] }, 1],
    ['a connection cut before the call was executed', { faults: [{ kind: 'cut-before', ...terminate, nth: 1 }] }, 2],
    ['an internal error', { faults: [{ kind: 'internal-error', ...terminate, nth: 1 }] }, 2],
    ['reads that fail', { faults: [{ kind: 'cut-after', operation: 'Describe*', every: 3 }] }, 1],
    ['small pages', { pageSize: 1 }, 1],
    ['a TERMINATE job that DRS does not know at first', { jobs: { visibleAfter: '10m' } }, 1]
  ])('%s: is complete in the end', async (_what, scenario, calls) => {
    const { step, simulator } = await cleaned(scenario)
    expect(step).toMatchObject({ exitCode: 0, outputs: { status: 'passed' } })
    expect(step.evidence.cleanup).toMatchObject({ complete: true, left: [] })
    expect(aliveIn(simulator.world)).toEqual([])
    // Where an answer got lost it may be asked for again before EC2 shows what was done: DRS refuses that, the job is one.
    expect(terminationsIn(simulator).length).toBeGreaterThanOrEqual(calls)
    expect(simulator.world.jobs.filter(({ type }) => type === 'TERMINATE')).toHaveLength(1)
    expect(annotationsIn(step.log)).toEqual([])
  })

  test.concurrent.each<readonly [string, ScenarioInput, RegExp, readonly string[]]>([
    [
      'a termination that fails',
      databases({ replica: { termination: { outcome: 'failed' } } }),
      /^1 instance left/,
      [servers.replica]
    ],
    [
      'a termination that is stuck',
      databases({ replica: { termination: { outcome: 'stuck' } } }),
      /^1 instance left/,
      [servers.replica]
    ],
    ['conflicts that do not pass', { faults: [conflict] }, /^2 instances left/, [servers.db, servers.replica]],
    [
      'a permission that is missing',
      { permissions: { deny: ['drs:TerminateRecoveryInstances', 'iam:SimulatePrincipalPolicy'] } },
      /drs:TerminateRecoveryInstances/,
      [servers.db, servers.replica]
    ],
    [
      'a listing that is denied from the verdict on',
      { permissions: { deny: [] } },
      /it is not known what is left/,
      [servers.db, servers.replica]
    ]
  ])('%s: the drill stays passed, and what is left is told', async (what, scenario, reason, left) => {
    const isDenied = what.startsWith('a listing')
    const run = () =>
      cleaned(scenario, {
        plan: oneWave({}, { cleanup: { when: 'on-success', timeout: '12s' } }),
        inputs: {},
        ...(isDenied ? { started: denyListingAfterTheVerdict } : {})
      })
    let done = await run()
    // The listing comes milliseconds after the verdict: the denial may be too late for it.
    for (let again = 0; isDenied && terminationsIn(done.simulator).length > 0 && again < 6; again += 1)
      done = await run()
    const { step, simulator } = done
    expect(step).toMatchObject({ exitCode: 0, signal: null, outputs: { status: 'passed' } })
    expect(aliveIn(simulator.world)).toEqual(left)
    const { cleanup, deviations, stillRunning } = step.evidence
    expect(cleanup?.complete).toBe(false)
    expect(cleanup?.reason).toMatch(reason)
    expect(deviations.map(({ kind }) => kind)).toEqual(['cleanup-incomplete'])
    const warnings = annotationsIn(step.log).filter(({ level }) => level === 'warning')
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('The cleanup fell short: ')])
    expect(step.summary).toContain('PASSED')
    expect(step.summary).toContain('**Cleanup fell short**')
    expect(stillRunning.instances.map(({ sourceServerId }) => sourceServerId).toSorted()).toEqual(left)
    const command = step.summary.split('\n').find((line) => line.startsWith('aws drs terminate-recovery-instances'))
    for (const { sourceServerId, recoveryInstanceId, instanceId } of instancesOf(simulator)) {
      if (!left.includes(sourceServerId)) continue
      expect(command).toContain(recoveryInstanceId)
      expect(step.log.split('::group::Result')[1]).toContain(instanceId)
    }
    if (what.includes('permission')) expect(step.seconds).toBeLessThan(10)
  })

  test.concurrent('one instance that cannot be terminated does not keep the others', async () => {
    const { step, simulator } = await cleaned(
      databases({ db: { termination: { outcome: 'failed' } }, replica: { termination: { duration: '1m' } } }),
      { plan: oneWave({}, { cleanup: { when: 'always', timeout: '12s' } }), inputs: {} }
    )
    expect(step.outputs['status']).toBe('passed')
    expect(aliveIn(simulator.world)).toEqual([servers.db])
    expect(terminationsIn(simulator).length).toBeGreaterThan(1)
    expect(step.evidence.cleanup?.terminated.map(({ sourceServerId }) => sourceServerId)).toEqual([servers.replica])
  })
})

describe('post does the cleanup that a cancelled or killed main had no time for', () => {
  const launching = databases({ db: { phases: { launch: '1h' } }, replica: { phases: { launch: '1h' } } })

  /** Ends main when its first job has come to the launch. */
  async function ended(
    scenario: ScenarioInput,
    signal: 'SIGINT' | 'SIGKILL',
    inputs: NonNullable<StepOptions['inputs']> = { cleanup: 'always' }
  ): Promise<Cleaned> {
    const simulator = await startAws(scenario)
    const workspace = workspaceWith({ 'plan.yml': twoWaves() })
    const step = await runStep(simulator, {
      workspace,
      inputs,
      started: (_simulator, main) => {
        void untilWritten(workspace, 'job-log-read', '"LAUNCH_START"').then(() => main.kill(signal))
      }
    })
    expect(step.starts).toHaveLength(1)
    return { step, simulator }
  }

  test.concurrent.each(['SIGINT', 'SIGKILL'] as const)(
    'after %s: it waits for the launches that run, and terminates what they brought up',
    async (signal) => {
      const { step, simulator } = await ended(launching, signal)
      const post = await step.post()
      expectComplete({ folder: step.folder, log: post.log, errorLog: post.errorLog })
      expect(post.exitCode).toBe(0)
      expect(post.seconds).toBeLessThan(60)
      expect(aliveIn(simulator.world)).toEqual([])
      expect(simulator.world.instances).toHaveLength(2)
      expect(simulator.calls.filter(({ operation }) => operation === 'StartRecovery')).toHaveLength(1)
      expect(post.evidence).toMatchObject({
        status: 'cancelled',
        cleanup: { when: 'always', complete: true, left: [] }
      })
      expect(post.evidence.stillRunning).toEqual({ jobs: [], instances: [], unansweredStarts: [], actions: [] })
      expect(post.summary).toContain('2 drill instances terminated, and seen to be gone')
    }
  )

  test.concurrent.each(['when-completed', 'after-launches'] as const)(
    'also where the job is COMPLETED before its servers are launched (JOB_END logged %s)',
    async (jobEndLogged) => {
      const { step, simulator } = await ended(
        { ...launching, jobs: { completedBeforeLaunched: true, jobEndLogged } },
        'SIGINT'
      )
      expect(step.world).toMatchObject({ jobs: [{ status: 'COMPLETED' }], instances: [] })
      const post = await step.post()
      // By now every launch has come to its end.
      await until('the instances of the job', () => simulator.world.instances.length === 2)
      expect(aliveIn(simulator.world)).toEqual([])
      expect(post.evidence.cleanup).toMatchObject({ complete: true, left: [] })
      expect(post.evidence.cleanup?.terminated).toHaveLength(2)
    }
  )

  test.concurrent('also of servers that are LAUNCHED, and whose instances DRS lists only later', async () => {
    const late = { recoveryInstanceVisibleAfter: '50m' } as const
    const simulator = await startAws(databases({ db: late, replica: late }))
    const workspace = workspaceWith({ 'plan.yml': oneWave() })
    const step = await runStep(simulator, {
      workspace,
      inputs: { cleanup: 'always' },
      started: (_simulator, main) => {
        void untilWritten(workspace, 'instances-observed', '"state":"missing"').then(() => main.kill('SIGKILL'))
      }
    })
    const post = await step.post()
    expect(simulator.world.instances).toHaveLength(2)
    expect(aliveIn(simulator.world)).toEqual([])
    expect(post.evidence.cleanup).toMatchObject({ complete: true, left: [] })
    expect(post.evidence.cleanup?.terminated).toHaveLength(2)
  })

  test.concurrent('and does not wait for servers that were skipped, or failed, in a job that has ended', async () => {
    const simulator = await startAws(databases({ db: { outcome: 'skipped' }, replica: { outcome: 'failed' } }))
    const step = await runStep(simulator, { inputs: { cleanup: 'always' } })
    expectComplete(step)
    expect(step.outputs['status']).toBe('failed')
    expect(step.evidence.cleanup).toMatchObject({ complete: true, left: [], terminated: [] })
    expect(step.seconds).toBeLessThan(20)
  })

  test.concurrent('not with on-success: a cancelled drill has not passed', async () => {
    const { step, simulator } = await ended(launching, 'SIGKILL', { cleanup: 'on-success' })
    const post = await step.post()
    expectComplete({ folder: step.folder, log: post.log, errorLog: post.errorLog })
    expect(post.evidence).toMatchObject({ status: 'cancelled', cleanup: null })
    expect(terminationsIn(simulator)).toEqual([])
    expect(post.evidence.stillRunning.jobs.map(({ jobId }) => jobId)).toEqual([simulator.world.jobs[0]?.jobId])
  })

  test.concurrent('not after a recovery, whatever it is told', async () => {
    const inputs = { cleanup: 'always', mode: 'recovery', 'confirm-recovery': 'payments' }
    const { step, simulator } = await ended(launching, 'SIGKILL', inputs)
    const post = await step.post()
    expectComplete({ folder: step.folder, log: post.log, errorLog: post.errorLog })
    expect(post.evidence).toMatchObject({ status: 'cancelled', mode: 'recovery', cleanup: null })
    expect(post.evidence.stillRunning.jobs.map(({ jobId }) => jobId)).toEqual([simulator.world.jobs[0]?.jobId])
    expect(post.summary).not.toContain('terminate-recovery-instances')
    expect(terminationsIn(simulator)).toEqual([])
  })

  test.concurrent('and when it is cancelled itself, says what is left', async () => {
    const { step, simulator } = await ended(
      databases({ db: { phases: { launch: '1h' } }, replica: { phases: { launch: forEver } } }),
      'SIGINT'
    )
    let signalledAt = 0
    const post = await step.post((process) => {
      void untilWritten(step.workspace, 'instances-listed', '', 2).then(() => {
        signalledAt = Date.now()
        process.kill('SIGINT')
      })
    })
    expect(Date.now() - signalledAt).toBeLessThan(5_000)
    expectComplete({ folder: step.folder, log: post.log, errorLog: post.errorLog })
    expect(post.exitCode).toBe(0)
    expect(post.evidence).toMatchObject({ status: 'cancelled', cleanup: { complete: false } })
    expect(post.summary).toContain('**Cleanup fell short**')
    expect(post.summary).toContain(simulator.world.jobs[0]?.jobId)
    const warnings = annotationsIn(post.log).filter(({ level }) => level === 'warning')
    expect(warnings.map(({ message }) => message)).toContainEqual(expect.stringContaining('The cleanup fell short: '))
  })

  test.concurrent('with the verdict that main had come to', async () => {
    const simulator = await startAws(databases({ db: { termination: { duration: '30m' } } }))
    const workspace = workspaceWith({ 'plan.yml': oneWave() })
    const step = await runStep(simulator, {
      workspace,
      inputs: { cleanup: 'on-success' },
      started: (_simulator, main) => {
        void untilWritten(workspace, 'termination-started').then(() => main.kill('SIGKILL'))
      }
    })
    expect(step.signal).toBe('SIGKILL')
    const post = await step.post()
    expectComplete({ folder: step.folder, log: post.log, errorLog: post.errorLog })
    expect(post.evidence).toMatchObject({ status: 'passed', cleanup: { complete: true, left: [] } })
    expect(post.summary).toContain('PASSED')
    expect(aliveIn(simulator.world)).toEqual([])
    expect(terminationsIn(simulator)).toHaveLength(1)
  })
})

/** The drill itself has to list instances, to verify its servers; it is denied to the cleanup alone. */
function denyListingAfterTheVerdict(simulator: Simulator, _main: unknown, log: () => string): void {
  void until('all servers up', () => log().includes('all 2 servers are up') || /databases\s+UP/.test(log())).then(
    () => {
      simulator.update({ permissions: { deny: ['drs:DescribeRecoveryInstances'] } })
    }
  )
}

function instancesOf({ world }: Simulator) {
  return world.recoveryInstances.map(({ recoveryInstanceId, ec2InstanceId, sourceServerId }) => ({
    recoveryInstanceId,
    instanceId: ec2InstanceId,
    sourceServerId
  }))
}
