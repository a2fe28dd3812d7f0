import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { EventBody, PlanReference, Refusal } from '../drill/events.js'
import { formatDuration } from '../plan/duration.js'
import { loadPlan, type LoadedPlan } from '../plan/load.js'
import type { PlanProblem } from '../plan/problem.js'
import { selectWaves } from '../plan/selection.js'
import { confirmationProblem, readInputs, type Inputs } from './inputs.js'
import { version } from '../version.js'
import { readPlanFile } from './plan-file.js'
import { regionOf } from './region.js'
import { executionIdOf, workflowRunOf, workspaceOf, type Environment } from './workflow-run.js'

/** What is known before AWS is asked anything. */
export interface Opening {
  readonly inputs: Inputs
  readonly workspace: string
  /** The Region to recover to; absent where nothing is to be asked of AWS. */
  readonly region?: string
  /** How the execution begins: opened, then its plan accepted or the run refused. */
  readonly events: readonly [Extract<EventBody, { type: 'execution-opened' }>, ...EventBody[]]
}

/** Reads inputs and plan; every reason to refuse them is found at once, and none is thrown. */
export function openExecution(environment: Environment): Opening {
  const workspace = workspaceOf(environment)
  const read = readInputs(environment, workspace)
  const inputs = read.ok ? read.inputs : read.usable
  const refusals: Refusal[] = read.ok ? [] : read.problems.map((message) => ({ message }))
  const { reference, loaded } = readPlan(inputs, workspace, environment, refusals)

  const run = workflowRunOf(environment)
  const opened = {
    type: 'execution-opened',
    schemaVersion: 1,
    version,
    executionId: executionIdOf(run, reference.name, randomUUID().slice(0, 8)),
    mode: inputs.mode,
    plan: reference,
    run,
    pollIntervalSeconds: inputs.pollIntervalSeconds
  } as const
  const accepted = loaded === undefined ? undefined : accept(loaded, inputs, environment, refusals)
  if (accepted === undefined || refusals.length > 0) {
    return { inputs, workspace, events: [opened, { type: 'refused', refusals }] }
  }
  const { event, region } = accepted
  return { inputs, workspace, ...(region === undefined ? {} : { region }), events: [opened, event] }
}

function readPlan(
  inputs: Inputs,
  workspace: string,
  environment: Environment,
  refusals: Refusal[]
): { readonly reference: PlanReference; readonly loaded?: LoadedPlan } {
  const commit = environment['GITHUB_SHA']
  const unread: PlanReference = {
    name: nameFromPath(inputs.plan),
    path: inputs.plan,
    ...(commit === undefined || commit === '' ? {} : { commit })
  }
  if (inputs.plan === '') return { reference: unread }
  const file = readPlanFile(inputs.plan, workspace)
  if (!file.ok) {
    refusals.push({ message: file.message })
    return { reference: unread }
  }
  const loaded = loadPlan(file.bytes)
  const reference = { ...unread, path: file.relativePath, sha256: loaded.sha256 }
  if (loaded.ok) {
    const { name, region = null, account } = loaded.plan
    const stated = { name, region, ...(account === undefined ? {} : { account }) }
    return { reference: { ...reference, name, stated }, loaded }
  }
  refusals.push(...loaded.problems.map(toRefusal))
  const { stated } = loaded
  return { reference: { ...reference, name: stated.name ?? reference.name, stated } }
}

function accept(
  { plan, places }: LoadedPlan,
  inputs: Inputs,
  environment: Environment,
  refusals: Refusal[]
): { readonly event: EventBody; readonly region?: string } | undefined {
  const unconfirmed = confirmationProblem(inputs, plan.name)
  if (unconfirmed !== undefined) refusals.push({ message: unconfirmed })
  const selection = selectWaves(plan, inputs.waves)
  if (!selection.ok) refusals.push(...selection.problems.map(toRefusal))
  const region = inputs.mode === 'validate' ? undefined : regionOf(inputs, plan.region, environment)
  if (region?.ok === false) refusals.push({ message: region.message })
  const timeoutSeconds = inputs.timeoutSeconds ?? plan.timeoutSeconds
  const soak = Math.max(...plan.waves.map((wave) => wave.soakSeconds))
  if (soak >= timeoutSeconds) {
    refusals.push({
      message:
        `Input "timeout" is ${formatDuration(timeoutSeconds)}, but a wave of the plan soaks for ${formatDuration(soak)}: ` +
        'write a longer timeout'
    })
  }
  if (!selection.ok) return undefined
  const { selected, presumed } = selection
  return {
    event: {
      type: 'plan-accepted',
      plan,
      places,
      timeoutSeconds,
      cleanup: { ...plan.cleanup, ...(inputs.cleanup === undefined ? {} : { when: inputs.cleanup }) },
      allowedAccounts: inputs.allowedAccounts,
      selected,
      presumed
    },
    ...(region?.ok === true ? { region: region.region } : {})
  }
}

/** What a plan that cannot be read is called. */
function nameFromPath(path: string): string {
  const name = basename(path)
    .replace(/\.(?:ya?ml|json)$/i, '')
    .replaceAll(/[^\w.-]/g, '-')
    .slice(0, 64)
  return name === '' ? 'plan' : name
}

function toRefusal({ message, position }: PlanProblem): Refusal {
  return { message, ...position }
}
