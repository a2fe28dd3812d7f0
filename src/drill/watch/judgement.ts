import { counted } from '../../plan/wording.js'
import { actionsOf, hinderingAction } from '../actions/action.js'
import { endByActions, judgeActions, nextActionDeadlines, settleUnstarted } from '../actions/judgement.js'
import { describeDeadline, drillDeadline, soakedAt, waveDeadline } from '../budgets.js'
import type { Conclusion } from '../commands.js'
import { isAdmitted } from '../preflight/admission.js'
import { named } from '../preflight/finding.js'
import { judgeIsolation } from './isolation.js'
import { hasEnded } from './job.js'
import { lastAnswer } from './last-answer.js'
import { describeTrouble, hasFinalTrouble } from './job-log.js'
import { losses } from './loss.js'
import { judgeRequiredActions } from './launch-actions.js'
import { waitDeadline } from '../preflight/other-jobs.js'
import { logDueAt } from './pace.js'
import { mayBeRetried, withEarlierFailures } from '../launch/retry.js'
import { isSelectionWanted } from '../selection/selected-state.js'
import { nameOf, serversOf } from '../servers.js'
import type { DrillState, JobState, ServerState, WaveState } from '../state.js'
import type { ServerStatus, WaveEnd } from '../status.js'
import type { Timestamp } from '../timestamp.js'
import { judgeUnlaunched, type Budget } from '../launch/unlaunched.js'
import { isGone, verify } from './verification.js'
import { worstOf } from './wave-end.js'

/**
 * What is concluded of a server: it has come to an end, this attempt has to launch it anew, or its launch in this job is
 * tried again.
 */
type Verdict =
  | { readonly settle: ServerStatus; readonly reason: string }
  | { readonly release: true; readonly reason: string }
  | { readonly retry: string; readonly reason: string }

/**
 * What follows, at `now`, from what is known: servers that are settled, waves that are settled, waves that begin.
 * Each list of conclusions is to be written down before the next is asked for; an empty one means that nothing more
 * follows until something is seen or time passes.
 */
export function judge(state: DrillState, now: Timestamp): readonly Conclusion[] {
  const actions = judgeActions(state, now)
  if (actions.length > 0) return actions
  const servers = judgeServers(state, now)
  if (servers.length > 0) return servers
  const lost = losses(state)
  if (lost.length > 0) return lost
  const settled = [...state.waves.values()].flatMap((wave) => judgeWave(state, wave, now))
  if (settled.length > 0) return settled
  return isAdmitted(state) ? wavesToStart(state, now).map((wave) => ({ type: 'wave-started', wave })) : []
}

/** When the next conclusion may follow from the mere passing of time. */
export function nextJudgementAt(state: DrillState): readonly Timestamp[] {
  const waitEnds = waitDeadline(state)
  const waves = [...state.waves.values()].flatMap((wave) => {
    if (wave.status === 'running') return [waveDeadline(state, wave)]
    if (wave.status !== 'waiting') return []
    const soaks = wave.planned.after.flatMap((name) => {
      const before = state.waves.get(name)
      const soaked = before === undefined ? undefined : soakedAt(before)
      return soaked === undefined ? [] : [soaked]
    })
    return [drillDeadline(state), ...soaks]
  })
  return [...(waitEnds === undefined ? [] : [waitEnds]), ...waves, ...nextActionDeadlines(state)]
}

function judgeServers(state: DrillState, now: Timestamp): readonly Conclusion[] {
  const settled: { sourceServerId: string; status: ServerStatus; reason: string }[] = []
  const released: { sourceServerId: string; reason: string }[] = []
  const retried: { sourceServerId: string; jobId: string; reason: string }[] = []
  for (const wave of state.waves.values()) {
    if (wave.status !== 'running') continue
    const budget = { spent: now >= waveDeadline(state, wave), name: describeDeadline(state, wave) }
    for (const server of serversOf(state, wave)) {
      const verdict = server.outcome === undefined ? judgeServer(state, server, wave, budget) : undefined
      if (verdict === undefined) continue
      const { sourceServerId } = server
      const { reason } = verdict
      if ('release' in verdict) released.push({ sourceServerId, reason })
      else if ('retry' in verdict) retried.push({ sourceServerId, jobId: verdict.retry, reason })
      else {
        const told = verdict.settle === 'launched' ? reason : withEarlierFailures(reason, server)
        settled.push({ sourceServerId, status: verdict.settle, reason: told })
      }
    }
  }
  return [
    ...(released.length > 0 ? [{ type: 'servers-released', servers: released } as const] : []),
    ...(retried.length > 0 ? [{ type: 'servers-retried', servers: retried } as const] : []),
    ...(settled.length > 0 ? [{ type: 'servers-settled', servers: settled } as const] : [])
  ]
}

