import { adoptJob, jobFrom, refreshJob } from './adoption.js'
import type { DrillEvent, EventOf } from './events.js'
import { endsJob, logItemKey, noLogFindings, readLogItem } from './job-log.js'
import type { DrillState, JobState, LookTrouble, ServerState, WaveState } from './state.js'
import type { Look } from './events.js'

/** The state an execution begins with. */
export function open(event: EventOf<'execution-opened'>): DrillState {
  return {
    executionId: event.executionId,
    mode: event.mode,
    planReference: event.plan,
    run: event.run,
    pollIntervalSeconds: event.pollIntervalSeconds,
    openedAt: event.at,
    timeoutSeconds: 0,
    refusals: [],
    described: false,
    waves: new Map(),
    servers: new Map(),
    jobs: new Map(),
    requests: [],
    trouble: new Map()
  }
}

/**
 * The fold of a whole journal.
 * @throws Error when the first event does not open an execution
 */
export function fold(events: readonly DrillEvent[]): DrillState {
  const [first, ...rest] = events
  if (first?.type !== 'execution-opened') throw new Error('A journal begins with execution-opened.')
  return rest.reduce(evolve, open(first))
}

/** The state after an event. Pure: the same events make the same state. */
export function evolve(state: DrillState, event: DrillEvent): DrillState {
  switch (event.type) {
    case 'execution-opened':
      return open(event)
    case 'plan-accepted':
      return acceptPlan(state, event)
    case 'refused':
      return { ...state, refusals: [...state.refusals, ...event.refusals] }
    case 'identity-confirmed':
      return { ...calm(state, 'identity'), identity: event.identity }
    case 'servers-described':
      return {
        ...withServers(
          calm(state, 'servers'),
          event.servers.map(({ sourceServerId }) => sourceServerId),
          (server, index) => ({
            ...server,
            described: event.servers[index] ?? { sourceServerId: server.sourceServerId }
          })
        ),
        described: true
      }
    case 'jobs-surveyed':
      return survey(state, event)
    case 'wave-started':
      return withWave(state, event.wave, (wave) => ({ ...wave, status: 'running', startedAt: event.at }))
    case 'job-requested':
      return {
        ...withServers(state, event.servers, (server) => ({
          ...server,
          request: event.request,
          requestedAt: event.at
        })),
        requests: [
          ...state.requests,
          { request: event.request, wave: event.wave, servers: event.servers, at: event.at, status: 'open', surveys: 0 }
        ]
      }
    case 'job-started':
      return startJob(state, event)
    case 'job-refused':
      return refuseJob(state, event)
    case 'job-answer-lost':
      return withRequest(state, event.request, { failure: event.failure })
    case 'request-abandoned':
      return freeServersOf(withRequest(state, event.request, { status: 'abandoned' }), event.request)
    case 'jobs-observed':
      return observeJobs(state, event)
    case 'job-log-read':
      return readLog(state, event)
    case 'instances-observed':
      return observeInstances(state, event)
    case 'look-failed': {
      const count = (state.trouble.get(event.look)?.count ?? 0) + 1
      const trouble: LookTrouble = { count, at: event.at, failure: event.failure }
      return { ...state, trouble: new Map(state.trouble).set(event.look, trouble) }
    }
    case 'servers-released':
      return withServers(
        state,
        event.servers.map(({ sourceServerId }) => sourceServerId),
        ({ sourceServerId, wave, described }) => ({
          sourceServerId,
          wave,
          log: noLogFindings,
          ...(described === undefined ? {} : { described })
        })
      )
    case 'servers-settled':
      return withServers(
        state,
        event.servers.map(({ sourceServerId }) => sourceServerId),
        (server, index) => {
          const { status, reason } = event.servers[index] ?? { status: 'unverified', reason: '' }
          const verified = status === 'launched' && server.verifiedAt === undefined ? { verifiedAt: event.at } : {}
          return { ...server, ...verified, outcome: { status, reason, at: event.at } }
        }
      )
    case 'wave-settled':
      return withWave(state, event.wave, (wave) => ({
        ...wave,
        status: event.status,
        reason: event.reason,
        settledAt: event.at
      }))
    case 'cancel-requested':
      return { ...state, cancelled: { at: event.at, signal: event.signal } }
    case 'calls-counted':
      return { ...state, calls: { calls: event.calls, throttled: event.throttled, retried: event.retried } }
    case 'execution-finished':
      return { ...state, finished: { at: event.at, status: event.status, reason: event.reason } }
  }
}

