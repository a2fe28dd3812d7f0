import { describe, expect, it } from '@jest/globals'
import type { PreviousDrill, PreviousLook } from '../../src/drill/previous-drill.js'
import { lastDrills } from '../../src/report/html/previous.js'
import { narrate } from '../../src/report/narration/narration.js'
import { comparisonsOf, trendOf } from '../../src/report/previous.js'
import { recordOf } from '../../src/report/record/record.js'
import type { EvidenceRecord } from '../../src/report/record/schema.js'
import { lastTime as lastTimeIn } from '../../src/report/summary/previous.js'
import { minute, plan, serverId, Story, wave } from './builders.js'
import { cases } from './cases.js'
import { everyAttack } from './hostile.js'

const passed = recordOf(cases['passed']?.() ?? new Story().state())
const begun = () => new Story().accept(plan([wave('databases', [serverId(1)])])).identify()
const base: PreviousDrill = {
  executionId: 'e',
  runId: '1',
  startedAt: '2026-08-24T05:00:00.000Z',
  status: 'passed',
  account: '123456789012',
  servers: 4,
  notUp: 0,
  leftOutWaves: 0,
  sameWaves: true
}
const look: PreviousLook = {
  listed: 7,
  listedAll: true,
  opened: 2,
  unreadable: 0,
  expired: 0,
  unopened: 0,
  otherNames: 0,
  uploads: true
}
/** As the record has it. */
const seen = { ...look, otherAccounts: 0 }
const lastTime = (record: EvidenceRecord): string => lastTimeIn(record, { chart: true })
const withDrills = (...drills: readonly (PreviousDrill & { rtoSeconds?: number })[]) => ({
  ...passed,
  previous: {
    note: null,
    look: seen,
    drills: drills.map((drill) => ({
      ...drill,
      account: drill.account ?? null,
      rtoSeconds: drill.rtoSeconds ?? null,
      rpoSeconds: null
    }))
  }
})

