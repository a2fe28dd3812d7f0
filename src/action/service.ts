import * as core from '@actions/core'
import { fetchGitHubToken } from '../aws/github-token.js'
import { createRecoveryService } from '../aws/recovery-service.js'
import type { WorkflowRun } from '../drill/events.js'
import { FailedCall } from '../drill/failure.js'
import type { RecoveryService } from '../drill/ports.js'
import { version } from '../version.js'
import type { Inputs, RoleInputs } from './inputs.js'
import { systemClock } from './system-clock.js'
import type { Environment } from './workflow-run.js'

/** AWS in a Region, with the role of the inputs or the machine's own credentials. No call is made yet. */
export function createService(
  inputs: Inputs,
  region: string,
  run: WorkflowRun,
  environment: Environment
): RecoveryService {
  return createRecoveryService({
    region,
    clock: systemClock,
    userAgent: `drs-drill/${version} run/${run.runId ?? 'local'}`,
    ...(inputs.role === undefined
      ? {}
      : {
          role: {
            arn: inputs.role.arn,
            sessionName: inputs.role.sessionName ?? `drs-drill-${run.runId ?? 'local'}`.slice(0, 64),
            durationSeconds: inputs.role.durationSeconds,
            fetchToken: tokenFetcher(inputs.role, environment),
            mask: (secret: string) => {
              core.setSecret(secret)
            }
          }
        })
  })
}

/** Asks GitHub for a new token each time; only jobs that may ask have the runner's variables for it. */
function tokenFetcher({ audience }: RoleInputs, environment: Environment): () => Promise<string> {
  const url = environment['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? ''
  const requestToken = environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''
  return async () => {
    if (url !== '' && requestToken !== '') return fetchGitHubToken({ url, requestToken }, audience)
    throw new FailedCall({
      class: 'credentials',
      operation: 'sts:AssumeRoleWithWebIdentity',
      message:
        'GitHub gives this job no OIDC token for the role: add "permissions: { id-token: write, contents: read }" to the ' +
        'job (a pull request from a fork never gets one)'
    })
  }
}
