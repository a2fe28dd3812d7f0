import type { EventOf } from '../events.js'
import { trustedUntil } from '../watch/pace.js'
import type { EarlierInstance } from '../sightings.js'
import type { DrillState, ServerState } from '../state.js'
import { calm } from '../state-change.js'
import { earliest, type Timestamp } from '../timestamp.js'

/** The live recovery instances that a launch of the server would destroy, and that this execution did not launch itself. */
export function liveRecoveriesOf(state: DrillState, server: ServerState): readonly EarlierInstance[] {
  return server.recoveries?.live.filter((instance) => !isOwnInstance(state, instance)) ?? []
}

/** The first of these: one is enough to forbid a launch. */
export function liveRecoveryOf(state: DrillState, server: ServerState): EarlierInstance | undefined {
  return liveRecoveriesOf(state, server)[0]
}

/** What this very execution launched, in an earlier attempt or job, stands in nobody's way. */
export function isOwnInstance(state: DrillState, { jobId }: EarlierInstance): boolean {
  return jobId !== undefined && state.jobs.has(jobId)
}

/** Whether the plan names the server in `guards.replace-recovery-instances`. */
export function mayReplaceRecovery({ plan }: DrillState, { sourceServerId }: ServerState): boolean {
  return plan?.guards.replaceRecoveryInstances.includes(sourceServerId) === true
}

/** The live recovery instance that forbids the launch of the server. */
export function forbiddingRecoveryOf(state: DrillState, server: ServerState): EarlierInstance | undefined {
  return mayReplaceRecovery(state, server) ? undefined : liveRecoveryOf(state, server)
}

/** The live recovery instances that a launch of these servers, asked for now, destroys. */
export function overriddenBy(state: DrillState, ids: readonly string[]): DrillState['overridden'] {
  return ids.flatMap((sourceServerId) => {
    const server = state.servers.get(sourceServerId)
    const live = server === undefined ? [] : liveRecoveriesOf(state, server)
    return live.map((instance) => ({ ...instance, sourceServerId }))
  })
}

/** `i-0123 (EC2 i-4567)`: the recovery instance, and its EC2 instance where that is known. */
export function describeInstance({ recoveryInstanceId, ec2InstanceId }: EarlierInstance): string {
  return `${recoveryInstanceId}${ec2InstanceId === undefined ? '' : ` (EC2 ${ec2InstanceId})`}`
}

/**
 * Until when what is known of the recovery instances of all these servers is good enough to launch them on. A wave may
 * start hours after the preflight, and somebody may have failed over meanwhile: DRS would wipe what they launched. A launch
 * that was refused tells that something goes on: nothing that was seen before it is good enough.
 */
export function recoveriesTrustedUntil(state: DrillState, ids: readonly string[]): Timestamp | undefined {
  const seen = ids.map((id) => state.servers.get(id)?.recoveries?.seenAt)
  if (seen.some((at) => at === undefined)) return undefined
  const oldest = earliest(seen)
  const refusedAt = state.startTrouble?.at
  if (oldest === undefined || (refusedAt !== undefined && oldest <= refusedAt)) return undefined
  return trustedUntil(state, oldest)
}

/** A look at the live recovery instances of servers that are about to be launched. */
export function observeRecoveries(state: DrillState, event: EventOf<'recoveries-observed'>): DrillState {
  const servers = new Map(state.servers)
  for (const id of event.asked) {
    const server = servers.get(id)
    const live = event.live.filter(({ sourceServerId }) => sourceServerId === id)
    if (server !== undefined) servers.set(id, { ...server, recoveries: { seenAt: event.at, live } })
  }
  return { ...calm(state, 'recoveries'), servers }
}
