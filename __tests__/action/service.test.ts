import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { startSimulator, type Simulator } from '../../simulator/index.js'
import { readInputs, type Inputs } from '../../src/action/inputs.js'
import { createService } from '../../src/action/service.js'
import type { WorkflowRun } from '../../src/drill/events.js'
import { version } from '../../src/version.js'
import { capturedOutput } from './standard-output.js'

const never = new AbortController().signal
const output = capturedOutput()
const run: WorkflowRun = { runId: '1234567890', attempt: 1 }
let simulator: Simulator
let before: NodeJS.ProcessEnv

beforeEach(async () => {
  simulator = await startSimulator({ oidc: { enabled: true } })
  before = { ...process.env }
  Object.assign(process.env, simulator.environment)
})
afterEach(async () => {
  process.env = before
  await simulator.close()
})

function inputsOf(inputs: Readonly<Record<string, string>> = {}): Inputs {
  const written = { plan: 'p.yml', 'role-to-assume': 'arn:aws:iam::123456789012:role/dr', ...inputs }
  const read = readInputs(
    Object.fromEntries(Object.entries(written).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    '/workspace'
  )
  return read.ok ? read.inputs : read.usable
}

async function identify(inputs: Inputs, of: WorkflowRun = run): Promise<string> {
  return (await createService(inputs, 'us-west-2', of, process.env).identify(never)).arn
}

describe('AWS for a run', () => {
  test('is asked with a session of the role, named after the run, and says which action asks', async () => {
    expect(await identify(inputsOf())).toMatch(/:assumed-role\/dr\/drs-drill-1234567890$/)
    for (const { userAgent, service } of simulator.calls) {
      if (service !== 'oidc') expect(userAgent).toContain(`drs-drill/${version} run/1234567890`)
    }
    // Token, key, secret and session token.
    expect(new Set(output().filter((line) => /^::add-mask::\S+$/.test(line))).size).toBe(4)
  })

  test('has the session name of the input, or one that fits where the run has no ID', async () => {
    expect(await identify(inputsOf({ 'role-session-name': 'quarterly' }))).toMatch(/\/quarterly$/)
    expect(await identify(inputsOf(), { attempt: 1 })).toMatch(/\/drs-drill-local$/)
    expect(await identify(inputsOf(), { attempt: 1, runId: '9'.repeat(99) })).toMatch(/\/drs-drill-9{54}$/)
  })

  test('is asked with the credentials of the machine where no role is named', async () => {
    expect(await identify(inputsOf({ 'role-to-assume': '' }))).toContain(':user/drill-runner')
    expect(simulator.calls.map(({ service }) => service)).toEqual(['sts'])
  })

  test.each(['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'])(
    'cannot be asked with a role in a job that has no %s',
    async (name) => {
      Reflect.deleteProperty(process.env, name)
      await expect(identify(inputsOf())).rejects.toMatchObject({
        failure: {
          class: 'credentials',
          message: expect.stringContaining('add "permissions: { id-token: write, contents: read }" to the job')
        }
      })
      expect(simulator.calls).toEqual([])
    }
  )
})
