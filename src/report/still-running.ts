import { hasEnded } from '../drill/job.js'
import type { DrillState, ServerState } from '../drill/state.js'
import { isGone } from '../drill/verification.js'
import type { StillRunning } from './record-schema.js'

/** What this execution has in AWS as far as is known: a job or an instance counts until it was seen to have ended. */
export function stillRunningIn(state: DrillState): StillRunning {
  return {
    jobs: [...state.jobs.values()]
      .filter((job) => !hasEnded(job))
      .map(({ jobId, wave, status, seenAt }) => ({ jobId, wave, status, lastSeenAt: seenAt })),
    instances: [...state.servers.values()].filter(mayHaveInstance).map((server) => ({
      sourceServerId: server.sourceServerId,
      hostname: server.described?.hostname ?? null,
      wave: server.wave,
      jobId: server.jobId ?? null,
      recoveryInstanceId: recoveryInstanceIdOf(server) ?? null,
      ec2InstanceId: ec2InstanceIdOf(server) ?? null,
      state: server.instance?.state ?? null
    })),
    unansweredStarts: state.requests
      .filter(({ status }) => status === 'open')
      .map(({ wave, at, servers, failure }) => ({
        wave,
        requestedAt: at,
        sourceServerIds: [...servers],
        message: failure?.message ?? null
      }))
  }
}

export function recoveryInstanceIdOf(server: ServerState): string | undefined {
  return server.instance?.recoveryInstanceId ?? server.participant?.recoveryInstanceId
}

/** The EC2 instance of this launch: what DRS and EC2 showed, else what the job's log says. */
export function ec2InstanceIdOf(server: ServerState): string | undefined {
  return server.instance?.ec2InstanceId ?? server.log.targetInstanceId
}

/** LAUNCHED without an instance that was looked at counts too: it costs money until the contrary is seen. */
function mayHaveInstance(server: ServerState): boolean {
  if (server.participant?.launchStatus === 'TERMINATED') return false
  if (isGone(server.instance) || server.instance?.state === 'missing') return false
  return server.participant?.launchStatus === 'LAUNCHED' || ec2InstanceIdOf(server) !== undefined
}
