import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import type { Simulator } from '../../simulator/index.js'
import { inWorld, until } from './clients.js'

interface Answer {
  readonly AutomationExecutionId?: string
  readonly __type?: string
  readonly AutomationExecution?: {
    readonly AutomationExecutionStatus: string
    readonly Outputs: object
    readonly StepExecutions: readonly { readonly Action: string; readonly StepStatus: string }[]
  }
}

async function ssm(simulator: Simulator, operation: string, input: object): Promise<Answer> {
  const key = simulator.environment['AWS_ACCESS_KEY_ID'] ?? ''
  const response = await fetch(simulator.environment['AWS_ENDPOINT_URL_SSM'] ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonSSM.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261123/us-west-2/ssm/aws4_request`
    },
    body: JSON.stringify(input)
  })
  return (await response.json()) as Answer
}

async function status(simulator: Simulator, AutomationExecutionId = ''): Promise<Answer['AutomationExecution']> {
  return (await ssm(simulator, 'GetAutomationExecution', { AutomationExecutionId })).AutomationExecution
}

describe('SSM Automation', () => {
  it('runs a document once for a client token, with its outputs in the end', async () => {
    const documents = { 'MyOrg-SmokeTest': { duration: '10m', outputs: { 'run.Tested': ['3'] } } }
    await inWorld({ documents }, async ({ simulator }) => {
      const request = { DocumentName: 'MyOrg-SmokeTest', ClientToken: randomUUID() }
      const started = await ssm(simulator, 'StartAutomationExecution', request)
      expect(await ssm(simulator, 'StartAutomationExecution', request)).toEqual(started)
      // Another case is the same token; other parameters are refused.
      const again = { ...request, ClientToken: request.ClientToken.toUpperCase() }
      expect(await ssm(simulator, 'StartAutomationExecution', again)).toEqual(started)
      const other = { ...request, Parameters: { Tier: ['x'] } }
      expect(await ssm(simulator, 'StartAutomationExecution', other)).toMatchObject({
        __type: 'IdempotentParameterMismatch'
      })
      expect(simulator.world.automations).toHaveLength(1)
      const running = await status(simulator, started.AutomationExecutionId)
      expect(running?.Outputs).toEqual({
        'run.Tested': ['No output available yet because the step is not successfully executed']
      })
      const ended = await until(async () => {
        const seen = await status(simulator, started.AutomationExecutionId)
        return seen?.AutomationExecutionStatus === 'Success' ? seen : undefined
      })
      expect(ended.Outputs).toEqual({ 'run.Tested': ['3'] })
    })
  })

  it('waits for a person, and can be stopped meanwhile', async () => {
    const documents = { Ask: { approval: { decision: 'never' as const } } }
    await inWorld({ documents }, async ({ simulator }) => {
      const { AutomationExecutionId } = await ssm(simulator, 'StartAutomationExecution', { DocumentName: 'Ask' })
      const waiting = await status(simulator, AutomationExecutionId)
      expect(waiting).toMatchObject({ AutomationExecutionStatus: 'Waiting' })
      expect(waiting?.StepExecutions[0]).toMatchObject({ Action: 'aws:approve', StepStatus: 'Waiting' })
      await ssm(simulator, 'StopAutomationExecution', { AutomationExecutionId })
      await until(async () => {
        const seen = await status(simulator, AutomationExecutionId)
        return seen?.AutomationExecutionStatus === 'Cancelled' ? seen : undefined
      })
      expect(await ssm(simulator, 'StopAutomationExecution', { AutomationExecutionId })).toMatchObject({
        __type: 'InvalidAutomationStatusUpdateException'
      })
    })
  })

  it('refuses documents that do not exist and parameters that are missing', async () => {
    const documents = { Strict: { requiredParameters: ['Tier'] } }
    await inWorld({ documents }, async ({ simulator }) => {
      const start = async (DocumentName: string): Promise<string | undefined> =>
        (await ssm(simulator, 'StartAutomationExecution', { DocumentName })).__type
      expect(await start('Nobodys')).toBe('AutomationDefinitionNotFoundException')
      expect(await start('Strict')).toBe('InvalidAutomationExecutionParametersException')
      const give = async (Parameters: object): Promise<string | undefined> =>
        (await ssm(simulator, 'StartAutomationExecution', { DocumentName: 'Strict', Parameters })).__type
      expect(await give({ Tier: ['x'], Teir: ['x'] })).toBe('InvalidAutomationExecutionParametersException')
      expect(await give({})).toBe('ValidationException')
      expect(await give({ Tier: Array.from({ length: 51 }, () => 'x') })).toBe('ValidationException')
      const old = { DocumentName: 'Strict', DocumentVersion: '7', Parameters: { Tier: ['x'] } }
      expect(await ssm(simulator, 'StartAutomationExecution', old)).toMatchObject({
        __type: 'AutomationDefinitionVersionNotFoundException'
      })
    })
  })
})
