import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runDrill, serverOf, until, type Drill, type DrillOptions } from './drills.js'
import { errorsIn } from './log-reader.js'
import { oneWave, planOf, servers, serversWith, twoWaves } from './plans.js'

/** Runs a drill that is sent a signal as soon as `when` holds. */
function runInterrupted(options: DrillOptions, signal: NodeJS.Signals, when: (log: string) => boolean): Promise<Drill> {
  return runDrill({
    ...options,
    started: (_simulator, main, log) => {
      void until('the moment to interrupt', () => when(log()) || main.exitCode !== null).then(() => main.kill(signal))
    }
  })
}

const stuck = { outcome: { kind: 'stuck', status: 'PENDING' } } as const

describe('the verdict of a drill', () => {
  test.concurrent('passed: every server is up', async () => {
    const drill = await runDrill({ plan: twoWaves({ objectives: { rto: '2m', rpo: '15m' } }) })
    expect(drill.exitCode).toBe(0)
    const { outputs, evidence } = drill
    expect(outputs).toMatchObject({
      status: 'passed',
      'execution-id': 'acme-shop-1234567890-payments',
      launched: '4',
      'not-launched': '0',
      'rpo-seconds': '0',
      'evidence-dir': `${drill.workspace}/drs-drill-evidence`
    })
    expect(Number(outputs['rto-seconds'])).toBeGreaterThanOrEqual(1)
    expect(Number(outputs['rto-seconds'])).toBeLessThanOrEqual(Math.ceil(drill.seconds))
    expect(JSON.parse(outputs['job-ids'] ?? '')).toEqual(drill.world.jobs.map(({ jobId }) => jobId))
    expect(JSON.parse(outputs['instance-ids'] ?? '')).toEqual(drill.world.instances.map(({ instanceId }) => instanceId))
    expect(drill.servers.map(({ hostname, wave, status }) => [hostname, wave, status])).toEqual([
      ['db-01', 'databases', 'launched'],
      ['db-02', 'databases', 'launched'],
      ['app-01', 'app', 'launched'],
      ['web-01', 'app', 'launched']
    ])
    expect(evidence).toMatchObject({
      mode: 'drill',
      plan: { name: 'payments', path: 'plan.yml', commit: '0123456789abcdef0123456789abcdef01234567' },
      run: { repository: 'acme/shop', runId: '1234567890', attempt: 1, actor: 'octocat', job: 'drill' },
      identity: { account: '123456789012', region: 'us-west-2' },
      objectives: { rto: { targetSeconds: 120, met: true }, rpo: { targetSeconds: 900, met: true } },
      refusals: [],
      deviations: [],
      waves: [
        { name: 'databases', after: [], status: 'up', jobs: [{ status: 'COMPLETED' }] },
        { name: 'app', after: ['databases'], status: 'up', jobs: [{ status: 'COMPLETED' }] }
      ]
    })
    expect(evidence.waves[0]?.servers[0]).toMatchObject({
      launchStatus: 'LAUNCHED',
      instance: { state: 'running', type: 'm5.large', subnetId: 'subnet-0a1b2c3d4e5f60718', isDrill: true }
    })
    expect(Object.keys(evidence.api.calls)).toContain('drs:StartRecovery')
    expect(drill.summary).toContain('✅ PASSED: payments, drill, 4 of 4 servers up')
    expect(drill.summary).toContain(
      `[\`${drill.servers[0]?.ec2InstanceId ?? ''}\`](https://us-west-2.console.aws.amazon.com`
    )
    expect(errorsIn(drill.log)).toEqual([])
  })

  test.concurrent('failed: servers that did not launch, those after them not started', async () => {
    const drill = await runDrill({
      scenario: { servers: serversWith({ db: { outcome: 'failed' }, replica: { outcome: 'skipped' } }) },
      plan: twoWaves()
    })
    expect(drill.outputs).toMatchObject({ status: 'failed', launched: '0', 'not-launched': '4', 'instance-ids': '[]' })
    expect(drill.servers.map(({ status }) => status)).toEqual(['failed', 'skipped', 'not-started', 'not-started'])
    expect(serverOf(drill, servers.app).reason).toBe('wave databases, which it comes after, is not up')
    expect(drill.evidence.waves.map(({ status }) => status)).toEqual(['failed', 'not-started'])
    expect(drill.evidence.deviations.map(({ kind }) => kind).toSorted()).toEqual([
      'server-failed',
      'server-skipped',
      'wave-not-started'
    ])
    const [db, replica] = errorsIn(drill.log)
    expect(db).toMatch(/^db-01 \(s-1111111111111111a, wave databases\) failed: .*InsufficientInstanceCapacity/)
    expect(replica).toMatch(/^db-02 \(s-1111111111111111b, wave databases\) skipped: /)
    expect(drill.summary).toContain('❌ FAILED: payments, drill, 0 of 4 servers up')
    expect(drill.summary).toContain('Choose another instance type or subnet')
    expect(drill.starts).toHaveLength(1)
  })

  test.concurrent('timed-out: a budget ran out, and what still runs is told', async () => {
    const drill = await runDrill({
      scenario: { servers: serversWith({ db: stuck }) },
      plan: oneWave({ timeout: '5s' })
    })
    expect(drill.outputs).toMatchObject({ status: 'timed-out', launched: '1', 'not-launched': '1' })
    expect(serverOf(drill, servers.db)).toMatchObject({
      status: 'timed-out',
      reason: expect.stringContaining('in the snapshot phase')
    })
    expect(drill.evidence.stillRunning.jobs.map(({ jobId }) => jobId)).toEqual([drill.world.jobs[0]?.jobId])
    expect(drill.evidence.stillRunning.instances).toHaveLength(1)
    expect(drill.log).toMatch(/job drsjob-\w+ of wave databases may still launch servers \(STARTED\)/)
    expect(drill.summary).toContain(drill.world.jobs[0]?.jobId)
  })

  test.concurrent('failed wins over timed-out when a server failed for another reason', async () => {
    const drill = await runDrill({
      scenario: { servers: serversWith({ db: stuck, replica: { outcome: 'failed' } }) },
      plan: oneWave({ timeout: '5s' })
    })
    expect(drill.outputs['status']).toBe('failed')
    expect(drill.servers.map(({ status }) => status)).toEqual(['timed-out', 'failed'])
  })

  test.concurrent.each(['SIGINT', 'SIGTERM'] as const)('cancelled: %s ends it within seconds', async (signal) => {
    const options = { scenario: { servers: serversWith({ db: stuck }) }, plan: twoWaves() }
    let sentAt = 0
    const drill = await runInterrupted(options, signal, (log) => {
      sentAt = Date.now()
      return log.includes('db-02  LAUNCHED') || / db-02 +UP as /.test(log)
    })
    expect(Date.now() - sentAt).toBeLessThan(6_000)
    expect(drill.outputs).toMatchObject({ status: 'cancelled', launched: '1', 'not-launched': '3' })
    expect(drill.servers.map(({ status }) => status)).toEqual(['cancelled', 'launched', 'not-started', 'not-started'])
    expect(drill.evidence.stillRunning.jobs).toHaveLength(1)
    expect(drill.log).toContain(`${signal} received`)
    expect(drill.summary).toContain('✋ CANCELLED')
    expect(drill.summary).toContain(drill.world.jobs[0]?.jobId)
    expect(drill.starts).toHaveLength(1)
  })

  test.concurrent('cancelled before anything was started', async () => {
    const options: DrillOptions = { scenario: { faults: [{ kind: 'slow', service: 'sts', delaySeconds: 5 }] } }
    const drill = await runInterrupted(options, 'SIGINT', (log) => log.includes('::endgroup::'))
    expect(drill.outputs).toMatchObject({ status: 'cancelled', launched: '0', 'job-ids': '[]' })
    expect(drill.starts).toEqual([])
  })

  test.concurrent('blocked: AWS was asked, and nothing was started', async () => {
    const drill = await runDrill({ plan: planOf([{ name: 'databases', servers: ['s-00000000000000000'] }]) })
    expect(drill.outputs).toMatchObject({
      status: 'blocked',
      'instance-ids': '[]',
      'job-ids': '[]',
      launched: '0',
      'rto-seconds': '',
      'rpo-seconds': ''
    })
    expect(drill.evidence.refusals[0]?.message).toContain('s-00000000000000000')
    expect(drill.summary).toContain('⛔ BLOCKED: payments, drill, nothing was started')
    expect(drill.evidence.identity?.account).toBe('123456789012')
  })
})

