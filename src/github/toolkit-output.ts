import { forLog } from '../report/escape.js'

/** Longer than any line of the toolkit that is worth reading. */
const longestLine = 2000

/** What `@actions/core` writes for the runner: one line, of which the text may still hold what is obeyed inside of a line. */
const command = /^(::(?:debug|group|endgroup|notice|warning|error)(?: [^\r\n:]*)?::)([^\r\n]*)$/

/** A text that is hidden from here on is hidden as it is written. */
const mask = /^::add-mask::[^\r\n]*$/

type Write = (chunk: unknown, ...rest: readonly unknown[]) => boolean

/**
 * Makes what GitHub's toolkit logs by itself safe for the log: it repeats the words of whoever answered it as they are. For as
 * long as the work takes, which may be longer than anybody waits for it.
 */
export async function withSafeOutput<T>(
  work: () => Promise<T>,
  stream: NodeJS.WriteStream = process.stdout
): Promise<T> {
  const own = Object.getOwnPropertyDescriptor(stream, 'write')
  const write = stream.write.bind(stream) as Write
  const safely: Write = (chunk, ...rest) => write(typeof chunk === 'string' ? safeOutput(chunk) : chunk, ...rest)
  Object.defineProperty(stream, 'write', { configurable: true, writable: true, value: safely })
  try {
    return await work()
  } finally {
    if (own === undefined) Reflect.deleteProperty(stream, 'write')
    else Object.defineProperty(stream, 'write', own)
  }
}

/** What is written at once is a line, with its end. */
function safeOutput(chunk: string): string {
  const [, line = '', end = ''] = /^(.*?)(\r?\n)?$/s.exec(chunk) ?? []
  if (mask.test(line)) return chunk
  const [, head = '', text = line] = command.exec(line) ?? []
  return `${head}${forLog(text, longestLine)}${end}`
}
