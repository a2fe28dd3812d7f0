import { describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { withSafeOutput } from '../../src/github/toolkit-output.js'
import { everyAttack, hostileText } from '../report/hostile.js'

/** What is written while it is safe, as the runner gets it. */
async function written(...chunks: readonly (string | Uint8Array)[]): Promise<string> {
  const write = jest.fn<(chunk: unknown) => boolean>(() => true)
  const stream = Object.create({ write }) as NodeJS.WriteStream
  await withSafeOutput(() => {
    for (const chunk of chunks) stream.write(chunk)
    return Promise.resolve()
  }, stream)
  return write.mock.calls.map(([chunk]) => (typeof chunk === 'string' ? chunk : '(bytes)')).join('')
}

describe('what the toolkit logs', () => {
  test('holds no command but its own', async () => {
    const log = await written(
      '::add-mask::a%2Fb##[\n',
      '::group::Evidence\n',
      '::warning file=a,line=1::x##[error]y\n',
      `::debug::${everyAttack.replaceAll(/[\r\n]/g, '%0A')}\n`,
      `Attempt 1 of 5 failed: ${everyAttack}\n`,
      '::error::x\n::stop-commands::y\n',
      'Uploaded bytes 17\r\n',
      '\n'
    )
    const lines = log.split('\n')
    expect(lines).toHaveLength(9)
    expect(lines.slice(0, 3)).toEqual([
      '::add-mask::a%2Fb##[',
      '::group::Evidence',
      '::warning file=a,line=1::x## [error]y'
    ])
    expect(lines[3]).toMatch(/^::debug::/)
    expect(lines.slice(5)).toEqual([': :error::x ::stop-commands::y', 'Uploaded bytes 17\r', '', ''])
    expect(lines.slice(1).filter((line) => line.includes('##['))).toEqual([])
  })

  test('is one line each time, whatever it repeats', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const log = await written(`${text}\n`)
        expect(log).toMatch(/^[^\r\n]*\r?\n$/)
        expect(log).not.toContain('##[')
        expect(log).not.toMatch(/^\s*::(?!(?:debug|group|endgroup|notice|warning|error)\b|add-mask::)/)
      })
    )
  })

  test('that is no text is left as it is, and so is all behind it', async () => {
    expect(await written(Buffer.from('##['))).toBe('(bytes)')
    const write = jest.fn<(chunk: unknown) => boolean>(() => true)
    const bare = Object.create({ write }) as NodeJS.WriteStream
    const spied = Object.assign(Object.create(null) as NodeJS.WriteStream, { write })
    for (const stream of [bare, spied]) {
      await expect(withSafeOutput(() => Promise.reject(new Error('x')), stream)).rejects.toThrow('x')
      stream.write('##[x')
      expect(write).toHaveBeenLastCalledWith('##[x')
    }
  })
})
