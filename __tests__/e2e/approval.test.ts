import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { ScenarioInput, Simulator } from '../../simulator/index.js'
import { startAws, until } from './drills.js'
import { errorsIn } from './log-reader.js'
import { planOf, servers, serversWith, twoWaves } from './plans.js'
import { expectComplete, runStep, untilWritten, type PlayedStep, type StepOptions } from './steps.js'
import { workspaceWith } from './runner.js'

/** A job of the workflow run, on a machine of its own; the approval of its environment comes before it. */
async function job(name: string, waves: string, simulator: Simulator, options: StepOptions = {}): Promise<PlayedStep> {
  const step = await runStep(simulator, {
    plan: twoWaves(),
    ...options,
    inputs: { waves, ...options.inputs },
    environment: { GITHUB_JOB: name, ...options.environment }
  })
  if (step.signal === null) expectComplete(step)
  return step
}

/** The second job has to be refused, and AWS is as it was. */
async function refused(simulator: Simulator, options: StepOptions = {}): Promise<string> {
  const jobsBefore = simulator.world.jobs.length
  const step = await job('app', 'app', simulator, options)
  expect(step).toMatchObject({ exitCode: 1, outputs: { status: 'blocked', 'instance-ids': '[]' } })
  expect(step.starts).toEqual([])
  expect(simulator.world.jobs).toHaveLength(jobsBefore)
  expect(step.evidence.refusals).toHaveLength(1)
  const message = step.evidence.refusals[0]?.message ?? ''
  expect(errorsIn(step.log)[0]).toBe(message)
  expect(step.summary).toContain('BLOCKED')
  return message
}

/** Sees to it that the first job has come to its end, and what it launched is as the scenario leaves it. */
async function databasesRun(scenario: ScenarioInput = {}, options: StepOptions = {}): Promise<Simulator> {
  const simulator = await startAws(scenario)
  await job('databases', 'databases', simulator, options)
  return simulator
}

function isRunning({ world }: Simulator, id: string): boolean {
  return world.instances.some(({ sourceServerId, state }) => sourceServerId === id && state === 'running')
}

const executionId = 'acme-shop-1234567890-payments'

describe('a drill over two jobs, with an approval in between', () => {
  test.concurrent('the second job finds the wave of the first one up, and launches its own alone', async () => {
    const simulator = await startAws()
    const first = await job('databases', 'databases', simulator)
    expect(first).toMatchObject({
      exitCode: 0,
      outputs: { status: 'passed', launched: '2', 'execution-id': executionId }
    })
    expect(first.evidence.leftOut.map(({ name }) => name)).toEqual(['app'])

    const second = await job('app', 'app', simulator)
    expect(second).toMatchObject({ exitCode: 0, outputs: { status: 'passed', 'execution-id': executionId } })
    expect(second.starts.map((start) => start.servers)).toEqual([[servers.app, servers.web]])
    expect(second.evidence.leftOut).toMatchObject([{ name: 'databases', cameUpEarlier: true }])
    expect(second.evidence.run.job).toBe('app')
    expect(simulator.world.jobs).toHaveLength(2)
    // What costs money is told for the whole execution.
    expect(second.evidence.stillRunning.instances.map(({ sourceServerId }) => sourceServerId).toSorted()).toEqual(
      Object.values(servers).toSorted()
    )
    const started = first.starts[0]?.at ?? 0
    const elapsed = (Date.parse(second.evidence.finishedAt ?? '') - started) / 1000
    expect(Math.abs(Number(second.outputs['rto-seconds']) - elapsed)).toBeLessThan(3)
  })

  test.concurrent('a failed second job can be run again', async () => {
    const simulator = await databasesRun({ servers: serversWith({ web: { outcome: ['failed', 'launched'] } }) })
    const second = await job('app', 'app', simulator)
    expect(second.outputs['status']).toBe('failed')
    const again = await job('app', 'app', simulator, { environment: { GITHUB_RUN_ATTEMPT: '2' } })
    expect(again.outputs['status']).toBe('passed')
    expect(again.starts.map((start) => start.servers)).toEqual([[servers.web]])
  })
})

