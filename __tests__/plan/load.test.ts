import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { loadPlan } from '../../src/plan/load.js'
import { mustLoad, planText, problemsOf, serverId, wavesText } from './builders.js'

const EXAMPLES = new URL('../../examples/plans/', import.meta.url)

/** Section 4 of the contract. */
const CONTRACT = `version: 1
name: payments                    # letters, digits, '.', '_' and '-', 64 at most
description: Quarterly drill of the payments platform
region: us-west-2                 # where DRS recovers to
account: "123456789012"           # any other account: refused
timeout: 2h                       # default 6h
objectives: { rto: 60m, rpo: 15m, on-miss: fail }
cleanup: on-success
groups:
  databases: { servers: [s-1111111111111111a, s-1111111111111111b] }
  app: { servers: [s-2222222222222222b] }
defaults: { timeout: 30m, on-failure: stop, verify: { instance: running } }
waves:
  - name: databases
    groups: [databases]
    timeout: 40m
    verify: { instance: status-ok, launch-actions: required }
  - name: app
    groups: [app]
    servers: [s-2222222222222222a]
  - name: batch
    after: [databases]
    servers: [s-3333333333333333a]
    on-failure: continue
    soak: 5m
    point-in-time: latest
`

describe('a plan that holds', () => {
  test('is resolved: groups into servers, defaults into waves, durations into seconds', () => {
    const running = { instance: 'running', launchActions: 'ignored' }
    expect(mustLoad(CONTRACT)).toEqual({
      name: 'payments',
      description: 'Quarterly drill of the payments platform',
      region: 'us-west-2',
      account: '123456789012',
      timeoutSeconds: 7_200,
      objectives: { rtoSeconds: 3_600, rpoSeconds: 900, onMiss: 'fail' },
      cleanup: { when: 'on-success', timeoutSeconds: 1_200 },
      guards: { replaceRecoveryInstances: [], waitForOtherJobsSeconds: 600 },
      waves: [
        {
          name: 'databases',
          after: [],
          servers: ['s-1111111111111111a', 's-1111111111111111b'],
          timeoutSeconds: 2_400,
          onFailure: 'stop',
          soakSeconds: 0,
          verify: { instance: 'status-ok', launchActions: 'required' },
          retry: { failedServers: 0 },
          pointInTime: 'latest'
        },
        {
          name: 'app',
          after: ['databases'],
          servers: ['s-2222222222222222b', 's-2222222222222222a'],
          timeoutSeconds: 1_800,
          onFailure: 'stop',
          soakSeconds: 0,
          verify: running,
          retry: { failedServers: 0 },
          pointInTime: 'latest'
        },
        {
          name: 'batch',
          after: ['databases'],
          servers: ['s-3333333333333333a'],
          timeoutSeconds: 1_800,
          onFailure: 'continue',
          soakSeconds: 300,
          verify: running,
          retry: { failedServers: 0 },
          pointInTime: 'latest'
        }
      ]
    })
  })

  test('says little and gets the defaults of the contract', () => {
    expect(mustLoad(wavesText('name: all'))).toEqual({
      name: 'payments',
      timeoutSeconds: 21_600,
      objectives: { onMiss: 'fail' },
      cleanup: { when: 'never', timeoutSeconds: 1_200 },
      guards: { replaceRecoveryInstances: [], waitForOtherJobsSeconds: 600 },
      waves: [
        {
          name: 'all',
          after: [],
          servers: [serverId(1)],
          timeoutSeconds: 3_600,
          onFailure: 'stop',
          soakSeconds: 0,
          verify: { instance: 'running', launchActions: 'ignored' },
          retry: { failedServers: 0 },
          pointInTime: 'latest'
        }
      ]
    })
  })

  test.each([
    ['', 600],
    ['guards: { replace-recovery-instances: [s-00000000000000001] }', 600],
    ['guards: { wait-for-other-jobs: 90s }', 90],
    ['guards: { wait-for-other-jobs: 0s }', 0]
  ])('%j waits %s seconds for the jobs of others', (text, seconds) => {
    expect(mustLoad(`${wavesText('name: all')}${text}\n`).guards.waitForOtherJobsSeconds).toBe(seconds)
  })

  test('bounds a wave that states no timeout by its own', () => {
    expect(mustLoad(`${wavesText('name: all')}timeout: 20m\n`).waves[0]?.timeoutSeconds).toBe(1_200)
  })

  test('retries as often as the wave says, else the defaults', () => {
    const text = planText(
      [
        'defaults: { retry: { failed-servers: 2 } }',
        'waves:',
        '- { name: a, servers: [s-1111111111111111a] }',
        '- { name: b, servers: [s-1111111111111111b], retry: { failed-servers: 0 } }',
        '- { name: c, servers: [s-1111111111111111c], retry: {} }'
      ].join('\n')
    )
    expect(mustLoad(text).waves.map(({ retry }) => retry.failedServers)).toEqual([2, 0, 2])
  })

  test('launches from the point that the wave says, else the defaults', () => {
    const text = planText(
      [
        'defaults: { point-in-time: { before: "2026-11-22T01:00:00+02:00" } }',
        'waves:',
        '- { name: a, servers: [s-1111111111111111a] }',
        '- { name: b, servers: [s-1111111111111111b], point-in-time: latest }',
        '- { name: c, servers: [s-1111111111111111c], point-in-time: { snapshots: { s-1111111111111111c: pit-0123456789abcdef0 } } }'
      ].join('\n')
    )
    expect(mustLoad(text).waves.map(({ pointInTime }) => pointInTime)).toEqual([
      { before: '2026-11-21T23:00:00.000Z' },
      'latest',
      { snapshots: { 's-1111111111111111c': 'pit-0123456789abcdef0' } }
    ])
  })

  test('takes the long form of cleanup', () => {
    const cleanupOf = (text: string) => mustLoad(wavesText('name: all') + text).cleanup
    expect(cleanupOf('cleanup: { when: always, timeout: 30m }')).toEqual({ when: 'always', timeoutSeconds: 1_800 })
    expect(cleanupOf('cleanup: { when: on-success }')).toEqual({ when: 'on-success', timeoutSeconds: 1_200 })
  })

  test('merges the verification of a wave with that of the defaults, setting by setting', () => {
    const text = wavesText('name: a, verify: { launch-actions: required }', 'name: b, soak: 0s')
    const plan = mustLoad(`${text}defaults: { soak: 5m, verify: { instance: none, launch-actions: ignored } }\n`)
    expect(plan.waves.map(({ verify }) => verify)).toEqual([
      { instance: 'none', launchActions: 'required' },
      { instance: 'none', launchActions: 'ignored' }
    ])
    expect(plan.waves.map(({ soakSeconds }) => soakSeconds)).toEqual([300, 0])
  })

  test('measures objectives without judging them when told to warn', () => {
    expect(mustLoad(wavesText('name: a') + 'objectives: { rpo: 1d, on-miss: warn }').objectives).toEqual({
      rpoSeconds: 86_400,
      onMiss: 'warn'
    })
  })

  test('may use its budgets to the last second', () => {
    const text = wavesText('name: a, timeout: 1h', 'name: b, soak: 59m')
    expect(problemsOf(`${text}timeout: 1h\nobjectives: { rto: 1h }\n`)).toEqual([])
  })

  test('may be JSON, indented with tabs', () => {
    const plan = { version: 1, name: 'payments', waves: [{ name: 'all', servers: [serverId(1)] }] }
    expect(mustLoad(JSON.stringify(plan, null, '\t'))).toEqual(mustLoad(wavesText('name: all')))
    expect(mustLoad(JSON.stringify(plan))).toEqual(mustLoad(wavesText('name: all')))
  })

  test('may begin with a byte order mark, have CRLF line ends and say that it is YAML 1.2', () => {
    const text = wavesText('name: all')
    const marked = new TextEncoder().encode('\ufeff' + text.replaceAll('\n', '\r\n'))
    expect(mustLoad(marked)).toEqual(mustLoad(text))
    expect(mustLoad(`%YAML 1.2\n---\n${text}`)).toEqual(mustLoad(text))
  })

  test('may use anchors and aliases, and standard tags', () => {
    const text = planText(`timeout: &long !!str 2h
waves:
- { name: a, servers: [s-1111111111111111a], verify: &verify { instance: none } }
- { name: b, servers: [s-1111111111111111b], verify: *verify, timeout: *long }
`)
    expect(mustLoad(text).waves[1]).toMatchObject({ verify: { instance: 'none' }, timeoutSeconds: 7_200 })
  })

  test('may call groups and waves what JavaScript calls its own', () => {
    const plan = mustLoad(
      planText(`groups:
  constructor: { servers: [s-1111111111111111a] }
  toString: { servers: [s-1111111111111111b] }
  on: { servers: [s-1111111111111111c] }
  1: { servers: [s-1111111111111111d] }
waves:
- { name: __proto__, groups: [constructor] }
- { name: hasOwnProperty, groups: [toString, on, '1'], after: [__proto__] }
`)
    )
    expect(plan.waves.map(({ name, servers }) => [name, servers.length])).toEqual([
      ['__proto__', 1],
      ['hasOwnProperty', 3]
    ])
  })

  test('has a digest of its bytes', () => {
    const text = wavesText('name: a') + '# größe\n'
    const sha256 = createHash('sha256').update(text, 'utf8').digest('hex')
    expect(loadPlan(text)).toMatchObject({ ok: true, sha256 })
    expect(loadPlan(new TextEncoder().encode(text))).toMatchObject({ ok: true, sha256 })
  })
})

