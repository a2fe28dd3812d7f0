import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { loadPlan } from '../../src/plan/load.js'
import { mustLoad, planText, problemsOf, serverId, wavesText } from './builders.js'

const MIB = 1_048_576

/** Reads the text, and sees that it took no longer than anyone would wait. */
const quickly = (source: string | Uint8Array): readonly string[] => {
  const started = performance.now()
  const problems = problemsOf(source)
  expect(performance.now() - started).toBeLessThan(30_000)
  return problems
}

describe('size', () => {
  test('1 MiB is read, a byte more is not', () => {
    const text = wavesText('name: a')
    expect(problemsOf(text + '#'.repeat(MIB - text.length))).toEqual([])
    expect(problemsOf(text + '#'.repeat(MIB - text.length + 1))).toEqual([
      'The plan is larger than 1 MiB (1048577 bytes): name groups or waves instead of repeating servers'
    ])
  })

  test('bytes count, not characters', () => {
    expect(problemsOf(`#${'ä'.repeat(MIB / 2)}`)).toEqual([
      expect.stringContaining('larger than 1 MiB (1048577 bytes)')
    ])
  })

  test('10,000 servers are a plan, 10,001 are not', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => serverId(index))
    const text = (servers: readonly string[]) =>
      planText(
        `groups:\n  g:\n    servers:\n${servers.map((id) => `      - ${id}\n`).join('')}waves: [{ name: a, groups: [g] }]\n`
      )
    expect(mustLoad(text(ids)).waves[0]?.servers).toEqual(ids)
    expect(quickly(text([...ids, serverId(10_000)]))).toEqual([
      '10006:9 The plan has more than 10,000 servers: split it into several plans'
    ])
  })

  test('500 waves are a plan, 501 are not', () => {
    const waves = (count: number) => wavesText(...Array.from({ length: count }, (_, index) => `name: w${index}`))
    expect(mustLoad(waves(500)).waves).toHaveLength(500)
    expect(problemsOf(waves(501))).toEqual(['4:1 waves are more than 500: split the plan'])
  })

  test('thousands of problems are told as far as anyone reads', () => {
    const problems = quickly(planText(`waves:\n- name: a\n  servers:\n${'  - x\n'.repeat(9_000)}`))
    expect(problems).toHaveLength(501)
    expect(problems.at(-1)).toBe('256:5 From here on there are 17499 more problems: mend these first')
  })
})

describe('bytes that are no text', () => {
  test.each<[string, readonly number[], string]>([
    ['UTF-16 of one kind', [0xff, 0xfe, 0x61, 0], '1:1 The plan is UTF-16 text: save it as UTF-8'],
    ['UTF-16 of the other kind', [0xfe, 0xff, 0, 0x61], '1:1 The plan is UTF-16 text: save it as UTF-8'],
    ['NUL', [0x61, 0x0a, 0x62, 0], '2:2 The plan holds the control character \\u{0} here: it has to be a text file'],
    ['an escape', [0x1b, 0x5b], '1:1 The plan holds the control character \\u{1b} here: it has to be a text file'],
    ['Latin-1', [0x61, 0x0a, 0x62, 0xe4, 0x0a], '2:2 The plan is not UTF-8 text here: save the file as UTF-8'],
    ['a character cut off', [0x61, 0xc3], '1:2 The plan is not UTF-8 text here: save the file as UTF-8']
  ])('%s', (_, bytes, problem) => {
    expect(problemsOf(Uint8Array.from(bytes))).toEqual([problem])
  })
})

