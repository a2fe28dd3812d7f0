import { describe, expect, test } from '@jest/globals'
import type { ScenarioInput } from '../../simulator/index.js'
import { runDrill, runDrillOn, startAws, until, type Drill, type DrillOptions } from './drills.js'
import { interpose } from './interposer.js'
import { oneWave, serversWith } from './plans.js'

type Fault = NonNullable<ScenarioInput['faults']>[number]

/** One job for the two servers, however often it was asked for; `runDrill` has seen to it that none is in two. */
function expectOneJob(drill: Drill): void {
  expect(drill.outputs['status']).toBe('passed')
  expect(drill.world.jobs).toHaveLength(1)
  expect(JSON.parse(drill.outputs['job-ids'] ?? '')).toEqual([drill.world.jobs[0]?.jobId])
  expect(drill.starts.filter(({ executed }) => executed)).toHaveLength(1)
}

const operation = 'StartRecovery'

describe('an answer of StartRecovery that does not come', () => {
  test.concurrent.each<readonly [string, Fault]>([
    ['is cut off before it is executed', { kind: 'cut-before', operation, nth: 1 }],
    ['is cut off after it was executed', { kind: 'cut-after', operation, nth: 1 }],
    ['is cut off in its midst', { kind: 'cut-during', operation, nth: 1 }],
    ['never comes, though it was executed', { kind: 'hang-after', operation, nth: 1 }],
    ['is an internal error', { kind: 'internal-error', operation, nth: 1 }],
    ['is an internal error of what was executed', { kind: 'internal-error', operation, nth: 1, executed: true }]
  ])('%s: its job is looked for before anything is tried again', async (_what, fault) => {
    const drill = await runDrill({ scenario: { faults: [fault] } })
    expectOneJob(drill)
    expect(drill.journal.map(({ type }) => type)).toContain('job-answer-lost')
    const [lost] = drill.starts
    // The next call that could start anything, if any, comes after a look at the jobs.
    const calls = drill.calls.filter(({ at }) => at > (lost?.at ?? 0)).map((call) => call.operation)
    expect(calls.indexOf('DescribeJobs')).toBeGreaterThanOrEqual(0)
    if (calls.includes(operation)) expect(calls.indexOf('DescribeJobs')).toBeLessThan(calls.indexOf(operation))
  })

  test.concurrent('a lost job that DRS shows only after a long time is found all the same', async () => {
    const drill = await runDrill({
      scenario: {
        faults: [{ kind: 'cut-after', operation, nth: 1 }],
        jobs: { visibleAfter: '70m' },
        servers: serversWith({ db: { phases: { conversion: '100m' } }, replica: { phases: { conversion: '100m' } } })
      }
    })
    expectOneJob(drill)
  })
})

describe('a refusal of StartRecovery that passes', () => {
  test.concurrent.each<readonly [string, Fault]>([
    ['throttling', { kind: 'throttle', operation, first: 3 }],
    ['throttling with a time to wait', { kind: 'throttle', operation, first: 1, retryAfterSeconds: 3 }],
    ['a quota', { kind: 'error', operation, first: 2, name: 'ServiceQuotaExceededException', status: 402 }],
    ['a conflict', { kind: 'error', operation, first: 2, name: 'ConflictException', status: 409 }]
  ])('%s: it is tried again, and the drill passes', async (_what, fault) => {
    const drill = await runDrill({ scenario: { faults: [fault] } })
    // After a conflict the servers may be asked for one by one, to find the one that is busy.
    expect(drill.outputs).toMatchObject({ status: 'passed', launched: '2' })
    expect(drill.world.jobs.flatMap((job) => job.servers)).toHaveLength(2)
    expect(drill.starts.length).toBeGreaterThan(1)
    const [first, second] = drill.starts
    const pause = (second?.at ?? 0) - (first?.at ?? 0)
    expect(pause).toBeGreaterThanOrEqual('retryAfterSeconds' in fault ? 2_900 : 900)
  })
})

