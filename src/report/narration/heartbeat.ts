import { hasBegun } from '../../drill/preflight/admission.js'
import { actionInTurn } from '../../drill/actions/action.js'
import { drillDeadline, soakedAt, waveDeadline } from '../../drill/budgets.js'
import { isCleanupDue, windUpDeadline } from '../../drill/ending/cleanup.js'
import { serversOf } from '../../drill/servers.js'
import { holdingsOf, whose } from '../../drill/launch/holdings.js'
import { heldByOthers, isWaitingForOthers } from '../../drill/preflight/other-jobs.js'
import { needsSnapshots } from '../../drill/launch/point-in-time.js'
import { awaitsRetry } from '../../drill/launch/retry.js'
import { instancesGone, instancesLeft } from '../../drill/ending/removal.js'
import { isSelectionWanted } from '../../drill/selection/selected-state.js'
import type { Holding } from '../../drill/sightings.js'
import type { DrillState, ServerState, WaveState } from '../../drill/state.js'
import { secondsBetween, type Timestamp } from '../../drill/timestamp.js'
import { awaitedAction, expectedInstanceState } from '../../drill/watch/verification.js'
import { formatDuration } from '../../plan/duration.js'
import { formatElapsed, listed, namesOf, operationOf } from './page.js'
import { counted } from '../../plan/wording.js'
import { phaseWords } from './servers.js'

/** Waves told of one by one; of more, those with the least time left. */
const wavesInLine = 3
/** Servers named one by one; of more, only their phases are counted. */
const serversInWave = 2

/**
 * One line that says what is awaited, how many are up and how much time is left, for the times in which nothing else is
 * told. It begins with the time since the start, and so is never the line that was there before.
 */
export function heartbeat(state: DrillState, now: Timestamp): string {
  const parts = state.verdict === undefined ? describeDrill(state, now) : describeWindingUp(state, now)
  return `${formatElapsed(secondsBetween(state.openedAt, now))}  waiting | ${parts.join(' | ')}`
}

function describeDrill(state: DrillState, now: Timestamp): readonly string[] {
  const waves = runningWaves(state).toSorted((a, b) => waveDeadline(state, a).localeCompare(waveDeadline(state, b)))
  const others = waves.slice(wavesInLine)
  return [
    ...waves.slice(0, wavesInLine).map((wave) => describeWave(state, wave, now)),
    ...(others.length === 0 ? [] : [`${counted(others.length, 'more wave')}, ${countUp(state, others)}`]),
    ...soaking(state, now),
    ...(waves.length === 0 ? describePause(state, now) : []),
    ...troubles(state),
    ...(state.timeoutSeconds === 0 ? [] : [`whole drill: ${timeLeft(drillDeadline(state), now)}`])
  ]
}

/** What is awaited once the drill is judged: the cleanup where one is due, else a last question to AWS. */
function describeWindingUp(state: DrillState, now: Timestamp): readonly string[] {
  if (state.finished !== undefined) return ['nothing: the verdict is given']
  if (!isCleanupDue(state)) return ['AWS is asked what still runs', ...troubles(state)]
  const { listedAt, launching } = state.removal
  const left = listedAt === undefined ? 'AWS is asked what there is' : describeLeft(state)
  const jobs = launching.length === 0 ? [] : [`${counted(launching.length, 'launch job')} still running`]
  return [`cleanup: ${[left, ...jobs].join(', ')}, ${timeLeft(windUpDeadline(state), now)}`, ...troubles(state)]
}

function describeLeft(state: DrillState): string {
  const gone = instancesGone(state).length
  const all = gone + instancesLeft(state).length
  return `${gone} of ${counted(all, 'drill instance')} seen to be gone`
}

function describeWave(state: DrillState, wave: WaveState, now: Timestamp): string {
  const awaited = serversOf(state, wave).filter((server) => server.outcome === undefined)
  const name = namesOf(state)
  const what =
    awaited.length <= serversInWave
      ? awaited.map((server) => `${name(server.sourceServerId)} ${whereIs(state, server)}`).join('; ')
      : listed(countPhases(state, awaited), 5)
  const action = describeAction(state, wave, now)
  const parts = [...(what === '' || action !== undefined ? [] : [what]), ...(action === undefined ? [] : [action])]
  const awaitedPart = parts.length === 0 ? '' : ` (${parts.join('; ')})`
  return `${wave.planned.name}: ${countUp(state, [wave])}${awaitedPart}, ${timeLeft(waveDeadline(state, wave), now)}`
}

/** `post-action "smoke test" InProgress, 3m of 10m`; of one that waits for a person, where. */
function describeAction(state: DrillState, wave: WaveState, now: Timestamp): string | undefined {
  const action = actionInTurn(state, wave)
  if (action === undefined) return undefined
  const { planned, requestedAt, sighting } = action
  const step = sighting?.awaitsApprovalAt
  const status = step === undefined ? (sighting?.status ?? 'asked for') : `waits for a person to approve step "${step}"`
  const spent = formatDuration(Math.round(secondsBetween(requestedAt ?? now, now)))
  return `${planned.phase}-action "${planned.name}" ${status}, ${spent} of ${formatDuration(planned.timeoutSeconds)}`
}