describe('the second job is blocked', () => {
  test.concurrent('where the first never ran', async () => {
    const message = await refused(await startAws())
    expect(message).toContain('Wave databases is left out by the input "waves"')
    expect(message).toContain(`it has not come up in this execution (${executionId}): 2 of 2 servers are not up`)
    expect(message).toContain('Run it in an earlier job of this workflow run, or add it to "waves"')
  })

  test.concurrent('where the first did not bring all servers up', async () => {
    const simulator = await databasesRun({ servers: serversWith({ replica: { outcome: 'failed' } }) })
    expect(await refused(simulator)).toContain(`1 of 2 servers are not up (${servers.replica})`)
  })

  test.concurrent('where the first was lost before it saw an instance run', async () => {
    const simulator = await startAws({ servers: serversWith({ db: { phases: { boot: '100h' } } }) })
    const workspace = workspaceWith({ 'plan.yml': twoWaves() })
    await job('databases', 'databases', simulator, {
      workspace,
      started: (_simulator, main) => {
        void untilWritten(workspace, 'instances-observed', '"state":"pending"').then(() => main.kill('SIGKILL'))
      }
    })
    expect(await refused(simulator)).toContain(`1 of 2 servers are not up (${servers.db})`)
  })

  test.concurrent('where the cleanup of the first removed them', async () => {
    const simulator = await databasesRun({}, { inputs: { cleanup: 'on-success' } })
    expect(await refused(simulator)).toContain('2 of 2 servers are not up')
  })

  test.concurrent.each(['terminated', 'instance-vanishes', 'instance-stopped'] as const)(
    'where an instance is up no more by the time of the approval: %s',
    async (kind) => {
      const simulator = await databasesRun({ servers: serversWith({ db: { outcome: { kind, after: '1h' } } }) })
      await until('the instance is up no more', () => !isRunning(simulator, servers.db))
      expect(await refused(simulator)).toContain(`1 of 2 servers are not up (${servers.db})`)
    }
  )

  test.concurrent('where it came up in another workflow run', async () => {
    const simulator = await databasesRun({}, { environment: { GITHUB_RUN_ID: '999' } })
    expect(await refused(simulator)).toContain('2 of 2 servers are not up')
  })

  test.concurrent('where it came up for another plan', async () => {
    const simulator = await databasesRun({}, { plan: twoWaves({ name: 'inventory' }) })
    expect(await refused(simulator)).toContain('2 of 2 servers are not up')
  })

  test.concurrent('where it came up in a recovery', async () => {
    const recovery = { mode: 'recovery', 'confirm-recovery': 'payments' }
    const simulator = await databasesRun({}, { inputs: recovery })
    expect(await refused(simulator)).toContain('2 of 2 servers are not up')
  })

  test.concurrent('where a server of it was added to the plan since', async () => {
    const simulator = await databasesRun()
    const plan = planOf([
      { name: 'databases', servers: [servers.db, servers.replica, servers.web], timeout: '2m' },
      { name: 'app', servers: [servers.app], timeout: '2m' }
    ])
    expect(await refused(simulator, { plan })).toContain(`1 of 3 servers are not up (${servers.web})`)
  })
})

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly needs?: string
        readonly environment?: string
        readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, string>> }[]
      }
    >
  >
}

describe('examples/workflows/approval-between-waves.yml', () => {
  const text = readFileSync(new URL('../../examples/workflows/approval-between-waves.yml', import.meta.url), 'utf8')
  const { jobs } = parse(text) as Workflow
  const inputsOf = (name: string): Readonly<Record<string, string>> =>
    jobs[name]?.steps.find(({ uses }) => uses?.includes('/drs-drill@'))?.with ?? {}

  test('has the approval before the second job, all waves in one of the two, and the cleanup in the last alone', () => {
    // That of the role's trust policy, which has no reviewers.
    expect(jobs['databases']).toMatchObject({ environment: 'dr-drill' })
    expect(jobs['app']).toMatchObject({ needs: 'databases', environment: 'drill-approval' })
    expect(inputsOf('databases')).toMatchObject({ waves: 'databases', cleanup: 'never' })
    expect(inputsOf('app')).toMatchObject({ waves: 'app, batch, edge', cleanup: 'on-success' })
  })

  test('passes and cleans up with the example plan as it stands', async () => {
    const plan = readFileSync(new URL('../../examples/plans/demo.yml', import.meta.url), 'utf8')
    const listed = [...new Set(plan.match(/s-[0-9a-z]{17}/g) ?? [])]
    const matched = ['a', 'b', 'c'].map((end) => ({
      id: `s-2222222222222222${end}`,
      hostname: `payments-app-${end}`,
      tags: { App: 'payments', Tier: 'app' }
    }))
    const simulator = await startAws({ servers: [...listed.map((id) => ({ id })), ...matched] })
    for (const name of ['databases', 'app']) {
      const { waves = '', cleanup = '' } = inputsOf(name)
      const step = await job(name, waves, simulator, { plan, inputs: { cleanup } })
      expect(step.outputs['status']).toBe('passed')
    }
    expect(simulator.world.instances.map(({ state }) => state)).toEqual([...listed, ...matched].map(() => 'terminated'))
  })
})
