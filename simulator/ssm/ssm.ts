import { z } from 'zod'
import { ApiError } from '../api-error.js'
import type { HttpAnswer, HttpRequest, Operation, Refusal, Service } from '../service.js'
import { valueAt } from '../timeline.js'
import type { World } from '../world.js'
import { cancel, plannedCourse, type Automation } from './automation.js'

const startRequest = z.object({
  DocumentName: z.string().regex(/^[\w\-.:/]{3,130}$/),
  DocumentVersion: z.string().optional(),
  Parameters: z.record(z.string(), z.array(z.string())).optional(),
  ClientToken: z
    .string()
    .regex(/^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}$/)
    .optional()
})
const oneExecution = z.object({ AutomationExecutionId: z.string().length(36) })
const stopRequest = oneExecution.extend({ Type: z.enum(['Complete', 'Cancel']).optional() })
const oneDocument = z.object({ Name: z.string() })

/** AWS Systems Manager, as far as Automation goes (JSON 1.1, API version 2014-11-06). */
export class Ssm implements Service {
  readonly name = 'ssm'
  readonly #world: World
  readonly #automations: Automation[] = []
  readonly #operations: Readonly<Record<string, (input: unknown) => object>> = {
    StartAutomationExecution: (input) => this.#start(checked(startRequest, input)),
    GetAutomationExecution: (input) => this.#get(checked(oneExecution, input)),
    StopAutomationExecution: (input) => this.#stop(checked(stopRequest, input)),
    DescribeDocument: (input) => this.#describeDocument(checked(oneDocument, input))
  }

  constructor(world: World) {
    this.#world = world
  }

  read({ headers, body }: HttpRequest): Operation {
    const name = (headers['x-amz-target'] ?? '').split('.')[1] ?? ''
    if (!(name in this.#operations)) {
      throw new ApiError('UnknownOperationException', 400, `The simulator has no operation ${name}.`)
    }
    return { name, input: JSON.parse(body || '{}') as Operation['input'] }
  }

  permissions({ name }: Operation): readonly string[] {
    return [`ssm:${name}`]
  }

  execute({ name, input }: Operation): unknown {
    return this.#operations[name]?.(input)
  }

  write(_operation: Operation, output: unknown): HttpAnswer {
    return { status: 200, headers: this.#headers(), body: JSON.stringify(output) }
  }

  writeError(error: ApiError): HttpAnswer {
    const body = JSON.stringify({ __type: error.name, message: error.message, ...error.details })
    return { status: error.status, headers: this.#headers(), body }
  }

  refuse(refusal: Refusal): ApiError {
    switch (refusal.kind) {
      case 'missing-credentials':
        return new ApiError('MissingAuthenticationTokenException', 400, 'Missing Authentication Token')
      case 'unknown-credentials':
        return new ApiError(
          'UnrecognizedClientException',
          400,
          'The security token included in the request is invalid.'
        )
      case 'expired-credentials':
        return new ApiError('ExpiredTokenException', 400, 'The security token included in the request is expired')
      case 'internal-error':
        return new ApiError('InternalServerError', 500, 'An error occurred on the server side.')
      case 'denied':
        return new ApiError('AccessDeniedException', 400, refusal.message)
      case 'throttled':
        return new ApiError('ThrottlingException', 400, 'Rate exceeded', {}, refusal.retryAfterSeconds)
    }
  }

  /** The same client token starts nothing a second time. */
  #start(request: z.output<typeof startRequest>): object {
    const earlier = this.#automations.find(
      (automation) => request.ClientToken !== undefined && automation.clientToken === request.ClientToken
    )
    if (earlier !== undefined) return { AutomationExecutionId: earlier.executionId }
    const { scenario, clock, random } = this.#world
    const document = scenario.documents[request.DocumentName]
    if (document === undefined) {
      const message = `Automation definition ${request.DocumentName} was not found.`
      throw new ApiError('AutomationDefinitionNotFoundException', 400, message)
    }
    const parameters = request.Parameters ?? {}
    const missing = document.requiredParameters.find((name) => parameters[name] === undefined)
    if (missing !== undefined) {
      const message = `Parameter "${missing}" is required by ${request.DocumentName} and has no value.`
      throw new ApiError('InvalidAutomationExecutionParametersException', 400, message)
    }
    const startedAt = clock.now()
    const automation: Automation = {
      executionId: random.uuid(),
      clientToken: request.ClientToken,
      documentName: request.DocumentName,
      parameters,
      document,
      startedAt,
      ...plannedCourse(document, startedAt, clock)
    }
    this.#automations.push(automation)
    return { AutomationExecutionId: automation.executionId }
  }

  #get({ AutomationExecutionId }: z.output<typeof oneExecution>): object {
    const automation = this.#find(AutomationExecutionId)
    const now = this.#world.clock.now()
    const status = valueAt(automation.statuses, now)
    const isOver = now >= automation.endsAt
    const { document } = automation
    return {
      AutomationExecution: {
        AutomationExecutionId,
        DocumentName: automation.documentName,
        DocumentVersion: '1',
        ExecutionStartTime: automation.startedAt / 1000,
        ...(isOver && { ExecutionEndTime: automation.endsAt / 1000 }),
        AutomationExecutionStatus: status,
        StepExecutions: automation.steps.map((step) => ({
          StepName: step.name,
          Action: step.action,
          StepStatus: valueAt(step.statuses, now)
        })),
        StepExecutionsTruncated: false,
        Parameters: automation.parameters,
        Outputs: isOver && status === 'Success' ? document.outputs : {},
        ...(status === 'Failed' && { FailureMessage: document.failureMessage ?? 'Step fails when it is executing.' }),
        Mode: 'Auto'
      }
    }
  }

  #stop({ AutomationExecutionId }: z.output<typeof stopRequest>): object {
    cancel(this.#find(AutomationExecutionId), this.#world.clock.now())
    return {}
  }

  #describeDocument({ Name }: z.output<typeof oneDocument>): object {
    const document = this.#world.scenario.documents[Name]
    if (document === undefined) throw new ApiError('InvalidDocument', 400, `Document with name ${Name} does not exist.`)
    const Parameters = document.requiredParameters.map((name) => ({ Name: name, Type: 'StringList' }))
    return { Document: { Name, DocumentType: 'Automation', Status: 'Active', DocumentVersion: '1', Parameters } }
  }

  #find(executionId: string): Automation {
    const automation = this.#automations.find((candidate) => candidate.executionId === executionId)
    if (automation !== undefined) return automation
    const message = `Automation execution ${executionId} was not found.`
    throw new ApiError('AutomationExecutionNotFoundException', 400, message)
  }

  #headers(): Record<string, string> {
    return { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': this.#world.random.uuid() }
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (!result.success) throw new ApiError('ValidationException', 400, z.prettifyError(result.error))
  return result.data
}
