import type { AutomationSighting } from '../../src/drill/sightings.js'
import type { PlannedAction } from '../../src/plan/plan.js'
import { jobId, minute, plan, serverId, Story, wave } from './builders.js'
import { everyAttack } from './hostile.js'

const [db, app] = [serverId(1), serverId(2)]

export const action = (phase: PlannedAction['phase'], name: string, document: string): PlannedAction => ({
  phase,
  name,
  document,
  parameters: {},
  timeoutSeconds: 600
})

const runId = (number: number): string => `4105a4fc-f944-11e6-9d32-8fb2db27a9${String(number).padStart(2, '0')}`

/** An action that is asked for, runs, and is seen so. */
export function runs(
  story: Story,
  minutes: number,
  [name, label]: readonly [wave: string, action: string],
  number: number,
  sighting: AutomationSighting
): Story {
  const about = { wave: name, action: label }
  return story
    .add(minutes, { type: 'action-requested', ...about, tries: 1, token: `token-${String(number)}`, parameters: {} })
    .add(minutes, { type: 'action-started', ...about, automationExecutionId: runId(number) })
    .add(minutes + 1, { type: 'action-observed', ...about, sighting })
}

const waves = [
  wave('databases', [db], {
    actions: [action('pre', 'lower TTL', 'MyOrg-LowerTtl'), action('post', 'check data', 'MyOrg-CheckData')]
  }),
  wave('app', [app], {
    after: ['databases'],
    actions: [action('post', 'smoke test', 'MyOrg-SmokeTest'), action('post', 'load | test', 'MyOrg-LoadTest')]
  })
]

/** A drill whose servers are up, and whose smoke test has failed. */
export const failedAction = (outputs: AutomationSighting['outputs'] = { 'check.Rows': ['128', '64'] }): Story => {
  const failure = 'step check: the page answered 503'
  let story = new Story()
    .accept(plan(waves, { rtoSeconds: 3600 }))
    .identify()
    .describe({ [db]: 'db-01', [app]: 'app-01' })
    .startWave(1, 'databases')
  story = runs(story, 1, ['databases', 'lower TTL'], 1, {
    status: 'Success',
    startedAt: minute(1),
    endedAt: minute(1.5),
    outputs: {}
  })
  story = story
    .add(2, { type: 'action-settled', wave: 'databases', action: 'lower TTL', status: 'succeeded', reason: 'Success' })
    .launch(2, 'databases', jobId(1), [db])
    .comeUp(2, jobId(1), [db])
  story = runs(story, 14, ['databases', 'check data'], 2, {
    status: 'Success',
    startedAt: minute(14),
    endedAt: minute(14.7),
    outputs
  })
  story = story
    .add(15, {
      type: 'action-settled',
      wave: 'databases',
      action: 'check data',
      status: 'succeeded',
      reason: 'Success'
    })
    .settleWave(15, 'databases', 'up', 'its server is up')
    .startWave(15, 'app')
    .launch(15, 'app', jobId(2), [app])
    .comeUp(15, jobId(2), [app])
  story = runs(story, 27, ['app', 'smoke test'], 3, {
    status: 'Failed',
    startedAt: minute(27),
    endedAt: minute(27.5),
    failure,
    outputs: {}
  })
  const reason = `SSM says Failed: ${failure}`
  return story
    .add(28, { type: 'action-settled', wave: 'app', action: 'smoke test', status: 'failed', reason })
    .add(28, {
      type: 'action-settled',
      wave: 'app',
      action: 'load | test',
      status: 'not-started',
      reason: 'post-action "smoke test" has not succeeded'
    })
    .settleWave(28, 'app', 'failed', `post-action "smoke test" failed: ${reason}`)
    .finish(
      28,
      'failed',
      `all 2 servers are up, but not all is well; wave app: post-action "smoke test" failed: ${reason}`
    )
}

/** A cancelled drill: one action was told to stop, of another nobody knows whether it runs. */
export const cancelledActions = (): Story => {
  const hostile = `Waiting ${everyAttack}`
  const beside = waves.map((planned) => ({ ...planned, after: [] }))
  let story = new Story()
    .accept(plan(beside))
    .identify()
    .describe({ [db]: 'db-01', [app]: 'app-01' })
    .startWave(1, 'databases')
    .startWave(1, 'app')
    .launch(1, 'app', jobId(2), [app])
    .comeUp(1, jobId(2), [app])
    .add(13, {
      type: 'action-requested',
      wave: 'databases',
      action: 'lower TTL',
      tries: 1,
      token: 'token-9',
      parameters: {}
    })
  story = runs(story, 13, ['app', 'smoke test'], 3, { status: hostile, awaitsApprovalAt: everyAttack, outputs: {} })
  const reason = 'the run was cancelled (SIGINT) while it was Waiting'
  return story
    .add(15, { type: 'cancel-requested', signal: 'SIGINT' })
    .settle(15, [db], 'not-started', 'the run was cancelled (SIGINT)')
    .add(15, { type: 'action-settled', wave: 'app', action: 'smoke test', status: 'cancelled', reason })
    .settleWave(15, 'app', 'cancelled', 'the run was cancelled (SIGINT)')
    .add(15, { type: 'action-stop-requested', wave: 'app', action: 'smoke test' })
    .add(15, { type: 'action-stop-answered', wave: 'app', action: 'smoke test' })
    .finish(15, 'cancelled', 'the run was cancelled, or its time ran out (SIGINT)')
}
