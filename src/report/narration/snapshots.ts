import type { EventOf } from '../../drill/events.js'
import { chosenSnapshot } from '../../drill/launch/point-in-time.js'
import type { DrillState } from '../../drill/state.js'
import type { ServerNews } from './page.js'
import { momentText } from '../summary/verdict.js'

/** From which recovery snapshot each server is to be launched, where the plan chooses one and it was found. */
export function snapshotNews(after: DrillState, event: EventOf<'snapshots-found'>): readonly ServerNews[] {
  return event.servers.flatMap(({ sourceServerId }) => {
    const server = after.servers.get(sourceServerId)
    const chosen = server === undefined ? undefined : chosenSnapshot(after, server)
    if (chosen?.snapshotId === undefined) return []
    const of = chosen.takenAt === undefined ? '' : ` of ${momentText(chosen.takenAt)}`
    const text = `recovery point ${chosen.snapshotId}${of} chosen`
    return [{ sourceServerId, text, together: 'recovery point chosen' }]
  })
}
