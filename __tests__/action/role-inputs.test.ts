import { describe, expect, test } from '@jest/globals'
import { readInputs } from '../../src/action/inputs.js'
import type { RoleInputs } from '../../src/action/inputs.js'

const arn = 'arn:aws:iam::123456789012:role/drs-drill'

function read(inputs: Readonly<Record<string, string>>) {
  const environment = Object.entries({ plan: 'dr/payments.yml', ...inputs })
  return readInputs(
    Object.fromEntries(environment.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    '/workspace'
  )
}

function problemsOf(inputs: Readonly<Record<string, string>>): readonly string[] {
  const result = read(inputs)
  return result.ok ? [] : result.problems
}

function roleOf(inputs: Readonly<Record<string, string>>): RoleInputs | undefined {
  const result = read(inputs)
  return (result.ok ? result.inputs : result.usable).role
}

describe('the role to assume', () => {
  test('is none where no role is named, whatever else is', () => {
    expect(roleOf({})).toBeUndefined()
    expect(roleOf({ 'role-duration-seconds': '3600', audience: 'sts.amazonaws.com' })).toBeUndefined()
  })

  test('has the defaults of the contract', () => {
    expect(roleOf({ 'role-to-assume': ` ${arn} ` })).toEqual({
      arn,
      durationSeconds: 3600,
      audience: 'sts.amazonaws.com'
    })
  })

  test('is as it is written', () => {
    const inputs = {
      'role-to-assume': 'arn:aws-us-gov:iam::123456789012:role/dr/drs-drill',
      'role-session-name': 'drill@acme',
      'role-duration-seconds': '900',
      audience: 'https://github.com/acme'
    }
    expect(roleOf(inputs)).toEqual({
      arn: 'arn:aws-us-gov:iam::123456789012:role/dr/drs-drill',
      sessionName: 'drill@acme',
      durationSeconds: 900,
      audience: 'https://github.com/acme'
    })
  })

  test.each(['arn:aws:iam::123456789012:role/drs-drill', 'arn:aws-cn:iam::123456789012:role/a/b+=,.@-_c'])(
    'may be %s',
    (text) => {
      expect(problemsOf({ 'role-to-assume': text })).toEqual([])
    }
  )

  test.each([
    'drs-drill',
    'arn:aws:iam::123456789012:user/drs-drill',
    'arn:aws:iam::12345678901:role/drs-drill',
    'arn:aws:sts::123456789012:assumed-role/drs-drill/session',
    'arn:aws:iam::123456789012:role/'
  ])('may not be %s, and what to write is said', (text) => {
    expect(problemsOf({ 'role-to-assume': text })).toEqual([
      `Input "role-to-assume" is "${text}", which is no role's ARN: write one such as "arn:aws:iam::123456789012:role/drs-drill"`
    ])
    expect(roleOf({ 'role-to-assume': text })).toBeUndefined()
  })

  test.each(['x', 'with blank', 'a'.repeat(65), 'run:1'])('may not have the session name %j', (text) => {
    expect(problemsOf({ 'role-session-name': text })[0]).toContain(
      'write 2 to 64 letters, digits or any of _ + = , . @ -'
    )
  })

  test.each(['899', '43201', '1h', '3600.5', '-900', '1e4'])('may not have sessions of %j seconds', (text) => {
    expect(problemsOf({ 'role-duration-seconds': text })[0]).toContain('write a number of seconds from 900 to 43200')
  })

  test.each(['900', '3600', '43200'])('may have sessions of %s seconds', (text) => {
    expect(roleOf({ 'role-to-assume': arn, 'role-duration-seconds': text })?.durationSeconds).toBe(Number(text))
  })

  test.each(['two words', 'a'.repeat(256), 'sts.amazonaws.com\u00e9'])('may not have the audience %j', (text) => {
    expect(problemsOf({ audience: text })[0]).toContain('write it without blanks, such as "sts.amazonaws.com"')
  })
})

describe('the accounts that are allowed', () => {
  test('are any where none is named', () => {
    const result = read({})
    expect(result.ok && result.inputs.allowedAccounts).toEqual([])
  })

  test('are a list', () => {
    const result = read({ 'allowed-account-ids': '123456789012, 210987654321\n000000000000' })
    expect(result.ok && result.inputs.allowedAccounts).toEqual(['123456789012', '210987654321', '000000000000'])
  })

  test.each(['12345678901', '123456789012,production', '1234-5678-9012'])('are not %j', (text) => {
    expect(problemsOf({ 'allowed-account-ids': text })[0]).toContain(
      'which is no account ID: write 12 digits, several separated by commas'
    )
  })
})
