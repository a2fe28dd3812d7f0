import { heldByOwnJobs } from '../../drill/watch/job.js'
import type { EventOf } from '../../drill/events.js'
import type { DrillState } from '../../drill/state.js'
import type { ServerNews } from './page.js'

/** That a launch failed and is tried again: why, which try it will be, and what is waited for. */
export function retryNews(after: DrillState, servers: EventOf<'servers-retried'>['servers']): readonly ServerNews[] {
  const held = heldByOwnJobs(after)
  return servers.map(({ sourceServerId, jobId, reason }) => {
    const server = after.servers.get(sourceServerId)
    const tries = server?.failedLaunches?.length ?? 1
    const allowed = after.waves.get(server?.wave ?? '')?.planned.retry.failedServers ?? tries
    const when = held.has(sourceServerId) ? `once ${jobId} has ended` : 'at once'
    const text = `FAILED, ${reason}: to be launched again ${when} (retry ${tries} of ${allowed})`
    return { sourceServerId, text, together: text }
  })
}
