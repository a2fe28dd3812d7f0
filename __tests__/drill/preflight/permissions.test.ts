import { describe, expect, test } from '@jest/globals'
import type { PermissionSighting } from '../../../src/drill/sightings.js'
import type { CleanupWhen, PlannedAction } from '../../../src/plan/plan.js'
import { drill, type Drilled } from '../drill.js'
import { plan, serverId, wave } from '../plans.js'

const app = serverId(1)
const denied = (action: string, more: Partial<PermissionSighting> = {}): PermissionSighting => ({
  action,
  decision: 'implicitDeny',
  missing: [],
  ...more
})

const smokeTest: PlannedAction = {
  phase: 'post',
  name: 'smoke',
  document: 'MyOrg-SmokeTest',
  parameters: {},
  timeoutSeconds: 600
}

interface World {
  readonly permissions?: readonly PermissionSighting[]
  readonly mode?: 'drill' | 'recovery' | 'preflight'
  readonly cleanup?: CleanupWhen
  readonly actions?: readonly PlannedAction[]
}

function run({ permissions = [], mode = 'drill', cleanup = 'never', actions = [] }: World): Promise<Drilled> {
  const one = plan([wave('app', [app], { actions })], { cleanup: { when: cleanup, timeoutSeconds: 1200 } })
  return drill(one, { mode, service: { foretold: { permissions } } })
}

const findings = ({ state }: Drilled) =>
  state.preflight?.find(({ check }) => check === 'permissions')?.findings.map((found) => [found.class, found.message])

describe('what IAM foretells', () => {
  test.each<[string, World, string, string]>([
    [
      'StartRecovery denied',
      { permissions: [denied('drs:StartRecovery')] },
      'blocking',
      'no policy allows it. Add drs:StartRecovery'
    ],
    [
      'StartRecovery denied explicitly, for one server, in a recovery',
      { permissions: [denied('drs:StartRecovery', { decision: 'explicitDeny', servers: [app] })], mode: 'recovery' },
      'blocking',
      `may not call drs:StartRecovery on ${app}: a policy denies it explicitly`
    ],
    [
      'StartRecovery denied, but for what only the call has',
      { permissions: [denied('drs:StartRecovery', { missing: ['aws:ResourceTag/App'] })] },
      'warning',
      'only the call itself has (aws:ResourceTag/App)'
    ],
    ['TagResource denied', { permissions: [denied('drs:TagResource')] }, 'blocking', 'may not call drs:TagResource'],
    [
      'the cleanup denied',
      { permissions: [denied('drs:TerminateRecoveryInstances')], cleanup: 'always' },
      'blocking',
      'or take "cleanup" out of the plan.'
    ],
    [
      'what DRS needs of its caller denied',
      { permissions: [denied('ec2:RunInstances'), denied('iam:PassRole', { decision: 'explicitDeny' })] },
      'warning',
      'denies ec2:RunInstances, iam:PassRole, which DRS needs'
    ],
    [
      'the stop of an action denied',
      { permissions: [denied('ssm:StopAutomationExecution')], actions: [smokeTest] },
      'blocking',
      'may not call ssm:StopAutomationExecution'
    ],
    [
      'the run of a document denied',
      { permissions: [denied('ssm:StartAutomationExecution', { document: 'MyOrg-SmokeTest' })], actions: [smokeTest] },
      'warning',
      'denies ssm:StartAutomationExecution on MyOrg-SmokeTest: an action'
    ],
    [
      'StartRecovery denied to a role for preflights',
      {
        permissions: [denied('drs:StartRecovery'), denied('drs:TagResource'), denied('ec2:RunInstances')],
        mode: 'preflight'
      },
      'note',
      'a drill or recovery needs a role that may'
    ],
    [
      'the cleanup denied to a role that may launch, in a preflight',
      { permissions: [denied('drs:TerminateRecoveryInstances')], mode: 'preflight', cleanup: 'on-success' },
      'blocking',
      'may not call drs:TerminateRecoveryInstances'
    ]
  ])('%s', async (_what, world, kind, words) => {
    const done = await run(world)
    expect(findings(done)).toEqual([[kind, expect.stringContaining(words)]])
    expect(done.state.finished?.status).toBe(kind === 'blocking' ? 'blocked' : 'passed')
    if (kind === 'blocking') expect(done.service.jobs).toEqual([])
  })

  test('does not matter where no cleanup is asked for, or all is allowed', async () => {
    const terminate = denied('drs:TerminateRecoveryInstances')
    expect(findings(await run({ permissions: [terminate] }))).toEqual([])
    expect(findings(await run({ permissions: [terminate], mode: 'recovery', cleanup: 'always' }))).toEqual([])
    expect(findings(await run({ permissions: [{ ...terminate, decision: 'allowed' }], cleanup: 'always' }))).toEqual([])
  })

  test.each(['denied', 'unavailable', 'throttled'] as const)(
    'is no more than a note where IAM says %s',
    async (kind) => {
      const done = await drill(plan([wave('app', [app])]), {
        service: { failing: { 'iam:SimulatePrincipalPolicy': kind } }
      })
      expect(findings(done)).toEqual([['note', expect.stringContaining(`IAM does not say whether the role may`)]])
      expect(done.state.finished?.status).toBe('passed')
    }
  )

  test('is a note where these are the credentials of neither role nor user', async () => {
    const foretold = { permissions: [], unasked: 'IAM cannot foretell what the root user may do.' }
    const done = await drill(plan([wave('app', [app])]), { service: { foretold } })
    expect(findings(done)).toEqual([['note', foretold.unasked]])
  })
})