describe('a loaded plan tells the places', () => {
  const loaded = loadPlan(CONTRACT)
  const places = loaded.ok ? loaded.places : {}

  test('of its own settings', () => {
    expect(places).toMatchObject({ region: { line: 4, column: 9 }, account: { line: 5, column: 10 } })
  })
  test('of waves and groups', () => {
    expect(places).toMatchObject({
      'wave databases': { line: 14, column: 5 },
      'wave batch': { line: 21, column: 5 },
      'group app': { line: 11, column: 8 }
    })
  })
  test('of servers, in their group or in their wave', () => {
    expect(places).toMatchObject({
      'server s-1111111111111111b': { line: 10, column: 47 },
      'server s-2222222222222222a': { line: 20, column: 15 }
    })
  })
  test('of nothing that the file does not say', () => {
    expect(places).not.toHaveProperty('isolation')
    const bare = loadPlan(wavesText('name: only'))
    expect(bare).toMatchObject({ ok: true, places: { 'wave only': { line: 4, column: 3 } } })
    expect(bare).not.toHaveProperty('places.account')
  })
})

describe('the examples', () => {
  test.each(readdirSync(EXAMPLES))('%s loads', (file) => {
    expect(problemsOf(readFileSync(new URL(file, EXAMPLES)))).toEqual([])
  })
})