describe('looks that fail never fail a drill', () => {
  const describes = { operation: 'Describe*' } as const

  test.concurrent.each<readonly [string, readonly Fault[]]>([
    ['throttled', [{ kind: 'throttle', ...describes, first: 12 }]],
    ['answered with errors', [{ kind: 'internal-error', ...describes, every: 2 }]],
    ['cut off', [{ kind: 'cut-before', ...describes, every: 2 }]],
    ['cut off in their midst', [{ kind: 'cut-during', ...describes, every: 2 }]],
    [
      'refused for credentials that were just renewed',
      [
        {
          kind: 'error',
          service: 'drs',
          operation: 'DescribeJobs',
          nth: [2, 3],
          name: 'ExpiredTokenException',
          status: 403
        }
      ]
    ]
  ])('%s', async (_what, faults) => {
    const drill = await runDrill({
      scenario: { faults: [...faults] },
      plan: oneWave({ verify: { instance: 'status-ok' } })
    })
    expectOneJob(drill)
  })

  test.concurrent('an outage of some seconds in the midst of the drill', async () => {
    const drill = await runDrill({
      ...withFaultsOnceStarted([{ kind: 'internal-error', untilSeconds: 9 }]),
      plan: oneWave({ verify: { instance: 'status-ok' } })
    })
    expectOneJob(drill)
    expect(drill.evidence.api.retried).toBeGreaterThan(0)
  })

  test.concurrent.each([502, 200])('a page of HTML from a proxy, with HTTP %d', async (status) => {
    const simulator = await startAws()
    let left = 12
    const drs = await interpose(`${simulator.url}/drs`, (called) => {
      if (called !== 'DescribeJobs' || simulator.world.jobs.length === 0 || left === 0) return undefined
      left -= 1
      return { status, contentType: 'text/html', body: '<html><body><h1>Proxy error</h1></body></html>' }
    })
    const drill = await runDrillOn(simulator, { environment: { AWS_ENDPOINT_URL_DRS: drs.url } })
    await drs.close()
    expect(left).toBeLessThan(12)
    expectOneJob(drill)
  })
})

describe('a service that stays away ends the drill when its budget does', () => {
  test.concurrent('after the launch was asked for: with that reason', async () => {
    const drill = await runDrill({
      ...withFaultsOnceStarted([{ kind: 'internal-error', service: 'drs' }]),
      plan: oneWave({ timeout: '7s' })
    })
    expect(drill.outputs).toMatchObject({ status: 'timed-out', launched: '0' })
    expect(drill.servers[0]?.reason).toContain('InternalServerException')
    expect(drill.evidence.stillRunning.jobs).toHaveLength(1)
    expect(drill.seconds).toBeLessThan(60)
  })

  test.concurrent('before anything was started: with that reason', async () => {
    const drill = await runDrill({
      scenario: { faults: [{ kind: 'internal-error', service: 'drs' }] },
      inputs: { timeout: '6s' }
    })
    expect(['timed-out', 'blocked']).toContain(drill.outputs['status'])
    expect(drill.outputs['job-ids']).toBe('[]')
    expect(drill.evidence.reason).toContain('InternalServerException')
  })

  test.concurrent('an endpoint that cannot be reached', async () => {
    const drill = await runDrill({
      environment: { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' },
      inputs: { timeout: '6s' }
    })
    expect(['timed-out', 'blocked']).toContain(drill.outputs['status'])
    expect(drill.evidence.reason).toContain('cannot be reached')
  })
})

/** Faults that begin when DRS has started the drill's job. */
function withFaultsOnceStarted(faults: Fault[]): DrillOptions {
  return {
    started: (simulator, main) => {
      void until('a job', () => simulator.world.jobs.length > 0 || main.exitCode !== null).then(() => {
        simulator.setFaults(faults)
      })
    }
  }
}
