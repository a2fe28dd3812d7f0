import { describe, expect, test } from '@jest/globals'
import { fillInputs } from '../../demo/action-manifest.js'
import { readArguments } from '../../demo/arguments.js'
import { readValues } from '../../demo/command-files.js'
import { createLogView } from '../../demo/log-view.js'
import { paintFor } from '../../demo/paint.js'
import { readWorkflowCommand } from '../../demo/workflow-command.js'

const known = { scenarios: ['passed', 'failed-server', 'throttled'], inputs: ['plan', 'mode', 'waves'] }

describe('the arguments of the demo', () => {
  test.each([
    [[], { do: 'run', scenario: 'passed', inputs: {} }],
    [['--scenario', 'failed-server'], { do: 'run', scenario: 'failed-server', inputs: {} }],
    [['throttled'], { do: 'run', scenario: 'throttled', inputs: {} }],
    [
      ['--input', 'mode=validate', '--input', 'waves=a=b'],
      { do: 'run', scenario: 'passed', inputs: { mode: 'validate', waves: 'a=b' } }
    ],
    [['--list'], { do: 'list' }],
    [['--help'], { do: 'help' }]
  ])('%j', (args, request) => {
    expect(readArguments(args, known)).toEqual(request)
  })

  test.each([
    [['--scenario', 'faild-server'], 'There is no scenario faild-server. Did you mean failed-server?'],
    [['--scenario', 'xyz'], 'There is no scenario xyz. There is passed, failed-server, throttled.'],
    [['--input', 'wave=a'], 'There is no input wave. Did you mean waves?'],
    [['--input', 'waves'], 'An input is written name=value, such as mode=validate, not waves'],
    [['passed', 'throttled'], 'One scenario at a time: passed or throttled?']
  ])('%j is refused', (args, message) => {
    expect(readArguments(args, known)).toEqual({ do: 'refuse', message })
  })

  test('an unknown option is refused', () => {
    expect(readArguments(['--sceanrio', 'passed'], known).do).toBe('refuse')
  })
})

describe('a workflow command', () => {
  test('is read with its properties, escapes undone', () => {
    expect(readWorkflowCommand('::error file=a%3Ab.yml,line=3,col=7::100%25 wrong%0Asecond line')).toEqual({
      name: 'error',
      properties: { file: 'a:b.yml', line: '3', col: '7' },
      message: '100% wrong\nsecond line'
    })
  })

  test.each(['a line', 'a ::error::in the middle', '::', ':: error::text'])('is not %j', (line) => {
    expect(readWorkflowCommand(line)).toBeUndefined()
  })
})

describe('the log view', () => {
  test('shows groups, annotations and lines as GitHub does', () => {
    const view = createLogView((_colour, text) => text)
    const log = [
      '::group::Plan',
      'a line',
      '',
      '::endgroup::',
      '00:00:01 a line',
      '::error file=plan.yml,line=3,col=7::Unknown key',
      '::warning::mind this',
      '::debug::detail',
      '::add-mask::secret'
    ]
    expect(log.map((line) => view.show(line))).toEqual([
      '▼ Plan',
      '  a line',
      '',
      undefined,
      '00:00:01 a line',
      'Error: Unknown key (plan.yml:3:7)',
      'Warning: mind this',
      undefined,
      undefined
    ])
  })

  test('has colours on a terminal alone, and not against the wish of its reader', () => {
    expect(paintFor({ isTTY: true }, {})('red', 'x')).toBe('\u001b[31mx\u001b[0m')
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' })('red', 'x')).toBe('x')
    expect(paintFor({}, {})('red', 'x')).toBe('x')
  })
})

describe('a command file', () => {
  test('holds values of one line and of several', () => {
    const text = 'status=passed\nservers<<EOT\n[\n  "a=b"\n]\nEOT\nempty<<X\nX\n'
    expect(Object.fromEntries(readValues(text))).toEqual({ status: 'passed', servers: '[\n  "a=b"\n]', empty: '' })
  })

  test('that breaks off is an error', () => {
    expect(() => readValues('a<<EOT\nb\n')).toThrow('The value of a does not end')
  })
})

test('inputs that a workflow leaves out have their defaults', () => {
  const manifest = {
    name: 'x',
    inputs: { plan: {}, mode: { default: 'drill' } },
    outputs: {},
    runs: { main: 'm', post: 'p' }
  }
  expect(fillInputs(manifest, { plan: 'a.yml' })).toEqual({ plan: 'a.yml', mode: 'drill' })
})
