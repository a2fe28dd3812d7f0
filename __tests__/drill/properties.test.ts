import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hasPassed, mayBeRunning } from '../../src/drill/actions/action.js'
import { fold } from '../../src/drill/evolve.js'
import { recordOf } from '../../src/report/record/record.js'
import { secondsBetween } from '../../src/drill/timestamp.js'
import type { PlannedAction, PlannedWave, Plan } from '../../src/plan/plan.js'
import { runs } from '../fast-check-seed.js'
import { drill, drillAgain, takeOver, type Drilled, type DrillOptions } from './drill.js'
import type { CallFault, Fate } from './fake-recovery-service.js'
import { listedServer, plan, serverId, tagged, wave } from './plans.js'

const fates: readonly Fate[] = [
  'launched',
  'launched',
  'launched',
  'launched',
  'failed',
  'orphaned',
  'skipped',
  'stuck-pending',
  'stuck-in-progress',
  'terminated',
  'no-instance',
  'instance-terminated',
  'vanishes',
  'wrong-state',
  'strange-status',
  'log-failed'
]

const callFaults: readonly CallFault[] = [
  'none',
  'none',
  'none',
  'none',
  'throttled',
  'lost-before',
  'lost-after',
  'conflict',
  'quota'
]

/** An action with a document of its own, so that its runs can be told apart. */
function action(phase: PlannedAction['phase'], index: number, place: number): PlannedAction {
  const name = `${phase}-${String(index)}-${String(place)}`
  return { phase, name, document: name, parameters: {}, timeoutSeconds: 300 }
}

/** The same plan with so much time that nothing is ended for want of it. */
function withTime(planned: PlannedWave): PlannedWave {
  const { actions = [] } = planned
  const patient = actions.map((one) => ({ ...one, timeoutSeconds: 5000 }))
  return { ...planned, timeoutSeconds: 7200, ...(actions.length === 0 ? {} : { actions: patient }) }
}

/** A random plan: up to six waves of up to four servers, each after some of those before it. */
const randomPlan: fc.Arbitrary<Plan> = fc
  .array(
    fc.record({
      size: fc.integer({ min: 1, max: 4 }),
      after: fc.array(fc.nat(5), { maxLength: 3 }),
      timeoutSeconds: fc.constantFrom(600, 1200, 3600),
      onFailure: fc.constantFrom('stop' as const, 'continue' as const),
      soakSeconds: fc.constantFrom(0, 0, 120),
      instance: fc.constantFrom('running' as const, 'status-ok' as const),
      failedServers: fc.constantFrom(0, 0, 1, 2),
      phases: fc.constantFrom<readonly PlannedAction['phase'][]>([], [], ['pre'], ['post'], ['pre', 'post', 'post'])
    }),
    { minLength: 1, maxLength: 6 }
  )
  .map((shapes) => {
    let next = 0
    const waves = shapes.map((shape, index): PlannedWave => {
      const servers = Array.from({ length: shape.size }, () => serverId((next += 1)))
      const after = [
        ...new Set(shape.after.filter((before) => before < index).map((before) => `wave-${String(before)}`))
      ]
      return wave(`wave-${String(index)}`, servers, {
        after,
        timeoutSeconds: shape.timeoutSeconds,
        onFailure: shape.onFailure,
        soakSeconds: shape.soakSeconds,
        verify: { instance: shape.instance, launchActions: 'ignored' },
        retry: { failedServers: shape.failedServers },
        ...(shape.phases.length === 0
          ? {}
          : { actions: shape.phases.map((phase, place) => action(phase, index, place)) })
      })
    })
    return plan(waves, { timeoutSeconds: 3 * 3600 })
  })

