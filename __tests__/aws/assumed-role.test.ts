import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import type { Role } from '../../src/aws/assumed-role.js'
import { FailedCall } from '../../src/drill/failure.js'
import type { RecoveryService } from '../../src/drill/ports.js'
import { cut, json, localService, silence, startLocalAws, xml, type LocalAws } from './local-aws.js'

// The machine is shared with others.
jest.setTimeout(30_000)

const never = new AbortController().signal
const sub = 'repo:acme/shop:environment:dr'
const arn = 'arn:aws:iam::123456789012:role/drs-drill'
const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>${arn}</Arn><UserId>A</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`

let aws: LocalAws
let masked: string[]
let tokens: number

beforeEach(async () => {
  aws = await startLocalAws()
  masked = []
  tokens = 0
})
afterEach(async () => {
  jest.restoreAllMocks()
  await aws.close()
})

function tokenOf(claims: object): string {
  return `header.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`
}

const token = tokenOf({ sub, aud: 'sts.amazonaws.com', iss: 'https://token.actions.githubusercontent.com' })

function roleOf(changes: Partial<Role> = {}): Role {
  return {
    arn,
    sessionName: 'drs-drill-42',
    durationSeconds: 3600,
    fetchToken: () => {
      tokens += 1
      return Promise.resolve(token)
    },
    mask: (secret) => masked.push(secret),
    ...changes
  }
}

function serviceWith(role: Partial<Role> = {}, pauses: number[] = []): RecoveryService {
  return localService({
    role: roleOf(role),
    sleep: (milliseconds) => {
      pauses.push(milliseconds)
      return Promise.resolve()
    }
  })
}

function session(key: string, end: Date | string = new Date(Date.now() + 3_600_000)): string {
  const expiration = typeof end === 'string' ? end : end.toISOString()
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
    <AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${key}</AccessKeyId>
    <SecretAccessKey>secret-of-${key}</SecretAccessKey><SessionToken>token-of-${key}</SessionToken>
    <Expiration>${expiration}</Expiration></Credentials></AssumeRoleWithWebIdentityResult>
    </AssumeRoleWithWebIdentityResponse>`
}

