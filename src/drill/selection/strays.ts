import { hasSelectors } from '../../plan/match.js'
import { isLaunchOf, isUndone } from '../launch/adoption.js'
import type { OwnJobSighting, TerminationSighting } from '../sightings.js'
import type { DrillState, LaunchedElsewhere } from '../state.js'

/**
 * What a match selects may change between two attempts, or two jobs of a workflow run: somebody changes a tag. A server that
 * this execution has launched by then must not be forgotten, and not be launched a second time for another wave.
 */

/** A server that this execution has launched for a wave of this run, which has it no longer. */
export interface Stray {
  readonly sourceServerId: string
  readonly hostname?: string
  readonly wave: string
  readonly jobId: string
  readonly launchStatus: string
  readonly recoveryInstanceId?: string
  /** Nothing of that launch is left: it failed, or was terminated since. */
  readonly isGone: boolean
}

/** Servers of adopted jobs that their waves, which select servers, do not have any more, and no other wave has. */
export function straysOf(state: DrillState): readonly Stray[] {
  return [...state.jobs.values()].flatMap(({ jobId, wave, participants, adopted }): readonly Stray[] => {
    const planned = state.waves.get(wave)?.planned
    if (adopted === undefined || planned === undefined || !hasSelectors(planned)) return []
    return participants
      .filter(({ sourceServerId }) => !state.servers.has(sourceServerId))
      .map(({ sourceServerId, launchStatus, recoveryInstanceId }) => {
        const hostname = hostnameIn(state, sourceServerId)
        return {
          sourceServerId,
          ...(hostname === undefined ? {} : { hostname }),
          wave,
          jobId,
          launchStatus,
          ...(recoveryInstanceId === undefined ? {} : { recoveryInstanceId }),
          isGone: adopted.lost.includes(sourceServerId) || launchStatus === 'FAILED' || launchStatus === 'TERMINATED'
        }
      })
  })
}

/** Servers of this run that a job of this execution has launched for another wave, and whose launch still counts. */
export function launchedElsewhereBy(
  state: DrillState,
  job: OwnJobSighting,
  terminations: readonly TerminationSighting[]
): readonly LaunchedElsewhere[] {
  const { wave, jobId } = job
  if (wave === undefined || !isLaunchOf(state, job)) return []
  return job.participants
    .filter((participant) => {
      const server = state.servers.get(participant.sourceServerId)
      return server !== undefined && server.wave !== wave && !isUndone(job, participant, terminations)
    })
    .map(({ sourceServerId }) => ({ sourceServerId, jobId, wave }))
}

/** What the listing of all servers has kept of a server that is in no wave. */
function hostnameIn({ selection }: DrillState, sourceServerId: string): string | undefined {
  const known = [
    ...(selection?.leftOut.servers ?? []),
    ...(selection?.selections ?? []).flatMap(({ nearMisses }) => nearMisses.servers)
  ]
  return known.find((server) => server.sourceServerId === sourceServerId)?.hostname
}
