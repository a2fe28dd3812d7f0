import { drillDeadline } from '../drill/budgets.js'
import type { DrillEvent, EventOf } from '../drill/events.js'
import { type Failure, isPassing } from '../drill/failure.js'
import { hasEnded } from '../drill/job.js'
import type { DrillState, JobState, WaveState } from '../drill/state.js'
import { addSeconds, secondsBetween, type Timestamp } from '../drill/timestamp.js'
import { formatDuration } from '../plan/duration.js'
import { count, createPage, listed, operationOf, type Page, spent } from './narration-page.js'
import { inCapitals, instanceNews, launchNews, logNews, outcomeNews } from './narration-servers.js'

/** Servers of a job that are named with their IDs when their launch is asked for. */
const namesAtFirstMention = 20
/** The part of a budget after which it is said, once, that little is left. */
const warnAfter = 0.8

/**
 * What a person reads of an event: a line for what changed and what it means, or none where there is nothing to say.
 * Refusals are not told here: they are annotations. The lines hold text from outside; whoever prints them makes them
 * safe for the place they go to.
 */
export function narrate(before: DrillState, event: DrillEvent, after: DrillState): readonly string[] {
  const page = createPage(after, event.at)
  const lines = [...budgetWarnings(before, event, after, page), ...tell(before, event, after, page)]
  return [...lines, ...recoveries(before, after, page)].filter((line, index, all) => line !== all[index - 1])
}

function tell(before: DrillState, event: DrillEvent, after: DrillState, page: Page): readonly string[] {
  switch (event.type) {
    case 'execution-opened':
    case 'plan-accepted':
    case 'refused':
    case 'calls-counted':
      return []
    case 'identity-confirmed': {
      const { account, arn, region } = event.identity
      return [page.drill(`AWS account ${account}, Region ${region}, as ${arn}`)]
    }
    case 'servers-described':
      return [page.drill(`${event.servers.length} of ${count(after.servers.size, 'server')} found in DRS`)]
    case 'jobs-surveyed':
      return tellSurvey(before, event, after, page)
    case 'wave-started': {
      const planned = after.waves.get(event.wave)?.planned
      if (planned === undefined) return []
      const budget = formatDuration(planned.timeoutSeconds)
      return [
        page.wave(event.wave, `wave started: ${count(planned.servers.length, 'server')} to be up within ${budget}`)
      ]
    }
    case 'job-requested': {
      const kind = after.mode === 'recovery' ? 'RECOVERY' : 'drill'
      const names =
        event.servers.length <= namesAtFirstMention
          ? event.servers.map((id) => page.fullName(id)).join(', ')
          : page.names(event.servers)
      return [
        page.wave(event.wave, `asking DRS for a ${kind} launch of ${count(event.servers.length, 'server')}: ${names}`)
      ]
    }
    case 'job-started':
      return tellOfJob(after, event.job.jobId, page, 'started')
    case 'job-refused':
      return tellRefusal(before, event, after, page)
    case 'job-answer-lost': {
      const text = `no answer to StartRecovery (${event.failure.message}): looking for its job before anything is tried again`
      return [page.wave(waveOfRequest(after, event.request), text)]
    }
    case 'request-abandoned':
      return [
        page.wave(waveOfRequest(after, event.request), 'DRS shows no job of that request: it was not carried out')
      ]
    case 'jobs-observed': {
      const ids = event.changes.flatMap((job) => after.jobs.get(job.jobId)?.servers ?? [])
      return [
        ...page.servers(launchNews(before, after, ids)),
        ...event.changes.flatMap(({ jobId }) => tellEnd(before, after, jobId, page))
      ]
    }
    case 'job-log-read':
      return tellLog(before, event, after, page)
    case 'instances-observed':
      return page.servers(
        instanceNews(
          before,
          after,
          event.changes.map(({ sourceServerId }) => sourceServerId)
        ).filter(({ sourceServerId }) => after.servers.get(sourceServerId)?.outcome === undefined)
      )
    case 'look-failed':
      return tellTrouble(before, event, page)
    case 'servers-released':
      return page.servers(
        event.servers.map(({ sourceServerId, reason }) => {
          const text = `an earlier attempt did not bring it up (${reason}): to be launched anew`
          return { sourceServerId, text, together: text }
        })
      )
    case 'servers-settled':
      return page.servers(
        outcomeNews(
          before,
          after,
          event.servers.map(({ sourceServerId }) => sourceServerId)
        )
      )
    case 'wave-settled':
      return tellWaveEnd(event, after, page)
    case 'cancel-requested': {
      const running = [...after.jobs.values()].filter((job) => !hasEnded(job))
      const jobs = running.map((job) => `${job.jobId} (${count(job.servers.length, 'server')})`)
      const left = jobs.length === 0 ? 'no job is running' : `still running in DRS: ${listed(jobs, 10)}`
      return [page.drill(`CANCELLED by ${event.signal}: nothing more is started; ${left}`)]
    }
    case 'execution-finished':
      return [page.drill(`${after.mode} ${inCapitals(event.status)}: ${event.reason}`)]
  }
}

