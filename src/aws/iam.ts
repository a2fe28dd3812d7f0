import {
  IAMClient,
  SimulatePrincipalPolicyCommand,
  type EvaluationResult,
  type SimulatePrincipalPolicyRequest
} from '@aws-sdk/client-iam'
import { eachAttempt } from './call-counts.js'
import { lazily, type Connection } from './connection.js'
import { allPages } from './listing.js'

/** The most results of a page (SimulatePrincipalPolicy, AWS IAM API reference). */
const PAGE_SIZE = 1000

/** AWS IAM, as far as it can foretell permissions. It is global: the SDK knows where each partition's is. */
export class Iam {
  readonly #connection: Connection
  readonly #client: () => IAMClient

  constructor(connection: Connection) {
    this.#connection = connection
    this.#client = lazily(() => {
      const client = new IAMClient(connection.readConfig())
      client.middlewareStack.add(connection.counter.middleware('iam'), eachAttempt)
      return client
    })
  }

  /**
   * SimulatePrincipalPolicy, all pages.
   *
   * @throws FailedCall
   */
  async simulate(request: SimulatePrincipalPolicyRequest, signal: AbortSignal): Promise<readonly EvaluationResult[]> {
    const operation = 'iam:SimulatePrincipalPolicy'
    return allPages(operation, async (Marker) => {
      const command = new SimulatePrincipalPolicyCommand({ ...request, MaxItems: PAGE_SIZE, Marker })
      const page = await this.#connection.call(operation, signal, (abortSignal) =>
        this.#client().send(command, { abortSignal })
      )
      return { items: page.EvaluationResults, nextToken: page.IsTruncated === true ? page.Marker : undefined }
    })
  }
}
