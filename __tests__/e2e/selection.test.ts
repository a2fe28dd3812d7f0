import { TagResourceCommand } from '@aws-sdk/client-drs'
import { describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ScenarioInput, Simulator } from '../../simulator/index.js'
import { clients } from '../simulator/clients.js'
import { everyAttack } from '../report/hostile.js'
import { runDrill, startAws, type Drill, type DrillOptions } from './drills.js'
import { annotationsIn, errorsIn } from './log-reader.js'
import { oneWave, planOf, servers, serversWith, type ServerName, type ServerSettings, type WaveText } from './plans.js'
import { expectComplete, runStep, type StepOptions } from './steps.js'

const tier = (name: string) => ({ tags: { App: 'payments', Tier: name } })
const tagged: Readonly<Record<ServerName, ServerSettings>> = {
  db: tier('db'),
  replica: tier('db'),
  app: tier('app'),
  web: tier('web')
}

const accountWith = (changes: Partial<Record<ServerName, ServerSettings>> = {}, settings: ScenarioInput = {}) => ({
  servers: serversWith(
    Object.fromEntries(Object.entries(tagged).map(([name, own]) => [name, { ...own, ...changes[name as ServerName] }]))
  ),
  ...settings
})

const selecting = (wave: Omit<WaveText, 'name'>, settings = {}) =>
  planOf([{ name: 'databases', timeout: '2m', ...wave }], settings)

const databases = { match: { tags: { App: 'payments', Tier: 'db' } }, expect: 2 }

const run = (plan: string, scenario: ScenarioInput = accountWith(), options: DrillOptions = {}) =>
  runDrill({ scenario, plan, ...options })

const launchedIn = (drill: Drill) => drill.starts.flatMap((start) => start.servers).toSorted()

function expectBlocked(drill: Drill, words: string): void {
  expect(drill.outputs).toMatchObject({ status: 'blocked', 'instance-ids': '[]', 'job-ids': '[]' })
  expect(drill.calls.filter(({ operation }) => /^(?:Start|Terminate)/.test(operation))).toEqual([])
  expect(drill.evidence.refusals).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining(words), line: expect.any(Number) })
  )
  expect(errorsIn(drill.log).join('\n')).toContain(words)
}

describe('a plan that selects its servers', () => {
  test.concurrent(
    'by tags in a group and by host name in a wave is launched wave by wave, and says what it selected',
    async () => {
      const plan = planOf(
        [
          { name: 'databases', groups: ['databases'], timeout: '2m' },
          {
            name: 'app',
            match: { tags: { App: 'pay*' }, hostname: '???-*' },
            expect: { min: 1, max: 2 },
            timeout: '2m'
          }
        ],
        { groups: { databases } }
      )
      const drill = await run(
        plan,
        accountWith({ db: { hostname: 'ledger-db' }, replica: { hostname: 'ledger-replica' } })
      )
      expect(drill).toMatchObject({ exitCode: 0, outputs: { status: 'passed', launched: '4' } })
      expect(JSON.parse(drill.outputs['instance-ids'] ?? '')).toHaveLength(4)
      expect(drill.starts.map((start) => start.servers)).toEqual([
        [servers.db, servers.replica],
        [servers.app, servers.web]
      ])
      expect(drill.evidence.selection).toMatchObject([
        {
          wave: 'databases',
          group: 'databases',
          match: {
            tags: [
              { key: 'App', value: 'payments' },
              { key: 'Tier', value: 'db' }
            ],
            hostname: null
          },
          expect: { min: 2, max: 2 },
          count: 2,
          found: [{ sourceServerId: servers.db, hostname: 'ledger-db' }, { sourceServerId: servers.replica }]
        },
        { wave: 'app', group: null, count: 2, nearMisses: { count: 0, servers: [] } }
      ])
      expect(drill.evidence.notSelected).toEqual({ listed: 4, count: 0, servers: [] })
      expect(drill.log).toContain(
        'Group databases (wave databases): 2 servers match tag App=payments and tag Tier=db, 2 expected: ledger-db, ledger-replica'
      )
      expect(drill.summary).toContain('### Servers selected')
      expect(readFileSync(join(drill.folder, 'report.html'), 'utf8')).toContain('Servers that the plan selects')
    }
  )

  test.concurrent('finds all of them, however small the pages are', async () => {
    const plan = selecting({ match: { hostname: 'SERVER-*' }, expect: 7 })
    const drill = await run(plan, { ...accountWith(), serverCount: 7, pageSize: 2 })
    expect(drill.outputs).toMatchObject({ status: 'passed', launched: '7' })
    expect(drill.evidence.notSelected).toMatchObject({ listed: 11, count: 4 })
    expect(launchedIn(drill)).toHaveLength(7)
  })

  test.concurrent(
    'leaves out neither a disconnected server nor one that is extended from another account',
    async () => {
      const drill = await run(
        selecting(databases),
        accountWith({
          db: { replicationState: 'DISCONNECTED' },
          replica: { extended: { stagingAccount: '210987654321' } }
        })
      )
      expect(drill.outputs).toMatchObject({ status: 'passed', launched: '2' })
      expect(launchedIn(drill)).toEqual([servers.db, servers.replica])
      const replication = drill.evidence.preflight.find(({ check }) => check === 'replication')
      expect(replication?.findings).toMatchObject([
        { class: 'warning', message: expect.stringContaining('DISCONNECTED'), sourceServerId: servers.db, line: 9 }
      ])
    }
  )

  test.concurrent('is checked by itself in mode validate', async () => {
    const drill = await run(selecting(databases), accountWith(), { inputs: { mode: 'validate' } })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.calls).toEqual([])
    expect(drill.evidence.selection).toMatchObject([{ count: null, found: [] }])
    expect(drill.evidence.notSelected).toBeNull()
  })
})

