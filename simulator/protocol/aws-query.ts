import { ApiError } from '../api-error.js'
import type { HttpAnswer, Operation, Refusal } from '../service.js'
import { writeXml, type XmlStyle } from './xml.js'

const style: XmlStyle = { element: (member) => member, listItem: () => 'member' }
const headers = { 'content-type': 'text/xml' }

/** An answer of the query protocol, as STS and IAM speak it. */
export function writeAwsQuery(operation: Operation, output: object, namespace: string, requestId: string): HttpAnswer {
  const content = { [`${operation.name}Result`]: output, ResponseMetadata: { RequestId: requestId } }
  return { status: 200, headers, body: writeXml(`${operation.name}Response`, namespace, content, style) }
}

export function writeAwsQueryError(error: ApiError, namespace: string, requestId: string): HttpAnswer {
  const type = error.status < 500 ? 'Sender' : 'Receiver'
  const content = { Error: { Type: type, Code: error.name, Message: error.message }, RequestId: requestId }
  return { status: error.status, headers, body: writeXml('ErrorResponse', namespace, content, style) }
}

/** What STS and IAM call the errors that every service has. */
export function awsQueryRefusal(refusal: Refusal): ApiError {
  switch (refusal.kind) {
    case 'missing-credentials':
      return new ApiError('MissingAuthenticationToken', 403, 'Request is missing Authentication Token')
    case 'unknown-credentials':
      return new ApiError('InvalidClientTokenId', 403, 'The security token included in the request is invalid.')
    case 'expired-credentials':
      return new ApiError('ExpiredToken', 403, 'The security token included in the request is expired')
    case 'internal-error':
      return new ApiError('InternalFailure', 500, 'An internal error occurred.')
    case 'denied':
      return new ApiError('AccessDenied', 403, refusal.message)
    case 'throttled':
      return new ApiError('Throttling', 400, 'Rate exceeded', {}, refusal.retryAfterSeconds)
  }
}
