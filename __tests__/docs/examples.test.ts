import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { loadPlan } from '../../src/plan/load.js'
import { action, filesIn, read } from './repository.js'

interface Workflow {
  readonly permissions?: unknown
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>
}

interface Step {
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

const planBlock = /```yaml\n(# yaml-language-server[^]*?\nversion:[^]*?)```/.exec(read('README.md'))?.[1] ?? ''

describe('example plans', () => {
  test.each([
    ...filesIn('examples/plans').map((path) => [path, read(path)] as const),
    ['the plan of README.md', planBlock] as const
  ])('%s loads', (_, text) => {
    const loaded = loadPlan(text)
    expect(loaded.ok ? [] : loaded.problems).toEqual([])
  })

  test('the plan of the demo is payments.yml with a shorter soak', () => {
    const plan = (path: string): unknown => {
      const loaded = loadPlan(read(path))
      return loaded.ok ? loaded.plan : loaded.problems
    }
    const withSoak = read('examples/plans/demo.yml').replace('soak: 3s', 'soak: 5m')
    const loaded = loadPlan(withSoak)
    expect(loaded.ok ? loaded.plan : loaded.problems).toEqual(plan('examples/plans/payments.yml'))
  })
})

describe.each(filesIn('examples/workflows'))('%s', (path) => {
  const text = read(path)
  const workflow = parse(text) as Workflow
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
  const ours = steps.filter(({ uses }) => uses?.startsWith('OWNER/drs-drill@') === true)

  test('uses the action with inputs that it has, all required ones given', () => {
    expect(ours.length).toBeGreaterThan(0)
    for (const step of ours) {
      const given = Object.keys(step.with ?? {})
      expect(given.filter((name) => !(name in action.inputs))).toEqual([])
      const required = Object.entries(action.inputs).filter(([, input]) => input.required === true)
      expect(required.map(([name]) => name).filter((name) => !given.includes(name))).toEqual([])
    }
  })

  test('reads outputs that the action has', () => {
    const ids = ours.flatMap(({ id }) => id ?? [])
    const read = [...text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)].filter(([, id = '']) => ids.includes(id))
    expect(read.map(([, , name = '']) => name).filter((name) => !(name in action.outputs))).toEqual([])
  })

  test('states its permissions, and pins every action by its major version', () => {
    expect(workflow.permissions).toBeDefined()
    expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/@v\d+$/.test(uses))).toEqual([])
  })
})
