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
        const rows = summary.match(/^\| [^|]* \| `s-/gm)?.length ?? 0
        if (rows < servers.length) expect(note).not.toBe('')
        expect(summary).toContain(`| ${String(record.waves.length)} | ${String(servers.length)} |`)
      }),
      {
        numRuns: runs(12),
        examples: [[{ waves: 500, shareDown: 100, text: 'x', waveName: 'N'.repeat(64), alike: true }]]
      }
    )
  }, 120_000)
})