const randomOptions: fc.Arbitrary<DrillOptions> = fc
  .record({
    fates: fc.array(
      fc.tuple(fc.integer({ min: 1, max: 24 }), fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 3 })),
      {
        maxLength: 6
      }
    ),
    faults: fc.array(fc.constantFrom(...callFaults), { maxLength: 60 }),
    documents: fc.dictionary(
      fc
        .tuple(fc.constantFrom('pre', 'post'), fc.nat(3), fc.nat(2))
        .map(([phase, index, place]) => `${phase}-${String(index)}-${String(place)}`),
      fc.record({
        ends: fc.array(fc.constantFrom('Success', 'Success', 'Failed', 'TimedOut', 'never', 'Cancelled', 'Strange'), {
          minLength: 1,
          maxLength: 3
        }),
        seconds: fc.constantFrom(1, 60, 250),
        isDeaf: fc.boolean()
      }),
      { maxKeys: 4 }
    ),
    completedEarly: fc.boolean(),
    hiddenSeconds: fc.constantFrom(0, 0, 20, 90),
    held: fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 500 })), { maxLength: 2 }),
    heldFromSeconds: fc.constantFrom(0, 0, 200),
    recovered: fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 4000 })), { maxLength: 2 }),
    takesSeconds: fc.oneof(
      fc.constant({}),
      fc.record({ 'drs:DescribeJobs': fc.constantFrom(1, 61), 'drs:DescribeRecoveryInstances': fc.constantFrom(1, 31) })
    ),
    failedOver: fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 3000 })), {
      maxLength: 2
    }),
    recoveryListedLateSeconds: fc.constantFrom(0, 60, 300),
    cancelAfterSeconds: fc.option(fc.integer({ min: 1, max: 4000 }), { nil: undefined, freq: 4 }),
    pollIntervalSeconds: fc.constantFrom(10, 30, 120)
  })
  .map(({ fates: chosen, held, recovered, failedOver, cancelAfterSeconds, pollIntervalSeconds, ...service }) => ({
    service: {
      ...service,
      fates: byServer(chosen),
      heldFor: byServer([...held, ...failedOver.map(([server, until]) => [server, until + 30] as const)]),
      recoveredAfter: byServer([...recovered, ...failedOver])
    },
    pollIntervalSeconds,
    ...(cancelAfterSeconds === undefined ? {} : { cancelAfterSeconds })
  }))

function byServer<T>(numbered: readonly (readonly [number, T])[]): Record<string, T> {
  return Object.fromEntries(numbered.map(([number, value]) => [serverId(number), value]))
}

/** Servers that are held no longer than a plan waits for others. */
function briefly(heldFor: Readonly<Record<string, number>> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(heldFor).filter(([, until]) => until <= 500))
}

/** A live recovery of somebody else is destroyed only where it appeared since the last look, a minute ago at most. */
function checkNothingDestroyed({ service }: Drilled): void {
  for (const { ageSeconds } of service.destroyed) expect(ageSeconds).toBeLessThan(62)
}

/** Fates after which a server is truly up, and stays so. */
function isTrulyUp(done: Drilled, id: string): boolean {
  return done.service.fateOf(id) === 'launched'
}

function checkHonesty(done: Drilled): void {
  for (const server of done.state.servers.values()) {
    if (server.outcome?.status !== 'launched') continue
    // A server that vanishes may have been up at the very end; none other is called launched that is not.
    expect(isTrulyUp(done, server.sourceServerId) || done.service.fateOf(server.sourceServerId) === 'vanishes').toBe(
      true
    )
  }
  for (const { outcome, planned } of done.state.actions) {
    if (outcome?.status !== 'succeeded' && outcome?.status !== 'succeeded-earlier') continue
    const last = done.service.automations.runs.findLast(({ request }) => request.document === planned.document)
    expect(last?.end).toBe('Success')
  }
  if (done.state.finished?.status === 'passed') {
    for (const one of done.state.actions) expect(hasPassed(one)).toBe(true)
    for (const server of done.state.servers.values()) expect(server.outcome?.status).toBe('launched')
  }
}

/** No server is in a second job of the execution while, or after, the first one brought it up. */
function checkNeverTwice(done: Drilled): void {
  const launches = new Map<string, { fate: Fate; at: string }[]>()
  for (const job of done.service.jobs) {
    job.servers.forEach((id, index) => {
      const before = launches.get(id) ?? []
      for (const { fate, at } of before) {
        expect(['launched', 'no-instance', 'wrong-state']).not.toContain(fate)
        // An instance that was seen to be terminated may be launched anew, by a further attempt.
        if (fate === 'vanishes') expect(secondsBetween(at, job.createdAt)).toBeGreaterThan(800)
      }
      launches.set(id, [...before, { fate: job.fates[index] ?? 'launched', at: job.createdAt }])
    })
  }
}

/**
 * A server is launched again only after its launch has FAILED for good, never more often than its wave allows, and never
 * while the job of that launch holds it. What an answer that got lost hides from the drill is not counted.
 */