function tellLog(before: DrillState, event: EventOf<'job-log-read'>, after: DrillState, page: Page): readonly string[] {
  const job = after.jobs.get(event.jobId)
  return job === undefined ? [] : page.servers(logNews(before, after, job))
}

/** Jobs that the survey has found, servers that others hold, and what a survey shows of jobs known before. */
function tellSurvey(
  before: DrillState,
  event: EventOf<'jobs-surveyed'>,
  after: DrillState,
  page: Page
): readonly string[] {
  const found = [...after.jobs.keys()].filter((jobId) => !before.jobs.has(jobId))
  const known = [...after.jobs.values()].filter(({ jobId }) => before.jobs.has(jobId)).flatMap((job) => job.servers)
  const { jobs, servers, holding } = event.foreign
  const others = `${count(jobs, 'other job')} with ${count(servers, 'server')} ${jobs === 1 ? 'runs' : 'run'} in this account and Region`
  const held = new Set(before.survey?.foreign.holding.map(({ sourceServerId }) => sourceServerId))
  const holds = new Set(holding.map(({ sourceServerId }) => sourceServerId))
  return [
    ...(before.survey === undefined && jobs > 0 ? [page.drill(`${others}: they count against the quotas of DRS`)] : []),
    ...found.flatMap((jobId) => {
      const job = after.jobs.get(jobId)
      if (job?.adopted === undefined) return tellOfJob(after, jobId, page, 'found: it is the one without an answer')
      return tellOfJob(after, jobId, page, `of an earlier attempt found (${countStatuses(job)}): going on with it`)
    }),
    ...page.servers([
      ...launchNews(before, after, known),
      ...holding
        .filter(({ sourceServerId }) => !held.has(sourceServerId))
        .map(({ sourceServerId, jobId }) => {
          const text = `held by ${jobId}, a job of somebody else: waiting for its end`
          return { sourceServerId, text, together: text }
        }),
      ...[...held]
        .filter((sourceServerId) => !holds.has(sourceServerId))
        .map((sourceServerId) => {
          const text = 'no longer held by a job of somebody else'
          return { sourceServerId, text, together: text }
        })
    ])
  ]
}

function tellOfJob(state: DrillState, jobId: string, page: Page, what: string): readonly string[] {
  const job = state.jobs.get(jobId)
  if (job === undefined) return []
  return [page.wave(job.wave, `job ${jobId} with ${count(job.servers.length, 'server')} ${what}`)]
}

/** `1 LAUNCHED, 2 PENDING`. */
function countStatuses(job: JobState): string {
  const counts = new Map<string, number>()
  for (const { launchStatus } of job.participants) counts.set(launchStatus, (counts.get(launchStatus) ?? 0) + 1)
  return counts.size === 0 ? job.status : [...counts].map(([status, number]) => `${number} ${status}`).join(', ')
}

/** A job's end is no server's success: say who is still waited for. */
function tellEnd(before: DrillState, after: DrillState, jobId: string, page: Page): readonly string[] {
  const job = after.jobs.get(jobId)
  if (job?.status !== 'COMPLETED' || before.jobs.get(jobId)?.status === 'COMPLETED') return []
  const open = job.servers.filter((id) => {
    const status = after.servers.get(id)?.participant?.launchStatus
    return status !== 'LAUNCHED' && status !== 'FAILED' && status !== 'TERMINATED'
  })
  const left = open.length === 0 ? '' : `, but not the launch of ${page.names(open)}: still looking`
  return [page.wave(job.wave, `job ${jobId} has ended (COMPLETED)${left}`)]
}

function tellRefusal(
  before: DrillState,
  event: EventOf<'job-refused'>,
  after: DrillState,
  page: Page
): readonly string[] {
  const { failure, request } = event
  const passing = isPassing(failure)
  const times = (before.startTrouble?.count ?? 0) + 1
  if (passing && !isWorthSaying(times)) return []
  const next = passing ? `: asking again${repeated(times)}` : ''
  return [page.wave(waveOfRequest(after, request), `StartRecovery refused (${failure.message})${next}`)]
}

function tellTrouble(before: DrillState, event: EventOf<'look-failed'>, page: Page): readonly string[] {
  const times = (before.trouble.get(event.look)?.count ?? 0) + 1
  if (!isWorthSaying(times)) return []
  const next = isPassing(event.failure) ? `: asking again${repeated(times)}` : ''
  return [page.drill(`${operationOf(event.failure)} ${describeFailure(event.failure)}${next}`)]
}

