import type { JobSighting, OwnJobSighting, ParticipantSighting, TerminationSighting } from '../sightings.js'
import type { DrillState, JobState, RequestState, ServerState } from '../state.js'
import { withoutLaunch } from '../state-change.js'
import { addSeconds, type Timestamp } from '../timestamp.js'
import { actionsChangedAt } from '../watch/launch-actions.js'

/** How far AWS's clock and ours may be apart when a job is matched with the request that may have started it. */
const clockSkewSeconds = 300

/**
 * Takes up one of this execution's jobs that a survey has found by its tags.
 * - A job that is known already is brought up to date.
 * - An unknown job that fits a request whose answer got lost is that request's job.
 * - Any other was started by an earlier attempt, or by an earlier job of the workflow run: its servers go on in it.
 * A job of the other kind (a drill's in a recovery), of a wave that this run does not know, or that terminates instead
 * of launching is left alone.
 */
export function adoptJob(
  state: DrillState,
  found: OwnJobSighting,
  terminations: readonly TerminationSighting[],
  at: Timestamp
): DrillState {
  if (state.jobs.has(found.jobId)) return refreshJob(state, found, at)
  if (found.wave === undefined || !state.waves.has(found.wave) || !isLaunchOf(state, found)) return state
  const request = state.requests.find((open) => fits(open, found))
  if (request !== undefined) {
    const answered: DrillState = {
      ...state,
      requests: state.requests.map((known) =>
        known === request ? { ...known, status: 'started', jobId: found.jobId } : known
      )
    }
    return refreshJob(jobFrom(answered, found, request, at), found, at)
  }
  const adopted = {
    ended: found.status === 'COMPLETED',
    lost: found.participants
      .filter((participant) => isUndone(found, participant, terminations))
      .map(({ sourceServerId }) => sourceServerId)
  }
  const job: JobState = { ...newJob(found, found.wave, [], at), adopted }
  return refreshJob({ ...state, jobs: new Map(state.jobs).set(job.jobId, job) }, found, at)
}

/** Whether a job launches what this execution launches: a drill and a recovery of one plan in one workflow run share their ID alone. */
export function isLaunchOf({ mode }: DrillState, { type, isDrill }: OwnJobSighting): boolean {
  return type === 'LAUNCH' && (isDrill === undefined || isDrill === (mode !== 'recovery'))
}

/** Whether nothing is left of what a job launched, or was to launch, for a server. */
export function isUndone(
  launch: JobSighting,
  participant: ParticipantSighting,
  terminations: readonly TerminationSighting[]
): boolean {
  return isLost(participant) || terminations.some((one) => isVoidedBy(launch, participant, one))
}

/** The state with the job that answers `request`; the request's servers are in it, whether DRS lists them yet or not. */
export function jobFrom(state: DrillState, found: JobSighting, request: RequestState, at: Timestamp): DrillState {
  const job = newJob(found, request.wave, request.servers, at)
  const servers = new Map(state.servers)
  for (const sourceServerId of request.servers) {
    const server = servers.get(sourceServerId)
    if (server === undefined) continue
    const { request: _answered, refused: _past, ...rest } = server
    servers.set(sourceServerId, { ...rest, jobId: job.jobId, requestedAt: request.at })
  }
  return { ...state, jobs: new Map(state.jobs).set(job.jobId, job), servers }
}

/** Brings a known job, and the servers that are in it, up to date with what DRS shows of it. */
export function refreshJob(state: DrillState, seen: JobSighting, at: Timestamp): DrillState {
  const known = state.jobs.get(seen.jobId)
  if (known === undefined) return state
  // A participant once shown is not forgotten when a later answer leaves it out.
  const participants = [
    ...seen.participants,
    ...known.participants.filter((old) => !seen.participants.some((now) => now.sourceServerId === old.sourceServerId))
  ]
  const newcomers = seen.participants.filter(({ sourceServerId }) => !known.servers.includes(sourceServerId))
  const job: JobState = {
    ...known,
    status: seen.status,
    participants,
    servers: [...known.servers, ...newcomers.map(({ sourceServerId }) => sourceServerId)],
    seenAt: at,
    changedAt: at,
    ...(seen.createdAt === undefined ? {} : { createdAt: seen.createdAt }),
    ...(seen.endedAt === undefined ? {} : { endedAt: seen.endedAt })
  }
  const servers = new Map(state.servers)
  for (const { sourceServerId } of newcomers) {
    const server = servers.get(sourceServerId)
    if (server !== undefined && mayJoin(state, server, job)) servers.set(sourceServerId, joining(server, job, at))
  }
  for (const participant of seen.participants) {
    const server = servers.get(participant.sourceServerId)
    if (server?.jobId === job.jobId) servers.set(participant.sourceServerId, withParticipant(server, participant, at))
  }
  return { ...state, jobs: new Map(state.jobs).set(job.jobId, job), servers }
}

