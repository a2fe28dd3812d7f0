import { outsideText } from './outside-text.js'

/** What an OIDC token says of its job; none of it is secret, and a trust policy has to name it. */
export interface TokenClaims {
  readonly sub: string
  readonly aud: string
  readonly iss: string
}

/** GitHub's issuer; GitHub Enterprise Server has its own, which the token names. */
const gitHub = 'https://token.actions.githubusercontent.com'

/** Reads the claims that a trust policy compares (RFC 7519). Nothing is verified: AWS does that. Never throws. */
export function describeToken(token: string): TokenClaims {
  const claims = payloadOf(token)
  const text = (name: string, otherwise: string): string => {
    const value = claims[name]
    return typeof value === 'string' ? outsideText(value, 300) : otherwise
  }
  return { sub: text('sub', 'repo:OWNER/REPO:…'), aud: text('aud', 'sts.amazonaws.com'), iss: text('iss', gitHub) }
}

function payloadOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
