import { ApiError } from './api-error.js'
import type { CallContext, HttpAnswer, HttpRequest, Operation, Refusal, Service } from './service.js'
import type { World } from './world.js'

export interface OidcToken {
  readonly sub: string
  readonly aud: string
  readonly expiresAt: number
}

/** GitHub's endpoint that gives a workflow job its ID tokens (`ACTIONS_ID_TOKEN_REQUEST_URL`). */
export class Oidc implements Service {
  readonly name = 'oidc'
  readonly requestToken: string
  readonly #world: World
  readonly #issued = new Map<string, OidcToken>()

  constructor(world: World) {
    this.#world = world
    this.requestToken = world.random.hex(40)
  }

  /** What the token says, if it came from here. */
  issued(token: string): OidcToken | undefined {
    return this.#issued.get(token)
  }

  read({ path, query, headers }: HttpRequest): Operation {
    if (path !== '/token') throw new ApiError('NotFound', 404, 'There is nothing here.')
    return { name: 'GetToken', input: { audience: query.get('audience'), authorization: headers['authorization'] } }
  }

  permissions(): undefined {
    return undefined
  }

  execute({ input }: Operation, { world }: CallContext): unknown {
    const { oidc, account } = world.scenario
    const now = world.clock.now()
    if (oidc.failing !== undefined && world.clock.isWithin(oidc.failing, now)) {
      throw new ApiError('ServiceUnavailable', 503, 'The service is unavailable.')
    }
    if (!oidc.enabled || !/^bearer /i.test(String(input['authorization']))) throw unauthorized()
    if (String(input['authorization']).slice('bearer '.length) !== this.requestToken) throw unauthorized()
    const asked = input['audience']
    const token: OidcToken = {
      sub: oidc.sub,
      aud: oidc.aud ?? (typeof asked === 'string' ? asked : `https://github.com/example-${account}`),
      expiresAt: now + oidc.tokenSeconds * 1000
    }
    const value = this.#encode(token, now)
    this.#issued.set(value, token)
    return { count: value.length, value }
  }

  write(_operation: Operation, output: unknown): HttpAnswer {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) }
  }

  writeError(error: ApiError): HttpAnswer {
    const body = JSON.stringify({ message: error.message })
    return { status: error.status, headers: { 'content-type': 'application/json' }, body }
  }

  refuse(refusal: Refusal): ApiError {
    switch (refusal.kind) {
      case 'throttled':
        return new ApiError('TooManyRequests', 429, 'Too many requests', {}, refusal.retryAfterSeconds)
      case 'internal-error':
        return new ApiError('InternalServerError', 500, 'Internal server error')
      case 'missing-credentials':
      case 'unknown-credentials':
      case 'expired-credentials':
      case 'denied':
        return unauthorized()
    }
  }

  /** Shaped like a JWT; the signature is chance, for nobody here could check it. */
  #encode({ sub, aud, expiresAt }: OidcToken, now: number): string {
    const seconds = (moment: number): number => Math.floor(moment / 1000)
    const claims = {
      jti: this.#world.random.uuid(),
      iss: 'https://token.actions.githubusercontent.com',
      sub,
      aud,
      iat: seconds(now),
      nbf: seconds(now) - 300,
      exp: seconds(expiresAt)
    }
    const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url')
    return `${part({ typ: 'JWT', alg: 'RS256', kid: 'simulator' })}.${part(claims)}.${this.#world.random.hex(64)}`
  }
}

function unauthorized(): ApiError {
  return new ApiError('Unauthorized', 401, 'Unauthorized')
}
