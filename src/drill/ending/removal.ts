import type { EventOf } from '../events.js'
import { hasEnded, mayStillLaunch } from '../watch/job.js'
import { instancesSeenOf } from '../servers.js'
import type { OwnInstanceSighting } from '../sightings.js'
import type { CleanupState, DrillState, TerminationState } from '../state.js'
import { hasDisappeared } from '../watch/verification.js'

export const nothingRemoved: CleanupState = { instances: new Map(), launching: [], unlisted: [], terminations: [] }

/** Folds what was listed: an instance that is not listed any more keeps what was last seen of it. */
export function listInstances(state: DrillState, event: EventOf<'instances-listed'>): CleanupState {
  const { removal } = state
  const instances = new Map(removal.instances)
  // A drill and a recovery of one plan in one workflow run share their ID, and nothing else.
  const isDrill = state.mode !== 'recovery'
  for (const seen of event.instances) {
    // One of which DRS does not say it is told of all the same, and left alone.
    if (seen.recoveryInstanceId !== undefined && seen.isDrill === !isDrill) continue
    if (seen.recoveryInstanceId !== undefined) {
      if (seen.ec2InstanceId !== undefined) instances.delete(seen.ec2InstanceId)
      instances.set(seen.recoveryInstanceId, seen)
      continue
    }
    // DRS has forgotten it: only EC2's word is new. It is told of, but cannot be terminated through DRS.
    const key = keyOf(instances, seen.ec2InstanceId) ?? seen.ec2InstanceId
    const known = key === undefined ? undefined : instances.get(key)
    if (key !== undefined)
      instances.set(key, known === undefined ? named(state, seen) : { ...known, state: seen.state })
  }
  const launching = event.launching.filter(
    (job) => (job.isDrill === undefined || job.isDrill === isDrill) && !isKnownToBeOver(state, job.jobId)
  )
  const unlisted = event.unlisted
    .filter((server) => server.isDrill === undefined || server.isDrill === isDrill)
    .map((server) => {
      const before = removal.unlisted.find((known) => known.jobId === server.jobId && isSameServer(known, server))
      return { ...server, since: before?.since ?? event.at }
    })
  return { ...removal, instances, launching: [...launching, ...notShown(state, event)], unlisted, listedAt: event.at }
}

/** DRS may show a job late that it has named itself: until it shows it, nothing says that it has ended. */
function notShown(state: DrillState, { shown }: EventOf<'instances-listed'>): CleanupState['launching'] {
  if (shown === undefined) return []
  return [...state.jobs.values()]
    .filter((job) => !shown.includes(job.jobId) && mayStillLaunch(state, job))
    .map(({ jobId, status, wave, servers }) => ({ jobId, status, wave, sourceServerIds: servers }))
}

function isSameServer(one: { readonly sourceServerId: string }, other: { readonly sourceServerId: string }): boolean {
  return one.sourceServerId === other.sourceServerId
}

/** A skipped server stays PENDING for ever in a job that is COMPLETED: the job's log knows better. */
function isKnownToBeOver(state: DrillState, jobId: string): boolean {
  const job = state.jobs.get(jobId)
  return job !== undefined && hasEnded(job) && job.servers.length > 0 && !mayStillLaunch(state, job)
}

export function requestTermination(removal: CleanupState, event: EventOf<'termination-requested'>): CleanupState {
  const { request, recoveryInstanceIds, at } = event
  return { ...removal, terminations: [...removal.terminations, { request, recoveryInstanceIds, at, status: 'open' }] }
}

export function answerTermination(
  removal: CleanupState,
  event: EventOf<'termination-started' | 'termination-refused' | 'termination-answer-lost'>
): CleanupState {
  return withTermination(removal, event.request, (termination): TerminationState => {
    switch (event.type) {
      case 'termination-started':
        return { ...termination, status: 'running', jobId: event.job.jobId, seenAt: event.at }
      case 'termination-refused':
        return { ...termination, status: 'refused', failure: event.failure }
      case 'termination-answer-lost':
        return { ...termination, status: 'lost', failure: event.failure }
    }
  })
}

/** Brings the TERMINATE jobs that were looked at up to date. */
export function observeTerminations(removal: CleanupState, event: EventOf<'jobs-observed'>): CleanupState {
  if (!removal.terminations.some(({ jobId }) => jobId !== undefined && event.asked.includes(jobId))) return removal
  return {
    ...removal,
    terminations: removal.terminations.map((termination) => {
      if (termination.jobId === undefined || !event.asked.includes(termination.jobId)) return termination
      const seen = event.changes.find(({ jobId }) => jobId === termination.jobId)
      const ended = seen?.status === 'COMPLETED' ? ({ status: 'ended' } as const) : {}
      return { ...termination, seenAt: event.at, ...ended }
    })
  }
}

/** Instances of this execution that were not seen to be gone. */
export function instancesLeft(state: DrillState): readonly OwnInstanceSighting[] {
  return [...state.removal.instances.values()].filter((instance) => !hasDisappeared(instance.state))
}

/** Instances of this execution that were seen to be gone. */
export function instancesGone(state: DrillState): readonly OwnInstanceSighting[] {
  return [...state.removal.instances.values()].filter((instance) => hasDisappeared(instance.state))
}

function keyOf(
  instances: ReadonlyMap<string, OwnInstanceSighting>,
  ec2InstanceId: string | undefined
): string | undefined {
  for (const [key, instance] of instances) if (instance.ec2InstanceId === ec2InstanceId) return key
  return undefined
}

/** Whose instance it is, as the drill has seen it. */
function named(state: DrillState, seen: OwnInstanceSighting): OwnInstanceSighting {
  for (const server of state.servers.values()) {
    const launch = instancesSeenOf(server).find(({ ec2InstanceId }) => ec2InstanceId === seen.ec2InstanceId)
    if (launch !== undefined)
      return { ...seen, sourceServerId: server.sourceServerId, jobId: launch.jobId, wave: server.wave }
  }
  return seen
}

function withTermination(
  removal: CleanupState,
  request: number,
  change: (termination: TerminationState) => TerminationState
): CleanupState {
  return {
    ...removal,
    terminations: removal.terminations.map((known) => (known.request === request ? change(known) : known))
  }
}
