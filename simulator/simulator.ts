import type { Call } from './calls.js'
import { Credentials } from './credentials.js'
import { Drs } from './drs/drs.js'
import { Ec2 } from './ec2/ec2.js'
import { Faults } from './faults.js'
import { Blobs } from './github/blobs.js'
import { GitHub } from './github/github.js'
import { Repository } from './github/repository.js'
import { Results } from './github/results.js'
import { HttpServer } from './http-server.js'
import { Iam } from './iam.js'
import { inspect, type WorldView } from './inspection.js'
import { Oidc } from './oidc.js'
import { SeededRandom } from './random.js'
import { completeScenario, type ScenarioInput } from './scenario.js'
import { Ssm } from './ssm/ssm.js'
import { Sts } from './sts.js'
import { World } from './world.js'

/** An AWS, and the part of GitHub that a drill sees, in this process. */
export interface Simulator {
  readonly url: string
  /** Environment variables that send the AWS SDKs, and the toolkit's OIDC client, here. */
  readonly environment: Readonly<Record<string, string>>
  /** The job's token for GitHub's API, `github.token`; empty where the scenario has no GitHub. */
  readonly githubToken: string
  /** Every call that has come in, in order. */
  readonly calls: readonly Call[]
  /** What exists now. */
  readonly world: WorldView
  /**
   * Changes the scenario, top-level key by top-level key. Jobs under way keep the course they were started on, servers
   * the tags, snapshots and instances that they came with; `otherJobs` start now.
   */
  update(changes: ScenarioInput): void
  /** Replaces the faults; their counts begin anew. */
  setFaults(faults: NonNullable<ScenarioInput['faults']>): void
  close(): Promise<void>
}

/**
 * Starts a simulated AWS on a free port of this machine.
 *
 * @param options.seed what IDs and chance come from; the same seed gives the same ones
 * @throws an Error that says what is wrong with the scenario
 */
export async function startSimulator(scenario: ScenarioInput, options: { seed?: number } = {}): Promise<Simulator> {
  let input = scenario
  const world = new World(completeScenario(input), options.seed ?? 1)
  const credentials = new Credentials(world)
  const faults = new Faults(world)
  const oidc = new Oidc(world)
  const repository = new Repository(world)
  // Of its own, so that what AWS leaves to chance is the same with and without a GitHub.
  const chance = new SeededRandom((options.seed ?? 1) + 1_000_000)
  const blobs = new Blobs(repository, chance)
  const github = new GitHub(world, repository, blobs, chance)
  const results = new Results(world, repository, blobs, chance)
  const aws = [new Drs(world), new Ec2(world), new Sts(world, oidc), new Ssm(world), new Iam(world)]
  const services = [...aws, oidc, github, results, blobs]
  const calls: Call[] = []
  const server = new HttpServer({ world, credentials, faults, services, calls })
  const url = await server.listen()
  for (const service of [blobs, github]) service.url = url

  const update = (changes: ScenarioInput): void => {
    input = { ...input, ...changes }
    world.update(completeScenario(input))
    if (changes.otherJobs !== undefined) world.startOtherJobs()
    if (changes.faults !== undefined) faults.replace(world.scenario.faults)
  }
  return {
    url,
    environment: {
      ...endpoints(url, aws),
      AWS_REGION: world.scenario.region,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...credentials.environment,
      ...(world.scenario.oidc.enabled && {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/oidc/token?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: oidc.requestToken
      }),
      ...(world.scenario.github.enabled && {
        GITHUB_API_URL: `${url}/github`,
        ACTIONS_RESULTS_URL: `${url}/`,
        ACTIONS_RUNTIME_TOKEN: results.runtimeToken
      })
    },
    calls,
    githubToken: world.scenario.github.enabled ? github.token : '',
    world: inspect(world, repository),
    update,
    setFaults: (changed) => {
      update({ faults: changed })
    },
    close: () => server.close()
  }
}

function endpoints(url: string, services: readonly { readonly name: string }[]): Record<string, string> {
  return Object.fromEntries(services.map(({ name }) => [`AWS_ENDPOINT_URL_${name.toUpperCase()}`, `${url}/${name}`]))
}
