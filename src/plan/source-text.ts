import type { PlanProblem, Position } from './problem.js'
import { makeVisible } from './quotation.js'

const MAX_BYTES = 1_048_576

export type SourceText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: PlanProblem }

/** C0 controls but tab, line feed and carriage return, and DEL: no YAML or JSON text holds them as they are. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

const refuse = (message: string, position?: Position): SourceText => ({
  ok: false,
  problem: position === undefined ? { message } : { message, position }
})

const positionAt = (text: string, offset: number): Position => {
  const lines = text.slice(0, offset).split('\n')
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}

/** Where the bytes stop being UTF-8: the first line that cannot be read, and how far it can be. */
const invalidAt = (bytes: Uint8Array): Position => {
  const strict = new TextDecoder('utf-8', { fatal: true })
  for (let line = 1, start = 0; start <= bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start)
    const content = bytes.subarray(start, end === -1 ? bytes.length : end)
    try {
      strict.decode(content)
    } catch {
      // U+FFFD stands for what could not be read.
      return {
        line,
        column: Math.max(0, new TextDecoder('utf-8', { ignoreBOM: true }).decode(content).indexOf('\ufffd')) + 1
      }
    }
    if (end === -1) break
    start = end + 1
  }
  return { line: 1, column: 1 }
}

/**
 * The text of a plan file: at most 1 MiB of UTF-8, a byte order mark dropped, without the control characters that
 * make a file binary.
 */
export const readSourceText = (bytes: Uint8Array): SourceText => {
  if (bytes.length > MAX_BYTES) {
    return refuse(
      `The plan is larger than 1 MiB (${bytes.length} bytes): name groups or waves instead of repeating servers`
    )
  }
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return refuse('The plan is UTF-16 text: save it as UTF-8', { line: 1, column: 1 })
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('The plan is not UTF-8 text here: save the file as UTF-8', invalidAt(bytes))
  }
  const control = CONTROL.exec(text)
  if (control !== null) {
    return refuse(
      `The plan holds the control character ${makeVisible(control[0])} here: it has to be a text file`,
      positionAt(text, control.index)
    )
  }
  return { ok: true, text }
}
