import type { ApiError } from './api-error.js'
import type { Caller, Credentials } from './credentials.js'
import type { World } from './world.js'

export interface HttpRequest {
  readonly method: string
  /** Without the service's prefix. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  /** The body as text, and as it came. */
  readonly body: string
  readonly bytes: Buffer
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** A request as its service understands it. */
export interface Operation {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

export interface CallContext {
  readonly world: World
  readonly credentials: Credentials
  /** Undefined for operations that need no signature. */
  readonly caller: Caller | undefined
}

/** Why a call is refused before its service looks at it, or is not answered well. */
export type Refusal =
  | { readonly kind: 'missing-credentials' | 'unknown-credentials' | 'expired-credentials' | 'internal-error' }
  | { readonly kind: 'denied'; readonly message: string }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number | undefined }

/** One service, of AWS or of GitHub: its protocol and what its operations do. */
export interface Service {
  /** Also the first segment of the path under which it is served, and the name of its permissions. */
  readonly name: string
  /** That first segment, where clients insist on another. */
  readonly prefix?: string
  /** Understands a request; throws an ApiError for an operation that the simulator does not have. */
  read(request: HttpRequest): Operation
  /** The permissions that a call needs; `undefined`: it needs not even a signature. */
  permissions(operation: Operation): readonly string[] | undefined
  execute(operation: Operation, context: CallContext): unknown
  write(operation: Operation, output: unknown): HttpAnswer
  writeError(error: ApiError): HttpAnswer
  /** The error that this service has for a refusal; each calls it by another name. */
  refuse(refusal: Refusal): ApiError
}
