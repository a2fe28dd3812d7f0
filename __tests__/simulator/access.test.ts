import { DescribeJobsCommand, StartRecoveryCommand } from '@aws-sdk/client-drs'
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { describe, expect, it } from '@jest/globals'
import type { Simulator } from '../../simulator/index.js'
import { clients, firstServer, inWorld, until, type Keys } from './clients.js'
import { completed, log, startDrill } from './drills.js'

const RoleArn = 'arn:aws:iam::123456789012:role/Drill'

async function idToken({ environment }: Simulator, audience = 'sts.amazonaws.com'): Promise<string> {
  const response = await fetch(`${environment['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? ''}&audience=${audience}`, {
    headers: { authorization: `Bearer ${environment['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''}` }
  })
  return ((await response.json()) as { value: string }).value
}

async function openSession(sts: STSClient, WebIdentityToken: string): Promise<Keys> {
  const request = { RoleArn, RoleSessionName: 'drs-drill-1', WebIdentityToken }
  const { Credentials } = await sts.send(new AssumeRoleWithWebIdentityCommand(request))
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? ''
  }
}

describe('permissions', () => {
  it('a denied action is refused in each service’s words, naming action and caller', async () => {
    await inWorld({ permissions: { deny: ['drs:DescribeJobs', 'ec2:Describe*'] } }, async ({ drs, ec2, sts }) => {
      await expect(drs.send(new DescribeJobsCommand({}))).rejects.toMatchObject({
        name: 'AccessDeniedException',
        $metadata: { httpStatusCode: 403 },
        message:
          'User: arn:aws:iam::123456789012:user/drill-runner is not authorized to perform: drs:DescribeJobs on resource: ' +
          'arn:aws:drs:us-west-2:123456789012:* with an explicit deny in an identity-based policy'
      })
      await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
        name: 'UnauthorizedOperation',
        message: expect.stringContaining('ec2:DescribeInstances') as unknown
      })
      await sts.send(new GetCallerIdentityCommand({}))
    })
  })

  it('with tags StartRecovery needs drs:TagResource too', async () => {
    await inWorld({ permissions: { allow: ['drs:StartRecovery'] } }, async ({ drs, simulator }) => {
      const sourceServers = [{ sourceServerID: firstServer }]
      const tagged = drs.send(new StartRecoveryCommand({ sourceServers, tags: { a: 'b' } }))
      await expect(tagged).rejects.toMatchObject({ message: expect.stringContaining('drs:TagResource') as unknown })
      expect(simulator.world.jobs).toEqual([])
      await drs.send(new StartRecoveryCommand({ sourceServers }))
    })
  })

  it('a permission that DRS needs of its caller shows only when the server fails', async () => {
    await inWorld({ permissions: { deny: ['ec2:RunInstances'] } }, async ({ drs }) => {
      const jobId = await startDrill(drs)
      expect((await completed(drs, jobId)).participatingServers?.[0]?.launchStatus).toBe('FAILED')
      expect(await log(drs, jobId)).toContain('LAUNCH_FAILED')
    })
  })

  it('IAM foretells them', async () => {
    await inWorld({ permissions: { deny: ['drs:StartRecovery'] } }, async ({ simulator }) => {
      const body = new URLSearchParams({
        Action: 'SimulatePrincipalPolicy',
        PolicySourceArn: RoleArn,
        'ActionNames.member.1': 'drs:StartRecovery',
        'ActionNames.member.2': 'drs:DescribeJobs'
      })
      const key = simulator.environment['AWS_ACCESS_KEY_ID'] ?? ''
      const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20261123/us-east-1/iam/aws4_request`
      const response = await fetch(simulator.environment['AWS_ENDPOINT_URL_IAM'] ?? '', {
        method: 'POST',
        headers: { authorization },
        body
      })
      expect((await response.text()).match(/<EvalDecision>\w+/g)).toEqual([
        '<EvalDecision>explicitDeny',
        '<EvalDecision>allowed'
      ])
    })
  })
})

describe('credentials', () => {
  it('unknown keys are refused, by each service under its own name', async () => {
    await inWorld({}, async ({ simulator }) => {
      const stranger = clients(simulator, { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'x' })
      const refused = async (call: Promise<unknown>, name: string): Promise<void> => {
        await expect(call).rejects.toMatchObject({ name })
      }
      await refused(stranger.drs.send(new DescribeJobsCommand({})), 'UnrecognizedClientException')
      await refused(stranger.ec2.send(new DescribeInstancesCommand({})), 'AuthFailure')
      await refused(stranger.sts.send(new GetCallerIdentityCommand({})), 'InvalidClientTokenId')
    })
  })

  it('a session of a role works until it expires, whatever it was promised', async () => {
    const scenario = { oidc: { enabled: true }, credentials: { kind: 'none' as const, sessionSeconds: 1 } }
    await inWorld(scenario, async ({ sts, simulator }) => {
      const session = clients(simulator, await openSession(sts, await idToken(simulator)))
      const identity = await session.sts.send(new GetCallerIdentityCommand({}))
      expect(identity.Arn).toBe('arn:aws:sts::123456789012:assumed-role/Drill/drs-drill-1')
      await session.drs.send(new DescribeJobsCommand({}))
      const failure = await until(() =>
        session.drs.send(new DescribeJobsCommand({})).then(
          () => undefined,
          (error: unknown) => error
        )
      )
      expect(failure).toMatchObject({ name: 'ExpiredTokenException' })
      const listed = session.ec2.send(new DescribeInstancesCommand({}))
      await expect(listed).rejects.toMatchObject({ name: 'RequestExpired' })
      const asked = session.sts.send(new GetCallerIdentityCommand({}))
      await expect(asked).rejects.toMatchObject({ name: 'ExpiredToken' })
      expect(JSON.stringify(simulator.calls)).not.toContain('eyJ')
    })
  })

  it('STS trusts only the audience and subject that the role’s policy names', async () => {
    const sts = { trustedSubs: ['repo:example/*:environment:dr'] }
    await inWorld({ oidc: { enabled: true }, sts }, async (world) => {
      const { simulator } = world
      const foreign = openSession(world.sts, await idToken(simulator, 'elsewhere'))
      await expect(foreign).rejects.toMatchObject({ message: 'Incorrect token audience' })
      await openSession(world.sts, await idToken(simulator))
      simulator.update({ oidc: { enabled: true, sub: 'repo:example/payments:ref:refs/heads/main' } })
      await expect(openSession(world.sts, await idToken(simulator))).rejects.toMatchObject({
        name: 'AccessDenied',
        message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity'
      })
      await expect(openSession(world.sts, 'eyJ.invented.token')).rejects.toMatchObject({
        name: 'InvalidIdentityTokenException'
      })
    })
  })

  it('STS can be down for a while', async () => {
    await inWorld({ sts: { down: { untilSeconds: 1 } } }, async ({ sts }) => {
      const asked = sts.send(new GetCallerIdentityCommand({}))
      await expect(asked).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } })
      await until(() => sts.send(new GetCallerIdentityCommand({})).catch(() => undefined))
    })
  })
})
