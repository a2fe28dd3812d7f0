import { describe, expect, test } from '@jest/globals'
import { selectServers } from '../../src/drill/selection/server-selection.js'
import { heartbeat } from '../../src/report/narration/heartbeat.js'
import { reportOf } from '../../src/report/html/report.js'
import { narrate } from '../../src/report/narration/narration.js'
import { planLines } from '../../src/report/narration/setup.js'
import { recordOf } from '../../src/report/record/record.js'
import { evidenceSchema } from '../../src/report/record/schema.js'
import { summaryOf } from '../../src/report/summary/summary.js'
import { fold } from '../../src/drill/evolve.js'
import { listedServer, tagged } from '../drill/plans.js'
import { minute, plan, serverId, start, Story, wave } from './builders.js'
import { expectGolden } from './golden.js'
import { account, checked, payments, selecting, selectionPassed, selectionShort } from './selection-story.js'

/** The section of the report that tells the scope. */
const scopeOf = (story: Story) => {
  const journal = { sha256: 'a'.repeat(64), events: 42, head: 'b'.repeat(64), tellsAll: true }
  const html = reportOf(recordOf(story.state()), { version: '0.1.0', evidence: 'e'.repeat(64), journal })
  return `${/<section id="scope"[^]*?<div class="columns">/.exec(html)?.[0] ?? ''}\n`
}

