import { describe, expect, test } from '@jest/globals'
import type { DrillState } from '../../src/drill/state.js'
import { closingLines } from '../../src/report/narration/closing.js'
import { recordOf } from '../../src/report/record/record.js'
import { unansweredActions } from '../../src/report/unanswered-actions.js'
import { plan, serverId, Story, wave } from './builders.js'

const a = serverId(1)
const token = '00000000-0000-8000-8000-000000000000'

/** An action of this document was asked for ten minutes after the start, and SSM has not answered. */
const asked = (document: string): DrillState => {
  const action = { phase: 'pre', name: 'check', document, parameters: {}, timeoutSeconds: 600 } as const
  return new Story()
    .accept(plan([wave('app', [a], { actions: [action] })]))
    .identify()
    .startWave(9, 'app')
    .add(10, { type: 'action-requested', wave: 'app', action: 'check', tries: 1, token, parameters: {} })
    .state()
}

const find = 'aws ssm describe-automation-executions --region us-west-2 --filters'

describe('an action whose start SSM never answered', () => {
  test('is told with the commands that find and stop it', () => {
    const state = asked('MyOrg-Check')
    expect(unansweredActions(state)).toEqual([
      'Action "check" of wave app was asked for, and SSM never answered: it may run, and was not told to stop. ' +
        `To find it: ${find} Key=DocumentNamePrefix,Values=MyOrg-Check Key=StartTimeAfter,Values=2026-11-23T14:05:00Z ` +
        'To stop it, add its ID to: aws ssm stop-automation-execution --region us-west-2 --automation-execution-id'
    ])
    expect(closingLines(state).join('\n')).toContain(`SSM never answered; to find it: ${find} Key=DocumentNamePrefix`)
  })

  test('is looked for by its time alone where the plan names an ARN: SSM may call it by its name', () => {
    const [running] = recordOf(asked('arn:aws:ssm:us-west-2:123456789012:document/MyOrg-Check')).stillRunning.actions
    expect(running?.findWith).toBe(`${find} Key=StartTimeAfter,Values=2026-11-23T14:05:00Z`)
  })

  test.each<[string, (state: DrillState) => DrillState]>([
    ['the Region is not known', ({ identity: _identity, plan: _plan, ...state }) => state],
    [
      'the Region is no name',
      ({ identity: _identity, ...state }) => ({ ...state, plan: { ...plan([]), region: '$(x)' } })
    ]
  ])('is told without a command where %s', (_what, change) => {
    const state = change(asked('MyOrg-Check'))
    expect(unansweredActions(state)).toEqual([expect.stringContaining('Look for it in the Systems Manager console')])
    expect(recordOf(state).stillRunning.actions[0]?.findWith).toBeNull()
    expect(closingLines(state).join('\n')).toContain('SSM never answered; look in the Systems Manager console')
  })

  test('is told no more once its run is named', () => {
    const story = asked('MyOrg-Check')
    const named = { ...story, actions: story.actions.map((action) => ({ ...action, automationExecutionId: 'x' })) }
    expect(unansweredActions(named)).toEqual([])
  })
})
