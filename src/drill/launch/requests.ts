import { jobFrom, refreshJob, rejoinJobs } from './adoption.js'
import type { EventOf } from '../events.js'
import { mayBeOneServer } from '../failure.js'
import { quotas } from './quotas.js'
import type { DrillState, Refused, RequestState, ServerState } from '../state.js'
import { withServers } from '../state-change.js'
import { addSeconds } from '../timestamp.js'

/** DRS has answered with a job. */
export function startJob(state: DrillState, event: EventOf<'job-started'>): DrillState {
  const request = state.requests.find(({ request }) => request === event.request)
  if (request === undefined) return state
  const { startTrouble: _over, ...rest } = withRequest(state, event.request, {
    status: 'started',
    jobId: event.job.jobId
  })
  return refreshJob(jobFrom(rest, event.job, request, event.at), event.job, event.at)
}

/** DRS has refused: the servers of the request are free to be asked for again. */
export function refuseJob(state: DrillState, event: EventOf<'job-refused'>): DrillState {
  const refused = withRequest(state, event.request, { status: 'refused', failure: event.failure })
  const count = (state.startTrouble?.count ?? 0) + 1
  return {
    ...freeServersOf(refused, event.request, (server) => ({ ...server, refused: refusal(state, server, event) })),
    startTrouble: { count, at: event.at, failure: event.failure }
  }
}

/** Surveys that must show no job before a StartRecovery without an answer counts as never executed. */
const surveysBeforeAbandoning = 5

/** And for at least so long they must show none, however short the poll interval is: how late DRS shows a job hangs on DRS. */
const secondsBeforeAbandoning = 30

/** The request that has been looked for in vain for as long as a job of it may take to show itself. */
export function givenUpRequest({ requests, survey, takenOverAt = '' }: DrillState): RequestState | undefined {
  return requests.find(({ status, surveys, at, lostAt = at }) => {
    // It may have been on its way for long: until its answer got lost, or whoever sent it was gone.
    const since = takenOverAt > lostAt ? takenOverAt : lostAt
    return (
      status === 'open' &&
      surveys >= surveysBeforeAbandoning &&
      survey !== undefined &&
      survey.at >= addSeconds(since, secondsBeforeAbandoning)
    )
  })
}

/** No job of the request has shown itself: its servers are free, but for those that another job holds. */
export function abandonRequest(state: DrillState, { request, at }: EventOf<'request-abandoned'>): DrillState {
  const servers = state.requests.find((known) => known.request === request)?.servers ?? []
  const waiting = servers.filter((id) => state.servers.get(id)?.request === request)
  return rejoinJobs(freeServersOf(withRequest(state, request, { status: 'abandoned' }), request), waiting, at)
}

/** Where one server may have spoilt the request for all, the next one is half as large, until the culprit stands alone. */
function refusal(state: DrillState, { refused }: ServerState, { request, failure }: EventOf<'job-refused'>): Refused {
  const before = { count: refused?.count ?? 0, batchLimit: refused?.batchLimit ?? quotas.serversPerJob, alone: false }
  if (!mayBeOneServer(failure)) return { ...before, failure }
  const asked = state.requests.find((known) => known.request === request)?.servers.length ?? 1
  return { failure, count: before.count + 1, batchLimit: Math.max(1, Math.ceil(asked / 2)), alone: asked === 1 }
}

/** Takes the servers of a request out of it. */
export function freeServersOf(
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

/** A request, changed. */
export function withRequest(
  state: DrillState,
  request: number,
  change: Partial<DrillState['requests'][number]>
): DrillState {
  return {
    ...state,
    requests: state.requests.map((known) => (known.request === request ? { ...known, ...change } : known))
  }
}