/** `5 disks being converted`, the most first. */
function countPhases(state: DrillState, servers: readonly ServerState[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const server of servers) {
    const where = whereIs(state, server)
    counts.set(where, (counts.get(where) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([where, number]) => `${number} ${where}`)
}

/** How far a server that is awaited has come. */
function whereIs(state: DrillState, server: ServerState): string {
  if (server.jobId === undefined) {
    if (server.request !== undefined) return 'asked for, no answer yet'
    if (awaitsRetry(server)) return 'FAILED, waiting to be launched again'
    const holder = holdingsOf(state).find(({ sourceServerId }) => sourceServerId === server.sourceServerId)
    return holder === undefined ? 'waiting for its turn' : `held by a job ${whose(holder)}`
  }
  const status = server.participant?.launchStatus
  if (status === 'LAUNCHED') return describeVerifying(state, server)
  const span = server.log.phases.at(-1)
  if (span === undefined) return status ?? 'not listed in its job yet'
  return span.endedAt === undefined ? phaseWords[span.phase].doing : phaseWords[span.phase].done
}

/** What keeps a LAUNCHED server from being up: the post-launch action that is awaited, once its instance is as it should be. */
function describeVerifying(state: DrillState, server: ServerState): string {
  const wanted = state.waves.get(server.wave)?.planned.verify.launchActions
  if (wanted !== 'required' || server.instance?.state !== expectedInstanceState(server)) {
    return 'LAUNCHED and being verified'
  }
  const { runs = [] } = server.participant?.launchActions ?? {}
  if (runs.length === 0) return 'LAUNCHED, its post-launch actions not reported yet'
  const awaited = awaitedAction(runs)
  return awaited === undefined
    ? 'LAUNCHED, waiting whether DRS lists another post-launch action'
    : `LAUNCHED, post-launch action "${awaited.name}" ${awaited.status}`
}

/** Waves that are up, and whose dependents still wait for the end of their soak time. */
function soaking(state: DrillState, now: Timestamp): readonly string[] {
  return [...state.waves.values()].flatMap((wave) => {
    const until = soakedAt(wave)
    if (until === undefined || until <= now) return []
    const next = [...state.waves.values()].filter(
      (other) => other.status === 'waiting' && other.planned.after.includes(wave.planned.name)
    )
    if (next.length === 0) return []
    const names = listed(next.map(({ planned }) => planned.name))
    return [`${names}: after ${formatDuration(secondsBetween(now, until))} more of soak time of ${wave.planned.name}`]
  })
}

/** What is awaited while no wave runs. */
function describePause(state: DrillState, now: Timestamp): readonly string[] {
  if (state.identity === undefined) return ['AWS is asked whose credentials these are']
  if (isSelectionWanted(state)) return ['DRS is asked which source servers match the plan']
  if (!state.described || state.survey === undefined) {
    return [`AWS is asked about ${counted(state.servers.size, 'server')} and the jobs that run`]
  }
  if (state.wait !== undefined && isWaitingForOthers(state)) return describeWait(state, state.wait.until, now)
  if (needsSnapshots(state) && !hasBegun(state)) return ['AWS is asked for recovery snapshots']
  const settled = [...state.waves.values()].every((wave) => wave.settledAt !== undefined || !wave.selected)
  return settled ? ['a last look at jobs and instances before the verdict'] : []
}

/** Which jobs of others the start waits for, and for how long yet. */
function describeWait(state: DrillState, until: Timestamp, now: Timestamp): readonly string[] {
  const holding = heldByOthers(state)
  if (holding.length === 0) return ['no server is held by another job any more: AWS is asked about them anew']
  const name = namesOf(state)
  const jobsOf = (which: readonly Holding[], what: string): string => {
    const jobs = [...new Set(which.map(({ jobId }) => jobId))].map((jobId) => {
      const held = which.filter((one) => one.jobId === jobId).map(({ sourceServerId }) => name(sourceServerId))
      return `${jobId}, which ${what} ${listed(held, serversInWave)}`
    })
    return listed(jobs, wavesInLine)
  }
  const running = holding.filter(({ hasLaunched }) => hasLaunched !== true)
  const ended = holding.filter(({ hasLaunched }) => hasLaunched === true)
  const awaited = [
    ...(running.length === 0 ? [] : [`the end of ${jobsOf(running, 'holds')}`]),
    ...(ended.length === 0 ? [] : [`DRS to list the instances of ${jobsOf(ended, 'has launched')}`])
  ]
  return [`before the start: ${awaited.join('; ')}: ${timeLeft(until, now)} of this wait`]
}

function troubles(state: DrillState): readonly string[] {
  return [...state.trouble.values()].map(
    ({ failure, count: times }) =>
      `${operationOf(failure)} without an answer ${times === 1 ? 'once' : `${times} times`}`
  )
}

function countUp(state: DrillState, waves: readonly WaveState[]): string {
  const servers = waves.flatMap((wave) => serversOf(state, wave))
  const up = servers.filter((server) => server.outcome?.status === 'launched').length
  return `${up} of ${servers.length} up`
}

function timeLeft(deadline: Timestamp, now: Timestamp): string {
  return deadline <= now ? 'no time left' : `${formatDuration(secondsBetween(now, deadline))} left`
}

function runningWaves(state: DrillState): readonly WaveState[] {
  return [...state.waves.values()].filter((wave) => wave.status === 'running')
}
