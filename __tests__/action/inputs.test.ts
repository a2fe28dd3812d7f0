import { describe, expect, test } from '@jest/globals'
import { confirmationProblem, type Inputs, readInputs } from '../../src/action/inputs.js'

const workspace = '/home/runner/work/platform/platform'

const read = (inputs: Readonly<Record<string, string>>) =>
  readInputs(
    Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    workspace
  )

const problemsOf = (inputs: Readonly<Record<string, string>>): readonly string[] => {
  const result = read({ plan: 'dr/payments.yml', ...inputs })
  return result.ok ? [] : result.problems
}

const inputsOf = (inputs: Readonly<Record<string, string>>): Inputs => {
  const result = read({ plan: 'dr/payments.yml', ...inputs })
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.inputs
}

describe('the inputs', () => {
  test('have the defaults of the contract where nothing is written', () => {
    expect(inputsOf({})).toEqual({
      plan: 'dr/payments.yml',
      mode: 'drill',
      waves: [],
      pollIntervalSeconds: 30,
      allowedAccounts: [],
      evidenceFolder: `${workspace}/drs-drill-evidence`
    })
  })

  test('are read as the runner passes them', () => {
    expect(
      inputsOf({
        plan: ' dr/payments.yml ',
        mode: 'recovery',
        'confirm-recovery': 'payments',
        waves: 'databases, app\nbatch',
        'aws-region': 'us-gov-west-1',
        timeout: '1h30m',
        'poll-interval': '15s',
        cleanup: ' on-success ',
        'evidence-dir': '/home/runner/work/_temp/evidence'
      })
    ).toEqual({
      plan: 'dr/payments.yml',
      mode: 'recovery',
      confirmRecovery: 'payments',
      waves: ['databases', 'app', 'batch'],
      awsRegion: 'us-gov-west-1',
      timeoutSeconds: 5400,
      pollIntervalSeconds: 15,
      cleanup: 'on-success',
      allowedAccounts: [],
      evidenceFolder: '/home/runner/work/_temp/evidence'
    })
  })

  test('that are wrong are all named at once, and the rest is still usable for the evidence', () => {
    const result = read({ mode: 'dril', timeout: '90', 'poll-interval': '1h', 'aws-region': 'us-west-2a' })
    expect(result).toEqual({
      ok: false,
      problems: [
        'Input "plan" is missing: name the plan file, such as "plan: dr/payments.yml"',
        'Input "mode" is "dril": did you mean "drill"? Write "drill", "recovery", "preflight" or "validate"',
        'Input "aws-region" is "us-west-2a", an Availability Zone: write its Region, "us-west-2"',
        'Input "timeout" "90" has no unit: write "90m" for 90 minutes or "90s" for seconds',
        'Input "poll-interval" "1h" is out of range: write 1s to 10m'
      ],
      usable: {
        plan: '',
        mode: 'drill',
        waves: [],
        pollIntervalSeconds: 30,
        allowedAccounts: [],
        evidenceFolder: `${workspace}/drs-drill-evidence`
      }
    })
  })

  test.each([
    ['mode', 'simulate', 'is "simulate": write "drill", "recovery", "preflight" or "validate"'],
    ['aws-region', 'US-West-2', 'is "US-West-2": Regions are written in lower case, "us-west-2"'],
    ['aws-region', 'Oregon', 'is "Oregon", which is no AWS Region: write one such as "us-west-2"'],
    ['aws-region', '1a', 'is "1a", which is no AWS Region: write one such as "us-west-2"'],
    [
      'poll-interval',
      'often',
      '"often" is not a duration: write a whole number and a unit, such as "90s", "30m", "2h" or "1h30m"'
    ],
    ['cleanup', 'on-sucess', 'is "on-sucess": did you mean "on-success"? write "never", "on-success" or "always"'],
    ['failure-issue', 'yes', 'is "yes": write "true" or "false"'],
    ['cleanup', 'true', 'is "true": write "never", "on-success" or "always"'],
    ['plan', 'a\nb.yml', '"a\\nb.yml" holds a line break or an invisible character: write one path on one line'],
    ['evidence-dir', 'a\nb', '"a\\nb" holds a line break or an invisible character: write one path on one line'],
    ['evidence-dir', '~/evidence', '"~/evidence" begins with "~", which only a shell replaces: write the whole path'],
    [
      'evidence-dir',
      '.',
      '"." is the workspace itself or a folder above it: name a folder for the evidence alone, such as "drs-drill-evidence"'
    ],
    [
      'evidence-dir',
      '/home/runner',
      '"/home/runner" is the workspace itself or a folder above it: name a folder for the evidence alone, such as "drs-drill-evidence"'
    ],
    [
      'evidence-dir',
      '../../elsewhere',
      '"../../elsewhere" leads out of the workspace: write a path inside it, or an absolute path such as "${{ runner.temp }}/drs-drill-evidence"'
    ]
  ])('%s: %j says what to write instead', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toEqual([`Input "${name}" ${problem}`])
  })

  test.each(['never', 'on-success', 'always'] as const)('take the cleanup %s over the plan’s', (cleanup) => {
    expect(inputsOf({ cleanup }).cleanup).toBe(cleanup)
  })

  test('that ask GitHub for something are read', () => {
    const asked = read({ plan: 'p.yml', 'failure-issue': 'true', 'github-token': 't', 'artifact-name': 'evidence' })
    expect(asked).toMatchObject({ inputs: { failureIssue: true, githubToken: 't', artifactName: 'evidence' } })
    const none = read({ plan: 'p.yml', 'failure-issue': 'false' })
    expect(none.ok && 'failureIssue' in none.inputs).toBe(false)
  })

  test('take a folder of the workspace that is named oddly', () => {
    expect(inputsOf({ 'evidence-dir': '..evidence' }).evidenceFolder).toBe(`${workspace}/..evidence`)
  })
})

describe('a recovery', () => {
  test('needs its confirmation', () => {
    expect(problemsOf({ mode: 'recovery' })).toEqual([
      'Input "confirm-recovery" is missing: mode "recovery" is a real failover; confirm it with the plan\'s name, or write "mode: drill" for a drill'
    ])
  })

  test("is confirmed with the plan's name alone", () => {
    const inputs = inputsOf({ mode: 'recovery', 'confirm-recovery': 'Payments' })
    expect(confirmationProblem(inputs, 'Payments')).toBeUndefined()
    expect(confirmationProblem(inputs, 'payments')).toBe(
      'Input "confirm-recovery" is "Payments", the plan\'s name is "payments": a recovery is confirmed with exactly that name'
    )
    // That it is missing has been said by then.
    expect(confirmationProblem({ ...inputsOf({}), mode: 'recovery' }, 'payments')).toBeUndefined()
  })

  test('is not asked for by a drill, whatever confirm-recovery holds', () => {
    expect(confirmationProblem(inputsOf({ 'confirm-recovery': 'anything' }), 'payments')).toBeUndefined()
  })
})
