import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { Identity } from '../drill/sightings.js'
import { eachAttempt } from './call-counts.js'
import { lazily, type Connection } from './connection.js'
import { incompleteAnswer } from './failure.js'
import { toTimestamp } from './timestamps.js'

/** AWS STS, as far as a drill needs it. */
export class Sts {
  readonly #connection: Connection
  readonly #client: () => STSClient

  constructor(connection: Connection) {
    this.#connection = connection
    this.#client = lazily(() => {
      const client = new STSClient(connection.readConfig())
      client.middlewareStack.add(connection.counter.middleware('sts'), eachAttempt)
      return client
    })
  }

  /**
   * GetCallerIdentity: whose credentials these are, and the Region they are used in. It needs no permission.
   *
   * @throws FailedCall
   */
  async identity(signal: AbortSignal): Promise<Identity> {
    const operation = 'sts:GetCallerIdentity'
    const { Account, Arn } = await this.#connection.call(operation, signal, (abortSignal) =>
      this.#client().send(new GetCallerIdentityCommand({}), { abortSignal })
    )
    if (!Account || !Arn) throw incompleteAnswer(operation, 'it names no account')
    const ends = toTimestamp(this.#connection.credentialsEnd)
    return {
      account: Account,
      arn: Arn,
      region: this.#connection.region,
      ...(ends !== undefined && { credentialsEndAt: ends })
    }
  }
}
