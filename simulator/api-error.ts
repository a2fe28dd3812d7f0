/** An error as a service answers it; the protocol decides how it is written. */
export class ApiError extends Error {
  readonly status: number
  /** Further members of the answer, such as `quotaCode`. */
  readonly details: Readonly<Record<string, unknown>>
  /** Sent as the header `retry-after`. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    name: string,
    status: number,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    retryAfterSeconds?: number
  ) {
    super(message)
    this.name = name
    this.status = status
    this.details = details
    this.retryAfterSeconds = retryAfterSeconds
  }
}
