import { describe, expect, test } from '@jest/globals'
import { mayBeRunning } from '../../src/drill/actions/action.js'
import { fold } from '../../src/drill/evolve.js'
import { secondsBetween } from '../../src/drill/timestamp.js'
import type { PlannedAction } from '../../src/plan/plan.js'
import { drill, drillAgain, takeOver, type Drilled } from './drill.js'
import type { CallFault } from './fake-recovery-service.js'
import { listedServer, plan, serverId, tagged, wave } from './plans.js'

const [a, b, c] = [serverId(1), serverId(2), serverId(3)]

function action(phase: PlannedAction['phase'], name: string, settings: Partial<PlannedAction> = {}): PlannedAction {
  return { phase, name, document: name, parameters: {}, timeoutSeconds: 600, ...settings }
}

const pre = (name: string, settings?: Partial<PlannedAction>) => action('pre', name, settings)
const post = (name: string, settings?: Partial<PlannedAction>) => action('post', name, settings)

function ends({ state }: Drilled): Record<string, string> {
  return Object.fromEntries(
    state.actions.map(({ planned, outcome }) => [
      planned.name,
      `${outcome?.status ?? 'open'}: ${outcome?.reason ?? ''}`
    ])
  )
}

function startedAt({ service }: Drilled, document: string): string {
  return service.automations.runs.find(({ request }) => request.document === document)?.startedAt ?? ''
}

/** Faults for the calls behind those that every drill begins with. */
function faultsAfter(calls: number, ...faults: readonly CallFault[]): CallFault[] {
  return [...Array.from({ length: calls }, () => 'none' as const), ...faults]
}

