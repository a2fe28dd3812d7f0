import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { FailedCall, isPassing, type Failure } from '../drill/failure.js'
import { eachAttempt, type CallCounter } from './call-counts.js'
import type { Credentials } from './credentials.js'
import { toFailure, wordsOf } from './failure.js'
import { property, readSdkError, type SdkError } from './sdk-error.js'
import { describeToken } from './web-identity-token.js'

/** The role that a drill acts as, and how its sessions are asked for (contract section 2). */
export interface Role {
  readonly arn: string
  readonly sessionName: string
  readonly durationSeconds: number
  /** A fresh OIDC token of GitHub's for every session: one lives about five minutes. Throws FailedCall alone. */
  readonly fetchToken: () => Promise<string>
  /** Called with every secret before it is used: nothing may print it. */
  readonly mask: (secret: string) => void
}

const operation = 'sts:AssumeRoleWithWebIdentity'

/** A clock that is wrong by less is none of our business: sessions are renewed well ahead of their end. */
const skewSeconds = 60

/**
 * Asks for a new session of the role (AssumeRoleWithWebIdentity, AWS STS API reference).
 *
 * @throws FailedCall: of a class that does not pass where token, trust policy or request are wrong, with what to change;
 *   `unsent` where GitHub or STS did not answer
 */
export async function assumeRole(
  role: Role,
  region: string,
  config: ConstructorParameters<typeof STSClient>[0] & object,
  counter: CallCounter
): Promise<Credentials> {
  const token = await role.fetchToken()
  role.mask(token)
  const client = new STSClient(config)
  let serverTime: number | undefined
  client.middlewareStack.add(counter.middleware('sts'), eachAttempt)
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      serverTime = timeOf(result.response)
      return result
    },
    { ...eachAttempt, name: 'drsDrillServerTime' }
  )
  try {
    const { Credentials: session } = await client.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: role.arn,
        RoleSessionName: role.sessionName,
        DurationSeconds: role.durationSeconds,
        WebIdentityToken: token
      })
    )
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = session ?? {}
    if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error('STS answered without credentials')
    for (const secret of [AccessKeyId, SecretAccessKey, SessionToken]) role.mask(secret)
    const expiration = byOwnClock(Expiration, serverTime)
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      ...(expiration !== undefined && { expiration })
    }
  } catch (thrown) {
    throw explained(thrown, role, region, token)
  } finally {
    client.destroy()
  }
}

/** When the answer was given, by AWS's clock (its Date header). */
function timeOf(response: unknown): number | undefined {
  const date = property(property(response, 'headers'), 'date')
  const time = typeof date === 'string' ? Date.parse(date) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** The session's end by this machine's clock: a wrong one must neither renew at every call nor far too late. */
function byOwnClock(expiration: Date | undefined, serverTime: number | undefined): Date | undefined {
  if (!(expiration instanceof Date) || Number.isNaN(expiration.getTime())) return undefined
  const skew = serverTime === undefined ? 0 : Date.now() - serverTime
  return Math.abs(skew) < skewSeconds * 1000 ? expiration : new Date(expiration.getTime() + skew)
}

function explained(thrown: unknown, role: Role, region: string, token: string): FailedCall {
  const error = readSdkError(thrown)
  const failure = toFailure(thrown, { operation, region })
  const advice = adviceOn(failure, error, role, token)
  // AWS asks GitHub for its keys, which fails now and then under AWS's name for a wrong token
  // (aws/aws-cli issue 7194, aws-actions/configure-aws-credentials issue 299).
  const passes = isPassing(failure) || /verification key/i.test(error.text)
  const message =
    passes || advice === undefined
      ? `No session of ${role.arn} could be had: ${failure.message}`
      : `${advice} (${wordsOf(error)})`
  return new FailedCall({ ...failure, class: passes ? 'unsent' : failure.class, message }, { cause: thrown })
}

/** What to change, by AWS's own words: STS has one name for several reasons. */
function adviceOn(failure: Failure, { text }: SdkError, role: Role, token: string): string | undefined {
  if (/DurationSeconds|MaxSessionDuration/.test(text)) {
    return (
      `Role ${role.arn} does not allow sessions of ${String(role.durationSeconds)} s: lower the input ` +
      `"role-duration-seconds" (sessions are renewed by themselves), or raise the role's maximum session duration`
    )
  }
  if (/ARN is invalid/i.test(text)) return `AWS does not accept ${role.arn}: correct the input "role-to-assume"`
  const { sub, aud, iss } = describeToken(token)
  if (/No OpenIDConnect provider/i.test(text)) {
    return (
      `The account of ${role.arn} has no OIDC provider for ${iss}: create it in IAM with that URL and the ` +
      `audience "${aud}" (docs/iam/)`
    )
  }
  if (/audience/i.test(text)) {
    return (
      `The OIDC provider of the account of ${role.arn} does not know the audience "${aud}": add "${aud}" to its ` +
      'audiences, or set the input "audience" to one that it has'
    )
  }
  if (failure.class !== 'denied') return undefined
  const issuer = iss.replace(/^https:\/\//, '')
  const environment = sub.includes(':environment:')
    ? ''
    : '; where the policy is bound to an environment, the job needs "environment:"'
  return (
    `Role ${role.arn} does not let this job in, or does not exist: its trust policy must allow ` +
    `sts:AssumeRoleWithWebIdentity where "${issuer}:sub" is "${sub}" and "${issuer}:aud" is "${aud}"; see ` +
    `docs/iam/trust-policy.json${environment}`
  )
}
