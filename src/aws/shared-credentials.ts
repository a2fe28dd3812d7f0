import type { Credentials, CredentialsProvider } from './credentials.js'

/** Sessions are renewed so long before they end, so that a call that takes its time does not outlive them. */
const renewalMarginSeconds = 300
/** After a renewal ahead of time that failed, the next is tried no sooner; after each further one it is twice as long. */
const shortestPauseSeconds = 5
const longestPauseSeconds = 60
/**
 * Clients keep credentials until five minutes before their end. What they are handed ends sooner than that for them, so
 * that each asks here before every call, and none goes on with a session that was replaced.
 */
const rememberedByClientsSeconds = 60

interface Session {
  readonly credentials: Credentials
  readonly obtainedAt: number
  /** From when on it is not handed out any more; undefined where it lasts. */
  readonly endsAt: number | undefined
}

/**
 * The credentials of all clients. It alone remembers them: however many calls ask at once, there is one renewal at a time,
 * ahead of the session's end. While such a renewal fails, the session that still lives is handed out.
 */
export class SharedCredentials {
  readonly #source: CredentialsProvider
  readonly #now: () => number
  #session: Session | undefined
  #renewal: Promise<Session> | undefined
  #failures = 0
  #failedAt = 0
  #generation = 0

  /**
   * @param source asked for new credentials whenever they are due
   * @param now milliseconds since the epoch
   */
  constructor(source: CredentialsProvider, now: () => number = () => Date.now()) {
    this.#source = source
    this.#now = now
  }

  /** Counts the sessions so far; 0 until there is one. */
  get generation(): number {
    return this.#generation
  }

  /** When the present session ends; undefined when that is not known, or before the first call. */
  get expiration(): Date | undefined {
    return this.#session?.credentials.expiration
  }

  /** For the SDK's clients. Throws what the source throws when there is no session that lives. */
  readonly provide: CredentialsProvider = async () => {
    const { credentials } = await this.#live()
    return { ...credentials, expiration: new Date(this.#now() + rememberedByClientsSeconds * 1000) }
  }

  /**
   * Makes sure that there is a session that lives, and tells which: a call that is sent then, and refused, was sent with
   * it or with a later one. Throws what the source throws when there is none.
   */
  async ready(): Promise<number> {
    await this.#live()
    return this.#generation
  }

  /** AWS refused the credentials of this generation: renews them, unless that has been done since. */
  async renewAfter(generation: number): Promise<void> {
    if (this.#generation === generation) await this.#renew()
  }

  async #live(): Promise<Session> {
    const session = this.#session
    if (session === undefined || this.#isOver(session)) return this.#renew()
    // Ahead of time and in the background: who asks now has a session that lives.
    if (this.#isDue(session)) this.#renew().catch(() => undefined)
    return session
  }

  #renew(): Promise<Session> {
    this.#renewal ??= this.#obtain().finally(() => {
      this.#renewal = undefined
    })
    return this.#renewal
  }

  async #obtain(): Promise<Session> {
    try {
      const credentials = await this.#source()
      const obtainedAt = this.#now()
      this.#session = { credentials, obtainedAt, endsAt: endOf(credentials, obtainedAt) }
      this.#generation += 1
      this.#failures = 0
      return this.#session
    } catch (thrown) {
      this.#failures += 1
      this.#failedAt = this.#now()
      throw thrown
    }
  }

  #isOver({ endsAt }: Session): boolean {
    return endsAt !== undefined && endsAt <= this.#now()
  }

  #isDue({ obtainedAt, endsAt }: Session): boolean {
    if (endsAt === undefined || this.#pauses()) return false
    // Of a session that is shorter than the margin, two thirds are used.
    const margin = Math.min(renewalMarginSeconds * 1000, (endsAt - obtainedAt) / 3)
    return this.#now() >= endsAt - margin
  }

  /** Whether the last renewal failed only just now. */
  #pauses(): boolean {
    if (this.#failures === 0) return false
    const pause = Math.min(longestPauseSeconds, shortestPauseSeconds * 2 ** (this.#failures - 1))
    const since = this.#now() - this.#failedAt
    // A clock that was set back must not make the pause last.
    return since >= 0 && since < pause * 1000
  }
}

/**
 * What is over before it begins was not renewed by anybody, or the clock is wrong: AWS has the last word on it. It is
 * handed out for a while, so that not every call asks the source again.
 */
function endOf({ expiration }: Credentials, obtainedAt: number): number | undefined {
  const end = expiration?.getTime()
  if (end === undefined || Number.isNaN(end)) return undefined
  return end > obtainedAt ? end : obtainedAt + longestPauseSeconds * 1000
}
