import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { parse } from 'yaml'
import { matchesGlob } from '../../src/plan/glob.js'
import { planJsonSchema } from '../../src/plan/json-schema.js'
import { loadPlan } from '../../src/plan/load.js'
import { describeExpectation, describeMatch, isHostname, isTagValue } from '../../src/plan/match.js'
import { runs } from '../fast-check-seed.js'
import { mustLoad, planText, problemsOf } from './builders.js'

const group = (text: string) => planText(`groups:\n  app: { ${text} }\nwaves: [{ name: app, groups: [app] }]\n`)
const waveOf = (text: string) => planText(`waves: [{ name: app, ${text} }]\n`)

describe('a match in a plan', () => {
  test('may stand in a group and in a wave, beside lists, with a number or a range', () => {
    const plan = mustLoad(
      planText(`groups:
  listed: { servers: [s-1111111111111111a] }
  found: { match: { tags: { App: payments, Tier: "app*" }, hostname: "app-*" }, expect: 4 }
  both: { servers: [s-1111111111111111b], match: { tags: { App: "" } }, expect: { max: 8 } }
waves:
  - name: app
    groups: [found, both, listed]
    servers: [s-1111111111111111c]
    match: { hostname: "*.example.com" }
    expect: { min: 2 }
  - { name: rest, match: { hostname: "?" } }
`)
    )
    expect(plan.waves.map(({ servers, selectors }) => ({ servers, selectors }))).toEqual([
      {
        servers: ['s-1111111111111111b', 's-1111111111111111a', 's-1111111111111111c'],
        selectors: [
          {
            group: 'found',
            match: {
              tags: [
                { key: 'App', value: 'payments' },
                { key: 'Tier', value: 'app*' }
              ],
              hostname: 'app-*'
            },
            expect: { min: 4, max: 4 }
          },
          { group: 'both', match: { tags: [{ key: 'App', value: '' }] }, expect: { min: 1, max: 8 } },
          { match: { tags: [], hostname: '*.example.com' }, expect: { min: 2 } }
        ]
      },
      { servers: [], selectors: [{ match: { tags: [], hostname: '?' } }] }
    ])
  })

  test('has its place in the file', () => {
    const loaded = loadPlan(group('match: { hostname: a }'))
    expect(loaded.ok && loaded.places['match of group app']).toEqual({ line: 4, column: 10 })
    const own = loadPlan(waveOf('match: { hostname: a }'))
    expect(own.ok && own.places['match of wave app']).toEqual({ line: 3, column: 22 })
  })

  test.each<[string, string, readonly string[]]>([
    [
      'nothing',
      'match: {}',
      ['"match" of wave "app" is empty, and would select nothing: give it "tags", "hostname" or both']
    ],
    ['no value', 'match: ', ['Wave "app": match is empty: write a value, or remove the key']],
    [
      'no tag',
      'match: { tags: {} }',
      ['Wave "app": match.tags is empty: write "Key: value" lines below it, or remove it']
    ],
    [
      'no host name',
      'match: { hostname: "" }',
      ['Wave "app": match.hostname is empty: write a host name or a glob of it, or remove the key']
    ],
    [
      'a number',
      'match: { tags: { Tier: 1 } }',
      ['Wave "app": match.tags.Tier is a number, not a string: write it in quotes, "1"']
    ],
    [
      'a list',
      'match: { tags: { Tier: [a, b] } }',
      ['Wave "app": match.tags.Tier is a list, not a string: write one value']
    ],
    [
      'something else',
      'match: { tag: { Tier: a } }',
      ['Unknown key "tag" in match of wave "app": did you mean "tags"?']
    ],
    [
      'a host name in the wrong place',
      'hostname: a',
      [
        'Unknown key "hostname" in wave "app": it belongs to match',
        'Wave "app" launches nothing: give it "groups", "servers" or "match"'
      ]
    ],
    [
      'an expectation of nothing',
      'servers: [s-1111111111111111a], expect: 1',
      ['Wave "app" has "expect", but no "match" whose servers could be counted: remove it']
    ],
    [
      'an empty expectation',
      'match: { hostname: a }, expect: {}',
      ['"expect" of wave "app" is empty: write a number, or { min: 2, max: 8 }']
    ],
    [
      'an expectation that cannot hold',
      'match: { hostname: a }, expect: { min: 3, max: 2 }',
      ['"expect" of wave "app" can never hold: its min of 3 is more than its max of 2']
    ],
    ...(['0', '-1', '1.5', 'many', '[1]', '', 'true', '10001'] as const).map(
      (value): [string, string, readonly string[]] => [
        `expect: ${value}`,
        `match: { hostname: a }, expect: ${value}`,
        ['Wave "app": expect is not a number of servers: write one from 1 to 10,000, or { min: 2, max: 8 }']
      ]
    ),
    [
      'a bad bound',
      'match: { hostname: a }, expect: { min: 0, max: lots, mean: 2 }',
      [
        'Wave "app": expect.min is not a number of servers: write a whole number from 1 to 10,000',
        'Wave "app": expect.max is not a number of servers: write a whole number from 1 to 10,000',
        'Unknown key "mean" in expect of wave "app": there can be min and max'
      ]
    ],
    [
      'a key that is too long',
      `match: { tags: { ${'k'.repeat(129)}: a } }`,
      ['Wave "app": match.tags have a key that AWS does not: a key has 1 to 128 characters']
    ],
    [
      'a value that is too long',
      `match: { tags: { k: ${'v'.repeat(257)} } }`,
      ['Wave "app": match.tags.k is too long: 256 characters at most']
    ],
    [
      'a host name that is too long',
      `match: { hostname: ${'h'.repeat(256)} }`,
      ['Wave "app": match.hostname is too long: 255 characters at most']
    ],
    [
      'too many tags',
      `match: { tags: { ${Array.from({ length: 51 }, (_, i) => `k${String(i)}: v`).join(', ')} } }`,
      ['Wave "app": match.tags are more than 50, and no server has so many']
    ]
  ])('of %s is refused', (_what, text, problems) => {
    const found = problemsOf(waveOf(text))
    expect(found.map((problem) => problem.replace(/^\d+:\d+ /, '')).toSorted()).toEqual(problems.toSorted())
  })

  test('tells everything at once, each at its place, in groups as in waves', () => {
    const text = planText(`groups:
  a: { match: {}, expect: 0 }
  b: { expect: 2 }
waves:
  - { name: w, groups: [a, b], match: { tags: { "Tier\\n::error::": 5 } } }
`)
    expect(problemsOf(text)).toEqual([
      '4:8 "match" of group "a" is empty, and would select nothing: give it "tags", "hostname" or both',
      '4:27 Group "a": expect is not a number of servers: write one from 1 to 10,000, or { min: 2, max: 8 }',
      '5:6 Group "b" has no servers: add "servers: [s-1111111111111111a]" or a "match"',
      '5:8 Group "b" has "expect", but no "match" whose servers could be counted: remove it',
      '7:68 Wave "w": match.tags.Tier\\n::error:: is a number, not a string: write it in quotes, "5"'
    ])
  })

  test('may be there 500 times', () => {
    const waves = (number: number) =>
      planText(
        `groups:\n${Array.from({ length: number }, (_, i) => `  g${String(i)}: { match: { hostname: a } }\n`).join('')}` +
          `waves: [{ name: a, groups: [${Array.from({ length: number }, (_, i) => `g${String(i)}`).join(', ')}] }]`
      )
    expect(problemsOf(waves(500))).toEqual([])
    expect(problemsOf(waves(501))).toEqual(['504:11 The plan has more than 500 matches: split it into several plans'])
  })

  test('leaves it to AWS which server a guard may name', () => {
    const guards = 'guards: { replace-recovery-instances: [s-1111111111111111a] }\n'
    expect(problemsOf(waveOf('match: { hostname: a }') + guards)).toEqual([])
    expect(problemsOf(group('match: { hostname: a }') + guards)).toEqual([])
  })

  test.each([
    ['a match of nothing', waveOf('match: { tags: {} }')],
    ['no server', waveOf('match: { hostname: a }, expect: 0')],
    ['half a server', waveOf('match: { hostname: a }, expect: 1.5')],
    ['a number for a tag', waveOf('match: { tags: { Tier: 1 } }')]
  ])('of %s is refused by plan.schema.json too', (_what, text) => {
    expect(new Ajv({ strict: true, allowUnionTypes: true }).validate(planJsonSchema(), parse(text))).toBe(false)
  })
})

