import { describe, expect, test } from '@jest/globals'
import type { DrillState } from '../../src/drill/state.js'
import type { ServerSelector } from '../../src/plan/match.js'
import { recordOf } from '../../src/report/record/record.js'
import { drill, drillAgain, type Drilled } from './drill.js'
import { listedServer, plan, serverId, tagged, wave } from './plans.js'

const dbMatch = tagged({ App: 'payments', Tier: 'db' })
const appMatch = tagged({ App: 'payments', Tier: 'app' })
const db = (number: number) => listedServer(number, `db-0${String(number)}`, { App: 'payments', Tier: 'db' })
const app = (number: number) => listedServer(number, `app-0${String(number)}`, { App: 'payments', Tier: 'app' })
const stranger = listedServer(99, 'ledger-01', { App: 'ledger' })
const account = [db(1), db(2), app(3), app(4), stranger]

const exactly = (number: number): Pick<ServerSelector, 'expect'> => ({ expect: { min: number, max: number } })
const databases = (selector: Partial<ServerSelector> = {}) =>
  wave('databases', [], { selectors: [{ match: dbMatch, ...exactly(2), ...selector }] })
const applications = (selector: Partial<ServerSelector> = {}) =>
  wave('app', [], { after: ['databases'], selectors: [{ group: 'apps', match: appMatch, ...exactly(2), ...selector }] })
const bothWaves = plan([databases(), applications()])

const messages = ({ state }: Drilled) => state.refusals.map(({ message }) => message)
const findings = (state: DrillState, kind: string) =>
  (state.preflight ?? [])
    .filter(({ check }) => check === 'selection')
    .flatMap((result) => result.findings)
    .filter((finding) => finding.class === kind)
    .map(({ message }) => message)

