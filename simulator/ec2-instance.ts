import { rewrite, valueAt, type Timeline } from './timeline.js'

/** `absent`: EC2 does not know the instance (yet, or any more). */
export type InstanceState = 'absent' | 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated'
export type StatusCheck = 'not-applicable' | 'initializing' | 'ok' | 'impaired' | 'insufficient-data'

export interface Ec2Instance {
  readonly instanceId: string
  readonly sourceServerId: string
  readonly jobId: string
  readonly hostname: string
  readonly instanceType: string
  readonly subnetId: string
  readonly securityGroupIds: readonly string[]
  /** Its network interfaces but for the first. */
  readonly furtherInterfaces: readonly { readonly subnetId: string; readonly securityGroupIds: readonly string[] }[]
  readonly privateIpAddress: string
  readonly tags: Readonly<Record<string, string>>
  readonly launchedAt: number
  states: Timeline<InstanceState>
  readonly statusChecks: Timeline<StatusCheck>
}

/** What the EC2 instance that DRS launches will go through. */
export interface InstancePlan {
  readonly launchedAt: number
  readonly runningAt: number
  readonly statusChecksAt: number
  readonly statusChecks: StatusCheck
  /** It is stopped, terminated or forgotten then. */
  readonly ends?: { readonly at: number; readonly state: 'stopped' | 'terminated' | 'absent' }
}

export function plannedStates(plan: InstancePlan): Timeline<InstanceState> {
  const states: Timeline<InstanceState> = [
    { at: -Infinity, value: 'absent' },
    { at: plan.launchedAt, value: 'pending' },
    { at: plan.runningAt, value: 'running' }
  ]
  return plan.ends === undefined
    ? states
    : rewrite(states, plan.ends.at, [{ at: plan.ends.at, value: plan.ends.state }])
}

export function plannedStatusChecks(plan: InstancePlan): Timeline<StatusCheck> {
  return [
    { at: -Infinity, value: 'not-applicable' },
    { at: plan.launchedAt, value: 'initializing' },
    { at: plan.statusChecksAt, value: plan.statusChecks }
  ]
}

export function instanceState(instance: Ec2Instance, now: number): InstanceState {
  return valueAt(instance.states, now)
}

/** EC2's two status checks, which only a running instance has. */
export function statusCheck(instance: Ec2Instance, now: number): StatusCheck {
  return instanceState(instance, now) === 'running' ? valueAt(instance.statusChecks, now) : 'not-applicable'
}

/** Terminates an instance; one that is gone stays gone. */
export function terminate(instance: Ec2Instance, from: number, until: number): void {
  const state = instanceState(instance, from)
  if (state === 'terminated') return
  const isGone = state === 'absent' && from > instance.launchedAt
  instance.states = rewrite(
    instance.states,
    from,
    isGone
      ? []
      : [
          { at: from, value: 'shutting-down' },
          { at: until, value: 'terminated' }
        ]
  )
}
