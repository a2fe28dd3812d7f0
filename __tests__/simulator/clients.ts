import { DrsClient } from '@aws-sdk/client-drs'
import { EC2Client } from '@aws-sdk/client-ec2'
import { STSClient } from '@aws-sdk/client-sts'
import { startSimulator, type ScenarioInput, type Simulator } from '../../simulator/index.js'

export const firstServer = 's-00000000000000001'
export const secondServer = 's-00000000000000002'

export interface World {
  readonly simulator: Simulator
  readonly drs: DrsClient
  readonly ec2: EC2Client
  readonly sts: STSClient
}

export interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** The real SDK clients, pointed at a simulator; they try each call once. */
export function clients(simulator: Simulator, keys: Keys = environmentKeys(simulator)): Omit<World, 'simulator'> {
  const { environment } = simulator
  const shared = { region: environment['AWS_REGION'] ?? '', credentials: keys, maxAttempts: 1 }
  const endpoint = (service: string): string => environment[`AWS_ENDPOINT_URL_${service}`] ?? ''
  return {
    drs: new DrsClient({ ...shared, endpoint: endpoint('DRS') }),
    ec2: new EC2Client({ ...shared, endpoint: endpoint('EC2') }),
    sts: new STSClient({ ...shared, endpoint: endpoint('STS') })
  }
}

export function environmentKeys({ environment }: Simulator): Keys {
  const sessionToken = environment['AWS_SESSION_TOKEN']
  return {
    accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    ...(sessionToken !== undefined && { sessionToken })
  }
}

/** Runs a test in a simulated AWS and clears it away. Two servers, and an hour passes in a second or less. */
export async function inWorld(scenario: ScenarioInput, test: (world: World) => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ serverCount: 2, timeScale: 6000, ...scenario })
  const { drs, ec2, sts } = clients(simulator)
  try {
    await test({ simulator, drs, ec2, sts })
  } finally {
    for (const client of [drs, ec2, sts]) client.destroy()
    await simulator.close()
  }
}

/** Looks again and again until what is awaited has come. */
export async function until<T>(look: () => Promise<T | undefined>, patienceMilliseconds = 4500): Promise<T> {
  const deadline = Date.now() + patienceMilliseconds
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (Date.now() > deadline) throw new Error('It never came.')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