describe('a plan that selects its servers', () => {
  test('launches those that match, wave by wave, and nothing else', async () => {
    const done = await drill(bothWaves, { service: { listed: account } })
    expect(done.state.finished).toMatchObject({ status: 'passed', reason: 'all 4 servers are up' })
    expect(done.service.jobs.map(({ servers }) => servers)).toEqual([
      [serverId(1), serverId(2)],
      [serverId(3), serverId(4)]
    ])
    const types = done.events.map(({ type }) => type)
    expect(types.indexOf('servers-selected')).toBeLessThan(types.indexOf('jobs-surveyed'))
    expect(types.indexOf('servers-selected')).toBeLessThan(types.indexOf('servers-described'))
    expect(findings(done.state, 'blocking')).toEqual([])
    expect(JSON.stringify(done.events)).not.toContain('Tier":"db')
  })

  test('keeps by which match a server was found, through a failed launch and in the job of an earlier attempt', async () => {
    const retrying = plan([databases(), { ...applications(), retry: { failedServers: 1 } }])
    const first = await drill(retrying, {
      service: { listed: account, fates: { [serverId(3)]: ['failed', 'failed', 'launched'] } }
    })
    expect(first.state.finished?.status).toBe('failed')
    expect(first.state.servers.get(serverId(3))).toMatchObject({ foundBy: 'match of group apps', failedLaunches: [{}] })
    const second = await drillAgain(retrying, first)
    expect(second.state.finished).toMatchObject({ status: 'passed' })
    expect([...second.state.servers.values()].map(({ foundBy }) => foundBy)).toEqual([
      'match of wave databases',
      'match of wave databases',
      'match of group apps',
      'match of group apps'
    ])
  })

  test('may list some of them, in the same wave', async () => {
    const mixed = plan([wave('app', [serverId(99), serverId(3)], { selectors: [{ match: appMatch }] })])
    const done = await drill(mixed, { service: { listed: account } })
    expect(done.state.finished?.status).toBe('passed')
    expect(done.service.jobs.map(({ servers }) => servers)).toEqual([[serverId(99), serverId(3), serverId(4)]])
    expect(findings(done.state, 'note')).toEqual([
      expect.stringContaining('Wave app leaves out, although nearly matching: db-01'),
      'Wave app: 2 source servers match. State "expect: 2", and a different number will be an error.'
    ])
  })

  test('asks for no list where nothing is to be matched', async () => {
    const listed = await drill(plan([wave('app', [serverId(1)])]), { service: { listed: account } })
    const leftOut = await drill(plan([wave('app', [serverId(3)]), databases()]), {
      service: { listed: account },
      waves: ['app']
    })
    for (const { state, events } of [listed, leftOut]) {
      expect(state.finished?.status).toBe('passed')
      expect(events.some(({ type }) => type === 'servers-selected')).toBe(false)
    }
    expect(listed.state.preflight?.map(({ check }) => check)).not.toContain('selection')
  })

  test.each<[string, Partial<ServerSelector>, string]>([
    [
      'fewer than',
      exactly(3),
      'Wave databases: 2 source servers match (tag App=payments and tag Tier=db), and the plan expects 3.'
    ],
    ['more than', exactly(1), '2 source servers match (tag App=payments and tag Tier=db), and the plan expects 1.'],
    ['not the range that', { expect: { min: 3 } }, 'and the plan expects 3 or more.'],
    ['above the range that', { expect: { min: 1, max: 1 } }, 'and the plan expects 1.'],
    [
      'nothing, and more than',
      { match: tagged({ App: 'none' }) },
      'Wave databases: no source server matches (tag App=none), and the plan expects 2.'
    ]
  ])('is blocked by a match that finds %s it expects, never smaller', async (_what, selector, words) => {
    for (const mode of ['drill', 'recovery', 'preflight'] as const) {
      const done = await drill(plan([databases(selector), applications()]), { mode, service: { listed: account } })
      expect(done.state.finished?.status).toBe('blocked')
      expect(done.service.jobs).toEqual([])
      expect(messages(done)).toEqual([expect.stringContaining(words)])
    }
  })

  test('is blocked by a match that finds nothing, whatever it expects', async () => {
    const { match } = { match: tagged({ App: 'none' }) }
    const done = await drill(plan([wave('app', [], { selectors: [{ match }] })]), { service: { listed: account } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(messages(done)).toEqual([
      expect.stringMatching(
        /^Wave app: no source server matches \(tag App=none\)\. Left out, .* Correct the tags of the servers, the match\.$/
      )
    ])
  })

  test('names the servers that nearly match where the number is wrong', async () => {
    const slip = listedServer(5, 'app-05', { App: 'payments', Tier: 'App' })
    const done = await drill(plan([applications(exactly(3))].map((one) => ({ ...one, after: [] }))), {
      service: { listed: [...account, slip] }
    })
    expect(messages(done)[0]).toContain(
      `Left out, although nearly matching: app-05 (${serverId(5)}), whose tag Tier is "App"; db-01`
    )
  })

  test('warns of a slip, and goes on with the servers that are expected', async () => {
    const slips = [5, 6, 7, 8, 9, 10].map((number) =>
      listedServer(number, `app-${String(number)}`, { app: 'payments', Tier: 'app' })
    )
    const done = await drill(bothWaves, { service: { listed: [...account, ...slips] } })
    expect(done.state.finished?.status).toBe('passed')
    expect(findings(done.state, 'warning')).toEqual([
      expect.stringContaining(`whose tag is called "app", not App, and is "payments"`)
    ])
    expect(findings(done.state, 'warning')[0]).toContain('; and 1 more. Letter case and blanks count')
  })

  test('is blocked by a server that two waves would launch, found twice or listed once', async () => {
    const twice = plan([
      databases(),
      wave('all', [serverId(4)], { selectors: [{ match: tagged({ App: 'payments' }) }] })
    ])
    const done = await drill(twice, { service: { listed: account } })
    expect(messages(done)).toEqual(
      [1, 2].map(
        (number) =>
          `Server db-0${String(number)} (${serverId(number)}) would be launched by wave databases and, since it matches, ` +
          'by wave all. Correct one of the two: a server is in one wave only.'
      )
    )
    const listed = plan([applications(), wave('databases', [serverId(3), serverId(1)])])
    const mixed = await drill(listed, { service: { listed: account } })
    expect(messages(mixed)).toEqual([
      expect.stringContaining('by wave databases and, since it matches, by group apps (wave app)')
    ])
    expect(mixed.service.jobs).toEqual([])
  })

  test('says of many such servers how many there are', async () => {
    const many = Array.from({ length: 30 }, (_, index) => app(index))
    const waves = [
      wave('a', [], { selectors: [{ match: appMatch }] }),
      wave('b', [], { selectors: [{ match: appMatch }] })
    ]
    const done = await drill(plan(waves), { service: { listed: many } })
    expect(messages(done)).toHaveLength(21)
    expect(messages(done).at(-1)).toBe('Wave b: so would 10 more servers.')
  })

  test('sees that a wave which is left out would launch a server, too; what else is there is none of this run', async () => {
    const waves = [
      applications({ expect: { min: 2 } }),
      databases(exactly(7)),
      wave('c', [], { selectors: [{ match: dbMatch }] })
    ]
    const free = waves.map((one) => ({ ...one, after: [] }))
    const alone = await drill(plan(free), { service: { listed: account }, waves: ['app'] })
    expect(alone.state.finished?.status).toBe('passed')
    const shared = await drill(plan([...free, wave('d', [serverId(4)])]), {
      service: { listed: account },
      waves: ['app']
    })
    expect(messages(shared)).toEqual([expect.stringContaining('by wave d and, since it matches, by group apps')])
  })

  test('is blocked by more servers than a plan may have', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => app(index))
    const done = await drill(plan([wave('app', [], { selectors: [{ match: appMatch }] })]), {
      service: { listed: many }
    })
    expect(messages(done)).toEqual([
      'The plan selects 10,001 servers, and a plan has 10,000 at most. Narrow its matches, or split it into several plans.'
    ])
    expect(JSON.stringify(done.events).length).toBeLessThan(100_000)
  })

  test('warns of a guard that is lifted for a server which no wave launches', async () => {
    const guarded = plan(bothWaves.waves, {
      guards: { replaceRecoveryInstances: [serverId(1), serverId(99)], waitForOtherJobsSeconds: 0 }
    })
    const done = await drill(guarded, { service: { listed: account } })
    expect(findings(done.state, 'warning')).toEqual([
      `Server ${serverId(99)} is in guards.replace-recovery-instances, but no wave launches it. Take it out.`
    ])
  })
})