function checkRetries(done: Drilled, faults: readonly CallFault[] = []): void {
  const launches = new Map<string, { fate: Fate; at: string }[]>()
  for (const job of done.service.jobs) {
    job.servers.forEach((id, index) => {
      const last = launches.get(id)?.at(-1)
      if (last !== undefined) {
        expect(['failed', 'log-failed', 'orphaned']).toContain(last.fate)
        expect(secondsBetween(last.at, job.createdAt)).toBeGreaterThanOrEqual(last.fate === 'log-failed' ? 400 : 700)
      }
      launches.set(id, [...(launches.get(id) ?? []), { fate: job.fates[index] ?? 'launched', at: job.createdAt }])
    })
  }
  const retried = done.events.flatMap((event) => (event.type === 'servers-retried' ? event.servers : []))
  for (const [id, jobs] of launches) {
    const wave = done.state.waves.get(done.state.servers.get(id)?.wave ?? '')
    const allowed = wave?.planned.retry.failedServers ?? 0
    expect(retried.filter(({ sourceServerId }) => sourceServerId === id).length).toBeLessThanOrEqual(allowed)
    if (!faults.some((fault) => fault.startsWith('lost'))) expect(jobs.length).toBeLessThanOrEqual(1 + allowed)
  }
}

/** An attempt makes at most one run of an action, and tells of each that still runs. */
function checkActions(done: Drilled, runsBefore = 0): void {
  const runs = done.service.automations.runs.slice(runsBefore).map(({ request }) => request.document)
  expect(runs).toEqual([...new Set(runs)])
  const told = done.state.actions.filter(mayBeRunning).map(({ planned }) => planned.document)
  const asked = new Set(done.events.flatMap((event) => (event.type === 'action-requested' ? [event.token] : [])))
  done.service.automations.runs.forEach((run, index) => {
    // What an earlier attempt left running that attempt has told; one that never came to ask for it knows nothing of it.
    const isKnown = index >= runsBefore || asked.has(run.request.token)
    if (isKnown && done.service.automations.isRunning(run)) expect(told).toContain(run.request.document)
  })
  // Launches begin when all pre-actions have succeeded, and post-actions when all servers are up.
  for (const { planned, wave: name, requestedAt } of done.state.actions) {
    const firstJob = done.service.jobs.find((job) => job.wave === name)
    if (planned.phase === 'pre' && firstJob !== undefined) {
      expect(done.service.automations.runs.some(({ request }) => request.document === planned.document)).toBe(true)
    }
    if (planned.phase !== 'post' || requestedAt === undefined) continue
    for (const id of done.state.waves.get(name)?.planned.servers ?? []) {
      const up = done.events.find(
        (event) =>
          event.type === 'servers-settled' &&
          event.servers.some(({ sourceServerId, status }) => sourceServerId === id && status === 'launched')
      )
      expect(secondsBetween(up?.at ?? '', requestedAt)).toBeGreaterThanOrEqual(0)
    }
  }
}

function checkOrder(done: Drilled): void {
  for (const { planned, startedAt } of done.state.waves.values()) {
    if (startedAt === undefined) continue
    for (const name of planned.after) {
      const before = done.state.waves.get(name)
      const upAt = done.events.find(
        (event) => event.type === 'wave-settled' && event.wave === name && event.status === 'up'
      )?.at
      expect(upAt).toBeDefined()
      expect(secondsBetween(upAt ?? '', startedAt)).toBeGreaterThanOrEqual(before?.planned.soakSeconds ?? 0)
    }
  }
}

function checkEnd(done: Drilled): void {
  expect(done.state.finished).toBeDefined()
  const tookSeconds = secondsBetween(done.state.openedAt, done.state.finished?.at ?? '')
  expect(tookSeconds).toBeLessThanOrEqual(done.state.timeoutSeconds + 90)
  for (const server of done.state.servers.values()) {
    if (done.state.refusals.length === 0) expect(server.outcome).toBeDefined()
  }
  expect(fold(done.events)).toEqual(done.state)
}

