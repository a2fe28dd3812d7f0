import { describe, expect, test } from '@jest/globals'
import type { InstanceView, JobView } from '../../simulator/index.js'
import { runDrill, runDrillOn, serverOf, startAws, type Drill, type DrillOptions } from './drills.js'
import { interpose } from './interposer.js'
import { oneWave, planOf, servers, serversWith, twoWaves } from './plans.js'

interface WatchedStart {
  readonly wave: string
  /** The servers with an instance that runs, and the jobs, at the moment this wave's job was started. */
  readonly running: readonly string[]
  readonly jobs: readonly JobView[]
}

/** Runs a drill while somebody notes, at each StartRecovery, what is there in AWS; in the order they came in. */
async function runWatched({
  scenario,
  ...options
}: DrillOptions): Promise<Drill & { watched: readonly WatchedStart[] }> {
  const simulator = await startAws(scenario)
  const watched: WatchedStart[] = []
  const drs = await interpose(`${simulator.url}/drs`, (operation) => {
    if (operation !== 'StartRecovery') return undefined
    const isRunning = ({ state }: InstanceView) => state === 'running'
    watched.push({
      wave: simulator.world.jobs.at(-1)?.tags['drs-drill:wave'] ?? '',
      running: simulator.world.instances.filter(isRunning).map(({ sourceServerId }) => sourceServerId),
      jobs: simulator.world.jobs
    })
    return undefined
  })
  const drill = await runDrillOn(simulator, { ...options, environment: { AWS_ENDPOINT_URL_DRS: drs.url } })
  await drs.close()
  return { ...drill, evidence: drill.evidence, journal: drill.journal, watched }
}

function startOf({ starts }: Drill, wave: string) {
  return starts.find(({ tags }) => tags['drs-drill:wave'] === wave)
}

describe('the order of waves', () => {
  test.concurrent('no wave is started before the servers of those it comes after run', async () => {
    const { db, replica, app, web } = servers
    const drill = await runWatched({
      plan: planOf([
        { name: 'first', servers: [db] },
        { name: 'left', servers: [replica], after: ['first'] },
        { name: 'right', servers: [app], after: ['first'] },
        { name: 'last', servers: [web], after: ['left', 'right'] }
      ]),
      scenario: { servers: serversWith({ app: { phases: { conversion: '30m' } } }) }
    })
    expect(drill.outputs['status']).toBe('passed')
    const [first, second, third, last] = drill.watched
    expect(first).toMatchObject({ wave: 'first', running: [] })
    expect([second?.wave, third?.wave].toSorted()).toEqual(['left', 'right'])
    expect(second?.running).toEqual([db])
    expect(third?.running).toEqual([db])
    expect(last?.wave).toBe('last')
    expect(last?.running.toSorted()).toEqual([db, replica, app].toSorted())
  })

  test.concurrent('waves that do not depend on one another run side by side', async () => {
    const drill = await runWatched({
      plan: planOf([
        { name: 'one', servers: [servers.db], after: [] },
        { name: 'two', servers: [servers.app], after: [] }
      ])
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.watched[1]?.jobs.map(({ status }) => status)).not.toContain('COMPLETED')
    expect(drill.log).toMatch(/^00:00:\d\d +one +db-01 +UP as /m)
    expect(drill.log).toMatch(/^00:00:\d\d +two +app-01 +UP as /m)
  })

  test.concurrent('a wave soaks before those after it are started', async () => {
    const drill = await runDrill({
      plan: planOf([
        { name: 'databases', servers: [servers.db], soak: '3s' },
        { name: 'app', servers: [servers.app] }
      ])
    })
    expect(drill.outputs['status']).toBe('passed')
    const verifiedAt = Date.parse(drill.evidence.waves[0]?.servers[0]?.verifiedAt ?? '')
    expect((startOf(drill, 'app')?.at ?? 0) - verifiedAt).toBeGreaterThanOrEqual(2_950)
  })

  const branches = (onFailure: string) =>
    runDrill({
      scenario: {
        servers: serversWith({ db: { outcome: 'failed', phases: { snapshot: '1m', conversion: '1m', launch: '1m' } } })
      },
      plan: planOf([
        { name: 'broken', servers: [servers.db], 'on-failure': onFailure },
        { name: 'after-broken', servers: [servers.replica] },
        { name: 'other', servers: [servers.app], after: [] },
        { name: 'after-other', servers: [servers.web], after: ['other'] }
      ])
    })

  test.concurrent('on-failure stop: what runs is followed to its end, and no further wave starts', async () => {
    const drill = await branches('stop')
    expect(drill.outputs['status']).toBe('failed')
    expect(drill.servers.map(({ status }) => status)).toEqual(['failed', 'not-started', 'launched', 'not-started'])
    expect(serverOf(drill, servers.web).reason).toContain('on-failure is stop')
  })

  test.concurrent('on-failure continue: waves that do not depend on the failed one go on', async () => {
    const drill = await branches('continue')
    expect(drill.outputs['status']).toBe('failed')
    expect(drill.servers.map(({ status }) => status)).toEqual(['failed', 'not-started', 'launched', 'launched'])
  })

  test.concurrent('the input timeout is the budget of the whole drill', async () => {
    const drill = await runDrill({
      plan: twoWaves(),
      inputs: { timeout: '9s' },
      scenario: {
        servers: serversWith({ app: { phases: { conversion: '5h' } }, web: { phases: { conversion: '5h' } } })
      }
    })
    expect(drill.outputs).toMatchObject({ status: 'timed-out', launched: '2', 'not-launched': '2' })
    expect(serverOf(drill, servers.app).reason).toContain("the drill's budget of 9s")
    expect(drill.evidence.budgetSeconds).toBe(9)
    expect(drill.seconds).toBeLessThan(15)
  })
})

describe('jobs', () => {
  const numbered = (count: number) =>
    Array.from({ length: count }, (_, index) => `s-${String(index + 1).padStart(17, '0')}`)

  test.concurrent('a wave of more than 100 servers becomes several jobs', async () => {
    const drill = await runDrill({
      scenario: { servers: [], serverCount: 230 },
      plan: planOf([{ name: 'fleet', servers: numbered(230) }])
    })
    expect(drill.outputs).toMatchObject({ status: 'passed', launched: '230' })
    expect(drill.starts.map((start) => start.servers.length)).toEqual([100, 100, 30])
    expect(JSON.parse(drill.outputs['job-ids'] ?? '')).toHaveLength(3)
  })

  test.concurrent.each([
    ['servers in all jobs', [{ servers: 460, activeFor: '30m' }]],
    ['jobs at once', Array.from({ length: 19 }, () => ({ servers: 1, activeFor: '30m' }))]
  ])("the quota of %s is kept, other people's counted", async (_what, otherJobs) => {
    const drill = await runDrill({
      scenario: { servers: [], serverCount: 130, otherJobs },
      plan: planOf([{ name: 'fleet', servers: numbered(130) }])
    })
    expect(drill.outputs).toMatchObject({ status: 'passed', launched: '130' })
    expect(drill.calls.map(({ outcome }) => outcome)).not.toContain('ServiceQuotaExceededException')
    expect(drill.starts.length).toBeGreaterThan(1)
  })

  test.concurrent("a server that is in somebody else's job is waited for", async () => {
    const drill = await runDrill({ scenario: { otherJobs: [{ servers: [servers.db], activeFor: '40m' }] } })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.calls.map(({ outcome }) => outcome)).not.toContain('ConflictException')
  })

  test.concurrent('every launch says whether it is a drill, and carries three tags', async () => {
    const drill = await runDrill({ plan: twoWaves() })
    expect(drill.starts.map(({ isDrill }) => isDrill)).toEqual([true, true])
    const tags = { 'drs-drill:execution': 'acme-shop-1234567890-payments', 'drs-drill:plan': 'payments' }
    expect(drill.starts.map((start) => start.tags)).toEqual([
      { ...tags, 'drs-drill:wave': 'databases' },
      { ...tags, 'drs-drill:wave': 'app' }
    ])
  })
})

