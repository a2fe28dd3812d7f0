import type { DrillEvent, EventBody, Mode } from '../../src/drill/events.js'
import { evolve, fold } from '../../src/drill/evolve.js'
import { run } from '../../src/drill/run.js'
import type { DrillState } from '../../src/drill/state.js'
import { addSeconds } from '../../src/drill/timestamp.js'
import type { Plan } from '../../src/plan/plan.js'
import { contradictions } from '../../src/evidence/contradictions.js'
import { selectWaves } from '../../src/plan/selection.js'
import { FakeRecoveryService, type FakeSettings } from './fake-recovery-service.js'
import { VirtualClock } from './virtual-clock.js'

export interface DrillOptions {
  readonly mode?: Mode
  readonly waves?: readonly string[]
  readonly service?: Partial<FakeSettings>
  readonly cancelAfterSeconds?: number
  readonly pollIntervalSeconds?: number
  /** The process is killed as soon as so many events are in its journal. */
  readonly killAtEvent?: number
  /** Questions to others than AWS. */
  readonly asides?: readonly Promise<EventBody>[]
  /** The attempt of the workflow run; the first where it is not said. */
  readonly attempt?: number
}

export interface Drilled {
  readonly state: DrillState
  readonly events: readonly DrillEvent[]
  readonly service: FakeRecoveryService
  readonly clock: VirtualClock
}

/** Runs a whole drill of the plan against the fake service on a virtual clock. */
export function drill(plan: Plan, options: DrillOptions = {}): Promise<Drilled> {
  const clock = new VirtualClock()
  return attempt(plan, options, clock, new FakeRecoveryService(clock, options.service))
}

/** Runs one more attempt of the same execution: an empty disk, the same AWS. */
export function drillAgain(plan: Plan, before: Drilled, options: DrillOptions = {}): Promise<Drilled> {
  before.clock.advance(120)
  return attempt(plan, options, before.clock, before.service)
}

async function attempt(
  plan: Plan,
  options: DrillOptions,
  clock: VirtualClock,
  service: FakeRecoveryService
): Promise<Drilled> {
  const selection = selectWaves(plan, options.waves ?? [])
  if (!selection.ok) throw new Error('the test names a wave that its plan does not have')
  const events: DrillEvent[] = []
  const write = (body: EventBody): void => {
    events.push({ at: clock.now(), ...body })
  }
  write({
    type: 'execution-opened',
    schemaVersion: 1,
    executionId: 'acme-shop-1-payments',
    mode: options.mode ?? 'drill',
    plan: { name: plan.name, path: 'plan.yml' },
    run: options.attempt === undefined ? {} : { attempt: options.attempt },
    pollIntervalSeconds: options.pollIntervalSeconds ?? 30
  })
  const { selected, presumed } = selection
  write({
    type: 'plan-accepted',
    allowedAccounts: [],
    plan,
    places: {},
    timeoutSeconds: plan.timeoutSeconds,
    cleanup: plan.cleanup,
    selected,
    presumed
  })
  const cancellation = new AbortController()
  if (options.cancelAfterSeconds !== undefined) {
    clock.alarm(addSeconds(clock.now(), options.cancelAfterSeconds), () => {
      cancellation.abort('SIGINT')
    })
  }
  return carryOn(events, clock, service, cancellation.signal, options.killAtEvent, options.asides)
}

/** What the post step does with the journal that it finds. */
export async function takeOver(before: Drilled): Promise<Drilled> {
  before.clock.advance(5)
  const events = [...before.events]
  const at = before.clock.now()
  if (before.state.verdict === undefined)
    events.push({ at, type: 'cancel-requested', signal: 'the end of its process' })
  events.push({ at, type: 'taken-over' })
  return carryOn(events, before.clock, before.service, new AbortController().signal)
}

class Killed extends Error {}

async function carryOn(
  events: DrillEvent[],
  clock: VirtualClock,
  service: FakeRecoveryService,
  cancellation: AbortSignal,
  killAtEvent = Infinity,
  asides: readonly Promise<EventBody>[] = []
): Promise<Drilled> {
  const append = (event: DrillEvent): void => {
    if (events.length >= killAtEvent) throw new Killed()
    events.push(event)
    if (events.length >= killAtEvent) throw new Killed()
  }
  const running = run(fold(events), {
    clock,
    aws: service,
    cancellation,
    asides,
    journal: { append },
    observe: (before, event, after) => {
      if (evolve(before, event).openedAt !== after.openedAt) throw new Error('the fold is not pure')
    }
  })
  try {
    await running
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
  // Whatever happens to a drill: it concludes nothing that its journal does not bear out.
  const objections = contradictions(events)
  if (objections.length > 0) throw new Error(`the journal contradicts itself: ${objections.join('; ')}`)
  return { state: fold(events), events, service, clock }
}
