import type { EventOf } from '../../drill/events.js'
import { whose } from '../../drill/launch/holdings.js'
import { describeInstance, isOwnInstance, mayReplaceRecovery } from '../../drill/launch/live-recovery.js'
import type { DrillState } from '../../drill/state.js'
import { secondsBetween } from '../../drill/timestamp.js'
import { formatDuration } from '../../plan/duration.js'
import { listed, type Page } from './page.js'

/** Which jobs of others keep the drill from its start, and how long it waits for them. */
export function tellWait({ at, until, holding }: EventOf<'other-jobs-awaited'>, page: Page): readonly string[] {
  const jobs = [...new Set(holding.map(({ jobId }) => jobId))].map((jobId) => {
    const held = holding.filter((one) => one.jobId === jobId).map(({ sourceServerId }) => sourceServerId)
    return `${jobId} (holds ${page.names(held)})`
  })
  const limit = formatDuration(secondsBetween(at, until))
  return [
    page.drill(
      `waiting up to ${limit} for jobs ${[...new Set(holding.map(whose))].join(' and ')} before anything is started: ${listed(jobs, 5)}`
    )
  ]
}

/** A live recovery that appeared since the preflight: what the plan lets a launch destroy is told before it does. */
export function tellRecoveries(
  before: DrillState,
  event: EventOf<'recoveries-observed'>,
  after: DrillState,
  page: Page
): readonly string[] {
  return event.live.flatMap((instance) => {
    const { sourceServerId, recoveryInstanceId } = instance
    const known = before.servers.get(sourceServerId)
    const isNew = known?.recoveries?.live.every((one) => one.recoveryInstanceId !== recoveryInstanceId) ?? true
    if (!isNew || known === undefined || isOwnInstance(after, instance)) return []
    const what = mayReplaceRecovery(after, known)
      ? 'the launch DESTROYS it, as the plan allows (guards.replace-recovery-instances)'
      : 'it is not launched, since that would destroy it'
    const text = `${page.fullName(sourceServerId)} has got a live recovery instance, ${describeInstance(instance)}: ${what}`
    return [page.wave(known.wave, text)]
  })
}