describe('the actions of a wave', () => {
  test('run one after the other: those before the launch, the launch, those after it', async () => {
    const planned = wave('app', [a, b], { actions: [pre('one'), pre('two'), post('three'), post('four')] })
    const done = await drill(plan([planned, wave('web', [c], { after: ['app'] })]))
    expect(done.state.finished?.status).toBe('passed')
    expect(Object.values(ends(done))).toEqual(Array.from({ length: 4 }, () => 'succeeded: Success'))
    expect(done.service.automations.runs.map(({ request }) => request.document)).toEqual([
      'one',
      'two',
      'three',
      'four'
    ])
    const [first] = done.service.jobs
    expect(secondsBetween(startedAt(done, 'one'), startedAt(done, 'two'))).toBeGreaterThanOrEqual(60)
    expect(secondsBetween(startedAt(done, 'two'), first?.createdAt ?? '')).toBeGreaterThanOrEqual(60)
    const verified = done.events.find(({ type }) => type === 'servers-settled')?.at ?? ''
    expect(startedAt(done, 'three') >= verified).toBe(true)
    // The next wave waits for the last of them.
    expect(secondsBetween(startedAt(done, 'four'), done.state.waves.get('web')?.startedAt ?? '')).toBeGreaterThan(59)
    expect(fold(done.events)).toEqual(done.state)
  })

  test('are given what their placeholders stand for', async () => {
    const parameters = {
      Ids: ['$(drill.instanceIds)'],
      Servers: ['all of $(drill.sourceServerIds)'],
      Run: ['$(drill.executionId)', 'x']
    }
    const described = { parameters: ['Ids', 'Servers', 'Run'].map((name) => ({ name, isRequired: true })) }
    const done = await drill(plan([wave('app', [a, b], { actions: [post('smoke', { parameters })] })]), {
      service: { documents: { smoke: { described } } }
    })
    const ids = [a, b].map((id) => done.state.servers.get(id)?.instance?.ec2InstanceId)
    expect(done.service.automations.runs[0]?.request.parameters).toEqual({
      Ids: ids,
      Run: ['acme-shop-1-payments', 'x'],
      Servers: [`all of ${a},${b}`]
    })
    expect(done.state.actions[0]?.sighting?.outputs).toEqual({ 'check.Result': ['200 OK'] })
  })

  test('are looked at often while they are young, and ever more seldom', async () => {
    const done = await drill(plan([wave('app', [a], { actions: [post('slow')] })]), {
      service: { documents: { slow: { seconds: 500 } } },
      pollIntervalSeconds: 60
    })
    const looks = done.events.filter(({ type }) => type === 'action-observed').map(({ at }) => at)
    const pauses = looks.slice(1).map((at, index) => secondsBetween(looks[index] ?? '', at))
    expect(pauses[0]).toBeLessThan(4)
    expect(Math.max(...pauses)).toBeLessThan(17)
    expect(looks.length).toBeLessThan(60)
  })

  test.each(['Failed', 'TimedOut', 'Rejected', 'CompletedWithFailure', 'Exited'])(
    'that end %s before the launch keep the wave from being launched',
    async (end) => {
      const done = await drill(plan([wave('app', [a], { actions: [pre('check'), pre('more'), post('last')] })]), {
        service: { documents: { check: { ends: [end] } } }
      })
      expect(done.state.finished).toMatchObject({ status: 'failed' })
      expect(done.state.finished?.reason).toContain(`pre-action "check" failed: SSM says ${end}: step check`)
      expect(done.service.jobs).toEqual([])
      expect(done.state.servers.get(a)?.outcome).toMatchObject({
        status: 'not-started',
        reason: `pre-action "check" failed: SSM says ${end}: step check: the page did not answer`
      })
      expect(ends(done)).toMatchObject({
        more: 'not-started: pre-action "check" has not succeeded',
        last: 'not-started: pre-action "check" has not succeeded'
      })
      expect(done.service.automations.runs).toHaveLength(1)
    }
  )

  test('that fail once the servers are up fail the wave, and its servers stay what they are', async () => {
    const waves = [wave('app', [a, b], { actions: [post('smoke')] }), wave('web', [c], { after: ['app'] })]
    const done = await drill(plan(waves), { service: { documents: { smoke: { ends: ['Failed'] } } } })
    expect(done.state.finished).toMatchObject({ status: 'failed' })
    expect(done.state.waves.get('app')).toMatchObject({ status: 'failed' })
    expect(done.state.waves.get('web')).toMatchObject({ status: 'not-started' })
    expect([a, b, c].map((id) => done.state.servers.get(id)?.outcome?.status)).toEqual([
      'launched',
      'launched',
      'not-started'
    ])
    const alone = await drill(plan(waves.slice(0, 1)), { service: { documents: { smoke: { ends: ['Failed'] } } } })
    expect(alone.state.finished?.reason).toBe(
      'all 2 servers are up, but not all is well; wave app: post-action "smoke" failed: SSM says Failed: step check: the page did not answer'
    )
  })

  test('are not begun when a server of their wave is not up', async () => {
    const done = await drill(plan([wave('app', [a, b], { actions: [post('smoke')] })]), {
      service: { fates: { [b]: ['failed'] } }
    })
    expect(done.state.finished?.status).toBe('failed')
    expect(ends(done)).toEqual({ smoke: 'not-started: not every server of the wave is up' })
    expect(done.service.automations.runs).toEqual([])
  })

  test('of a wave that never starts are told as not started', async () => {
    const waves = [wave('db', [a]), wave('app', [b], { after: ['db'], actions: [post('smoke')] })]
    const done = await drill(plan(waves), { service: { fates: { [a]: ['failed'] } } })
    expect(ends(done)).toEqual({ smoke: 'not-started: wave db, which it comes after, is not up' })
  })

  test('that somebody cancels in SSM fail the wave', async () => {
    const done = await drill(plan([wave('app', [a], { actions: [post('smoke')] })]), {
      service: { documents: { smoke: { ends: ['Cancelled'] } } }
    })
    expect(done.state.finished?.status).toBe('failed')
    expect(ends(done)['smoke']).toContain('cancelled: somebody cancelled it in SSM')
  })

  test('in a status that nobody knows are not there yet', async () => {
    const done = await drill(plan([wave('app', [a], { actions: [post('smoke', { timeoutSeconds: 120 })] })]), {
      service: { documents: { smoke: { ends: ['Teleported'] } } }
    })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(ends(done)['smoke']).toContain('its timeout of 2m ran out while it was Teleported')
  })

  test('that wait for a person go on once that has approved', async () => {
    const done = await drill(plan([wave('app', [a], { actions: [post('approve')] })]), {
      service: { documents: { approve: { approvalSeconds: 200, seconds: 260 } } }
    })
    expect(done.state.finished?.status).toBe('passed')
  })

  test('that are to name instances fail where one is not known', async () => {
    const parameters = { Ids: ['$(drill.instanceIds)'] }
    const planned = wave('app', [a], {
      verify: { instance: 'none', launchActions: 'ignored' },
      actions: [post('smoke', { parameters })]
    })
    const done = await drill(plan([planned]), {
      service: {
        fates: { [a]: ['no-instance'] },
        documents: { smoke: { described: { parameters: [{ name: 'Ids', isRequired: true }] } } }
      }
    })
    expect(done.state.finished?.status).toBe('failed')
    expect(ends(done)['smoke']).toContain(`failed: it is to be given the instances of the wave, and that of ${a}`)
  })
})

