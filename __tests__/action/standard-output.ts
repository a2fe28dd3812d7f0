import { afterEach, beforeEach, jest } from '@jest/globals'

/** Catches what is written to standard output during each test, and gives it line by line. */
export function capturedOutput(): () => readonly string[] {
  let text = ''
  beforeEach(() => {
    text = ''
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      return true
    })
  })
  afterEach(() => {
    jest.restoreAllMocks()
  })
  return () => text.split(/\r?\n/).slice(0, -1)
}
