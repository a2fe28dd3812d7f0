import { describe, expect, test } from '@jest/globals'
import { decide } from '../../../src/drill/decide.js'
import { losses } from '../../../src/drill/watch/loss.js'
import { instance, instanceId, jobId, minute, plan, serverId, Story, wave } from '../../report/builders.js'

const [a, b, c] = [serverId(1), serverId(2), serverId(3)]
const job = jobId(1)

/** A first wave that is up and soaks, and a second that comes after it. */
const soaking = (verify: 'running' | 'none' = 'running') => {
  const first = wave('first', [a, b], { soakSeconds: 600, verify: { instance: verify, launchActions: 'ignored' } })
  const story = new Story().accept(plan([first, wave('second', [c], { after: ['first'] })])).identify()
  const described = story.describe({ [a]: 'db-01', [b]: 'db-02', [c]: 'app-01' }).admit()
  return described.startWave(1, 'first').launch(1, 'first', job, [a, b]).comeUp(1, job, [a, b])
}

const up = (story: Story) => story.settleWave(13, 'first', 'up', 'all 2 servers are up')

describe('a server that was up and is seen to be gone', () => {
  const removed = { sourceServerId: a, launchStatus: 'TERMINATED' }

  test('ends its wave at once, by the word of DRS, and no wave is built on it', () => {
    const story = up(soaking()).seeJob(14, job, 'COMPLETED', [removed])
    expect(decide(story.state(), minute(14))).toEqual([
      {
        do: 'conclude',
        event: {
          type: 'servers-settled',
          servers: [
            {
              sourceServerId: a,
              status: 'terminated',
              reason: `it was up, but DRS says TERMINATED in ${job}: its recovery instance (${instanceId(a)}) was removed`
            }
          ]
        }
      },
      {
        do: 'conclude',
        event: { type: 'wave-settled', wave: 'first', status: 'failed', reason: '1 server that was up is gone again' }
      }
    ])
    for (const one of losses(story.state())) story.add(14, one)
    expect(losses(story.state())).toEqual([])
    const next = decide(story.state(), minute(60)).map((command) =>
      command.do === 'conclude' ? command.event : command
    )
    expect(next).not.toContainEqual(expect.objectContaining({ type: 'wave-started' }))
    expect(next).toContainEqual(
      expect.objectContaining({ type: 'wave-settled', wave: 'second', status: 'not-started' })
    )
  })

  test('is concluded by the word of EC2, too, and of a wave that still runs the server alone', () => {
    const gone = (story: Story) => story.seeInstances(14, [instance(b, job, 0, { state: 'terminated' })]).state()
    expect(losses(gone(soaking()))).toMatchObject([{ type: 'servers-settled', servers: [{ sourceServerId: b }] }])
    expect(losses(gone(up(soaking()))).map(({ type }) => type)).toEqual(['servers-settled', 'wave-settled'])
  })

  test('counts by the word of DRS alone where the plan does not ask for the instance', () => {
    const gone = up(soaking('none')).seeInstances(14, [instance(b, job, 0, { state: 'terminated' })])
    expect(losses(gone.state())).toEqual([])
    expect(losses(gone.seeJob(15, job, 'COMPLETED', [removed]).state())).toHaveLength(2)
  })
})