describe('objectives', () => {
  test.concurrent('a missed RTO fails a drill in which every server is up', async () => {
    const drill = await runDrill({ plan: oneWave({}, { objectives: { rto: '1s' } }) })
    expect(drill.outputs).toMatchObject({ status: 'failed', launched: '2', 'not-launched': '0' })
    expect(drill.evidence.objectives.rto.met).toBe(false)
    expect(drill.evidence.reason).toContain('the RTO of 1s was missed')
  })

  test.concurrent('a missed RPO only warns when the plan says so', async () => {
    const drill = await runDrill({
      scenario: { servers: serversWith({ db: { lag: 'PT40M' } }) },
      plan: oneWave({}, { objectives: { rpo: '15m', 'on-miss': 'warn' } })
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(Number(drill.outputs['rpo-seconds'])).toBeGreaterThanOrEqual(2400)
    expect(drill.evidence.objectives.rpo.met).toBe(false)
    expect(drill.evidence.deviations).toMatchObject([
      { kind: 'rpo-missed', message: expect.stringContaining('the RPO of 15m was missed') }
    ])
    expect(drill.summary).toMatch(/^## ✅ PASSED, RPO missed \(\d+m.* of 15m\): payments/m)
    expect(drill.summary).toMatch(/\*\*RPO:\*\* the oldest recovery point was that of \*\*db-01\*\*/)
    expect(drill.summary).toMatch(/Recovery point \(RPO\) \| 15m \| \S+.* \| \*\*missed\*\*/)
    const { predicate } = JSON.parse(readFileSync(join(drill.folder, 'statement.json'), 'utf8')) as {
      predicate: { result: string; warnedTests: readonly string[] }
    }
    expect(predicate).toMatchObject({ result: 'WARNED', warnedTests: ['drill/rpo'] })
  })

  test.concurrent('each wave and each server has its own figures, and the drill has the worst', async () => {
    const drill = await runDrill({
      scenario: { servers: serversWith({ db: { lag: 'PT40M' }, app: { lag: 'PT5M' } }) },
      plan: twoWaves()
    })
    const { waves, objectives } = drill.evidence
    const oldest = (figures: readonly (number | null)[]) => Math.max(...figures.map((figure) => figure ?? NaN))
    for (const wave of waves) {
      const { rtoSeconds, rpoSeconds } = wave
      expect(rpoSeconds).toBe(oldest(wave.servers.map((server) => server.rpoSeconds)))
      expect(rtoSeconds).toBeGreaterThanOrEqual(oldest(wave.servers.map((server) => server.rtoSeconds)))
      expect(drill.summary).toMatch(new RegExp(`Wave ${wave.name}: 2 of 2 servers up, .*, RTO \\S+.*, RPO \\S+`))
    }
    // The simulated clock begins a job a moment after it was asked for.
    expect(waves[0]?.rpoSeconds).toBeGreaterThan(2390)
    expect(waves[1]?.rpoSeconds).toBeLessThan(2390)
    expect(objectives.rpo.achievedSeconds).toBe(oldest(waves.map(({ rpoSeconds }) => rpoSeconds)))
    expect(objectives.rto.achievedSeconds).toBeGreaterThanOrEqual(oldest(waves.map(({ rtoSeconds }) => rtoSeconds)))
  })
})

describe('modes', () => {
  test.concurrent('validate asks AWS nothing', async () => {
    const drill = await runDrill({ inputs: { mode: 'validate' }, scenario: { credentials: { kind: 'none' } } })
    expect(drill.outputs).toMatchObject({ status: 'passed', servers: '[]', 'instance-ids': '[]', launched: '' })
    expect(drill.calls).toEqual([])
    expect(drill.evidence.identity).toBeNull()
  })

  test.concurrent('recovery launches what is no drill, once confirmed', async () => {
    const drill = await runDrill({ inputs: { mode: 'recovery', 'confirm-recovery': 'payments' } })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.world.recoveryInstances.map(({ isDrill }) => isDrill)).toEqual([false, false])
    expect(drill.starts[0]?.isDrill).toBe(false)
    expect(drill.summary).toContain('recovery (real failover)')
  })
})
