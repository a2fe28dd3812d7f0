import { isPassing, mayBeOneServer } from '../failure.js'
import type { OwnInstanceSighting } from '../sightings.js'
import type { DrillState, TerminationState } from '../state.js'
import { existingInstances } from './existing-instance.js'
import { instancesLeft } from './removal.js'

/** The most IDs that TerminateRecoveryInstances takes (AWS DRS API reference). */
const largestTermination = 200

/** Drill instances that are alive, in no termination that runs, and whose server is in no launch that runs. */
export function nextToTerminate(state: DrillState): readonly string[] {
  const { terminations, launching } = state.removal
  const busy = new Set(
    terminations.filter(({ status }) => status === 'running').flatMap((one) => one.recoveryInstanceIds)
  )
  const launched = new Set(launching.flatMap(({ sourceServerIds }) => sourceServerIds))
  const tries = new Map<string, number>()
  for (const termination of terminations) {
    const weight = isFinal(termination) ? Infinity : 1
    for (const id of termination.recoveryInstanceIds) tries.set(id, (tries.get(id) ?? 0) + weight)
  }
  const isExisting = existingInstances(state)
  const candidates = instancesLeft(state)
    .filter(
      (instance) =>
        instance.isDrill === true &&
        instance.state !== 'shutting-down' &&
        !launched.has(instance.sourceServerId) &&
        !isExisting(instance)
    )
    .flatMap(({ recoveryInstanceId }: OwnInstanceSighting) => recoveryInstanceId ?? [])
    .filter((id) => !busy.has(id) && (tries.get(id) ?? 0) < Infinity)
    .toSorted((a, b) => (tries.get(a) ?? 0) - (tries.get(b) ?? 0))
  return candidates.slice(0, batchSize(terminations))
}

/** One instance that cannot be terminated refuses the whole request: after each refusal fewer go together. */
function batchSize(terminations: readonly TerminationState[]): number {
  const refused = terminations.filter(({ status, failure }) => status === 'refused' && failure?.class !== 'throttled')
  return Math.max(1, Math.floor(largestTermination / 4 ** refused.length))
}

/** A refusal that asking again would not change, and that none but these instances can have caused. */
export function isFinal({ status, failure, recoveryInstanceIds }: TerminationState): boolean {
  if (status !== 'refused' || failure === undefined || isPassing(failure)) return false
  return recoveryInstanceIds.length === 1 || !mayBeOneServer(failure)
}
