import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { afterEach, describe, expect, it } from '@jest/globals'
import { callerActions } from '../../src/aws/caller-actions.js'
import { createRecoveryService } from '../../src/aws/recovery-service.js'
import { callerPermissions } from '../iam/policies.js'
import { iam, id, inputsOf, never, now, resetClients, sdkError, service } from './mocked-clients.js'

afterEach(resetClients)

const question = {
  arn: 'arn:aws:sts::123456789012:assumed-role/drs-drill/session',
  region: 'us-west-2',
  servers: [id('s', 1), id('s', 2)],
  terminates: true,
  documents: [] as readonly string[]
}

/** IAM allows everything but these actions. */
const denying = (answers: Readonly<Record<string, object>>) =>
  iam.on(SimulatePrincipalPolicyCommand).callsFake((input) => ({
    EvaluationResults: (input['ActionNames'] as string[]).flatMap((EvalActionName) =>
      (input['ResourceArns'] as string[]).map((EvalResourceName) => ({
        EvalActionName,
        EvalResourceName,
        EvalDecision: 'allowed',
        ...answers[EvalActionName],
        ...answers[`${EvalActionName} ${EvalResourceName}`]
      }))
    )
  }))

const denied = async (asked = question) =>
  (await service.foretellPermissions(asked, never)).permissions.filter(({ decision }) => decision !== 'allowed')

