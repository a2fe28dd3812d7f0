import { formatDuration } from '../../plan/duration.js'
import type { ParticipantSighting } from '../sightings.js'
import type { DrillState, ServerState, WaveState } from '../state.js'
import { addSeconds } from '../timestamp.js'
import { judgeLaunchActions, type Finding } from './verification.js'

/** How long the list of a server's post-launch actions has to stay as it is before it counts as whole. */
const longestRestSeconds = 120
/** The same in poll intervals, where that is less. */
const restPolls = 4

/**
 * How long the list has to rest. DRS runs post-launch actions one after the other, and has no status for one that it has not begun:
 * it may list them as it comes to them, so that a list of which all has succeeded may be that of the first alone. From the end
 * of one SSM document to the listing of the next it takes seconds to a minute; two minutes are twice that. Somebody who has the
 * drill look more often than every half minute wants it quick, and gets four looks all the same; the look at the end, before the
 * verdict, is made in any case.
 */
export function restSeconds({ pollIntervalSeconds }: Pick<DrillState, 'pollIntervalSeconds'>): number {
  return Math.min(longestRestSeconds, restPolls * pollIntervalSeconds)
}

/**
 * What is to be said against a LAUNCHED server because of its post-launch actions, where its wave requires them; undefined where
 * all have succeeded and none was added for a while, by looks at the job that were made since.
 */
export function judgeRequiredActions(state: DrillState, server: ServerState, wave: WaveState): Finding | undefined {
  const { verify } = wave.planned
  const finding = judgeLaunchActions(server.participant, verify)
  if (finding !== undefined || verify.launchActions !== 'required') return finding
  const seenAt = state.jobs.get(server.jobId ?? '')?.seenAt ?? ''
  const seconds = restSeconds(state)
  if (server.launchActionsAt !== undefined && seenAt >= addSeconds(server.launchActionsAt, seconds)) return undefined
  const reason =
    'all post-launch actions that DRS lists are over, but DRS may list another post-launch action: their list has not been the ' +
    `same for ${formatDuration(seconds)} yet`
  return { is: 'not-yet', wrong: false, reason }
}

/** When the list of a server's post-launch actions, or a status in it, was last seen to change. */
export function actionsChangedAt(
  before: ServerState,
  participant: ParticipantSighting,
  at: string
): Pick<ServerState, 'launchActionsAt'> {
  const isSame = JSON.stringify(before.participant?.launchActions) === JSON.stringify(participant.launchActions)
  const since = isSame ? before.launchActionsAt : at
  return since === undefined ? {} : { launchActionsAt: since }
}
