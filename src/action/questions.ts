import { startsNothing, type EventBody } from '../drill/events.js'
import type { DrillState } from '../drill/state.js'
import { accessOf } from '../github/access.js'
import { readApprovals } from '../github/approvals.js'
import { noArtifact } from '../github/artifact-name.js'
import { uploadObstacle } from '../github/artifact.js'
import { readPreviousDrills, type PreviousWish } from '../github/previous-drills.js'
import type { Inputs } from './inputs.js'
import { knownRegion, usedAccount } from './issue-subject.js'
import type { Environment } from './workflow-run.js'

/**
 * What is to be asked of GitHub for the record, once an attempt; it is under way when this returns. No drill waits longer than
 * five seconds for GitHub, and none waits for it before its end.
 */
export function askGitHub(
  state: DrillState,
  inputs: Pick<Inputs, 'githubToken' | 'artifactName' | 'awsRegion' | 'role'>,
  environment: Environment,
  cancellation: AbortSignal
): readonly Promise<EventBody>[] {
  const result = accessOf(inputs.githubToken, state.run, environment)
  if (result === undefined || state.mode === 'validate') return []
  const bounds = { timeoutMilliseconds: 5000, cancellation }
  return [
    ...(state.approvals === undefined ? [readApprovals(result, bounds)] : []),
    // What was before is compared with what was launched: a preflight launches nothing.
    ...(state.previous === undefined && result.ok && !startsNothing(state.mode)
      ? [readPreviousDrills(result.access, previousWish(state, inputs, environment), bounds)]
      : [])
  ]
}

function previousWish(
  state: DrillState,
  inputs: Pick<Inputs, 'artifactName' | 'awsRegion' | 'role'>,
  environment: Environment
): PreviousWish {
  const region = knownRegion(state, inputs, environment)
  const account = usedAccount(state, inputs)
  const leftOut = (state.plan?.waves ?? []).filter(({ name }) => state.waves.get(name)?.selected !== true)
  return {
    plan: state.planReference.name,
    mode: state.mode,
    leftOut: leftOut.map(({ name }) => name),
    uploads: inputs.artifactName !== noArtifact && uploadObstacle(environment) === undefined,
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    ...(inputs.artifactName === undefined ? {} : { artifactName: inputs.artifactName })
  }
}