describe('foretellPermissions', () => {
  it('asks in two calls about every action on the kind of resource that it is for', async () => {
    denying({})
    const { permissions } = await service.foretellPermissions(question, never)
    const own = ['drs:StartRecovery', 'drs:TagResource', 'drs:TerminateRecoveryInstances']
    const callers = callerPermissions().map(({ action }) => action)
    expect(permissions.map(({ action }) => action).toSorted()).toEqual([...own, ...callers].toSorted())
    expect(permissions.every(({ decision }) => decision === 'allowed')).toBe(true)
    const [starts, others, ...more] = inputsOf(iam, SimulatePrincipalPolicyCommand)
    expect(more).toEqual([])
    expect(starts).toMatchObject({
      PolicySourceArn: 'arn:aws:iam::123456789012:role/drs-drill',
      ActionNames: ['drs:StartRecovery'],
      ResourceArns: question.servers.map((one) => `arn:aws:drs:us-west-2:123456789012:source-server/${one}`),
      ContextEntries: expect.arrayContaining([
        { ContextKeyName: 'aws:RequestedRegion', ContextKeyType: 'string', ContextKeyValues: ['us-west-2'] }
      ]),
      MaxItems: 1000
    })
    expect(others?.['ResourceArns']).not.toContain('*')
  })

  it('asks about the documents of actions, and about following and stopping them, only where there are any', async () => {
    const shared = 'arn:aws:ssm:us-west-2:210987654321:document/Shared'
    const documents = ['MyOrg-SmokeTest', 'AWS-RunShellScript', shared]
    denying({ 'ssm:StartAutomationExecution': { EvalDecision: 'implicitDeny' } })
    expect(await denied({ ...question, documents })).toEqual(
      documents.map((document) => ({
        action: 'ssm:StartAutomationExecution',
        decision: 'implicitDeny',
        missing: [],
        document
      }))
    )
    const [, others, runs] = inputsOf(iam, SimulatePrincipalPolicyCommand)
    expect(others?.['ActionNames']).toEqual(
      expect.arrayContaining(['ssm:GetAutomationExecution', 'ssm:StopAutomationExecution'])
    )
    expect(runs?.['ResourceArns']).toEqual([
      'arn:aws:ssm:us-west-2:123456789012:automation-definition/MyOrg-SmokeTest:$DEFAULT',
      'arn:aws:ssm:us-west-2::automation-definition/AWS-RunShellScript:$DEFAULT',
      'arn:aws:ssm:us-west-2:210987654321:automation-definition/Shared:$DEFAULT'
    ])
  })

  it('asks about what DRS needs of its caller as docs/iam has it', () => {
    const asked = Object.values(callerActions).flat()
    expect(asked.toSorted()).toEqual(callerPermissions().map(({ action }) => action))
  })

  it('asks nothing about terminations where none is due, and about a hundred servers at most', async () => {
    denying({})
    const servers = Array.from({ length: 250 }, (_, index) => id('s', index))
    const { permissions } = await service.foretellPermissions({ ...question, servers, terminates: false }, never)
    expect(permissions.map(({ action }) => action)).not.toContain('drs:TerminateRecoveryInstances')
    expect(inputsOf(iam, SimulatePrincipalPolicyCommand)[0]?.['ResourceArns']).toHaveLength(100)
  })

  it.each([
    ['arn:aws:sts::123456789012:assumed-role/drs-drill/x', 'arn:aws:iam::123456789012:role/drs-drill'],
    ['arn:aws-us-gov:sts::123456789012:assumed-role/dr/x', 'arn:aws-us-gov:iam::123456789012:role/dr'],
    ['arn:aws-cn:iam::123456789012:user/ops/anna', 'arn:aws-cn:iam::123456789012:user/ops/anna'],
    ['arn:aws:iam::123456789012:root', undefined],
    ['arn:aws:sts::123456789012:federated-user/anna', undefined],
    ['what is this', undefined]
  ])('of %s asks about %s', async (arn, source) => {
    denying({})
    const { unasked } = await service.foretellPermissions({ ...question, arn }, never)
    expect(inputsOf(iam, SimulatePrincipalPolicyCommand)[0]?.['PolicySourceArn']).toBe(source)
    expect(unasked === undefined).toBe(source !== undefined)
  })

  it.each([
    ['arn:aws:iam::123456789012:role/teams/dr/drs-drill', 'arn:aws:iam::123456789012:role/teams/dr/drs-drill'],
    ['arn:aws:iam::123456789012:role/teams/other', 'arn:aws:iam::123456789012:role/drs-drill']
  ])('knows the path of the role that it has assumed: %s', async (arn, source) => {
    denying({})
    const { foretellPermissions } = createRecoveryService({
      region: 'us-west-2',
      role: {
        arn,
        sessionName: 'x',
        durationSeconds: 3600,
        fetchToken: () => Promise.resolve(''),
        mask: () => undefined
      },
      credentials: () => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
      clock: { now: () => now }
    })
    await foretellPermissions(question, never)
    expect(inputsOf(iam, SimulatePrincipalPolicyCommand)[0]?.['PolicySourceArn']).toBe(source)
  })

  it('tells servers that are denied outright apart from those of which something is unknown', async () => {
    const [one, two] = question.servers.map((server) => `arn:aws:drs:us-west-2:123456789012:source-server/${server}`)
    denying({
      [`drs:StartRecovery ${one ?? ''}`]: { EvalDecision: 'explicitDeny' },
      [`drs:StartRecovery ${two ?? ''}`]: {
        EvalDecision: 'implicitDeny',
        MissingContextValues: ['aws:ResourceTag/App']
      }
    })
    expect(await denied()).toEqual([
      { action: 'drs:StartRecovery', decision: 'explicitDeny', missing: [], servers: [id('s', 1)] },
      { action: 'drs:StartRecovery', decision: 'implicitDeny', missing: ['aws:ResourceTag/App'], servers: [id('s', 2)] }
    ])
    denying({ 'drs:StartRecovery': { EvalDecision: 'implicitDeny' } })
    expect(await denied()).toEqual([{ action: 'drs:StartRecovery', decision: 'implicitDeny', missing: [] }])
  })

  it('reads the answers on single resources, and takes silence for nothing', async () => {
    iam.on(SimulatePrincipalPolicyCommand).resolves({
      EvaluationResults: [
        {
          EvalActionName: 'ec2:RunInstances',
          EvalDecision: 'implicitDeny',
          MissingContextValues: ['aws:ResourceTag/x'],
          ResourceSpecificResults: [
            { EvalResourceName: '*', EvalResourceDecision: 'explicitDeny' },
            { EvalResourceName: 'arn:aws:s3:::else', EvalResourceDecision: 'allowed' }
          ]
        },
        { EvalActionName: 'ec2:createvolume' },
        { EvalDecision: 'implicitDeny' }
      ]
    })
    expect((await service.foretellPermissions(question, never)).permissions).toEqual([
      { action: 'ec2:RunInstances', decision: 'explicitDeny', missing: ['aws:ResourceTag/x'] },
      { action: 'ec2:CreateVolume', decision: 'unknown', missing: [] }
    ])
  })

  it('reads all pages', async () => {
    iam
      .on(SimulatePrincipalPolicyCommand)
      .resolvesOnce({ EvaluationResults: [], IsTruncated: true, Marker: 'more' })
      .resolves({})
    await service.foretellPermissions(question, never)
    expect(inputsOf(iam, SimulatePrincipalPolicyCommand).map(({ Marker }) => Marker)).toEqual([
      undefined,
      'more',
      undefined
    ])
  })

  it('fails where IAM refuses, saying what to add', async () => {
    iam.on(SimulatePrincipalPolicyCommand).rejects(sdkError('AccessDenied', 403))
    await expect(service.foretellPermissions(question, never)).rejects.toMatchObject({
      failure: { class: 'denied', message: expect.stringContaining('add iam:SimulatePrincipalPolicy to the role') }
    })
  })
})
