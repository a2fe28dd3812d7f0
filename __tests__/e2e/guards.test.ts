import { describe, expect, test } from '@jest/globals'
import { StartRecoveryCommand } from '@aws-sdk/client-drs'
import type { Simulator } from '../../simulator/index.js'
import { clients } from '../simulator/clients.js'
import { startAws, runDrill, runDrillOn, serverOf, until, type Drill } from './drills.js'
import { annotationsIn } from './log-reader.js'
import { oneWave, planOf, servers, serversWith, type ServerSettings } from './plans.js'

const findingsOf = ({ evidence }: Drill, check: string) =>
  evidence.preflight.find((one) => one.check === check)?.findings ?? []

const isOurs = ({ tags }: Drill['world']['jobs'][number]) => 'drs-drill:execution' in tags

describe('guards.wait-for-other-jobs', () => {
  const waiting = (wait: string) => oneWave({}, { guards: { 'wait-for-other-jobs': wait } })
  const heldFor = (activeFor: string) => ({ otherJobs: [{ servers: [servers.db], activeFor }] })

  test.concurrent.each(['drill', 'recovery'])('lets a %s wait until the job is over, then goes on', async (mode) => {
    const drill = await runDrill({
      scenario: heldFor('60m'),
      plan: waiting('30s'),
      inputs: { mode, ...(mode === 'recovery' && { 'confirm-recovery': 'payments' }) }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.log).toMatch(
      /waiting up to 30s for jobs of somebody else before anything is started: drsjob-\S+ \(holds db-01\)/
    )
    expect(findingsOf(drill, 'other-jobs')).toMatchObject([
      { class: 'note', message: expect.stringMatching(/^Waited \S+ for drsjob-/) }
    ])
    expect(drill.evidence.guards).toMatchObject({
      waitForOtherJobsSeconds: 30,
      waited: { jobIds: [expect.any(String)] }
    })
    const [wave] = drill.evidence.waves
    const waited = Date.parse(wave?.startedAt ?? '') - Date.parse(drill.evidence.startedAt)
    expect(waited).toBeGreaterThan(1000)
    expect(drill.calls.map(({ outcome }) => outcome)).not.toContain('ConflictException')
  })

  test.concurrent.each(['2s', '0s'])('of %s blocks the drill when it is over, with nothing started', async (wait) => {
    const drill = await runDrill({ scenario: heldFor('5h'), plan: waiting(wait) })
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.world.jobs.filter(isOurs)).toEqual([])
    const reason = wait === '0s' ? 'the plan does not wait' : 'still was after a wait of 2s'
    const words = new RegExp(
      `^Server db-01 \\(${servers.db}\\) is held by drsjob-\\S+, a job of somebody else, and ${reason}.*Run again when`
    )
    expect(drill.evidence.refusals).toMatchObject([{ message: expect.stringMatching(words), line: expect.any(Number) }])
    expect(annotationsIn(drill.log).map(({ level }) => level)).toContain('error')
  })

  test.concurrent('is only told of in a preflight, which runs in seconds', async () => {
    const drill = await runDrill({ scenario: heldFor('5h'), plan: waiting('4m'), inputs: { mode: 'preflight' } })
    expect(drill.outputs['status']).toBe('passed')
    expect(findingsOf(drill, 'other-jobs')).toMatchObject([
      { class: 'warning', message: expect.stringContaining('A drill waits up to 4m for its end, and is blocked then') }
    ])
  })

  test.concurrent('ends when the run is cancelled', async () => {
    const drill = await runDrill({
      scenario: heldFor('5h'),
      plan: waiting('2m'),
      started: (_simulator, child, log) => {
        void until('the wait', () => log().includes('waiting up to 2m')).then(() => child.kill('SIGINT'))
      }
    })
    expect(drill.outputs['status']).toBe('cancelled')
    expect(drill.world.jobs.filter(isOurs)).toEqual([])
  })
})

describe('a live recovery that somebody starts while the drill runs', () => {
  /** Somebody fails app-01 over for real as soon as the databases are asked for; the second wave starts long after. */
  async function failOverDuring(plan: string): Promise<Drill> {
    const simulator = await startAws()
    return runDrillOn(simulator, {
      plan,
      started: () => {
        void until('the first launch', () => simulator.world.jobs.length > 0).then(() => {
          const { drs } = clients(simulator)
          return drs.send(
            new StartRecoveryCommand({
              sourceServers: [{ sourceServerID: servers.app }],
              isDrill: false,
              tags: { 'started-by': 'somebody else' }
            })
          )
        })
      }
    })
  }
  const plan = (settings = {}) =>
    planOf(
      [
        { name: 'databases', servers: [servers.db], timeout: '2m', soak: '12s' },
        { name: 'app', servers: [servers.app, servers.web], timeout: '2m' }
      ],
      settings
    )
  const liveIn = ({ world }: Drill) =>
    world.instances.filter(({ sourceServerId, state }) => sourceServerId === servers.app && state === 'running')

  test.concurrent('is not destroyed by a later wave: its server fails, the others of the wave come up', async () => {
    const drill = await failOverDuring(plan())
    expect(drill.outputs['status']).toBe('failed')
    expect(serverOf(drill, servers.app)).toMatchObject({
      status: 'failed',
      jobId: '',
      reason: expect.stringContaining('it has got a live recovery instance')
    })
    expect(serverOf(drill, servers.web).status).toBe('launched')
    const ours = drill.starts.filter(({ tags }) => 'drs-drill:wave' in tags)
    expect(ours.map((start) => start.servers)).toEqual([[servers.db], [servers.web]])
    expect(liveIn(drill)).toHaveLength(1)
  })

  test.concurrent('is replaced where the plan names its server, and the evidence says so', async () => {
    const drill = await failOverDuring(plan({ guards: { 'replace-recovery-instances': [servers.app] } }))
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.log).toContain('the launch DESTROYS it, as the plan allows')
    expect(drill.evidence.guards?.overridden).toMatchObject([{ sourceServerId: servers.app }])
    expect(drill.evidence.deviations).toMatchObject([{ kind: 'recovery-replaced', sourceServerId: servers.app }])
    expect(drill.summary).toContain('which its launch destroys, as the plan allows.')
  })
})

