import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import type { ScenarioInput, Simulator } from '../../simulator/index.js'
import type { EventType } from '../../src/drill/events.js'
import { hasEvidence, startAws, until } from './drills.js'
import { errorsIn } from './log-reader.js'
import { servers, serversWith, twoWaves, type ServerSettings } from './plans.js'
import { runPost, workspaceWith } from './runner.js'
import { eventsIn, expectComplete, runStep, untilWritten, type PlayedStep, type StepOptions } from './steps.js'

/** A drill that was sent signals, and when. */
interface Cancelled {
  readonly step: PlayedStep
  readonly simulator: Simulator
  readonly signalledAt: number
  readonly secondsToEnd: number
}

interface Cancel extends Omit<StepOptions, 'started' | 'workspace'> {
  readonly scenario: ScenarioInput
  readonly when: (workspace: string, simulator: Simulator) => Promise<void>
  /** What AWS does from the moment before the signal on. */
  readonly aws?: 'answers' | 'hangs' | 'refuses'
  readonly send?: (main: ChildProcess) => Promise<void>
}

async function interrupt(main: ChildProcess): Promise<void> {
  main.kill('SIGINT')
  return Promise.resolve()
}

/** Runs the drill of the two waves until the moment comes, and cancels it; the simulator stays for a look, or for post. */
async function cancelled({
  scenario,
  when,
  aws = 'answers',
  send = interrupt,
  ...options
}: Cancel): Promise<Cancelled> {
  const simulator = await startAws(scenario)
  const workspace = workspaceWith({ 'plan.yml': options.plan ?? twoWaves() })
  let signalledAt = 0
  let endedAt = 0
  const step = await runStep(simulator, {
    ...options,
    workspace,
    started: (_simulator, main) => {
      main.once('exit', () => (endedAt = Date.now()))
      void when(workspace, simulator)
        .then(async () => {
          if (aws === 'hangs') simulator.setFaults([{ kind: 'hang' }])
          if (aws === 'refuses') await simulator.close()
          signalledAt = Date.now()
          await send(main)
        })
        .catch(() => main.kill('SIGKILL'))
    }
  })
  expect(signalledAt).toBeGreaterThan(0)
  return { step, simulator, signalledAt, secondsToEnd: (endedAt - signalledAt) / 1000 }
}

function allServers(settings: ServerSettings): ScenarioInput {
  return { servers: serversWith({ db: settings, replica: settings, app: settings, web: settings }) }
}

function written(type: EventType, words?: string): Cancel['when'] {
  return (workspace) => untilWritten(workspace, type, words)
}

const forEver = '100h'

/** The databases as they stand in each phase; none of these ends by itself. */
const phases: Readonly<Record<string, Pick<Cancel, 'scenario' | 'when'>>> = {
  'set-up': {
    scenario: { faults: [{ kind: 'slow', operation: 'DescribeSourceServers', delaySeconds: 30 }] },
    when: (_workspace, { calls }) =>
      until('servers asked for', () => calls.some(({ operation }) => operation === 'DescribeSourceServers'))
  },
  snapshot: {
    scenario: allServers({ phases: { snapshot: forEver } }),
    when: written('job-log-read', '"SNAPSHOT_START"')
  },
  launch: {
    scenario: allServers({ phases: { snapshot: '1m', conversion: '1m', launch: forEver } }),
    when: written('job-log-read', '"LAUNCH_START"')
  },
  verification: {
    scenario: allServers({ phases: { boot: forEver } }),
    when: written('instances-observed', '"state":"pending"')
  }
}

/** What holds of every drill that was cancelled and had its time. */
function expectCancelled({ step, signalledAt, secondsToEnd }: Cancelled): void {
  expectComplete(step)
  expect({ exitCode: step.exitCode, signal: step.signal }).toEqual({ exitCode: 1, signal: null })
  expect(secondsToEnd).toBeLessThan(5)
  expect(step.outputs['status']).toBe('cancelled')
  expect(step.evidence.status).toBe('cancelled')
  expect(step.evidence.reason).toBe('the run was cancelled, or its time ran out (SIGINT)')
  expect(step.summary).toContain('CANCELLED')
  expect(errorsIn(step.log).at(-1)).toBe(
    'Drill payments cancelled: the run was cancelled, or its time ran out (SIGINT)'
  )
  expect(step.log).toContain('SIGINT received: no new job is started')
  expect(step.starts.filter(({ at }) => at > signalledAt)).toEqual([])
}

