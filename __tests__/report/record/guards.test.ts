import { describe, expect, test } from '@jest/globals'
import { guardsRecordOf } from '../../../src/report/record/guards.js'
import { deviationsOf } from '../../../src/report/record/deviations.js'
import { reportOf } from '../../../src/report/html/report.js'
import { statementOf } from '../../../src/report/statement.js'
import { summaryOf } from '../../../src/report/summary/summary.js'
import { recordOf } from '../../../src/report/record/record.js'
import { narrate } from '../../../src/report/narration/narration.js'
import { drill } from '../../drill/drill.js'
import { plan, serverId, wave } from '../../drill/plans.js'
import { evolve, fold } from '../../../src/drill/evolve.js'
import { Story } from '../builders.js'

const [db, app] = [serverId(1), serverId(2)]
const waves = [wave('databases', [db]), wave('app', [app], { after: ['databases'] })]
const provenance = {
  version: '0.1.0',
  evidence: 'e'.repeat(64),
  journal: { sha256: 'a'.repeat(64), events: 42, head: 'b'.repeat(64), tellsAll: true }
}
const guards = { replaceRecoveryInstances: [db, app], waitForOtherJobsSeconds: 600 }
const live = { recoveryInstanceId: 'i-live', ec2InstanceId: 'i-1', jobId: 'drsjob-foreign' }

describe('the evidence of the guards', () => {
  test('names every live recovery that a launch has destroyed, found before the start or later', async () => {
    const service = {
      described: { [db]: { liveRecoveries: [live] } },
      recoveredAfter: { [app]: 300 },
      heldFor: { [db]: 100 }
    }
    const { state } = await drill(plan(waves, { guards }), { service })
    expect(recordOf(state).guards).toMatchObject({
      ...guards,
      overridden: [
        { sourceServerId: db, recoveryInstanceId: 'i-live', ec2InstanceId: 'i-1', jobId: 'drsjob-foreign' },
        { sourceServerId: app, recoveryInstanceId: `live-${app}`, ec2InstanceId: null, jobId: 'drsjob-foreign' }
      ],
      waited: { jobIds: ['drsjob-holder'] }
    })
  })

  test('makes a deviation of each, once, which report and summary tell of', async () => {
    const service = { described: { [db]: { liveRecoveries: [live] } }, recoveredAfter: { [app]: 300 } }
    const { state } = await drill(plan(waves, { guards }), { service })
    const record = recordOf({ ...state, overridden: [...state.overridden, ...state.overridden] })
    const found = record.deviations.filter(({ kind }) => kind === 'recovery-replaced')
    expect(found).toMatchObject([
      {
        at: record.waves[0]?.servers[0]?.startedAt,
        wave: 'databases',
        sourceServerId: db,
        message: expect.stringMatching(
          / had a live recovery instance, i-live \(EC2 i-1\) of drsjob-foreign, which its launch destroys, as the plan allows$/
        ) as unknown
      },
      { wave: 'app', sourceServerId: app }
    ])
    expect(record.guards?.overridden).toHaveLength(2)
    expect(summaryOf(record)).toMatch(
      /### Deviations from the plan\n\n- .* had a live recovery instance, i-live \(EC2 i-1\)/
    )
    expect(reportOf(record, provenance)).toContain('<b>Live recovery replaced</b>, wave databases')
    expect(JSON.parse(statementOf(record, []))).toMatchObject({ predicate: { result: 'WARNED' } })
  })

  test('makes none of a launch that DRS refused: it has destroyed nothing', async () => {
    const { state } = await drill(plan(waves, { guards }), {
      service: { described: { [db]: { liveRecoveries: [live] } } }
    })
    const unnamed = state.overridden.map(({ sourceServerId, recoveryInstanceId }) => ({
      sourceServerId,
      recoveryInstanceId
    }))
    expect(deviationsOf({ ...state, overridden: unnamed }).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/ had a live recovery instance, i-live, which its launch destroys, as the plan allows$/)
    )
    const requests = state.requests.map((request) => ({ ...request, status: 'refused' as const }))
    expect(deviationsOf({ ...state, requests }).map(({ kind }) => kind)).not.toContain('recovery-replaced')
  })

  test('says that nothing was overridden where the plan allows it and there was nothing', async () => {
    const { state } = await drill(plan(waves, { guards }))
    expect(guardsRecordOf(state)).toEqual({ ...guards, overridden: [], waited: null })
    expect(guardsRecordOf(new Story().state())).toBeNull()
  })

  test.each([
    [guards, 'has got a live recovery instance, live-s-00000000000000002: the launch DESTROYS it, as the plan allows'],
    [{ ...guards, replaceRecoveryInstances: [] }, 'it is not launched, since that would destroy it']
  ])('stands in the log, too: %j', async (stated, words) => {
    const done = await drill(plan(waves, { guards: stated }), { service: { recoveredAfter: { [app]: 300 } } })
    const index = done.events.findIndex(({ type }) => type === 'recoveries-observed')
    const before = fold(done.events.slice(0, index))
    const event = done.events[index]
    if (event === undefined) throw new Error('nobody looked')
    expect(narrate(before, event, evolve(before, event)).join('\n')).toContain(words)
    // What is known already is not told again.
    const after = evolve(before, event)
    expect(narrate(after, event, evolve(after, event)).join('\n')).not.toContain(words)
  })
})
