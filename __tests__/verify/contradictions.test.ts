import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { DrillEvent, EventBody, EventOf, EventType } from '../../src/drill/events.js'
import { contradictions } from '../../src/evidence/contradictions.js'
import { drill, takeOver } from '../drill/drill.js'
import type { Fate } from '../drill/fake-recovery-service.js'
import { plan, serverId, wave } from '../drill/plans.js'
import { runs } from '../fast-check-seed.js'

const [db, app] = [serverId(1), serverId(2)]
const smoke = { phase: 'post', name: 'smoke', document: 'smoke', parameters: {}, timeoutSeconds: 600 } as const
const waves = [wave('databases', [db]), wave('app', [app], { after: ['databases'], actions: [smoke] })]
const cleanup = { when: 'always', timeoutSeconds: 1200 } as const
const { events: passed } = await drill(plan(waves, { cleanup }))

/** The journal with other events in the place of each of a type; with none where nothing is given back. */
function forged<T extends EventType>(
  type: T,
  change: (event: EventOf<T>, index: number) => DrillEvent | readonly DrillEvent[],
  journal: readonly DrillEvent[] = passed
): readonly DrillEvent[] {
  let index = 0
  return journal.flatMap((event) => (isOf(type, event) ? change(event, index++) : [event]))
}

function isOf<T extends EventType>(type: T, event: DrillEvent): event is EventOf<T> {
  return event.type === type
}

/** The journal, with something that happens right in front of the first event of a type. */
function withBefore(type: EventType, body: EventBody, journal = passed): readonly DrillEvent[] {
  return forged(type, (event, index) => (index === 0 ? [{ at: event.at, ...body }, event] : event), journal)
}

/** Another end. */
function ending(status: 'passed' | 'failed', reason: string, journal: readonly DrillEvent[]): readonly DrillEvent[] {
  const changed = forged('verdict-reached', (event) => ({ ...event, status, reason }), journal)
  return forged('execution-finished', (event) => ({ ...event, status, reason }), changed)
}

/** The journal, with all that was done for actions right behind the last event of a type. */
function withActionsAfter(type: EventType): readonly DrillEvent[] {
  const isAction = (event: DrillEvent): boolean => event.type.startsWith('action-')
  const others = passed.filter((event) => !isAction(event))
  const last = others.findLastIndex((event) => event.type === type)
  const at = others[last]?.at ?? ''
  const moved = passed.filter(isAction).map((event) => ({ ...event, at }))
  return [...others.slice(0, last + 1), ...moved, ...others.slice(last + 1)]
}

