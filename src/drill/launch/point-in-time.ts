import type { PlannedWave } from '../../plan/plan.js'
import type { EventOf } from '../events.js'
import type { SnapshotSighting } from '../sightings.js'
import type { DrillState, ServerState } from '../state.js'
import { calm, withServers } from '../state-change.js'
import type { Timestamp } from '../timestamp.js'

/** Which recovery point the plan wants a server to be launched from. */
export type PointAsked =
  | { readonly is: 'latest' }
  | { readonly is: 'before'; readonly before: Timestamp }
  | { readonly is: 'snapshot'; readonly snapshotId: string }

/** Which recovery snapshot is looked for: the one of that ID, the newest not later than `before`, or the newest. */
export interface SnapshotQuestion {
  readonly sourceServerId: string
  readonly before?: Timestamp
  readonly snapshotId?: string
}

/** A server that `snapshots` does not name is launched from the latest point. */
export function pointAsked({ pointInTime }: PlannedWave, sourceServerId: string): PointAsked {
  if (pointInTime === 'latest') return { is: 'latest' }
  if ('before' in pointInTime) return { is: 'before', before: pointInTime.before }
  const snapshotId = pointInTime.snapshots[sourceServerId]
  return snapshotId === undefined ? { is: 'latest' } : { is: 'snapshot', snapshotId }
}

/** Whether recovery snapshots have to be asked for before the start, and have not been; after a wait they are, as the servers are. */
export function needsSnapshots(state: DrillState): boolean {
  const { snapshotsAt, describedAt = '', wait } = state
  if (snapshotsAt !== undefined && (wait === undefined || snapshotsAt >= describedAt)) return false
  return [...state.waves.values()].some(({ planned, selected }) => selected && isAskedAbout(state, planned))
}

/**
 * What is asked for each server that DRS knows: the point that its wave wants; and where the plan states an RPO, the newest
 * there is, which DRS falls back on when it cannot take a new one.
 */
export function snapshotQuestions(state: DrillState): readonly SnapshotQuestion[] {
  return [...state.waves.values()].flatMap(({ planned, selected }) => {
    if (!selected || !isAskedAbout(state, planned)) return []
    return planned.servers.flatMap((sourceServerId): readonly SnapshotQuestion[] => {
      if (state.servers.get(sourceServerId)?.described === undefined) return []
      const asked = pointAsked(planned, sourceServerId)
      switch (asked.is) {
        case 'latest':
          return hasRpo(state) ? [{ sourceServerId }] : []
        case 'before':
          return [{ sourceServerId, before: asked.before }]
        case 'snapshot':
          return [{ sourceServerId, snapshotId: asked.snapshotId }]
      }
    })
  })
}

function isAskedAbout(state: DrillState, { pointInTime }: PlannedWave): boolean {
  return pointInTime !== 'latest' || hasRpo(state)
}

function hasRpo({ plan }: DrillState): boolean {
  return plan?.objectives.rpoSeconds !== undefined
}

/** What DRS has shown of the snapshots that were asked for. */
export function findSnapshots(state: DrillState, event: EventOf<'snapshots-found'>): DrillState {
  const known = withServers(
    calm(state, 'snapshots'),
    event.servers.map(({ sourceServerId }) => sourceServerId),
    (server, index) => {
      const found = event.servers[index]
      return found === undefined ? server : { ...server, snapshot: found }
    }
  )
  return { ...known, snapshotsAt: event.at }
}

/** The snapshot that the server is to be launched from; undefined where DRS is to take a new one, or there is none. */
export function chosenSnapshot(state: DrillState, server: ServerState): SnapshotSighting | undefined {
  const planned = state.waves.get(server.wave)?.planned
  if (planned === undefined || pointAsked(planned, server.sourceServerId).is === 'latest') return undefined
  return server.snapshot?.snapshotId === undefined ? undefined : server.snapshot
}

/** What is sent with StartRecovery for these servers, by their IDs; undefined where DRS is to take new snapshots of all. */
export function snapshotsFor(
  state: DrillState,
  servers: readonly string[]
): Readonly<Record<string, string>> | undefined {
  const chosen = servers.flatMap((id): readonly (readonly [string, string])[] => {
    const server = state.servers.get(id)
    const snapshotId = server === undefined ? undefined : chosenSnapshot(state, server)?.snapshotId
    return snapshotId === undefined ? [] : [[id, snapshotId]]
  })
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen)
}

/** In words: `latest`, `before 2026-11-22T00:00:00.000Z`, `pit-…`. */
export function describePoint(asked: PointAsked): string {
  switch (asked.is) {
    case 'latest':
      return 'latest'
    case 'before':
      return `before ${asked.before}`
    case 'snapshot':
      return asked.snapshotId
  }
}
