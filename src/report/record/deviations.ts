import { startsNothing } from '../../drill/events.js'
import { drillDeadline } from '../../drill/budgets.js'
import { judgeObjectives } from '../../drill/ending/objectives.js'
import { chosenSnapshot } from '../../drill/launch/point-in-time.js'
import { nameOf, serversOf } from '../../drill/servers.js'
import type { SnapshotSighting } from '../../drill/sightings.js'
import type { DrillState, ServerState, WaveState } from '../../drill/state.js'
import { straysOf } from '../../drill/selection/strays.js'
import { secondsBetween, type Timestamp } from '../../drill/timestamp.js'
import { formatDuration } from '../../plan/duration.js'
import { actionDeviations, leftActionDeviations } from './action.js'
import { fallbackDeviations, untoldFallbackDeviations } from './fallback.js'
import { replacementDeviations } from './guards.js'
import type { Deviation } from './schema.js'
import { stillRunningIn } from './still-running.js'

/**
 * What did not go as planned, oldest first, for people who have to answer for it. A wave that never started is one
 * deviation, not one for each of its servers; what a plan or a guard refused is none: nothing was begun. What an earlier
 * attempt of a run that is refused has launched is one all the same.
 */
export function deviationsOf(state: DrillState): readonly Deviation[] {
  if (startsNothing(state.mode)) return []
  if (state.refusals.length > 0) return inOrder([...strayDeviations(state), ...leftDeviations(state)])
  const waves = [...state.waves.values()].filter(({ selected }) => selected)
  return inOrder([
    ...waves.flatMap((wave) => [
      ...waveDeviations(state, wave),
      ...actionDeviations(state, wave.planned.name),
      ...untoldFallbackDeviations(state, wave),
      // Of a wave that never started no server has a story of its own.
      ...(wave.startedAt === undefined ? [] : serversOf(state, wave)).flatMap((server) => ofServer(state, server))
    ]),
    ...replacementDeviations(state),
    ...strayDeviations(state),
    ...objectiveDeviations(state),
    ...leftDeviations(state)
  ])
}

/** Array sorting is stable: what happened at one moment stays in the order of the plan. */
function inOrder(found: readonly Deviation[]): readonly Deviation[] {
  return found.toSorted((a, b) => compare(a.at, b.at))
}

function compare(a: Timestamp | null, b: Timestamp | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}

function waveDeviations(state: DrillState, wave: WaveState): readonly Deviation[] {
  const { name, servers } = wave.planned
  const about = { wave: name, sourceServerId: null }
  if (wave.startedAt === undefined) {
    if (wave.status === 'waiting' && state.finished === undefined) return []
    const why = wave.reason === undefined ? '' : `: ${wave.reason}`
    const message = `wave ${name} (${String(servers.length)} server${servers.length === 1 ? '' : 's'}) was not started${why}`
    return [{ kind: 'wave-not-started', at: wave.settledAt ?? state.finished?.at ?? null, ...about, message }]
  }
  if (wave.settledAt === undefined) return []
  const taken = secondsBetween(wave.startedAt, wave.settledAt)
  const message = latenessOf(state, wave, taken, wave.settledAt)
  return message === undefined ? [] : [{ kind: 'wave-late', at: wave.settledAt, ...about, message }]
}

/** How a wave was late; one that an action ended whose own time was over was not: that is the action's. */
function latenessOf(
  state: DrillState,
  { status, planned }: WaveState,
  taken: number,
  settledAt: Timestamp
): string | undefined {
  const { name, timeoutSeconds } = planned
  const budget = formatDuration(timeoutSeconds)
  if (taken < timeoutSeconds) {
    if (status !== 'timed-out' || settledAt < drillDeadline(state)) return undefined
    return `wave ${name} was not up after ${formatDuration(taken)} of its ${budget}, when the budget of the drill ran out`
  }
  if (status === 'timed-out') return `wave ${name} was not up when its budget of ${budget} ran out`
  return taken === timeoutSeconds ? undefined : `wave ${name} took ${formatDuration(taken)} of a budget of ${budget}`
}

