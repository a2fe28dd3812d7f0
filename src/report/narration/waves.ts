import { drillDeadline } from '../../drill/budgets.js'
import type { DrillEvent, EventOf } from '../../drill/events.js'
import type { DrillState, WaveState } from '../../drill/state.js'
import { addSeconds, secondsBetween, type Timestamp } from '../../drill/timestamp.js'
import { formatDuration } from '../../plan/duration.js'
import { type Page, spent } from './page.js'
import { counted } from '../../plan/wording.js'
import { inCapitals } from './servers.js'

/** The part of a budget after which it is said, once, that little is left. */
const warnAfter = 0.8

export function tellWaveEnd(event: EventOf<'wave-settled'>, after: DrillState, page: Page): readonly string[] {
  const { status, reason } = event
  const wave = after.waves.get(event.wave)
  if (wave === undefined) return []
  if (!wave.selected)
    return [page.wave(event.wave, `${inCapitals(status)} since an earlier job of this run: ${reason}`)]
  const used = describeUsed(wave, event.at)
  const soak = wave.planned.soakSeconds
  switch (status) {
    case 'up': {
      const next = soak > 0 && hasDependents(after, wave) ? `; the next waves wait ${formatDuration(soak)} (soak)` : ''
      const { length } = wave.planned.servers
      return [page.wave(event.wave, `wave UP: ${length} of ${counted(length, 'server')}${used}${next}`)]
    }
    case 'not-started':
      return [page.wave(event.wave, `wave NOT STARTED: ${reason}`)]
    case 'failed':
    case 'timed-out':
    case 'cancelled':
      return [page.wave(event.wave, `wave ${inCapitals(status)}: ${reason}${used}${consequence(after, wave)}`)]
  }
}

function describeUsed({ startedAt, planned }: WaveState, at: Timestamp): string {
  if (startedAt === undefined) return ''
  return `, ${spent(startedAt, at)} of ${formatDuration(planned.timeoutSeconds)} used`
}

function consequence(state: DrillState, wave: WaveState): string {
  const waiting = [...state.waves.values()].some((other) => other.status === 'waiting')
  if (!waiting || wave.status === 'cancelled') return ''
  return wave.planned.onFailure === 'stop'
    ? '; no further wave starts (on-failure: stop)'
    : '; waves that do not come after it go on (on-failure: continue)'
}

function hasDependents(state: DrillState, wave: WaveState): boolean {
  return [...state.waves.values()].some((other) => other.planned.after.includes(wave.planned.name))
}

/** Said at the first look at the jobs after the greater part of a budget is spent. */
export function budgetWarnings(
  before: DrillState,
  event: DrillEvent,
  after: DrillState,
  page: Page
): readonly string[] {
  const looked = event.type === 'jobs-observed' || (event.type === 'look-failed' && event.look === 'jobs')
  if (!looked) return []
  const passed = (from: Timestamp, seconds: number): boolean => {
    const moment = addSeconds(from, seconds * warnAfter)
    return moment <= event.at && moment > lastLook(before)
  }
  const left = (deadline: Timestamp): string => formatDuration(Math.max(0, secondsBetween(event.at, deadline)))
  const waves = [...after.waves.values()].flatMap((wave) => {
    const { startedAt, planned, status } = wave
    if (status !== 'running' || startedAt === undefined || !passed(startedAt, planned.timeoutSeconds)) return []
    const awaited = planned.servers.filter((id) => after.servers.get(id)?.outcome === undefined)
    const rest = left(addSeconds(startedAt, planned.timeoutSeconds))
    return [
      page.wave(
        planned.name,
        `little time left: ${rest} of ${formatDuration(planned.timeoutSeconds)}, waiting for ${page.names(awaited)}`
      )
    ]
  })
  const whole = `little time left: ${left(drillDeadline(after))} of the ${formatDuration(after.timeoutSeconds)} for the whole drill`
  return [...waves, ...(passed(after.openedAt, after.timeoutSeconds) ? [page.drill(whole)] : [])]
}

function lastLook(state: DrillState): Timestamp {
  const failing = state.trouble.get('jobs')
  const looks = [...[...state.jobs.values()].map((job) => job.seenAt), ...(failing === undefined ? [] : [failing.at])]
  return looks.reduce((latest, at) => (at > latest ? at : latest), state.openedAt)
}
