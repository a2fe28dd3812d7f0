import type { Plan } from './plan.js'
import type { PlanProblem } from './problem.js'
import { enumerate, quote } from './quotation.js'
import { closest } from './suggestion.js'

export type WaveSelection =
  | {
      readonly ok: true
      /** The waves to run, in the order of the plan. */
      readonly selected: readonly string[]
      /**
       * What selected waves come after directly and is itself left out, in the order of the plan: it must have come up
       * in this same execution already (contract section 5).
       */
      readonly presumed: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] }

/** Names as an input takes them: separated by commas or new lines, blanks around them and empty ones dropped. */
export const splitNames = (text: string): readonly string[] =>
  text
    .split(/[,\r\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Which waves of the plan run when only `names` are asked for; no name at all asks for every wave. */
export const selectWaves = (plan: Plan, names: readonly string[]): WaveSelection => {
  const inPlan = plan.waves.map(({ name }) => name)
  if (names.length === 0) return { ok: true, selected: inPlan, presumed: [] }
  const wanted = new Set(names)
  const problems = [...wanted]
    .filter((name) => !inPlan.includes(name))
    .map((name) => {
      const meant = closest(name, inPlan)
      const instead = meant === undefined ? `its waves are ${enumerate(inPlan)}` : `did you mean ${quote(meant)}?`
      return { message: `The plan has no wave ${quote(name)}, which the input "waves" asks for: ${instead}` }
    })
  if (problems.length > 0) return { ok: false, problems }
  const comesBefore = new Set(plan.waves.filter(({ name }) => wanted.has(name)).flatMap(({ after }) => after))
  return {
    ok: true,
    selected: inPlan.filter((name) => wanted.has(name)),
    presumed: inPlan.filter((name) => comesBefore.has(name) && !wanted.has(name))
  }
}