/** What may be concluded of a server at one time or another, from what is known. */
export function conclusionsAbout(
  state: DrillState,
  server: ServerState,
  wave: WaveState
): readonly (ServerStatus | 'released' | `retry of ${string}`)[] {
  return [false, true].flatMap((spent) => {
    const verdict = judgeServer(state, server, wave, { spent, name: '' })
    if (verdict === undefined) return []
    if ('release' in verdict) return ['released']
    return 'retry' in verdict ? [`retry of ${verdict.retry}` as const] : [verdict.settle]
  })
}

function judgeServer(state: DrillState, server: ServerState, wave: WaveState, budget: Budget): Verdict | undefined {
  const job = server.jobId === undefined ? undefined : state.jobs.get(server.jobId)
  if (job === undefined) return judgeUnlaunched(state, server, wave, budget)
  if (job.adopted?.lost.includes(server.sourceServerId) === true) {
    return { release: true, reason: `its launch by ${job.jobId}, in an earlier attempt, failed or was terminated` }
  }
  const launchStatus = server.participant?.launchStatus
  switch (launchStatus) {
    case 'LAUNCHED':
      return judgeLaunched(state, server, wave, job, budget)
    case 'FAILED': {
      // The reason stands in the log alone: read it first, while there is time and DRS answers.
      if (!budget.spent && explanationIsComing(state, job, server)) return undefined
      const trouble = server.log.trouble
      const reason =
        trouble === undefined
          ? `DRS says FAILED in ${job.jobId}, and the job's log gives no reason; open the job in the DRS console`
          : `launch FAILED in ${job.jobId}: ${describeTrouble(trouble)}`
      return failedLaunch(state, server, wave, job, budget, reason)
    }
    case 'TERMINATED':
      return lost(
        state,
        server,
        job,
        'terminated',
        `DRS says TERMINATED in ${job.jobId}: its recovery instance was removed`
      )
    default:
      return judgeLaunching(state, server, wave, job, budget)
  }
}

/** A server that is PENDING, IN_PROGRESS or in a status that nobody knows: whatever its job says, it is not there yet. */
function judgeLaunching(
  state: DrillState,
  server: ServerState,
  wave: WaveState,
  job: JobState,
  budget: Budget
): Verdict | undefined {
  const { trouble } = server.log
  const shown = server.participant?.launchStatus ?? 'not listed'
  if (trouble !== undefined) {
    const reason = `${describeTrouble(trouble)} (${job.jobId}, launch status ${shown})`
    if (trouble.kind === 'skipped') return lost(state, server, job, 'skipped', reason)
    // A failed phase is final once the job has ended; before that DRS may try again, and after it where the log says so.
    if ((hasEnded(job) && hasFinalTrouble(server.log)) || budget.spent)
      return failedLaunch(state, server, wave, job, budget, reason)
  }
  if (!budget.spent) return undefined
  const phase = server.log.phase === undefined ? '' : ` in the ${server.log.phase} phase`
  const ended = hasEnded(job) ? ' although the job has ended' : ''
  return {
    settle: 'timed-out',
    reason: `${budget.name} ran out while it was ${shown}${phase}${ended} (${job.jobId})${lastAnswer(state, ['jobs'], job.seenAt)}`
  }
}

function judgeLaunched(
  state: DrillState,
  server: ServerState,
  wave: WaveState,
  job: JobState,
  budget: Budget
): Verdict | undefined {
  const finding =
    judgeIsolation(state, server, wave) ??
    verify(server, wave.planned.verify, judgeRequiredActions(state, server, wave))
  switch (finding.is) {
    case 'up':
      return { settle: 'launched', reason: finding.reason }
    case 'never':
      return lost(state, server, job, finding.status, finding.reason)
    case 'not-yet':
      if (!budget.spent) return undefined
      return {
        settle: finding.wrong ? 'unverified' : 'timed-out',
        reason: `${budget.name} ran out; as last seen, ${finding.reason}${lastAnswer(state, ['instances'], server.instanceSeenAt)}`
      }
  }
}

/** A server that did not come up. One that an earlier attempt had lost already is launched anew instead. */
function lost(state: DrillState, server: ServerState, job: JobState, status: ServerStatus, reason: string): Verdict {
  const { trouble } = server.log
  const before = job.adopted?.ended === true || (trouble !== undefined && trouble.at < state.openedAt)
  // A failover that runs is never wiped to be tried again: people may have put it to work.
  const isLive =
    state.mode === 'recovery' && server.participant?.launchStatus === 'LAUNCHED' && !isGone(server.instance)
  return job.adopted !== undefined && before && !isLive ? { release: true, reason } : { settle: status, reason }
}