function acceptPlan(state: DrillState, event: EventOf<'plan-accepted'>): DrillState {
  const waves = new Map<string, WaveState>()
  const servers = new Map<string, ServerState>()
  for (const planned of event.plan.waves) {
    const selected = event.selected.includes(planned.name)
    if (!selected && !event.presumed.includes(planned.name)) continue
    // A presumed wave began earlier in this execution; what is left is to see that it is up.
    waves.set(planned.name, { planned, selected, status: selected ? 'waiting' : 'running' })
    for (const sourceServerId of planned.servers) {
      servers.set(sourceServerId, { sourceServerId, wave: planned.name, log: noLogFindings })
    }
  }
  return { ...state, plan: event.plan, timeoutSeconds: event.timeoutSeconds, waves, servers }
}

function survey(state: DrillState, event: EventOf<'jobs-surveyed'>): DrillState {
  const oldestFirst = event.own.toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''))
  let next: DrillState = { ...calm(state, 'survey'), survey: { at: event.at, foreign: event.foreign } }
  for (const job of oldestFirst) next = adoptJob(next, job, event.at)
  return {
    ...next,
    requests: next.requests.map((request) =>
      request.status === 'open' ? { ...request, surveys: request.surveys + 1 } : request
    )
  }
}

function startJob(state: DrillState, event: EventOf<'job-started'>): DrillState {
  const request = state.requests.find(({ request }) => request === event.request)
  if (request === undefined) return state
  const { startTrouble: _over, ...rest } = withRequest(state, event.request, {
    status: 'started',
    jobId: event.job.jobId
  })
  return refreshJob(jobFrom(rest, event.job, request, event.at), event.job, event.at)
}

function refuseJob(state: DrillState, event: EventOf<'job-refused'>): DrillState {
  const refused = withRequest(state, event.request, { status: 'refused', failure: event.failure })
  const count = (state.startTrouble?.count ?? 0) + 1
  return {
    ...freeServersOf(refused, event.request, (server) => ({ ...server, refused: event.failure })),
    startTrouble: { count, at: event.at, failure: event.failure }
  }
}

function observeJobs(state: DrillState, event: EventOf<'jobs-observed'>): DrillState {
  const jobs = new Map(state.jobs)
  for (const jobId of event.asked) {
    const job = jobs.get(jobId)
    if (job !== undefined) jobs.set(jobId, { ...job, seenAt: event.at })
  }
  const looked: DrillState = { ...calm(state, 'jobs'), jobs }
  return event.changes.reduce((next, job) => refreshJob(next, job, event.at), looked)
}

function readLog(state: DrillState, event: EventOf<'job-log-read'>): DrillState {
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

function observeInstances(state: DrillState, event: EventOf<'instances-observed'>): DrillState {
  const servers = new Map(state.servers)
  for (const sourceServerId of event.asked) {
    const server = servers.get(sourceServerId)
    if (server !== undefined) servers.set(sourceServerId, { ...server, instanceSeenAt: event.at })
  }
  for (const instance of event.changes) {
    const server = servers.get(instance.sourceServerId)
    // An instance of another job is another launch: it proves nothing about this one.
    if (server?.jobId === instance.jobId) servers.set(instance.sourceServerId, { ...server, instance })
  }
  return { ...calm(state, 'instances'), servers }
}

/** A look that succeeded ends its trouble. */
function calm(state: DrillState, look: Look): DrillState {
  if (!state.trouble.has(look)) return state
  const trouble = new Map(state.trouble)
  trouble.delete(look)
  return { ...state, trouble }
}

function freeServersOf(
  state: DrillState,
  request: number,
  change: (server: ServerState) => ServerState = (server) => server
): DrillState {
  const freed = [...state.servers.values()].filter((server) => server.request === request)
  return withServers(
    state,
    freed.map(({ sourceServerId }) => sourceServerId),
    (server) => {
      const { request: _answered, requestedAt: _never, ...rest } = change(server)
      return rest
    }
  )
}

function withRequest(state: DrillState, request: number, change: Partial<DrillState['requests'][number]>): DrillState {
  return {
    ...state,
    requests: state.requests.map((known) => (known.request === request ? { ...known, ...change } : known))
  }
}

function withWave(state: DrillState, name: string, change: (wave: WaveState) => WaveState): DrillState {
  const wave = state.waves.get(name)
  return wave === undefined ? state : { ...state, waves: new Map(state.waves).set(name, change(wave)) }
}

function withServers(
  state: DrillState,
  ids: readonly string[],
  change: (server: ServerState, index: number) => ServerState
): DrillState {
  const servers = new Map(state.servers)
  ids.forEach((sourceServerId, index) => {
    const server = servers.get(sourceServerId)
    if (server !== undefined) servers.set(sourceServerId, change(server, index))
  })
  return { ...state, servers }
}