function describeFailure({ class: kind, message }: Failure): string {
  if (kind === 'throttled') return `throttled by AWS (${message})`
  return kind === 'unavailable' ? `not answered (${message})` : `failed (${message})`
}

/** The first time, and then ever more seldom: 1, 5, 10, 20, 40, … */
function isWorthSaying(times: number): boolean {
  return times === 1 || times === 5 || (times % 10 === 0 && Number.isInteger(Math.log2(times / 10)))
}

function repeated(times: number): string {
  return times === 1 ? '' : ` (${times} times in a row)`
}

function recoveries(before: DrillState, after: DrillState, page: Page): readonly string[] {
  return [...before.trouble].flatMap(([look, { count: times, failure }]) =>
    after.trouble.has(look)
      ? []
      : [page.drill(`${operationOf(failure)} answers again after ${count(times, 'failure')}`)]
  )
}

function tellWaveEnd(event: EventOf<'wave-settled'>, after: DrillState, page: Page): readonly string[] {
  const { status, reason } = event
  const wave = after.waves.get(event.wave)
  if (wave === undefined) return []
  if (!wave.selected)
    return [page.wave(event.wave, `${inCapitals(status)} since an earlier job of this run: ${reason}`)]
  const used = describeUsed(wave, event.at)
  const soak = wave.planned.soakSeconds
  switch (status) {
    case 'up': {
      const next = soak > 0 && hasDependents(after, wave) ? `; the next waves wait ${formatDuration(soak)} (soak)` : ''
      const { length } = wave.planned.servers
      return [page.wave(event.wave, `wave UP: ${length} of ${count(length, 'server')}${used}${next}`)]
    }
    case 'not-started':
      return [page.wave(event.wave, `wave NOT STARTED: ${reason}`)]
    case 'failed':
    case 'timed-out':
    case 'cancelled':
      return [page.wave(event.wave, `wave ${inCapitals(status)}: ${reason}${used}${consequence(after, wave)}`)]
  }
}

function describeUsed({ startedAt, planned }: WaveState, at: Timestamp): string {
  if (startedAt === undefined) return ''
  return `, ${spent(startedAt, at)} of ${formatDuration(planned.timeoutSeconds)} used`
}

function consequence(state: DrillState, wave: WaveState): string {
  const waiting = [...state.waves.values()].some((other) => other.status === 'waiting')
  if (!waiting || wave.status === 'cancelled') return ''
  return wave.planned.onFailure === 'stop'
    ? '; no further wave starts (on-failure: stop)'
    : '; waves that do not come after it go on (on-failure: continue)'
}

function hasDependents(state: DrillState, wave: WaveState): boolean {
  return [...state.waves.values()].some((other) => other.planned.after.includes(wave.planned.name))
}

/** Said at the first look at the jobs after the greater part of a budget is spent. */
function budgetWarnings(before: DrillState, event: DrillEvent, after: DrillState, page: Page): readonly string[] {
  const looked = event.type === 'jobs-observed' || (event.type === 'look-failed' && event.look === 'jobs')
  if (!looked) return []
  const passed = (from: Timestamp, seconds: number): boolean => {
    const moment = addSeconds(from, seconds * warnAfter)
    return moment <= event.at && moment > lastLook(before)
  }
  const left = (deadline: Timestamp): string => formatDuration(Math.max(0, secondsBetween(event.at, deadline)))
  const waves = [...after.waves.values()].flatMap((wave) => {
    const { startedAt, planned, status } = wave
    if (status !== 'running' || startedAt === undefined || !passed(startedAt, planned.timeoutSeconds)) return []
    const awaited = planned.servers.filter((id) => after.servers.get(id)?.outcome === undefined)
    const rest = left(addSeconds(startedAt, planned.timeoutSeconds))
    return [
      page.wave(
        planned.name,
        `little time left: ${rest} of ${formatDuration(planned.timeoutSeconds)}, waiting for ${page.names(awaited)}`
      )
    ]
  })
  const whole = `little time left: ${left(drillDeadline(after))} of the ${formatDuration(after.timeoutSeconds)} for the whole drill`
  return [...waves, ...(passed(after.openedAt, after.timeoutSeconds) ? [page.drill(whole)] : [])]
}

function lastLook(state: DrillState): Timestamp {
  const failing = state.trouble.get('jobs')
  const looks = [...[...state.jobs.values()].map((job) => job.seenAt), ...(failing === undefined ? [] : [failing.at])]
  return looks.reduce((latest, at) => (at > latest ? at : latest), state.openedAt)
}

function waveOfRequest(state: DrillState, request: number): string {
  return state.requests.find((known) => known.request === request)?.wave ?? ''
}
