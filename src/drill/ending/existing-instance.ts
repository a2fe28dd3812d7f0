import type { OwnInstanceSighting } from '../sightings.js'
import type { DrillState } from '../state.js'
import { instancesLeft } from './removal.js'

interface Seen {
  readonly ec2InstanceId?: string | undefined
  readonly existedBefore?: true
}

/**
 * Tells whether somebody ran an EC2 instance before DRS launched into it ("Launch into instance ID"): it is not this
 * execution's to terminate, whatever DRS calls it. The launch settings may have changed since they were read, and so may the
 * instance's tags: either word is enough.
 */
export function existingInstances({ servers }: DrillState): (instance: Seen) => boolean {
  const ids = new Set(
    [...servers.values()].flatMap(({ described, instance }) => [
      described?.launchInto,
      instance?.existedBefore === true ? instance.ec2InstanceId : undefined
    ])
  )
  return ({ ec2InstanceId, existedBefore }) =>
    existedBefore === true || (ec2InstanceId !== undefined && ids.has(ec2InstanceId))
}

/** What the cleanup leaves on purpose. */
export function instancesKept(state: DrillState): readonly OwnInstanceSighting[] {
  return instancesLeft(state).filter(existingInstances(state))
}

/** Why it does. */
export function whyKept(kept: readonly OwnInstanceSighting[]): string {
  const ids = kept.map(({ ec2InstanceId, recoveryInstanceId = '' }) => ec2InstanceId ?? recoveryInstanceId)
  const [were, are, them] = kept.length === 1 ? ['was', 'is', 'it'] : ['were', 'are', 'them']
  return `${ids.join(', ')} ${were} there before DRS launched into ${them}, and ${are} not terminated: see to ${them} yourself`
}
