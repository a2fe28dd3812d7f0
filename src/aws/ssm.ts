import {
  DescribeDocumentCommand,
  GetAutomationExecutionCommand,
  SSMClient,
  StartAutomationExecutionCommand,
  StopAutomationExecutionCommand,
  type AutomationExecution,
  type DocumentDescription
} from '@aws-sdk/client-ssm'
import { FailedCall } from '../drill/failure.js'
import type { AutomationRequest } from '../drill/ports.js'
import { adviceOnStart } from './automation.js'
import { eachAttempt } from './call-counts.js'
import { lazily, type Connection } from './connection.js'
import { incompleteAnswer } from './failure.js'
import { property } from './sdk-error.js'

/**
 * The operations of AWS Systems Manager that actions need. Each method throws `FailedCall` alone, and repeats what
 * passes: a start carries its token, and stopping twice stops once.
 */
export class Ssm {
  readonly #connection: Connection
  readonly #client: () => SSMClient

  constructor(connection: Connection) {
    this.#connection = connection
    this.#client = lazily(() => {
      const client = new SSMClient(connection.readConfig())
      client.middlewareStack.add(connection.counter.middleware('ssm'), eachAttempt)
      return client
    })
  }

  /** DescribeDocument; undefined where SSM does not know the document, or not in this version. */
  async document(
    name: string,
    version: string | undefined,
    signal: AbortSignal
  ): Promise<DocumentDescription | undefined> {
    const operation = 'ssm:DescribeDocument'
    const command = new DescribeDocumentCommand({ Name: name, DocumentVersion: version })
    try {
      const { Document } = await this.#connection.call(operation, signal, (abortSignal) =>
        this.#client().send(command, { abortSignal })
      )
      if (Document === undefined) throw incompleteAnswer(operation, 'it describes no document')
      return Document
    } catch (error) {
      if (/^InvalidDocument(?:Version)?$/.test(errorName(error))) return undefined
      throw error
    }
  }

  /** StartAutomationExecution: the ID of the run that the token stands for. */
  async start(request: AutomationRequest, signal: AbortSignal): Promise<string> {
    const operation = 'ssm:StartAutomationExecution'
    const { document, documentVersion, parameters, token } = request
    const given = Object.entries(parameters).map(([key, values]): [string, string[]] => [key, [...values]])
    const command = new StartAutomationExecutionCommand({
      DocumentName: document,
      DocumentVersion: documentVersion,
      // SSM takes no empty map.
      ...(given.length > 0 && { Parameters: Object.fromEntries(given) }),
      ClientToken: token,
      Mode: 'Auto'
    })
    try {
      const { AutomationExecutionId } = await this.#connection.call(operation, signal, (abortSignal) =>
        this.#client().send(command, { abortSignal })
      )
      if (!AutomationExecutionId) throw incompleteAnswer(operation, 'it names no run')
      return AutomationExecutionId
    } catch (error) {
      if (!(error instanceof FailedCall)) throw error
      throw new FailedCall(adviceOnStart(error.failure, errorName(error), request), { cause: error.cause })
    }
  }

  async automation(automationExecutionId: string, signal: AbortSignal): Promise<AutomationExecution> {
    const operation = 'ssm:GetAutomationExecution'
    const command = new GetAutomationExecutionCommand({ AutomationExecutionId: automationExecutionId })
    const { AutomationExecution } = await this.#connection.call(operation, signal, (abortSignal) =>
      this.#client().send(command, { abortSignal })
    )
    if (AutomationExecution === undefined) throw incompleteAnswer(operation, 'it describes no run')
    return AutomationExecution
  }

  /** StopAutomationExecution: the step under way is let go, no further one begins. */
  async stop(automationExecutionId: string, signal: AbortSignal): Promise<void> {
    const command = new StopAutomationExecutionCommand({
      AutomationExecutionId: automationExecutionId,
      Type: 'Cancel'
    })
    await this.#connection.call('ssm:StopAutomationExecution', signal, (abortSignal) =>
      this.#client().send(command, { abortSignal })
    )
  }
}

/** What AWS calls the error behind a failed call. */
function errorName(error: unknown): string {
  const name = error instanceof FailedCall ? property(error.cause, 'name') : undefined
  return typeof name === 'string' ? name : ''
}
