import { describe, expect, test } from '@jest/globals'
import type { Call } from '../../simulator/index.js'
import { version } from '../../src/version.js'
import { evidenceIn, runDrill, startAws, until } from './drills.js'
import { annotationsIn, errorsIn } from './log-reader.js'
import { oneWave, planOf } from './plans.js'
import {
  callsOf,
  roleArn,
  roleScenario,
  runRoleDrill,
  sub,
  tracesOf,
  type RoleDrill,
  type RoleDrillOptions
} from './roles.js'
import { runMain, runPost, workspaceWith } from './runner.js'

const assume = 'AssumeRoleWithWebIdentity'
const expired = { kind: 'error', name: 'ExpiredTokenException', status: 403 } as const

/** The access keys that AWS's services were called with, each once. */
function keysIn(calls: readonly Call[]): readonly string[] {
  return [...new Set(calls.flatMap(({ accessKeyId }) => accessKeyId ?? []))]
}

describe('a drill that outlasts its sessions', () => {
  test.concurrent('passes: they are renewed ahead of their end, each with a token of its own', async () => {
    const drill = await runRoleDrill({
      // A launch takes some ten seconds here.
      scenario: { credentials: { sessionSeconds: 3 }, timeScale: 80 }
    })
    expect(drill.outputs['status']).toBe('passed')
    const { calls } = drill
    const lifeSeconds = ((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / 1000
    expect(lifeSeconds).toBeGreaterThan(9)
    const sessions = callsOf(calls, assume).length
    expect(sessions).toBeGreaterThan(3)
    expect(sessions).toBeLessThanOrEqual(Math.ceil(lifeSeconds / 2) + 1)
    expect(callsOf(calls, 'GetToken')).toHaveLength(sessions)
    expect(keysIn(calls).length).toBeGreaterThan(3)
    expect(drill.evidence.api.calls['sts:AssumeRoleWithWebIdentity']).toBe(sessions)
    expect(drill.evidence.identity).toMatchObject({
      account: '123456789012',
      arn: 'arn:aws:sts::123456789012:assumed-role/drs-drill/drs-drill-1234567890',
      region: 'us-west-2'
    })
    for (const { service, userAgent } of calls) {
      if (service !== 'oidc') expect(userAgent).toContain(`drs-drill/${version} run/1234567890`)
    }
    expect(annotationsIn(drill.log)).toEqual([])
  })

  test.concurrent(
    'shares one renewal among all its clients, however many of their calls are refused at once',
    async () => {
      const scenario = {
        serverCount: 50,
        faults: [
          // Eight at a time are asked for, all of them on the first session.
          { ...expired, service: 'drs', operation: 'GetLaunchConfiguration', first: 8 },
          { kind: 'slow', service: 'drs', operation: 'GetLaunchConfiguration', first: 8, delaySeconds: 0.3 }
        ] as const
      }
      const ids = Array.from({ length: 50 }, (_, index) => `s-${String(index + 1).padStart(17, '0')}`)
      const drill = await runRoleDrill({
        scenario: { ...scenario, faults: [...scenario.faults] },
        plan: planOf([{ name: 'all', servers: ids, timeout: '2m' }])
      })
      expect(drill.outputs).toMatchObject({ status: 'passed', launched: '50' })
      const refused = drill.calls.filter(({ outcome }) => outcome === expired.name)
      expect(refused).toHaveLength(8)
      expect(keysIn(refused)).toHaveLength(1)
      expect(callsOf(drill.calls, 'GetLaunchConfiguration')).toHaveLength(58)
      expect(callsOf(drill.calls, assume)).toHaveLength(2)
      expect(callsOf(drill.calls, 'GetToken')).toHaveLength(2)
    }
  )

  test.concurrent('renews once when fifty calls meet the end of a session', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `s-${String(index + 1).padStart(17, '0')}`)
    const drill = await runRoleDrill({
      scenario: {
        serverCount: 50,
        credentials: { sessionSeconds: 2 },
        // The fifty calls take some two and a half seconds: one session cannot serve them all.
        faults: [{ kind: 'slow', service: 'drs', operation: 'GetLaunchConfiguration', delaySeconds: 0.35 }]
      },
      plan: planOf([{ name: 'all', servers: ids, timeout: '2m' }])
    })
    expect(drill.outputs['status']).toBe('passed')
    const asked = callsOf(drill.calls, 'GetLaunchConfiguration')
    const [first, last] = [asked[0]?.at ?? 0, asked.at(-1)?.at ?? 0]
    const renewals = callsOf(drill.calls, assume).filter(({ at }) => at >= first && at <= last)
    expect(keysIn(asked).length).toBeGreaterThan(1)
    expect(renewals.length).toBe(keysIn(asked).length - 1)
  })
})