describe('an action whose time is over', () => {
  test('is stopped in SSM, and seen to have ended', async () => {
    const done = await drill(plan([wave('app', [a], { actions: [post('slow', { timeoutSeconds: 120 })] })]), {
      service: { documents: { slow: { ends: ['never'] } } }
    })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(ends(done)['slow']).toBe(
      'timed-out: its timeout of 2m ran out while it was InProgress; it was told to stop (StopAutomationExecution)'
    )
    expect(done.service.automations.runs[0]?.stoppedAt).toBeDefined()
    expect(done.state.actions.filter(mayBeRunning)).toEqual([])
  })

  test.each([
    ['wave', { timeoutSeconds: 900 }, {}, "the wave's budget of 15m"],
    ['drill', {}, { timeoutSeconds: 900 }, "the drill's budget of 15m"]
  ])('because that of its %s is over is stopped too', async (_what, ofWave, ofPlan, budget) => {
    const planned = wave('app', [a], { ...ofWave, actions: [post('slow', { timeoutSeconds: 800 })] })
    const done = await drill(plan([planned], ofPlan), { service: { documents: { slow: { ends: ['never'] } } } })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(ends(done)['slow']).toContain(`timed-out: ${budget} ran out while it was InProgress`)
    expect(done.service.automations.runs[0]?.stoppedAt).toBeDefined()
  })

  test('before the launch leaves the servers not started', async () => {
    const done = await drill(plan([wave('app', [a], { actions: [pre('slow', { timeoutSeconds: 120 })] })]), {
      service: { documents: { slow: { ends: ['never'], approvalSeconds: 1000 } } }
    })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(done.state.waves.get('app')?.status).toBe('timed-out')
    expect(ends(done)['slow']).toContain('Waiting, waiting for a person to approve step "approve"')
    expect(done.service.jobs).toEqual([])
  })

  test('never begins when the budget of its wave was used up by the launch', async () => {
    const late = await drill(plan([wave('app', [a], { timeoutSeconds: 702, actions: [post('one')] })]))
    expect(late.state.finished?.status).toBe('timed-out')
    expect(ends(late)['one']).toMatch(/^not-started: /)
    expect(late.service.automations.runs).toEqual([])
    const planned = wave('app', [a], { timeoutSeconds: 800, actions: [post('one'), post('two')] })
    const done = await drill(plan([planned]), { service: { documents: { one: { seconds: 1000 } } } })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(ends(done)['two']).toContain("not-started: the wave's budget of 13m 20s ran out before it could be started")
  })

  test('and that does not hear is told as still running', async () => {
    const done = await drill(plan([wave('app', [a], { actions: [post('deaf', { timeoutSeconds: 120 })] })]), {
      service: { documents: { deaf: { ends: ['never'], isDeaf: true } } }
    })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(done.state.actions.filter(mayBeRunning)).toHaveLength(1)
    expect(done.events.filter(({ type }) => type === 'action-stop-requested')).toHaveLength(1)
  })
})

