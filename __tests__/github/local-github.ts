import { afterEach } from '@jest/globals'
import { startSimulator, type ScenarioInput, type Simulator } from '../../simulator/index.js'
import type { GitHubAccess } from '../../src/github/access.js'

export interface LocalGitHub {
  readonly simulator: Simulator
  readonly access: GitHubAccess
}

/** A GitHub on this machine for each call; all of a test are closed after it. */
export function localGitHub(): (
  github?: ScenarioInput['github'],
  faults?: ScenarioInput['faults'],
  pageSize?: number
) => Promise<LocalGitHub> {
  const simulators: Simulator[] = []
  afterEach(async () => {
    for (const simulator of simulators.splice(0)) await simulator.close()
  })
  return async (github = {}, faults = [], pageSize = 100) => {
    const simulator = await startSimulator({ github: { enabled: true, ...github }, faults, pageSize })
    simulators.push(simulator)
    const apiUrl = simulator.environment['GITHUB_API_URL'] ?? ''
    const access = { token: simulator.githubToken, owner: 'acme', repo: 'shop', runId: 1_234_567_890, apiUrl }
    return { simulator, access }
  }
}

/** Time enough, and nobody who ends the step. */
export const bounds = { timeoutMilliseconds: 20_000, cancellation: new AbortController().signal }
