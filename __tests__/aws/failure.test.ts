import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { failedCall, toFailure } from '../../src/aws/failure.js'
import { FailedCall, type FailureClass } from '../../src/drill/failure.js'
import { sdkError } from './mocked-clients.js'

const context = { operation: 'drs:StartRecovery', region: 'us-west-2' }

function failureOf(thrown: unknown, operation = context.operation) {
  return toFailure(thrown, { ...context, operation })
}

function coded(code: string, message = code, name = 'Error'): Error {
  return Object.assign(new Error(message), { code, name })
}

const classes: readonly (readonly [name: string, httpStatus: number | undefined, expected: FailureClass])[] = [
  ['ThrottlingException', 429, 'throttled'],
  ['Throttling', 400, 'throttled'],
  ['RequestLimitExceeded', 503, 'throttled'],
  ['TooManyRequestsException', 429, 'throttled'],
  ['Whatever', 429, 'throttled'],
  ['ServiceQuotaExceededException', 402, 'quota'],
  ['ConflictException', 409, 'conflict'],
  ['InternalServerException', 500, 'unavailable'],
  ['ServiceUnavailable', 503, 'unavailable'],
  ['RequestTimeout', 400, 'unavailable'],
  ['500', 500, 'unavailable'],
  ['Whatever', 502, 'unavailable'],
  ['Whatever', undefined, 'unavailable'],
  ['TimeoutError', undefined, 'unavailable'],
  ['AbortError', undefined, 'unavailable'],
  ['ExpiredTokenException', 403, 'expired'],
  ['ExpiredToken', 400, 'expired'],
  ['RequestExpired', 400, 'expired'],
  ['InvalidClientTokenId', 403, 'expired'],
  ['UnrecognizedClientException', 403, 'expired'],
  ['AccessDeniedException', 403, 'denied'],
  ['AccessDenied', 403, 'denied'],
  ['UnauthorizedOperation', 403, 'denied'],
  ['ValidationException', 400, 'invalid'],
  ['InvalidParameterValue', 400, 'invalid'],
  ['Whatever', 400, 'invalid'],
  ['404', 404, 'invalid'],
  ['ResourceNotFoundException', 404, 'not-found'],
  ['InvalidInstanceID.NotFound', 400, 'not-found'],
  ['UninitializedAccountException', 400, 'uninitialised'],
  ['CredentialsProviderError', undefined, 'credentials'],
  ['AuthFailure', 401, 'credentials'],
  ['MissingAuthenticationTokenException', 403, 'credentials'],
  ['SignatureDoesNotMatch', 403, 'credentials'],
  ['RequestTimeTooSkewed', 403, 'credentials'],
  ['InvalidProxy', undefined, 'invalid'],
  ['InvalidIdentityToken', 400, 'credentials'],
  ['IDPCommunicationError', 400, 'unavailable']
]

