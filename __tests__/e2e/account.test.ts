import { describe, expect, test } from '@jest/globals'
import { runDrill } from './drills.js'
import { errorsIn } from './log-reader.js'
import { oneWave } from './plans.js'
import { runRoleDrill } from './roles.js'

const other = '210987654321'

describe('the account guard', () => {
  test.concurrent.each([
    ['the plan names another account', { plan: oneWave({}, { account: other }) }, ['correct "account" in the plan']],
    [
      'the input allows other accounts',
      { plan: oneWave({}, { account: undefined }), inputs: { 'allowed-account-ids': `${other},000000000000` } },
      [`"allowed-account-ids" does not name (${other}, 000000000000)`]
    ],
    [
      'the plan allows the account, but the input does not',
      { inputs: { 'allowed-account-ids': other } },
      ['"allowed-account-ids" does not name']
    ],
    [
      'neither allows it',
      { plan: oneWave({}, { account: other }), inputs: { 'allowed-account-ids': other } },
      ['correct "account" in the plan', '"allowed-account-ids" does not name']
    ]
  ])('blocks when %s, before AWS is asked anything else', async (_why, options, words) => {
    const drill = await runDrill(options)
    expect(drill.outputs).toMatchObject({ status: 'blocked', 'job-ids': '[]', 'instance-ids': '[]' })
    const messages = drill.evidence.refusals.map(({ message }) => message)
    expect(messages).toHaveLength(words.length)
    for (const [index, word] of words.entries()) {
      expect(messages[index]).toContain('These credentials belong to account 123456789012')
      expect(messages[index]).toContain(word)
    }
    expect(errorsIn(drill.log).join('\n')).toContain(words[0])
    // The annotation stands at the line that has to be changed.
    const places = drill.evidence.refusals.map(({ line }) => line)
    expect(places).toEqual(words.map((word) => (word.includes('in the plan') ? expect.any(Number) : null)))
    expect(drill.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity'])
    // Whose credentials they were is in the evidence of a refusal, too.
    expect(drill.evidence.identity).toMatchObject({ account: '123456789012', region: 'us-west-2' })
    expect(drill.evidence.identity?.arn).toMatch(/^arn:aws:iam::123456789012:/)
  })

  test.concurrent.each(['drill', 'recovery'])('lets a %s into an account that is allowed', async (mode) => {
    const drill = await runDrill({
      inputs: { mode, 'confirm-recovery': 'payments', 'allowed-account-ids': `${other}, 123456789012` }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.calls[0]?.operation).toBe('GetCallerIdentity')
    expect(drill.evidence.identity).toMatchObject({ account: '123456789012', region: 'us-west-2' })
  })

  test.concurrent.each([
    ['us-gov-west-1', 'aws-us-gov', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
    ['cn-north-1', 'aws-cn', 'https://cn-north-1.console.amazonaws.cn/']
  ])('knows the partition of %s: %s', async (region, partition, console) => {
    const drill = await runRoleDrill({
      scenario: { region },
      plan: oneWave({}, { region }),
      inputs: { 'role-to-assume': `arn:${partition}:iam::123456789012:role/drs-drill` }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.evidence.identity).toMatchObject({ account: '123456789012', region })
    expect(drill.evidence.identity?.arn).toMatch(
      new RegExp(`^arn:${partition}:sts::123456789012:assumed-role/drs-drill/`)
    )
    expect(drill.summary).toContain(console)
    expect(new Set(drill.calls.flatMap((call) => call.region ?? []))).toEqual(new Set([region]))
  })

  test.concurrent('blocks a role of another account, which has its own STS', async () => {
    const drill = await runDrill({ scenario: { account: other } })
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.evidence.identity?.account).toBe(other)
    expect(drill.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity'])
  })
})
