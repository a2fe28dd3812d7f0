import type { ServerStatus } from '../status.js'
import { waveDeadline } from '../budgets.js'
import { serversOf } from '../servers.js'
import type { DrillState, JobState, ServerState, WaveState } from '../state.js'
import { latest, type Timestamp } from '../timestamp.js'
import { judgeRequiredActions } from '../watch/launch-actions.js'

/** A server that was up, and is not any more. */
interface Late {
  readonly sourceServerId: string
  readonly status: ServerStatus
  readonly reason: string
}

/** Servers that are up, and whose wave requires their post-launch actions. */
function withActions(state: DrillState, wave: WaveState): readonly ServerState[] {
  if (!wave.selected || wave.planned.verify.launchActions !== 'required') return []
  return serversOf(state, wave).filter(({ outcome }) => outcome?.status === 'launched')
}

function isUnseen(state: DrillState, { jobId = '' }: ServerState, since: Timestamp): boolean {
  return (state.jobs.get(jobId)?.seenAt ?? '') < since
}

/**
 * The jobs that are looked at once more when all waves have come to their end (`since`), because of post-launch actions that the
 * plan requires: DRS may have listed another one since, and it may have failed. One that still runs is waited for where the
 * drill passes otherwise.
 */
export function jobsOfActions(state: DrillState, since: Timestamp, isPassing: boolean): readonly JobState[] {
  const ids = [...state.waves.values()].flatMap((wave) =>
    withActions(state, wave)
      .filter(
        (server) =>
          isUnseen(state, server, since) || (isPassing && judgeRequiredActions(state, server, wave)?.is === 'not-yet')
      )
      .flatMap(({ jobId }) => jobId ?? [])
  )
  return [...new Set(ids)].flatMap((jobId) => state.jobs.get(jobId) ?? [])
}

/** Whether the post-launch actions of every server that is up were seen at the end, and are well. */
export function areActionsConfirmed(state: DrillState, since: Timestamp): boolean {
  return [...state.waves.values()].every((wave) =>
    withActions(state, wave).every(
      (server) => !isUnseen(state, server, since) && judgeRequiredActions(state, server, wave) === undefined
    )
  )
}

/** Servers of a wave that were up, and whose post-launch actions say now that they are not. */
export function lateActions(
  state: DrillState,
  wave: WaveState,
  {
    now,
    patienceEnds,
    isPassing
  }: { readonly now: Timestamp; readonly patienceEnds: Timestamp; readonly isPassing: boolean }
): readonly Late[] {
  // An action that began late has the time that its wave has, and at least that of an instance to come back.
  const until = latest(patienceEnds, waveDeadline(state, wave)) ?? patienceEnds
  return withActions(state, wave).flatMap((server): readonly Late[] => {
    const { sourceServerId } = server
    const finding = judgeRequiredActions(state, server, wave)
    if (finding === undefined) return []
    const reason = `it was up, but at the end of the drill ${finding.reason}`
    if (finding.is === 'never') return [{ sourceServerId, status: finding.status, reason }]
    return isPassing && now >= until ? [{ sourceServerId, status: 'timed-out', reason }] : []
  })
}

/** Servers of a wave whose post-launch actions were not seen since. */
export function unseenActions(state: DrillState, wave: WaveState, since: Timestamp): readonly ServerState[] {
  return withActions(state, wave).filter((server) => isUnseen(state, server, since))
}
