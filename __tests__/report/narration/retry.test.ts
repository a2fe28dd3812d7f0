import { expect, test } from '@jest/globals'
import { evolve } from '../../../src/drill/evolve.js'
import type { DrillEvent } from '../../../src/drill/events.js'
import { heartbeat } from '../../../src/report/narration/heartbeat.js'
import { narrate } from '../../../src/report/narration/narration.js'
import { jobId, launched, minute, plan, serverId, Story, wave } from '../builders.js'

const [a, b] = [serverId(1), serverId(2)]
const job = jobId(1)

const failing = (): Story =>
  new Story()
    .accept(plan([wave('app', [a, b], { retry: { failedServers: 2 } })]))
    .describe({ [a]: 'app-01', [b]: 'app-02' })
    .startWave(1, 'app')
    .launch(1, 'app', job, [a, b])
    .seeJob(5, job, 'STARTED', [launched(b), { sourceServerId: a, launchStatus: 'FAILED' }])

const retried: DrillEvent = {
  at: minute(6),
  type: 'servers-retried',
  servers: [{ sourceServerId: a, jobId: job, reason: `launch FAILED in ${job}: no capacity` }]
}

test('the log says why a launch is tried again, which try it is, and what is waited for', () => {
  const before = failing().state()
  expect(narrate(before, retried, evolve(before, retried))).toEqual([
    expect.stringContaining(
      `FAILED, launch FAILED in ${job}: no capacity: to be launched again once ${job} has ended (retry 1 of 2)`
    )
  ])
  const ended = failing().seeJob(5.5, job, 'COMPLETED', []).state()
  expect(narrate(ended, retried, evolve(ended, retried))[0]).toContain('to be launched again at once (retry 1 of 2)')
})

test('the heartbeat names the server that waits to be launched again', () => {
  const state = evolve(failing().state(), retried)
  expect(heartbeat(state, minute(7))).toContain('app-01 FAILED, waiting to be launched again')
})

test('the end of the first job does not claim to look for that server still', () => {
  const state = evolve(failing().state(), retried)
  const ended: DrillEvent = {
    at: minute(8),
    type: 'jobs-observed',
    asked: [job],
    changes: [
      { jobId: job, status: 'COMPLETED', participants: [launched(b), { sourceServerId: a, launchStatus: 'FAILED' }] }
    ]
  }
  const lines = narrate(state, ended, evolve(state, ended))
  expect(lines.find((line) => line.includes('has ended'))).not.toContain('still looking')
})