describe('YAML that is meant to hurt', () => {
  test('a billion laughs', () => {
    const letters = 'abcdefghij'.split('')
    const lines = letters.map((letter, index) => {
      const items = index === 0 ? 'lol' : `*${letters[index - 1] ?? ''}`
      return `${letter}: &${letter} [${Array.from({ length: 10 }, () => items).join(', ')}]\n`
    })
    expect(quickly(planText(lines.join('')))).toEqual([
      '7:36 The plan holds more than 100000 values, aliases counted as what they stand for'
    ])
  })

  test('a billion laughs where the schema would look', () => {
    const text = planText(`groups:
  a: &a { servers: &s [${Array.from({ length: 1_000 }, (_, index) => serverId(index)).join(', ')}] }
${Array.from({ length: 200 }, (_, index) => `  g${index}: *a\n`).join('')}waves: [{ name: a, groups: [a] }]
`)
    expect(quickly(text)).toEqual([expect.stringMatching(/^103:8 The plan holds more than 100000 values/)])
  })

  test.each([
    ['lists in brackets', '['.repeat(10_000) + ']'.repeat(10_000), '1:50'],
    ['lists of dashes', `${'- '.repeat(10_000)}a`, '1:99'],
    ['maps in braces', '{a: '.repeat(10_000), '1:197'],
    ['maps of question marks', `${'? '.repeat(10_000)}a`, '1:99']
  ])('10,000 levels of %s', (_, text, place) => {
    expect(quickly(text)).toEqual([`${place} Nested more than 50 levels deep: a plan needs no more than ten`])
  })

  test('a chain of aliases that nests ever deeper', () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, index) => `k${index}: &k${index} [${index === 0 ? '' : `*k${index - 1}`}]\n`
    )
    expect(quickly(lines.join(''))).toEqual([expect.stringContaining('more than 100000 values')])
  })

  test.each([
    ['closing brackets', ']'.repeat(MIB)],
    ['commas', `[${','.repeat(MIB - 2)}`],
    ['quotes', '"'.repeat(MIB)],
    ['tags', '! '.repeat(MIB / 2)],
    ['anchors', '&a '.repeat(MIB / 3)],
    ['directives', '%\n'.repeat(MIB / 2)],
    ['documents', '---\n'.repeat(MIB / 4)],
    ['blank lines', '\n'.repeat(MIB)],
    ['tabs', '\t'.repeat(MIB)],
    ['colons', ':'.repeat(MIB)],
    ['text blocks', '- |\n'.repeat(MIB / 4)],
    [
      'keys',
      Array.from({ length: MIB / 8 }, (_, index) => `${index}:\n`)
        .join('')
        .slice(0, MIB)
    ],
    ['the same key', 'a:\n'.repeat(MIB / 3)],
    ['bad escapes', `a: "${'\\q'.repeat(MIB / 2 - 4)}"`]
  ])('1 MiB of %s ends quickly, in a problem', (_, text) => {
    expect(quickly(text).length).toBeGreaterThan(0)
  })

  test('thousands of unknown names beside thousands of known ones', () => {
    const name = (prefix: string, index: number) => `${prefix.repeat(50)}${String(index).padStart(10, '0')}`
    const groups = Array.from(
      { length: 4_000 },
      (_, index) => `  ${name('g', index)}: { servers: [${serverId(index)}] }\n`
    )
    const unknown = Array.from({ length: 7_000 }, (_, index) => name('h', index))
    const problems = quickly(
      planText(`groups:\n${groups.join('')}waves:\n- { name: a, groups: [${unknown.join(', ')}] }\n`)
    )
    expect(problems).toHaveLength(501)
  })

  test('thousands of waves in circles', () => {
    const waves = Array.from({ length: 8_000 }, (_, index) => `- { name: w${index}, after: [w${index ^ 1}] }\n`)
    expect(quickly(planText(`waves:\n${waves.join('')}`))).toHaveLength(501)
  })

  test('more unknown waves than there is advice for, and more circles than are told', () => {
    const unknown = Array.from({ length: 21 }, (_, index) => `x${index}`)
    const unadvised = problemsOf(wavesText('name: a', `name: b, after: [${unknown.join(', ')}]`))
    expect(unadvised[19]).toMatch(/Unknown wave "x19" in "after" of wave "b": there is a$/)
    expect(unadvised[20]).toMatch(/Unknown wave "x20" in "after" of wave "b"$/)
    const circles = Array.from({ length: 50 }, (_, index) => `name: w${index}, after: [w${index ^ 1}]`)
    expect(problemsOf(wavesText(...circles))).toHaveLength(20)
  })
})

