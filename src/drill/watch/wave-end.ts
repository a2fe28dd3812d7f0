import type { ServerState } from '../state.js'
import type { ServerStatus, WaveEnd } from '../status.js'

/** How a wave ends some of whose servers are not up. */
export function worstOf(down: readonly ServerState[]): WaveEnd {
  const statuses = new Set(down.map((server) => server.outcome?.status))
  if (['failed', 'skipped', 'terminated', 'unverified'].some((bad) => statuses.has(bad as ServerStatus)))
    return 'failed'
  return statuses.has('timed-out') || statuses.has('not-started') ? 'timed-out' : 'cancelled'
}
