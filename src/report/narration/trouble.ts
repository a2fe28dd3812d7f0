import { questionOf, type EventOf } from '../../drill/events.js'
import type { Failure } from '../../drill/failure.js'
import { isAskedAgain } from '../../drill/watch/pace.js'
import type { DrillState } from '../../drill/state.js'
import { operationOf, type Page } from './page.js'
import { counted } from '../../plan/wording.js'

export function tellTrouble(before: DrillState, event: EventOf<'look-failed'>, page: Page): readonly string[] {
  const times = (before.trouble.get(questionOf(event))?.count ?? 0) + 1
  if (!isWorthSaying(times)) return []
  const next = isAskedAgain(event.look, event.failure) ? `: asking again${repeated(times)}` : ''
  return [
    page.drill(`${operationOf(event.failure)} ${describeFailure(event.failure, saidBefore(before, event))}${next}`)
  ]
}

/** What is as short as this is said again each time. */
export const shortMessage = 80

/** What has just been said, of this question or of another, is not said at full length again. */
function saidBefore(before: DrillState, event: EventOf<'look-failed'>): string | undefined {
  const { operation, message } = event.failure
  if (message.length <= shortMessage) return undefined
  const alike = [...before.trouble].filter(([, { failure }]) => failure.message === message)
  if (alike.length === 0) return undefined
  if (alike.some(([question]) => question === questionOf(event))) return 'as before'
  const other = alike.find(([, { failure }]) => failure.operation !== operation)?.[1]
  return other === undefined ? 'as before' : `as ${operationOf(other.failure)} did`
}

function describeFailure({ class: kind, message }: Failure, before: string | undefined): string {
  const said = before ?? `(${message})`
  if (kind === 'throttled') return `throttled by AWS ${said}`
  return kind === 'unavailable' ? `not answered ${said}` : `failed ${said}`
}

/** The first time, and then ever more seldom: 1, 5, 10, 20, 40, … */
export function isWorthSaying(times: number): boolean {
  return times === 1 || times === 5 || (times % 10 === 0 && Number.isInteger(Math.log2(times / 10)))
}

export function repeated(times: number): string {
  return times === 1 ? '' : ` (${times} times in a row)`
}

export function recoveries(before: DrillState, after: DrillState, page: Page): readonly string[] {
  return [...before.trouble].flatMap(([question, { count: times, failure }]) =>
    after.trouble.has(question)
      ? []
      : [page.drill(`${operationOf(failure)} answers again after ${counted(times, 'failure')}`)]
  )
}
