import { loadPlan } from '../../src/plan/load.js'
import type { Plan } from '../../src/plan/plan.js'

/** A source server ID made of a number. */
export const serverId = (number: number): string => `s-${String(number).padStart(17, '0')}`

/** A plan file that begins as every plan does. */
export const planText = (rest: string): string => `version: 1\nname: payments\n${rest}`

/** A plan file of waves in flow style, each with a server of its own unless it says otherwise. */
export const wavesText = (...waves: readonly string[]): string =>
  planText(`waves:\n${waves.map((wave, index) => `- { ${wave}, servers: [${serverId(index + 1)}] }\n`).join('')}`)

/** The plan of a text, or an error that tells what is wrong with it. */
export const mustLoad = (source: string | Uint8Array): Plan => {
  const result = loadPlan(source)
  if (!result.ok) throw new Error(problemsOf(source).join('\n'))
  return result.plan
}

/** What is wrong with a text, as `line:column message`; empty when it loads. */
export const problemsOf = (source: string | Uint8Array): readonly string[] => {
  const result = loadPlan(source)
  if (result.ok) return []
  return result.problems.map(({ message, position }) =>
    position === undefined ? message : `${position.line}:${position.column} ${message}`
  )
}
