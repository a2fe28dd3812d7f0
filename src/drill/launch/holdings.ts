import type { Holding } from '../sightings.js'
import type { DrillState } from '../state.js'
import { liveRecoveryOf } from './live-recovery.js'

/** The servers that jobs of others keep from a launch, as far as it is known. */
export function holdingsOf(state: DrillState): readonly Holding[] {
  return (state.survey?.foreign.holding ?? []).filter((holding) => !isReleased(state, holding))
}

/** The servers whose live recovery is looked for until DRS lists it: what launched them has ended. */
export function awaitedRecoveries(state: DrillState): readonly string[] {
  return holdingsOf(state).flatMap(({ sourceServerId, hasLaunched }) => (hasLaunched === true ? [sourceServerId] : []))
}

/** Once DRS lists what a recovery has launched, its guard has the server, and what may replace it is written down. */
function isReleased(state: DrillState, { sourceServerId, hasLaunched }: Holding): boolean {
  const server = state.servers.get(sourceServerId)
  return hasLaunched === true && server !== undefined && liveRecoveryOf(state, server) !== undefined
}

/** Whose the job is: `of somebody else`. */
export function whose({ ofMode }: Pick<Holding, 'ofMode'>): string {
  return ofMode === undefined ? 'of somebody else' : `of this workflow run's own ${ofMode}`
}

/** `held by drsjob-0123, a job of somebody else`; of one that has ended also why it holds the server all the same. */
export function describeHold(holding: Holding): string {
  const held = `held by ${holding.jobId}, a job ${whose(holding)}`
  return holding.hasLaunched === true ? `${held} that has launched it: DRS does not list the instance yet` : held
}