function ofServer(state: DrillState, server: ServerState): readonly Deviation[] {
  const about = { wave: server.wave, sourceServerId: server.sourceServerId }
  const name = nameOf(server)
  const found: Deviation[] = []
  const failed = server.failedLaunches ?? []
  for (const [index, { failedAt, reason }] of failed.entries()) {
    const next = failed[index + 1]?.jobId ?? server.jobId
    const message = `${name} was ${next === undefined ? 'to be launched again' : `launched again by ${next}`}: ${reason}`
    found.push({ kind: 'retried', at: failedAt, ...about, message })
  }
  for (const job of state.jobs.values()) {
    if (failed.some(({ jobId }) => jobId === job.jobId)) continue
    if (job.jobId === server.jobId || !job.servers.includes(server.sourceServerId)) continue
    const now = server.jobId === undefined ? '' : `, and again by ${server.jobId}`
    const message = `${name} was launched before by ${job.jobId}${now}`
    found.push({
      kind: 'relaunched',
      at: failed[0]?.requestedAt ?? server.requestedAt ?? job.createdAt ?? null,
      ...about,
      message
    })
  }
  found.push(...fallbackDeviations(state, server))
  const point = server.instance?.recoveryPoint
  const chosen = chosenSnapshot(state, server)
  if (point !== undefined && chosen !== undefined && isOtherPoint(point, chosen)) {
    const message =
      `${name} was launched from the recovery point of ${point}, not from that of ${chosen.takenAt ?? ''} ` +
      `(${chosen.snapshotId ?? ''}), which the plan chooses`
    found.push({ kind: 'other-recovery-point', at: server.launchedAt ?? null, ...about, message })
  }
  for (const run of server.participant?.launchActions?.runs ?? []) {
    if (run.status !== 'FAILED') continue
    const why = run.failureReason === undefined ? '' : `: ${run.failureReason}`
    const message = `${run.optional ? 'optional ' : ''}post-launch action "${run.name}" of ${name} failed${why}`
    found.push({ kind: 'launch-action-failed', at: server.outcome?.at ?? null, ...about, message })
  }
  const { outcome } = server
  if (outcome !== undefined && outcome.status !== 'launched') {
    const message = `${name} is not up: ${outcome.reason}`
    found.push({ kind: `server-${outcome.status}`, at: outcome.at, ...about, message })
  }
  return found
}

/** The two times of one point may differ a little, those of two points by minutes: DRS takes none more often. */
function isOtherPoint(point: Timestamp, { takenAt }: SnapshotSighting): boolean {
  return takenAt !== undefined && Math.abs(secondsBetween(takenAt, point)) > 60
}

/** Servers that this execution launched before somebody changed the plan, or what it selects. */
function strayDeviations(state: DrillState): readonly Deviation[] {
  return straysOf(state).map(({ sourceServerId, hostname, wave, jobId, launchStatus }) => ({
    kind: 'no-longer-selected',
    at: state.jobs.get(jobId)?.createdAt ?? null,
    wave,
    sourceServerId,
    message: `${hostname ?? sourceServerId} was launched by ${jobId} (${launchStatus}), and no wave of this run has it any more`
  }))
}

/** Whether a miss fails the drill or is only told (`on-miss`), it deviates from what was planned. */
function objectiveDeviations(state: DrillState): readonly Deviation[] {
  if (state.finished === undefined) return []
  const { at } = state.finished
  return judgeObjectives(state).missed.map(({ objective, message }) => ({
    kind: `${objective}-missed` as const,
    at,
    wave: null,
    sourceServerId: null,
    message
  }))
}

/** What went on in AWS after the execution ended. */
function leftDeviations(state: DrillState): readonly Deviation[] {
  if (state.finished === undefined) return []
  const { at } = state.finished
  const { jobs, unansweredStarts } = stillRunningIn(state)
  const { finished: cleanup } = state.removal
  return [
    ...(cleanup?.complete === false
      ? [
          {
            kind: 'cleanup-incomplete' as const,
            at: cleanup.at,
            wave: null,
            sourceServerId: null,
            message: `the cleanup fell short: ${cleanup.reason}`
          }
        ]
      : []),
    ...jobs.map(({ jobId, wave, status }): Deviation => {
      const message = `job ${jobId} was still running (${status}) when the execution ended`
      return { kind: 'job-left-running', at, wave, sourceServerId: null, message }
    }),
    ...unansweredStarts.map(({ wave, sourceServerIds }): Deviation => {
      const message = `a launch of ${sourceServerIds.join(', ')} was asked for, and its job was never seen: it may run`
      return { kind: 'start-unanswered', at, wave, sourceServerId: null, message }
    }),
    ...leftActionDeviations(state, at)
  ]
}
