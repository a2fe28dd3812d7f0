import { NodeHttpHandler } from '@smithy/node-http-handler'
import { CallCounter } from './call-counts.js'
import { ambientCredentials, type CredentialsProvider } from './credentials.js'
import { withinDeadline } from './deadline.js'
import { failedCall } from './failure.js'

/** How long AWS may take, in seconds. */
export interface Timeouts {
  /** Until a connection stands. */
  readonly connectSeconds: number
  /** Until an attempt is answered. */
  readonly attemptSeconds: number
  /** Until a call is answered, with all its attempts and the pauses between them. */
  readonly callSeconds: number
}

const defaultTimeouts: Timeouts = { connectSeconds: 5, attemptSeconds: 15, callSeconds: 30 }

/** Attempts of a read within its call; the drill itself asks again later. */
const READ_ATTEMPTS = 4

export interface ConnectionOptions {
  readonly region: string
  /** Default: what the machine has (`ambientCredentials`). */
  readonly credentials?: CredentialsProvider
  /** Products added to the SDK's own, such as `drs-drill/0.1.0 run/1234`. */
  readonly userAgent?: string
  readonly timeouts?: Partial<Timeouts>
}

/** What all clients have in common; `connection.clientConfig` fits both SDK stacks. */
export class Connection {
  readonly region: string
  readonly counter = new CallCounter()
  readonly #credentials: CredentialsProvider
  readonly #userAgent: string | undefined
  readonly #timeouts: Timeouts

  constructor({ region, credentials, userAgent, timeouts }: ConnectionOptions) {
    this.region = region
    this.#credentials = credentials ?? ambientCredentials(region)
    this.#userAgent = userAgent
    this.#timeouts = { ...defaultTimeouts, ...timeouts }
  }

  /** For clients whose calls change nothing and may be repeated at will. */
  readonly readConfig = lazily(() => this.#config(READ_ATTEMPTS, true))

  /**
   * For calls that must never be sent twice. Each gets a connection of its own: one that was kept may have been closed
   * by the other end, and then nobody could say whether the call arrived.
   */
  readonly onceConfig = lazily(() => this.#config(1, false))

  /**
   * Sends one call.
   *
   * @throws FailedCall alone
   */
  async call<T>(operation: string, signal: AbortSignal, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      // The name becomes part of a host's name, and not every SDK checks it before it signs and sends.
      if (!/^[a-z0-9-]+$/.test(this.region))
        throw new Error(this.region === '' ? 'Region is missing' : 'Invalid region')
      return await withinDeadline(signal, this.#timeouts.callSeconds, send)
    } catch (thrown) {
      throw failedCall(thrown, { operation, region: this.region })
    }
  }

  #config(maxAttempts: number, keepAlive: boolean) {
    const { connectSeconds, attemptSeconds } = this.#timeouts
    return {
      region: this.region,
      credentials: this.#credentials,
      maxAttempts,
      retryMode: 'standard',
      ...(this.#userAgent !== undefined && { customUserAgent: pairsOf(this.#userAgent) }),
      // Also for client-drs, whose own older handler limits silence, not time, and leaves its timers running.
      requestHandler: new NodeHttpHandler({
        connectionTimeout: connectSeconds * 1000,
        requestTimeout: attemptSeconds * 1000,
        throwOnRequestTimeout: true,
        httpAgent: { keepAlive },
        httpsAgent: { keepAlive }
      })
    }
  }
}

/** As one string the SDKs would take `a/1 b/2` for a single product. */
function pairsOf(userAgent: string): [name: string, version?: string][] {
  return userAgent.split(' ').map((product): [string, string?] => {
    const [name = '', version] = product.split('/')
    return version === undefined ? [name] : [name, version]
  })
}

/** Makes a thing when it is first asked for, and keeps it. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
