import { hasEnded, heldByOwnJobs } from './job.js'
import type { DrillState, WaveState } from './state.js'

/**
 * Service quotas of AWS DRS for an account and Region ('AWS Elastic Disaster Recovery endpoints and quotas', AWS General
 * Reference). Other people's jobs count too.
 */
export const quotas = { serversPerJob: 100, jobs: 20, servers: 500 } as const

/** The servers of a job that could be started now. */
export interface Batch {
  readonly wave: string
  readonly servers: readonly string[]
}

/** Servers of a running wave that no job launches and no request has asked for; held ones wait for the job that holds them. */
export function unlaunched(state: DrillState, wave: WaveState): readonly string[] {
  if (wave.status !== 'running' || !wave.selected) return []
  return wave.planned.servers.filter((id) => {
    const server = state.servers.get(id)
    return (
      server !== undefined && server.outcome === undefined && server.jobId === undefined && server.request === undefined
    )
  })
}

/** The next job to start: as large as one job may be and as the quotas leave room for. */
export function nextBatch(state: DrillState): Batch | undefined {
  const room = roomLeft(state)
  if (room === 0) return undefined
  const held = new Set([
    ...heldByOwnJobs(state),
    ...(state.survey?.foreign.holding.map(({ sourceServerId }) => sourceServerId) ?? [])
  ])
  for (const wave of state.waves.values()) {
    if (hasUnlistedJob(state, wave.planned.name)) continue
    const servers = unlaunched(state, wave).filter((id) => !held.has(id))
    if (servers.length > 0) return { wave: wave.planned.name, servers: servers.slice(0, room) }
  }
  return undefined
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