describe('a failover that is under way when the drill begins', () => {
  const plan = planOf([{ name: 'databases', servers: [servers.db] }])
  const slow = serversWith({ db: { phases: { conversion: '60m' } } })
  const instancesOf = ({ world }: Drill) => world.instances.map(({ jobId, state }) => [jobId, state])
  /** It was waited for, and the drill left what it has launched alone. */
  const expectSpared = (drill: Drill) => {
    const failover = drill.world.jobs[0]?.jobId
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.evidence.reason).toContain('has a live recovery instance')
    expect(drill.evidence.guards?.waited?.jobIds).toEqual([failover])
    expect(drill.world.jobs.filter(isOurs)).toEqual([])
    expect(instancesOf(drill)).toEqual([[failover, 'running']])
  }
  const failOver = (simulator: Simulator) =>
    clients(simulator).drs.send(
      new StartRecoveryCommand({
        sourceServers: [{ sourceServerID: servers.db }],
        isDrill: false,
        tags: { 'started-by': 'somebody else' }
      })
    )

  test.concurrent('is waited for although DRS calls its job COMPLETED, and is not destroyed', async () => {
    const simulator = await startAws({ servers: slow, jobs: { completedBeforeLaunched: true } })
    await failOver(simulator)
    await until('COMPLETED', () => simulator.world.jobs[0]?.status === 'COMPLETED')
    expect(simulator.world.jobs[0]?.servers[0]?.launchStatus).not.toBe('LAUNCHED')
    const drill = await runDrillOn(simulator, { plan })
    expectSpared(drill)
  })

  test.concurrent(
    'is waited for until DRS lists what its job, which has ended, has launched, and is not destroyed',
    async () => {
      const simulator = await startAws({ servers: serversWith({ db: { recoveryInstanceVisibleAfter: '40m' } }) })
      const { drs } = clients(simulator)
      await drs.send(new StartRecoveryCommand({ sourceServers: [{ sourceServerID: servers.db }], isDrill: false }))
      await until('LAUNCHED', () => simulator.world.jobs[0]?.status === 'COMPLETED')
      expect(simulator.world.jobs[0]?.servers[0]?.launchStatus).toBe('LAUNCHED')
      const drill = await runDrillOn(simulator, { plan })
      expect(drill.outputs['status']).toBe('blocked')
      expect(drill.evidence.reason).toContain('has a live recovery instance')
      expect(drill.evidence.guards?.waited?.jobIds).toEqual([simulator.world.jobs[0]?.jobId])
      expect(drill.world.jobs.filter(isOurs)).toEqual([])
      expect(instancesOf(drill)).toEqual([[simulator.world.jobs[0]?.jobId, 'running']])
    }
  )

  test.concurrent('is waited for where it is the recovery of the same workflow run, and is not destroyed', async () => {
    const simulator = await startAws({ servers: slow })
    const inputs = { mode: 'recovery', 'confirm-recovery': 'payments' }
    const recovering = runDrillOn(simulator, { plan, inputs })
    await until('the recovery', () => simulator.world.jobs.length > 0)
    const drill = await runDrillOn(simulator, { plan })
    const recovery = await recovering
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.log).toContain("for jobs of this workflow run's own recovery before anything is started")
    expect(recovery.outputs['status']).toBe('passed')
    expect(simulator.world.jobs.map(({ isDrill }) => isDrill)).toEqual([false])
    expect(instancesOf(drill)).toEqual([[simulator.world.jobs[0]?.jobId, 'running']])
  })
})

describe('isolation, on every network interface', () => {
  const isolation = { subnets: ['subnet-0a1b2c3d4e5f60718'], 'security-groups': ['sg-0a1b2c3d4e5f60718'] }
  const isolated = oneWave({}, { isolation })
  const outside = [{ subnetId: 'subnet-0fffffffffffffff0', securityGroupIds: ['sg-0a1b2c3d4e5f60718'] }]
  const run = (db: ServerSettings) => runDrill({ scenario: { servers: serversWith({ db }) }, plan: isolated })

  test.concurrent.each([
    [
      'a second interface elsewhere',
      { launchTemplate: { furtherInterfaces: outside } },
      'subnet-0fffffffffffffff0 is none'
    ],
    [
      'an interface that is there already',
      { launchTemplate: { networkInterfaceId: 'eni-0a1b2c3d4e5f60718' } },
      'eni-0a1b2c3d4e5f60718 is there already'
    ]
  ])('blocks a drill whose launch template has %s', async (_what, db, words) => {
    const drill = await run(db)
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.world.jobs).toEqual([])
    expect(findingsOf(drill, 'isolation')).toMatchObject([
      { class: 'blocking', message: expect.stringContaining(words) }
    ])
  })

  test.concurrent('fails a server that got a second interface elsewhere, and says that it runs on', async () => {
    const drill = await run({ landsIn: { furtherInterfaces: outside } })
    expect(drill.outputs['status']).toBe('failed')
    expect(serverOf(drill, servers.db).reason).toMatch(
      /subnet-0fffffffffffffff0 is none of its subnets. It runs on there \(cleanup: never\): terminate it, and correct/
    )
    expect(drill.evidence.stillRunning.instances).toHaveLength(2)
  })
})
