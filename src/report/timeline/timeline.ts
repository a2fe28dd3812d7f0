import { actionLaneOf, type ActionLane } from './action-lane.js'
import { laneOf, type Lane } from './lane.js'
import type { EvidenceRecord, WaveRecord } from '../record/schema.js'
import { firstAskedAt } from '../server-times.js'
import type { Span } from './scale.js'

/** A wave on the timeline. */
export interface WaveLanes extends Span {
  readonly wave: WaveRecord
  /** When its budget ends. */
  readonly budgetEnd: number
  readonly lanes: readonly Lane[]
  /** In the order in which they run. */
  readonly actions: readonly ActionLane[]
}

/** What the timeline picture shows, in milliseconds since the epoch. */
export interface Timeline extends Span {
  /** When the recovery time objective ends, counted from the first launch; undefined: none is stated. */
  readonly rtoEnd: number | undefined
  /** The last server verified, where all were: what the objective is measured against. */
  readonly recoveredAt: number | undefined
  /** When the budget of the whole drill ends. */
  readonly budgetEnd: number | undefined
  readonly waves: readonly WaveLanes[]
  /** Waves in which nothing was begun. */
  readonly idle: readonly WaveRecord[]
}

/** How much longer than the drill itself the picture may get, so that a limit is in it. */
const stretch = 2.5

/** The timeline of a record; undefined where no wave was begun. Pure, as all that is drawn from it. */
export function timelineOf(record: EvidenceRecord): Timeline | undefined {
  const settled = settledMoments(record)
  const known = [...settled.values(), ...record.waves.flatMap(momentsOf)]
  if (known.length === 0) return undefined
  const first = known.reduce((earliest, at) => Math.min(earliest, at))
  const last = known.reduce((latest, at) => Math.max(latest, at))
  const waves = record.waves.filter((wave) => momentsOf(wave).length > 0)
  const { rtoEnd, recoveredAt } = objectiveOf(record)
  const budgetEnd =
    record.budgetSeconds === null ? undefined : Date.parse(record.startedAt) + record.budgetSeconds * 1000
  const from = Math.min(first, Date.parse(record.startedAt))
  const drill = Math.max(1000, last - from)
  const limits = [rtoEnd, budgetEnd]
    .filter((limit) => limit !== undefined)
    .filter((limit) => limit - from <= stretch * drill)
  const to = from + Math.max(drill, ...limits.map((limit) => limit - from)) * 1.03
  return {
    from,
    to,
    rtoEnd,
    recoveredAt,
    budgetEnd,
    waves: waves.map((wave) => lanesOf(wave, settled, last)),
    idle: record.waves.filter((wave) => !waves.includes(wave))
  }
}

function lanesOf(wave: WaveRecord, settled: ReadonlyMap<string, number>, last: number): WaveLanes {
  const end = wave.finishedAt === null ? last : Date.parse(wave.finishedAt)
  const moments = momentsOf(wave)
  const from = moments.reduce((earliest, at) => Math.min(earliest, at))
  // A server whose end was judged after its wave's (an instance that is gone at the end) still ends with it here.
  const lanes = wave.servers.map((server) => laneOf(server, wave, settled.get(server.sourceServerId), end))
  const actions = wave.actions.map((action) => actionLaneOf(action, end))
  const ends = [...lanes.map(({ to }) => to), ...actions.flatMap(({ span }) => span?.to ?? [])]
  const to = ends.reduce((latest, at) => Math.max(latest, at), Math.max(end, from))
  const started = wave.startedAt === null ? from : Date.parse(wave.startedAt)
  return { wave, from, to, budgetEnd: started + wave.budgetSeconds * 1000, lanes, actions }
}

function momentsOf(wave: WaveRecord): readonly number[] {
  const servers = wave.servers.flatMap((server) => [
    firstAskedAt(server),
    server.launchedAt,
    server.verifiedAt,
    ...server.phases.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt])
  ])
  if (wave.startedAt === null && servers.every((moment) => moment === null)) return []
  const actions = wave.actions.flatMap(({ requestedAt, startedAt, endedAt }) => [requestedAt, startedAt, endedAt])
  return [wave.startedAt, wave.finishedAt, ...servers, ...actions].flatMap((moment) =>
    moment === null ? [] : [Date.parse(moment)]
  )
}

/** When the end of servers that are not up was written down: the deviation that tells of it has the moment. */
function settledMoments({ deviations }: EvidenceRecord): ReadonlyMap<string, number> {
  return new Map(
    deviations.flatMap(({ kind, at, sourceServerId }) =>
      kind.startsWith('server-') && at !== null && sourceServerId !== null ? [[sourceServerId, Date.parse(at)]] : []
    )
  )
}

/** The recovery time counts from the first launch of the execution, which an earlier job of the run may have made. */
function objectiveOf({ objectives, waves }: EvidenceRecord): Pick<Timeline, 'rtoEnd' | 'recoveredAt'> {
  const { targetSeconds, achievedSeconds } = objectives.rto
  const servers = waves.flatMap(({ servers }) => servers)
  const verified = servers.flatMap(({ verifiedAt }) => (verifiedAt === null ? [] : [Date.parse(verifiedAt)]))
  const started = servers.flatMap((server) => {
    const askedAt = firstAskedAt(server)
    return askedAt === null ? [] : [Date.parse(askedAt)]
  })
  const [someStart, someEnd] = [started[0], verified[0]]
  const recoveredAt =
    achievedSeconds === null || someEnd === undefined ? undefined : verified.reduce((a, b) => Math.max(a, b), someEnd)
  if (targetSeconds === null || someStart === undefined) return { rtoEnd: undefined, recoveredAt }
  const start =
    achievedSeconds === null || recoveredAt === undefined
      ? started.reduce((a, b) => Math.min(a, b), someStart)
      : recoveredAt - achievedSeconds * 1000
  return { rtoEnd: start + targetSeconds * 1000, recoveredAt }
}
