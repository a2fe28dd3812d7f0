import type { Question } from '../events.js'
import type { DrillState } from '../state.js'

/** `; DescribeJobs was last answered: …`: what AWS answered last, where it is the likely reason that nothing more was seen in time. */
export function lastAnswer(state: DrillState, questions: readonly Question[]): string {
  const trouble = questions.map((question) => state.trouble.get(question)).find((known) => known !== undefined)
  return trouble === undefined ? '' : `; ${trouble.failure.operation} was last answered: ${trouble.failure.message}`
}
