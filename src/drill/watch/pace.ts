import type { Look, Question } from '../events.js'
import type { Failure } from '../failure.js'
import { isPassing } from '../failure.js'
import { hasEnded, isAwaited } from './job.js'
import type { DrillState, JobState, ServerState } from '../state.js'
import { addSeconds, earliest, latest, type Timestamp } from '../timestamp.js'

/** The longest pause while something is about to happen: a launch under way, an instance to be verified. */
const closeWatchSeconds = 10
/** The longest pause while disks are converted, which takes minutes. */
const conversionWatchSeconds = 20
/** The longest that what was seen of jobs and live recoveries is trusted when a job is to be started. */
const longestTrustedSeconds = 60
/** The longest pause between two surveys that look for a job whose StartRecovery was not answered. */
const searchSeconds = 15

/**
 * How long to wait between two looks at the running jobs: seldom while snapshots are taken, often when a launch is near,
 * never longer than the poll interval.
 */
export function lookIntervalSeconds(state: DrillState): number {
  let longest = state.pollIntervalSeconds
  for (const server of state.servers.values()) {
    if (server.outcome !== undefined || server.jobId === undefined) continue
    if (server.log.phase === 'launch' || server.participant?.launchStatus !== 'PENDING') {
      return Math.min(state.pollIntervalSeconds, closeWatchSeconds)
    }
    if (server.log.phase === 'conversion') longest = Math.min(longest, conversionWatchSeconds)
  }
  return longest
}

/** When the jobs to watch are next looked at, all of them together; undefined when there is none. */
export function jobsDueAt(state: DrillState, watched: readonly JobState[]): Timestamp | undefined {
  const seen = earliest(watched.map((job) => job.seenAt))
  if (seen === undefined) return undefined
  return retryAt(state, 'jobs') ?? addSeconds(seen, lookIntervalSeconds(state))
}

/** When a job's log is next read; undefined when there is nothing more to learn from it. */
export function logDueAt(state: DrillState, job: JobState): Timestamp | undefined {
  const trouble = state.trouble.get('job-log')
  // The log explains and dates; a role that may not read it does not stop the drill.
  if (trouble !== undefined && !isAskedAgain('job-log', trouble.failure)) return undefined
  // An item read before it is known whose server it is would be lost.
  if (job.servers.length === 0) return undefined
  const changed = job.logReadAt === undefined || job.changedAt > job.logReadAt
  if (changed) return retryAt(state, 'job-log') ?? job.changedAt
  const awaited = !hasEnded(job) || isAwaited(state, job)
  return awaited ? (retryAt(state, 'job-log') ?? addSeconds(job.logReadAt, lookIntervalSeconds(state))) : undefined
}

/** When the instance of a LAUNCHED server is next looked at. */
export function instanceDueAt(state: DrillState, server: ServerState): Timestamp {
  const retry = retryAt(state, 'instances')
  if (retry !== undefined) return retry
  if (server.instanceSeenAt === undefined) return server.launchedAt ?? state.openedAt
  return addSeconds(server.instanceSeenAt, Math.min(state.pollIntervalSeconds, closeWatchSeconds))
}

/** Until when the last survey is good enough to start a job on. */
export function surveyTrustedUntil(state: DrillState): Timestamp | undefined {
  return state.survey === undefined ? undefined : trustedUntil(state, state.survey.at)
}

/**
 * Until when what was seen at a time of jobs, or of live recoveries, is good enough to start a job on. DRS shows a job late, and
 * refuses its servers only while it runs: a look must not be older than any launch is quick.
 */
export function trustedUntil({ pollIntervalSeconds }: DrillState, at: Timestamp): Timestamp {
  return addSeconds(at, Math.min(longestTrustedSeconds, pollIntervalSeconds))
}

/** When DRS is surveyed again for the job of a request that was not answered, or for room that was not there. */
export function searchDueAt(state: DrillState, since: Timestamp): Timestamp {
  const retry = retryAt(state, 'survey')
  if (retry !== undefined) return retry
  if (state.survey === undefined || state.survey.at < since) return since
  return addSeconds(state.survey.at, Math.min(state.pollIntervalSeconds, searchSeconds))
}

/**
 * Whether a look that failed so is worth repeating. DRS is eventually consistent: of a job that it has just named it may
 * say for a while that there is no such job.
 */
export function isAskedAgain(look: Look, failure: Failure): boolean {
  return isPassing(failure) || (look === 'job-log' && failure.class === 'not-found')
}

/** When a look that fails may be tried again; undefined when it does not fail. */
export function retryAt(state: DrillState, question: Question): Timestamp | undefined {
  const trouble = state.trouble.get(question)
  return trouble === undefined ? undefined : addSeconds(trouble.at, pauseSeconds(state, trouble))
}

/**
 * When a survey that failed, or the look at live recoveries that goes with it, may be tried again. Trouble with a look that does
 * not go with it has no end that would be waited for.
 */
export function surveyRetryAt(state: DrillState, recoveriesOf: readonly string[]): Timestamp | undefined {
  return latest(retryAt(state, 'survey'), recoveriesOf.length === 0 ? undefined : retryAt(state, 'recoveries'))
}

/** When StartRecovery may be tried again after refusals that pass; undefined when the last one was accepted. */
export function startAgainAt(state: DrillState): Timestamp | undefined {
  const trouble = state.startTrouble
  // What would not pass by waiting is not waited for: the next request is another one.
  if (trouble === undefined || !isPassing(trouble.failure)) return undefined
  return addSeconds(trouble.at, pauseSeconds(state, trouble))
}

/** Doubles with every failure in a row, up to the poll interval; AWS's own wish counts where it is longer. */
export function pauseSeconds(
  state: DrillState,
  trouble: { readonly count: number; readonly failure: Failure }
): number {
  const backoff = Math.min(2 ** Math.min(trouble.count, 10), state.pollIntervalSeconds)
  return Math.max(backoff, trouble.failure.retryAfterSeconds ?? 0)
}
