import { describe, expect, test } from '@jest/globals'
import type { ScenarioInput } from '../../simulator/index.js'
import { runDrill, runDrillOn, serverOf, startAws, type Drill } from './drills.js'
import { interpose } from './interposer.js'
import { oneWave, planOf, servers, serversWith, type ServerSettings } from './plans.js'

/** A drill of two databases, of which the first is like this, the second in order. */
function drillWithDb(db: ServerSettings, wave: Readonly<Record<string, unknown>> = {}, scenario: ScenarioInput = {}) {
  return runDrill({ scenario: { servers: serversWith({ db }), ...scenario }, plan: oneWave(wave) })
}

function recordOfDb({ evidence }: Drill) {
  return evidence.waves.flatMap((wave) => wave.servers).find(({ sourceServerId }) => sourceServerId === servers.db)
}

describe('LAUNCHED is believed when EC2 says the same', () => {
  test.concurrent.each([
    ['is not listed by DRS', 'absent', 'no EC2 instance of this job is known'],
    ['is not known to EC2', 'not-found', 'EC2 does not know i-']
  ] as const)('a LAUNCHED server whose instance %s is unverified', async (_what, recoveryInstance, reason) => {
    const drill = await drillWithDb(
      { outcome: { kind: 'launched-without-instance', recoveryInstance } },
      { timeout: '6s' }
    )
    expect(drill.outputs).toMatchObject({ status: 'failed', launched: '1', 'not-launched': '1' })
    expect(serverOf(drill, servers.db).status).toBe('unverified')
    expect(serverOf(drill, servers.db).reason).toContain(reason)
    expect(recordOfDb(drill)?.launchStatus).toBe('LAUNCHED')
    expect(recordOfDb(drill)?.verifiedAt).toBeNull()
  })

  test.concurrent('an instance that DRS lists late is waited for', async () => {
    const drill = await drillWithDb({ recoveryInstanceVisibleAfter: '30m' })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.log).toContain('no EC2 instance is to be found yet')
  })

  test.concurrent('an instance that is stopped although it should run is unverified', async () => {
    const drill = await drillWithDb({ outcome: { kind: 'instance-stopped', after: '0s' } }, { timeout: '6s' })
    expect(drill.outputs['status']).toBe('failed')
    expect(serverOf(drill, servers.db).status).toBe('unverified')
    expect(serverOf(drill, servers.db).reason).toMatch(/i-\w+ is stopped, its launch settings ask for running/)
  })

  test.concurrent('an instance that EC2 does not know any more is unverified', async () => {
    const drill = await drillWithDb({ outcome: { kind: 'instance-vanishes', after: '0s' } }, { timeout: '6s' })
    expect(drill.outputs['status']).toBe('failed')
    expect(serverOf(drill, servers.db).status).toBe('unverified')
  })

  test.concurrent('a server whose recovery instance was terminated is told so', async () => {
    const drill = await drillWithDb({ outcome: { kind: 'terminated', after: '0s' } })
    expect(drill.outputs['status']).toBe('failed')
    expect(serverOf(drill, servers.db).status).toBe('terminated')
    expect(drill.seconds).toBeLessThan(30)
  })

  test.concurrent('a server that its launch settings want stopped is up when it is stopped', async () => {
    const drill = await drillWithDb({ launchDisposition: 'STOPPED' }, { verify: { instance: 'status-ok' } })
    expect(drill.outputs['status']).toBe('passed')
    expect(recordOfDb(drill)?.instance?.state).toBe('stopped')
    expect(recordOfDb(drill)?.before?.launchDisposition).toBe('STOPPED')
  })

  test.concurrent('the instance of an earlier drill does not count', async () => {
    const drill = await drillWithDb(
      {
        earlierDrillInstance: { ec2InstanceId: 'i-0ea71e70000000000' },
        outcome: { kind: 'launched-without-instance', recoveryInstance: 'absent' }
      },
      { timeout: '6s' }
    )
    expect(serverOf(drill, servers.db)).toMatchObject({ status: 'unverified', ec2InstanceId: '' })
  })

  test.concurrent('a running instance that DRS lists for another job does not count', async () => {
    const simulator = await startAws()
    const drs = await interpose(`${simulator.url}/drs`, (operation, answer) =>
      operation === 'DescribeRecoveryInstances'
        ? { ...answer, body: answer.body.replaceAll(/"jobID":"[^"]*"/g, '"jobID":"drsjob-00000000000000000"') }
        : undefined
    )
    const drill = await runDrillOn(simulator, {
      plan: oneWave({ timeout: '6s' }),
      environment: { AWS_ENDPOINT_URL_DRS: drs.url }
    })
    await drs.close()
    expect(drill.world.instances.map(({ state }) => state)).toEqual(['running', 'running'])
    expect(drill.outputs['status']).toBe('failed')
    expect(drill.servers.map(({ status }) => status)).toEqual(['unverified', 'unverified'])
  })
})

