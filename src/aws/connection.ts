import { setTimeout as sleepUnless } from 'node:timers/promises'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { FailedCall, isPassing } from '../drill/failure.js'
import { CallCounter } from './call-counts.js'
import { assumeRole, type Role } from './assumed-role.js'
import { ambientCredentials, areStatic, type CredentialsProvider } from './credentials.js'
import { withinDeadline } from './deadline.js'
import { failedCall } from './failure.js'
import { EnvironmentProxyAgent } from './proxy.js'
import { pauseBefore } from './retry.js'
import { property } from './sdk-error.js'
import { SharedCredentials } from './shared-credentials.js'

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
/** Attempts within one renewal of a session; the call that waits for it asks again. */
const RENEWAL_ATTEMPTS = 2

export interface ConnectionOptions {
  readonly region: string
  /** Assumed with OIDC tokens, and renewed for as long as it is needed. Default: the machine's own credentials. */
  readonly role?: Role
  /** Instead of a role or the machine's own credentials. */
  readonly credentials?: CredentialsProvider
  /** Products added to the SDK's own, such as `drs-drill/0.1.0 run/1234`. */
  readonly userAgent?: string
  readonly timeouts?: Partial<Timeouts>
  /** Ends the pause between two attempts early, without an error, when the call is cancelled. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** What all clients have in common; `connection.clientConfig` fits both SDK stacks. */
export class Connection {
  readonly region: string
  readonly counter = new CallCounter()
  readonly #credentials: SharedCredentials
  readonly #areStatic: boolean
  readonly #userAgent: string | undefined
  readonly #timeouts: Timeouts
  readonly #sleep: NonNullable<ConnectionOptions['sleep']>

  constructor({ region, role, credentials, userAgent, timeouts, sleep = pause }: ConnectionOptions) {
    this.region = region
    this.#sleep = sleep
    this.#userAgent = userAgent
    this.#timeouts = { ...defaultTimeouts, ...timeouts }
    this.#areStatic = role === undefined && credentials === undefined && areStatic(process.env)
    const config = () => this.#config(RENEWAL_ATTEMPTS, false, undefined)
    const assumed = role && (() => assumeRole(role, region, config(), this.counter))
    this.#credentials = new SharedCredentials(credentials ?? assumed ?? ambientCredentials(config))
  }

  /** When the credentials end, where that is known and nobody renews them. */
  get credentialsEnd(): Date | undefined {
    return this.#areStatic ? this.#credentials.expiration : undefined
  }

  /** For clients whose calls change nothing and may be repeated at will; `call` repeats them. */
  readonly readConfig = lazily(() => this.#config(1, true, this.#credentials.provide))

  /**
   * For calls that must never be sent twice. Each gets a connection of its own: one that was kept may have been closed
   * by the other end, and then nobody could say whether the call arrived.
   */
  readonly onceConfig = lazily(() => this.#config(1, false, this.#credentials.provide))

  /**
   * Sends a call that changes nothing. What passes is tried again, with full jitter and at AWS's own pace, until the time
   * for a call is over; the drill itself asks again later. Credentials that AWS refuses are renewed once.
   *
   * @throws FailedCall alone
   */
  async call<T>(operation: string, signal: AbortSignal, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const isCancelled = (): boolean => signal.aborted
    const began = performance.now()
    const secondsLeft = (): number => this.#timeouts.callSeconds - (performance.now() - began) / 1000
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#send(operation, signal, secondsLeft, send)
      } catch (thrown) {
        const failed = failedCall(thrown, { operation, region: this.region })
        const pause = attempt < READ_ATTEMPTS ? pauseBefore(failed.failure, attempt) : undefined
        if (pause === undefined || pause >= secondsLeft() || isCancelled()) throw failed
        await this.#sleep(pause * 1000, signal)
        if (isCancelled()) throw failed
        this.counter.countRetry()
      }
    }
  }

  /**
   * Sends one call, and repeats it only when AWS refused its signature and there is a better one to be had: then it was
   * not executed.
   *
   * @throws FailedCall alone; of the class `unsent` where it was never sent
   */
  async callOnce<T>(operation: string, signal: AbortSignal, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.#send(operation, signal, () => this.#timeouts.callSeconds, send)
  }

  async #send<T>(
    operation: string,
    signal: AbortSignal,
    secondsLeft: () => number,
    send: (signal: AbortSignal) => Promise<T>
  ): Promise<T> {
    const context = { operation, region: this.region }
    // The name becomes part of a host's name, and not every SDK checks it before it signs and sends.
    if (!/^[a-z0-9-]+$/.test(this.region)) {
      throw failedCall(new Error(this.region === '' ? 'Region is missing' : 'Invalid region'), context)
    }
    // Before the call and by itself: whatever goes wrong here, nothing was sent.
    const generation = await this.#authenticate(operation, signal, secondsLeft, () => this.#credentials.ready())
    const attempt = (): Promise<T> => withinDeadline(signal, secondsLeft(), send)
    try {
      return await attempt()
    } catch (thrown) {
      const refused = failedCall(thrown, context)
      const isExpired = refused.failure.class === 'expired'
      // Where the clock is wrong the SDK says so with every error, of calls that AWS has executed too.
      const isMisdated = refused.failure.class === 'credentials' && isClockCorrected(thrown)
      if (signal.aborted || !(isExpired || isMisdated)) throw refused
      if (isExpired) {
        await this.#authenticate(operation, signal, secondsLeft, () => this.#credentials.renewAfter(generation))
      }
    }
    this.counter.countRetry()
    try {
      return await attempt()
    } catch (thrown) {
      throw failedCall(thrown, context)
    }
  }

  /** Asks for credentials. That there were some before shows that there can be: a drill that runs is not given up. */
  async #authenticate<T>(
    operation: string,
    signal: AbortSignal,
    secondsLeft: () => number,
    ask: () => Promise<T>
  ): Promise<T> {
    try {
      return await withinDeadline(signal, secondsLeft(), ask)
    } catch (thrown) {
      const failed = failedCall(thrown, { operation, region: this.region })
      const { failure } = failed
      if (!isPassing(failure) && this.#credentials.generation === 0) throw failed
      const what =
        this.#credentials.generation === 0
          ? 'There are no AWS credentials yet'
          : 'The AWS credentials could not be renewed'
      const message = thrown instanceof FailedCall ? failure.message : `${what}: ${failure.message}`
      throw new FailedCall({ ...failure, class: 'unsent', message }, { cause: thrown })
    }
  }

  #config(maxAttempts: number, keepAlive: boolean, credentials: CredentialsProvider | undefined) {
    const { connectSeconds, attemptSeconds } = this.#timeouts
    const agent = new EnvironmentProxyAgent({ keepAlive })
    return {
      region: this.region,
      ...(credentials !== undefined && { credentials }),
      maxAttempts,
      retryMode: 'standard',
      ...(this.#userAgent !== undefined && { customUserAgent: pairsOf(this.#userAgent) }),
      // Also for client-drs, whose own older handler limits silence, not time, and leaves its timers running.
      requestHandler: new NodeHttpHandler({
        connectionTimeout: connectSeconds * 1000,
        requestTimeout: attemptSeconds * 1000,
        throwOnRequestTimeout: true,
        httpAgent: agent,
        httpsAgent: agent
      })
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleepUnless(milliseconds, undefined, { signal }).catch(() => undefined)
}

/** Whether the SDK found the machine's clock wrong, and signs by AWS's from now on. */
function isClockCorrected(thrown: unknown): boolean {
  return property(property(thrown, '$metadata'), 'clockSkewCorrected') === true
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