/** A launch that failed is tried again while the plan allows it and there is time. */
function failedLaunch(
  state: DrillState,
  server: ServerState,
  wave: WaveState,
  job: JobState,
  budget: Budget,
  reason: string
): Verdict {
  const verdict = lost(state, server, job, 'failed', reason)
  if ('release' in verdict || budget.spent || !wave.selected || !mayBeRetried(server, wave)) return verdict
  return { retry: job.jobId, reason }
}

/** Whether the log still has to be read before a failure can be explained; a second reading in a row that fails is the last. */
function explanationIsComing(state: DrillState, job: JobState, server: ServerState): boolean {
  const unread = state.trouble.get('job-log')
  // Looks that failed before the failure do not count: the job may only have been too young to have a log.
  if (server.log.trouble !== undefined || (unread !== undefined && unread.count >= 2 && unread.at > job.changedAt)) {
    return false
  }
  const due = logDueAt(state, job)
  return due !== undefined && (job.logReadAt === undefined || job.changedAt > job.logReadAt)
}

function judgeWave(state: DrillState, wave: WaveState, now: Timestamp): readonly Conclusion[] {
  if (wave.status === 'waiting') return judgeWaiting(state, wave, now)
  if (wave.status !== 'running') return []
  const servers = serversOf(state, wave)
  // Where nothing was looked at yet, nothing is up: a wave left out may wait for what its match finds.
  if (servers.length === 0 || isSelectionWanted(state)) return []
  const isOpen = (one: { readonly outcome?: unknown }): boolean => one.outcome === undefined
  if (servers.some(isOpen) || actionsOf(state, wave.planned.name).some(isOpen)) return []
  const byActions = endByActions(state, wave.planned.name)
  const down = servers.filter((server) => server.outcome?.status !== 'launched')
  if (byActions !== undefined && (down.length === 0 || hinderingAction(state, wave) !== undefined)) {
    return [settle(wave, byActions.status, byActions.reason)]
  }
  if (down.length === 0) {
    return [
      settle(wave, 'up', servers.length === 1 ? 'its server is up' : `all ${String(servers.length)} servers are up`)
    ]
  }
  const names = named(down.map((server) => `${nameOf(server)} (${server.outcome?.status ?? 'unknown'})`))
  const reason = `${String(down.length)} of ${counted(servers.length, 'server')} ${down.length === 1 ? 'is' : 'are'} not up: ${names}`
  return [settle(wave, worstOf(down), reason)]
}

function judgeWaiting(state: DrillState, wave: WaveState, now: Timestamp): readonly Conclusion[] {
  const reason = whyNeverStarted(state, wave, now)
  if (reason === undefined) return []
  const servers = wave.planned.servers.map((sourceServerId) => {
    return { sourceServerId, status: 'not-started' as const, reason }
  })
  return [
    ...(servers.length > 0 ? [{ type: 'servers-settled', servers } as const] : []),
    ...settleUnstarted(state, wave.planned.name, reason),
    settle(wave, 'not-started', reason)
  ]
}

function whyNeverStarted(state: DrillState, wave: WaveState, now: Timestamp): string | undefined {
  const broken = wave.planned.after.find((name) => {
    const status = state.waves.get(name)?.status
    return status !== undefined && status !== 'waiting' && status !== 'running' && status !== 'up'
  })
  if (broken !== undefined) return `wave ${broken}, which it comes after, is not up`
  const halting = [...state.waves.values()].find(
    ({ status, planned }) => (status === 'failed' || status === 'timed-out') && planned.onFailure === 'stop'
  )
  if (halting !== undefined) return `wave ${halting.planned.name} is not up, and its on-failure is stop`
  if (now < drillDeadline(state)) return undefined
  return `the budget of the drill ran out before it could start${lastAnswer(state, ['identity', 'servers', 'snapshots', 'survey', 'jobs'])}`
}

/** Waves whose turn it is: those they come after are up, and have soaked. */
export function wavesToStart(state: DrillState, now: Timestamp): readonly string[] {
  return [...state.waves.values()]
    .filter(
      (wave) =>
        wave.selected &&
        wave.status === 'waiting' &&
        wave.planned.after.every((name) => {
          const before = state.waves.get(name)
          const soaked = before === undefined ? undefined : soakedAt(before)
          return soaked !== undefined && now >= soaked
        })
    )
    .map((wave) => wave.planned.name)
}

function settle(wave: WaveState, status: WaveEnd, reason: string): Conclusion {
  return { type: 'wave-settled', wave: wave.planned.name, status, reason }
}