describe('anything at all', () => {
  /** A problem is a place in the file and one visible line. */
  const expectLoadedOrExplained = (source: string | Uint8Array): void => {
    const result = loadPlan(source)
    expect(result.sha256).toMatch(/^[0-9a-f]{64}$/)
    if (result.ok) return
    expect(result.problems.length).toBeGreaterThan(0)
    for (const { message, position } of result.problems) {
      expect(message).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]+$/u)
      expect(message.length).toBeLessThan(400)
      expect(position?.line).toBeGreaterThanOrEqual(1)
      expect(position?.column).toBeGreaterThanOrEqual(1)
    }
  }

  test('any bytes load or are explained', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectLoadedOrExplained), { numRuns: 300 })
  })

  test('any text of YAML signs loads or is explained', () => {
    const sign = fc.constantFrom(
      ...'abc:-?[]{},&*!|>\'"%@`# \n\t\\~<1.\u0085\u2028\ufeff'.split(''),
      '\n  ',
      '- ',
      ': ',
      '<<',
      '---\n',
      '!!'
    )
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
        expectLoadedOrExplained(signs.join(''))
      }),
      { numRuns: 1_000 }
    )
  })

  test('names that a log would obey are spelled out wherever they are repeated', () => {
    const name = '"\\n::error::\\e[2J\\u202e"'
    expectLoadedOrExplained(
      planText(`timeout: 1h
objectives: { rto: 30m }
groups: { ${name}: { ${name}: 1, servers: [${serverId(1)}] }, b: { servers: [${serverId(1)}, ${name}] } }
${name}: 1
cleanup: ${name}
waves:
- { name: ${name}, groups: [x, ${name}, ${name}], after: [two, ${name}], soak: 50m, timeout: ${name}, ${name}: 1 }
- { name: two, servers: [${serverId(2)}], after: [${name}, nobody], verify: { ${name}: 1, instance: ${name} } }
- { name: ${name}, groups: [${name}], on-failure: ${name} }
- { name: four, after: [], servers: [${serverId(3)}, ${serverId(3)}], soak: 40m }
- { name: five, servers: [${serverId(4)}] }
`)
    )
  })

  const VALID = `version: 1
name: payments
description: "drill"
region: us-west-2
account: '123456789012'
timeout: 2h
objectives: { rto: 60m, rpo: 15m, on-miss: fail }
cleanup: { when: on-success, timeout: 20m }
groups:
  databases: &g { servers: [s-1111111111111111a, s-1111111111111111b] }
defaults: { timeout: 30m, verify: { instance: running }, soak: 1m }
waves:
  - name: databases
    groups: [databases]
  - name: app
    after: [databases]
    servers:
      - s-2222222222222222a
    soak: 5m
`

  test('a valid plan with any piece of it moved, doubled or lost loads or is explained', () => {
    const place = fc.nat(VALID.length)
    const mutation = fc.tuple(
      place,
      place,
      place,
      fc.constantFrom('', ' ', '\n', ': ', '- ', '"', '{', ']', '*g', '0', '\t')
    )
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        let text = VALID
        for (const [from, length, to, insert] of mutations) {
          const piece = text.slice(from, from + (length % 30))
          text = text.slice(0, to) + insert + piece + text.slice(to + (length % 7))
        }
        expectLoadedOrExplained(text)
      }),
      { numRuns: 400 }
    )
  })

  test('a valid plan with any value in any place loads or is explained', () => {
    const plan: unknown = JSON.parse(
      JSON.stringify({
        version: 1,
        name: 'payments',
        timeout: '2h',
        objectives: { rto: '1h', 'on-miss': 'fail' },
        cleanup: { when: 'always', timeout: '5m' },
        groups: { g: { servers: [serverId(1)] } },
        defaults: { soak: '1m', verify: { instance: 'none' } },
        waves: [
          { name: 'a', groups: ['g'], timeout: '1h', verify: { 'launch-actions': 'required' } },
          { name: 'b', after: ['a'], servers: [serverId(2)], 'on-failure': 'continue' }
        ]
      })
    )
    const paths: (string | number)[][] = []
    const collect = (value: unknown, path: (string | number)[]): void => {
      paths.push(path)
      if (typeof value !== 'object' || value === null) return
      for (const [key, inner] of Object.entries(value))
        collect(inner, [...path, Array.isArray(value) ? Number(key) : key])
    }
    collect(plan, [])
    const replace = (value: unknown, [step, ...rest]: readonly (string | number)[], by: unknown): unknown => {
      if (step === undefined) return by
      if (Array.isArray(value))
        return value.map((item: unknown, index) => (index === step ? replace(item, rest, by) : item))
      return { ...(value as object), [step]: replace((value as Record<string, unknown>)[step], rest, by) }
    }
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        expectLoadedOrExplained(JSON.stringify(replace(plan, path, value), null, 1))
      }),
      { numRuns: 400 }
    )
  })

  test('every plan that keeps the rules loads, as it is written', () => {
    const wave = fc.record(
      {
        servers: fc.integer({ min: 1, max: 4 }),
        after: fc.array(fc.nat(), { maxLength: 3 }),
        timeout: fc.integer({ min: 1, max: 7_200 }),
        soak: fc.integer({ min: 0, max: 60 }),
        'on-failure': fc.constantFrom('stop', 'continue')
      },
      { requiredKeys: ['servers'] }
    )
    fc.assert(
      fc.property(fc.array(wave, { minLength: 1, maxLength: 12 }), (waves) => {
        let next = 0
        const written = waves.map(({ servers, after, timeout, soak, ...rest }, index) => ({
          name: `w${index}`,
          servers: Array.from({ length: servers }, () => serverId(next++)),
          ...(after === undefined
            ? {}
            : { after: [...new Set(index === 0 ? [] : after.map((other) => `w${other % index}`))] }),
          ...(timeout === undefined ? {} : { timeout: `${timeout}s` }),
          ...(soak === undefined ? {} : { soak: `${soak}s` }),
          ...rest
        }))
        const plan = mustLoad(JSON.stringify({ version: 1, name: 'p', timeout: '2h', waves: written }))
        for (const [index, planned] of plan.waves.entries()) {
          expect(planned.servers).toEqual(written[index]?.servers)
          expect(planned.after).toEqual(written[index]?.after ?? (index === 0 ? [] : [`w${index - 1}`]))
          expect(planned.timeoutSeconds).toBe(waves[index]?.timeout ?? 3_600)
          expect(planned.soakSeconds).toBe(waves[index]?.soak ?? 0)
        }
      }),
      { numRuns: 200 }
    )
  })
})
