import type { DrillState, JobState, ServerState } from '../state.js'
import { secondsBetween } from '../timestamp.js'
import { chosenSnapshot, pointAsked } from './point-in-time.js'

/** The two times that DRS tells of one recovery point may differ by so much. */
const sameMomentSeconds = 60

/** Whether DRS fell back on a snapshot older than the one it was asked to take; undefined where that cannot be told. */
export function fellBack(state: DrillState, server: ServerState): boolean | undefined {
  if (server.log.usedPreviousSnapshot || hasOlderPoint(state, server)) return true
  return isFallbackUntold(state, server) ? undefined : false
}

/**
 * Whether a server is LAUNCHED and nothing has told what from: its job's log was not read since, nor as far as what follows
 * on the snapshot, and there is no snapshot of the plan's choice to compare the point with.
 */
function isFallbackUntold(state: DrillState, server: ServerState): boolean {
  const { launchedAt, log, instance } = server
  const job = jobOf(state, server)
  if (launchedAt === undefined || job === undefined) return false
  if (log.phases.some(({ phase }) => phase !== 'snapshot')) return false
  if (job.logReadAt !== undefined && job.logReadAt >= launchedAt) return false
  return chosenSnapshot(state, server) === undefined || instance?.recoveryPoint === undefined
}

/**
 * Whether the achieved point gives the fallback away: it is from before the job, and that of the newest snapshot that was known
 * before it. All of these are AWS's own times. Any other point proves nothing: where replication lags, what DRS takes anew holds
 * data from before the job, too.
 */
function hasOlderPoint(state: DrillState, server: ServerState): boolean {
  const point = server.instance?.recoveryPoint
  const newest = server.snapshot?.takenAt
  const createdAt = jobOf(state, server)?.createdAt
  const planned = state.waves.get(server.wave)?.planned
  if (point === undefined || newest === undefined || createdAt === undefined || planned === undefined) return false
  // Of a job of an earlier attempt the snapshots before it were not asked for.
  if (pointAsked(planned, server.sourceServerId).is !== 'latest' || newest >= createdAt) return false
  return (
    secondsBetween(point, createdAt) > sameMomentSeconds && Math.abs(secondsBetween(newest, point)) <= sameMomentSeconds
  )
}

function jobOf({ jobs }: DrillState, { jobId }: ServerState): JobState | undefined {
  return jobId === undefined ? undefined : jobs.get(jobId)
}
