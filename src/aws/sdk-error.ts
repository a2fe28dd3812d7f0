/** What can be read of a thrown thing, whichever SDK, protocol or socket it came from. */
export interface SdkError {
  /** AWS's name of the error (`ThrottlingException`); empty when it gave none. */
  readonly name: string
  readonly text: string
  readonly httpStatus?: number
  /** Node's code of a failed connection (`ECONNRESET`). */
  readonly code?: string
  readonly retryAfterSeconds?: number
  readonly quotaCode?: string
  /** The answer is no answer of AWS's: a web page, most likely a proxy's. */
  readonly isForeign: boolean
}

/** Name of the error for an answer that is a web page, which the SDKs' XML parsers take for an empty list. */
export const FOREIGN_ANSWER = 'ForeignAnswer'

/** Name of the error for a proxy's URL that cannot be used. */
export const INVALID_PROXY = 'InvalidProxy'

/** Reads anything that was thrown; never throws itself. */
export function readSdkError(thrown: unknown): SdkError {
  // Node wraps the failures of several addresses of one host in an AggregateError without a message.
  const error = firstOf(property(thrown, 'errors')) ?? thrown
  const response = property(error, '$response')
  const text = textOf(error)
  const httpStatus =
    numberOf(property(property(error, '$metadata'), 'httpStatusCode')) ?? numberOf(property(response, 'statusCode'))
  // The older stack wraps what comes from another realm in an error that has only the words left.
  const code =
    stringOf(property(error, 'code')) ??
    stringOf(property(property(error, 'cause'), 'code')) ??
    /^AWS SDK error wrapper for .*\b(E[A-Z_]{4,})\b/.exec(text)?.[1]
  const headers = property(response, 'headers')
  const retryAfterSeconds =
    secondsOf(property(error, 'retryAfterSeconds')) ?? secondsOf(property(headers, 'retry-after'))
  const quotaCode = stringOf(property(error, 'quotaCode'))
  return {
    name: nameOf(error),
    text,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(code !== undefined && { code }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(quotaCode !== undefined && { quotaCode }),
    isForeign:
      property(error, 'name') === FOREIGN_ANSWER || isWebPage(headers) || text.includes('Deserialization error')
  }
}

/** Whether the headers of an answer say that its body is a web page; no AWS API answers with one. */
export function isWebPage(headers: unknown): boolean {
  return /^text\/html\b/i.test(stringOf(property(headers, 'content-type')) ?? '')
}

/** A member of something that may be anything at all, a hostile proxy object included. */
export function property(thing: unknown, key: string): unknown {
  if ((typeof thing !== 'object' || thing === null) && typeof thing !== 'function') return undefined
  try {
    return Reflect.get(thing, key)
  } catch {
    return undefined
  }
}

/** The SDKs put the HTTP status or a word of their own where an answer names no error. */
const noName = /^(?:\d+|Error|TypeError|SyntaxError|AggregateError|Unknown|UnknownError|ForeignAnswer)$/

function nameOf(error: unknown): string {
  const name = stringOf(property(error, 'name')) ?? ''
  return noName.test(name) ? '' : name
}

function textOf(error: unknown): string {
  const message = typeof error === 'string' ? error : stringOf(property(error, 'message'))
  return message ?? stringOf(property(error, 'code')) ?? stringOf(property(error, 'name')) ?? 'unknown error'
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? (list[0] as unknown) : undefined
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Seconds as a header gives them; a date or nonsense is left out. */
function secondsOf(value: unknown): number | undefined {
  const seconds = typeof value === 'number' ? value : Number(stringOf(value) ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
}
