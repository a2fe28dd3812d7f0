import { hinderingAction } from '../actions/action.js'
import { describeAction } from '../actions/judgement.js'
import { isPassing, mayBeOneServer } from '../failure.js'
import { lastAnswer } from '../watch/last-answer.js'
import { describeInstance, forbiddingRecoveryOf } from './live-recovery.js'
import { describePoint, pointAsked } from './point-in-time.js'
import { awaitsRetry } from './retry.js'
import { describeElsewhere, launchElsewhereOf } from '../selection/strays.js'
import type { DrillState, Refused, ServerState, WaveState } from '../state.js'
import type { ServerStatus } from '../status.js'

/** The budget that a server's wave runs on. */
export interface Budget {
  readonly spent: boolean
  readonly name: string
}

/** How a server ends that no job launches; undefined while it may still be launched. */
export function judgeUnlaunched(
  state: DrillState,
  server: ServerState,
  wave: WaveState,
  budget: Budget
): { readonly settle: ServerStatus; readonly reason: string } | undefined {
  const { refused } = server
  const again = awaitsRetry(server)
  const hindrance = server.request === undefined ? hinderingAction(state, wave) : undefined
  if (hindrance !== undefined) return { settle: again ? 'failed' : 'not-started', reason: describeAction(hindrance) }
  const elsewhere = server.request === undefined ? launchElsewhereOf(state, server.sourceServerId) : undefined
  if (elsewhere !== undefined) {
    const reason = `it was not launched: it was already, ${describeElsewhere(elsewhere)}, and a second launch would destroy that one`
    return { settle: 'failed', reason }
  }
  const live = wave.selected && server.request === undefined ? forbiddingRecoveryOf(state, server) : undefined
  if (live !== undefined) {
    const reason =
      `it was not launched${again ? ' again' : ''}: it has got a live recovery instance, ` +
      `${describeInstance(live)}, that no drill launched, and a launch would destroy it. Fail back or delete that one ` +
      'first. Only if it may be DESTROYED: name the server in guards.replace-recovery-instances'
    return { settle: 'failed', reason }
  }
  // Only a server that an earlier attempt had launched gets here without its point: a drill from another is not meant.
  if (wave.selected && server.request === undefined) {
    const asked = pointAsked(wave.planned, server.sourceServerId)
    if (asked.is !== 'latest' && server.snapshot?.snapshotId === undefined) {
      return {
        settle: 'failed',
        reason: `it has no recovery snapshot any more to be launched from (point-in-time: ${describePoint(asked)})`
      }
    }
  }
  if (server.request === undefined && refused !== undefined && isRefusedForGood(refused)) {
    return { settle: 'failed', reason: `StartRecovery was refused: ${refused.failure.message}` }
  }
  if (!budget.spent) return undefined
  if (server.request !== undefined) {
    return {
      settle: 'timed-out',
      reason: `${budget.name} ran out before DRS could tell whether the launch it was asked for runs; look for it in the DRS console`
    }
  }
  const refusals = state.requests.filter(({ status, servers }) => {
    return status === 'refused' && servers.includes(server.sourceServerId)
  }).length
  const times = refusals > 1 ? `${String(refusals)} times, last` : 'once'
  const why = refused === undefined ? '' : `; StartRecovery was refused ${times}: ${refused.failure.message}`
  const answer = lastAnswer(state, ['recoveries'])
  return {
    settle: again ? 'failed' : 'not-started',
    reason: `${budget.name} ran out before it could be launched${again ? ' again' : ''}${why}${answer}`
  }
}

/** A refusal that would not pass, and that no other server can have caused. */
function isRefusedForGood({ failure, alone }: Refused): boolean {
  if (isPassing(failure)) return false
  // Refused in company it is tried again in smaller company, and at last alone.
  return alone || !mayBeOneServer(failure)
}