describe('status checks and post-launch actions', () => {
  const statusOk = { verify: { instance: 'status-ok' } }

  test.concurrent('status checks that take long are waited for', async () => {
    const drill = await drillWithDb({ statusChecks: { after: '30m' } }, statusOk)
    expect(drill.outputs['status']).toBe('passed')
    expect(recordOfDb(drill)?.instance?.statusChecks).toBe('ok')
    const { launchedAt, verifiedAt } = recordOfDb(drill) ?? {}
    expect(Date.parse(verifiedAt ?? '') - Date.parse(launchedAt ?? '')).toBeGreaterThanOrEqual(1000)
  })

  test.concurrent.each([
    ['impaired', 'failed', 'unverified'],
    ['insufficient-data', 'timed-out', 'timed-out']
  ] as const)('status checks that stay %s end the drill %s with its budget', async (result, status, serverStatus) => {
    const drill = await drillWithDb({ statusChecks: { result } }, { ...statusOk, timeout: '6s' })
    expect(drill.outputs['status']).toBe(status)
    expect(serverOf(drill, servers.db).status).toBe(serverStatus)
    expect(serverOf(drill, servers.db).reason).toContain(`its EC2 status checks are ${result}`)
    expect(serverOf(drill, servers.replica).status).toBe('launched')
  })

  const required = (actions: ServerSettings['postLaunchActions'], timeout = '20s') =>
    runDrill({
      scenario: { servers: serversWith({ db: { ...(actions && { postLaunchActions: actions }) } }) },
      plan: planOf([{ name: 'databases', servers: [servers.db], timeout, verify: { 'launch-actions': 'required' } }])
    })

  test.concurrent('post-launch actions that succeed make a server up', async () => {
    const drill = await required([{ name: 'install agent' }, { name: 'smoke test', duration: '15m' }])
    expect(drill.outputs['status']).toBe('passed')
    expect(recordOfDb(drill)?.launchActions.map(({ name, status }) => [name, status])).toEqual([
      ['install agent', 'SUCCEEDED'],
      ['smoke test', 'SUCCEEDED']
    ])
  })

  test.concurrent('post-launch actions that DRS does not report at first are waited for, by name', async () => {
    const drill = await runDrill({
      scenario: {
        servers: serversWith({ db: { postLaunchActions: [{ name: 'smoke test', duration: '15m' }] } }),
        jobs: { launchActionsStatusAfter: '20m' }
      },
      plan: planOf([
        { name: 'databases', servers: [servers.db], timeout: '20s', verify: { 'launch-actions': 'required' } }
      ])
    })
    expect(drill.outputs['status']).toBe('passed')
    const { launchedAt, verifiedAt, launchActions } = recordOfDb(drill) ?? {}
    // Thirty-five minutes of the simulator's time.
    expect(Date.parse(verifiedAt ?? '') - Date.parse(launchedAt ?? '')).toBeGreaterThanOrEqual(3000)
    expect(launchActions).toEqual([{ name: 'smoke test', status: 'SUCCEEDED', optional: false, failureReason: null }])
    expect(drill.log).toContain('post-launch action "smoke test" IN_PROGRESS')
    expect(drill.log).toContain('post-launch action "smoke test" SUCCEEDED')
  })

  test.concurrent(
    'post-launch actions that the plan ignores are not waited for, and do not fail a server',
    async () => {
      const drill = await drillWithDb({
        postLaunchActions: [
          { name: 'smoke test', status: 'FAILED', failureReason: 'port 443 is closed', duration: '1s' },
          { name: 'backup', status: 'IN_PROGRESS' }
        ]
      })
      expect(drill.outputs['status']).toBe('passed')
      expect(recordOfDb(drill)?.launchActions.map(({ name }) => name)).toEqual(['smoke test', 'backup'])
      expect(recordOfDb(drill)?.launchActions[1]?.status).toBe('IN_PROGRESS')
    }
  )

  test.concurrent('a required post-launch action that fails fails the server, with its reason', async () => {
    const drill = await required([{ name: 'smoke test', status: 'FAILED', failureReason: 'port 443 is closed' }])
    expect(drill.outputs['status']).toBe('failed')
    expect(serverOf(drill, servers.db)).toMatchObject({
      status: 'failed',
      reason: 'post-launch action "smoke test" failed: port 443 is closed'
    })
  })

  test.concurrent(
    'a required post-launch action that DRS lists after the one before it fails the server, too',
    async () => {
      const drill = await required([
        { name: 'install agent' },
        { name: 'smoke test', status: 'FAILED', failureReason: 'port 443 is closed', listedAfter: '20m' }
      ])
      expect(drill.outputs['status']).toBe('failed')
      expect(serverOf(drill, servers.db)).toMatchObject({
        status: 'failed',
        reason: 'post-launch action "smoke test" failed: port 443 is closed'
      })
    }
  )

  test.concurrent('a post-launch action that never ends runs into the budget', async () => {
    const drill = await required([{ name: 'smoke test', status: 'IN_PROGRESS' }], '6s')
    expect(drill.outputs['status']).toBe('timed-out')
    expect(serverOf(drill, servers.db).reason).toContain('post-launch action "smoke test" is IN_PROGRESS')
  })

  test.concurrent('an optional post-launch action that fails is a deviation, and no more', async () => {
    const drill = await required([
      { name: 'notify', status: 'FAILED', optional: true, failureReason: 'no such topic' },
      { name: 'smoke test' }
    ])
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.evidence.deviations.map(({ kind }) => kind)).toEqual(['launch-action-failed'])
    expect(drill.summary).toContain('no such topic')
    expect(drill.summary).toMatch(/\| db-01 \|.*\| optional post-launch action notify failed: no such topic \|/)
    expect(recordOfDb(drill)?.launchActions[0]).toEqual({
      name: 'notify',
      status: 'FAILED',
      optional: true,
      failureReason: 'no such topic'
    })
  })

  test.concurrent('required post-launch actions that are not activated block the drill', async () => {
    const drill = await required(undefined)
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.evidence.reason).toContain('not activated in its DRS launch settings')
  })
})