describe('a selection that is not what the plan expects', () => {
  test.concurrent.each([
    ['fewer', 3, 'Wave databases: 2 source servers match (tag App=payments and tag Tier=db), and the plan expects 3.'],
    ['more', 1, 'Wave databases: 2 source servers match (tag App=payments and tag Tier=db), and the plan expects 1.']
  ])('(%s) is blocking in every mode that asks AWS, and nothing is started', async (_what, number, words) => {
    const plan = selecting({ ...databases, expect: number })
    const inputs = [{}, { mode: 'preflight' }, { mode: 'recovery', 'confirm-recovery': 'payments' }]
    for (const drill of await Promise.all(inputs.map((own) => run(plan, accountWith(), { inputs: own })))) {
      expectBlocked(drill, words)
    }
  })

  test.concurrent('is told with the servers that nearly match, by name', async () => {
    const drill = await run(
      selecting(databases),
      accountWith({
        replica: { tags: { App: 'payments', Tier: 'DB' } },
        web: { tags: { Tier: 'db', app: 'payments' } }
      })
    )
    expectBlocked(drill, 'Wave databases: 1 source server matches')
    const message = drill.evidence.refusals[0]?.message ?? ''
    expect(message).toContain(`db-02 (${servers.replica}), whose tag Tier is "DB"`)
    expect(message).toContain(`web-01 (${servers.web}), whose tag is called "app", not App, and is "payments"`)
    expect(drill.evidence.selection[0]?.nearMisses).toMatchObject({
      count: 3,
      servers: [{ hostname: 'db-02' }, { hostname: 'web-01' }, { hostname: 'app-01' }]
    })
    expect(drill.evidence.notSelected).toMatchObject({ listed: 4, count: 3 })
  })

  test.concurrent('warns of a slip where the number is right all the same', async () => {
    const drill = await run(
      selecting({ ...databases, expect: { min: 1 } }),
      accountWith({ replica: { tags: { App: 'payments', Tier: 'db ' } } }),
      { inputs: { mode: 'preflight' } }
    )
    expect(drill.outputs['status']).toBe('passed')
    const words = `Wave databases leaves out, although nearly matching: db-02 (${servers.replica}), whose tag Tier is "db␣".`
    const warnings = annotationsIn(drill.log).filter(({ level }) => level === 'warning')
    expect(warnings).toMatchObject([{ message: expect.stringContaining(words), line: 9 }])
    expect(drill.summary).toContain('Servers selected')
  })

  test.concurrent('is blocking where two waves would launch a server', async () => {
    const plan = planOf([
      { name: 'databases', ...databases },
      { name: 'app', servers: [servers.app, servers.db] }
    ])
    expectBlocked(
      await run(plan),
      `Server db-01 (${servers.db}) would be launched by wave app and, since it matches, by wave databases.`
    )
  })

  test.concurrent('is blocking where DRS may not be asked', async () => {
    const drill = await run(
      selecting(databases),
      accountWith({}, { permissions: { deny: ['drs:DescribeSourceServers'] } })
    )
    expect(drill.outputs['status']).toBe('blocked')
    expect(errorsIn(drill.log).join('\n')).toContain('drs:DescribeSourceServers')
  })
})

