import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { loadScenario, type ScenarioInput } from '../simulator/index.js'

/** The scenario that runs when none is named; the others say only what is different from it. */
export const defaultScenarioName = 'passed'

const server = z.looseObject({ id: z.string() })

const scenarioFile = z.strictObject({
  /** One line: what goes wrong, and what the action makes of it. */
  description: z.string().regex(/^.+$/),
  /** Inputs of the action that differ from the demo's own. */
  inputs: z.record(z.string(), z.string()).default({}),
  /** The runner cancels the step after so many seconds. */
  cancelAfterSeconds: z.number().positive().optional(),
  /** A scenario of the simulator. Its keys replace those of the default scenario; `servers` are merged by their IDs. */
  scenario: z.looseObject({ servers: z.array(server).default([]) }).prefault({}),
  /** How the action must end. */
  expect: z.strictObject({
    status: z.enum(['passed', 'failed', 'timed-out', 'cancelled', 'blocked']),
    exitCode: z.union([z.literal(0), z.literal(1)])
  })
})

type ScenarioFile = z.output<typeof scenarioFile>

export interface DemoScenario extends Pick<ScenarioFile, 'description' | 'inputs' | 'cancelAfterSeconds' | 'expect'> {
  readonly name: string
  /** Complete, as the simulator takes it. */
  readonly scenario: ScenarioInput
}

/** The names of all scenarios in a folder, the default first. */
export function scenarioNames(folder: string): readonly string[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => file.slice(0, -'.yml'.length))
    .sort()
  return [defaultScenarioName, ...names.filter((name) => name !== defaultScenarioName)]
}

/**
 * Reads a scenario.
 *
 * @throws an Error that says what is wrong with it
 */
export function readDemoScenario(folder: string, name: string): DemoScenario {
  const { scenario, ...file } = readFile(folder, name)
  const base = readFile(folder, defaultScenarioName).scenario
  const merged = { ...base, ...scenario, servers: mergeServers(base.servers, scenario.servers) }
  return { ...file, name, scenario: loadScenario(JSON.stringify(merged)) }
}

function readFile(folder: string, name: string): ScenarioFile {
  const result = scenarioFile.safeParse(parse(readFileSync(join(folder, `${name}.yml`), 'utf8')))
  if (!result.success) throw new Error(`The scenario ${name} cannot be used.\n${z.prettifyError(result.error)}`)
  return result.data
}

type Server = z.output<typeof server>

function mergeServers(base: readonly Server[], changes: readonly Server[]): readonly Server[] {
  const changed = new Map(changes.map((change) => [change.id, change]))
  const known = base.map((one) => ({ ...one, ...changed.get(one.id) }))
  const ids = new Set(base.map(({ id }) => id))
  return [...known, ...changes.filter(({ id }) => !ids.has(id))]
}
