import { foldAction, plannedActions } from './actions/fold.js'
import { questionOf, type DrillEvent, type EventOf } from './events.js'
import { noLogFindings } from './watch/job-log.js'
import { observeRecoveries, overriddenBy } from './launch/live-recovery.js'
import { observeInstances, observeJobs, readLog, survey } from './watch/looks.js'
import { findSnapshots } from './launch/point-in-time.js'
import { answerTermination, listInstances, nothingRemoved, requestTermination } from './ending/removal.js'
import { abandonRequest, refuseJob, startJob, withRequest } from './launch/requests.js'
import { retryServers } from './launch/retry.js'
import { selectServersIn } from './selection/selected-state.js'
import type { DrillState, LookTrouble, ServerState, WaveState } from './state.js'
import { calm, withoutLaunch, withServers, withWave } from './state-change.js'

/** The state an execution begins with. */
export function open(event: EventOf<'execution-opened'>): DrillState {
  return {
    executionId: event.executionId,
    ...(event.version === undefined ? {} : { version: event.version }),
    mode: event.mode,
    planReference: event.plan,
    run: event.run,
    pollIntervalSeconds: event.pollIntervalSeconds,
    openedAt: event.at,
    places: {},
    timeoutSeconds: 0,
    cleanup: { when: 'never', timeoutSeconds: 0 },
    mustStop: false,
    allowedAccounts: [],
    removal: nothingRemoved,
    refusals: [],
    described: false,
    refusedReads: [],
    overridden: [],
    waves: new Map(),
    servers: new Map(),
    jobs: new Map(),
    actions: [],
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
    case 'approvals-read':
      return { ...state, approvals: { decisions: event.approvals } }
    case 'approvals-not-read':
      return { ...state, approvals: { problem: event.reason } }
    case 'previous-drills-read':
      return { ...state, previous: { drills: event.drills, look: event.look } }
    case 'previous-drills-not-read':
      return { ...state, previous: { problem: event.reason } }
    case 'identity-confirmed':
      return { ...calm(state, 'identity'), identity: event.identity }
    case 'servers-selected':
      return selectServersIn(calm(state, 'servers'), event)
    case 'servers-described':
      return {
        ...withServers(
          calm(state, 'servers'),
          event.servers.map(({ sourceServerId }) => sourceServerId),
          (server, index) => {
            const described = event.servers[index] ?? { sourceServerId: server.sourceServerId }
            return { ...server, described, recoveries: { seenAt: event.at, live: described.liveRecoveries ?? [] } }
          }
        ),
        described: true,
        refusedReads: event.refused ?? [],
        describedAt: event.at
      }
    case 'permissions-foretold': {
      const { type: _type, at: _at, ...foretold } = event
      return { ...state, foretold }
    }
    case 'snapshots-found':
      return findSnapshots(state, event)
    case 'jobs-surveyed':
      return survey(state, event)
    case 'other-jobs-awaited': {
      const { until, holding } = event
      return { ...state, wait: { since: event.at, until, holding } }
    }
    case 'documents-described':
      return { ...calm(state, 'documents'), documents: event.documents }
    case 'preflight-concluded':
      return { ...state, preflight: event.results }
    case 'wave-started':
      return withWave(state, event.wave, (wave) => ({ ...wave, status: 'running', startedAt: event.at }))
    case 'recoveries-observed':
      return observeRecoveries(state, event)
    case 'job-requested':
      return {
        ...withServers(state, event.servers, (server) => ({
          ...server,
          request: event.request,
          requestedAt: event.at,
          firstAskedAt: server.firstAskedAt ?? event.at
        })),
        overridden: [...state.overridden, ...overriddenBy(state, event.servers)],
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
      return withRequest(state, event.request, { failure: event.failure, lostAt: event.at })
    case 'request-abandoned':
      return abandonRequest(state, event)
    case 'jobs-observed':
      return observeJobs(state, event)
    case 'job-log-read':
      return readLog(state, event)
    case 'instances-observed':
      return observeInstances(state, event)
    case 'look-failed': {
      const question = questionOf(event)
      const { count, since } = state.trouble.get(question) ?? { count: 0, since: event.at }
      const trouble: LookTrouble = { count: count + 1, since, at: event.at, failure: event.failure }
      return { ...state, trouble: new Map(state.trouble).set(question, trouble) }
    }
    case 'servers-released':
      return withServers(
        state,
        event.servers.map(({ sourceServerId }) => sourceServerId),
        withoutLaunch
      )
    case 'servers-retried':
      return retryServers(state, event)
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
        // A wave whose servers are gone again at the end was up when it was; only its verdict changes.
        settledAt: wave.settledAt ?? event.at
      }))
    case 'action-requested':
    case 'action-started':
    case 'action-refused':
    case 'action-answer-lost':
    case 'action-observed':
    case 'action-stop-requested':
    case 'action-stop-answered':
    case 'action-settled':
      return foldAction(state, event)
    case 'cancel-requested':
      // A cancel of the post step's cleanup is none of the drill.
      return state.verdict === undefined
        ? { ...state, mustStop: true, cancelled: { at: event.at, signal: event.signal } }
        : { ...state, mustStop: true }
    case 'taken-over': {
      // What was ended for want of time goes on; the verdict stays.
      const { finished, ...unfinished } = state
      const { finished: _incomplete, ...removal } = state.removal
      const isBroken = finished !== undefined && finished.status !== state.verdict?.status
      const broken = isBroken ? { broken: { status: finished.status, reason: finished.reason } } : {}
      return { ...unfinished, ...broken, mustStop: false, takenOverAt: event.at, trouble: new Map(), removal }
    }
    case 'verdict-reached':
      return { ...state, verdict: { at: event.at, status: event.status, reason: event.reason } }
    case 'instances-listed':
      return { ...calm(state, 'own-instances'), removal: listInstances(state, event) }
    case 'termination-requested':
      return { ...state, removal: requestTermination(state.removal, event) }
    case 'termination-started':
    case 'termination-refused':
    case 'termination-answer-lost':
      return { ...state, removal: answerTermination(state.removal, event) }
    case 'cleanup-finished': {
      const { at, complete, reason } = event
      return { ...state, removal: { ...state.removal, finished: { at, complete, reason } } }
    }
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
  return {
    ...state,
    plan: event.plan,
    places: event.places,
    timeoutSeconds: event.timeoutSeconds,
    cleanup: event.cleanup,
    allowedAccounts: event.allowedAccounts,
    actions: plannedActions(event.plan, event.selected),
    waves,
    servers
  }
}
