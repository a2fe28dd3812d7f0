import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Call, ScenarioInput, Simulator } from '../../simulator/index.js'
import { evidenceIn, journalIn, startAws, startsIn, type Drill, type ServerOutput } from './drills.js'
import { oneWave } from './plans.js'
import { runMain, workspaceWith, type Ended, type Step } from './runner.js'
import { expectSound, expectSoundLog } from './soundness.js'

export const roleArn = 'arn:aws:iam::123456789012:role/drs-drill'
export const sub = 'repo:acme/shop:environment:dr'

/** A drill whose log is without the masks; those are kept beside it. */
export interface RoleDrill extends Drill {
  /** What the runner was told to mask. */
  readonly masked: readonly string[]
  readonly simulator: Simulator
}

export interface RoleDrillOptions {
  readonly simulator?: Simulator
  readonly scenario?: ScenarioInput
  readonly plan?: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  readonly started?: (simulator: Simulator, ...rest: Parameters<NonNullable<Step['started']>>) => void
  /** Whether the instances are gone at the end, as they are meant to be. */
  readonly cleanedUp?: boolean
}

/** An AWS that has no key for the job, but gives it sessions of a role for GitHub's tokens. */
export function roleScenario(scenario: ScenarioInput = {}): ScenarioInput {
  return {
    ...scenario,
    credentials: { kind: 'none', ...scenario.credentials },
    oidc: { enabled: true, sub, ...scenario.oidc }
  }
}

/** Runs a drill as a role, and checks it for soundness; masks are commands that only such a drill gives. */
export async function runRoleDrill({
  simulator: given,
  scenario,
  plan = oneWave(),
  inputs,
  environment,
  started,
  cleanedUp = false
}: RoleDrillOptions = {}): Promise<RoleDrill> {
  const simulator = given ?? (await startAws(roleScenario(scenario)))
  const callsBefore = simulator.calls.length
  const workspace = workspaceWith({ 'plan.yml': plan })
  const ended = await runMain({
    workspace,
    inputs: { plan: 'plan.yml', 'poll-interval': '1s', 'role-to-assume': roleArn, ...inputs },
    environment: { ...simulator.environment, ...environment },
    ...(started !== undefined && {
      started: (...rest) => {
        started(simulator, ...rest)
      }
    })
  })
  const drill = drillOf(ended, workspace, simulator, simulator.calls.slice(callsBefore))
  if (cleanedUp) expectSoundLog(drill)
  else expectSound(drill)
  return drill
}

function drillOf(ended: Ended, workspace: string, simulator: Simulator, calls: readonly Call[]): RoleDrill {
  const mask = /^::add-mask::(.*)\n/gm
  const folder = ended.outputs['evidence-dir'] ?? ''
  const { jobs, instances, recoveryInstances, artifacts, issues, automations } = simulator.world
  return {
    ...ended,
    log: ended.log.replace(mask, ''),
    masked: [...new Set(Array.from(ended.log.matchAll(mask), ([, secret = '']) => secret))],
    simulator,
    workspace,
    folder,
    calls,
    world: structuredClone({ jobs, instances, recoveryInstances, artifacts, issues, automations }),
    get evidence() {
      return evidenceIn(folder)
    },
    get journal() {
      return journalIn(folder)
    },
    servers: JSON.parse(ended.outputs['servers'] ?? '[]') as ServerOutput[],
    starts: startsIn(calls)
  }
}

/** The calls of an operation. */
export function callsOf(calls: readonly Call[], operation: string): readonly Call[] {
  return calls.filter((call) => call.operation === operation)
}

/** Everything that a run leaves behind where people look: log, summary, outputs, state and the files of its folder. */
export function tracesOf(ended: Ended, folder: string): ReadonlyMap<string, string> {
  return new Map([
    ['log', ended.log],
    ['error log', ended.errorLog],
    ['summary', ended.summary],
    ['outputs', JSON.stringify(ended.outputs)],
    ['state', JSON.stringify(ended.state)],
    ...filesIn(folder).map((path) => [path, readFileSync(path, 'utf8')] as const)
  ])
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}
