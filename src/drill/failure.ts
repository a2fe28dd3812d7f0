/**
 * What a failed call to AWS means, so that the core can decide without knowing AWS's error names.
 * - `throttled`: not executed; slow down.
 * - `quota`: not executed; a service quota is used up.
 * - `conflict`: not executed; the server is busy, or its state forbids it.
 * - `unsent`: not executed; there were no valid credentials to send it with, and there may be soon.
 * - `unavailable`: the answer is missing (5xx, cut connection, timeout): the call MAY have been executed.
 * - `expired`: not executed; the credentials have ended.
 * - `denied`, `invalid`, `not-found`, `uninitialised`, `credentials`: not executed, and asking again changes nothing.
 */
export type FailureClass =
  | 'throttled'
  | 'quota'
  | 'conflict'
  | 'unsent'
  | 'unavailable'
  | 'expired'
  | 'denied'
  | 'invalid'
  | 'not-found'
  | 'uninitialised'
  | 'credentials'

export interface Failure {
  readonly class: FailureClass
  /** The API's name of what was asked, such as `drs:StartRecovery`; it is also the IAM action. */
  readonly operation: string
  /** AWS's own words, with what to do about it where that is known. One line. */
  readonly message: string
  /** How long AWS asks to wait. */
  readonly retryAfterSeconds?: number
}

/** Whether asking again, unchanged, may succeed. */
export function isPassing(failure: Failure): boolean {
  switch (failure.class) {
    case 'throttled':
    case 'quota':
    case 'conflict':
    case 'unsent':
    case 'unavailable':
    case 'expired':
      return true
    case 'denied':
    case 'invalid':
    case 'not-found':
    case 'uninitialised':
    case 'credentials':
      return false
  }
}

/** Whether a refused StartRecovery may be the fault of one of its servers, and the others could be launched without it. */
export function mayBeOneServer({ class: kind }: Failure): boolean {
  return kind === 'conflict' || kind === 'invalid' || kind === 'not-found'
}

/** A `Failure` as it is thrown by the ports; `cause` is what the SDK threw. */
export class FailedCall extends Error {
  override readonly name = 'FailedCall'

  constructor(
    readonly failure: Failure,
    options?: { readonly cause?: unknown }
  ) {
    super(`${failure.operation}: ${failure.message}`, options)
  }
}
