import { describe, expect, it } from '@jest/globals'
import { junitOf } from '../../src/report/junit.js'
import { reportOf } from '../../src/report/html/report.js'
import { recordOf } from '../../src/report/record/record.js'
import type { ServerRecord } from '../../src/report/record/schema.js'
import { askedEarlierAt, firstAskedAt, secondsTaken } from '../../src/report/server-times.js'
import { summaryOf } from '../../src/report/summary/summary.js'
import { timelineOf } from '../../src/report/timeline/timeline.js'
import { instance, jobId, launched, minute, plan, serverId, Story, wave } from './builders.js'
import { retried } from './cases.js'

const provenance = {
  version: '0.1.0',
  evidence: 'e'.repeat(64),
  journal: { sha256: 'a'.repeat(64), events: 42, head: 'b'.repeat(64), tellsAll: true }
}
const found = recordOf(retried().state())
const html = reportOf(found, provenance)

/** The cells of the row of a server in a table of the report, by the table's caption. */
const cells = (caption: string, name: string): readonly string[] => {
  const table = new RegExp(`<caption[^>]*>${caption}[^]*?</table>`).exec(html)?.[0] ?? ''
  const row = table.split('<tr').find((one) => one.includes(name)) ?? ''
  return row.split(/<\/t[hd]>/).map((cell) => cell.replace(/^[^]*<t[hd][^>]*>/, '').replace(/<[^>]*>/g, ''))
}

/** Asked for first at 14:01, again at 14:13 after it had FAILED, and verified at 14:25. */
const name = 'db-02.corp.example_net'

describe('the time of a server that was launched again', () => {
  it('counts from the first launch everywhere: picture, figures, tables, summary and JUnit', () => {
    expect([...html.matchAll(/class="end good">([^<]*)</g)].map(([, label]) => label)).toEqual(['Up, 12m', 'Up, 24m'])
    const figures = cells('Time that each server', name)
    expect([figures[1], figures.at(-3)]).toEqual(['14:01:00', '24m'])
    const row = cells('Servers of wave databases', name)
    expect(row.slice(2, 5)).toEqual(['14:01:00', '14:25:00', '24m'])
    expect(summaryOf(found)).toMatch(/\| db-02\.corp\.example_net \|.*\| running \| 23m \|/)
    expect(junitOf(found)).toContain(
      `<testcase name="${name} (${serverId(2)})" classname="payments.databases" time="1440.000"`
    )
    // One that was launched once has but one time anyway.
    expect(cells('Servers of wave databases', 'db-01').slice(2, 5)).toEqual(['14:01:00', '14:13:00', '12m'])
  })

  it('counts from the launch of an earlier attempt, as its RTO does', () => {
    const [id, other] = [serverId(1), serverId(2)]
    const again = recordOf(
      new Story()
        .accept(plan([wave('databases', [id, other])]))
        .identify()
        .findLaunch(0.1, 'databases', {
          jobId: jobId(7),
          createdAt: minute(-30),
          participants: [{ sourceServerId: id, launchStatus: 'FAILED' }, launched(other)]
        })
        .seeInstances(0.2, [instance(other, jobId(7), -34)])
        .startWave(1, 'databases')
        .add(1, { type: 'servers-released', servers: [{ sourceServerId: id, reason: 'FAILED' }] })
        .launch(1, 'databases', jobId(1), [id])
        .comeUp(1, jobId(1), [id])
        .settle(13, [other], 'launched', 'its instance is running')
        .settleWave(13, 'databases', 'up', 'all 2 servers are up')
        .finish(14, 'passed', 'up')
        .state()
    )
    const server = again.waves[0]?.servers[0]
    if (server === undefined) throw new Error('a server is needed')
    expect(server.rtoSeconds).toBe(43 * 60)
    expect(firstAskedAt(server)).toBe(minute(-30))
    expect(secondsTaken(server)).toBe(43 * 60)
    expect(timelineOf(again)?.waves[0]?.lanes[0]?.from).toBe(Date.parse(minute(-30)))
    // The wave of this attempt has its own time, in the picture as in the tables, and the RTO says from when it counts.
    const page = reportOf(again, provenance)
    expect(page).toContain('The wave began at 14:01:00 UTC and ended up after 12m of a budget of 40m;')
    expect(page).toContain('Its first launch was asked for before, at 13:30:00 UTC, in an earlier attempt.')
    expect(page).toContain('From the first launch asked for (2026-11-23 13:30:00 UTC, in an earlier attempt or job) to')
    expect(summaryOf(again)).toContain(
      '| none | 43m | counted from 2026-11-23 13:30:00 UTC, when an earlier attempt or job asked for it first |'
    )
    expect(askedEarlierAt(again)).toBe(minute(-30))
    expect(askedEarlierAt(found)).toBeUndefined()
    const { rto } = again.objectives
    const unmeasured = { ...again.objectives, rto: { ...rto, achievedSeconds: null } }
    expect(askedEarlierAt({ ...again, objectives: unmeasured })).toBeUndefined()
  })

  it('is that of the last sight of it, where it is not up', () => {
    const [server] = found.waves[0]?.servers.slice(1) ?? []
    if (server === undefined) throw new Error('a server is needed')
    const down: ServerRecord = { ...server, status: 'failed', rtoSeconds: null, verifiedAt: null, launchedAt: null }
    expect(firstAskedAt(down)).toBe(minute(1))
    expect(secondsTaken({ ...down, phases: [] })).toBe(12 * 60)
    const never = { ...down, startedAt: null, failedLaunches: [], phases: [] }
    expect(firstAskedAt(never)).toBeNull()
    expect(secondsTaken(never)).toBe(0)
  })
})
