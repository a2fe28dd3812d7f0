import { fellBack } from '../launch/fallback.js'
import type { DrillState } from '../state.js'
import type { Task } from '../task.js'
import type { Timestamp } from '../timestamp.js'
import { isAskedAgain, retryAt } from '../watch/pace.js'

/** How often a log is asked for at the end, where it was not refused for good. */
const readingTries = 3

/**
 * The logs that are read once more when all waves have come to their end (`since`): those that were never read as far as what a
 * server was launched from. The verdict does not hang on them; what the evidence says of an older snapshot does.
 */
export function lastReadings(state: DrillState, since: Timestamp): readonly Task[] {
  const trouble = state.trouble.get('job-log')
  if (trouble !== undefined) {
    if (!isAskedAgain('job-log', trouble.failure)) return []
    // However often it failed before, once it is asked for again.
    if (trouble.at >= since && trouble.count >= readingTries) return []
  }
  const untold = [...state.servers.values()].filter(
    (server) => state.waves.get(server.wave)?.selected === true && fellBack(state, server) === undefined
  )
  const at = retryAt(state, 'job-log') ?? since
  return [...new Set(untold.flatMap(({ jobId }) => jobId ?? []))].map((jobId) => ({
    at,
    command: { do: 'read-job-log', jobId }
  }))
}