describe('a list that AWS does not give', () => {
  test('is asked for again while that may help', async () => {
    const done = await drill(bothWaves, { service: { listed: account, faults: ['none', 'throttled', 'lost-before'] } })
    expect(done.state.finished?.status).toBe('passed')
  })

  test('blocks the run where it is refused, and everything else is asked all the same', async () => {
    const failing = { 'drs:DescribeSourceServers': 'denied', 'drs:DescribeJobs': 'denied' } as const
    const done = await drill(bothWaves, { service: { listed: account, failing } })
    expect(done.state.finished?.status).toBe('blocked')
    expect(messages(done)).toEqual([
      expect.stringContaining('drs:DescribeSourceServers'),
      expect.stringContaining('drs:DescribeJobs')
    ])
  })

  test('ends the drill at its budget, with no wave that is up for want of servers', async () => {
    const failing = { 'drs:DescribeSourceServers': 'unavailable' } as const
    for (const waves of [[], ['app']]) {
      const done = await drill(plan([databases(), applications()], { timeoutSeconds: 900 }), {
        service: { listed: account, failing },
        waves
      })
      expect(done.state.finished?.status).toBe('timed-out')
      expect([...done.state.waves.values()].some(({ status }) => status === 'up')).toBe(false)
      expect(done.state.waves.get('app')?.reason).toContain('drs:DescribeSourceServers unavailable')
      const took = Date.parse(done.state.finished?.at ?? '') - Date.parse(done.state.openedAt)
      expect(took).toBeLessThanOrEqual(990_000)
    }
    const asked = await drill(bothWaves, { mode: 'preflight', service: { failing } })
    expect(asked.state.finished?.status).toBe('blocked')
  })

  test('is not asked for by a run that was cancelled before', async () => {
    const failing = { 'drs:DescribeSourceServers': 'unavailable' } as const
    const done = await drill(bothWaves, { service: { failing }, cancelAfterSeconds: 100 })
    expect(done.state.finished?.status).toBe('cancelled')
  })
})