/** What still runs is told by ID in outputs, log, summary and evidence. */
function expectTold({ step }: Cancelled): void {
  const [job, ...others] = step.world.jobs
  expect(others).toEqual([])
  if (job === undefined) return
  expect(JSON.parse(step.outputs['job-ids'] ?? '')).toEqual([job.jobId])
  expect(step.summary).toContain(job.jobId)
  if (job.status !== 'COMPLETED') {
    expect(step.evidence.stillRunning.jobs).toMatchObject([{ jobId: job.jobId, wave: 'databases' }])
    // Where the cancel comes late, its servers are all launched, and it has only not ended.
    const { mayLaunch } = step.evidence.stillRunning.jobs[0] ?? { mayLaunch: true }
    const [said, led] = mayLaunch
      ? ['may still launch servers', 'may go on launching servers']
      : ['was not seen to have ended', 'has no server left to launch']
    expect(step.log).toContain(`job ${job.jobId} of wave databases ${said}`)
    expect(step.summary).toContain(`**Left running in AWS**: 1 job ${led}`)
    if (mayLaunch) {
      expect(step.summary).toContain('**DRS cannot stop a launch**')
      expect(step.summary).toContain(`?isDrill && jobID=='${job.jobId}'].recoveryInstanceID" --output text | xargs`)
    }
  }
  for (const { instanceId } of step.world.instances) {
    expect(step.evidence.stillRunning.instances.map(({ ec2InstanceId }) => ec2InstanceId)).toContain(instanceId)
    expect(JSON.parse(step.outputs['instance-ids'] ?? '')).toContain(instanceId)
    expect(step.log.split('::group::Result')[1]).toContain(instanceId)
    expect(step.summary).toContain(instanceId)
  }
}

describe('SIGINT ends a drill within 5 seconds, and tells what still runs', () => {
  describe.each(['answers', 'hangs', 'refuses'] as const)('while AWS %s', (aws) => {
    test.concurrent.each(Object.keys(phases))('in the phase %s', async (phase) => {
      const { scenario, when } = phases[phase] ?? {}
      if (scenario === undefined || when === undefined) throw new Error(phase)
      const drill = await cancelled({ scenario, when, aws })
      if (aws !== 'refuses') await drill.simulator.close()
      expectCancelled(drill)
      expectTold(drill)
      const isLaunched = phase !== 'set-up'
      expect(drill.step.starts).toHaveLength(isLaunched ? 1 : 0)
      expect(drill.step.world.instances).toHaveLength(phase === 'verification' ? 2 : 0)
      expect(drill.step.servers.map(({ status }) => status)).toEqual(
        isLaunched ? ['cancelled', 'cancelled', 'not-started', 'not-started'] : Array(4).fill('not-started')
      )
    })
  })

  test.concurrent('a server that is up stays up in the record, with its instance', async () => {
    const drill = await cancelled({
      scenario: { servers: serversWith({ app: { phases: { snapshot: forEver } } }) },
      when: async (workspace) => untilWritten(workspace, 'job-log-read', '"SNAPSHOT_START"', 2)
    })
    await drill.simulator.close()
    expectCancelled(drill)
    expect(drill.step.servers.map(({ status }) => status)).toEqual(['launched', 'launched', 'cancelled', 'cancelled'])
    const { instances, jobs } = drill.step.evidence.stillRunning
    expect(jobs).toMatchObject([{ wave: 'app' }])
    const up = instances.filter(({ wave }) => wave === 'databases').map(({ ec2InstanceId }) => ec2InstanceId)
    expect(up.toSorted()).toEqual(
      drill.step.world.instances
        .filter(({ jobId }) => jobId !== jobs[0]?.jobId)
        .map(({ instanceId }) => instanceId)
        .toSorted()
    )
    expect(up).toHaveLength(2)
  })
})

describe('an instance that DRS does not list yet', () => {
  test.concurrent(
    'costs money too: it is told of by its server, job and what the log of the job calls it',
    async () => {
      const drill = await cancelled({
        scenario: allServers({ recoveryInstanceVisibleAfter: forEver }),
        when: written('instances-observed', '"state":"missing"')
      })
      expectCancelled(drill)
      const { step, simulator } = drill
      await simulator.close()
      expect(step.world.instances).toHaveLength(2)
      expect(step.evidence.stillRunning.instances.map(({ sourceServerId }) => sourceServerId).toSorted()).toEqual([
        servers.db,
        servers.replica
      ])
      expect(step.evidence.stillRunning.instances.map(({ jobId }) => jobId)).toEqual(
        Array(2).fill(step.world.jobs[0]?.jobId)
      )
    }
  )
})

