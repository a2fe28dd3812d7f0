import { describe, expect, test } from '@jest/globals'
import { resolveValues } from '../../src/plan/placeholders.js'
import { mustLoad, planText, problemsOf, serverId } from './builders.js'

const list = (...ids: readonly number[]): string => `[${ids.map(serverId).join(', ')}]`

/** A plan of one wave of two servers with these settings, a line each. */
const oneWave = (...settings: readonly string[]): string =>
  planText(`waves:\n- name: app\n  servers: ${list(1, 2)}\n${settings.map((line) => `  ${line}\n`).join('')}`)

describe('actions of a wave', () => {
  test('are resolved in the order in which they run, with their defaults', () => {
    const text = oneWave(
      'post-actions:',
      '- { name: smoke test, document: MyOrg-SmokeTest, parameters: { Tier: [app], Ids: $(drill.instanceIds) }, timeout: 5m }',
      'pre-actions:',
      '- { name: lower TTL, document: "arn:aws:ssm:us-west-2:123456789012:document/Dns", document-version: "3" }'
    )
    expect(mustLoad(text).waves[0]?.actions).toEqual([
      {
        phase: 'pre',
        name: 'lower TTL',
        document: 'arn:aws:ssm:us-west-2:123456789012:document/Dns',
        documentVersion: '3',
        parameters: {},
        timeoutSeconds: 600
      },
      {
        phase: 'post',
        name: 'smoke test',
        document: 'MyOrg-SmokeTest',
        parameters: { Tier: ['app'], Ids: ['$(drill.instanceIds)'] },
        timeoutSeconds: 300
      }
    ])
  })

  test('come from defaults, unless the wave states its own or none', () => {
    const waves = [
      `- { name: a, servers: ${list(1)} }`,
      `- { name: b, servers: ${list(2)}, post-actions: [] }`,
      `- { name: c, servers: ${list(3)}, post-actions: [{ name: own, document: Own }] }`
    ]
    const text = planText(
      `defaults: { post-actions: [{ name: shared, document: Shared }] }\nwaves:\n${waves.join('\n')}\n`
    )
    const names = mustLoad(text).waves.map(({ actions = [] }) => actions.map(({ name }) => name))
    expect(names).toEqual([['shared'], [], ['own']])
  })

  test.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'what is missing',
      ['post-actions: [{ document: X-1 }, { name: a }]'],
      [
        '6:18 Wave "app": post-action has no "name": add "name: smoke test"',
        '6:37 Wave "app": post-action has no "document": add "document: MyOrg-SmokeTest"'
      ]
    ],
    [
      'keys that nobody knows',
      ['post-actions: [{ name: a, document: X-1, parametres: {} }]'],
      ['6:44 Unknown key "parametres" in post-action of wave "app": did you mean "parameters"?']
    ],
    [
      'forms',
      ['pre-actions: [{ name: "-", document: "a b", document-version: latest }]'],
      [
        '6:25 Wave "app": pre-action.name "-" is not a name: use letters, digits, blanks, ".", "_" and "-", 64 at most',
        '6:40 Wave "app": pre-action.document "a b" is not an SSM document: write its name or ARN, letters, digits and "_", ".", ":", "/", "-"',
        '6:65 Wave "app": pre-action.document-version "latest" is not a version: write a number in quotes, "$LATEST" or "$DEFAULT"'
      ]
    ],
    [
      'values that are no texts',
      ['post-actions: [{ name: a, document: Doc, parameters: { Count: 3, Flags: [true], "a b": x } }]'],
      [
        '6:65 Wave "app": post-action.parameters.Count must be a text or a list of texts: write numbers, true and false in quotes',
        '6:75 Wave "app": post-action.parameters.Flags must be a text or a list of texts: write numbers, true and false in quotes'
      ]
    ],
    [
      'names of parameters',
      ['post-actions: [{ name: a, document: Doc, parameters: { "a b": x } }]'],
      [
        '6:56 Wave "app": post-action.parameters has "a b", which is no parameter\'s name: use letters, digits, ".", "_" and "-", 50 at most'
      ]
    ],
    [
      'a name twice, in whichever list',
      ['pre-actions: [{ name: check, document: Doc }]', 'post-actions: [{ name: check, document: Doc }]'],
      ['7:26 Two actions of wave "app" are called "check", the first in line 6: give this one another name']
    ],
    [
      'timeouts that leave no time for the launch',
      ['timeout: 20m', 'pre-actions: [{ name: a, document: Doc }]', 'post-actions: [{ name: b, document: Doc }]'],
      [
        '7:16 Wave "app": its 2 actions may take 20m, which leaves nothing of the wave\'s timeout of 20m for the launch: shorten their timeouts (10m each where none is stated), or raise it'
      ]
    ],
    [
      'an action that takes the whole default',
      ['post-actions: [{ name: a, document: Doc, timeout: 60m }]'],
      [
        '6:17 Wave "app": its action may take 1h, which leaves nothing of the wave\'s timeout of 1h for the launch: shorten their timeouts (10m each where none is stated), or raise it'
      ]
    ],
    [
      'placeholders',
      [
        'pre-actions: [{ name: a, document: Doc, parameters: { A: $(drill.instanceIds) } }]',
        'post-actions: [{ name: b, document: Doc, parameters: { A: [x, $(drill.instanceId)], B: "$(executionId) $(drill.region)" } }]'
      ],
      [
        '6:60 $(drill.instanceIds) in a pre-action: no instance runs yet before the launch, use $(drill.sourceServerIds)',
        '7:65 Unknown placeholder "$(drill.instanceId)": did you mean $(drill.instanceIds)?',
        '7:90 $(executionId) stands for nothing: write $(drill.executionId)'
      ]
    ],
    [
      'a placeholder that is like none',
      ['post-actions: [{ name: b, document: Doc, parameters: { B: $(drill.region) } }]'],
      [
        '6:61 Unknown placeholder "$(drill.region)": there is $(drill.instanceIds), $(drill.sourceServerIds) and $(drill.executionId)'
      ]
    ],
    [
      'values that SSM takes no more of',
      [
        `post-actions: [{ name: b, document: Doc, parameters: { A: [${'x, '.repeat(50)}x], B: "${'y'.repeat(513)}", C: "${'$(drill.instanceIds)'.repeat(14)}" } }]`
      ],
      [
        '6:61 Parameter "A" of "b" has more than the 50 values that SSM takes: split the wave, or pass fewer (wave "app", 2 servers)',
        '6:219 Parameter "B" of "b" has a value of more than the 512 characters that SSM takes: shorten it (wave "app", 2 servers)',
        '6:739 Parameter "C" of "b" has a value of more than the 512 characters that SSM takes: shorten it (wave "app", 2 servers)'
      ]
    ]
  ])('%s are told at their place', (_what, settings, problems) => {
    expect(problemsOf(oneWave(...settings))).toEqual(problems)
  })

  test('more servers than a parameter takes are told, also through a group and from defaults', () => {
    const ids = Array.from({ length: 51 }, (_, index) => index + 1)
    const text = planText(
      `groups: { g: { servers: ${list(...ids)} } }\n` +
        'defaults: { post-actions: [{ name: b, document: Doc, parameters: { Ids: $(drill.instanceIds) } }] }\n' +
        'waves: [{ name: app, groups: [g] }]\n'
    )
    expect(problemsOf(text)).toEqual([
      '4:73 Parameter "Ids" of "b" has more than the 50 values that SSM takes: split the wave, or pass fewer (wave "app", 51 servers)'
    ])
  })

  test('more actions or parameters than make sense are refused', () => {
    const many = (count: number, item: (index: number) => string): string =>
      Array.from({ length: count }, (_, index) => item(index)).join(', ')
    const actions = oneWave(`post-actions: [${many(21, (index) => `{ name: a${index}, document: Doc, timeout: 1s }`)}]`)
    expect(problemsOf(actions)).toEqual(['6:17 Wave "app": post-actions are more than 20: put them into one document'])
    const keys = many(201, (index) => `k${index}: v`)
    const parameters = oneWave(`post-actions: [{ name: a, document: Doc, parameters: { ${keys} } }]`)
    expect(problemsOf(parameters)).toEqual([
      '6:56 Wave "app": post-action.parameters are more than 200, which is all that SSM takes: leave some out'
    ])
  })
})

describe('placeholders', () => {
  const known = { instanceIds: ['i-1', 'i-2'], sourceServerIds: ['s-1'], executionId: ['run-1'] }

  test('alone become a list, within a text they are joined', () => {
    expect(resolveValues(['$(drill.instanceIds)', 'x'], known)).toEqual(['i-1', 'i-2', 'x'])
    expect(resolveValues(['ids=$(drill.instanceIds) of $( drill.executionId )'], known)).toEqual([
      'ids=i-1,i-2 of run-1'
    ])
  })

  test('leave alone what a shell, GitHub or SSM would read', () => {
    const texts = [
      'echo $(hostname)',
      '${{ github.sha }}',
      '{{ ssm:/path }}',
      '$(drill.unknown) here',
      '$drill.executionId'
    ]
    expect(resolveValues(texts, known)).toEqual(texts)
  })
})
