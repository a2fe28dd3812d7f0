import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSimulator, type Simulator } from '../../simulator/index.js'
import { areStatic } from '../../src/aws/credentials.js'
import { createRecoveryService } from '../../src/aws/recovery-service.js'
import { clock } from './local-aws.js'

// The machine is shared with others.
jest.setTimeout(30_000)

const never = new AbortController().signal

describe('credentials of the machine', () => {
  let simulator: Simulator
  let before: NodeJS.ProcessEnv
  let folder: string

  beforeEach(async () => {
    simulator = await startSimulator({ oidc: { enabled: true } })
    before = process.env
    folder = mkdtempSync(join(tmpdir(), 'drs-drill-credentials-'))
    // What the machine that runs the tests has must not be found.
    process.env = {
      PATH: before['PATH'],
      HOME: folder,
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials')
    }
  })
  afterEach(async () => {
    process.env = before
    rmSync(folder, { recursive: true, force: true })
    await simulator.close()
  })

  async function identify() {
    return createRecoveryService({ region: 'us-west-2', clock }).identify(never)
  }

  it('come from a profile', async () => {
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', ...rest } = simulator.environment
    writeFileSync(
      join(folder, 'credentials'),
      `[dr]\naws_access_key_id = ${AWS_ACCESS_KEY_ID}\naws_secret_access_key = ${AWS_SECRET_ACCESS_KEY}\n`
    )
    Object.assign(process.env, rest, { AWS_PROFILE: 'dr' })
    await expect(identify()).resolves.toMatchObject({ arn: expect.stringContaining('user/drill-runner') })
  })

  it('come from a role and a token in a file', async () => {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '' } = simulator.environment
    const answer = await fetch(`${url}&audience=sts.amazonaws.com`, { headers: { authorization: `bearer ${token}` } })
    const { value } = (await answer.json()) as { value: string }
    writeFileSync(join(folder, 'token'), value)
    const { AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...rest } = simulator.environment
    Object.assign(process.env, rest, {
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'token'),
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/from-file'
    })
    await expect(identify()).resolves.toMatchObject({ arn: expect.stringContaining('assumed-role/from-file/') })
  })

  it('that are nowhere are told to be missing', async () => {
    const { AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...rest } = simulator.environment
    Object.assign(process.env, rest)
    await expect(identify()).rejects.toMatchObject({
      failure: { class: 'credentials', message: expect.stringContaining('There are no AWS credentials') }
    })
    expect(simulator.calls).toEqual([])
  })

  it.each([
    [{}, false],
    [{ AWS_ACCESS_KEY_ID: 'AKID' }, false],
    [{ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, false],
    [{ AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' }, true],
    [{ AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret', AWS_PROFILE: 'dr' }, false]
  ])('of the environment %j are static: %s', (environment, expected) => {
    expect(areStatic(environment)).toBe(expected)
  })
})