describe('a job that DRS calls ended before its servers are launched', () => {
  test.concurrent.each(['when-completed', 'after-launches'] as const)(
    'still launches them, and is told of (JOB_END logged %s)',
    async (jobEndLogged) => {
      const drill = await cancelled({
        scenario: {
          ...allServers({ phases: { snapshot: '1m', conversion: '1m', launch: '1h' } }),
          jobs: { completedBeforeLaunched: true, jobEndLogged }
        },
        when: written('job-log-read', '"LAUNCH_START"')
      })
      expectCancelled(drill)
      const { step, simulator } = drill
      const [job] = step.world.jobs
      expect(job).toMatchObject({ status: 'COMPLETED', servers: [{ launchStatus: 'IN_PROGRESS' }, {}] })
      expect(step.evidence.stillRunning.jobs.map(({ jobId }) => jobId)).toEqual([job?.jobId])
      expect(step.log.split('::group::Result')[1]).toContain(job?.jobId)
      expect(step.summary).toContain('**Left running in AWS**')
      await simulator.close()
    }
  )
})

describe('a cancel while StartRecovery is under way', () => {
  const received: Cancel['when'] = (_workspace, { calls }) =>
    until('StartRecovery received', () => calls.some(({ operation }) => operation === 'StartRecovery'))
  const start = { service: 'drs', operation: 'StartRecovery' } as const

  test.concurrent('waits a moment for the answer: a job that is known can be told of', async () => {
    const drill = await cancelled({
      scenario: {
        ...allServers({ phases: { snapshot: forEver } }),
        faults: [{ kind: 'slow', ...start, delaySeconds: 1 }]
      },
      when: received
    })
    await drill.simulator.close()
    expectCancelled(drill)
    expectTold(drill)
    expect(drill.step.evidence.stillRunning).toMatchObject({ jobs: [{ wave: 'databases' }], unansweredStarts: [] })
  })

  test.concurrent('does not wait for an answer that does not come, and says that the job may run', async () => {
    const drill = await cancelled({
      scenario: {
        ...allServers({ phases: { snapshot: forEver } }),
        faults: [{ kind: 'hang-after', ...start }]
      },
      when: received
    })
    expectCancelled(drill)
    const { step, simulator } = drill
    expect(step.world.jobs).toHaveLength(1)
    expect(step.evidence.stillRunning).toMatchObject({
      jobs: [],
      unansweredStarts: [{ wave: 'databases', sourceServerIds: [servers.db, servers.replica] }]
    })
    expect(step.log).toContain('it is not known whether the launch of 2 servers runs')
    expect(step.summary).toContain('may run all the same')
    expect(step.summary).toContain('though no launch was confirmed: look for its job, with the command above')
    expect(step.summary).toContain('aws drs describe-jobs')
    const post = await step.post()
    await simulator.close()
    expect(post.exitCode).toBe(0)
  })
})

describe('a second signal ends at once, and post completes what is missing', () => {
  /** A StartRecovery that is not answered keeps main alive for the two seconds it waits. */
  const busy: Pick<Cancel, 'scenario' | 'when'> = {
    scenario: {
      ...allServers({ phases: { snapshot: forEver } }),
      faults: [{ kind: 'hang-after', operation: 'StartRecovery', nth: 1 }]
    },
    when: (_workspace, { calls }) =>
      until('StartRecovery executed', () =>
        calls.some(({ operation, executed }) => operation === 'StartRecovery' && executed)
      )
  }

  test.concurrent.each([
    ['SIGTERM one second after SIGINT', ['SIGINT', 'SIGTERM'], 1000, 143],
    ['SIGTERM right after SIGINT', ['SIGINT', 'SIGTERM'], 0, 143],
    ['a second SIGINT', ['SIGINT', 'SIGINT'], 200, 130],
    ['SIGINT after SIGTERM', ['SIGTERM', 'SIGINT'], 200, 130]
  ] as const)('%s', async (_what, signals, milliseconds, exitCode) => {
    const interrupted = async () =>
      cancelled({
        ...busy,
        send: async (main) => {
          main.kill(signals[0])
          // Two signals that are pending at once have no order: the process gets one after the other.
          await pause(Math.max(milliseconds, 20))
          main.kill(signals[1])
        }
      })
    let drill = await interrupted()
    // On a machine that is slow for a moment main may come to its end before the second signal does.
    for (let again = 0; drill.step.exitCode === 1 && again < 4; again += 1) {
      await drill.simulator.close()
      drill = await interrupted()
    }
    const { step, simulator, signalledAt } = drill
    // At once: with the exit code of the signal, and nothing of what an orderly end would have written.
    expect({ exitCode: step.exitCode, signal: step.signal }).toEqual({ exitCode, signal: null })
    expect(step.starts.filter(({ at }) => at > signalledAt)).toEqual([])
    expect(step.outputs['status']).toBeUndefined()
    expect(step.summary).toBe('')
    expect(hasEvidence(step.folder)).toBe(false)
    expect(eventsIn(step.folder).at(-1)?.type).not.toBe('execution-finished')

    const post = await step.post()
    await simulator.close()
    expect(post.exitCode).toBe(0)
    expectComplete({ folder: step.folder, log: post.log, errorLog: post.errorLog })
    expect(post.evidence.status).toBe('cancelled')
    expect(post.summary).toContain('CANCELLED')
    const [job] = step.world.jobs
    expect(post.summary).toContain(job?.jobId)
    expect(post.log).toContain(job?.jobId)
    expect(JSON.stringify(post.evidence.stillRunning)).toContain(job?.jobId)
    expect(simulator.calls.filter(({ operation }) => operation === 'StartRecovery')).toHaveLength(1)
  })

  test.concurrent('a signal before the action can hear it starts nothing, and post has nothing to do', async () => {
    const simulator = await startAws()
    const workspace = workspaceWith({ 'plan.yml': twoWaves() })
    const step = await runStep(simulator, {
      workspace,
      started: (_simulator, main) => {
        main.kill('SIGINT')
      }
    })
    expect(step.signal).toBe('SIGINT')
    expect(step.calls).toEqual([])
    expect(step.state).toEqual({})
    const post = await runPost({ workspace, inputs: { plan: 'plan.yml' }, environment: simulator.environment }, {})
    await simulator.close()
    expect(post).toMatchObject({ exitCode: 0, summary: '', errorLog: '' })
    expect(post.log).toContain('Nothing to do')
    expect(simulator.calls).toEqual([])
  })
})

