import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { openExecution } from '../../src/action/opening.js'
import { planOf, servers } from '../e2e/plans.js'
import { temporaryFolders } from './temporary-folder.js'

const folder = temporaryFolders()

const waves = [
  { name: 'databases', servers: [servers.db], timeout: '2m', soak: '3m' },
  { name: 'app', servers: [servers.app], timeout: '2m' }
]

/** How an execution of this plan with these inputs begins, in an environment that names no Region. */
function opened(
  inputs: Readonly<Record<string, string>>,
  plan = planOf(waves, { timeout: '20m' }),
  environment: Readonly<Record<string, string>> = {}
) {
  const workspace = folder()
  writeFileSync(join(workspace, 'plan.yml'), plan)
  return openExecution({
    GITHUB_WORKSPACE: workspace,
    ...Object.fromEntries(
      Object.entries({ plan: 'plan.yml', ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
    ),
    ...environment
  })
}

const refusalsOf = (opening: ReturnType<typeof opened>): readonly string[] =>
  opening.events.flatMap((event) => (event.type === 'refused' ? event.refusals.map(({ message }) => message) : []))

describe('an execution', () => {
  test('is opened with its plan, its waves, and the inputs over what the plan says', () => {
    const opening = opened({ timeout: '30m', cleanup: 'always', waves: 'app', 'poll-interval': '15s' })
    expect(opening.region).toBe('us-west-2')
    expect(opening.events).toMatchObject([
      {
        type: 'execution-opened',
        mode: 'drill',
        plan: { name: 'payments', path: 'plan.yml' },
        pollIntervalSeconds: 15
      },
      {
        type: 'plan-accepted',
        timeoutSeconds: 1800,
        cleanup: { when: 'always', timeoutSeconds: expect.any(Number) },
        selected: ['app'],
        presumed: ['databases']
      }
    ])
  })

  test('has the plan’s own budget and cleanup where no input says otherwise', () => {
    const plan = planOf(waves, { timeout: '20m', cleanup: { when: 'on-success', timeout: '7m' } })
    expect(opened({}, plan).events[1]).toMatchObject({
      timeoutSeconds: 1200,
      cleanup: { when: 'on-success', timeoutSeconds: 420 }
    })
  })

  test('keeps the commit that was checked out', () => {
    const [first] = opened({}, undefined, { GITHUB_SHA: 'c'.repeat(40) }).events
    expect(first.plan.commit).toBe('c'.repeat(40))
    expect(opened({}, undefined, { GITHUB_SHA: '' }).events[0].plan).not.toHaveProperty('commit')
  })

  test('keeps what the plan says of itself, also where it is wrong elsewhere', () => {
    const stated = (plan?: string, inputs = {}) => opened(inputs, plan).events[0].plan.stated
    const account = '123456789012'
    const sound = { name: 'payments', region: 'us-west-2', account }
    expect(stated()).toEqual(sound)
    expect(stated(undefined, { waves: 'nope' })).toEqual(sound)
    const bare = { region: undefined, account: undefined }
    expect(stated(planOf(waves, { timeout: '20m', ...bare }))).toEqual({ name: 'payments', region: null })
    expect(stated(planOf([], {}))).toEqual(sound)
    expect(stated(planOf([], { name: 'a b', region: 'us-west', account: '12' }))).toEqual({})
    expect(stated(planOf([], { account: 123 }))).not.toHaveProperty('account')
    expect(stated(planOf([], bare))).toEqual({ name: 'payments' })
    expect(stated('%%')).toEqual({})
    expect(opened({ plan: 'none.yml' }).events[0].plan).not.toHaveProperty('stated')
  })

  test('needs no Region to check a plan', () => {
    const opening = opened({ mode: 'validate' }, planOf(waves, { timeout: '20m', region: undefined }))
    expect(refusalsOf(opening)).toEqual([])
    expect(opening).not.toHaveProperty('region')
  })
})

describe('an execution that is refused', () => {
  test('names all that is wrong at once', () => {
    const plan = planOf(waves, { timeout: '20m', region: undefined })
    const inputs = { mode: 'recovery', 'confirm-recovery': 'other', waves: 'web', timeout: '2m' }
    expect(refusalsOf(opened(inputs, plan))).toEqual([
      expect.stringContaining('Input "confirm-recovery" is "other"'),
      expect.stringContaining('web'),
      expect.stringContaining('No AWS Region is given'),
      'Input "timeout" is 2m, but a wave of the plan soaks for 3m: write a longer timeout'
    ])
  })

  test('is named after its plan file where the plan cannot be read', () => {
    const name = (inputs: Readonly<Record<string, string>>, plan?: string) => opened(inputs, plan).events[0].plan.name
    expect(name({ plan: 'dr/my plan.yaml' })).toBe('my-plan')
    expect(name({ plan: 'dr/.yml' })).toBe('plan')
    expect(name({ plan: '' })).toBe('plan')
    expect(name({}, 'a: [')).toBe('plan')
    expect(name({}, 'version: 1\nname: broken\n')).toBe('broken')
  })

  test('says where in the plan it is wrong', () => {
    const [, refused] = opened({}, planOf(waves, { timeot: '5m' })).events
    expect(refused).toMatchObject({ type: 'refused', refusals: [{ line: expect.any(Number), column: 1 }] })
  })

  test('tells of a missing plan beside other inputs that are wrong', () => {
    expect(refusalsOf(opened({ plan: '', mode: 'dril' }))).toHaveLength(2)
    expect(refusalsOf(opened({ plan: 'missing.yml' }))).toEqual([expect.stringContaining('does not exist')])
  })
})
