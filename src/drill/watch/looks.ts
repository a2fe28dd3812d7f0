import { takenUpBy } from '../launch/late-launch.js'
import type { ForeignJobs } from '../sightings.js'
import { adoptJob, refreshJob } from '../launch/adoption.js'
import { launchedElsewhereBy, ofOtherWavesBy } from '../selection/strays.js'
import type { EventOf } from '../events.js'
import { endsJob, logItemKey, readLogItem } from './job-log.js'
import { observeTerminations } from '../ending/removal.js'
import type { DrillState, JobState } from '../state.js'
import { calm } from '../state-change.js'

/** All jobs that matter to this execution: its own are taken up, a request without an answer may find its job. */
export function survey(state: DrillState, event: EventOf<'jobs-surveyed'>): DrillState {
  const oldestFirst = event.own.toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''))
  const launchedElsewhere = event.own.flatMap((job) => launchedElsewhereBy(state, job, event.terminations))
  const ofOtherWaves = event.own.flatMap((job) => ofOtherWavesBy(state, job, event.terminations))
  let next: DrillState = {
    ...calm(state, 'survey'),
    survey: { at: event.at, foreign: withOtherMode(state, event), launchedElsewhere, ofOtherWaves }
  }
  for (const job of oldestFirst) next = adoptJob(next, job, event.terminations, event.at)
  return {
    ...next,
    requests: next.requests.map((request) =>
      request.status === 'open' ? { ...request, surveys: request.surveys + 1 } : request
    )
  }
}

/**
 * The jobs of others, and with them those that this workflow run started in the other mode: a drill must not launch over the
 * recovery that runs beside it, though both carry the same execution's tag.
 */
function withOtherMode(
  { mode, servers }: DrillState,
  { at, own, foreign, terminations }: EventOf<'jobs-surveyed'>
): ForeignJobs {
  const jobs = own.filter(({ type, isDrill }) => type === 'LAUNCH' && isDrill === (mode === 'recovery'))
  if (jobs.length === 0) return foreign
  const other = takenUpBy(jobs, terminations, at)
  const ofMode = mode === 'recovery' ? 'drill' : 'recovery'
  const held = other.holding.filter(({ sourceServerId }) => servers.has(sourceServerId))
  return {
    jobs: foreign.jobs + other.jobs,
    servers: foreign.servers + other.servers,
    holding: [...foreign.holding, ...held.map((holding) => ({ ...holding, ofMode }) as const)]
  }
}

/** A look at running jobs. */
export function observeJobs(state: DrillState, event: EventOf<'jobs-observed'>): DrillState {
  const jobs = new Map(state.jobs)
  for (const jobId of event.asked) {
    const job = jobs.get(jobId)
    if (job !== undefined) jobs.set(jobId, { ...job, seenAt: event.at })
  }
  const removal = observeTerminations(state.removal, event)
  const looked: DrillState = { ...calm(state, 'jobs'), jobs, removal }
  return event.changes.reduce((next, job) => refreshJob(next, job, event.at), looked)
}

/** The new items of a job's log. */
export function readLog(state: DrillState, event: EventOf<'job-log-read'>): DrillState {
  const job = state.jobs.get(event.jobId)
  if (job === undefined) return state
  const read: JobState = {
    ...job,
    logReadAt: event.at,
    logKeys: event.items.length === 0 ? job.logKeys : new Set([...job.logKeys, ...event.items.map(logItemKey)]),
    endLogged: job.endLogged || event.items.some(endsJob)
  }
  const servers = new Map(state.servers)
  for (const item of event.items) {
    const concerned = item.sourceServerId === undefined ? job.servers : [item.sourceServerId]
    for (const sourceServerId of concerned) {
      const server = servers.get(sourceServerId)
      if (server?.jobId !== event.jobId) continue
      servers.set(sourceServerId, { ...server, log: readLogItem(server.log, item) })
    }
  }
  return { ...calm(state, 'job-log'), jobs: new Map(state.jobs).set(job.jobId, read), servers }
}

/** A look at instances. */
export function observeInstances(state: DrillState, event: EventOf<'instances-observed'>): DrillState {
  const servers = new Map(state.servers)
  for (const sourceServerId of event.asked) {
    const server = servers.get(sourceServerId)
    if (server !== undefined) servers.set(sourceServerId, { ...server, instanceSeenAt: event.at })
  }
  for (const instance of event.changes) {
    const server = servers.get(instance.sourceServerId)
    // An instance of another job is another launch: it proves nothing about this one. Of one that is gone, what was
    // known stays.
    if (server?.jobId === instance.jobId)
      servers.set(instance.sourceServerId, { ...server, instance: { ...server.instance, ...instance } })
  }
  return { ...calm(state, 'instances'), servers }
}
