import type { ApiError } from '../api-error.js'
import type { HttpAnswer } from '../service.js'

/** AWS's REST-JSON protocol: the error's name travels in a header. */
export function writeRestJson(output: unknown, requestId: string): HttpAnswer {
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': requestId }
  return { status: 200, headers, body: JSON.stringify(output ?? {}) }
}

export function writeRestJsonError(error: ApiError, requestId: string): HttpAnswer {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-amzn-requestid': requestId,
    'x-amzn-errortype': error.name
  }
  if (error.retryAfterSeconds !== undefined) headers['retry-after'] = String(error.retryAfterSeconds)
  return { status: error.status, headers, body: JSON.stringify({ message: error.message, ...error.details }) }
}
