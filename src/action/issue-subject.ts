import { relative, resolve, sep } from 'node:path'
import type { DrillState } from '../drill/state.js'
import type { IssueSubject } from '../report/issue-markers.js'
import type { Inputs } from './inputs.js'
import { regionOf } from './region.js'
import { workspaceOf, type Environment } from './workflow-run.js'

/**
 * What the issue of an execution is about. It is found by the same path and, where it is known already, the same Region and
 * name before the plan can be read as after it was mended.
 */
export function issueSubjectOf(
  state: Pick<DrillState, 'mode' | 'planReference' | 'identity'>,
  inputs: Pick<Inputs, 'awsRegion'>,
  environment: Environment
): IssueSubject {
  const { path, stated = {} } = state.planReference
  const region = knownRegion(state, inputs, environment)
  return {
    mode: state.mode,
    ...(path === '' ? {} : { path: writtenAlike(path, workspaceOf(environment)) }),
    ...(region === undefined ? {} : { region }),
    ...(stated.name === undefined ? {} : { name: stated.name })
  }
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
