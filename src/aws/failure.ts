import { FailedCall, type Failure } from '../drill/failure.js'
import { adviceOn, type CallContext } from './advice.js'
import { classOf } from './error-class.js'
import { outsideText } from './outside-text.js'
import { readSdkError, type SdkError } from './sdk-error.js'

/** Advice and AWS's words together. */
const MAX_MESSAGE = 1500

/**
 * Anything that a call to AWS can throw, as a `FailedCall` with one line that says what to do; the thrown thing is its
 * `cause`. What is a `FailedCall` already is returned as it is.
 */
export function failedCall(thrown: unknown, context: CallContext): FailedCall {
  return thrown instanceof FailedCall ? thrown : new FailedCall(toFailure(thrown, context), { cause: thrown })
}

/** Which class of failure a thrown thing is, with one line of at most some 1,500 characters; never throws. */
export function toFailure(thrown: unknown, context: CallContext): Failure {
  const error = readSdkError(thrown)
  const failureClass = classOf(error)
  return {
    class: failureClass,
    operation: context.operation,
    message: outsideText(`${adviceOn(failureClass, error, context)} (${wordsOf(error)})`, MAX_MESSAGE),
    ...(error.retryAfterSeconds !== undefined && { retryAfterSeconds: error.retryAfterSeconds })
  }
}

/** The failure for an answer without what it must hold: something may well have been done. */
export function incompleteAnswer(operation: string, what: string): FailedCall {
  return new FailedCall({ class: 'unavailable', operation, message: `AWS's answer is incomplete: ${what}` })
}

/** AWS's own words as one line, without the SDK's note to its developers. */
export function wordsOf({ name, text, code }: SdkError): string {
  const words = outsideText(text.replace(/Deserialization error:[^]*/, ''))
  const label = outsideText(name === '' ? (code ?? '') : name, 100)
  return label === '' || words.includes(label) ? words : `${label}: ${words}`
}
