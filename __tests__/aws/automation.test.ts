import {
  DescribeDocumentCommand,
  GetAutomationExecutionCommand,
  StartAutomationExecutionCommand,
  StopAutomationExecutionCommand
} from '@aws-sdk/client-ssm'
import { beforeEach, describe, expect, test } from '@jest/globals'
import { inputsOf, never, resetClients, sdkError, service, ssm } from './mocked-clients.js'

beforeEach(resetClients)

const token = '0a1b2c3d-0000-8000-8000-000000000001'
const request = { document: 'MyOrg-Check', token, parameters: {} }

describe('starting a document', () => {
  test('sends the token, and no empty parameters', async () => {
    ssm.on(StartAutomationExecutionCommand).resolves({ AutomationExecutionId: 'run-1' })
    await expect(service.startAutomation(request, never)).resolves.toBe('run-1')
    const full = { ...request, documentVersion: '3', parameters: { Ids: ['i-1', 'i-2'] } }
    await service.startAutomation(full, never)
    expect(inputsOf(ssm, StartAutomationExecutionCommand)).toEqual([
      { DocumentName: 'MyOrg-Check', DocumentVersion: undefined, ClientToken: token, Mode: 'Auto' },
      {
        DocumentName: 'MyOrg-Check',
        DocumentVersion: '3',
        ClientToken: token,
        Mode: 'Auto',
        Parameters: { Ids: ['i-1', 'i-2'] }
      }
    ])
  })

  test('is sent again where there is no answer: the token starts nothing twice', async () => {
    ssm
      .on(StartAutomationExecutionCommand)
      .rejectsOnce(sdkError('InternalServerError', 500))
      .resolves({ AutomationExecutionId: 'run-1' })
    await expect(service.startAutomation(request, never)).resolves.toBe('run-1')
    expect(inputsOf(ssm, StartAutomationExecutionCommand).map(({ ClientToken }) => ClientToken)).toEqual([token, token])
  })

  test.each([
    ['AutomationDefinitionNotFoundException', 400, 'x', 'not-found', 'There is no Automation document MyOrg-Check'],
    [
      'AutomationDefinitionVersionNotFoundException',
      400,
      'x',
      'not-found',
      'There is no Automation document MyOrg-Check'
    ],
    ['InvalidAutomationExecutionParametersException', 400, 'x', 'invalid', 'SSM does not accept the parameters'],
    [
      'InvalidAutomationExecutionParametersException',
      400,
      'The defined assume role is unable to be assumed.',
      'invalid',
      'SSM cannot use the role that MyOrg-Check assumes'
    ],
    [
      'AccessDeniedException',
      400,
      'User: x is not authorized to perform: iam:PassRole on resource: y',
      'denied',
      'iam:PassRole where the document assumes a role: The role may not call iam:PassRole'
    ],
    ['AutomationExecutionLimitExceededException', 400, 'x', 'quota', 'A service quota is used up'],
    ['IdempotentParameterMismatch', 400, 'x', 'invalid', 'AWS does not accept the request']
  ])('that SSM refuses with %s says what to do', async (name, status, text, kind, message) => {
    ssm.on(StartAutomationExecutionCommand).rejects(sdkError(name, status, text))
    await expect(service.startAutomation(request, never)).rejects.toMatchObject({
      failure: {
        class: kind,
        operation: 'ssm:StartAutomationExecution',
        message: expect.stringContaining(message) as unknown
      }
    })
  })

  test('whose answer names no run may have been executed', async () => {
    ssm.on(StartAutomationExecutionCommand).resolves({})
    await expect(service.startAutomation(request, never)).rejects.toMatchObject({ failure: { class: 'unavailable' } })
  })
})

