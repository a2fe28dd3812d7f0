import { describe, expect, jest, test } from '@jest/globals'
import type { FailureClass } from '../../../src/drill/failure.js'
import { addSeconds } from '../../../src/drill/timestamp.js'
import type { Plan } from '../../../src/plan/plan.js'
import { recordOf } from '../../../src/report/record/record.js'
import { drill, drillAgain, type DrillOptions } from '../drill.js'
import type { FakeSettings } from '../fake-recovery-service.js'
import { plan, serverId, wave } from '../plans.js'
import { VirtualClock } from '../virtual-clock.js'

jest.setTimeout(60_000)

const readLog = 'drs:DescribeJobLogItems'
const [a, b] = [serverId(1), serverId(2)]
const began = new VirtualClock().now()
const hourOld = addSeconds(began, -3600)

/** The log cannot be read in its first `times` readings. */
const failingAtFirst = (times: number): FakeSettings['failing'] => {
  let left = times
  return {
    get [readLog](): FailureClass {
      left -= 1
      return (left >= 0 ? 'unavailable' : undefined) as FailureClass
    }
  }
}

const launch = async (service: DrillOptions['service'], settings: Partial<Plan> = {}, servers = [a]) => {
  const done = await drill(plan([wave('app', servers)], settings), { ...(service && { service }) })
  const { status, waves, deviations } = recordOf(done.state)
  const used = waves[0]?.servers.map(({ usedPreviousSnapshot }) => usedPreviousSnapshot)
  return { ...done, status, used, deviations, reads: done.events.filter(({ type }) => type === 'job-log-read').length }
}

describe('a launch from an older snapshot', () => {
  test('is told by the log', async () => {
    const { status, used, deviations } = await launch({ previousSnapshot: hourOld })
    expect([status, used]).toEqual(['passed', [true]])
    expect(deviations.map(({ kind }) => kind)).toEqual(['previous-snapshot'])
  })

  test('is found in a log that can be read at the end alone, however often that failed before', async () => {
    const blind = await launch({ failing: { [readLog]: 'unavailable' } })
    const settledAt = blind.state.waves.get('app')?.settledAt ?? ''
    const failures = blind.events.filter(({ type, at }) => type === 'look-failed' && at <= settledAt).length
    expect(failures).toBeGreaterThan(10)
    const { status, used, deviations, reads } = await launch({
      previousSnapshot: hourOld,
      failing: failingAtFirst(failures)
    })
    expect([status, used, reads]).toEqual(['passed', [true], 1])
    expect(deviations.map(({ kind }) => kind)).toEqual(['previous-snapshot'])
    // It is asked for once more, and no more than that.
    const asked = blind.events.filter(({ type, at }) => type === 'look-failed' && at > settledAt)
    expect(asked).toHaveLength(1)
  })

  test('is not ruled out where the log is never read; the drill is not failed for that', async () => {
    for (const kind of ['unavailable', 'denied'] as const) {
      const { status, used, deviations } = await launch({ previousSnapshot: hourOld, failing: { [readLog]: kind } })
      expect([status, used]).toEqual(['passed', [null]])
      expect(deviations).toMatchObject([
        { kind: 'previous-snapshot-unknown', wave: 'app', sourceServerId: a, at: expect.any(String) }
      ])
      expect(deviations[0]?.message).toMatch(
        new RegExp(
          `^whether host-0 was launched from an older snapshot is not known: the log of drsjob-\\w+ was not read to its end; ${readLog}( has failed \\d+ times since [\\d:]+ UTC and)? was last answered: ${readLog} ${kind}$`
        )
      )
    }
  })

  test('is one line for a job, however many servers it has', async () => {
    const { deviations } = await launch({ failing: { [readLog]: 'denied' } }, {}, [a, b])
    expect(deviations).toMatchObject([{ kind: 'previous-snapshot-unknown', sourceServerId: null }])
    expect(deviations[0]?.message).toContain('whether host-0, host-1 were launched')
  })

  test('is given away by its point, where the newest snapshot before the launch is known', async () => {
    const service = { previousSnapshot: hourOld, failing: { [readLog]: 'denied' } as const }
    const objectives = { rpoSeconds: 7200, onMiss: 'fail' } as const
    const known = { [a]: [{ snapshotId: 'pit-1', takenAt: addSeconds(hourOld, 20) }] }
    const told = await launch({ ...service, snapshots: known }, { objectives })
    expect([told.status, told.used]).toEqual(['passed', [true]])
    expect(told.deviations).toMatchObject([{ kind: 'previous-snapshot', sourceServerId: a }])
    expect(told.deviations[0]?.message).toContain(`its recovery point, ${hourOld}, is that of the snapshot of`)
    // A point between the newest snapshot and the launch may be that of any, one before it that of data which lagged.
    const lagged = { [a]: [{ snapshotId: 'pit-1', takenAt: addSeconds(hourOld, 600) }] }
    expect((await launch({ ...service, snapshots: lagged }, { objectives })).used).toEqual([null])
    const other = { [a]: [{ snapshotId: 'pit-1', takenAt: addSeconds(hourOld, -600) }] }
    expect((await launch({ ...service, snapshots: other }, { objectives })).used).toEqual([null])
    // What is as young as the launch is no proof of anything.
    const fresh = { ...service, previousSnapshot: '', snapshots: known }
    expect((await launch(fresh, { objectives })).used).toEqual([null])
  })

  test('of an earlier attempt is not held against snapshots that are younger', async () => {
    const first = await launch({ failing: { [readLog]: 'denied' } })
    first.service.settings.snapshots = { [a]: [{ snapshotId: 'pit-1', takenAt: first.clock.now() }] }
    const objectives = { rpoSeconds: 7200, onMiss: 'fail' } as const
    const again = recordOf((await drillAgain(plan([wave('app', [a])], { objectives }), first)).state)
    expect(again.waves[0]?.servers[0]?.usedPreviousSnapshot).toBeNull()
  })

  test('is not asked of a server that the plan launches from a snapshot, as its point tells', async () => {
    const service = {
      snapshots: { [a]: [{ snapshotId: 'pit-1', takenAt: hourOld }] },
      previousSnapshot: hourOld,
      failing: { [readLog]: 'denied' } as const
    }
    const done = await drill(plan([wave('app', [a], { pointInTime: { before: began } })]), { service })
    expect(recordOf(done.state).deviations).toEqual([])
    expect(recordOf(done.state).waves[0]?.servers[0]?.usedPreviousSnapshot).toBe(false)
  })
})
