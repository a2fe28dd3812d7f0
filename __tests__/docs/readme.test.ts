import { describe, expect, test } from '@jest/globals'
import { action, read } from './repository.js'

const readme = read('README.md')

/** The cells of the table between `<!-- name: … -->` and `<!-- /name -->`, without its head. */
function tableOf(name: string): readonly (readonly string[])[] {
  const between = new RegExp(`^<!-- ${name}:.*-->$([^]*?)^<!-- /${name} -->$`, 'm').exec(readme)?.[1] ?? ''
  return between
    .trim()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim())
    )
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')

describe('README.md', () => {
  test('has the inputs of action.yml, with their defaults and descriptions', () => {
    expect(tableOf('inputs')).toEqual(
      Object.entries(action.inputs).map(([name, { description, required, default: value = '' }]) => [
        `\`${name}\``,
        required === true ? '(required)' : value === '' ? '' : `\`${value}\``,
        oneLine(description)
      ])
    )
  })

  test('has the outputs of action.yml, with their descriptions', () => {
    expect(tableOf('outputs')).toEqual(
      Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, oneLine(description)])
    )
  })

  test('holds the example workflow as the file has it, but for its comment and its input for waves', () => {
    const shown = /```yaml\n(name: disaster-recovery drill[^]*?)```/.exec(readme)?.[1] ?? ''
    const file = read('examples/workflows/drill.yml')
    const lines = new Set(file.split('\n'))
    const strangers = shown.split('\n').filter((line) => !lines.has(line))
    expect(strangers).toEqual([])
  })
})

describe('action.yml', () => {
  test('holds no expression in a description: the runner would evaluate it, and refuse the action', () => {
    const described = Object.entries({ ...action.inputs, ...action.outputs })
    const evaluated = described.filter(([, { description }]) => description.includes('${{')).map(([name]) => name)
    expect(evaluated).toEqual([])
  })
})
