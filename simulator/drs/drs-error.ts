import type { ConflictException, ServiceQuotaExceededException, ValidationException } from '@aws-sdk/client-drs'
import { ApiError } from '../api-error.js'
import type { Refusal } from '../service.js'

export function conflict(message: string, resourceId: string, resourceType: string): ApiError {
  const details: Pick<ConflictException, 'code' | 'resourceId' | 'resourceType'> = {
    code: 'ConflictException',
    resourceId,
    resourceType
  }
  return new ApiError('ConflictException', 409, message, details)
}

export function notFound(resourceType: string, resourceId: string): ApiError {
  const message = `${resourceType} ${resourceId} was not found.`
  return new ApiError('ResourceNotFoundException', 404, message, { resourceId, resourceType })
}

export function quotaExceeded(message: string, quotaCode: string): ApiError {
  const details: Pick<ServiceQuotaExceededException, 'quotaCode' | 'serviceCode'> = { quotaCode, serviceCode: 'drs' }
  return new ApiError('ServiceQuotaExceededException', 402, message, details)
}

export function invalid(field: string, message: string): ApiError {
  const details: Pick<ValidationException, 'reason' | 'fieldList'> = {
    reason: 'fieldValidationFailed',
    fieldList: [{ name: field, message }]
  }
  const text = `1 validation error detected: Value at '${field}' failed to satisfy constraint: ${message}`
  return new ApiError('ValidationException', 400, text, details)
}

export function uninitialised(): ApiError {
  const message = 'Account not initialized. Please initialize AWS Elastic Disaster Recovery in this Region.'
  return new ApiError('UninitializedAccountException', 400, message)
}

/** DRS's names for what every service can answer. */
export function drsRefusal(refusal: Refusal): ApiError {
  switch (refusal.kind) {
    case 'missing-credentials':
      return new ApiError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token')
    case 'unknown-credentials':
      return new ApiError('UnrecognizedClientException', 403, 'The security token included in the request is invalid.')
    case 'expired-credentials':
      return new ApiError('ExpiredTokenException', 403, 'The security token included in the request is expired')
    case 'internal-error':
      return new ApiError('InternalServerException', 500, 'An internal error occurred.')
    case 'denied':
      return new ApiError('AccessDeniedException', 403, refusal.message)
    case 'throttled':
      return new ApiError('ThrottlingException', 429, 'Rate exceeded', {}, refusal.retryAfterSeconds)
  }
}
