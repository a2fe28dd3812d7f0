import { describe, expect, test } from '@jest/globals'
import { evidenceNames } from '../../src/action/evidence-folder.js'
import { SECTION_KEYS } from '../../src/plan/schema.js'
import { evidenceSchema } from '../../src/report/record/schema.js'
import { action, filesIn, read } from './repository.js'

const missing = (names: Iterable<string>, text: string): readonly string[] =>
  [...new Set(names)].filter((name) => !text.includes(`\`${name}\``))

describe('every public name is explained', () => {
  const plan = read('docs/plan.md')
  const statuses = read('docs/statuses.md')
  const readme = read('README.md')

  test('the keys of the plan', () => {
    const keys = [SECTION_KEYS.plan, SECTION_KEYS.wave, SECTION_KEYS.defaults, SECTION_KEYS.objectives].flat()
    expect(missing(keys, plan)).toEqual([])
    expect(SECTION_KEYS.verify.filter((key) => !plan.includes(`\`verify.${key}\``))).toEqual([])
    expect(SECTION_KEYS.cleanup.filter((key) => !plan.includes(`${key}: `))).toEqual([])
    expect(SECTION_KEYS.group.filter((key) => !plan.includes(`{ ${key}: `))).toEqual([])
  })

  test('the statuses of drill, wave and server', () => {
    const { status, waves } = evidenceSchema.shape
    expect(missing(status.options, statuses)).toEqual([])
    expect(missing(waves.element.shape.status.options, statuses)).toEqual([])
    const ends = waves.element.shape.servers.element.shape.status.options.filter((name) => name !== 'in-progress')
    expect(missing(ends, statuses)).toEqual([])
  })

  test('inputs and outputs', () => {
    expect(missing(Object.keys({ ...action.inputs, ...action.outputs }), readme)).toEqual([])
  })

  test('the tags of jobs', () => {
    expect(missing(['drs-drill:execution', 'drs-drill:plan', 'drs-drill:wave'], readme)).toEqual([])
  })

  test('the calls to AWS', () => {
    // What DRS needs of its caller is only asked about, and explained with the policies.
    const sources = filesIn('src/aws')
      .filter((name) => !name.endsWith('/caller-actions.ts'))
      .map(read)
      .join('\n')
    const calls = [...sources.matchAll(/'((?:drs|ec2|sts|iam):(?!CreateAction|PassedToService)[A-Z]\w+)'/g)].map(([, call = '']) => call)
    expect(calls.length).toBeGreaterThan(5)
    expect(missing(calls, readme)).toEqual([])
  })

  test('the files of the evidence, and the command that verifies them', () => {
    expect(missing(evidenceNames, readme)).toEqual([])
    expect(readme).toContain('node dist/verify/index.js <folder>')
  })
})
