import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { EvidenceRecord, ServerRecord } from '../../../src/report/record/schema.js'
import { summaryOf } from '../../../src/report/summary/summary.js'
import { runs } from '../../fast-check-seed.js'
import { largeRecord } from '../cases.js'
import { hostileText } from '../hostile.js'

/** What GitHub takes of a step's summary, and draws of a chart. */
const longest = { summaryBytes: 1024 * 1024, chartCharacters: 50_000 }

/** Waves of up to 100 servers, up to 10,000 servers in all, and what they are called and say: up to 64 KiB of anything. */
const fleet = fc.record({
  waves: fc.constantFrom(1, 7, 40, 100, 500),
  shareDown: fc.constantFrom(0, 1, 10, 100),
  text: fc.tuple(hostileText, fc.constantFrom(1, 20, 65_536)).map(([text, length]) => {
    return `x${text}`.repeat(Math.ceil(length / (text.length + 1))).slice(0, Math.max(length, text.length + 1))
  }),
  waveName: fc.constantFrom('w', 'an-ordinary-name', 'N'.repeat(64)),
  alike: fc.boolean()
})

type Fleet = typeof fleet extends fc.Arbitrary<infer T> ? T : never

function recordOf({ waves, shareDown, text, waveName, alike }: Fleet): EvidenceRecord {
  let number = 0
  const change = (server: ServerRecord): ServerRecord => {
    number += 1
    const isDown = number % 100 < shareDown
    const reason = alike ? text : `${String(number)} ${text}`
    return { ...server, hostname: `${String(number)}${text}`, reason, status: isDown ? 'failed' : 'launched' }
  }
  const record = largeRecord(waves)
  const perWave = Math.min(100, Math.floor(10_000 / waves))
  const sized = record.waves.map((wave, index) => {
    const servers = wave.servers.slice(0, perWave).map(change)
    const isUp = servers.every(({ status }) => status === 'launched')
    return {
      ...wave,
      name: `${String(index)}${waveName}`.slice(0, 64),
      status: isUp ? ('up' as const) : ('timed-out' as const),
      reason: text,
      servers
    }
  })
  const [left] = record.stillRunning.instances
  const deviation = { at: null, wave: null, sourceServerId: null, message: text }
  return {
    ...record,
    reason: text,
    refusals: [],
    waves: sized,
    stillRunning: {
      ...record.stillRunning,
      instances: left === undefined ? [] : sized.flatMap(({ servers }) => servers.map(() => left))
    },
    deviations: sized.flatMap(({ servers }) =>
      servers.map(() => ({ ...deviation, kind: 'previous-snapshot' as const }))
    )
  }
}

