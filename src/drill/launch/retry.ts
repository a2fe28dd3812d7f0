import type { EventOf } from '../events.js'
import type { DrillState, FailedLaunch, ServerState, WaveState } from '../state.js'
import { withoutLaunch, withServers } from '../state-change.js'

/**
 * Whether a server whose launch FAILED gets another one: as often as its wave's `retry` allows in this attempt. What is
 * left of the budget is for the caller to know. A launch that a person cancelled is not defied.
 */
export function mayBeRetried({ failedLaunches = [], log }: ServerState, { planned }: WaveState): boolean {
  return log.trouble?.kind !== 'cancelled' && failedLaunches.length < planned.retry.failedServers
}

/** Frees the servers, so that the next job may launch them, as soon as DRS lets go of them; the launch that failed is kept. */
export function retryServers(state: DrillState, event: EventOf<'servers-retried'>): DrillState {
  return withServers(
    state,
    event.servers.map(({ sourceServerId }) => sourceServerId),
    (server, index) => {
      const { jobId, reason } = event.servers[index] ?? { jobId: '', reason: '' }
      const { log, requestedAt, failedLaunches = [] } = server
      const failed: FailedLaunch = {
        jobId,
        reason,
        failedAt: event.at,
        phases: log.phases,
        ...(requestedAt === undefined ? {} : { requestedAt }),
        ...(log.targetInstanceId === undefined ? {} : { ec2InstanceId: log.targetInstanceId })
      }
      return { ...withoutLaunch(server), failedLaunches: [...failedLaunches, failed] }
    }
  )
}

/** The reason of a server's end, with that of each launch before it; the same one is told once. */
export function withEarlierFailures(reason: string, { failedLaunches = [], jobId }: ServerState): string {
  const last = withoutJob(reason, jobId)
  if (failedLaunches.length > 0 && failedLaunches.every((failed) => withoutJob(failed.reason, failed.jobId) === last)) {
    const jobs = failedLaunches.map((failed) => failed.jobId).toReversed()
    const before = jobs.length === 1 ? 'the launch' : `the ${String(jobs.length)} launches`
    return `${reason}; ${before} before it FAILED alike (${jobs.join(', ')})`
  }
  return [reason, ...failedLaunches.toReversed().map((failed) => `before that, ${failed.reason}`)].join('; ')
}

function withoutJob(reason: string, jobId: string | undefined): string {
  return jobId === undefined ? reason : reason.replaceAll(jobId, '')
}

/** Whether the server's launch FAILED, and the next one has not been asked for yet. */
export function awaitsRetry({ failedLaunches = [], jobId, request, outcome }: ServerState): boolean {
  return failedLaunches.length > 0 && jobId === undefined && request === undefined && outcome === undefined
}
