import { signingScope } from './credentials.js'
import type { Operation } from './service.js'

/** A call that reached the simulator, for tests to read. */
export interface Call {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly service: string
  readonly operation: string
  readonly accessKeyId: string | undefined
  /** The Region that the call is signed for. */
  readonly region: string | undefined
  readonly userAgent: string | undefined
  /** What was asked, secrets left out. */
  readonly input: Readonly<Record<string, unknown>>
  /** Whether it had its effect, whatever the caller got to know of it. */
  executed: boolean
  /** `under way`, `ok`, the name of the error that was answered, `cut` or `hung`. */
  outcome: string
}

const secrets = ['WebIdentityToken', 'authorization', 'bytes']

/** The record of a call that has just come in. */
export function newCall(
  at: number,
  service: { readonly name: string },
  operation: Operation,
  headers: Readonly<Record<string, string>>,
  outcome: string
): Call {
  const scope = signingScope(headers)
  return {
    at,
    service: service.name,
    operation: operation.name,
    accessKeyId: scope?.accessKeyId,
    region: scope?.region,
    userAgent: headers['user-agent'],
    input: withoutSecrets(operation.input),
    executed: false,
    outcome
  }
}

function withoutSecrets(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, secrets.includes(key) ? '***' : value]))
}
