import { describeInstance } from '../../drill/launch/live-recovery.js'
import { nameOf } from '../../drill/servers.js'
import type { DrillState } from '../../drill/state.js'
import type { Deviation, EvidenceRecord } from './schema.js'

/** What the plan lets a launch override, and what was there to be overridden; null where no plan was read. */
export function guardsRecordOf(state: DrillState): EvidenceRecord['guards'] {
  const { plan, wait } = state
  if (plan === undefined) return null
  const { replaceRecoveryInstances, waitForOtherJobsSeconds } = plan.guards
  return {
    replaceRecoveryInstances,
    overridden: overriddenIn(state).map(({ sourceServerId, recoveryInstanceId, ec2InstanceId, jobId }) => ({
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

/** Live recovery instances that launches of this run have destroyed, as the plan allows; a launch that was refused has none. */
export function replacementDeviations(state: DrillState): readonly Deviation[] {
  return overriddenIn(state).flatMap((instance): readonly Deviation[] => {
    const { sourceServerId, jobId } = instance
    const server = state.servers.get(sourceServerId)
    const request = state.requests.find(
      ({ servers, status }) => servers.includes(sourceServerId) && (status === 'started' || status === 'open')
    )
    if (server === undefined || request === undefined) return []
    const whose = jobId === undefined ? '' : ` of ${jobId}`
    const message =
      `${nameOf(server)} had a live recovery instance, ${describeInstance(instance)}${whose}, which its launch destroys, ` +
      'as the plan allows'
    return [{ kind: 'recovery-replaced', at: request.at, wave: server.wave, sourceServerId, message }]
  })
}

/** Each once: a request that was refused is made again, and finds it there again. */
function overriddenIn({ overridden }: DrillState): DrillState['overridden'] {
  const found = new Map(
    overridden.map((instance) => [`${instance.sourceServerId} ${instance.recoveryInstanceId}`, instance])
  )
  return [...found.values()]
}