describe('a drill over several steps of a workflow run', () => {
  const app = { plan: twoWaves(), inputs: { waves: 'app' } }

  test.concurrent('a wave that is left out must have come up in the same workflow run', async () => {
    const drill = await runDrill(app)
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.evidence.reason).toContain('Wave databases is left out by the input "waves"')
    expect(drill.evidence.reason).toContain('add it to "waves"')
  })

  test.concurrent('once it is up, the second step goes on with the waves after it', async () => {
    const simulator = await startAws()
    const first = await runDrillOn(simulator, { plan: twoWaves(), inputs: { waves: 'databases' } })
    expect(first.outputs).toMatchObject({ status: 'passed', launched: '2' })
    const second = await runDrillOn(simulator, app)
    expect(second.outputs).toMatchObject({ status: 'passed', launched: '2' })
    expect(second.servers.map(({ wave }) => wave)).toEqual(['app', 'app'])
    expect(second.starts).toHaveLength(1)
    expect(second.evidence.leftOut).toMatchObject([{ name: 'databases', cameUpEarlier: true }])
    const elsewhere = await runDrillOn(simulator, { ...app, environment: { GITHUB_RUN_ID: '2222222222' } })
    expect(elsewhere.outputs['status']).toBe('blocked')
  })

  test.concurrent('one that did not come up there blocks those after it', async () => {
    const simulator = await startAws({ servers: serversWith({ db: { outcome: 'failed' } }) })
    const first = await runDrillOn(simulator, { plan: twoWaves(), inputs: { waves: 'databases' } })
    expect(first.outputs['status']).toBe('failed')
    const second = await runDrillOn(simulator, app)
    expect(second.outputs['status']).toBe('blocked')
    expect(second.evidence.reason).toContain(`1 of 2 servers are not up (${servers.db})`)
    expect(second.summary).toContain(
      'nothing new was started; still in AWS from earlier in this execution: 1 drill instance\n'
    )
  })

  test.concurrent('only the waves asked for are run', async () => {
    const drill = await runDrill({
      plan: planOf([
        { name: 'databases', servers: [servers.db] },
        { name: 'app', servers: [servers.app] },
        { name: 'other', servers: [servers.web], after: [] }
      ]),
      inputs: { waves: 'databases,\nother' }
    })
    expect(drill.outputs).toMatchObject({ status: 'passed', launched: '2' })
    expect(drill.starts.flatMap((start) => start.servers).toSorted()).toEqual([servers.db, servers.web])
  })
})

test.concurrent('a wave of one server, once launched, is not launched again by a second step', async () => {
  const simulator = await startAws()
  await runDrillOn(simulator, { plan: oneWave() })
  const again = await runDrillOn(simulator, { plan: oneWave() })
  expect(again.outputs).toMatchObject({ status: 'passed', launched: '2' })
  expect(again.starts).toEqual([])
})
