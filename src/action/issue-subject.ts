import { relative, resolve, sep } from 'node:path'
import type { DrillState } from '../drill/state.js'
import type { IssueSubject } from '../report/issue-markers.js'
import type { Inputs } from './inputs.js'
import { regionOf } from './region.js'
import { accountOfRole } from './role-inputs.js'
import { workspaceOf, type Environment } from './workflow-run.js'

export type SubjectInputs = Pick<Inputs, 'awsRegion' | 'role' | 'allowedAccounts'>

/**
 * What the issue of an execution is about. It is found by the same path and, where they are known already, the same account,
 * Region and name before the plan can be read, or AWS be asked, as after that was mended.
 */
export function issueSubjectOf(
  state: Pick<DrillState, 'mode' | 'planReference' | 'identity'>,
  inputs: SubjectInputs,
  environment: Environment
): IssueSubject {
  const { path, stated = {} } = state.planReference
  const account = meantAccount(state, inputs)
  const region = knownRegion(state, inputs, environment)
  return {
    mode: state.mode,
    ...(path === '' ? {} : { path: writtenAlike(path, workspaceOf(environment)) }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    ...(stated.name === undefined ? {} : { name: stated.name })
  }
}

/**
 * The account that an execution is meant for. Where plan or workflow name just one, no other can pass: of credentials of
 * another it is still the issue of this one, which the next pass ends, and not that of another leg of the matrix.
 */
function meantAccount(
  state: Pick<DrillState, 'planReference' | 'identity'>,
  inputs: SubjectInputs
): string | undefined {
  const [allowed, ...more] = inputs.allowedAccounts
  const only = more.length === 0 ? allowed : undefined
  return state.planReference.stated?.account ?? only ?? usedAccount(state, inputs)
}

/** The account whose credentials an execution uses: a role's before AWS was asked, too. */
export function usedAccount(
  { identity }: Pick<DrillState, 'identity'>,
  { role }: Pick<Inputs, 'role'>
): string | undefined {
  return identity?.account ?? (role === undefined ? undefined : accountOfRole(role.arn))
}

/** The Region of an execution, also of one whose plan cannot be read; undefined where nothing tells it. */
export function knownRegion(
  { planReference: { stated = {} }, identity }: Pick<DrillState, 'planReference' | 'identity'>,
  { awsRegion }: Pick<Inputs, 'awsRegion'>,
  environment: Environment
): string | undefined {
  return identity?.region ?? awsRegion ?? (stated.region === null ? ambient(environment) : stated.region)
}

/** A file that could not be read is named as the input names it; one that was read, by its path in the workspace. */
function writtenAlike(path: string, workspace: string): string {
  return relative(workspace, resolve(workspace, path)).split(sep).join('/')
}

function ambient(environment: Environment): string | undefined {
  const result = regionOf({}, undefined, environment)
  return result.ok ? result.region : undefined
}
