import { expect, test } from '@jest/globals'
import type { LaunchActionSighting } from '../../src/drill/sightings.js'
import { heartbeat } from '../../src/report/narration/heartbeat.js'
import { instance, jobId, launched, minute, plan, serverId, Story, wave } from './builders.js'

const a = serverId(1)
const job = jobId(1)
const run = (name: string, status: string, optional = false): LaunchActionSighting => ({ name, status, optional })

/** A LAUNCHED server whose instance is in this state, with what DRS says of its post-launch actions. */
const beat = (runs: readonly LaunchActionSighting[] | undefined, state = 'running', required = true): string => {
  const verify = { instance: 'running', launchActions: required ? 'required' : 'ignored' } as const
  const story = new Story()
    .accept(plan([wave('app', [a], { verify })]))
    .describe({ [a]: 'app-01' })
    .startWave(1, 'app')
    .launch(1, 'app', job, [a])
    .seeJob(9, job, 'STARTED', [
      { ...launched(a), ...(runs === undefined ? {} : { launchActions: { settled: false, runs } }) }
    ])
    .seeInstances(9.1, [instance(a, job, 0, { state })])
  return heartbeat(story.state(), minute(10))
}

test('the heartbeat names the post-launch action that is awaited', () => {
  const runs = [run('agent', 'SUCCEEDED'), run('notify', 'FAILED', true), run('smoke test', 'IN_PROGRESS')]
  expect(beat(runs)).toContain('app-01 LAUNCHED, post-launch action "smoke test" IN_PROGRESS')
})

test('the heartbeat says that DRS may list another', () => {
  const waiting = 'app-01 LAUNCHED, waiting whether DRS lists another post-launch action'
  expect(beat([run('agent', 'SUCCEEDED')])).toContain(waiting)
})

test('the heartbeat says that DRS reports none yet', () => {
  expect(beat(undefined)).toContain('app-01 LAUNCHED, its post-launch actions not reported yet')
  expect(beat([])).toContain('app-01 LAUNCHED, its post-launch actions not reported yet')
})

test('the heartbeat speaks of the instance as long as that is what is awaited, and of no action that is ignored', () => {
  expect(beat([run('smoke test', 'IN_PROGRESS')], 'pending')).toContain('app-01 LAUNCHED and being verified')
  expect(beat([run('smoke test', 'IN_PROGRESS')], 'running', false)).toContain('app-01 LAUNCHED and being verified')
})