describe('the verdict is true at the moment it is given', () => {
  /** Wave app takes six seconds; what happens to the databases happens while it is launched. */
  const longDrill = (outcome: ServerSettings['outcome']) =>
    runDrill({
      scenario: {
        servers: serversWith({ db: { ...(outcome && { outcome }) }, app: { phases: { conversion: '80m' } } })
      },
      plan: planOf(
        [
          { name: 'databases', servers: [servers.db, servers.replica] },
          { name: 'app', servers: [servers.app] }
        ],
        { timeout: '16s' }
      )
    })

  test.concurrent.each([
    ['terminated', { kind: 'terminated', after: '55m' }],
    ['stopped', { kind: 'instance-stopped', after: '55m' }],
    ['gone', { kind: 'instance-vanishes', after: '55m' }]
  ] as const)('a server of the first wave that is %s when the last is up is not green', async (_word, outcome) => {
    const drill = await longDrill(outcome)
    expect(drill.log).toContain('wave UP: 2 of 2 servers')
    expect(drill.outputs).toMatchObject({ status: 'failed', launched: '2', 'not-launched': '1' })
    expect(serverOf(drill, servers.db).status).toBe('unverified')
    expect(serverOf(drill, servers.db).reason).toContain('it was up, but at the end of the drill')
    expect(drill.evidence.waves.map((wave) => [wave.name, wave.status])).toEqual([
      ['databases', 'failed'],
      ['app', 'up']
    ])
  })
})
