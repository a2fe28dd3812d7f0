import { formatDuration } from '../../plan/duration.js'
import { lagSeconds } from './lag.js'
import { pointAsked } from '../launch/point-in-time.js'
import { blocking, nameOf, note, warning, type Finding } from './finding.js'
import type { DrillState, ServerState } from '../state.js'
import { secondsBetween } from '../timestamp.js'

/**
 * DRS takes a snapshot every ten minutes (AWS DRS user guide, 'Point in time'): one that is younger than this says nothing
 * against the replication, whatever the RPO.
 */
const regularSeconds = 900

/** In parentheses, so that nothing that follows is taken for a part of the command. */
function howToList({ identity }: DrillState, { sourceServerId }: ServerState): string {
  const region = identity === undefined ? '' : ` --region ${identity.region}`
  return `(aws drs describe-recovery-snapshots --source-server-id ${sourceServerId}${region} lists what there is)`
}

/** Whether the snapshot that the plan asks for is there, and how old that is on which DRS would fall back. */
export function checkSnapshot(state: DrillState, server: ServerState): readonly Finding[] {
  const planned = state.waves.get(server.wave)?.planned
  // What an earlier attempt has launched already was launched from whatever it was.
  if (planned === undefined || state.snapshotsAt === undefined || isLaunched(state, server)) return []
  const { sourceServerId, snapshot } = server
  const name = nameOf(server)
  const asked = pointAsked(planned, sourceServerId)
  const isFound = snapshot?.snapshotId !== undefined
  switch (asked.is) {
    case 'before':
      if (isFound) return []
      return [
        blocking(
          `Server ${name} has no recovery snapshot from before ${asked.before}. Write a later time into the ` +
            `plan's point-in-time ${howToList(state, server)}.`
        )
      ]
    case 'snapshot':
      if (isFound) return []
      return [
        blocking(
          `Server ${name} has no recovery snapshot ${asked.snapshotId}. Correct it in the plan's point-in-time ` +
            `${howToList(state, server)}.`
        )
      ]
    case 'latest':
      return checkNewest(state, server, name)
  }
}

function checkNewest(state: DrillState, { snapshot }: ServerState, name: string): readonly Finding[] {
  const target = state.plan?.objectives.rpoSeconds
  if (target === undefined || snapshot === undefined || state.snapshotsAt === undefined) return []
  if (snapshot.snapshotId === undefined) {
    return [warning(`Server ${name} has no recovery snapshot: its launch depends on the one that DRS takes then.`)]
  }
  if (snapshot.takenAt === undefined) return []
  const age = secondsBetween(snapshot.takenAt, state.snapshotsAt)
  if (age <= Math.max(target, regularSeconds)) return []
  return [
    warning(
      `Server ${name}: its newest recovery snapshot is ${formatDuration(age)} old, and the RPO is ` +
        `${formatDuration(target)}. Should DRS not be able to take a new one, the launch falls back on it. Find out why ` +
        'none was taken since.'
    )
  ]
}

/** Whether the data that a launch would have now is within the RPO. */
export function checkRecoveryPoint(state: DrillState, server: ServerState): readonly Finding[] {
  const target = state.plan?.objectives.rpoSeconds
  const planned = state.waves.get(server.wave)?.planned
  if (target === undefined || planned === undefined) return []
  if (pointAsked(planned, server.sourceServerId).is !== 'latest') return checkChosenPoint(state, server, target)
  const seconds = lagSeconds(server.described?.lag)
  const name = nameOf(server)
  if (seconds === undefined) {
    return [note(`Server ${name}: DRS tells no lag, so that nothing can be said of the RPO before the launch.`)]
  }
  if (seconds <= target) return []
  return [
    warning(
      `Server ${name}: its data is ${formatDuration(seconds)} behind, and the RPO is ` +
        `${formatDuration(target)}. Launched now, it would miss it.`
    )
  ]
}

/** A point that the plan chooses is as old as that; the lag of the replication is nothing to it. */
function checkChosenPoint(state: DrillState, server: ServerState, target: number): readonly Finding[] {
  const { snapshot } = server
  if (snapshot?.takenAt === undefined || state.snapshotsAt === undefined) return []
  const age = Math.max(0, secondsBetween(snapshot.takenAt, state.snapshotsAt))
  if (age <= target) return []
  const mend =
    state.plan?.objectives.onMiss === 'warn'
      ? ', which the plan allows (on-miss: warn)'
      : ': allow it with "on-miss: warn", or state no RPO in this plan'
  return [
    warning(
      `Server ${nameOf(server)}: the recovery point that the plan chooses is ${formatDuration(age)} old, and the RPO ` +
        `is ${formatDuration(target)}. It will be missed${mend}.`
    )
  ]
}

function isLaunched(state: DrillState, { jobId, sourceServerId }: ServerState): boolean {
  const job = jobId === undefined ? undefined : state.jobs.get(jobId)
  return job !== undefined && job.adopted?.lost.includes(sourceServerId) !== true
}
