import { stopTasks } from '../actions/tasks.js'
import { drillDeadline } from '../budgets.js'
import type { Conclusion, InstanceQuestion } from '../commands.js'
import { isPassing } from '../failure.js'
import { hasEnded } from '../watch/job.js'
import { retryAt } from '../watch/pace.js'
import { lastReadings } from './last-reading.js'
import { areActionsConfirmed, jobsOfActions, lateActions, unseenActions } from './late-actions.js'
import type { Task } from '../task.js'
import type { DrillState, ServerState, WaveState } from '../state.js'
import { addSeconds, earliest, type Timestamp } from '../timestamp.js'
import { expectedInstanceState } from '../watch/verification.js'

/** How long an instance that was up, and is now missing or in another state, may take to come back. */
const relapseSeconds = 300
/** The closing look is made although the budget is spent: it costs a second, and what is told must be true. */
const closingGraceSeconds = 60
/** How often a question is repeated whose answer only completes the evidence. */
const courtesyTries = 3

/** Whether every selected wave has come to its end. */
export function isClosing(state: DrillState): boolean {
  const selected = [...state.waves.values()].filter((wave) => wave.selected)
  return selected.length > 0 && selected.every((wave) => wave.settledAt !== undefined)
}

/** When the last questions are no longer asked. */
export function closingDeadline(state: DrillState): Timestamp {
  return addSeconds(drillDeadline(state), closingGraceSeconds)
}

/**
 * The last questions of a drill, so that the verdict is true at the moment it is given, and nothing is left running
 * unsaid: every launched server's instance is looked at once more when that was some time ago (a server of the first wave
 * may be gone by the time the last is up), and so is every job that still runs and every server that did not come up. A log
 * that nobody could read is asked for once more.
 */
export function closingTasks(state: DrillState): readonly Task[] {
  const since = lastSettledAt(state)
  const actions = jobsOfActions(state, since, isPassingSoFar(state))
  const asked = actions.length > 0 && (isPassingSoFar(state) || !isHopeless(state, 'jobs'))
  const running = isHopeless(state, 'jobs')
    ? []
    : [...state.jobs.values()].filter((job) => !hasEnded(job) && job.seenAt < since)
  const jobs = [...new Set([...running, ...(asked ? actions : [])])]
  const instances = questionsLeft(state, since)
  return [
    ...(jobs.length > 0
      ? [
          {
            at:
              retryAt(state, 'jobs') ??
              pauseBetween(
                state,
                jobs.map(({ seenAt }) => seenAt),
                since
              ) ??
              since,
            command: { do: 'observe-jobs', jobIds: jobs.map(({ jobId }) => jobId) } as const
          }
        ]
      : []),
    ...(instances.length > 0
      ? [
          {
            at: retryAt(state, 'instances') ?? pauseAfterLook(state, instances, since) ?? since,
            command: { do: 'observe-instances', servers: instances } as const
          }
        ]
      : []),
    ...lastReadings(state, since),
    ...stopTasks(state)
  ]
}

/** Servers that were up and are not seen to be so any more: the verdict must not call them launched. */
export function relapses(state: DrillState, now: Timestamp): readonly Conclusion[] {
  const since = lastSettledAt(state)
  const patienceEnds = earliest([addSeconds(since, relapseSeconds), closingDeadline(state)]) ?? since
  // Where something else is not up already, a server stays what it was seen to be; green it is only when confirmed.
  const isPassing = isPassingSoFar(state)
  return [...state.waves.values()].flatMap((wave) => {
    const fallen = now < patienceEnds ? [] : launchedServers(state, wave).filter(hasFallen)
    const unconfirmed = isPassing && now >= closingDeadline(state)
    const unseen = unconfirmed
      ? [
          ...new Set([
            ...launchedServers(state, wave).filter(isUnseenSince(since)),
            ...unseenActions(state, wave, since)
          ])
        ]
      : []
    const told = new Set([...fallen, ...unseen].map(({ sourceServerId }) => sourceServerId))
    const late = lateActions(state, wave, { now, patienceEnds, isPassing }).filter(
      ({ sourceServerId }) => !told.has(sourceServerId)
    )
    if (told.size + late.length === 0) return []
    const servers = [
      ...fallen.map((server) => ({
        sourceServerId: server.sourceServerId,
        status: 'unverified' as const,
        reason: `it was up, but at the end of the drill ${server.instance?.ec2InstanceId ?? 'its instance'} is ${server.instance?.state ?? 'unknown'}`
      })),
      ...unseen.map(({ sourceServerId }) => ({
        sourceServerId,
        status: 'timed-out' as const,
        reason: 'it was up, but the budget of the drill ran out before that could be confirmed at the end'
      })),
      ...late
    ]
    const failed = fallen.length > 0 || wave.status === 'failed' || late.some(({ status }) => status === 'failed')
    const status = failed ? ('failed' as const) : ('timed-out' as const)
    const count =
      servers.length === 1 ? '1 server that was up is not' : `${String(servers.length)} servers that were up are not`
    const reason = `${count} any more at the end of the drill`
    return [
      { type: 'servers-settled', servers },
      { type: 'wave-settled', wave: wave.planned.name, status, reason }
    ]
  })
}

