import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { recordOf } from '../../../src/report/record/record.js'
import type { EvidenceRecord, ServerRecord } from '../../../src/report/record/schema.js'
import { flowOf } from '../../../src/report/timeline/flow.js'
import { laneOf, secondsIn } from '../../../src/report/timeline/lane.js'
import { scaleOf, ticksOf } from '../../../src/report/timeline/scale.js'
import { timelineOf } from '../../../src/report/timeline/timeline.js'
import { jobId, minute, plan, serverId, Story, wave } from '../builders.js'
import { cases, manyServers } from '../cases.js'

const record = (name: string): EvidenceRecord => recordOf(cases[name]?.() ?? manyServers(1).state())

/** `snapshot 1-5`: what a lane goes through, in minutes after the start. */
const story = (found: EvidenceRecord, sourceServerId: string) => {
  const lane = timelineOf(found)
    ?.waves.flatMap(({ lanes }) => lanes)
    .find(({ server }) => server.sourceServerId === sourceServerId)
  const at = (moment: number) => Math.round((moment - Date.parse(minute(0))) / 6000) / 10
  return lane?.segments.map(({ phase, from, to }) => `${phase} ${String(at(from))}-${String(at(to))}`)
}

describe('a lane', () => {
  it('goes through the phases of the job log, waiting in between, verified from the end of the launch', () => {
    expect(story(record('passed'), serverId(1))).toEqual([
      'waiting 1-1.1',
      'snapshot 1.1-6',
      'waiting 6-6.1',
      'conversion 6.1-9',
      'waiting 9-9.1',
      'launch 9.1-11.9',
      'verification 11.9-13'
    ])
  })

  it('lasts until its end was written down, where it is not up', () => {
    expect(story(record('timed-out'), serverId(4))?.at(-1)).toBe('conversion 19.1-54')
    expect(story(record('failed-server'), serverId(2))?.at(-1)).toBe('conversion 6.1-13')
  })

  it('shows the launch that FAILED before the one that is good', () => {
    expect(story(record('retried-server'), serverId(2))).toEqual([
      'waiting 1-1.1',
      'snapshot 1.1-6',
      'waiting 6-6.1',
      'conversion 6.1-9',
      'waiting 9-9.1',
      'launch 9.1-13',
      'waiting 13-13.1',
      'snapshot 13.1-18',
      'waiting 18-18.1',
      'conversion 18.1-21',
      'waiting 21-21.1',
      'launch 21.1-23.9',
      'verification 23.9-25'
    ])
  })

  it('is empty where its launch was never asked for', () => {
    expect(story(record('failed-server'), serverId(3))).toBeUndefined()
    const partly = new Story()
      .accept(plan([wave('w', [serverId(1), serverId(2)])]))
      .startWave(1, 'w')
      .launch(1, 'w', jobId(1), [serverId(1)])
    expect(story(recordOf(partly.state()), serverId(2))).toEqual([])
  })

  it('begins with its job where an earlier attempt has launched it, and its wave with it', () => {
    const found = timelineOf(record('second-job-of-the-run'))
    expect(found?.waves.map(({ wave }) => wave.name)).toEqual(['app'])
    const adopted = { ...record('passed'), startedAt: minute(20) }
    expect(timelineOf(adopted)?.from).toBe(Date.parse(minute(1)))
  })

  const [server] = record('passed').waves[0]?.servers ?? []
  const [wave_] = record('passed').waves
  if (server === undefined || wave_ === undefined) throw new Error('a server is needed')

  it.each([
    ['no log at all', { phases: [] }, ['waiting', 'verification']],
    [
      'no end of the launch',
      { phases: [{ phase: 'launch', startedAt: minute(2), endedAt: null }] },
      ['waiting', 'launch', 'verification']
    ],
    [
      'only an end',
      { phases: [{ phase: 'launch', startedAt: null, endedAt: minute(5) }] },
      ['waiting', 'verification']
    ],
    [
      'a snapshot tried twice',
      { phases: [1, 3].map((at) => ({ phase: 'snapshot', startedAt: minute(at), endedAt: null })) },
      ['snapshot', 'verification']
    ],
    ['never launched', { phases: [], launchedAt: null, verifiedAt: null, status: 'failed' }, ['waiting']]
  ] as const)('is told with %s', (_, changes, phases) => {
    const changed = { ...server, ...changes } as ServerRecord
    const lane = laneOf(changed, { ...wave_, startedAt: null }, undefined, Date.parse(minute(14)))
    expect(lane.segments.map(({ phase }) => phase)).toEqual(phases)
  })

  it('has no gaps, never goes back and stays within its ends, whatever the log says', () => {
    const moment = fc.option(fc.integer({ min: -60, max: 200 }).map(minute))
    const phase = fc.record({
      phase: fc.constantFrom('snapshot' as const, 'conversion' as const, 'launch' as const),
      startedAt: moment,
      endedAt: moment
    })
    const any = fc.record({
      startedAt: moment,
      launchedAt: moment,
      verifiedAt: moment,
      phases: fc.array(phase, { maxLength: 6 }),
      status: fc.constantFrom('launched' as const, 'failed' as const)
    })
    fc.assert(
      fc.property(any, moment, fc.option(fc.integer()), (changes, startedAt, settled) => {
        const settledAt = settled === null ? undefined : Date.parse(minute(settled % 300))
        const lane = laneOf({ ...server, ...changes }, { ...wave_, startedAt }, settledAt, Date.parse(minute(100)))
        let at = lane.from
        for (const { from, to } of lane.segments) {
          expect(from).toBe(at)
          expect(to).toBeGreaterThan(from)
          at = to
        }
        if (lane.segments.length > 0) expect(at).toBe(lane.to)
        expect(lane.to).toBeGreaterThanOrEqual(lane.from)
      })
    )
  })

  it('counts the time in each phase', () => {
    const lane = timelineOf(record('passed'))?.waves[0]?.lanes[0]
    if (lane === undefined) throw new Error('a lane is needed')
    expect(secondsIn(lane, 'snapshot')).toBe(294)
    expect(secondsIn({ ...lane, segments: [] }, 'snapshot')).toBeUndefined()
  })
})

