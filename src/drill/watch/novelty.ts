import { logItemKey } from './job-log.js'
import type { AutomationSighting, InstanceSighting, JobLogItem, JobSighting } from '../sightings.js'
import type { DrillState } from '../state.js'

/** Jobs in which something is new: the journal keeps what changed, not every look at what did not. */
export function changedJobs(state: DrillState, seen: readonly JobSighting[]): readonly JobSighting[] {
  return seen.filter((job) => {
    const known = state.jobs.get(job.jobId)
    if (known === undefined) {
      // The only thing to learn of a job that terminates is that it has ended.
      const termination = state.removal.terminations.find(({ jobId }) => jobId === job.jobId)
      return termination?.status === 'running' && job.status === 'COMPLETED'
    }
    if (known.status !== job.status || (job.endedAt !== undefined && known.endedAt !== job.endedAt)) return true
    return job.participants.some((participant) => {
      const before = known.participants.find(({ sourceServerId }) => sourceServerId === participant.sourceServerId)
      return !isSame(before, participant)
    })
  })
}

/** Instances of which something is new. */
export function changedInstances(state: DrillState, seen: readonly InstanceSighting[]): readonly InstanceSighting[] {
  return seen.filter((instance) => {
    const known = state.servers.get(instance.sourceServerId)?.instance
    return !isSame(known, { ...known, ...instance })
  })
}

/** Items of a job's log that have not been read before. */
export function newLogItems(state: DrillState, jobId: string, items: readonly JobLogItem[]): readonly JobLogItem[] {
  const read = state.jobs.get(jobId)?.logKeys ?? new Set()
  return items.filter((item) => !read.has(logItemKey(item)))
}

/** The run of an action where something in it is new; empty where nothing is. */
export function changedAutomation(
  state: DrillState,
  { wave, action }: { readonly wave: string; readonly action: string },
  sighting: AutomationSighting
): { readonly sighting?: AutomationSighting } {
  const known = state.actions.find((other) => other.wave === wave && other.planned.name === action)
  return isSame(known?.sighting, sighting) ? {} : { sighting }
}

/** Sightings are plain data that one adapter builds in one way: the same text is the same sighting. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