describe('what was selected', () => {
  test.each([
    ['selection-passed', selectionPassed],
    ['selection-short', selectionShort]
  ])('is told in summary, report and evidence: %s', (name, story) => {
    const record = recordOf(story().state())
    expect(evidenceSchema.parse(record)).toEqual(record)
    expectGolden(`${name}.md`, summaryOf(record))
    expectGolden(`${name}.scope.html`, scopeOf(story()))
    const { selection, notSelected } = record
    expectGolden(`${name}.evidence.json`, `${JSON.stringify({ selection, notSelected }, null, 2)}\n`)
  })

  test('is told in the log, for the waves of this run', () => {
    const what = selecting({})
    const story = new Story().accept(what, ['app'], []).identify()
    const event = { type: 'servers-selected' as const, at: minute(0.1), ...selectServers(what.waves, account) }
    const before = story.state()
    const lines = narrate(before, event, story.add(0.1, event).state())
    expect(lines.map((line) => line.replace(/^\S+ +/, ''))).toEqual([
      'Group apps (wave app): 2 servers match tag App=payments and tag Tier=app and host name app-*: app-01, app-02',
      'of 7 source servers in DRS, 3 are in no wave of the plan'
    ])
  })

  test('is counted where there are many, or one, or none', () => {
    const tell = (number: number) => {
      const what = plan([
        wave('all', [], { selectors: [{ match: { tags: [], hostname: 'x-*' }, expect: { min: 1 } }] })
      ])
      const servers = Array.from({ length: number }, (_, index) =>
        listedServer(index, `x-${String(index).padStart(2, '0')}`, {})
      )
      const story = new Story().accept(what).identify()
      const event = { type: 'servers-selected' as const, at: minute(0.1), ...selectServers(what.waves, servers) }
      return narrate(story.state(), event, story.add(0.1, event).state())[0]?.replace(/^\S+ +/, '')
    }
    expect(tell(0)).toBe('Wave all: 0 servers match host name x-*, 1 or more expected')
    expect(tell(1)).toBe('Wave all: 1 server matches host name x-*, 1 or more expected: x-00')
    expect(tell(12)).toMatch(/: x-00, .*x-09 and 2 more$/)
  })

  test('is not known before DRS was asked, and the log says so', () => {
    const lines = planLines(new Story().accept(selecting({ expect: { min: 2, max: 2 } })).state())
    expect(lines).toContainEqual(expect.stringContaining('1 server and those that match in 2 waves'))
    expect(lines).toContainEqual(expect.stringMatching(/^databases .* 1 and tag App=payments and tag Tier=db /))
    expect(lines).toContainEqual(
      expect.stringMatching(/^app .* tag App=payments and tag Tier=app and host name app-\* /)
    )
    const many = plan([wave('a', [], { selectors: [1, 2, 3].map(() => ({ match: tagged({ a: 'b' }) })) })])
    expect(planLines(new Story().accept(many).state())).toContainEqual(expect.stringMatching(/^a .* 3 matches /))
    const asking = new Story().accept(selecting({})).identify().state()
    expect(heartbeat(asking, minute(1))).toContain('DRS is asked which source servers match the plan')
  })

  test('is in the record of a plan that was only validated as what would be asked', () => {
    const story = new Story('validate').accept(selecting({ expect: { min: 1, max: 3 } })).finish(0.1, 'passed', 'valid')
    const record = recordOf(story.state())
    expect(record.selection).toMatchObject([
      { count: null, expect: null },
      { count: null, expect: { min: 1, max: 3 } }
    ])
    expect(record.notSelected).toBeNull()
    expect(summaryOf(record)).not.toContain('### Servers selected')
    expect(scopeOf(story)).toContain('not asked')
    expect(scopeOf(story)).toContain('1 server and those that match in 2 waves')
    expect(summaryOf(record)).toContain('the plan is valid: 1 server and those that match in 2 waves')
    expect(summaryOf(record)).toContain('| databases | the start | 1 + match |')
  })

  test('tells every kind of difference, and servers without a host name by their IDs', () => {
    const six = Object.fromEntries([1, 2, 3, 4, 5, 6].map((number) => [`k${String(number)}`, 'v']))
    const what = plan([
      wave('named', [], { selectors: [{ match: { ...tagged(six), hostname: 'a-*' } }] }),
      wave('tagged', [], { selectors: [{ match: { ...tagged({ App: 'a' }), hostname: 'c-*' }, expect: { min: 1 } }] }),
      wave('again', [serverId(4)], { selectors: [{ match: tagged({ App: 'a', Zone: 'x' }) }] })
    ])
    const servers = [
      listedServer(1, 'a-1', {}),
      listedServer(2, 'b-2', { App: 'a' }),
      listedServer(3, 'c-3', { app: 'A' }),
      listedServer(4, undefined, { App: 'a', Zone: 'x' })
    ]
    const story = new Story('preflight').accept(what).identify()
    story.add(0.1, { type: 'servers-selected', ...selectServers(what.waves, servers) })
    const scope = scopeOf(story)
    expect(scope).toContain('a-1, which has no tag k1 and which has no tag k2')
    expect(scope).toContain('and more')
    expect(scope).toContain('b-2, whose host name is another')
    expect(scope).toContain('whose tag is called &quot;app&quot;, not App, and is &quot;A&quot;')
    expect(summaryOf(recordOf(story.state()))).toContain(serverId(4))
    const blocked =
      checked(story)
        .state()
        .preflight?.flatMap(({ findings }) => findings) ?? []
    expect(blocked.filter((one) => one.class === 'blocking').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Wave named: no source server matches .* which has no tag k5 and more\. /),
      expect.stringMatching(/^Wave tagged: no source server matches .*; b-2 \(.*\), whose host name is another\. /)
    ])
  })

  test('is told of a wave that another one launches a server of, in the evidence too', () => {
    const what = plan([wave('a', [serverId(1)]), wave('b', [], { selectors: [{ match: tagged(payments('db')) }] })])
    const story = new Story().accept(what).identify()
    story.add(0.1, { type: 'servers-selected', ...selectServers(what.waves, account.slice(0, 2)) })
    const record = recordOf(story.state())
    expect(record.selection[0]?.elsewhere).toEqual([{ sourceServerId: serverId(1), hostname: 'db-01', wave: 'a' }])
    expect(scopeOf(story)).toContain('Of 2 source servers in the account and Region, 0 are in no wave of the plan.')
  })

  test('stays short however much there is', () => {
    const listed = Array.from({ length: 300 }, (_, index) =>
      listedServer(index, `h-${String(index)}`, { A: index < 150 ? 'a' : 'A' })
    )
    const waves = Array.from({ length: 60 }, (_, index) =>
      wave(`w${String(index)}`, [], { selectors: [{ match: tagged({ A: index === 0 ? 'a' : 'b' }) }] })
    )
    const story = new Story().accept(plan(waves)).identify()
    story.add(0.1, { type: 'servers-selected', ...selectServers(waves, listed) })
    const scope = scopeOf(story)
    expect(scope).toContain('the first 50 of 60 matches')
    expect(scope).toContain('and 100 more')
    expect(scope).toContain('(20 of 150 are named here)')
    expect(scope).toContain('150 are in no wave of the plan (50 of 150 are named here)')
    expect(summaryOf(recordOf(story.state()))).toContain('and 140 more')
  })

  test('is the same of the same journal, and nothing without a plan', () => {
    const opened = {
      type: 'execution-opened' as const,
      at: start,
      schemaVersion: 1 as const,
      executionId: 'x',
      mode: 'drill' as const,
      plan: { name: 'p', path: 'p' },
      run: {},
      pollIntervalSeconds: 30
    }
    const state = fold([opened, { type: 'servers-selected', at: start, ...selectServers([], account) }])
    expect(state).toEqual(fold([opened]))
  })
})