describe('a selection that changes within an execution', () => {
  test('takes up in a later job of the run what the earlier one launched', async () => {
    const first = await drill(bothWaves, { service: { listed: account }, waves: ['databases'] })
    expect(first.state.finished?.status).toBe('passed')
    const second = await drillAgain(bothWaves, first, { waves: ['app'] })
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.jobs.map(({ wave: name }) => name)).toEqual(['databases', 'app'])
    expect(recordOf(second.state).leftOut).toMatchObject([
      { name: 'databases', sourceServerIds: [serverId(1), serverId(2)], cameUpEarlier: true }
    ])
  })

  test('blocks the later job where the earlier wave has another number of servers now', async () => {
    const open = plan([databases({ expect: { min: 1 } }), applications()])
    const first = await drill(open, { service: { listed: account }, waves: ['databases'] })
    first.service.settings.listed = [...account, db(5)]
    const second = await drillAgain(open, first, { waves: ['app'] })
    expect(messages(second)).toEqual([expect.stringContaining(`1 of 3 servers are not up (${serverId(5)})`)])
    first.service.settings.listed = account.slice(1)
    const strict = await drillAgain(bothWaves, first, { waves: ['app'] })
    expect(messages(strict)).toEqual([expect.stringContaining('Wave databases: 1 source server matches')])
    expect(strict.service.jobs).toHaveLength(1)
  })

  test('forgets no server that it launched before its tags were changed', async () => {
    const open = plan([databases({ expect: { min: 1 } })])
    const first = await drill(open, { service: { listed: account } })
    const changed = listedServer(2, 'db-02', { App: 'payments', Tier: 'DB' })
    first.service.settings.listed = [db(1), changed, app(3)]
    const second = await drillAgain(open, first)
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.jobs).toHaveLength(1)
    const told = `db-02 (${serverId(2)}) was launched for wave databases by ${first.service.jobs[0]?.jobId ?? ''}`
    expect(findings(second.state, 'warning')).toContainEqual(expect.stringContaining(told))
    const record = recordOf(second.state)
    expect(record.deviations).toMatchObject([
      {
        kind: 'no-longer-selected',
        sourceServerId: serverId(2),
        message: expect.stringContaining('db-02 was launched')
      }
    ])
    expect(record.stillRunning.instances.map(({ sourceServerId }) => sourceServerId)).toEqual([
      serverId(1),
      serverId(2)
    ])
  })

  test('removes at the end what it launched and does not select any more', async () => {
    const open = plan([databases({ expect: { min: 1 } })])
    const first = await drill(open, { service: { listed: account } })
    first.service.settings.listed = [db(1)]
    const clean = { ...open, cleanup: { when: 'always', timeoutSeconds: 1200 } } as const
    const second = await drillAgain(clean, first)
    expect(second.state.removal.finished).toMatchObject({ complete: true })
    expect(second.service.alive()).toEqual([])
    expect(recordOf(second.state).stillRunning.instances).toEqual([])
  })

  test('tells of one whose launch failed, and does not call it running', async () => {
    const open = plan([databases({ expect: { min: 1 } })])
    const first = await drill(open, { service: { listed: account, fates: { [serverId(2)]: ['failed'] } } })
    first.service.settings.listed = [db(1)]
    const second = await drillAgain(open, first)
    expect(second.state.finished?.status).toBe('passed')
    expect(findings(second.state, 'warning')).toEqual([
      expect.stringContaining("(FAILED), but this run's waves do not have it")
    ])
    expect(findings(second.state, 'warning')[0]).toContain('Nothing of that launch is left.')
    expect(recordOf(second.state).stillRunning.instances).toHaveLength(1)
  })

  test.each([
    ['an attempt', []],
    ['a later job of the run', ['app']]
  ])('launches in %s no server a second time that moved to another wave', async (_what, waves) => {
    const free = plan([databases({ expect: { min: 1 } }), { ...applications({ expect: { min: 1 } }), after: [] }])
    const first = await drill(free, { service: { listed: account }, waves: ['databases'] })
    first.service.settings.listed = [db(1), listedServer(2, 'db-02', { App: 'payments', Tier: 'app' }), app(3)]
    const second = await drillAgain(free, first, { waves })
    expect(second.state.finished?.status).toBe('blocked')
    expect(messages(second)).toEqual([
      expect.stringContaining(
        `was launched for wave databases by ${first.service.jobs[0]?.jobId ?? ''} of this execution`
      )
    ])
    expect(second.service.jobs).toHaveLength(1)
  })

  test('launches no server a second time that DRS shows in the job of another wave only after the start', async () => {
    const free = plan([
      databases({ expect: { min: 1 } }),
      { ...wave('other', [serverId(99)]), after: [] },
      { ...applications({ expect: { min: 1 } }), after: ['other'] }
    ])
    const first = await drill(free, { service: { listed: account, hiddenSeconds: 3900 }, waves: ['databases'] })
    expect(first.state.finished?.status).toBe('timed-out')
    first.service.settings.listed = [db(1), listedServer(2, 'db-02', { App: 'payments', Tier: 'app' }), app(3)]
    const second = await drillAgain(free, first, { waves: ['other', 'app'] })
    expect(second.service.jobs.filter(({ servers }) => servers.includes(serverId(2)))).toHaveLength(1)
    expect(second.state.finished?.status).not.toBe('passed')
    expect(second.state.servers.get(serverId(2))?.outcome?.status).toBe('not-started')
  })

  test('launches one that moved where nothing of its earlier launch is left', async () => {
    const free = plan([databases({ expect: { min: 1 } }), { ...applications({ expect: { min: 1 } }), after: [] }])
    const first = await drill(free, {
      service: { listed: account, fates: { [serverId(2)]: ['failed', 'launched'] } },
      waves: ['databases']
    })
    first.service.settings.listed = [db(1), listedServer(2, 'db-02', { App: 'payments', Tier: 'app' }), app(3)]
    const second = await drillAgain(free, first, { waves: ['app'] })
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.jobs.at(-1)?.servers).toEqual([serverId(3), serverId(2)])
  })
})
