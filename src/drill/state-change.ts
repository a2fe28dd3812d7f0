import type { Question } from './events.js'
import { noLogFindings } from './watch/job-log.js'
import type { DrillState, ServerState, WaveState } from './state.js'

/** A look that succeeded ends its trouble. */
export function calm(state: DrillState, question: Question): DrillState {
  if (!state.trouble.has(question)) return state
  const trouble = new Map(state.trouble)
  trouble.delete(question)
  return { ...state, trouble }
}

/** A wave, changed. */
export function withWave(state: DrillState, name: string, change: (wave: WaveState) => WaveState): DrillState {
  const wave = state.waves.get(name)
  return wave === undefined ? state : { ...state, waves: new Map(state.waves).set(name, change(wave)) }
}

/** Servers, changed; `index` is the place of the server's ID in `ids`. Unknown IDs change nothing. */
export function withServers(
  state: DrillState,
  ids: readonly string[],
  change: (server: ServerState, index: number) => ServerState
): DrillState {
  const servers = new Map(state.servers)
  ids.forEach((sourceServerId, index) => {
    const server = servers.get(sourceServerId)
    if (server !== undefined) servers.set(sourceServerId, change(server, index))
  })
  return { ...state, servers }
}

/** A server with what is known of itself, and nothing of the launch that it is taken out of: that proves nothing about the next. */
export function withoutLaunch(server: ServerState): ServerState {
  const { sourceServerId, wave, foundBy, described, snapshot, failedLaunches, firstAskedAt } = server
  return {
    sourceServerId,
    wave,
    log: noLogFindings,
    ...(foundBy === undefined ? {} : { foundBy }),
    ...(described === undefined ? {} : { described }),
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(failedLaunches === undefined ? {} : { failedLaunches }),
    ...(firstAskedAt === undefined ? {} : { firstAskedAt })
  }
}
