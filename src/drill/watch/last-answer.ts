import type { Question } from '../events.js'
import type { DrillState } from '../state.js'
import { clockTime, type Timestamp } from '../timestamp.js'

/**
 * `; drs:DescribeJobs was last answered: …`: what AWS answered last, where it is the likely reason that nothing more was seen in
 * time; since when it has done so, and when the server was last seen.
 */
export function lastAnswer(state: DrillState, questions: readonly Question[], seenAt?: Timestamp): string {
  const trouble = questions.map((question) => state.trouble.get(question)).find((known) => known !== undefined)
  if (trouble === undefined) return ''
  const { count, since, failure } = trouble
  const seen = seenAt === undefined ? '' : `, last seen at ${clockTime(seenAt)}`
  const often = count === 1 ? '' : ` has failed ${String(count)} times since ${clockTime(since)} and`
  return `${seen}; ${failure.operation}${often} was last answered: ${failure.message}`
}
