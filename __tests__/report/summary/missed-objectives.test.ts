import { describe, expect, it } from '@jest/globals'
import { recordOf } from '../../../src/report/record/record.js'
import type { EvidenceRecord, ServerRecord } from '../../../src/report/record/schema.js'
import { summaryOf } from '../../../src/report/summary/summary.js'
import { jobId, plan, serverId, Story, wave } from '../builders.js'

const [db, app] = [serverId(1), serverId(2)]

/** Two servers that came up within 12 minutes, from points of 4 minutes before. */
function upWith(objectives: { readonly rtoSeconds?: number; readonly rpoSeconds?: number }): EvidenceRecord {
  return recordOf(
    new Story()
      .accept(plan([wave('databases', [db, app])], { onMiss: 'warn', ...objectives }))
      .identify()
      .describe({ [db]: 'db-01', [app]: 'app-01' })
      .goodWave(1, 'databases', jobId(1), [db, app])
      .finish(14, 'passed', 'all 2 servers are up')
      .state()
  )
}

const changed = (record: EvidenceRecord, change: (server: ServerRecord) => Partial<ServerRecord>): EvidenceRecord => ({
  ...record,
  waves: record.waves.map((wave) => ({
    ...wave,
    servers: wave.servers.map((server) => ({ ...server, ...change(server) }))
  }))
})

describe('a missed objective', () => {
  it('stands in the verdict of a drill that passed, and among its deviations', () => {
    const summary = summaryOf(upWith({ rtoSeconds: 600, rpoSeconds: 60 }))
    expect(summary).toMatch(/^## ✅ PASSED, RTO missed \(12m of 10m\), RPO missed \(4m of 1m\): payments, drill/)
    expect(summary).toMatch(/### Deviations from the plan\n\n- the RTO of 10m was missed: 12m\.\n- the RPO of 1m/)
  })

  it('is named as its reason where it failed the drill, and not told again', () => {
    const summary = summaryOf({ ...upWith({ rtoSeconds: 600 }), status: 'failed' })
    expect(summary).toMatch(/^## ❌ FAILED: payments/)
    expect(summary).not.toContain('### Deviations from the plan')
  })

  it('may be one that could not be measured', () => {
    const record = upWith({ rpoSeconds: 60 })
    const { rpo } = record.objectives
    const unmeasured = {
      ...changed(record, ({ sourceServerId }) => (sourceServerId === app ? { rpoSeconds: null } : {})),
      objectives: { ...record.objectives, rpo: { ...rpo, achievedSeconds: null, note: 'not known' } }
    }
    const summary = summaryOf(unmeasured)
    expect(summary).toMatch(/^## ✅ PASSED, RPO of 1m not measured: payments/)
    expect(summary).toContain(`**RPO:** the recovery point of **app-01** \`${app}\` is not known: look at`)
    expect(summaryOf(changed(unmeasured, () => ({ launchedAt: null })))).not.toContain('**RPO:**')
  })
})

describe('a missed RPO', () => {
  const record = upWith({ rpoSeconds: 180 })

  it('names the server whose point is the oldest, and how many are over it', () => {
    const summary = summaryOf(
      changed(record, ({ sourceServerId }) => ({ rpoSeconds: sourceServerId === db ? 2520 : 60 }))
    )
    expect(summary).toContain(
      `**RPO:** the oldest recovery point was that of **db-01** \`${db}\`, 42m old.\n` +
        '*Next:* Look at its replication and its lag in the DRS console, then run the drill again.'
    )
    expect(summaryOf(record)).toContain(', 4m old; 2 servers are over the 3m.\n')
    expect(summaryOf(changed(record, () => ({ rpoSeconds: 0 })))).not.toContain('**RPO:**')
    expect(summaryOf(upWith({ rpoSeconds: 300 }))).not.toContain('**RPO:**')
  })

  it('says what made the point old, as far as it is known', () => {
    const before = { replicationState: 'STALLED', lag: 'PT42M', launchDisposition: 'STARTED' }
    expect(summaryOf(changed(record, () => ({ before })))).toContain(
      'Its replication was STALLED before the launch: mend it in the DRS console'
    )
    expect(summaryOf(changed(record, () => ({ usedPreviousSnapshot: true })))).toContain('DRS fell back on an older')
    const pointInTime = { asked: 'before 2026-11-22T00:00:00Z', snapshotId: 'pit-1', takenAt: null }
    expect(summaryOf(changed(record, () => ({ pointInTime, before })))).toContain(
      'The plan asks for this point (point-in-time: before 2026-11-22T00:00:00Z): choose a newer one'
    )
  })
})
