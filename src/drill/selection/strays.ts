import { isLaunchOf, isUndone } from '../launch/adoption.js'
import type { OwnJobSighting, ParticipantSighting, TerminationSighting } from '../sightings.js'
import type { DrillState, LaunchedElsewhere } from '../state.js'

/**
 * What a plan launches may change between two attempts, or two jobs of a workflow run: somebody changes a tag, takes a server out,
 * renames a wave. A server that this execution has launched by then must not be forgotten, and not be launched a second time
 * for another wave.
 */

/** A server that this execution has launched, and that no wave of this run has any more. */
export interface Stray extends LaunchedElsewhere {
  readonly hostname?: string
  readonly launchStatus: string
  /** Nothing of that launch is left: it failed, or was terminated since. */
  readonly isGone: boolean
}

/** Servers of this execution's jobs whose wave does not have them any more, or is not in the plan any more. */
export function straysOf(state: DrillState): readonly Stray[] {
  const ofWaves = [...state.jobs.values()].flatMap(({ jobId, wave, participants, adopted }): readonly Stray[] => {
    if (adopted === undefined) return []
    return participants.map((participant) => {
      const { sourceServerId, launchStatus } = participant
      const isGone = adopted.lost.includes(sourceServerId) || launchStatus === 'FAILED' || launchStatus === 'TERMINATED'
      return { ...elsewhere(participant, jobId, wave), launchStatus, isGone }
    })
  })
  return [...ofWaves, ...(state.survey?.ofOtherWaves ?? [])]
    .filter(({ sourceServerId }) => !state.servers.has(sourceServerId))
    .map((stray) => {
      const hostname = hostnameIn(state, stray.sourceServerId)
      return { ...stray, ...(hostname === undefined ? {} : { hostname }) }
    })
}

/** Servers of a job whose wave the plan does not have any more. What waves that are merely left out launch is another run's. */
export function ofOtherWavesBy(
  state: DrillState,
  job: OwnJobSighting,
  terminations: readonly TerminationSighting[]
): readonly Stray[] {
  const { wave = '', jobId, participants } = job
  const isPlanned = state.plan?.waves.some(({ name }) => name === wave) !== false
  if (isPlanned || !isLaunchOf(state, job)) return []
  return participants.map((participant) => ({
    ...elsewhere(participant, jobId, wave),
    launchStatus: participant.launchStatus,
    isGone: isUndone(job, participant, terminations)
  }))
}

/** Servers of this run that a job of this execution has launched for another wave, and whose launch still counts. */
export function launchedElsewhereBy(
  state: DrillState,
  job: OwnJobSighting,
  terminations: readonly TerminationSighting[]
): readonly LaunchedElsewhere[] {
  const { wave = '', jobId } = job
  if (!isLaunchOf(state, job)) return []
  return job.participants
    .filter((participant) => {
      const server = state.servers.get(participant.sourceServerId)
      return server !== undefined && server.wave !== wave && !isUndone(job, participant, terminations)
    })
    .map((participant) => elsewhere(participant, jobId, wave))
}

/** Of a server of this run: the job of this execution that has launched it for another wave. */
export function launchElsewhereOf({ survey }: DrillState, sourceServerId: string): LaunchedElsewhere | undefined {
  return survey?.launchedElsewhere.find((launched) => launched.sourceServerId === sourceServerId)
}

/** `for wave app by drsjob-0123 of this execution` */
export function describeElsewhere({ wave, jobId }: LaunchedElsewhere): string {
  return `for ${wave === '' ? 'no wave that it names' : `wave ${wave}`} by ${jobId} of this execution`
}

function elsewhere(
  { sourceServerId, recoveryInstanceId }: ParticipantSighting,
  jobId: string,
  wave: string
): LaunchedElsewhere {
  return { sourceServerId, jobId, wave, ...(recoveryInstanceId === undefined ? {} : { recoveryInstanceId }) }
}

/** What the listing of all servers has kept of a server that is in no wave. */
function hostnameIn({ selection }: DrillState, sourceServerId: string): string | undefined {
  const known = [
    ...(selection?.leftOut.servers ?? []),
    ...(selection?.selections ?? []).flatMap(({ nearMisses }) => nearMisses.servers)
  ]
  return known.find((server) => server.sourceServerId === sourceServerId)?.hostname
}