describe('whatever the plan, the outcomes and the failures', () => {
  test('a drill ends within its budget, honest, in order, and launches nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, randomOptions, async (somePlan, options) => {
        // The service uses them up.
        const faults = [...(options.service?.faults ?? [])]
        const done = await drill(somePlan, options)
        checkEnd(done)
        checkHonesty(done)
        checkNeverTwice(done)
        checkNothingDestroyed(done)
        checkRetries(done, faults)
        checkOrder(done)
        checkActions(done)
      }),
      { numRuns: runs(120) }
    )
  }, 60_000)

  test('further attempts with an empty disk launch no server again that came up', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, randomOptions, randomOptions, async (somePlan, options, further) => {
        const first = await drill(somePlan, options)
        first.service.settings.faults = [...(further.service?.faults ?? [])]
        const { cancelAfterSeconds } = further
        const runsBefore = first.service.automations.runs.length
        const again = { attempt: 2, ...(cancelAfterSeconds === undefined ? {} : { cancelAfterSeconds }) }
        const second = await drillAgain(somePlan, first, again)
        checkEnd(second)
        checkHonesty(second)
        checkNeverTwice(second)
        checkNothingDestroyed(second)
        checkActions(second, runsBefore)
      }),
      { numRuns: runs(80) }
    )
  }, 60_000)

  test('killed at any moment, posted and run again until it passes, it launches nothing twice and forgets nothing', async () => {
    const kills = fc.array(fc.integer({ min: 3, max: 80 }), { minLength: 1, maxLength: 4 })
    const cleanup = fc.constantFrom('never' as const, 'on-success' as const)
    await fc.assert(
      fc.asyncProperty(randomPlan, randomOptions, kills, cleanup, async (somePlan, { service }, killed, when) => {
        const lasting = plan(somePlan.waves.map(withTime), {
          timeoutSeconds: 24 * 3600,
          cleanup: { when, timeoutSeconds: 1200 }
        })
        const fates = Object.fromEntries(
          Object.keys(service?.fates ?? {}).map((id) => [id, ['failed', 'skipped', 'launched'] satisfies Fate[]])
        )
        let done = await drill(lasting, {
          service: { ...service, fates, documents: {}, recoveredAfter: {}, heldFor: briefly(service?.heldFor) },
          killAtEvent: killed[0] ?? 3
        })
        let attempt = 1
        for (const killAtEvent of killed.slice(1)) {
          done = await takeOver(done)
          expect(done.state.finished).toBeDefined()
          if (done.state.finished?.status === 'passed') break
          done = await drillAgain(lasting, done, { killAtEvent, attempt: (attempt += 1) })
        }
        // Each attempt that does not pass uses up one of at most six servers' two bad fates.
        for (let more = 0; more < 13 && done.state.finished?.status !== 'passed'; more += 1) {
          done = await takeOver(done)
          if (done.state.finished?.status !== 'passed') {
            done = await drillAgain(lasting, done, { attempt: (attempt += 1) })
          }
        }
        expect(done.state.finished?.status).toBe('passed')
        checkNeverTwice(done)
        const told = new Set([...done.state.servers.values()].map(({ instance }) => instance?.ec2InstanceId))
        for (const id of done.service.alive()) expect(told).toContain(id)
        if (when === 'on-success' && done.state.removal.finished?.complete === true) {
          expect(done.service.alive()).toEqual([])
        }
      }),
      { numRuns: runs(60) }
    )
  }, 60_000)

  test('a drill that selects its servers is as honest, whatever is selected by the next attempt', async () => {
    const kept = fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 24 })
    await fc.assert(
      fc.asyncProperty(randomPlan, randomOptions, kept, async (somePlan, options, left) => {
        const selecting = plan(
          somePlan.waves.map(({ servers: [first, ...others], ...planned }) => ({
            ...planned,
            servers: others.slice(0, 1),
            selectors: [{ match: tagged({ Wave: planned.name }) }, { match: tagged({ Id: first ?? '' }) }]
          })),
          { timeoutSeconds: somePlan.timeoutSeconds }
        )
        const listed = somePlan.waves.flatMap(({ name, servers }) =>
          servers.map((id) => listedServer(Number(id.slice(2)), id, { Wave: name, Id: id }))
        )
        const first = await drill(selecting, { ...options, service: { ...options.service, listed } })
        checkEnd(first)
        checkHonesty(first)
        checkNeverTwice(first)
        checkOrder(first)
        expect(new Set(first.state.servers.keys()).size).toBeLessThanOrEqual(listed.length)
        first.service.settings.listed = listed.filter((server) => left.includes(Number(server.sourceServerId.slice(2))))
        const second = await drillAgain(selecting, first)
        checkEnd(second)
        checkHonesty(second)
        checkNeverTwice(second)
        if (second.state.finished?.status !== 'passed') return
        const told = recordOf(second.state).stillRunning.instances.map(({ sourceServerId }) => sourceServerId)
        for (const job of second.service.jobs) {
          for (const id of job.servers) if (isTrulyUp(second, id)) expect(told).toContain(id)
        }
      }),
      { numRuns: runs(80) }
    )
  }, 60_000)

  test('a drill whose servers all come up passes, whatever the passing failures', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, randomOptions, async (somePlan, { service, pollIntervalSeconds }) => {
        const roomy = somePlan.waves.map(withTime)
        const done = await drill(plan(roomy, { timeoutSeconds: 24 * 3600 }), {
          service: { ...service, fates: {}, documents: {}, recoveredAfter: {}, heldFor: briefly(service?.heldFor) },
          ...(pollIntervalSeconds === undefined ? {} : { pollIntervalSeconds })
        })
        expect(done.state.finished?.status).toBe('passed')
      }),
      { numRuns: runs(60) }
    )
  }, 60_000)
})
