import { isCleanupDue } from '../../drill/ending/cleanup.js'
import { instancesGone, instancesLeft } from '../../drill/ending/removal.js'
import type { OwnInstanceSighting } from '../../drill/sightings.js'
import type { DrillState } from '../../drill/state.js'
import type { CleanupRecord } from './schema.js'

/** What became of the cleanup; null where none was due. */
export function cleanupRecordOf(state: DrillState): CleanupRecord | null {
  if (!isCleanupDue(state)) return null
  const { finished, terminations } = state.removal
  return {
    when: state.cleanup.when,
    complete: finished?.complete ?? false,
    reason: finished?.reason ?? 'the run ended before the cleanup did; the post step goes on with it',
    finishedAt: finished?.at ?? null,
    jobs: terminations.flatMap(({ jobId }) => jobId ?? []),
    terminated: instancesGone(state).map((instance) => toCleaned(state, instance)),
    left: instancesLeft(state).map((instance) => toCleaned(state, instance))
  }
}

function toCleaned({ removal }: DrillState, instance: OwnInstanceSighting): CleanupRecord['left'][number] {
  const { recoveryInstanceId = '' } = instance
  return {
    sourceServerId: instance.sourceServerId,
    wave: instance.wave ?? null,
    recoveryInstanceId: instance.recoveryInstanceId ?? null,
    ec2InstanceId: instance.ec2InstanceId ?? null,
    state: instance.state,
    jobs: removal.terminations
      .filter(({ recoveryInstanceIds }) => recoveryInstanceIds.includes(recoveryInstanceId))
      .flatMap(({ jobId }) => jobId ?? [])
  }
}
