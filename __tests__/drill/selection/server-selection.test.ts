import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { selectServers, withSelection } from '../../../src/drill/selection/server-selection.js'
import { isHostname, isTagValue, type ServerMatch, type ServerSelector } from '../../../src/plan/match.js'
import { runs } from '../../fast-check-seed.js'
import { listedServer, serverId, tagged, wave } from '../plans.js'

const payments = { tags: [{ key: 'App', value: 'payments' }] }
const select = (match: ServerMatch, ...servers: Parameters<typeof selectServers>[1][number][]) => {
  const [selection] = selectServers([wave('app', [], { selectors: [{ match }] })], servers).selections
  if (selection === undefined) throw new Error('there is no selection')
  return selection
}

describe('selectServers', () => {
  test('finds those for which every condition holds, by host name, each once', () => {
    const servers = [
      listedServer(3, 'app-02', { App: 'payments', Tier: 'app' }),
      listedServer(1, 'app-01', { App: 'payments', Tier: 'app' }),
      listedServer(1, 'app-01', { App: 'payments', Tier: 'app' }),
      listedServer(2, 'db-01', { App: 'payments', Tier: 'db' }),
      listedServer(4, undefined, { App: 'payments', Tier: 'app' })
    ]
    const { found, count } = select(tagged({ App: 'payments', Tier: 'a*' }), ...servers)
    expect(count).toBe(3)
    expect(found).toEqual([
      { sourceServerId: serverId(1), hostname: 'app-01' },
      { sourceServerId: serverId(3), hostname: 'app-02' },
      { sourceServerId: serverId(4) }
    ])
    expect(select({ ...payments, hostname: 'APP-*' }, ...servers).found).toHaveLength(2)
  })

  test('gives a server to the wave that lists it, else to the first that it matches, and tells the others of it', () => {
    const waves = [
      wave('listed', [serverId(1)]),
      wave('first', [], { selectors: [{ group: 'a', match: payments }, { match: payments }] }),
      wave('second', [serverId(3)], { selectors: [{ match: payments }] })
    ]
    const servers = [1, 2, 3].map((number) => listedServer(number, `s-${String(number)}`, { App: 'payments' }))
    const selection = selectServers(waves, servers)
    expect(selection.total).toBe(3)
    expect(selection.selections).toMatchObject([
      {
        wave: 'first',
        group: 'a',
        count: 3,
        found: [{ sourceServerId: serverId(2) }],
        elsewhere: {
          count: 2,
          servers: [
            { sourceServerId: serverId(1), wave: 'listed' },
            { sourceServerId: serverId(3), wave: 'second' }
          ]
        }
      },
      { wave: 'first', count: 3, found: [], elsewhere: { count: 2 } },
      {
        wave: 'second',
        count: 3,
        found: [{ sourceServerId: serverId(3) }],
        elsewhere: { count: 2, servers: [{ wave: 'listed' }, { wave: 'first' }] }
      }
    ])
    expect(withSelection(waves, selection).map(({ servers }) => servers)).toEqual([
      [serverId(1)],
      [serverId(2)],
      [serverId(3)]
    ])
  })

  test.each<[string, ServerMatch, Record<string, string>, string, unknown]>([
    ['another value', payments, { App: 'orders' }, 'x', [{ in: 'tag', key: 'App', value: 'orders' }]],
    ['no tag at all, and nothing else in common', payments, {}, 'x', undefined],
    [
      'a tag that is missing beside one that is right',
      tagged({ App: 'p', Tier: 'a' }),
      { App: 'p' },
      'x',
      [{ in: 'tag', key: 'Tier' }]
    ],
    ['two other values', tagged({ App: 'p', Tier: 'a' }), { App: 'q', Tier: 'b' }, 'x', undefined],
    [
      'the right host name and no tag',
      { ...tagged({ App: 'p', Tier: 'a' }), hostname: 'x' },
      {},
      'X',
      [
        { in: 'tag', key: 'App' },
        { in: 'tag', key: 'Tier' }
      ]
    ],
    [
      'another host name and the right tags',
      { ...payments, hostname: 'y' },
      { App: 'payments' },
      'x',
      [{ in: 'hostname' }]
    ],
    ['another host name and no tag', { ...payments, hostname: 'y' }, {}, 'x', undefined],
    ['nothing but another host name', { tags: [], hostname: 'y' }, {}, 'x', undefined]
  ])('tells of a server with %s what is near', (_what, match, tags, hostname, differs) => {
    const { nearMisses } = select(match, listedServer(1, hostname, tags))
    expect(nearMisses.servers[0]?.differs).toEqual(differs)
    expect(nearMisses.count).toBe(differs === undefined ? 0 : 1)
  })

  test.each<[string, Record<string, string>, unknown]>([
    ['letter case of the value', { App: 'Payments' }, { in: 'tag', key: 'App', value: 'Payments' }],
    ['a blank behind it', { App: 'payments ' }, { in: 'tag', key: 'App', value: 'payments ' }],
    ['letter case of the key', { app: 'payments' }, { in: 'tag', key: 'App', value: 'payments', spelled: 'app' }]
  ])('takes %s for a slip, and names it first', (_what, tags, difference) => {
    const others = [2, 3].map((number) => listedServer(number, `a-${String(number)}`, { App: 'orders' }))
    const { nearMisses } = select(payments, ...others, listedServer(1, 'z-1', tags))
    expect(nearMisses.count).toBe(3)
    expect(nearMisses.servers.map(({ isSlip }) => isSlip)).toEqual([true, false, false])
    expect(nearMisses.servers[0]).toEqual({
      sourceServerId: serverId(1),
      hostname: 'z-1',
      differs: [difference],
      isSlip: true
    })
  })

  test('calls nothing a near miss that some wave of the plan launches', () => {
    const waves = [
      wave('db', [], { selectors: [{ match: tagged({ App: 'p', Tier: 'db' }) }] }),
      wave('app', [serverId(3)], { selectors: [{ match: tagged({ App: 'p', Tier: 'app' }) }] })
    ]
    const servers = [
      listedServer(1, 'db', { App: 'p', Tier: 'db' }),
      listedServer(2, 'app', { App: 'p', Tier: 'app' }),
      listedServer(3, 'listed', { App: 'p', Tier: 'x' }),
      listedServer(4, 'spare', { App: 'p', Tier: 'y' })
    ]
    const { selections, leftOut } = selectServers(waves, servers)
    expect(selections.map(({ nearMisses }) => nearMisses.servers.map(({ hostname }) => hostname))).toEqual([
      ['spare'],
      ['spare']
    ])
    expect(leftOut).toEqual({ count: 1, servers: [{ sourceServerId: serverId(4), hostname: 'spare' }] })
  })

  test('keeps of servers that do not matter no more than somebody may read', () => {
    const servers = Array.from({ length: 400 }, (_, index) => listedServer(index, `x-${String(index)}`, { App: 'q' }))
    const { leftOut, selections } = selectServers([wave('app', [], { selectors: [{ match: payments }] })], servers)
    expect([leftOut.count, leftOut.servers.length]).toEqual([400, 100])
    expect([selections[0]?.nearMisses.count, selections[0]?.nearMisses.servers.length]).toEqual([400, 20])
  })

  test('selects nothing where a plan would get more servers than it may have', () => {
    const servers = Array.from({ length: 10_001 }, (_, index) => listedServer(index, undefined, {}))
    const waves = [wave('all', [], { selectors: [{ match: { tags: [], hostname: '*' } }] })]
    const named = servers.map((server, index) => ({ ...server, hostnames: [`h${String(index)}`] }))
    const selection = selectServers(waves, named)
    expect(selection).toMatchObject({ total: 10_001, selections: [{ count: 10_001 }] })
    expect(selection.selections[0]?.found).toHaveLength(100)
    expect(withSelection(waves, selection)).toEqual(waves)
    expect(withSelection(waves, selectServers(waves, named.slice(1)))[0]?.servers).toHaveLength(10_000)
  })

  test('never selects a server twice, or one that does not match', () => {
    const tag = fc.constantFrom('a', 'b', 'A')
    const someServers = fc.array(
      fc.record({ id: fc.nat(12), key: tag, value: tag, hostname: fc.constantFrom('a-1', 'b-1', 'A-2') }),
      { maxLength: 20 }
    )
    const glob = fc.constantFrom('*', '?', 'a', 'b', 'a-*', '*1')
    const someMatch: fc.Arbitrary<ServerMatch> = fc.oneof(
      fc.record({ tags: fc.array(fc.record({ key: tag, value: glob }), { minLength: 1, maxLength: 2 }) }),
      fc.record({ tags: fc.constant([]), hostname: glob })
    )
    const someWaves = fc.array(
      fc.tuple(fc.array(fc.nat(12), { maxLength: 3 }), fc.array(someMatch, { maxLength: 3 })),
      {
        minLength: 1,
        maxLength: 4
      }
    )
    fc.assert(
      fc.property(someServers, someWaves, (servers, shapes) => {
        const taken = new Set<string>()
        const waves = shapes.map(([ids, matches], index) => {
          const own = [...new Set(ids.map(serverId))].filter((id) => !taken.has(id))
          for (const id of own) taken.add(id)
          const selectors = matches.map((match, at): ServerSelector => ({ group: String(at), match }))
          return wave(`wave-${String(index)}`, own, { selectors })
        })
        const listed = servers.map(({ id, key, value, hostname }) => listedServer(id, hostname, { [key]: value }))
        const selection = selectServers(waves, listed)
        const result = withSelection(waves, selection)
        const all = result.flatMap(({ servers: ids }) => ids)
        expect(new Set(all).size).toBe(all.length)
        expect(all).toHaveLength(selection.total)
        for (const [index, { servers: ids }] of result.entries()) {
          const before = waves[index]
          expect(ids.slice(0, before?.servers.length)).toEqual(before?.servers)
          for (const id of ids.slice(before?.servers.length)) {
            const server = listed.findLast(({ sourceServerId }) => sourceServerId === id)
            const matches = (before?.selectors ?? []).some(
              ({ match: { tags, hostname } }) =>
                (hostname === undefined || isHostname(hostname, server?.hostnames ?? [])) &&
                tags.every((condition) =>
                  server?.tags.some(({ key, value }) => key === condition.key && isTagValue(condition, value))
                )
            )
            expect(matches).toBe(true)
          }
        }
        const ids = new Set(listed.map(({ sourceServerId }) => sourceServerId))
        expect(selection.leftOut.count).toBe([...ids].filter((id) => !all.includes(id)).length)
      }),
      { numRuns: runs(300) }
    )
  })
})
