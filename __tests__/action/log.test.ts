import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createLog, nullLog } from '../../src/action/log.js'
import { capturedOutput } from './standard-output.js'

const output = capturedOutput()
const debug = process.env['RUNNER_DEBUG']

beforeEach(() => {
  delete process.env['RUNNER_DEBUG']
})
afterEach(() => {
  if (debug === undefined) delete process.env['RUNNER_DEBUG']
  else process.env['RUNNER_DEBUG'] = debug
})

const commands = (): readonly string[] => output().filter((line) => /^\s*::|##\[/.test(line))

describe('the job log', () => {
  test('has open lines and groups that fold', () => {
    const log = createLog()
    log.line('00:00:03  databases  wave started')
    log.group('Plan payments', ['2 servers', 'wave  servers'])
    expect(output()).toEqual([
      '00:00:03  databases  wave started',
      '::group::Plan payments',
      '2 servers',
      'wave  servers',
      '::endgroup::'
    ])
  })

  test('has annotations on file, line and column', () => {
    const log = createLog()
    log.error('unknown key "timout"', { file: 'dr/plan.yml', line: 3, column: 5 })
    log.warning('late', { file: 'dr/plan.yml' })
    log.notice('moved')
    expect(output()).toEqual([
      '::error file=dr/plan.yml,line=3,col=5::unknown key "timout"',
      '::warning file=dr/plan.yml::late',
      '::notice::moved'
    ])
  })

  test('says more than GitHub keeps as annotations in lines, and how many at the end', () => {
    const log = createLog()
    for (let number = 1; number <= 11; number++) log.error(`error ${number}`, { file: 'p.yml', line: number })
    for (let number = 1; number <= 10; number++) log.warning(`warning ${number}`)
    for (let number = 1; number <= 9; number++) log.notice(`notice ${number}`)
    log.close()
    log.close()
    // One error more is left for the verdict: GitHub keeps 10.
    expect(commands().filter((line) => line.startsWith('::error'))).toHaveLength(9)
    expect(commands().filter((line) => line.startsWith('::warning'))).toHaveLength(10)
    expect(commands().filter((line) => line.startsWith('::notice'))).toHaveLength(9)
    expect(output()).toEqual(
      expect.arrayContaining([
        'Error: p.yml:9: error 9',
        'Error: p.yml:11: error 11',
        'Warning: warning 10',
        '::error::and 3 more errors, in the log of this step',
        '::warning::and 1 more warning, in the log of this step'
      ])
    )
    log.error('one more')
    expect(output().at(-1)).toBe('Error: one more')
  })

  test('tells details only where the run is debugged', () => {
    createLog().debug('hidden')
    process.env['RUNNER_DEBUG'] = '1'
    createLog().debug('shown\n::set-output name=status::passed')
    expect(output()).toEqual(['::debug::shown ::set-output name=status::passed'])
  })

  test('never obeys what comes from outside', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '::',
            '##[',
            'add-mask',
            ']',
            'set-output name=status',
            '\n',
            '\r',
            '%0A',
            ' ',
            '\u001b[0m',
            '\u2028'
          )
        )
        .map((parts) => parts.join(''))
    )
    fc.assert(
      fc.property(hostile, (text) => {
        const log = createLog()
        const before = output().length
        log.line(text)
        log.group(text, [text])
        log.error(text, { file: text, line: 1 })
        const written = output().slice(before)
        expect(written).toHaveLength(5)
        const obeyed = written.filter((line) => /^\s*::|##\[/.test(line))
        expect(obeyed.map((line) => line.split(/[ :]+/)[1])).toEqual(['group', 'endgroup', 'error'])
        expect(written.join('')).not.toMatch(/##\[/)
      })
    )
  })

  test('can be silent', () => {
    nullLog.line('x')
    nullLog.group('x', ['x'])
    nullLog.notice('x')
    nullLog.warning('x')
    nullLog.error('x')
    nullLog.debug('x')
    nullLog.close()
    expect(output()).toEqual([])
  })
})
