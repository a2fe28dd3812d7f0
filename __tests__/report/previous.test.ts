import { describe, expect, it } from '@jest/globals'
import type { PreviousDrill } from '../../src/drill/previous-drill.js'
import { lastDrills } from '../../src/report/html/previous.js'
import { narrate } from '../../src/report/narration/narration.js'
import { comparisonsOf, trendOf } from '../../src/report/previous.js'
import { recordOf } from '../../src/report/record/record.js'
import type { EvidenceRecord } from '../../src/report/record/schema.js'
import { lastTime as lastTimeIn } from '../../src/report/summary/previous.js'
import { minute, Story } from './builders.js'
import { cases } from './cases.js'
import { everyAttack } from './hostile.js'

const passed = recordOf(cases['passed']?.() ?? new Story().state())
const base: PreviousDrill = {
  executionId: 'e',
  runId: '1',
  startedAt: '2026-08-24T05:00:00.000Z',
  status: 'passed',
  servers: 4,
  notUp: 0
}
const lastTime = (record: EvidenceRecord): string => lastTimeIn(record, { chart: true })
const withDrills = (...drills: readonly (PreviousDrill & { rtoSeconds?: number })[]) => ({
  ...passed,
  previous: {
    note: null,
    drills: drills.map((drill) => ({ ...drill, rtoSeconds: drill.rtoSeconds ?? null, rpoSeconds: null }))
  }
})

describe('the comparison with the last drills', () => {
  it('is a table and the change, in summary and report', () => {
    expect(lastTime(passed)).toContain('| this one | passed |')
    expect(lastTime(passed)).toContain('| 2026-05-25 | failed | not known | 1m 30s | 1 | 4 |')
    const { text } = lastDrills(passed).body
    expect(text).toContain('role="img"')
    // RTO of three drills, RPO of four.
    expect(text.match(/<rect/g)).toHaveLength(7)
  })

  it('draws in the summary those drills that both were measured of, the oldest first, where there is room', () => {
    expect(lastTime(passed)).toContain(
      [
        '  x-axis ["2026-02-23", "2026-08-24", "this one"]',
        '  y-axis "minutes" 0 --> 33',
        '  bar [33, 28.7, 25]',
        '  line [2, 3.5, 4]',
        '```'
      ].join('\n')
    )
    const sameDay = withDrills({ ...base, rtoSeconds: 60 }, { ...base, rtoSeconds: 90 }).previous.drills
    const measuredBoth = sameDay.map((drill) => ({ ...drill, rpoSeconds: 60 }))
    expect(lastTime({ ...passed, previous: { note: null, drills: measuredBoth } })).toContain(
      'x-axis ["2026-08-24", "2026-08-24 (2)", "this one"]'
    )
    expect(lastTimeIn(passed, { chart: false })).not.toContain('mermaid')
    expect(lastTime(withDrills(base))).not.toContain('mermaid')
  })

  it('tells more, less and the same, against the last one that was measured', () => {
    const own = passed.objectives.rto.achievedSeconds ?? 0
    const trend = (seconds: number) =>
      trendOf(comparisonsOf(withDrills(base, { ...base, rtoSeconds: seconds })), 'RTO').replace(/^RTO [^,]*, /, '')
    expect(trend(own)).toBe('the same as the last time it was measured')
    expect(trend(own + 60)).toBe('1m less than the last time it was measured')
    expect(trend(own - 60)).toBe('1m more than the last time it was measured')
    expect(trendOf(comparisonsOf(withDrills(base)), 'RTO')).toBe('')
    expect(lastDrills(withDrills(base)).body.text).not.toContain('<rect')
  })

  it('is silent in the summary, and says so in the report, where there is none', () => {
    expect(lastTime(withDrills())).toBe('')
    expect(lastDrills(withDrills()).body.text).toContain('None was found')
    const unknown = { ...passed, previous: { drills: [], note: 'no token' } }
    expect(lastTime(unknown)).toBe('')
    expect(lastDrills(unknown).body.text).toContain('Not known: no token.')
  })

  it('is quiet in the log, and one line where it could not be read', () => {
    const state = new Story().state()
    const at = minute(1)
    expect(narrate(state, { at, type: 'previous-drills-read', drills: [] }, state)).toEqual([])
    const told = narrate(state, { at, type: 'previous-drills-not-read', reason: 'why' }, state)
    expect(told).toEqual([expect.stringContaining('could not be read: why')])
    const known = new Story().add(1, { type: 'previous-drills-not-read', reason: 'why' }).state()
    expect(recordOf(known).previous).toEqual({ drills: [], note: 'why' })
  })

  it('shows what earlier evidence holds as text', () => {
    const hostile = withDrills({ ...base, status: everyAttack, rtoSeconds: 1 })
    expect(lastTime(hostile)).not.toMatch(/<script|<img|(?<!<span>)@octocat/)
    expect(lastDrills(hostile).body.text).not.toMatch(/<script|<img|<!--/)
  })
})
