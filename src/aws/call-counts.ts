import { classOf } from './error-class.js'
import { FOREIGN_ANSWER, isWebPage, property, readSdkError } from './sdk-error.js'

/** What was sent to AWS so far: every attempt counts, those that the SDK repeats by itself included. */
export interface Counts {
  /** Attempts by IAM action, `drs:DescribeJobs`. */
  readonly calls: Readonly<Record<string, number>>
  /** Attempts that AWS refused because there were too many. */
  readonly throttled: number
  /** Attempts beyond the first of a call. */
  readonly retried: number
}

/**
 * Where in an SDK's stack an attempt is seen: within its retries, with the answer read. Both stacks know these words.
 */
export const eachAttempt = { step: 'finalizeRequest', priority: 'low', name: 'drsDrillEachAttempt' } as const

/** Counts the attempts of all clients. */
export class CallCounter {
  readonly #calls = new Map<string, number>()
  #throttled = 0
  #retried = 0

  read(): Counts {
    return { calls: Object.fromEntries(this.#calls), throttled: this.#throttled, retried: this.#retried }
  }

  /** A call is sent again. */
  countRetry(): void {
    this.#retried += 1
  }

  /**
   * A middleware for `client.middlewareStack.add(…, eachAttempt)`, fit for both stacks. Besides counting it refuses web
   * pages, and tells the SDK the HTTP status of an answer that could not be parsed, so that a gateway's 502 is
   * repeated.
   *
   * @param service prefix of the service's IAM actions, such as `drs`
   */
  middleware(service: string) {
    return <Args, Result extends { response: unknown }>(
      next: (args: Args) => Promise<Result>,
      context: { readonly commandName?: string }
    ) => {
      const action = `${service}:${(context.commandName ?? 'unknown').replace(/Command$/, '')}`
      let attempts = 0
      return async (args: Args): Promise<Result> => {
        attempts += 1
        if (attempts > 1) this.#retried += 1
        this.#calls.set(action, (this.#calls.get(action) ?? 0) + 1)
        try {
          const result = await next(args)
          refuseWebPage(result.response)
          return result
        } catch (thrown) {
          const error = readSdkError(thrown)
          if (classOf(error) === 'throttled') this.#throttled += 1
          tellStatus(thrown, error.httpStatus)
          throw thrown
        }
      }
    }
  }
}

function refuseWebPage(response: unknown): void {
  if (!isWebPage(property(response, 'headers'))) return
  const error = new Error('an HTML page instead of an answer of AWS')
  error.name = FOREIGN_ANSWER
  throw Object.assign(error, { $response: response })
}

function tellStatus(thrown: unknown, httpStatus: number | undefined): void {
  if (typeof thrown !== 'object' || thrown === null || httpStatus === undefined) return
  const metadata = property(thrown, '$metadata') as object | undefined
  Object.assign(thrown, { $metadata: { ...metadata, httpStatusCode: httpStatus } })
}
