import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { verifyCommand } from '../../src/evidence/command.js'
import { passedStory, textsOf } from './folder.js'

const built = fileURLToPath(new URL('../../dist/verify/index.js', import.meta.url))
const texts = textsOf(passedStory().tell())

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drs-drill-verify-'))
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const verify = (...args: string[]) => {
  const lines: string[] = []
  const code = verifyCommand(args, (line) => lines.push(line))
  return { code, lines, text: lines.join('\n') }
}

describe('verifyCommand', () => {
  it('prints a line a file and ends with 0 when all is sound', () => {
    const { code, lines } = verify(folder)
    expect(lines.filter((line) => line.startsWith('ok '))).toHaveLength(7)
    expect(lines.at(-2)).toBe(
      'VERIFIED: every file of execution acme-platform-7001-payments (passed) is what its journal says'
    )
    expect(lines.at(-1)).toMatch(/evidence-digest of the run: sha256:[0-9a-f]{64}$/)
    expect(code).toBe(0)
  })

  it('says of other files in the folder that nothing vouches for them', () => {
    for (const name of ['evidence-2.json', '##[add-mask]x\u001b[31m']) writeFileSync(join(folder, name), 'x')
    mkdirSync(join(folder, 'earlier'))
    const { code, lines } = verify(folder)
    expect(code).toBe(0)
    expect(lines.filter((line) => line.startsWith('OTHER'))).toEqual([
      'OTHER     ## [add-mask]x  is no file of this evidence: nothing here vouches for it',
      'OTHER     earlier         holds the evidence of earlier executions: verify each of its folders by itself',
      'OTHER     evidence-2.json  is no file of this evidence: nothing here vouches for it'
    ])
    for (let number = 0; number < 30; number += 1) writeFileSync(join(folder, `n${String(number)}`), '')
    const many = verify(folder).lines.filter((line) => line.startsWith('OTHER'))
    expect(many).toHaveLength(21)
    expect(many.at(-1)).toBe('OTHER     and 13 more')
  })

  it('writes digests that sha256sum takes', () => {
    const result = spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })
    // Not on every platform.
    if (result.error === undefined) expect(result.stdout.match(/: OK$/gm)).toHaveLength(6)
  })

  it('ends with 1 where something is wrong, missing or no file', () => {
    rmSync(join(folder, 'junit.xml'))
    rmSync(join(folder, 'summary.md'))
    symlinkSync('/etc/passwd', join(folder, 'summary.md'))
    truncateSync(join(folder, 'evidence.json'), 100)
    const { code, text } = verify(folder)
    expect(code).toBe(1)
    expect(text).toContain('MISSING   junit.xml       it was never written, or was removed')
    expect(text).toContain('WRONG     summary.md      is not a regular file')
    expect(text).toContain('WRONG     evidence.json   is not JSON')
    expect(text).toMatch(/NOT VERIFIED: \d+ findings above$/)
  })

  it('speaks of one finding in the singular, and prints nothing that a terminal or the runner would obey', () => {
    writeFileSync(join(folder, 'SHA256SUMS'), `${texts.SHA256SUMS}${'0'.repeat(64)}  \u001b[31m##[add-mask]x\n`)
    const { text } = verify(folder)
    expect(text).toContain('WRONG     SHA256SUMS      lists ## [add-mask]x, which is no file of the evidence')
    expect(text).toContain('NOT VERIFIED: 1 finding above')
    expect(text).not.toContain('\u001b')
  })

  it('reads no file that is larger than any of ours', () => {
    truncateSync(join(folder, 'report.html'), 300 * 1024 * 1024)
    expect(verify(folder).text).toContain('WRONG     report.html     is larger than any that drs-drill writes')
  })

  it('says what it needs where it is given something else', () => {
    expect(verify()).toEqual({ code: 1, lines: [expect.stringMatching(/^Usage: /)], text: expect.anything() })
    expect(verify('')).toMatchObject({ code: 1 })
    expect(verify('a', 'b')).toMatchObject({ code: 1 })
    expect(verify(join(folder, 'none')).text).toBe(`There is no folder ${join(folder, 'none')}`)
    // A file where a folder is due holds none of the files.
    expect(verify(join(folder, 'evidence.json'))).toMatchObject({ code: 1 })
  })

  it('is what dist/verify runs', () => {
    const run = (environment: Readonly<Record<string, string>> = {}) =>
      spawnSync(process.execPath, [built, folder], { encoding: 'utf8', env: { ...process.env, ...environment } })
    expect(run()).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('VERIFIED: every file') })
    // Where the clock and the language are others than those of the machine that wrote the files, too.
    for (const [TZ, language] of [
      ['Pacific/Chatham', 'de_DE.UTF-8'],
      ['America/New_York', 'tr_TR.UTF-8']
    ] as const) {
      expect(run({ TZ, LANG: language, LC_ALL: language }).stdout).toContain('VERIFIED: every file')
    }
    writeFileSync(join(folder, 'summary.md'), 'well')
    expect(run()).toMatchObject({ status: 1, stderr: '', stdout: expect.stringContaining('NOT VERIFIED: 2 findings') })
  })

  it('is what the entry runs', async () => {
    const [argv, exitCode] = [process.argv, process.exitCode]
    const lines: unknown[] = []
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(line) > 0)
    try {
      process.argv = ['node', 'verify', folder]
      await import('../../src/verify.js')
      expect(process.exitCode).toBe(0)
    } finally {
      write.mockRestore()
      process.argv = argv
      process.exitCode = exitCode
    }
    expect(lines.join('')).toContain('VERIFIED: every file')
  })
})
