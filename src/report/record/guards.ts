import type { DrillState } from '../../drill/state.js'
import type { EvidenceRecord } from './schema.js'

/** What the plan lets a launch override, and what was there to be overridden; null where no plan was read. */
export function guardsRecordOf(state: DrillState): EvidenceRecord['guards'] {
  const { plan, overridden, wait } = state
  if (plan === undefined) return null
  const { replaceRecoveryInstances, waitForOtherJobsSeconds } = plan.guards
  return {
    replaceRecoveryInstances,
    overridden: overridden.map(({ sourceServerId, recoveryInstanceId, ec2InstanceId, jobId }) => ({
      sourceServerId,
      recoveryInstanceId,
      ec2InstanceId: ec2InstanceId ?? null,
      jobId: jobId ?? null
    })),
    waitForOtherJobsSeconds,
    waited:
      wait === undefined
        ? null
        : { since: wait.since, until: wait.until, jobIds: [...new Set(wait.holding.map(({ jobId }) => jobId))] }
  }
}