/**
 * Gives servers that no job launches and no request asks for to the latest known job that has them: where the runner's
 * clock is wrong, the job of a request may pass for an older one, and its servers would be launched a second time.
 */
export function rejoinJobs(state: DrillState, sourceServerIds: readonly string[], at: Timestamp): DrillState {
  return sourceServerIds.reduce((next, sourceServerId) => {
    const server = next.servers.get(sourceServerId)
    const job = [...next.jobs.values()]
      .filter(
        (known) => known.servers.includes(sourceServerId) && known.adopted?.lost.includes(sourceServerId) !== true
      )
      .filter((known) => server !== undefined && isAfterFailures(next, server, known))
      .reduce<JobState | undefined>((last, known) => (isLater(known, last) ? known : last), undefined)
    if (server === undefined || job === undefined) return next
    const participant = job.participants.find((listed) => listed.sourceServerId === sourceServerId)
    const joined = joining(server, job, at)
    const seen = participant === undefined ? joined : withParticipant(joined, participant, at)
    // What its log said of the server was passed over while the server was not in it.
    const { logReadAt: _stale, ...unread } = { ...job, logKeys: new Set<string>(), endLogged: false }
    return {
      ...next,
      jobs: new Map(next.jobs).set(job.jobId, unread),
      servers: new Map(next.servers).set(sourceServerId, seen)
    }
  }, state)
}

/** A server as it enters a job: what was seen of an earlier launch proves nothing about this one. */
function joining(server: ServerState, job: JobState, at: Timestamp): ServerState {
  const { verifiedAt, outcome } = server
  return {
    ...withoutLaunch(server),
    jobId: job.jobId,
    requestedAt: job.createdAt ?? at,
    ...(verifiedAt === undefined ? {} : { verifiedAt }),
    ...(outcome === undefined ? {} : { outcome })
  }
}

function newJob(found: JobSighting, wave: string, servers: readonly string[], at: Timestamp): JobState {
  const { jobId, status, createdAt } = found
  return {
    jobId,
    status,
    participants: [],
    wave,
    servers,
    seenAt: at,
    changedAt: at,
    logKeys: new Set(),
    endLogged: false,
    ...(createdAt === undefined ? {} : { createdAt })
  }
}

/** Of two jobs of one server, the later one is the truth about it. */
function mayJoin(state: DrillState, server: ServerState, job: JobState): boolean {
  if (server.request !== undefined) return false
  if (server.jobId === undefined) return isAfterFailures(state, server, job)
  const present = state.jobs.get(server.jobId)
  return present?.createdAt !== undefined && isLater(job, present)
}

/** A job that is not later than the one that failed is not the one that tries it again. */
function isAfterFailures(state: DrillState, { failedLaunches }: ServerState, job: JobState): boolean {
  const failed = failedLaunches?.at(-1)
  return failed === undefined || isLater(job, state.jobs.get(failed.jobId))
}

function isLater({ createdAt }: JobState, than: JobState | undefined): boolean {
  return than === undefined || (createdAt !== undefined && createdAt > (than.createdAt ?? ''))
}

function withParticipant(server: ServerState, participant: ParticipantSighting, at: Timestamp): ServerState {
  const { recoveryInstanceId } = server.participant ?? {}
  const kept = recoveryInstanceId === undefined ? participant : { recoveryInstanceId, ...participant }
  const launched = participant.launchStatus === 'LAUNCHED' && server.launchedAt === undefined ? { launchedAt: at } : {}
  return { ...server, ...launched, ...actionsChangedAt(server, participant, at), participant: kept }
}

function fits(request: RequestState, found: OwnJobSighting): boolean {
  if (request.status !== 'open' || request.wave !== found.wave) return false
  if (found.createdAt !== undefined && found.createdAt < addSeconds(request.at, -clockSkewSeconds)) return false
  return (
    found.participants.length === 0 ||
    found.participants.some(({ sourceServerId }) => request.servers.includes(sourceServerId))
  )
}

/** DRS goes on to call a server LAUNCHED in the job that launched it, after its recovery instance was terminated. */
function isVoidedBy(launch: JobSighting, participant: ParticipantSighting, termination: TerminationSighting): boolean {
  return (
    termination.sourceServerId === participant.sourceServerId &&
    (launch.createdAt === undefined || termination.createdAt === undefined || termination.createdAt > launch.createdAt)
  )
}

function isLost(participant: ParticipantSighting): boolean {
  return participant.launchStatus === 'FAILED' || participant.launchStatus === 'TERMINATED'
}