/** Whether every server that is up was seen to be so at the end. */
export function isConfirmed(state: DrillState): boolean {
  const since = lastSettledAt(state)
  const isUnseen = isUnseenSince(since)
  if (!areActionsConfirmed(state, since)) return false
  return [...state.waves.values()]
    .flatMap((wave) => launchedServers(state, wave))
    .every((server) => !isUnseen(server) && !hasFallen(server))
}

/** Whether the drill passes, if what was up still is. */
function isPassingSoFar(state: DrillState): boolean {
  return [...state.waves.values()].every((wave) => !wave.selected || wave.status === 'up')
}

/** When the last wave came to its end. */
function lastSettledAt(state: DrillState): Timestamp {
  let last = state.openedAt
  for (const wave of state.waves.values())
    if (wave.settledAt !== undefined && wave.settledAt > last) last = wave.settledAt
  return last
}

function questionsLeft(state: DrillState, since: Timestamp): readonly InstanceQuestion[] {
  const hopeless = isHopeless(state, 'instances')
  const unseen = isUnseenSince(since)
  // While one of them is waited for, another may go: a pass rests on one look at all of them.
  const isWaiting = [...state.waves.values()]
    .flatMap((wave) => launchedServers(state, wave))
    .some((server) => hasFallen(server) || mayGetPoint(state, server, since))
  return [...state.servers.values()].flatMap((server) => {
    const { jobId, sourceServerId } = server
    if (jobId === undefined || state.waves.get(server.wave)?.selected !== true) return []
    const up = server.outcome?.status === 'launched' && checksInstance(state, server)
    const wanted = up ? unseen(server) || isWaiting : server.instanceSeenAt === undefined || unseen(server)
    if (!wanted || (hopeless && !up)) return []
    return [{ sourceServerId, jobId, statusChecks: false }]
  })
}

/** A look made before the last wave was settled proves nothing: what it came to its end with may have ended the instance. */
function isUnseenSince(since: Timestamp): (server: ServerState) => boolean {
  return ({ instanceSeenAt }) => instanceSeenAt === undefined || instanceSeenAt < since
}

/** The plan states an RPO, and DRS has not told yet what it launched the server from: it may a moment later. */
function mayGetPoint(state: DrillState, { instance, instanceSeenAt = '' }: ServerState, since: Timestamp): boolean {
  if (state.plan?.objectives.rpoSeconds === undefined || instance?.recoveryPoint !== undefined) return false
  return instanceSeenAt < addSeconds(since, courtesyTries * lookAgainSeconds(state))
}

/** The pause between two looks at what may change in a moment. */
function lookAgainSeconds({ pollIntervalSeconds }: DrillState): number {
  return Math.min(pollIntervalSeconds, 10)
}

function launchedServers(state: DrillState, wave: WaveState): readonly ServerState[] {
  if (!wave.selected) return []
  return wave.planned.servers.flatMap((id) => {
    const server = state.servers.get(id)
    return server?.outcome?.status === 'launched' && checksInstance(state, server) ? [server] : []
  })
}

function checksInstance(state: DrillState, server: ServerState): boolean {
  return state.waves.get(server.wave)?.planned.verify.instance !== 'none'
}

function hasFallen(server: ServerState): boolean {
  return server.instance?.state !== expectedInstanceState(server)
}

/** When they are looked at again that were all looked at since, and were not as they are to be. */
function pauseAfterLook(
  state: DrillState,
  questions: readonly InstanceQuestion[],
  since: Timestamp
): Timestamp | undefined {
  return pauseBetween(
    state,
    questions.map(({ sourceServerId }) => state.servers.get(sourceServerId)?.instanceSeenAt),
    since
  )
}

function pauseBetween(
  state: DrillState,
  looks: readonly (Timestamp | undefined)[],
  since: Timestamp
): Timestamp | undefined {
  if (looks.some((at) => at === undefined || at < since)) return undefined
  const first = earliest(looks)
  return first === undefined ? undefined : addSeconds(first, lookAgainSeconds(state))
}

function isHopeless(state: DrillState, look: 'jobs' | 'instances'): boolean {
  const trouble = state.trouble.get(look)
  return trouble !== undefined && (trouble.count >= courtesyTries || !isPassing(trouble.failure))
}