describe('the comparison with the last drills', () => {
  it('is a table and the change, in summary and report', () => {
    expect(lastTime(passed)).toContain('| this one | passed |')
    expect(lastTime(passed)).toContain('| 2026-05-25 | failed | not known | 1m 30s | 1 | 4 |')
    const { text } = lastDrills(passed).body
    expect(text).toContain('role="img"')
    // RTO and RPO of three: of the one that failed they are not those of the whole.
    expect(text.match(/<rect/g)).toHaveLength(6)
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
    expect(lastTime({ ...passed, previous: { note: null, look: seen, drills: measuredBoth } })).toContain(
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

  it('is silent in the summary, and says so in the report, where this one is the first', () => {
    expect(lastTime(withDrills())).toBe('')
    expect(lastDrills(withDrills()).body.text).toContain(
      'None was found: this is the first drill of the plan in its account and Region whose evidence GitHub still keeps.'
    )
    expect(lastDrills({ ...withDrills(), mode: 'recovery' }).body.text).toContain(
      'this is the first recovery of the plan'
    )
    const unknown = { ...passed, previous: { drills: [], look: null, note: 'no token' } }
    expect(lastTime(unknown)).toBe('')
    expect(lastDrills(unknown).body.text).toContain('Not known: no token.')
  })

  it.each([
    [{ unreadable: 1 }, '1 of these could not be read'],
    [{ expired: 3 }, '3 had expired'],
    [{ unopened: 4 }, '4 more were too many to open'],
    [{ otherNames: 5 }, '5 had names that drs-drill did not give'],
    [{ uploads: false }, 'this job uploads no evidence that would be found there'],
    [{ listedAll: false }, 'older ones were not listed']
  ])('says what it could not see rather than that this one is the first: %j', (gap, words) => {
    const record = { ...withDrills(), previous: { drills: [], note: null, look: { ...seen, ...gap } } }
    const told =
      'None was found, but this may not be the first drill of the plan: ' +
      `of the 7 artifacts that GitHub listed, 2 were opened; ${words}.`
    expect(lastTime(record)).toBe(`### Compared with the last drills\n\n${told}`)
    expect(lastDrills(record).body.text).toBe(`<p>${told}</p>`)
    expect(lastTime({ ...record, mode: 'preflight' })).toBe('')
  })

  it('says of drills that were found when others could not be read', () => {
    const found = withDrills(base)
    const record = { ...found, previous: { ...found.previous, look: { ...seen, unreadable: 1, otherNames: 9 } } }
    const told = '1 artifact of earlier runs could not be read: drills may be missing.'
    expect(lastTime(record)).toContain(`\n\n${told}\n\n|`)
    expect(lastDrills(record).body.text).toContain(`<p>${told}</p>`)
  })

  it('is one of drills in the same account, and says which are not', () => {
    const staging = { ...base, runId: '2', account: '210987654321', rtoSeconds: 60 }
    const { account: _, ...untold } = { ...base, runId: '3', status: 'blocked', notUp: 4 }
    const recordWith = (...drills: readonly PreviousDrill[]) =>
      recordOf(begun().add(0.1, { type: 'previous-drills-read', drills, look }).state())
    const found = recordWith(staging, { ...base, rtoSeconds: 1440 }, untold)
    expect(found.previous.drills.map(({ runId, account }) => [runId, account])).toEqual([
      ['1', '123456789012'],
      ['3', null]
    ])
    expect(found.previous.look).toEqual({ ...look, otherAccounts: 1 })
    const record = { ...passed, previous: found.previous }
    const told =
      '1 drill of the plan in another account is not compared. 1 drill in the table does not tell its account.'
    expect(lastTime(record)).toContain(`\n\n${told}\n\n`)
    expect(lastDrills(record).body.text).toContain(`<p>${told}</p>`)
    expect(trendOf(comparisonsOf(record), 'RTO')).toBe('RTO 25m, 1m more than the last time it was measured')

    const first = recordWith(staging, { ...staging, runId: '4' })
    expect(lastTime(first)).toBe('')
    expect(lastDrills(first).body.text).toBe(
      '<p>None was found: this is the first drill of the plan in its account and Region whose evidence GitHub still keeps; ' +
        '2 drills of the plan in another account are not compared.</p>'
    )
    const unsure = { ...first, previous: { ...first.previous, look: { ...seen, otherAccounts: 1, expired: 1 } } }
    expect(lastTime(unsure)).toContain('1 had expired; 1 drill of the plan in another account is not compared.')
  })

  it('does not speak of its account where that is not known', () => {
    expect(lastDrills({ ...withDrills(), identity: null }).body.text).toContain(
      'this is the first drill of the plan in its Region whose evidence'
    )
  })

  it('is none of a run that was blocked, which is not called the first for that', () => {
    const blocked = { ...withDrills(base, base), status: 'blocked' } as const
    expect(lastTime(blocked)).toBe('')
    expect(lastDrills(blocked).body.text).toBe(
      '<p>Nothing was launched that could be compared with 2 earlier drills.</p>'
    )
  })

  it('calls no part of a plan faster than the whole, nor the whole slower', () => {
    const part = { ...base, rtoSeconds: 60, leftOutWaves: 1, sameWaves: false }
    const whole = { ...base, startedAt: '2026-05-25T05:00:00.000Z', rtoSeconds: 1440 }
    const record = withDrills(part, whole)
    expect(trendOf(comparisonsOf(record), 'RTO')).toBe('RTO 25m, 1m more than the last time it was measured')
    expect(trendOf(comparisonsOf(withDrills(part)), 'RTO')).toBe('')
    expect(lastTime(record)).toContain('| 2026-08-24 | passed, 1 wave left out |')
    expect(lastTime(record)).toContain('1 drill of a part of the plan stands in the table alone.')
    expect(lastDrills(record).body.text.match(/<rect/g)).toHaveLength(2)
    expect(lastDrills(record).body.text).toContain('passed, 1 wave left out')
  })

  it('compares a part of the plan with drills of the same part', () => {
    const [left] = recordOf(cases['second-job-of-the-run']?.() ?? new Story().state()).leftOut
    if (left === undefined) throw new Error('the case has no wave that was left out')
    const same = { ...base, rtoSeconds: 1440, leftOutWaves: 1 }
    const whole = { ...base, rtoSeconds: 3000, sameWaves: false }
    const record = { ...withDrills(whole, same), leftOut: [left] }
    expect(lastTime(record)).toContain('| this one | passed, 1 wave left out |')
    expect(lastTime(record)).toContain(
      'This one leaves out 1 wave of the plan: only drills of the same waves are compared with it.'
    )
    expect(trendOf(comparisonsOf(record), 'RTO')).toBe('RTO 25m, 1m more than the last time it was measured')
  })

  it('compares no figures of a drill that did not bring up all of its servers', () => {
    const rpo = (drill: Partial<PreviousDrill>) => {
      const [found] = withDrills({ ...base, ...drill }).previous.drills
      if (found === undefined) throw new Error('there is one')
      return { ...passed, previous: { note: null, look: seen, drills: [{ ...found, rpoSeconds: 30 }] } }
    }
    expect(trendOf(comparisonsOf(rpo({})), 'RPO')).toContain('more than the last time')
    expect(trendOf(comparisonsOf(rpo({ notUp: 1, status: 'cancelled' })), 'RPO')).toBe('')
    const failed = recordOf(cases['failed-server']?.() ?? new Story().state())
    expect(trendOf(comparisonsOf({ ...rpo({}), waves: failed.waves }), 'RPO')).toBe('')
  })

  it('is quiet in the log, and one line where it could not be read', () => {
    const state = new Story().state()
    const at = minute(1)
    expect(narrate(state, { at, type: 'previous-drills-read', drills: [], look }, state)).toEqual([])
    const told = narrate(state, { at, type: 'previous-drills-not-read', reason: 'why' }, state)
    expect(told).toEqual([expect.stringContaining('could not be read: why')])
    const known = new Story().add(1, { type: 'previous-drills-not-read', reason: 'why' }).state()
    expect(recordOf(known).previous).toEqual({ drills: [], look: null, note: 'why' })
  })

  it('shows what earlier evidence holds as text', () => {
    const hostile = withDrills({ ...base, status: everyAttack, rtoSeconds: 1 })
    expect(lastTime(hostile)).not.toMatch(/<script|<img|(?<!<span>)@octocat/)
    expect(lastDrills(hostile).body.text).not.toMatch(/<script|<img|<!--/)
  })
})
