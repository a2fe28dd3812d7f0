import { mayLaunch } from '../actions/action.js'
import { hasEnded, heldByOwnJobs } from '../watch/job.js'
import { holdingsOf } from './holdings.js'
import { quotas } from './quotas.js'
import type { DrillState, ServerState, WaveState } from '../state.js'

/** The servers of a job that could be started now. */
export interface Batch {
  readonly wave: string
  readonly servers: readonly string[]
}

/** Servers of a running wave that no job launches and no request has asked for; held ones wait for the job that holds them. */
export function unlaunched(state: DrillState, wave: WaveState): readonly ServerState[] {
  if (wave.status !== 'running' || !wave.selected || !mayLaunch(state, wave)) return []
  return wave.planned.servers.flatMap((id) => {
    const server = state.servers.get(id)
    if (server === undefined) return []
    const isFree = server.outcome === undefined && server.jobId === undefined && server.request === undefined
    return isFree ? [server] : []
  })
}

/**
 * The next job to start: as large as one job may be and as the quotas leave room for. Servers that DRS has refused come
 * after those it has not, whatever their wave, and in ever smaller company.
 */
export function nextBatch(state: DrillState): Batch | undefined {
  const room = roomLeft(state)
  if (room === 0) return undefined
  const held = new Set([
    ...heldByOwnJobs(state),
    ...holdingsOf(state).map(({ sourceServerId }) => sourceServerId),
    // Seen too late to refuse the run: a second launch would destroy the first.
    ...(state.survey?.launchedElsewhere.map(({ sourceServerId }) => sourceServerId) ?? [])
  ])
  let best: { readonly wave: string; readonly servers: readonly ServerState[]; readonly refusals: number } | undefined
  for (const wave of state.waves.values()) {
    if (hasUnlistedJob(state, wave.planned.name)) continue
    const startable = unlaunched(state, wave).filter((server) => !held.has(server.sourceServerId))
    const refusals = Math.min(...startable.map(refusalsOf))
    if (startable.length === 0 || (best !== undefined && best.refusals <= refusals)) continue
    best = {
      wave: wave.planned.name,
      servers: startable.filter((server) => refusalsOf(server) === refusals),
      refusals
    }
  }
  if (best === undefined) return undefined
  const limit = Math.min(room, ...best.servers.map(({ refused }) => refused?.batchLimit ?? room))
  return { wave: best.wave, servers: best.servers.slice(0, limit).map(({ sourceServerId }) => sourceServerId) }
}

function refusalsOf({ refused }: ServerState): number {
  return refused?.count ?? 0
}

/** How many servers a job started now may have; 0 when it has to wait. */
function roomLeft(state: DrillState): number {
  const running = [...state.jobs.values()].filter((job) => !hasEnded(job))
  const foreign = state.survey?.foreign ?? { jobs: 0, servers: 0 }
  if (running.length + foreign.jobs >= quotas.jobs) return 0
  const launching = running.reduce((sum, job) => sum + job.servers.length, foreign.servers)
  return Math.max(0, Math.min(quotas.serversPerJob, quotas.servers - launching))
}

/** A job found by its tags whose servers DRS does not list yet may hold any server of its wave. */
function hasUnlistedJob(state: DrillState, wave: string): boolean {
  return [...state.jobs.values()].some((job) => job.wave === wave && job.servers.length === 0 && !hasEnded(job))
}