describe('credentials that AWS refuses in the middle', () => {
  test.concurrent.each([
    ['DescribeJobs', 'drs', 'ExpiredTokenException', 403],
    ['DescribeInstances', 'ec2', 'RequestExpired', 400],
    ['GetCallerIdentity', 'sts', 'InvalidClientTokenId', 403]
  ] as const)('%s (%s: %s) is repeated with new ones', async (operation, service, name, status) => {
    const drill = await runRoleDrill({
      scenario: { faults: [{ kind: 'error', service, operation, name, status, nth: 1 }] }
    })
    expect(drill.outputs['status']).toBe('passed')
    const [refused, repeated] = callsOf(drill.calls, operation)
    expect([refused?.outcome, repeated?.outcome]).toEqual([name, 'ok'])
    expect(repeated?.accessKeyId).not.toBe(refused?.accessKeyId)
    expect(callsOf(drill.calls, assume)).toHaveLength(2)
    expect(drill.evidence.api.retried).toBe(1)
  })

  test.concurrent('StartRecovery was not executed, and is sent again: one job', async () => {
    const drill = await runRoleDrill({
      scenario: { faults: [{ ...expired, service: 'drs', operation: 'StartRecovery', nth: 1 }] }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.starts.map(({ executed }) => executed)).toEqual([false, true])
    expect(drill.world.jobs).toHaveLength(1)
    expect(callsOf(drill.calls, assume)).toHaveLength(2)
  })

  test.concurrent('TerminateRecoveryInstances was not executed, and is sent again', async () => {
    const drill = await runRoleDrill({
      scenario: { faults: [{ ...expired, service: 'drs', operation: 'TerminateRecoveryInstances', nth: 1 }] },
      inputs: { cleanup: 'always' },
      cleanedUp: true
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(callsOf(drill.calls, 'TerminateRecoveryInstances').map(({ outcome }) => outcome)).toEqual([
      expired.name,
      'ok'
    ])
    expect(drill.world.instances.map(({ state }) => state)).toEqual(['terminated', 'terminated'])
  })
})

describe('a bad minute', () => {
  const down = { sts: { sts: { down: {} } }, oidc: { oidc: { enabled: true, sub, failing: {} } } } as const
  const up = { sts: { sts: {} }, oidc: { oidc: { enabled: true, sub } } } as const

  function failuresOf(service: 'sts' | 'oidc', calls: readonly Call[]): readonly Call[] {
    return calls.filter((call) => call.service === service && call.outcome === 'ServiceUnavailable')
  }

  test.concurrent.each(['sts', 'oidc'] as const)('of %s at the start does not end a drill', async (service) => {
    const drill = await runRoleDrill({
      scenario: down[service],
      started: (simulator) => {
        void until('failures', () => failuresOf(service, simulator.calls).length >= 8).then(() => {
          simulator.update(up[service])
        })
      }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(failuresOf(service, drill.calls).length).toBeGreaterThanOrEqual(8)
  })

  test.concurrent.each(['sts', 'oidc'] as const)('of %s in the middle does not end it either', async (service) => {
    const drill = await runRoleDrill({
      scenario: { credentials: { sessionSeconds: 3 }, timeScale: 100 },
      started: (simulator) => {
        void until('a job', () => simulator.world.jobs.length > 0).then(async () => {
          simulator.update(down[service])
          // Beyond the end of the session that was had last.
          const last = callsOf(simulator.calls, assume).at(-1)?.at ?? 0
          await until('the end of the session', () => Date.now() > last + 4500)
          await until('failures', () => failuresOf(service, simulator.calls).length > 2)
          simulator.update(up[service])
        })
      }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(failuresOf(service, drill.calls).length).toBeGreaterThan(2)
    expect(drill.starts).toHaveLength(1)
    expect(drill.journal.filter(({ type }) => type === 'job-answer-lost')).toEqual([])
  })

  test.concurrent('that lasts ends the drill when its budget does, with that reason and what was started', async () => {
    const drill = await runRoleDrill({
      scenario: { credentials: { sessionSeconds: 3 }, timeScale: 100 },
      plan: oneWave({ timeout: '8s' }, { timeout: '9s' }),
      started: (simulator) => {
        void until('a job', () => simulator.world.jobs.length > 0).then(() => {
          simulator.update(down.sts)
        })
      }
    })
    expect(drill.outputs['status']).toBe('timed-out')
    expect(JSON.parse(drill.outputs['job-ids'] ?? '')).toEqual(drill.world.jobs.map(({ jobId }) => jobId))
    expect(drill.world.jobs).toHaveLength(1)
    expect(drill.log).toContain(`No session of ${roleArn} could be had`)
    expect(drill.log).toContain('ServiceUnavailable')
  })

  test.concurrent('of a trust policy that changes in the middle does not end it either', async () => {
    const drill = await runRoleDrill({
      scenario: { credentials: { sessionSeconds: 3 }, timeScale: 100 },
      started: (simulator) => {
        void until('a job', () => simulator.world.jobs.length > 0).then(async () => {
          simulator.update({ sts: { trustedSubs: ['repo:nobody/*'] } })
          await until('a refusal', () => callsOf(simulator.calls, assume).some(({ outcome }) => outcome !== 'ok'))
          simulator.update({ sts: {} })
        })
      }
    })
    expect(callsOf(drill.calls, assume).map(({ outcome }) => outcome)).toContain('AccessDenied')
    expect(drill.outputs['status']).toBe('passed')
  })
})

describe('a role that cannot be assumed blocks the run, and says what to add', () => {
  const blocked: readonly (readonly [string, RoleDrillOptions, readonly string[]])[] = [
    [
      'the job may not ask for tokens',
      { environment: { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' } },
      ['add "permissions: { id-token: write, contents: read }" to the job']
    ],
    [
      'GitHub refuses the job a token',
      { environment: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'another' } },
      ['GitHub refuses this job an OIDC token', 'id-token: write']
    ],
    [
      'the trust policy does not match',
      { scenario: { sts: { trustedSubs: ['repo:acme/other:*'] } } },
      [
        `Role ${roleArn} does not let this job in`,
        `"token.actions.githubusercontent.com:sub" is "${sub}"`,
        '"token.actions.githubusercontent.com:aud" is "sts.amazonaws.com"',
        'docs/iam/trust-policy.json'
      ]
    ],
    [
      'the trust policy knows the old form of the subject alone',
      {
        scenario: {
          sts: { trustedSubs: [sub] },
          oidc: { sub: 'repo:acme@1/shop@2:environment:dr' }
        }
      },
      ['"token.actions.githubusercontent.com:sub" is "repo:acme@1/shop@2:environment:dr"']
    ],
    [
      'the audience is another',
      { inputs: { audience: 'https://github.com/acme' } },
      ['does not know the audience "https://github.com/acme"', 'add "https://github.com/acme" to its audiences']
    ],
    [
      'the account has no provider',
      { scenario: { sts: { hasOidcProvider: false } } },
      ['has no OIDC provider for https://token.actions.githubusercontent.com']
    ],
    [
      'sessions of the role may not be so long',
      { inputs: { 'role-duration-seconds': '7200' } },
      ['does not allow sessions of 7200 s', 'lower the input "role-duration-seconds"']
    ]
  ]

  test.concurrent.each(blocked)('when %s', async (_why, options, words) => {
    const drill = await runRoleDrill(options)
    expect(drill.outputs).toMatchObject({ status: 'blocked', 'job-ids': '[]' })
    for (const word of words) expect(errorsIn(drill.log).at(-1)).toContain(word)
    expect(drill.evidence.refusals).toHaveLength(1)
    // No call was made as anybody, and STS is not asked over and over.
    expect(keysIn(drill.calls)).toEqual([])
    expect(callsOf(drill.calls, assume).length).toBeLessThanOrEqual(1)
    expect(drill.seconds).toBeLessThan(20)
  })
})

describe('secrets', () => {
  function expectNoSecrets(drill: RoleDrill): void {
    const { simulator, folder, masked, calls } = drill
    // Every token; and of every session its key, secret and session token.
    const sessions = callsOf(calls, assume).filter(({ outcome }) => outcome === 'ok')
    expect(masked).toHaveLength(callsOf(calls, 'GetToken').length + 3 * sessions.length)
    const secrets = [...masked, ...keysIn(calls), simulator.environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '']
    const traces = tracesOf(drill, folder)
    expect([...traces.keys()].filter((name) => name.endsWith('journal.ndjson'))).toHaveLength(1)
    for (const [name, text] of traces) {
      const found = secrets.filter((secret) => secret === '' || text.includes(secret))
      expect({ name, found }).toEqual({ name, found: [] })
      // A token, a session token or a key by its looks, whether it was masked or not.
      expect({ name, found: /eyJ[\w-]{10}|session-[0-9a-f]{16}|A[KS]IA[0-9A-F]{16}/.exec(text) }).toEqual({
        name,
        found: null
      })
    }
  }

  test.concurrent('are in no log, journal, evidence, state or summary, debugged or not', async () => {
    const drill = await runRoleDrill({
      scenario: { credentials: { sessionSeconds: 2 } },
      environment: { RUNNER_DEBUG: '1' }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(callsOf(drill.calls, assume).length).toBeGreaterThan(1)
    expectNoSecrets(drill)
  })

  test.concurrent('are in none when calls are refused, and when renewals fail', async () => {
    const drill = await runRoleDrill({
      scenario: {
        credentials: { sessionSeconds: 3 },
        timeScale: 300,
        faults: [
          { ...expired, service: 'drs', operation: 'DescribeJobs', every: 2 },
          { kind: 'error', service: 'sts', operation: assume, name: 'ServiceUnavailable', status: 503, nth: [2, 3] }
        ]
      },
      environment: { RUNNER_DEBUG: '1' }
    })
    expect(drill.calls.map(({ outcome }) => outcome)).toContain('ServiceUnavailable')
    expectNoSecrets(drill)
  })
})

describe('a main that is killed', () => {
  test.concurrent('leaves it to post to assume the role anew, and to clean up with it', async () => {
    const simulator = await startAws(roleScenario({ credentials: { sessionSeconds: 3 } }))
    const step = {
      workspace: workspaceWith({ 'plan.yml': oneWave() }),
      inputs: { plan: 'plan.yml', 'poll-interval': '1s', 'role-to-assume': roleArn, cleanup: 'always' },
      environment: simulator.environment
    }
    const main = await runMain({
      ...step,
      started: (process) => {
        void until('instances', () => simulator.world.instances.length > 0).then(() => process.kill('SIGKILL'))
      }
    })
    expect(main.signal).toBe('SIGKILL')
    const before = callsOf(simulator.calls, assume).length
    const post = await runPost(step, main.state)
    expect(post.log).toContain('::add-mask::')
    expect(callsOf(simulator.calls, assume).length).toBeGreaterThan(before)
    expect(simulator.world.instances.map(({ state }) => state)).toEqual(['terminated', 'terminated'])
    expect(evidenceIn(`${step.workspace}/drs-drill-evidence`)).toMatchObject({ status: 'cancelled' })
  })
})

describe('credentials that the job has already', () => {
  const endingSoon = { credentials: { kind: 'session', tellsExpiration: true } } as const

  test.concurrent('are warned of before the start when they end before the budget, with what to do', async () => {
    const drill = await runDrill({ scenario: endingSoon, plan: oneWave({}, { timeout: '2h' }) })
    expect(drill.outputs['status']).toBe('passed')
    const warnings = annotationsIn(drill.log).filter(({ level }) => level === 'warning')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.message).toMatch(
      /The AWS credentials of this job end at \d{4}-.*before the drill's budget does/
    )
    expect(warnings[0]?.message).toContain('"role-to-assume"')
    const [start] = drill.starts
    const lines = drill.log.split('\n')
    expect(lines.findIndex((line) => line.startsWith('::warning::'))).toBeLessThan(
      lines.findIndex((line) => line.includes(drill.world.jobs[0]?.jobId ?? '?'))
    )
    expect(start?.executed).toBe(true)
  })

  test.concurrent.each([
    ['end after the budget', endingSoon, '5m'],
    ['do not say when they end', { credentials: { kind: 'session' } } as const, '2h']
  ])('are not warned of when they %s', async (_what, scenario, timeout) => {
    const drill = await runDrill({ scenario, plan: oneWave({}, { timeout }) })
    expect(drill.outputs['status']).toBe('passed')
    expect(annotationsIn(drill.log)).toEqual([])
  })
})
