import { DrsClient } from '@aws-sdk/client-drs'
import { EC2Client } from '@aws-sdk/client-ec2'
import { IAMClient } from '@aws-sdk/client-iam'
import { SSMClient } from '@aws-sdk/client-ssm'
import { STSClient } from '@aws-sdk/client-sts'
import { mockClient } from 'aws-sdk-client-mock'
import { createRecoveryService } from '../../src/aws/recovery-service.js'

/** What is asked of a mocked client; the types of aws-sdk-client-mock know the older SDK stack alone. */
export interface Mocked {
  on(command: unknown, input?: object): Answers
  commandCalls(command: unknown): readonly { readonly args: readonly [{ readonly input: Record<string, unknown> }] }[]
  reset(): void
}

interface Answers {
  resolves(output: object): Answers
  resolvesOnce(output: object): Answers
  rejects(error: Error): Answers
  rejectsOnce(error: Error): Answers
  callsFake(answer: (input: Record<string, unknown>) => unknown): Answers
}

/** The one place for the cast that the current clients need: at run time the mock fits both stacks. */
function mocked(client: unknown): Mocked {
  return mockClient(client as Parameters<typeof mockClient>[0])
}

export const drs = mocked(DrsClient)
export const ec2 = mocked(EC2Client)
export const iam = mocked(IAMClient)
export const sts = mocked(STSClient)
export const ssm = mocked(SSMClient)

export function resetClients(): void {
  drs.reset()
  ec2.reset()
  iam.reset()
  sts.reset()
  ssm.reset()
}

/** The inputs that a mocked client was sent for a command, in order. */
export function inputsOf(client: Mocked, command: unknown): readonly Record<string, unknown>[] {
  return client.commandCalls(command).map(({ args }) => args[0].input)
}

export const now = '2026-11-23T14:00:00.000Z'

/** The service under test, at a standing clock. */
export const service = createRecoveryService({
  region: 'us-west-2',
  credentials: () => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
  clock: { now: () => now }
})

export const never = new AbortController().signal

/** An error as an SDK throws it. */
export function sdkError(name: string, httpStatusCode?: number, message = name, more: object = {}): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode }, ...more })
}

/** An ID of 17 digits behind a prefix. */
export function id(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(17, '0')}`
}
