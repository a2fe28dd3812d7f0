import type { EventOf } from '../../drill/events.js'
import { isCleanupDue } from '../../drill/ending/cleanup.js'
import { instancesGone, instancesLeft } from '../../drill/ending/removal.js'
import type { DrillState } from '../../drill/state.js'
import { listed } from './page.js'
import { counted } from '../../plan/wording.js'

export type CleanupEvent = EventOf<
  | 'instances-listed'
  | 'termination-requested'
  | 'termination-started'
  | 'termination-refused'
  | 'termination-answer-lost'
  | 'cleanup-finished'
>

/** What a person reads of the winding up: what is left in AWS, what is being removed, and what is gone. */
export function tellCleanup(before: DrillState, event: CleanupEvent, after: DrillState): readonly string[] {
  switch (event.type) {
    case 'instances-listed':
      return tellListing(before, after)
    case 'termination-requested':
      return [
        `cleanup: terminating ${counted(event.recoveryInstanceIds.length, 'drill instance')}: ${named(event.recoveryInstanceIds, after)}`
      ]
    case 'termination-started':
      return [`cleanup: job ${event.job.jobId} terminates them`]
    case 'termination-refused':
      return [`cleanup: TerminateRecoveryInstances refused (${event.failure.message})`]
    case 'termination-answer-lost':
      return [`cleanup: no answer to TerminateRecoveryInstances (${event.failure.message}): looking what is left`]
    case 'cleanup-finished':
      return [`cleanup ${event.complete ? 'complete' : 'INCOMPLETE'}: ${event.reason}`]
  }
}

function tellListing(before: DrillState, after: DrillState): readonly string[] {
  const left = instancesLeft(after).length
  const gone = instancesGone(after).length
  const launching = after.removal.launching.length
  const same =
    before.removal.listedAt !== undefined &&
    instancesLeft(before).length === left &&
    instancesGone(before).length === gone &&
    before.removal.launching.length === launching
  if (same) return []
  const jobs = launching === 0 ? '' : `, ${counted(launching, 'launch job')} still running`
  const intent = isCleanupDue(after) ? 'cleanup: ' : ''
  const known = gone === 0 ? '' : `, ${counted(gone, 'drill instance')} gone`
  return [`${intent}${counted(left, `${after.mode} instance`)} in AWS${known}${jobs}`]
}

function named(recoveryInstanceIds: readonly string[], state: DrillState): string {
  return listed(
    recoveryInstanceIds.map((id) => state.removal.instances.get(id)?.ec2InstanceId ?? id),
    10
  )
}
