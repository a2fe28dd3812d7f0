import type { Verification } from '../../plan/plan.js'
import type { InstanceSighting, LaunchActionSighting, ParticipantSighting } from '../sightings.js'
import type { ServerState } from '../state.js'

/**
 * What the evidence says of a server that DRS calls LAUNCHED:
 * - `up`: everything its wave asks for has been seen;
 * - `never`: it has been seen that it will not come up;
 * - `not-yet`: keep looking. `wrong` tells, for the day the budget is spent, whether what was seen last is an instance
 *   that is missing or in a wrong state (`unverified`), or only one that needed more time (`timed-out`).
 */
export type Finding =
  | { readonly is: 'up'; readonly reason: string }
  | { readonly is: 'never'; readonly status: 'failed' | 'unverified'; readonly reason: string }
  | { readonly is: 'not-yet'; readonly wrong: boolean; readonly reason: string }

/** EC2 states from which an instance never comes back. */
const gone: ReadonlySet<string> = new Set(['shutting-down', 'terminated'])

/** The EC2 state that the server's launch settings ask for: `stopped` where its launchDisposition is STOPPED. */
export function expectedInstanceState(server: ServerState): 'running' | 'stopped' {
  return server.described?.launchDisposition === 'STOPPED' ? 'stopped' : 'running'
}

/** Judges a LAUNCHED server by its instance and its post-launch actions (`actions`: what is to be said against these). */
export function verify(
  server: ServerState,
  wanted: Verification,
  actions: Finding | undefined = judgeLaunchActions(server.participant, wanted)
): Finding {
  if (actions?.is === 'never') return actions
  const instance = judgeInstance(server, wanted)
  return instance.is === 'up' ? (actions ?? instance) : instance
}

/** Whether an instance in this state is there no more; one that is shutting down still is. */
export function hasDisappeared(state: string): boolean {
  return state === 'terminated' || state === 'missing'
}

/** Whether the instance has been seen to be gone for good. */
export function isGone(instance: InstanceSighting | undefined): boolean {
  return instance !== undefined && gone.has(instance.state)
}

function judgeInstance(server: ServerState, wanted: Verification): Finding {
  const { instance } = server
  if (instance === undefined) {
    return { is: 'not-yet', wrong: false, reason: 'DRS says LAUNCHED; its EC2 instance has not been looked at yet' }
  }
  const name = instance.ec2InstanceId ?? 'its EC2 instance'
  if (wanted.instance === 'none') {
    return {
      is: 'up',
      reason: `LAUNCHED${instance.ec2InstanceId === undefined ? '' : ` as ${instance.ec2InstanceId}`}`
    }
  }
  const expected = expectedInstanceState(server)
  if (isGone(instance)) {
    return {
      is: 'never',
      status: 'unverified',
      reason: `DRS says LAUNCHED, but ${name} is ${instance.state}; find out in CloudTrail who terminated it`
    }
  }
  if (instance.state === 'missing') {
    const what =
      instance.ec2InstanceId === undefined ? 'no EC2 instance of this job is known' : `EC2 does not know ${name}`
    return { is: 'not-yet', wrong: true, reason: `DRS says LAUNCHED, but ${what}` }
  }
  if (instance.state !== expected) {
    return {
      is: 'not-yet',
      wrong: instance.state !== 'pending' && instance.state !== 'stopping',
      reason: `${name} is ${instance.state}, its launch settings ask for ${expected}`
    }
  }
  if (wanted.instance === 'status-ok' && expected === 'running' && instance.statusChecks !== 'ok') {
    const checks = instance.statusChecks ?? 'not reported'
    return {
      is: 'not-yet',
      wrong: checks === 'impaired',
      reason: `${name} is running, but its EC2 status checks are ${checks}`
    }
  }
  const checks = wanted.instance === 'status-ok' && expected === 'running' ? ', EC2 status checks ok' : ''
  return { is: 'up', reason: `${name} is ${instance.state}${checks}` }
}

/** The first post-launch action that is still to end: an optional one is waited for, too, and may fail. */
export function awaitedAction(runs: readonly LaunchActionSighting[]): LaunchActionSighting | undefined {
  return runs.find((run) => run.status !== 'SUCCEEDED' && !(run.optional && run.status === 'FAILED'))
}

/** Undefined when there is nothing to be said against the server, as far as DRS lists post-launch actions now. */
export function judgeLaunchActions(
  participant: ParticipantSighting | undefined,
  wanted: Verification
): Finding | undefined {
  if (wanted.launchActions === 'ignored') return undefined
  const actions = participant?.launchActions
  if (actions === undefined || actions.runs.length === 0) {
    return { is: 'not-yet', wrong: false, reason: 'DRS reports no post-launch actions yet, and the plan requires them' }
  }
  const failed = actions.runs.find((run) => !run.optional && run.status === 'FAILED')
  if (failed !== undefined) {
    const why = failed.failureReason === undefined ? '' : `: ${failed.failureReason}`
    return { is: 'never', status: 'failed', reason: `post-launch action "${failed.name}" failed${why}` }
  }
  const pending = awaitedAction(actions.runs)
  if (pending !== undefined) {
    return { is: 'not-yet', wrong: false, reason: `post-launch action "${pending.name}" is ${pending.status}` }
  }
  return undefined
}
