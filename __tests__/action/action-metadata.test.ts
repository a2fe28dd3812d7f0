import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { readInputs } from '../../src/action/inputs.js'
import { outputNames } from '../../src/action/outputs.js'

interface Metadata {
  readonly name: string
  readonly description: string
  readonly branding: Readonly<Record<string, string>>
  readonly inputs: Readonly<Record<string, { description: string; required: boolean; default?: string }>>
  readonly outputs: Readonly<Record<string, { description: string }>>
  readonly runs: Readonly<Record<string, string>>
}

const metadata = parse(readFileSync('action.yml', 'utf8')) as Metadata

describe('action.yml', () => {
  test('declares exactly the inputs that are read', () => {
    const asked = new Set<string>()
    const environment = new Proxy<Record<string, string>>(
      {},
      {
        get: (_, name) => {
          asked.add(String(name))
          return undefined
        }
      }
    )
    readInputs(environment, '/workspace')
    expect(Object.keys(metadata.inputs).map((name) => `INPUT_${name.toUpperCase()}`)).toEqual(
      expect.arrayContaining([...asked])
    )
    expect(asked.size).toBe(Object.keys(metadata.inputs).length)
  })

  test('has defaults that mean what leaving the input out means', () => {
    const defaults: Record<string, string> = {}
    for (const [name, input] of Object.entries(metadata.inputs))
      defaults[`INPUT_${name.toUpperCase()}`] = (input.default ?? '').replace('${{ github.token }}', '')
    const plan = { INPUT_PLAN: 'plan.yml' }
    expect(readInputs({ ...defaults, ...plan }, '/workspace')).toEqual(readInputs(plan, '/workspace'))
  })

  test('declares exactly the outputs that are set', () => {
    expect(Object.keys(metadata.outputs)).toEqual([...outputNames])
  })

  test('describes everything, and has what the Marketplace asks for', () => {
    const described = [...Object.values(metadata.inputs), ...Object.values(metadata.outputs)]
    expect(described.filter(({ description }) => !/^[A-Z`].*\.$/s.test(description))).toEqual([])
    expect(metadata.description.length).toBeLessThan(250)
    expect(Object.keys(metadata.branding)).toEqual(['icon', 'color'])
  })

  test('runs main and, whatever happens, post on Node 24', () => {
    expect(metadata.runs).toEqual({
      using: 'node24',
      main: 'dist/main/index.js',
      post: 'dist/post/index.js',
      'post-if': 'always()'
    })
  })
})
