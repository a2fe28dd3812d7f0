import fc from 'fast-check'
import { expect } from '@jest/globals'
import { everyAttack, hostileText } from '../report/hostile.js'
import { runDrillOn, type Drill, type DrillOptions } from './drills.js'
import { expectHarmless } from './harmless.js'
import { annotationsIn } from './log-reader.js'
import { workspaceWith } from './runner.js'
import type { Simulator } from '../../simulator/index.js'

/**
 * Texts that want to be obeyed, others in each run of another seed (FAST_CHECK_SEED). None is empty: what is not told
 * does no harm.
 */
export function texts(from: number): () => string {
  const seed = (fc.readConfigureGlobal().seed ?? 0) + from
  const made = fc.sample(
    hostileText.map((text) => `x${text}`),
    { seed, numRuns: 40 }
  )
  let next = 0
  return () => {
    next += 1
    // Every attack at once, and a text of 64 KiB, are among the first of each run.
    if (next === 1) return everyAttack
    if (next === 2) return everyAttack.repeat(1 + Math.ceil(65_536 / everyAttack.length)).slice(0, 65_536)
    return made[next % made.length] ?? everyAttack
  }
}

/** What can be written in UTF-8. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')

/** An environment variable holds no NUL. */
const variable = (text: string): string => wellFormed(text).replaceAll('\0', '')

/** What GitHub says of a run, of which people choose the names of branches, workflows and jobs. */
const environmentOf = (text: () => string) =>
  Object.fromEntries(
    ['GITHUB_ACTOR', 'GITHUB_REF', 'GITHUB_WORKFLOW', 'GITHUB_JOB', 'GITHUB_EVENT_NAME', 'GITHUB_SHA'].map((name) => [
      name,
      variable(text()).slice(0, 30_000)
    ])
  )

/**
 * A path that the action takes: what is not seen it refuses, of which Node's versions know more or less beyond the first plane.
 * Elsewhere such a name is tried as well.
 */
const pathOf = (text: string): string =>
  `dr/::error::${text.replaceAll(/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}/\\\u{10000}-\u{10FFFF}]/gu, '_').slice(0, 60)}##[group]|<b>.yml`

type Environment = NonNullable<DrillOptions['environment']>

/** What GitHub says of a run that no person chooses, as if one had: its own addresses and numbers. */
export const strangeRun = (text: () => string): Environment =>
  Object.fromEntries(
    [
      'GITHUB_TRIGGERING_ACTOR',
      'GITHUB_REPOSITORY',
      'GITHUB_RUN_ID',
      'GITHUB_RUN_ATTEMPT',
      'GITHUB_SERVER_URL',
      'GITHUB_API_URL'
    ].map((name) => [name, variable(text()).slice(0, 30_000)])
  )

/** Runs a plan of a hostile path, in a run that GitHub tells hostile things of; nothing that came of it is obeyed. */
export async function hostileDrill(
  text: () => string,
  simulator: Simulator,
  {
    plan,
    inputs,
    environment
  }: { readonly plan: string; readonly inputs?: DrillOptions['inputs']; readonly environment?: Environment }
): Promise<Drill> {
  const path = pathOf(text().slice(-200))
  const workspace = workspaceWith({ [path]: plan })
  const drill = await runDrillOn(simulator, {
    workspace,
    inputs: { plan: path, ...inputs },
    environment: { ...environmentOf(text), ...environment }
  })
  expectHarmless(drill)
  // One line each, whatever the text held; the last is the verdict, which `expectSound` has looked at.
  for (const { message } of annotationsIn(drill.log)) expect(message).not.toMatch(/[\r\n]/)
  return drill
}