describe('the summary of up to 10,000 servers, whatever they say', () => {
  it('is one that GitHub takes, with a chart that it draws, and says what it leaves out', () => {
    fc.assert(
      fc.property(fleet, (some) => {
        const record = recordOf(some)
        const summary = summaryOf(record)
        expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(longest.summaryBytes)
        // The verdict, the objectives and the counts come first.
        const objectives = summary.indexOf('| Recovery time (RTO) |')
        const counts = summary.indexOf('| Waves | Servers |')
        expect(summary.startsWith('## ')).toBe(true)
        expect(objectives).toBeGreaterThan(0)
        expect(counts).toBeGreaterThan(objectives)
        expect(summary.slice(0, objectives)).not.toMatch(/^(?:###|- )/m)
        const note = /^\*Shortened to fit: .*$/m.exec(summary)?.[0] ?? ''
        const [, chart] = /^```mermaid\n(.*?)\n```$/ms.exec(summary) ?? []
        if (chart === undefined) expect(note).toMatch(/chart of the waves/)
        else {
          expect(chart.length).toBeLessThan(longest.chartCharacters)
          expect(chart.match(/^ {2}section /gm)).toHaveLength(record.waves.length)
        }
        const servers = record.waves.flatMap((wave) => wave.servers)
        expect(addedUp(shownIn(summary), leftOutOf(summary))).toEqual(counted(servers))
        expect(summary).toContain(`| ${String(record.waves.length)} | ${String(servers.length)} |`)
      }),
      {
        numRuns: runs(12),
        examples: [[{ waves: 500, shareDown: 100, text: 'x', waveName: 'N'.repeat(64), alike: true }]]
      }
    )
  }, 120_000)
})

type Counts = Readonly<Record<string, number>>

const counted = (servers: readonly ServerRecord[]): Counts =>
  addedUp(...servers.map(({ status }) => ({ [status === 'launched' ? 'up' : status.replace('-', ' ')]: 1 })))

const addedUp = (...all: readonly Counts[]): Counts => {
  const sum: Record<string, number> = {}
  for (const [status, count] of all.flatMap((one) => Object.entries(one))) sum[status] = (sum[status] ?? 0) + count
  return sum
}

/** How many servers have a row in the tables, by how they ended. */
const shownIn = (summary: string): Counts =>
  addedUp(
    ...[...summary.matchAll(/^\| [^|]* \| `s-[^|]*\| ([a-z ]+) \|/gm)].map(([, status = '']) => ({
      [status === 'launched' ? 'up' : status]: 1
    }))
  )

/** How many the summary says it left out, by how they ended. */
function leftOutOf(summary: string): Counts {
  const [, all = '0', ended = ''] =
    /^\*Shortened to fit: (\d+) servers? \(([^)]*)\) (?:is|are) left out of the tables/m.exec(summary) ?? []
  const counts = Object.fromEntries(
    [...ended.matchAll(/(\d+) ([a-z ]+)/g)].map(([, count, status = '']) => [status, Number(count)])
  )
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(Number(all))
  return counts
}

describe('a summary that is shortened to fit', () => {
  /** Waves of 100 servers, of which so many end so, one after the other; the last ones were never started. */
  const ended = (up: number, failed: number, notStarted: number): EvidenceRecord => {
    const statuses = [
      ...Array.from({ length: failed }, () => 'failed' as const),
      ...Array.from({ length: up }, () => 'launched' as const),
      ...Array.from({ length: notStarted }, () => 'not-started' as const)
    ]
    const record = largeRecord(Math.ceil(statuses.length / 100))
    const waves = record.waves.map((wave, index) => {
      const own = statuses.slice(index * 100, index * 100 + 100)
      const servers = own.flatMap((status, position) => {
        const server = wave.servers[position]
        return server === undefined ? [] : [{ ...server, status, reason: status === 'failed' ? 'no capacity' : null }]
      })
      if (own.every((status) => status === 'not-started'))
        return {
          ...wave,
          status: 'not-started' as const,
          reason: 'it waits',
          startedAt: null,
          finishedAt: null,
          servers
        }
      return { ...wave, status: own.includes('failed') ? ('failed' as const) : ('up' as const), servers }
    })
    return { ...record, waves }
  }

  it.each([
    ['all down', 0, 3000, 0, 1_000_000],
    ['some down, and more not started', 1000, 1500, 2500, 1_000_000],
    ['one down', 4999, 1, 0, 1_000_000],
    ['one down, with no room', 950, 50, 200, 20_000],
    ['with less room', 950, 50, 200, 8000],
    ['with room for nothing', 950, 50, 200, 100]
  ])('says how many servers of which kind it leaves out: %s', (_, up, failed, notStarted, limit) => {
    const record = ended(up, failed, notStarted)
    const summary = summaryOf(record, limit)
    const all = counted(record.waves.flatMap(({ servers }) => servers))
    expect(addedUp(shownIn(summary), leftOutOf(summary))).toEqual(all)
    expect(all).toMatchObject({ failed })
  })

  it('leaves out no server that failed while there is room for it', () => {
    const summary = summaryOf(ended(0, 3000, 0))
    expect(shownIn(summary)).toEqual({ failed: 3000 })
    expect(summary).not.toContain('left out of the tables')
    const crowded = ended(500, 5500, 0)
    const filled = summaryOf(crowded)
    expect(Buffer.byteLength(filled)).toBeGreaterThan(970_000)
    expect(shownIn(filled)['failed']).toBeGreaterThan(3000)
    expect(shownIn(filled)['up']).toBeUndefined()
  })

  it('shows what failed before what was not started', () => {
    const record = ended(0, 100, 0)
    const waves = record.waves.map((wave) => ({
      ...wave,
      servers: wave.servers.map((server, index) =>
        index < 50 ? { ...server, status: 'not-started' as const } : server
      )
    }))
    const alone = { ...record, waves, stillRunning: { ...record.stillRunning, instances: [] } }
    const less = shownIn(summaryOf(alone, Buffer.byteLength(summaryOf(alone)) - 4000))
    expect(less['failed']).toBe(50)
    expect(less['not started']).toBeLessThan(50)
  })

  it('keeps the tables of waves that were not started as long as it can, and says when it does not', () => {
    const record = ended(290, 10, 100)
    const full = summaryOf(record)
    expect(full).not.toContain('Shortened')
    const first = summaryOf(record, Buffer.byteLength(full) - 1)
    expect(leftOutOf(first)['not started']).toBeUndefined()
    const second = summaryOf(record, Buffer.byteLength(first) - 1)
    expect(leftOutOf(second)['not started']).toBe(shownIn(full)['not started'])
  })

  it('says that there is no chart, and no list of the waves, only where there would be', () => {
    const shortest = (record: EvidenceRecord) => /^\*Shortened to fit: .*$/m.exec(summaryOf(record, 1))?.[0]
    const record = ended(100, 100, 100)
    expect(shortest(record)).toMatch(
      / are left out of the tables; the chart of the waves and the list of 3 waves are left out; reasons and messages of more than 120 /
    )
    expect(shortest({ ...record, waves: [] })).not.toMatch(/chart|list of|tables/)
  })
})
