import type { LaunchStatus } from '@aws-sdk/client-drs'
import { drsArn } from './arn.js'
import type { DrsJob, Participation } from './job.js'
import type { OtherJob } from './scenario.js'
import type { World } from './world.js'

/** A job that somebody else starts now. It occupies its servers and counts for the quotas. */
export function foreignJob(otherJob: OtherJob, world: World): DrsJob {
  const { servers, type, activeFor, tags } = otherJob
  const { clock, random } = world
  const jobId = random.id('drsjob')
  const startsAt = clock.now()
  const endsAt = startsAt + clock.real(activeFor)
  const sourceServerIds = Array.isArray(servers) ? servers : Array.from({ length: servers }, () => random.id('s'))
  const finalStatus: LaunchStatus = type === 'LAUNCH' ? 'LAUNCHED' : 'TERMINATED'
  return {
    jobId,
    arn: drsArn(world.scenario, 'job', jobId),
    type,
    initiatedBy: type === 'LAUNCH' ? 'START_DRILL' : 'TERMINATE_RECOVERY_INSTANCES',
    createdAt: startsAt,
    startsAt,
    endsAt,
    jobEndLoggedAt: endsAt,
    visibleFrom: -Infinity,
    participantsFrom: -Infinity,
    unknownStatus: { from: Infinity, until: Infinity, jobStatus: undefined, launchStatus: undefined },
    tags,
    participations: sourceServerIds.map((sourceServerId): Participation => ({
      sourceServerId,
      launchStatuses: [
        { at: -Infinity, value: 'PENDING' },
        { at: endsAt, value: finalStatus }
      ],
      recoveryInstanceId: undefined,
      recoveryInstanceIdFrom: Infinity,
      actionRuns: [],
      actionsFrom: Infinity,
      settledAt: endsAt,
      log: []
    }))
  }
}
