import { isAdmitted } from '../preflight/admission.js'
import type { DrillState } from '../state.js'
import type { Task } from '../task.js'
import { addSeconds, type Timestamp } from '../timestamp.js'
import { retryAt, startAgainAt, surveyRetryAt, surveyTrustedUntil } from '../watch/pace.js'
import { nextBatch, unlaunched } from './capacity.js'
import { awaitedRecoveries } from './holdings.js'
import { recoveriesTrustedUntil } from './live-recovery.js'
import { snapshotsFor } from './point-in-time.js'

/** One job at a time is started: of several lost answers it could not be told which job is whose. */
export function startTasks(state: DrillState, now: Timestamp): readonly Task[] {
  const pending = [...state.waves.values()].some((wave) => unlaunched(state, wave).length > 0)
  if (!pending || !isAdmitted(state) || state.survey === undefined) return []
  const earliestStart = startAgainAt(state) ?? state.survey.at
  const refusedSince = state.startTrouble !== undefined && state.startTrouble.at >= state.survey.at
  const trustedUntil = surveyTrustedUntil(state) ?? now
  const batch = nextBatch(state)
  if (refusedSince || now > trustedUntil) return [lookTask(state, earliestStart, batch?.servers)]
  if (batch === undefined) return [lookTask(state, addSeconds(state.survey.at, state.pollIntervalSeconds))]
  if (now > (recoveriesTrustedUntil(state, batch.servers) ?? '')) {
    return [
      {
        at: retryAt(state, 'recoveries') ?? state.survey.at,
        command: { do: 'observe-recoveries', servers: batch.servers }
      }
    ]
  }
  const request = state.requests.length + 1
  const snapshots = snapshotsFor(state, batch.servers)
  const from = snapshots === undefined ? {} : { snapshots }
  return [
    { at: earliestStart, command: { do: 'start-job', request, ...batch, ...from, isDrill: state.mode !== 'recovery' } }
  ]
}

/**
 * Jobs and live recoveries are looked at together: where AWS answers slowly, what the one look says would otherwise be
 * outdated by the time that the other is answered, for ever.
 */
function lookTask(state: DrillState, at: Timestamp, servers: readonly string[] = []): Task {
  const recoveriesOf = [...servers, ...awaitedRecoveries(state)]
  return { at: surveyRetryAt(state, recoveriesOf) ?? at, command: { do: 'survey-jobs', recoveriesOf } }
}