function stsError(code: string, message: string, status = 400): string {
  const type = status < 500 ? 'Sender' : 'Receiver'
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>${type}</Type>
    <Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`
}

async function refusalOf(service: RecoveryService): Promise<{ class: string; message: string; operation: string }> {
  const outcome = await service.identify(never).then(
    () => undefined,
    (thrown: unknown) => thrown
  )
  return (outcome as { failure: { class: string; message: string; operation: string } }).failure
}

describe('a session of a role', () => {
  it('is asked for with a token of GitHub, and masked before it is used', async () => {
    const seen: string[][] = []
    aws.answer(xml(200, session('AKID1')), (request, response) => {
      seen.push([...masked])
      xml(200, identity)(request, response)
    })
    const service = serviceWith()
    await expect(service.identify(never)).resolves.toMatchObject({ arn })
    expect(aws.keys).toEqual(['', 'AKID1'])
    const body = new URLSearchParams(aws.bodies[0])
    expect(Object.fromEntries(body)).toMatchObject({
      Action: 'AssumeRoleWithWebIdentity',
      RoleArn: arn,
      RoleSessionName: 'drs-drill-42',
      DurationSeconds: '3600',
      WebIdentityToken: token
    })
    expect(seen).toEqual([[token, 'AKID1', 'secret-of-AKID1', 'token-of-AKID1']])
    expect(service.counts().calls).toEqual({ 'sts:AssumeRoleWithWebIdentity': 1, 'sts:GetCallerIdentity': 1 })
  })

  it('is one for fifty calls at once, and needs a fresh token when it is renewed', async () => {
    aws.answer((request, response) => {
      const isAssumption = request.headers.authorization === undefined
      xml(200, isAssumption ? session(`AKID${String(tokens)}`) : identity)(request, response)
    })
    const service = serviceWith()
    await Promise.all(Array.from({ length: 50 }, () => service.identify(never)))
    expect(tokens).toBe(1)
    expect(service.counts().calls).toEqual({ 'sts:AssumeRoleWithWebIdentity': 1, 'sts:GetCallerIdentity': 50 })
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000)
    await Promise.all(Array.from({ length: 50 }, () => service.identify(never)))
    expect(tokens).toBe(2)
    expect(new Set(aws.keys.slice(-50))).toEqual(new Set(['AKID2']))
  })

  it.each([
    ['an hour ahead', -3_600_000],
    ['two hours behind', 7_200_000]
  ])('lasts as long as it lasts on a machine whose clock is %s', async (_what, serverAhead) => {
    const serverNow = Date.now() + serverAhead
    const headers = { date: new Date(serverNow).toUTCString() }
    aws.answer((request, response) => {
      const isAssumption = request.headers.authorization === undefined
      const body = isAssumption ? session(`AKID${String(tokens)}`, new Date(serverNow + 3_600_000)) : identity
      xml(200, body, headers)(request, response)
    })
    const service = serviceWith()
    for (let call = 0; call < 5; call += 1) await service.identify(never)
    expect(tokens).toBe(1)
    const later = Date.now() + 3_400_000
    jest.spyOn(Date, 'now').mockReturnValue(later)
    await service.identify(never)
    while (tokens < 2) await new Promise((resolve) => setImmediate(resolve))
  })

  it('without an end lasts until AWS refuses it', async () => {
    aws.answer(xml(200, session('AKID1').replace(/<Expiration>.*<\/Expiration>/, '')), xml(200, identity))
    const service = serviceWith()
    await service.identify(never)
    await service.identify(never)
    expect(tokens).toBe(1)
  })

  it.each(['AccessKeyId', 'SecretAccessKey', 'SessionToken'])('without %s is none', async (member) => {
    aws.answer(xml(200, session('AKID1').replace(new RegExp(`<${member}>.*</${member}>`), '')))
    expect(await refusalOf(serviceWith())).toMatchObject({
      class: 'unsent',
      message: expect.stringContaining('STS answered without credentials')
    })
  })
})

describe('a session that cannot be had just now', () => {
  const down = xml(503, stsError('ServiceUnavailable', 'Service is unavailable', 503))

  it('is asked for again, with fresh tokens, until STS answers', async () => {
    aws.answer(down, down, down, xml(200, session('AKID1')), xml(200, identity))
    const pauses: number[] = []
    await expect(serviceWith({}, pauses).identify(never)).resolves.toMatchObject({ arn })
    expect(pauses).toHaveLength(1)
    expect(tokens).toBe(2)
  })

  it.each([
    ['STS is down', down],
    ['STS throttles', xml(400, stsError('Throttling', 'Rate exceeded'))],
    ['the connection is cut', cut],
    ['the token ended on its way', xml(400, stsError('ExpiredTokenException', 'Token expired'))],
    ['AWS cannot ask GitHub', xml(400, stsError('IDPCommunicationError', 'timed out'))],
    [
      'AWS has no key of GitHub',
      xml(400, stsError('InvalidIdentityToken', "Couldn't retrieve verification key from your identity provider"))
    ]
  ])('because %s makes a call unsent', async (_why, answer) => {
    aws.answer(answer)
    const failure = await refusalOf(serviceWith())
    expect(failure).toMatchObject({ class: 'unsent', operation: 'sts:AssumeRoleWithWebIdentity' })
    expect(failure.message).toContain(`No session of ${arn} could be had`)
    expect(tokens).toBe(4)
  })

  it('because STS does not answer makes a call unsent in its time', async () => {
    aws.answer(silence)
    const service = localService({ role: roleOf(), timeouts: { callSeconds: 0.1, attemptSeconds: 0.3 } })
    expect(await refusalOf(service)).toMatchObject({ class: 'unsent' })
  })

  it.each([
    ['unsent', 4],
    ['credentials', 1]
  ] as const)('because GitHub gives no token is %s', async (failureClass, times) => {
    const failure = { class: failureClass, operation: 'sts:AssumeRoleWithWebIdentity', message: 'no token' }
    let asked = 0
    const fetchToken = () => {
      asked += 1
      return Promise.reject(new FailedCall(failure))
    }
    expect(await refusalOf(serviceWith({ fetchToken }))).toEqual(failure)
    expect(asked).toBe(times)
    expect(aws.requests).toEqual([])
  })
})

describe('a session that AWS refuses', () => {
  it.each([
    [
      'the trust policy does not match',
      ['AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403],
      'denied',
      [
        `"token.actions.githubusercontent.com:sub" is "${sub}"`,
        '"token.actions.githubusercontent.com:aud" is "sts.amazonaws.com"',
        'docs/iam/trust-policy.json'
      ]
    ],
    [
      'the provider does not know the audience',
      ['InvalidIdentityToken', 'Incorrect token audience'],
      'credentials',
      ['add "sts.amazonaws.com" to its audiences', 'set the input "audience"']
    ],
    [
      'there is no provider',
      ['InvalidIdentityToken', 'No OpenIDConnect provider found in your account for https://token.actions'],
      'credentials',
      ['has no OIDC provider for https://token.actions.githubusercontent.com', 'docs/iam/']
    ],
    [
      'sessions may not be so long',
      ['ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'],
      'invalid',
      ['does not allow sessions of 3600 s', '"role-duration-seconds"']
    ],
    [
      'the ARN is none',
      ['ValidationError', 'Request ARN is invalid'],
      'invalid',
      ['correct the input "role-to-assume"']
    ],
    [
      'the token is none',
      ['InvalidIdentityToken', 'The token is malformed'],
      'credentials',
      ['The token is malformed']
    ],
    [
      'STS is off in the Region',
      ['RegionDisabledException', 'STS is not activated in this region', 403],
      'invalid',
      [`No session of ${arn} could be had`, 'STS is not activated in this region']
    ]
  ] as const)('because %s says what to change', async (_why, [code, message, status], expected, words) => {
    aws.answer(xml(status ?? 400, stsError(code, message, status ?? 400)))
    const failure = await refusalOf(serviceWith())
    expect(failure.class).toBe(expected)
    for (const word of words) expect(failure.message).toContain(word)
    expect(failure.message).not.toContain("add sts:AssumeRoleWithWebIdentity to the role's policy")
    expect(tokens).toBe(1)
  })

  it('names the environment where the job has none', async () => {
    aws.answer(xml(403, stsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403)))
    const fetchToken = () => Promise.resolve(tokenOf({ sub: 'repo:acme/shop:ref:refs/heads/main' }))
    expect((await refusalOf(serviceWith({ fetchToken }))).message).toContain('the job needs "environment:"')
    expect((await refusalOf(serviceWith())).message).not.toContain('the job needs')
  })

  it('in the middle of a drill is asked for again: it was given before', async () => {
    const denied = xml(403, stsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403))
    aws.answer(xml(200, session('AKID1')), xml(200, identity))
    const service = serviceWith()
    await service.identify(never)
    aws.answer(json(403, {}, { 'x-amzn-errortype': 'ExpiredTokenException' }), denied)
    await expect(
      service.startJob(['s-1'], true, { executionId: 'e', plan: 'p', wave: 'w' }, never)
    ).rejects.toMatchObject({ failure: { class: 'unsent', message: expect.stringContaining(`is "${sub}"`) } })
    expect(aws.requests.filter((request) => request.endsWith('/StartRecovery'))).toHaveLength(1)
  })
})