describe('a look at a run', () => {
  test('tells status, times, the step that waits for a person, and outputs of a sane size', async () => {
    ssm.on(GetAutomationExecutionCommand).resolves({
      AutomationExecution: {
        AutomationExecutionStatus: 'Waiting',
        ExecutionStartTime: new Date('2026-11-23T14:00:00Z'),
        StepExecutions: [
          { StepName: 'ask', Action: 'aws:approve', StepStatus: 'Waiting' },
          { StepName: 'run', Action: 'aws:executeScript', StepStatus: 'Pending' }
        ],
        Outputs: { 'a.b': ['x'.repeat(600), '::error::y\nz', ...Array.from({ length: 30 }, () => '1')] }
      }
    })
    const seen = await service.observeAutomation('run-1', never)
    expect(seen).toMatchObject({ status: 'Waiting', startedAt: '2026-11-23T14:00:00.000Z', awaitsApprovalAt: 'ask' })
    expect(seen.outputs['a.b']).toHaveLength(20)
    expect(seen.outputs['a.b']?.[0]).toHaveLength(501)
    expect(seen.outputs['a.b']?.[1]).toBe('::error::y z')
  })

  test.each([
    [{ FailureMessage: 'Step fails: HTTP 503' }, 'HTTP 503', 'Step fails: HTTP 503'],
    [{ FailureMessage: 'Step fails.' }, 'HTTP 503', 'Step fails.; step run: HTTP 503'],
    [{}, 'HTTP 503', 'step run: HTTP 503'],
    [{}, undefined, 'step run is Failed']
  ])('tells why it failed: %j', async (run, ofStep, failure) => {
    const step = { StepName: 'run', Action: 'x', StepStatus: 'Failed', ...(ofStep && { FailureMessage: ofStep }) }
    ssm.on(GetAutomationExecutionCommand).resolves({
      AutomationExecution: { AutomationExecutionStatus: 'Failed', StepExecutions: [step], ...run }
    })
    expect(await service.observeAutomation('run-1', never)).toMatchObject({ status: 'Failed', failure })
  })

  test('copes with an answer that holds next to nothing', async () => {
    ssm.on(GetAutomationExecutionCommand).resolves({
      AutomationExecution: {
        ExecutionEndTime: new Date('2026-11-23T14:00:00Z'),
        StepExecutions: [
          { StepStatus: 'Failed', FailureMessage: 'x' },
          { Action: 'aws:approve', StepStatus: 'Waiting' }
        ]
      }
    })
    expect(await service.observeAutomation('run-1', never)).toEqual({
      status: 'not reported',
      endedAt: '2026-11-23T14:00:00.000Z',
      failure: 'step without a name: x',
      awaitsApprovalAt: 'approve',
      outputs: {}
    })
    ssm.on(GetAutomationExecutionCommand).resolves({})
    await expect(service.observeAutomation('run-1', never)).rejects.toMatchObject({ failure: { class: 'unavailable' } })
  })
})

test('a run is stopped by letting go of the step under way', async () => {
  ssm.on(StopAutomationExecutionCommand).resolves({})
  await service.stopAutomation('run-1', never)
  expect(inputsOf(ssm, StopAutomationExecutionCommand)).toEqual([{ AutomationExecutionId: 'run-1', Type: 'Cancel' }])
})

describe('documents before the start', () => {
  test('are described, each once', async () => {
    ssm.on(DescribeDocumentCommand, { Name: 'A' }).resolves({
      Document: {
        Name: 'A',
        DocumentType: 'Automation',
        Status: 'Active',
        Parameters: [
          { Name: 'Tier', Type: 'String' },
          { Name: 'Wait', Type: 'String', DefaultValue: '' },
          { Name: 'X' },
          {}
        ]
      }
    })
    ssm.on(DescribeDocumentCommand, { Name: 'B' }).rejects(sdkError('InvalidDocument', 400))
    ssm.on(DescribeDocumentCommand, { Name: 'C' }).rejects(sdkError('InvalidDocumentVersion', 400))
    ssm.on(DescribeDocumentCommand, { Name: 'D' }).resolves({ Document: {} })
    const questions = [{ document: 'A' }, { document: 'B' }, { document: 'C', documentVersion: '9' }, { document: 'D' }]
    expect(await service.describeDocuments(questions, never)).toEqual([
      {
        document: 'A',
        isKnown: true,
        type: 'Automation',
        status: 'Active',
        parameters: [
          { name: 'Tier', type: 'String', isRequired: true },
          { name: 'Wait', type: 'String', isRequired: false },
          { name: 'X', isRequired: true }
        ]
      },
      { document: 'B', isKnown: false, parameters: [] },
      { document: 'C', documentVersion: '9', isKnown: false, parameters: [] },
      { document: 'D', isKnown: true, parameters: [] }
    ])
  })

  test('that may not be described are a failure, and so is an answer without one', async () => {
    ssm.on(DescribeDocumentCommand).rejects(sdkError('AccessDeniedException', 400, 'no'))
    await expect(service.describeDocuments([{ document: 'A' }], never)).rejects.toMatchObject({
      failure: { class: 'denied', operation: 'ssm:DescribeDocument' }
    })
    ssm.on(DescribeDocumentCommand).resolves({})
    await expect(service.describeDocuments([{ document: 'A' }], never)).rejects.toMatchObject({
      failure: { class: 'unavailable' }
    })
  })
})
