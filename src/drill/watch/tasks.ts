import type { DrillState } from '../state.js'
import type { Task } from '../task.js'
import { earliest } from '../timestamp.js'
import { jobsToWatch } from './job.js'
import { instanceDueAt, jobsDueAt, logDueAt } from './pace.js'

/** The jobs that are not known to have ended are looked at together; the log of each by itself, when it may tell something new. */
export function jobTasks(state: DrillState): readonly Task[] {
  const watched = jobsToWatch(state)
  const at = jobsDueAt(state, watched)
  const logs = [...state.jobs.values()].flatMap((job): readonly Task[] => {
    const due = logDueAt(state, job)
    return due === undefined ? [] : [{ at: due, command: { do: 'read-job-log', jobId: job.jobId } }]
  })
  if (at === undefined) return logs
  return [{ at, command: { do: 'observe-jobs', jobIds: watched.map(({ jobId }) => jobId) } }, ...logs]
}

/** Servers that DRS calls LAUNCHED are looked at in EC2 until they are settled: together, as soon as one is due. */
export function instanceTasks(state: DrillState): readonly Task[] {
  const launched = [...state.servers.values()].filter((server) => {
    const running = state.waves.get(server.wave)?.status === 'running'
    return running && server.outcome === undefined && server.participant?.launchStatus === 'LAUNCHED'
  })
  const at = earliest(launched.map((server) => instanceDueAt(state, server)))
  if (at === undefined) return []
  const servers = launched.flatMap(({ sourceServerId, jobId, wave }) => {
    const statusChecks = state.waves.get(wave)?.planned.verify.instance === 'status-ok'
    return jobId === undefined ? [] : [{ sourceServerId, jobId, statusChecks }]
  })
  return [{ at, command: { do: 'observe-instances', servers } }]
}
