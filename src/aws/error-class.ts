import type { FailureClass } from '../drill/failure.js'
import { INVALID_PROXY, type SdkError } from './sdk-error.js'

/**
 * AWS's names of errors by what they mean (errors of each DRS operation, AWS DRS API reference; Error codes, Amazon EC2
 * API reference; Common errors, AWS STS API reference). A name that is not here is judged by its HTTP status.
 */
const namesOf: Readonly<Partial<Record<FailureClass, readonly string[]>>> = {
  throttled: [
    'ThrottlingException',
    'Throttling',
    'ThrottledException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'TooManyRequestsException',
    'EC2ThrottledException',
    'BandwidthLimitExceeded',
    'SlowDown'
  ],
  quota: ['ServiceQuotaExceededException', 'LimitExceededException', 'AutomationExecutionLimitExceededException'],
  conflict: ['ConflictException'],
  expired: [
    'ExpiredTokenException',
    'ExpiredToken',
    'RequestExpired',
    'InvalidClientTokenId',
    // DRS's word for what STS calls InvalidClientTokenId.
    'UnrecognizedClientException'
  ],
  denied: ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'UnauthorizedException'],
  'not-found': ['ResourceNotFoundException'],
  uninitialised: ['UninitializedAccountException'],
  credentials: [
    'CredentialsProviderError',
    'TokenProviderError',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'MissingAuthToken',
    'AuthFailure',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'RequestTimeTooSkewed',
    'RequestInTheFuture',
    'InvalidIdentityToken',
    'InvalidIdentityTokenException',
    'IDPRejectedClaim',
    'IDPRejectedClaimException'
  ],
  invalid: [
    'ValidationException',
    'ValidationError',
    'InvalidParameterValue',
    'UnknownOperationException',
    INVALID_PROXY
  ],
  unavailable: [
    'InternalServerException',
    'InternalError',
    'InternalFailure',
    'ServiceUnavailable',
    'ServiceUnavailableException',
    'Unavailable',
    'RequestTimeout',
    'RequestTimeoutException',
    'TimeoutError',
    'AbortError',
    'IDPCommunicationError',
    'IDPCommunicationErrorException'
  ]
}

const classOfName: ReadonlyMap<string, FailureClass> = new Map(
  Object.entries(namesOf).flatMap(([failureClass, names]) =>
    names.map((name) => [name, failureClass as FailureClass] as const)
  )
)

/** What an error means. What nothing is known of may have been executed: `unavailable`. */
export function classOf(error: SdkError): FailureClass {
  const named = classOfName.get(error.name)
  if (named !== undefined) return named
  if (/NotFound(?:Exception)?$/.test(error.name) && !error.isForeign) return 'not-found'
  if (error.httpStatus === 429) return 'throttled'
  if (error.httpStatus !== undefined) {
    return error.httpStatus >= 400 && error.httpStatus < 500 ? 'invalid' : 'unavailable'
  }
  return isRegionProblem(error) ? 'invalid' : isMissingCredentials(error) ? 'credentials' : 'unavailable'
}

/** The SDKs throw plain errors for a Region that is missing or could not be part of a host's name. */
export function isRegionProblem({ text }: SdkError): boolean {
  return /^Region (?:is missing|not accepted)|^Invalid (?:URL|region)\b/i.test(text)
}

/** They do the same for a provider that returned no credentials. */
function isMissingCredentials({ text }: SdkError): boolean {
  return /^(?:Resolved credential object is not valid|Credential is missing)/.test(text)
}