describe("the runner's own cancel: SIGINT, 7.5 s, SIGTERM, 2.5 s, kill", () => {
  const runnersCancel: NonNullable<Cancel['send']> = async (main) => {
    main.kill('SIGINT')
    await pause(7500)
    main.kill('SIGTERM')
    await pause(2500)
    main.kill('SIGKILL')
  }

  test.concurrent.each(['answers', 'hangs', 'refuses'] as const)(
    'is over long before SIGTERM, and post has nothing left to do, while AWS %s',
    async (aws) => {
      const { scenario, when } = phases['snapshot'] ?? {}
      if (scenario === undefined || when === undefined) throw new Error('snapshot')
      const drill = await cancelled({ scenario, when, aws, send: runnersCancel })
      expectCancelled(drill)
      expectTold(drill)
      const { step, simulator } = drill
      const callsBefore = simulator.calls.length
      const post = await step.post()
      if (aws !== 'refuses') await simulator.close()
      expect(post).toMatchObject({ exitCode: 0, summary: '', errorLog: '' })
      expect(post.log).toContain('Nothing to do: the execution ended cancelled')
      expect(simulator.calls).toHaveLength(callsBefore)
      expect(post.evidence).toEqual(step.evidence)
    }
  )
})

describe('a cancel during the cleanup', () => {
  test.concurrent('keeps the verdict of the drill, tells what is left, and post goes on with it', async () => {
    const drill = await cancelled({
      plan: twoWaves({ cleanup: 'always' }),
      scenario: allServers({ termination: { duration: '1h' } }),
      when: written('termination-started')
    })
    const { step, simulator } = drill
    expectComplete(step)
    expect(drill.secondsToEnd).toBeLessThan(5)
    expect(step).toMatchObject({ exitCode: 0, signal: null, outputs: { status: 'passed' } })
    expect(step.evidence).toMatchObject({ status: 'passed', cleanup: { complete: false, when: 'always' } })
    expect(step.summary).toContain('the post step of this action goes on with it')
    for (const { instanceId } of step.world.instances) {
      expect(step.evidence.cleanup?.left.map(({ ec2InstanceId }) => ec2InstanceId)).toContain(instanceId)
      expect(step.summary).toContain(instanceId)
    }
    const post = await step.post()
    await simulator.close()
    expectComplete({ folder: step.folder, log: post.log, errorLog: post.errorLog })
    expect(post).toMatchObject({ exitCode: 0, evidence: { status: 'passed', cleanup: { complete: true, left: [] } } })
    expect(simulator.world.instances.map(({ state }) => state)).toEqual(Array(4).fill('terminated'))
    expect(simulator.calls.filter(({ operation }) => operation === 'TerminateRecoveryInstances')).toHaveLength(1)
    expect(post.summary).toContain('4 drill instances terminated')
  })
})
