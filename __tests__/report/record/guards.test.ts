import { describe, expect, test } from '@jest/globals'
import { guardsRecordOf } from '../../../src/report/record/guards.js'
import { recordOf } from '../../../src/report/record/record.js'
import { narrate } from '../../../src/report/narration/narration.js'
import { drill } from '../../drill/drill.js'
import { plan, serverId, wave } from '../../drill/plans.js'
import { evolve, fold } from '../../../src/drill/evolve.js'
import { Story } from '../builders.js'

const [db, app] = [serverId(1), serverId(2)]
const waves = [wave('databases', [db]), wave('app', [app], { after: ['databases'] })]
const guards = { replaceRecoveryInstances: [db, app], waitForOtherJobsSeconds: 600 }
const liveRecovery = { recoveryInstanceId: 'i-live', ec2InstanceId: 'i-1', jobId: 'drsjob-foreign' }

describe('the evidence of the guards', () => {
  test('names every live recovery that a launch has destroyed, found before the start or later', async () => {
    const service = { described: { [db]: { liveRecovery } }, recoveredAfter: { [app]: 300 }, heldFor: { [db]: 100 } }
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
