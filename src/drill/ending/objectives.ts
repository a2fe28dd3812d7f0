import { formatDuration } from '../../plan/duration.js'
import { counted } from '../../plan/wording.js'
import { selectedServers, serversOf } from '../servers.js'
import type { DrillState, ServerState, WaveState } from '../state.js'
import { earliest, secondsBetween, type Timestamp } from '../timestamp.js'

/** A recovery objective against what was achieved. */
export interface ObjectiveResult {
  /** What the plan states; null: nothing stated. */
  readonly targetSeconds: number | null
  /** What was measured; null: it could not be, and `note` says why. */
  readonly achievedSeconds: number | null
  /** Null: no target stated, or nothing was launched that could be judged. A target without a measurement is missed. */
  readonly met: boolean | null
  /** Why there is no measurement. */
  readonly note: string | null
}

export interface ObjectivesJudgement {
  readonly rto: ObjectiveResult
  readonly rpo: ObjectiveResult
  readonly missed: readonly MissedObjective[]
}

export interface MissedObjective {
  readonly objective: 'rto' | 'rpo'
  /** A phrase such as `the RTO of 1h was missed: 1h 12m`. */
  readonly message: string
}

/** What was achieved by one server, or one wave; undefined while it is not known. The plan states no target for these. */
export interface Achieved {
  readonly rtoSeconds: number | undefined
  readonly rpoSeconds: number | undefined
}

/**
 * Measures RTO and RPO and judges them where the plan states a target.
 * - RTO: from the first StartRecovery of the execution, an earlier attempt's included, to the last server verified. It is
 *   known only when every server of the selected waves was verified: half a recovery has no recovery time.
 * - RPO: the age that the oldest recovery point had when its server's launch was asked for, over all servers that DRS
 *   launched; unknown as soon as one of them has no recovery point.
 */
export function judgeObjectives(state: DrillState): ObjectivesJudgement {
  const servers = selectedServers(state)
  const start = firstStart(state)
  const { rtoSeconds, rpoSeconds } = state.plan?.objectives ?? {}
  const rto = judge(rtoSeconds, start === undefined ? nothingLaunched : recoveryTime(servers, start))
  const rpo = judge(rpoSeconds, start === undefined ? nothingLaunched : oldestRecoveryPoint(servers))
  return { rto, rpo, missed: [...describeMiss('rto', rto), ...describeMiss('rpo', rpo)] }
}

/** A server's own: from its launch asked for to it verified, and the age of its recovery point. */
export function achievedByServer(state: DrillState, server: ServerState): Achieved {
  const start = firstStartOf(state, server.wave, [server])
  const rto = start === undefined ? nothingLaunched : recoveryTime([server], start)
  return { rtoSeconds: secondsOf(rto), rpoSeconds: recoveryPointAge(server) }
}

/** A wave's: from the first of its launches asked for to the last server verified, and the age of its oldest recovery point. */
export function achievedByWave(state: DrillState, wave: WaveState): Achieved {
  const servers = serversOf(state, wave)
  const start = firstStartOf(state, wave.planned.name, servers)
  const rto = start === undefined ? nothingLaunched : recoveryTime(servers, start)
  return { rtoSeconds: secondsOf(rto), rpoSeconds: secondsOf(oldestRecoveryPoint(servers)) }
}

/**
 * The age in seconds of the server's recovery point when its launch was asked for; undefined while either is unknown. Not
 * below 0: DRS may take its snapshot after it was asked.
 */
function recoveryPointAge(server: ServerState): number | undefined {
  const point = server.instance?.recoveryPoint
  if (point === undefined || server.requestedAt === undefined) return undefined
  return Math.max(0, secondsBetween(point, server.requestedAt))
}

type Measurement = { readonly seconds: number } | { readonly note: string; readonly judged?: false }

const nothingLaunched: Measurement = { note: 'nothing was launched', judged: false }

function judge(target: number | undefined, measured: Measurement): ObjectiveResult {
  if ('seconds' in measured) {
    const met = target === undefined ? null : measured.seconds <= target
    return { targetSeconds: target ?? null, achievedSeconds: measured.seconds, met, note: null }
  }
  const met = target === undefined || measured.judged === false ? null : false
  return { targetSeconds: target ?? null, achievedSeconds: null, met, note: measured.note }
}

function describeMiss(objective: 'rto' | 'rpo', result: ObjectiveResult): readonly MissedObjective[] {
  const { met, achievedSeconds, targetSeconds, note } = result
  if (met !== false || targetSeconds === null) return []
  const target = `the ${objective.toUpperCase()} of ${formatDuration(targetSeconds)}`
  const message =
    achievedSeconds === null
      ? `${target} could not be measured: ${note ?? 'no figures'}`
      : `${target} was missed: ${formatDuration(achievedSeconds)}`
  return [{ objective, message }]
}

function secondsOf(measured: Measurement): number | undefined {
  return 'seconds' in measured ? measured.seconds : undefined
}

function firstStart(state: DrillState): Timestamp | undefined {
  return earliest([
    ...[...state.servers.values()].map(firstAskedAt),
    ...[...state.jobs.values()].filter((job) => job.adopted).map((job) => job.createdAt)
  ])
}

/** A server launched anew carries its new request; the adopted job of its first launch still tells when all began. */
function firstStartOf(state: DrillState, wave: string, servers: readonly ServerState[]): Timestamp | undefined {
  const ids = new Set(servers.map(({ sourceServerId }) => sourceServerId))
  return earliest([
    ...servers.map(firstAskedAt),
    ...[...state.jobs.values()]
      .filter((job) => job.adopted && job.wave === wave && job.servers.some((id) => ids.has(id)))
      .map((job) => job.createdAt)
  ])
}

/**
 * When the server's launch was first asked for: a request that was refused, or whose answer got lost, and a launch that failed
 * take their time, too.
 */
function firstAskedAt({ firstAskedAt: first, failedLaunches = [], requestedAt }: ServerState): Timestamp | undefined {
  return earliest([first, requestedAt, ...failedLaunches.map((failed) => failed.requestedAt)])
}

function verifiedAt(server: ServerState): Timestamp | undefined {
  return server.outcome?.status === 'launched' ? (server.verifiedAt ?? server.outcome.at) : undefined
}

function recoveryTime(servers: readonly ServerState[], start: Timestamp): Measurement {
  const verified = servers.map(verifiedAt).filter((at) => at !== undefined)
  const missing = servers.length - verified.length
  if (missing > 0)
    return { note: `${missing} of ${counted(servers.length, 'server')} ${missing === 1 ? 'was' : 'were'} not verified` }
  const last = verified.reduce((latest, at) => (at > latest ? at : latest), start)
  return { seconds: secondsBetween(start, last) }
}

function oldestRecoveryPoint(servers: readonly ServerState[]): Measurement {
  const launched = servers.filter((server) => server.launchedAt !== undefined || server.outcome?.status === 'launched')
  if (launched.length === 0) return { note: 'no server was launched' }
  const ages = launched.map(recoveryPointAge).filter((age) => age !== undefined)
  const unknown = launched.length - ages.length
  if (unknown > 0)
    return { note: `the recovery point of ${unknown} of ${counted(launched.length, 'launched server')} is not known` }
  return { seconds: ages.reduce((oldest, age) => Math.max(oldest, age), 0) }
}
