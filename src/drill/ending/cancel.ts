import { settleAction } from '../actions/judgement.js'
import type { Conclusion } from '../commands.js'
import { awaitsRetry, withEarlierFailures } from '../launch/retry.js'
import { selectedServers } from '../servers.js'
import type { DrillState } from '../state.js'

/** On cancel nothing more is started or waited for: everything unsettled is told as it stands. */
export function concludeCancelled(state: DrillState): readonly Conclusion[] {
  const reason = `the run was cancelled (${state.cancelled?.signal ?? 'cancelled'})`
  const open = selectedServers(state).filter(({ outcome }) => outcome === undefined)
  const waves = [...state.waves.values()].filter((wave) => wave.selected && wave.settledAt === undefined)
  const settled = open.map((server) => {
    const { sourceServerId } = server
    if (awaitsRetry(server)) {
      const told = withEarlierFailures(`${reason} before it could be launched again`, server)
      return { sourceServerId, status: 'failed' as const, reason: told }
    }
    const asked = server.jobId !== undefined || server.request !== undefined
    const where = server.jobId === undefined ? 'its launch had been asked for' : `it was in ${server.jobId}`
    return {
      sourceServerId,
      status: asked ? ('cancelled' as const) : ('not-started' as const),
      reason: asked ? withEarlierFailures(`${reason} while ${where}`, server) : reason
    }
  })
  return [
    ...(settled.length > 0 ? [{ type: 'servers-settled', servers: settled } as const] : []),
    ...state.actions
      .filter(({ outcome }) => outcome === undefined)
      .map((action) =>
        action.requestedAt === undefined
          ? settleAction(action, 'not-started', reason)
          : settleAction(action, 'cancelled', `${reason} while it was ${action.sighting?.status ?? 'asked for'}`)
      ),
    ...waves.map((wave) => ({
      type: 'wave-settled' as const,
      wave: wave.planned.name,
      status: wave.startedAt === undefined ? ('not-started' as const) : ('cancelled' as const),
      reason
    }))
  ]
}