describe('the class of an error', () => {
  it.each(classes)('%s with HTTP %s is %s', (name, httpStatus, expected) => {
    expect(failureOf(sdkError(name, httpStatus)).class).toBe(expected)
  })

  it.each(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH'])(
    'a connection that failed with %s may have carried the call',
    (code) => {
      expect(failureOf(coded(code)).class).toBe('unavailable')
    }
  )

  it.each([
    ['Region is missing', 'invalid'],
    ['Region not accepted: region="us west" is not a valid hostname component.', 'invalid'],
    ['Invalid URL', 'invalid'],
    ['Resolved credential object is not valid', 'credentials'],
    ['socket hang up', 'unavailable'],
    ['anything else', 'unavailable']
  ])('a plain error that says "%s" is %s', (message, expected) => {
    expect(failureOf(new Error(message)).class).toBe(expected)
  })

  it('looks into the errors of several addresses of one host', () => {
    const failure = failureOf(new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:443')]))
    expect(failure).toMatchObject({ class: 'unavailable' })
    expect(failure.message).toContain('cannot be reached')
    expect(failure.message).toContain('connect ECONNREFUSED ::1:443')
  })

  it('looks at the cause of an error for the code of a connection', () => {
    expect(failureOf(new Error('failed', { cause: coded('ENOTFOUND') })).message).toContain('was not found')
  })

  it.each([
    [403, 'invalid'],
    [407, 'invalid'],
    [200, 'unavailable'],
    [502, 'unavailable'],
    [429, 'throttled']
  ])('an answer with HTTP %s that cannot be parsed is %s', (statusCode, expected) => {
    const thrown = Object.assign(
      new SyntaxError(
        'Unexpected token < in JSON\n  Deserialization error: to see the raw response, inspect the hidden field'
      ),
      { $response: { statusCode, headers: { 'content-type': 'text/html; charset=utf-8' } } }
    )
    const failure = failureOf(thrown)
    expect(failure.class).toBe(expected)
    if (expected !== 'throttled' && statusCode !== 407) {
      expect(failure.message).toContain(`with HTTP ${statusCode} is not from AWS`)
    }
    expect(failure.message).not.toContain('hidden field')
  })

  it('a web page without a status is no answer', () => {
    const failure = failureOf(sdkError('ForeignAnswer', undefined, 'an HTML page'))
    expect(failure).toMatchObject({
      class: 'unavailable',
      message: 'The answer is not from AWS, most likely from a proxy (an HTML page)'
    })
  })
})

describe('what a failure says', () => {
  it('names the permission that was asked for', () => {
    expect(failureOf(sdkError('AccessDeniedException', 403, 'no'), 'drs:DescribeJobs').message).toBe(
      "The role may not call drs:DescribeJobs: add drs:DescribeJobs to the role's policy (docs/iam/ has it whole) " +
        '(AccessDeniedException: no)'
    )
  })

  it.each([
    [
      'User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: drs:TagResource on resource: x',
      'drs:TagResource'
    ],
    ['You are not authorized to perform this operation: missing ec2:RunInstances', 'ec2:RunInstances'],
    ['is not authorized to perform: iam:PassRole because no identity-based policy allows it', 'iam:PassRole']
  ])('names the other permission that AWS names: %s', (text, action) => {
    expect(failureOf(sdkError('AccessDeniedException', 403, text)).message).toContain(
      `add ${action} to the role's policy`
    )
  })

  it('does not advise to add what is denied explicitly', () => {
    const text =
      'User: x is not authorized to perform: drs:StartRecovery with an explicit deny in a service control policy'
    const { message } = failureOf(sdkError('AccessDeniedException', 403, text))
    expect(message).toContain(
      'The role may not call drs:StartRecovery: an explicit Deny forbids it: remove that Deny (identity policy, ' +
        'permissions boundary or service control policy); an Allow does not help'
    )
    expect(message).not.toContain('add drs:StartRecovery')
  })

  it.each(['user/drill-runner', 'root'])('calls no role what is none: %s', (name) => {
    const text = `User: arn:aws:iam::123456789012:${name} is not authorized to perform: drs:StartRecovery on resource: x`
    const { message } = failureOf(sdkError('AccessDeniedException', 403, text))
    expect(message).toContain(
      "The credentials may not call drs:StartRecovery: add drs:StartRecovery to their user's policy"
    )
    expect(failureOf(sdkError('AccessDeniedException', 403, `${text} with an explicit deny`)).message).toContain(
      'The credentials may not call drs:StartRecovery: an explicit Deny'
    )
  })

  it.each([
    [sdkError('UninitializedAccountException', 400), 'aws drs initialize-service --region us-west-2'],
    [sdkError('CredentialsProviderError'), 'aws-actions/configure-aws-credentials'],
    [sdkError('CredentialsProviderError'), 'permissions: id-token: write'],
    [sdkError('CredentialsProviderError'), 'set the input "role-to-assume"'],
    [sdkError('407', 407, 'Proxy Authentication Required'), 'HTTPS_PROXY'],
    [sdkError('InvalidProxy'), 'Correct the URL of the proxy'],
    [sdkError('RegionDisabledException', 403, 'STS is not activated'), 'STS is not activated'],
    [sdkError('ExpiredTokenException', 403), 'role-duration-seconds'],
    [sdkError('RequestTimeTooSkewed', 403), 'clock'],
    [sdkError('AuthFailure', 401), 'access key'],
    [sdkError('InvalidIdentityToken', 400), 'trust policy'],
    [sdkError('ConflictException', 409), 'in another job'],
    [sdkError('ResourceNotFoundException', 404), 'does not know'],
    [sdkError('ValidationException', 400, 'bad jobID'), 'ValidationException: bad jobID'],
    [sdkError('InternalServerException', 500), 'HTTP 500'],
    [coded('ENOTFOUND'), 'check the Region ("us-west-2")'],
    [
      coded('ECONNRESET', 'socket hang up', 'TimeoutError'),
      'There was no answer from AWS (TimeoutError: socket hang up)'
    ],
    [new Error('Invalid URL'), "correct the input aws-region or the plan's region"]
  ])('%s: says what to do', (thrown, expected) => {
    expect(failureOf(thrown).message).toContain(expected)
  })

  it('tells a Region that is missing from one that is wrong', () => {
    const { message } = toFailure(new Error('Region is missing'), { operation: 'x', region: '' })
    expect(message).toContain('No AWS Region is given')
  })

  it.each([
    [{ retryAfterSeconds: '7' }, 7],
    [{ retryAfterSeconds: 3.5 }, 3.5],
    [{ $response: { headers: { 'retry-after': '12' } } }, 12],
    [{ $response: { headers: { 'retry-after': 'Mon, 23 Nov 2026 14:00:00 GMT' } } }, undefined],
    [{ retryAfterSeconds: -1 }, undefined],
    [{}, undefined]
  ])('keeps how long AWS asks to wait: %j', (more, expected) => {
    const failure = failureOf(sdkError('ThrottlingException', 429, 'slow down', more))
    expect(failure.retryAfterSeconds).toBe(expected)
    expect(failure.message.includes('asks to wait')).toBe(expected !== undefined)
  })

  it('keeps the quota that is used up', () => {
    const { message } = failureOf(sdkError('ServiceQuotaExceededException', 402, 'no', { quotaCode: 'L-C1D14A2B' }))
    expect(message).toContain('A service quota (L-C1D14A2B) is used up')
    expect(failureOf(sdkError('ServiceQuotaExceededException', 402)).message).toContain('A service quota is used up')
  })

  it('cuts words that are too long, and makes them one line', () => {
    const { message } = failureOf(sdkError('ValidationException', 400, 'line\r\n::error::\u0007\u202e'.repeat(100_000)))
    expect(message.length).toBeLessThan(1200)
    expect(message).toContain('line ::error::')
    expect(message).toMatch(/…\)$/)
  })

  it('is one line for a thing that throws when it is looked at', () => {
    const look = () => {
      throw new Error('no')
    }
    expect(failureOf(new Proxy({}, { get: look })).message).toBe('There was no answer from AWS (unknown error)')
  })

  it('is one line for anything that can be thrown', () => {
    const anything = fc.oneof(
      fc.anything({ withDate: true, withBigInt: true, withNullPrototype: true, withSparseArray: true }),
      fc.constant(Symbol('x')),
      fc
        .record(
          {
            name: fc.string({ unit: 'binary' }),
            message: fc.anything(),
            code: fc.anything(),
            errors: fc.anything(),
            $metadata: fc.anything(),
            $response: fc.anything(),
            quotaCode: fc.string({ unit: 'binary' }),
            retryAfterSeconds: fc.anything()
          },
          { requiredKeys: [] }
        )
        .map((members) => Object.assign(new Error('x'), members))
    )
    fc.assert(
      fc.property(anything, (thrown) => {
        const failure = failureOf(thrown)
        expect(failure.message).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,1501}$/u)
        expect(failure.operation).toBe(context.operation)
        expect(failedCall(thrown, context)).toBeInstanceOf(FailedCall)
      })
    )
  })
})

describe('a failed call', () => {
  it('keeps what was thrown as its cause', () => {
    const thrown = sdkError('ConflictException', 409)
    const failed = failedCall(thrown, context)
    expect(failed.cause).toBe(thrown)
    expect(failed.message).toMatch(/^drs:StartRecovery: DRS refuses this now/)
  })

  it('is not wrapped twice', () => {
    const failed = failedCall(new Error('x'), context)
    expect(failedCall(failed, { operation: 'ec2:DescribeInstances', region: '' })).toBe(failed)
  })
})