describe('a glob', () => {
  test.each<[string, string, boolean]>([
    ['app', 'app', true],
    ['app', 'apps', false],
    ['app', 'App', false],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'anything at all', true],
    ['?', '', false],
    ['?', '🙂', true],
    ['app-*', 'app-', true],
    ['app-??', 'app-01', true],
    ['app-??', 'app-001', false],
    ['*-prod', 'app-prod-prod', true],
    ['*-prod', 'app-prod-', false],
    ['a*b*c', 'aXbXbXc', true],
    ['a*b*c', 'aXbXb', false],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    ['(a|b)+$', '(a|b)+$', true]
  ])('%j and %j: %s', (pattern, text, is) => {
    expect(matchesGlob(pattern, text)).toBe(is)
  })

  test('means what the same regular expression means', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n'), maxLength: 8 })
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 })
    fc.assert(
      fc.property(patterns, letters, (pattern, text) => {
        const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')
        expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${source}$`, 's').test(text))
      }),
      { numRuns: runs(500) }
    )
  })

  test('that is made to be slow is not', () => {
    const started = performance.now()
    for (let i = 0; i < 20; i += 1) expect(matchesGlob(`${'*a'.repeat(127)}b`, 'a'.repeat(256))).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('of a host name knows no letter case, that of a tag does', () => {
    expect(isHostname('APP-*', ['other', 'app-01'])).toBe(true)
    expect(isHostname('app-*', ['App-01.example.com'])).toBe(true)
    expect(isHostname('app-*', [])).toBe(false)
    expect(isTagValue({ key: 'Tier', value: 'app' }, 'App')).toBe(false)
  })
})

test('a match and an expectation are told in words', () => {
  const tags = [
    { key: 'App', value: 'payments' },
    { key: 'Tier', value: '*' }
  ]
  expect(describeMatch({ tags, hostname: 'app-*' })).toBe('tag App=payments and tag Tier=* and host name app-*')
  expect(describeExpectation({ min: 4, max: 4 })).toBe('4')
  expect(describeExpectation({ min: 2, max: 8 })).toBe('2 to 8')
  expect(describeExpectation({ min: 2 })).toBe('2 or more')
})