describe('a journal contradicts itself', () => {
  test('never, as a drill writes it', () => {
    expect(passed.at(-1)).toMatchObject({ type: 'execution-finished', status: 'passed' })
    expect(contradictions(passed)).toEqual([])
  })

  const seen = passed.filter(({ type }) => type === 'jobs-observed').length
  expect(seen).toBeGreaterThan(2)

  test.each<[string, readonly DrillEvent[], string]>([
    [
      'servers that DRS calls FAILED',
      forged('jobs-observed', (event) => ({
        ...event,
        changes: event.changes.map((job) => ({
          ...job,
          participants: job.participants.map((one) => ({ ...one, launchStatus: 'FAILED' }))
        }))
      })),
      `calls ${db} launched, which does not follow from what was seen`
    ],
    [
      'instances that EC2 does not know',
      forged('instances-observed', (event) => ({
        ...event,
        changes: event.changes.map((one) => ({ ...one, state: 'missing' }))
      })),
      `calls ${db} launched, which does not follow from what was seen`
    ],
    [
      'a launch without a job',
      forged('job-started', () => []),
      `calls ${db} launched, which does not follow from what was seen`
    ],
    [
      'a server that nothing was concluded of',
      forged('servers-settled', (event, index) => (index === 0 ? [] : event)),
      'calls wave databases up, and not all of its servers and actions are'
    ],
    [
      'an action that SSM says has failed',
      forged('action-observed', (event) => ({
        ...event,
        ...(event.sighting === undefined ? {} : { sighting: { ...event.sighting, status: 'Failed' } })
      })),
      'calls action "smoke" of wave app a success, which was not seen'
    ],
    [
      'an action that was never run',
      forged('action-started', () => []),
      'calls action "smoke" of wave app a success, which was not seen'
    ],
    [
      'an action that would have been run earlier',
      forged('action-settled', (event) => ({ ...event, status: 'succeeded-earlier' })),
      'calls action "smoke" of wave app a success, which was not seen'
    ],
    [
      'an action that its wave does not have',
      forged('action-settled', (event) => ({ ...event, action: 'other' })),
      'settles an action that wave app does not have: other'
    ],
    [
      'a wave that never came to its end',
      forged('wave-settled', (event) => (event.wave === 'app' ? [] : event)),
      'says passed, where timed-out follows'
    ],
    [
      'a wave that failed',
      forged('wave-settled', (event) => (event.wave === 'app' ? { ...event, status: 'failed' } : event)),
      'says passed, where failed follows'
    ],
    [
      'a wave that starts before its turn',
      forged('wave-settled', (event) => (event.wave === 'databases' ? [] : event)),
      'starts wave app before its turn'
    ],
    [
      'a start before anything was asked',
      forged('preflight-concluded', () => []),
      'starts wave databases before its turn'
    ],
    [
      'findings that do not follow',
      forged('preflight-concluded', (event) => ({ ...event, results: event.results.slice(1) })),
      'holds other findings than follow from what AWS answered'
    ],
    [
      'another account',
      forged('plan-accepted', (event) => ({ ...event, allowedAccounts: ['999999999999'] })),
      'starts wave databases before its turn'
    ],
    [
      'a drill that was refused',
      withBefore('verdict-reached', { type: 'refused', refusals: [{ message: 'no' }] }),
      'says passed, where blocked follows: no'
    ],
    [
      'a drill that was cancelled',
      withBefore('verdict-reached', { type: 'cancel-requested', signal: 'SIGINT' }),
      'says passed, where cancelled follows'
    ],
    [
      'no waves at all',
      forged('plan-accepted', (event) => ({ ...event, plan: { ...event.plan, waves: [] }, selected: [] })).filter(
        ({ type }) => /^(?:execution|plan|identity|verdict)-/.test(type)
      ),
      'says passed, where timed-out follows'
    ],
    [
      'a reason of somebody else',
      forged('verdict-reached', (event) => ({ ...event, reason: 'well' })),
      'gives another reason than follows: all 2 servers are up'
    ],
    [
      'a verdict that is bettered at the end',
      forged('verdict-reached', (event) => ({ ...event, status: 'failed', reason: 'not up' })),
      'ends the execution as passed (all 2 servers are up), where its verdict is failed (not up)'
    ],
    ['no verdict', forged('verdict-reached', () => []), 'ends the execution without a verdict'],
    ['two verdicts', forged('verdict-reached', (event) => [event, event]), 'comes after the verdict'],
    ['two ends', forged('execution-finished', (event) => [event, event]), 'comes after the end'],
    ['two plans', forged('plan-accepted', (event) => [event, event]), 'accepts a second plan'],
    ['a second opening', forged('execution-opened', (event) => [event, event]), 'opens the execution a second time'],
    [
      'a second launch of what is up',
      withBefore('verdict-reached', { type: 'job-requested', request: 9, wave: 'databases', servers: [db] }),
      `launches ${db}, which is not to be launched, or was already`
    ],
    [
      'a launch for a wave that there is not',
      withBefore('verdict-reached', { type: 'job-requested', request: 9, wave: 'other', servers: [db, app] }),
      `launches ${db} and 1 more, which is not to be launched, or was already`
    ],
    [
      'a wave that there is not',
      withBefore('verdict-reached', { type: 'wave-settled', wave: 'other', status: 'up', reason: '' }),
      'calls wave other up'
    ],
    [
      'a server that there is not',
      withBefore('verdict-reached', {
        type: 'servers-settled',
        servers: [{ sourceServerId: serverId(9), status: 'launched', reason: '' }]
      }),
      `calls ${serverId(9)} launched`
    ],
    [
      'a retry of a launch that did not fail',
      withBefore('verdict-reached', {
        type: 'servers-retried',
        servers: [{ sourceServerId: db, jobId: 'drsjob-00000000000000001', reason: '' }]
      }),
      `calls ${db} failed, to be tried again, which does not follow from what was seen`
    ],
    [
      'a server that is let go of, though its launch goes on',
      withBefore('verdict-reached', { type: 'servers-released', servers: [{ sourceServerId: db, reason: '' }] }),
      `calls ${db} free for another launch, which does not follow`
    ],
    [
      'a launch that is given up at once',
      withBefore('job-started', { type: 'request-abandoned', request: 1 }),
      'gives up request 1, whose job may still be shown'
    ],
    [
      'an action that is run before there is a server',
      withActionsAfter('wave-started'),
      'runs action "smoke" before its turn'
    ],
    [
      'an action that was run for others',
      forged('action-requested', (event) => ({ ...event, parameters: { Ids: ['i-0123'] } })),
      'runs action "smoke" otherwise than the plan says'
    ],
    [
      'an action that was run before under the same token',
      forged('action-requested', (event) => ({ ...event, token: 'another' })),
      'runs action "smoke" otherwise than the plan says'
    ],
    [
      'instances that the cleanup has left',
      forged('instances-listed', (event) => ({
        ...event,
        instances: event.instances.map((one) => ({ ...one, state: 'running' }))
      })),
      'calls the cleanup complete, and not everything was seen to be gone'
    ],
    [
      'times that go back',
      forged('wave-settled', (event) => ({ ...event, at: '2001-01-01T00:00:00.000Z' })),
      'happened before the line in front of it'
    ]
  ])('where it passes with %s', (_what, journal, objection) => {
    expect(journal).not.toEqual(passed)
    expect(contradictions(journal).join('\n')).toContain(objection)
  })

  test('where a preflight passes that did not ask everything, or found what forbids the start', async () => {
    const { events } = await drill(plan(waves), { mode: 'preflight' })
    expect(contradictions(events)).toEqual([])
    const unasked = forged('preflight-concluded', () => [], events)
    expect(contradictions(unasked).join()).toContain('says passed before everything was asked that has to be')
  })

  test('where a plan is called valid that there is not', async () => {
    const { events } = await drill(plan(waves), { mode: 'validate' })
    expect(contradictions(events)).toEqual([])
    const unread = forged('plan-accepted', () => [], events)
    expect(contradictions(unread).join()).toContain('says passed before everything was asked that has to be')
  })

  test('where a launch that failed is told as one that was never retried', async () => {
    const again = plan([wave('app', [app], { retry: { failedServers: 1 } })])
    const { events } = await drill(again, { service: { fates: { [app]: ['failed', 'launched'] } } })
    const journal = forged('servers-retried', ({ at, servers }) => ({ at, type: 'servers-released', servers }), events)
    expect(contradictions(journal).join()).toContain(`calls ${app} free for another launch`)
  })

  test('where the failure of a process is undone by the next', () => {
    const reason = 'drs-drill itself failed'
    const broken = forged('execution-finished', (event) => [
      { ...event, status: 'failed', reason },
      { at: event.at, type: 'taken-over' },
      event
    ])
    expect(contradictions(broken).join()).toContain('ends the execution as passed, and it had failed already')
  })

  test('where a server that was up is not looked at again at the end', async () => {
    const slow = wave('slow', [app], { after: ['databases'] })
    const { events } = await drill(plan([wave('databases', [db]), slow]))
    const last = events.findLastIndex(({ type }) => type === 'instances-observed')
    expect(contradictions(events.filter((_event, index) => index !== last)).join()).toContain(
      'says passed before everything was asked that has to be'
    )
  })

  test('where a server is tried again more often than the plan says', async () => {
    const again = plan([wave('app', [app], { retry: { failedServers: 1 } })])
    const { events } = await drill(again, { service: { fates: { [app]: ['failed', 'launched'] } } })
    expect(contradictions(events)).toEqual([])
    const journal = forged('plan-accepted', (event) => ({ ...event, plan: plan([wave('app', [app])]) }), events)
    expect(contradictions(journal).join()).toContain(`calls ${app} failed, to be tried again, which does not follow`)
  })

  test('in no more than ten lines', () => {
    const journal = forged('wave-started', (event) => Array.from({ length: 20 }, () => event))
    expect(contradictions(journal)).toHaveLength(10)
  })

  test('whenever a drill that did not pass is called passed', async () => {
    const fates: readonly Fate[] = ['failed', 'skipped', 'stuck-in-progress', 'terminated', 'no-instance']
    const kill = fc.record({ killAtEvent: fc.integer({ min: 3, max: 40 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fates),
        fc.oneof(fc.constant({}), fc.record({ cancelAfterSeconds: fc.integer({ min: 1, max: 4000 }) }), kill),
        async (fate, end) => {
          const begun = await drill(plan(waves), { service: { fates: { [app]: [fate] } }, ...end })
          const done = begun.state.finished === undefined ? await takeOver(begun) : begun
          expect(done.state.finished?.status).not.toBe('passed')
          expect(contradictions(ending('passed', 'all 2 servers are up', done.events))).not.toEqual([])
        }
      ),
      { numRuns: runs(40) }
    )
  })
})

test('a journal that nothing opens is left to others to speak of', () => {
  expect(contradictions(passed.slice(1))).toEqual([])
  expect(contradictions([])).toEqual([])
})
