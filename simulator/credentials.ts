import { identityArn } from './arn.js'
import { isoTime } from './clock.js'
import type { World } from './world.js'

/** Who makes a call. */
export interface Caller {
  readonly accessKeyId: string
  readonly arn: string
  readonly userId: string
  /** Undefined for a user's key, which lasts. */
  readonly role: string | undefined
}

interface Key {
  readonly caller: Caller
  readonly secretAccessKey: string
  readonly sessionToken: string | undefined
  readonly expiresAt: number
}

/** What STS gives out. */
export interface SessionKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiresAt: number
  readonly caller: Caller
}

export type Identification = Caller | 'missing' | 'unknown' | 'expired'

/** The access keys that the simulated AWS knows. Signatures are taken on trust: the SDK signs, there is nobody to cheat. */
export class Credentials {
  readonly #keys = new Map<string, Key>()
  readonly #world: World
  readonly #environment: Readonly<Record<string, string>>

  constructor(world: World) {
    this.#world = world
    this.#environment = this.#ambient()
  }

  /** What the environment of a process that is to use the simulator holds. */
  get environment(): Readonly<Record<string, string>> {
    return this.#environment
  }

  identify(headers: Readonly<Record<string, string>>): Identification {
    const accessKeyId = signingScope(headers)?.accessKeyId
    if (accessKeyId === undefined) return 'missing'
    const key = this.#keys.get(accessKeyId)
    if (key === undefined || key.sessionToken !== headers['x-amz-security-token']) return 'unknown'
    return this.#world.clock.now() >= key.expiresAt ? 'expired' : key.caller
  }

  /** A session of a role. How long it lives may be less than was asked for: the scenario has the last word. */
  openSession(role: string, sessionName: string, askedSeconds: number): SessionKey {
    const { random, clock, scenario } = this.#world
    const seconds = scenario.credentials.sessionSeconds ?? askedSeconds
    const accessKeyId = `ASIA${random.hex(16).toUpperCase()}`
    const key: SessionKey = {
      accessKeyId,
      secretAccessKey: random.hex(40),
      sessionToken: `session-${random.hex(64)}`,
      expiresAt: clock.now() + seconds * 1000,
      caller: {
        accessKeyId,
        arn: identityArn(scenario, 'sts', `assumed-role/${role}/${sessionName}`),
        userId: `AROA${random.hex(17).toUpperCase()}:${sessionName}`,
        role
      }
    }
    this.#keys.set(accessKeyId, key)
    return key
  }

  #ambient(): Record<string, string> {
    const { random, scenario } = this.#world
    if (scenario.credentials.kind === 'session') {
      const session = this.openSession('drill-runner', 'ambient', 3600)
      return {
        AWS_ACCESS_KEY_ID: session.accessKeyId,
        AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
        AWS_SESSION_TOKEN: session.sessionToken,
        ...(scenario.credentials.tellsExpiration && { AWS_CREDENTIAL_EXPIRATION: isoTime(session.expiresAt) })
      }
    }
    if (scenario.credentials.kind === 'none') return {}
    const accessKeyId = `AKIA${random.hex(16).toUpperCase()}`
    const secretAccessKey = random.hex(40)
    const arn = identityArn(scenario, 'iam', 'user/drill-runner')
    const userId = `AIDA${random.hex(17).toUpperCase()}`
    const caller = { accessKeyId, arn, userId, role: undefined }
    this.#keys.set(accessKeyId, { caller, secretAccessKey, sessionToken: undefined, expiresAt: Infinity })
    return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  }
}

/** The access key and Region that a request is signed with (Signature Version 4, in the header). */
export function signingScope(
  headers: Readonly<Record<string, string>>
): { readonly accessKeyId: string; readonly region: string } | undefined {
  const pattern = /^AWS4-HMAC-SHA256 .*Credential=([^/]+)\/\d+\/([^/]+)\//
  const [, accessKeyId, region] = pattern.exec(headers['authorization'] ?? '') ?? []
  return accessKeyId === undefined || region === undefined ? undefined : { accessKeyId, region }
}
