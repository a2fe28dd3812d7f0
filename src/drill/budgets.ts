import { formatDuration } from '../plan/duration.js'
import type { DrillState, WaveState } from './state.js'
import { addSeconds, type Timestamp } from './timestamp.js'

/** When the budget of the whole drill is spent. */
export function drillDeadline(state: DrillState): Timestamp {
  return addSeconds(state.openedAt, state.timeoutSeconds)
}

/** How long a preflight, which runs in seconds, waits for an AWS that does not answer. */
const preflightSeconds = 300

/** When a preflight gives up asking. */
export function preflightDeadline(state: DrillState): Timestamp {
  return addSeconds(state.openedAt, Math.min(preflightSeconds, state.timeoutSeconds))
}

/** When a running wave's budget is spent, or the whole drill's if that comes first. */
export function waveDeadline(state: DrillState, wave: WaveState): Timestamp {
  const whole = drillDeadline(state)
  if (wave.startedAt === undefined) return whole
  const own = addSeconds(wave.startedAt, wave.planned.timeoutSeconds)
  return own < whole ? own : whole
}

/** Names the budget that ends a wave at its deadline: `the wave's budget of 30m`. */
export function describeDeadline(state: DrillState, wave: WaveState): string {
  return waveDeadline(state, wave) === drillDeadline(state)
    ? `the drill's budget of ${formatDuration(state.timeoutSeconds)}`
    : `the wave's budget of ${formatDuration(wave.planned.timeoutSeconds)}`
}

/** When the waves that come after this one may start: once it has been up for its soak time; undefined before it is up. */
export function soakedAt(wave: WaveState): Timestamp | undefined {
  if (wave.status !== 'up' || wave.settledAt === undefined) return undefined
  return addSeconds(wave.settledAt, wave.planned.soakSeconds)
}
