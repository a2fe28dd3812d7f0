import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { appendSummary, longestSummaryBytes, outputNames, setFailed, setOutputs } from '../../src/action/outputs.js'
import { recordedLog } from './recorded-log.js'
import { capturedOutput } from './standard-output.js'
import { temporaryFolders } from './temporary-folder.js'

const folder = temporaryFolders()
const output = capturedOutput()
const { GITHUB_OUTPUT } = process.env

afterEach(() => {
  if (GITHUB_OUTPUT === undefined) delete process.env['GITHUB_OUTPUT']
  else process.env['GITHUB_OUTPUT'] = GITHUB_OUTPUT
})

type OutputName = (typeof outputNames)[number]
const values = Object.fromEntries(outputNames.map((name) => [name, `the ${name}`])) as Record<OutputName, string>

/** `name<<delimiter`, the value, the delimiter. */
const parsed = (file: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...readFileSync(file, 'utf8').matchAll(/^([\w-]+)<<(\S+)\r?\n([\s\S]*?)\r?\n\2\r?\n/gm)].map((match) => [
      match[1] ?? '',
      match[3] ?? ''
    ])
  )

describe('the outputs', () => {
  test('are all set, whatever their values hold', () => {
    const file = join(folder(), 'output')
    writeFileSync(file, '')
    process.env['GITHUB_OUTPUT'] = file
    const log = recordedLog()
    const hostile = { ...values, servers: '[]\nstatus=passed', 'rto-seconds': '' }
    setOutputs(hostile, log)
    expect(parsed(file)).toEqual(hostile)
    expect(log.warnings).toEqual([])
  })

  test('that cannot be written are a warning, so that the verdict is still given', () => {
    process.env['GITHUB_OUTPUT'] = join(folder(), 'missing')
    const log = recordedLog()
    setOutputs(values, log)
    expect(log.warnings).toEqual([expect.stringContaining('The outputs of this step could not be written: ')])
  })

  test('are nowhere to be written outside GitHub Actions', () => {
    const log = recordedLog()
    setOutputs(values, log, {})
    setOutputs(values, log, { GITHUB_OUTPUT: '' })
    expect(output()).toEqual([])
    expect(log.warnings).toEqual([])
  })
})

describe('the job summary', () => {
  test('is appended to what is there', () => {
    const file = join(folder(), 'summary.md')
    const log = recordedLog()
    expect(appendSummary('# Drill', log, { GITHUB_STEP_SUMMARY: file })).toBe(true)
    expect(appendSummary('passed\n', log, { GITHUB_STEP_SUMMARY: file })).toBe(true)
    expect(readFileSync(file, 'utf8')).toBe('# Drill\npassed\n')
  })

  test('is never made longer than GitHub shows: one byte more and all of it would be gone', () => {
    const file = join(folder(), 'summary.md')
    const log = recordedLog()
    const environment = { GITHUB_STEP_SUMMARY: file }
    expect(appendSummary('x'.repeat(longestSummaryBytes - 3), log, environment)).toBe(true)
    expect(appendSummary('ä', log, environment)).toBe(false)
    expect(log.warnings).toEqual([
      'The job summary is longer than the 1 MiB that GitHub shows; read summary.md in the evidence instead'
    ])
    expect(appendSummary('a', log, environment)).toBe(true)
    expect(readFileSync(file)).toHaveLength(longestSummaryBytes)
  })

  test('that cannot be written is a warning', () => {
    const log = recordedLog()
    expect(appendSummary('# Drill', log, { GITHUB_STEP_SUMMARY: folder() })).toBe(false)
    expect(log.warnings).toEqual([expect.stringContaining('The job summary could not be written: EISDIR')])
  })

  test('is nowhere to be written outside GitHub Actions', () => {
    expect(appendSummary('# Drill', recordedLog(), {})).toBe(false)
  })
})

describe('a failed step', () => {
  test('has one error annotation and exit code 1', () => {
    const before = process.exitCode
    setFailed('Drill payments failed\n::warning::no')
    const { exitCode } = process
    process.exitCode = before
    expect(exitCode).toBe(1)
    expect(output()).toEqual(['::error::Drill payments failed ::warning::no'])
  })
})
