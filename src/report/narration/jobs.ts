import type { EventOf } from '../../drill/events.js'
import { isPassing } from '../../drill/failure.js'
import { describeHold, holdingsOf } from '../../drill/launch/holdings.js'
import type { DrillState, JobState } from '../../drill/state.js'
import { type Page } from './page.js'
import { counted } from '../../plan/wording.js'
import { launchNews, logNews } from './servers.js'
import { isWorthSaying, repeated, shortMessage } from './trouble.js'

export function tellLog(
  before: DrillState,
  event: EventOf<'job-log-read'>,
  after: DrillState,
  page: Page
): readonly string[] {
  const job = after.jobs.get(event.jobId)
  return job === undefined ? [] : page.servers(logNews(before, after, job))
}

/** Jobs that the survey has found, servers that others hold, and what a survey shows of jobs known before. */
export function tellSurvey(
  before: DrillState,
  event: EventOf<'jobs-surveyed'>,
  after: DrillState,
  page: Page
): readonly string[] {
  const found = [...after.jobs.keys()].filter((jobId) => !before.jobs.has(jobId))
  const known = [...after.jobs.values()].filter(({ jobId }) => before.jobs.has(jobId)).flatMap((job) => job.servers)
  const { jobs, servers } = event.foreign
  const others = `${counted(jobs, 'other job')} with ${counted(servers, 'server')} ${jobs === 1 ? 'runs' : 'run'} in this account and Region`
  const held = new Set(holdingsOf(before).map(({ sourceServerId }) => sourceServerId))
  const holding = holdingsOf(after)
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
        .map((holder) => {
          const text = `${describeHold(holder)}${holder.hasLaunched === true ? '' : ': waiting for its end'}`
          return { sourceServerId: holder.sourceServerId, text, together: text }
        }),
      ...[...held]
        .filter((sourceServerId) => !holds.has(sourceServerId))
        .map((sourceServerId) => {
          const text = 'no longer held by another job'
          return { sourceServerId, text, together: text }
        })
    ])
  ]
}

export function tellOfJob(state: DrillState, jobId: string, page: Page, what: string): readonly string[] {
  const job = state.jobs.get(jobId)
  if (job === undefined) return []
  return [page.wave(job.wave, `job ${jobId} with ${counted(job.servers.length, 'server')} ${what}`)]
}

/** `1 LAUNCHED, 2 PENDING`. */
function countStatuses(job: JobState): string {
  const counts = new Map<string, number>()
  for (const { launchStatus } of job.participants) counts.set(launchStatus, (counts.get(launchStatus) ?? 0) + 1)
  return counts.size === 0 ? job.status : [...counts].map(([status, number]) => `${number} ${status}`).join(', ')
}

/** A job's end is no server's success: say who is still waited for. */
export function tellEnd(before: DrillState, after: DrillState, jobId: string, page: Page): readonly string[] {
  const job = after.jobs.get(jobId)
  if (job?.status !== 'COMPLETED' || before.jobs.get(jobId)?.status === 'COMPLETED') return []
  const open = job.servers.filter((id) => {
    const server = after.servers.get(id)
    // One that is to be launched again is not waited for in this job any more.
    if (server !== undefined && server.jobId !== jobId) return false
    // Nor is one of which all is known: skipped by DRS, or given up.
    if (server?.outcome !== undefined) return false
    const status = server?.participant?.launchStatus
    return status !== 'LAUNCHED' && status !== 'FAILED' && status !== 'TERMINATED'
  })
  const left = open.length === 0 ? '' : `, but not the launch of ${page.names(open)}: still looking`
  return [page.wave(job.wave, `job ${jobId} has ended (COMPLETED)${left}`)]
}

export function tellRefusal(
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
  const isSaid = failure.message.length > shortMessage && before.startTrouble?.failure.message === failure.message
  const why = isSaid ? 'as before' : `(${failure.message})`
  return [page.wave(waveOfRequest(after, request), `StartRecovery refused ${why}${next}`)]
}

/** Whether a request is the one again that was refused for now just before: that it is asked again has been said. */
export function isRepeated({ requests }: DrillState, { wave, servers }: EventOf<'job-requested'>): boolean {
  const last = requests.at(-1)
  if (last?.failure === undefined || last.status !== 'refused' || !isPassing(last.failure)) return false
  return last.wave === wave && last.servers.join() === servers.join()
}

export function waveOfRequest(state: DrillState, request: number): string {
  return state.requests.find((known) => known.request === request)?.wave ?? ''
}