describe('what AWS refuses or does not answer', () => {
  const planned = plan([wave('app', [a], { actions: [pre('check')] })])

  test.each(['lost-before', 'lost-after', 'throttled', 'quota'] as const)(
    'a start that is %s is sent again with the same token, and starts one run',
    async (fault) => {
      const done = await drill(planned, { service: { faults: faultsAfter(4, fault, fault) } })
      expect(done.state.finished?.status).toBe('passed')
      expect(done.service.automations.runs).toHaveLength(1)
      const tokens = done.events.flatMap((event) => (event.type === 'action-requested' ? [event.token] : []))
      expect(tokens).toHaveLength(3)
      expect(new Set(tokens).size).toBe(1)
      expect(tokens[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
  )

  test('a start that is denied fails the action at once, with what AWS said', async () => {
    const done = await drill(planned, { service: { failing: { 'ssm:StartAutomationExecution': 'denied' } } })
    expect(done.state.finished?.status).toBe('failed')
    expect(ends(done)['check']).toContain('failed: it could not be started: ')
    expect(done.service.jobs).toEqual([])
  })

  test('a start that is never answered ends with its time, and is told as one that may run', async () => {
    const done = await drill(planned, { service: { failing: { 'ssm:StartAutomationExecution': 'unavailable' } } })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(ends(done)['check']).toContain('ran out before it was known whether it runs')
    expect(done.state.actions.filter(mayBeRunning)).toHaveLength(1)
  })

  test('a start that is throttled for ever ends with its time, and nothing runs', async () => {
    const done = await drill(planned, { service: { failing: { 'ssm:StartAutomationExecution': 'throttled' } } })
    expect(ends(done)['check']).toContain('ran out before it could be started; SSM last answered')
    expect(done.state.actions.filter(mayBeRunning)).toEqual([])
  })

  test('a run that may not be looked at is stopped, and fails', async () => {
    const done = await drill(planned, { service: { failing: { 'ssm:GetAutomationExecution': 'denied' } } })
    expect(done.state.finished?.status).toBe('failed')
    expect(ends(done)['check']).toContain('failed: nobody can say what it does')
    expect(done.service.automations.runs[0]?.stoppedAt).toBeDefined()
    // Nobody has seen it end.
    expect(done.state.actions.filter(mayBeRunning)).toHaveLength(1)
  })

  test('a run that cannot be looked at for a while ends with its time', async () => {
    const done = await drill(planned, { service: { failing: { 'ssm:GetAutomationExecution': 'unavailable' } } })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(ends(done)['check']).toContain(
      'while it was not seen yet; it was told to stop (StopAutomationExecution); ssm:GetAutomationExecution'
    )
  })

  test('a stop that is refused is tried again, and told', async () => {
    const done = await drill(plan([wave('app', [a], { actions: [post('slow', { timeoutSeconds: 120 })] })]), {
      service: { documents: { slow: { ends: ['never'] } }, failing: { 'ssm:StopAutomationExecution': 'throttled' } }
    })
    expect(done.state.finished?.status).toBe('timed-out')
    expect(done.events.filter(({ type }) => type === 'action-stop-requested')).toHaveLength(3)
    expect(done.state.actions.filter(mayBeRunning)).toHaveLength(1)
  })

  test('a stop that is denied is not tried again', async () => {
    const done = await drill(plan([wave('app', [a], { actions: [post('slow', { timeoutSeconds: 120 })] })]), {
      service: { documents: { slow: { ends: ['never'] } }, failing: { 'ssm:StopAutomationExecution': 'denied' } }
    })
    expect(done.events.filter(({ type }) => type === 'action-stop-requested')).toHaveLength(1)
  })
})

describe('a cancelled drill', () => {
  const planned = plan([wave('app', [a], { actions: [pre('slow'), post('later')] })])
  const service = { documents: { slow: { ends: ['never'] } } }

  test('stops what runs, and the post step sees that it has ended', async () => {
    const done = await drill(planned, { service, cancelAfterSeconds: 31 })
    expect(done.state.finished?.status).toBe('cancelled')
    expect(ends(done)).toEqual({
      slow: 'cancelled: the run was cancelled (SIGINT) while it was InProgress',
      later: 'not-started: the run was cancelled (SIGINT)'
    })
    expect(done.service.automations.runs[0]?.stoppedAt).toBeDefined()
    expect(done.state.actions.filter(mayBeRunning)).toHaveLength(1)
    const posted = await takeOver(done)
    expect(posted.state.actions.filter(mayBeRunning)).toEqual([])
    expect(posted.state.finished?.status).toBe('cancelled')
  })

  test('whose stop was not answered is stopped by the post step', async () => {
    const done = await drill(planned, {
      service: { ...service, failing: { 'ssm:StopAutomationExecution': 'unavailable' } },
      cancelAfterSeconds: 31
    })
    expect(done.events.filter(({ type }) => type === 'action-stop-requested')).toHaveLength(1)
    done.service.settings.failing = {}
    const posted = await takeOver(done)
    expect(posted.service.automations.runs[0]?.stoppedAt).toBeDefined()
    expect(posted.state.actions.filter(mayBeRunning)).toEqual([])
  })

  test('whose process was killed while an action ran is brought to its end by the post step', async () => {
    const alive = await drill(planned, { service, cancelAfterSeconds: 31 })
    const started = alive.events.findIndex(({ type }) => type === 'action-started')
    const killed = await drill(planned, { service, killAtEvent: started + 2 })
    const posted = await takeOver(killed)
    expect(posted.state.finished?.status).toBe('cancelled')
    expect(posted.service.automations.runs[0]?.stoppedAt).toBeDefined()
    expect(posted.state.actions.filter(mayBeRunning)).toEqual([])
  })

  test('whose process was killed before the answer tells that it may run', async () => {
    const alive = await drill(planned, { service, cancelAfterSeconds: 31 })
    const asked = alive.events.findIndex(({ type }) => type === 'action-requested')
    const posted = await takeOver(await drill(planned, { service, killAtEvent: asked + 1 }))
    expect(posted.state.actions.filter(mayBeRunning)).toHaveLength(1)
    expect(posted.state.finished?.status).toBe('cancelled')
  })
})

describe('a further attempt of the workflow run', () => {
  test('does not redo pre-actions of a wave that is launched already', async () => {
    const planned = plan([wave('app', [a, b], { actions: [pre('check'), post('smoke')] })])
    const first = await drill(planned, { service: { fates: { [b]: ['failed', 'launched'] } } })
    expect(first.state.finished?.status).toBe('failed')
    const second = await drillAgain(planned, first, { attempt: 2 })
    expect(second.state.finished?.status).toBe('passed')
    expect(ends(second)['check']).toContain('succeeded-earlier: an earlier attempt launched the wave (drsjob-')
    expect(second.service.automations.runs.map(({ request }) => request.document)).toEqual(['check', 'smoke'])
  })

  test('finds a post-action that has succeeded, and does not run it again', async () => {
    const planned = plan([wave('app', [a], { actions: [post('smoke')] })])
    const second = await drillAgain(planned, await drill(planned), { attempt: 2 })
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.automations.runs).toHaveLength(1)
  })

  test('runs all of them anew for servers that it launches anew after a cleanup', async () => {
    const planned = plan([wave('app', [a, b], { actions: [pre('check'), post('smoke')] })], {
      cleanup: { when: 'always', timeoutSeconds: 1200 }
    })
    const first = await drill(planned)
    expect(first.state.finished?.status).toBe('passed')
    const second = await drillAgain(planned, first, { attempt: 2 })
    expect(second.state.finished?.status).toBe('passed')
    const { runs } = second.service.automations
    expect(runs.map(({ request }) => request.document)).toEqual(['check', 'smoke', 'check', 'smoke'])
    const launched = second.events.findLast(({ type }) => type === 'job-started')?.at ?? ''
    expect([runs[2], runs[3]].map((anew) => (anew?.startedAt ?? '') > launched)).toEqual([false, true])
  })

  test('runs a pre-action anew where nothing is left of what it was run for', async () => {
    const planned = plan([wave('app', [a], { actions: [pre('check')] })])
    const first = await drill(planned, { service: { fates: { [a]: ['failed', 'launched'] } } })
    const second = await drillAgain(planned, first, { attempt: 2 })
    expect(second.state.finished?.status).toBe('passed')
    expect(ends(second)['check']).toBe('succeeded: Success')
    expect(second.service.automations.runs).toHaveLength(2)
  })

  test('runs anew what has failed, under the next token, each time', async () => {
    const planned = plan([wave('app', [a], { actions: [pre('check')] })])
    const documents = { check: { ends: ['Failed', 'TimedOut', 'Success'] } }
    const first = await drill(planned, { service: { documents } })
    const second = await drillAgain(planned, first, { attempt: 2 })
    expect(second.state.finished?.status).toBe('failed')
    expect(second.service.automations.runs).toHaveLength(2)
    const third = await drillAgain(planned, second, { attempt: 3 })
    expect(third.state.finished?.status).toBe('passed')
    expect(third.service.automations.runs).toHaveLength(3)
    expect(third.state.actions[0]?.tries).toBe(3)
  })

  test('goes on with what an attempt that was killed has started', async () => {
    const planned = plan([wave('app', [a], { actions: [pre('slow')] })])
    const whole = await drill(planned)
    const started = whole.events.findIndex(({ type }) => type === 'action-requested')
    const killed = await drill(planned, {
      service: { documents: { slow: { seconds: 400 } } },
      killAtEvent: started + 3
    })
    const second = await drillAgain(planned, killed, { attempt: 2 })
    expect(second.state.finished?.status).toBe('passed')
    expect(second.service.automations.runs).toHaveLength(1)
  })
})

describe('before the start', () => {
  test.each<[string, Partial<PlannedAction>, object, string]>([
    ['a document that is not there', {}, { isKnown: false }, 'there is no SSM document smoke in us-west-2'],
    ['a version that is not', { documentVersion: '7' }, { isKnown: false }, 'smoke in version 7 in us-west-2'],
    ['another kind of document', {}, { type: 'Command' }, 'smoke is a document of type Command'],
    ['one of no kind', {}, { type: undefined }, 'smoke is a document of type unknown'],
    ['one that is not usable', {}, { status: 'Failed' }, 'smoke is Failed in SSM'],
    [
      'a parameter that is missing',
      {},
      { parameters: [{ name: 'Tier', isRequired: true }] },
      'smoke needs the parameter Tier'
    ],
    [
      'one that it does not have',
      { parameters: { Teir: ['x'] } },
      { parameters: [{ name: 'Tier', isRequired: false }] },
      'smoke has no parameter Teir. It has Tier.'
    ],
    ['one where it has none', { parameters: { Teir: ['x'] } }, {}, 'smoke has no parameter Teir. It has none.'],
    [
      'several values for one',
      { parameters: { Id: ['$(drill.instanceIds)'] } },
      { parameters: [{ name: 'Id', type: 'String', isRequired: true }] },
      'the parameter Id of smoke takes one value, and is given several'
    ],
    [
      'two values for one',
      { parameters: { Id: ['x', 'y'] } },
      { parameters: [{ name: 'Id', type: 'String', isRequired: true }] },
      'the parameter Id of smoke takes one value, and is given several'
    ]
  ])('%s blocks the drill', async (_what, settings, described, message) => {
    const done = await drill(plan([wave('app', [a, b], { actions: [post('smoke', settings)] })]), {
      service: { documents: { smoke: { described } } }
    })
    expect(done.state.finished).toMatchObject({ status: 'blocked' })
    expect(done.state.finished?.reason).toContain('post-action "smoke" of wave app cannot be run: ')
    expect(done.state.finished?.reason).toContain(message)
    expect(done.service.jobs).toEqual([])
  })

  test('more servers than SSM takes values for, found by a match, block the drill', async () => {
    const listed = Array.from({ length: 60 }, (_, index) => listedServer(index + 1, `app-${index}`, { App: 'x' }))
    const parameters = { Ids: ['$(drill.instanceIds)'] }
    const found = (values: readonly string[]) =>
      drill(
        plan([
          wave('app', [], {
            selectors: [{ match: tagged({ App: 'x' }) }],
            actions: [post('smoke', { parameters: { ...parameters, Run: values } })]
          })
        ]),
        {
          service: {
            listed,
            documents: {
              smoke: {
                described: {
                  parameters: ['Ids', 'Run'].map((name) => ({ name, type: 'StringList', isRequired: true }))
                }
              }
            }
          }
        }
      )
    const done = await found(['x'])
    expect(done.state.refusals.map(({ message }) => message)).toEqual([
      expect.stringContaining('the parameter Ids is given more than the 50 values that SSM takes (60 servers)')
    ])
    expect(done.service.jobs).toEqual([])
  })

  test('what fits is let through, of one server also where one value is taken', async () => {
    const described = {
      parameters: [
        { name: 'Id', type: 'String', isRequired: true },
        { name: 'More', type: 'String', isRequired: false }
      ]
    }
    const parameters = { Id: ['$(drill.instanceIds)'] }
    const done = await drill(plan([wave('app', [a], { actions: [post('smoke', { parameters })] })]), {
      service: { documents: { smoke: { described } } }
    })
    expect(done.state.finished?.status).toBe('passed')
  })

  test('documents that may not be described block it, and an SSM that does not answer at first is asked again', async () => {
    const planned = plan([wave('app', [a], { actions: [post('smoke')] })])
    const denied = await drill(planned, { service: { failing: { 'ssm:DescribeDocument': 'denied' } } })
    expect(denied.state.finished?.status).toBe('blocked')
    const done = await drill(planned, { service: { faults: ['none', 'none', 'none', 'throttled'] } })
    expect(done.state.finished?.status).toBe('passed')
    const asked = await drill(planned, { mode: 'preflight' })
    expect(asked.state.finished?.status).toBe('passed')
    expect(asked.service.automations.runs).toEqual([])
  })
})
