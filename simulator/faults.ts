import type { FaultScenario } from './fault-scenario.js'
import { fits } from './pattern.js'
import type { World } from './world.js'

type Slowness = Extract<FaultScenario, { kind: 'slow' }>
export type Fault = Exclude<FaultScenario, Slowness>

/** What is to happen to a call: how long it is held up, and what then goes wrong, if anything. */
export interface Strike {
  readonly delayMilliseconds: number
  readonly fault: Fault | undefined
}

/** The scenario's faults, each with its own count of the calls it matched. */
export class Faults {
  readonly #world: World
  #faults: readonly { readonly scenario: FaultScenario; matched: number }[] = []

  constructor(world: World) {
    this.#world = world
    this.replace(world.scenario.faults)
  }

  /** Takes new faults; their counts begin anew. */
  replace(faults: readonly FaultScenario[]): void {
    this.#faults = faults.map((scenario) => ({ scenario, matched: 0 }))
  }

  /** Counts a call and says what happens to it. Delays add up; of the faults proper the first one wins. */
  strike(service: string, operation: string): Strike {
    let delayMilliseconds = 0
    let fault: Fault | undefined
    for (const entry of this.#faults) {
      const { scenario } = entry
      if (scenario.service !== '*' && scenario.service !== service) continue
      if (!fits(scenario.operation, operation)) continue
      const { fromSeconds = 0, untilSeconds } = scenario
      if (!this.#world.clock.isWithin({ fromSeconds, untilSeconds }, this.#world.clock.now())) continue
      entry.matched += 1
      if (!this.#isDue(scenario, entry.matched)) continue
      if (scenario.kind === 'slow') delayMilliseconds += scenario.delaySeconds * 1000
      else fault ??= scenario
    }
    return { delayMilliseconds, fault }
  }

  #isDue(fault: FaultScenario, count: number): boolean {
    if (fault.nth !== undefined && ![fault.nth].flat().includes(count)) return false
    if (fault.first !== undefined && count > fault.first) return false
    if (fault.every !== undefined && count % fault.every !== 0) return false
    return fault.probability === undefined || this.#world.random.next() < fault.probability
  }
}