describe('timelineOf', () => {
  it('shows the recovery time objective where it is near, and leaves out what is far', () => {
    const near = timelineOf(record('passed'))
    expect(near?.rtoEnd).toBe(Date.parse(minute(61)))
    expect(near?.to).toBeGreaterThan(Date.parse(minute(61)))
    expect(near?.budgetEnd).toBeGreaterThan(near?.to ?? Infinity)
    const far = timelineOf(record('failed-server'))
    expect(far?.rtoEnd).toBe(Date.parse(minute(61)))
    expect(far?.to).toBeLessThan(Date.parse(minute(20)))
  })

  it('counts the objective from the first launch of the execution, which an earlier job made', () => {
    const found = timelineOf(record('second-job-of-the-run'))
    expect(found?.rtoEnd).toBe(Date.parse(minute(30)))
    expect(found?.recoveredAt).toBe(Date.parse(minute(13)))
  })

  it('knows no objective where none is stated, and no budget where the plan could not be read', () => {
    const found = timelineOf({ ...record('gov-cloud'), budgetSeconds: null })
    expect(found).toMatchObject({ rtoEnd: undefined, budgetEnd: undefined })
  })

  it('is none where nothing was begun', () => {
    expect(timelineOf(record('blocked-by-plan'))).toBeUndefined()
    expect(timelineOf(record('validate-passed'))).toBeUndefined()
  })

  it('tells of a drill without an end until what was last seen', () => {
    const found = timelineOf(record('unfinished'))
    expect(found?.waves.map(({ wave, to }) => [wave.name, to])).toEqual([
      ['databases', Date.parse(minute(13))],
      ['app', Date.parse(minute(19.1))]
    ])
  })

  it('lists the waves in which nothing was begun', () => {
    expect(timelineOf(record('failed-server'))?.idle.map(({ name }) => name)).toEqual(['app'])
  })
})

describe('flowOf', () => {
  it('counts every server once in each column, up at the bottom', () => {
    const lanes = timelineOf(recordOf(manyServers(100).state()))?.waves[0]?.lanes ?? []
    const columns = 60
    const layers = flowOf(lanes, columns, (column) => Date.parse(minute(1 + column / 4)))
    expect(layers[0]?.state).toBe('up')
    expect(layers.at(-1)?.state).toBe('down')
    layers.forEach(({ lower, upper }, index) => {
      expect(lower).toEqual(layers[index - 1]?.upper ?? new Array(columns).fill(0))
      expect(upper.every((count, column) => count >= (lower[column] ?? 0))).toBe(true)
    })
    expect(layers.at(-1)?.upper).toEqual(new Array(columns).fill(100))
    expect(layers[0]?.upper.at(-1)).toBe(90)
  })

  it('has no layers without servers', () => {
    expect(flowOf([], 10, (column) => column)).toEqual([])
  })
})

describe('the time axis', () => {
  it('has a handful of ticks for any span, the first at its beginning', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e11 }), fc.integer({ min: 0, max: 2e14 }), (from, length) => {
        const ticks = ticksOf({ from, to: from + length })
        expect(ticks.length).toBeGreaterThan(0)
        expect(ticks.length).toBeLessThanOrEqual(9)
        expect(ticks[0]?.at).toBe(from)
        expect(ticks.at(-1)?.at).toBeLessThanOrEqual(from + length)
      })
    )
  })

  it('shows seconds where minutes would not do', () => {
    const from = Date.parse(minute(0))
    expect(ticksOf({ from, to: from + 26_000 })[1]).toMatchObject({ elapsed: '5s', clock: '14:00:05' })
    expect(ticksOf({ from, to: from + 1_600_000 })[1]).toMatchObject({ elapsed: '5m', clock: '14:05' })
    expect(ticksOf({ from: from + 1500, to: from + 1_600_000 })[1]).toMatchObject({ clock: '14:05:01' })
  })

  it('names the day where it begins to be another', () => {
    const from = Date.parse(minute(0))
    const hours = (count: number) => ticksOf({ from, to: from + count * 3_600_000 }).map(({ clock }) => clock)
    expect(hours(9).slice(0, 3)).toEqual(['14:00', '16:00', '18:00'])
    expect(hours(30)).toEqual(['14:00', '20:00', '24 Nov 02:00', '08:00', '14:00', '20:00'])
    expect(hours(24 * 4).slice(0, 3)).toEqual(['14:00', '24 Nov 02:00', '14:00'])
    expect(hours(24 * 8).slice(0, 3)).toEqual(['14:00', '24 Nov', '25 Nov'])
    expect(ticksOf({ from: from + 1500, to: from + 108_000_000 })[2]).toMatchObject({ clock: '24 Nov 02:00' })
  })

  it('keeps what is outside at its edges', () => {
    const x = scaleOf({ from: 100, to: 200 }, 10, 20)
    expect([0, 100, 150, 200, 999].map(x)).toEqual([10, 10, 15, 20, 20])
    expect(scaleOf({ from: 100, to: 100 }, 10, 20)(100)).toBe(10)
  })
})