describe('names and tags from outside', () => {
  test.concurrent('are obeyed nowhere', async () => {
    const hostile = {
      hostname: `db ${everyAttack}`.slice(0, 250),
      tags: { App: 'payments', Tier: `DB ${everyAttack}` }
    }
    const plan = selecting({ match: { tags: { App: 'payments', Tier: '*db*' }, hostname: '*' }, expect: 4 })
    const selected = { hostname: `app ${everyAttack}`.slice(0, 250), tags: { App: 'payments', Tier: 'db' } }
    const drill = await run(plan, accountWith({ web: hostile, app: selected }))
    expectBlocked(drill, 'Wave databases: 3 source servers match')
    const report = readFileSync(join(drill.folder, 'report.html'), 'utf8')
    expect(report).not.toMatch(/<script|<img|href="(?:javascript|https:\/\/evil)/)
    expect(drill.summary).not.toMatch(/<script|<img|[^`\\]@octocat/)
  })
})

describe('tags that are changed within an execution', () => {
  const changeTag = async (simulator: Simulator, sourceServerId: string, tags: Record<string, string>) => {
    const { drs } = clients(simulator)
    const resourceArn = `arn:aws:drs:us-west-2:123456789012:source-server/${sourceServerId}`
    await drs.send(new TagResourceCommand({ resourceArn, tags }))
    drs.destroy()
  }
  const attempt = async (number: number, simulator: Simulator, options: StepOptions) => {
    const step = await runStep(simulator, { ...options, environment: { GITHUB_RUN_ATTEMPT: String(number) } })
    expectComplete(step)
    return step
  }

  test.concurrent('make no later attempt forget a server: it is told, and cleaned up', async () => {
    const simulator = await startAws(accountWith({ db: { outcome: ['failed', 'launched'] } }))
    const plan = selecting({ ...databases, expect: { min: 1 } })
    const first = await attempt(1, simulator, { plan })
    expect(first.outputs['status']).toBe('failed')
    await changeTag(simulator, servers.replica, { Tier: 'retired' })
    const second = await attempt(2, simulator, { plan, inputs: { cleanup: 'always' } })
    expect(second.outputs).toMatchObject({ status: 'passed', launched: '1' })
    expect(simulator.world.jobs.filter(({ type }) => type === 'LAUNCH')).toHaveLength(2)
    expect(second.evidence.deviations).toContainEqual(
      expect.objectContaining({ kind: 'no-longer-selected', sourceServerId: servers.replica })
    )
    expect(second.log).toContain(`Server db-02 (${servers.replica}) was launched for wave databases by`)
    expect(second.evidence.cleanup?.terminated.map(({ sourceServerId }) => sourceServerId).toSorted()).toEqual([
      servers.db,
      servers.replica
    ])
    expect(simulator.world.instances.filter(({ state }) => state === 'running')).toEqual([])
  })

  test.concurrent('nor does a plan that lists one server less: it is told, and is not called gone', async () => {
    const simulator = await startAws({})
    await attempt(1, simulator, { plan: oneWave({ servers: [servers.db, servers.replica] }) })
    const second = await attempt(2, simulator, { plan: oneWave({ servers: [servers.replica] }) })
    expect(second.outputs['status']).toBe('passed')
    expect(simulator.world.jobs).toHaveLength(1)
    expect(second.evidence.deviations).toMatchObject([{ kind: 'no-longer-selected', sourceServerId: servers.db }])
    expect(second.evidence.stillRunning.instances).toContainEqual(
      expect.objectContaining({ sourceServerId: servers.db, wave: 'databases' })
    )
    expect(second.log).toContain(`Server ${servers.db} was launched for wave databases by`)
  })

  test.concurrent('nor does a plan that has a wave less', async () => {
    const simulator = await startAws({})
    const [one, two] = [
      { name: 'databases', servers: [servers.db] },
      { name: 'app', servers: [servers.app] }
    ]
    await attempt(1, simulator, { plan: planOf([one, two]) })
    const second = await attempt(2, simulator, { plan: planOf([two]) })
    expect(second.outputs['status']).toBe('passed')
    expect(simulator.world.jobs).toHaveLength(2)
    expect(second.evidence.deviations).toMatchObject([{ kind: 'no-longer-selected', sourceServerId: servers.db }])
    expect(second.evidence.stillRunning.instances).toContainEqual(
      expect.objectContaining({ sourceServerId: servers.db, wave: 'databases' })
    )
  })

  test.concurrent('launch no server a second time for a wave of another name', async () => {
    const simulator = await startAws({})
    await attempt(1, simulator, { plan: oneWave() })
    const second = await attempt(2, simulator, { plan: oneWave({ name: 'dbs' }) })
    expect(second.outputs['status']).toBe('blocked')
    expect(second.starts).toEqual([])
    expect(second.evidence.reason).toMatch(
      /was launched for wave databases by drsjob-\S+ of this execution, and is in wave dbs now: a second launch/
    )
    expect(second.evidence.stillRunning.instances.length).toBe(simulator.world.instances.length)
    expect(JSON.stringify(second.evidence.preflight)).not.toContain('left by an earlier drill')
    expect(second.summary).toContain('still in AWS from earlier in this execution')
  })

  test.concurrent('launch no server a second time for another wave in a later job of the run', async () => {
    const simulator = await startAws(accountWith())
    const plan = planOf([
      { name: 'databases', ...databases, timeout: '2m' },
      { name: 'app', match: { tags: { Tier: 'app' } }, after: [], timeout: '2m' }
    ])
    const first = await attempt(1, simulator, { plan, inputs: { waves: 'databases' } })
    expect(first.outputs['status']).toBe('passed')
    await changeTag(simulator, servers.replica, { Tier: 'app' })
    const second = await attempt(1, simulator, { plan, inputs: { waves: 'app' } })
    expect(second.outputs['status']).toBe('blocked')
    expect(second.evidence.refusals).toMatchObject([
      { message: expect.stringContaining(`Server db-02 (${servers.replica}) was launched for wave databases by`) }
    ])
    expect(second.starts).toEqual([])
  })
})
