import { z } from 'zod'
import { ApiError } from '../api-error.js'
import type { SsmDocument } from '../scenario.js'
import type { HttpAnswer, HttpRequest, Operation, Refusal, Service } from '../service.js'
import { valueAt } from '../timeline.js'
import type { World } from '../world.js'
import { cancel, plannedCourse, type Automation } from './automation.js'

const startRequest = z.object({
  DocumentName: z.string().regex(/^[\w\-.:/]{3,130}$/),
  DocumentVersion: z.string().optional(),
  Parameters: z
    .record(z.string().min(1).max(50), z.array(z.string().max(512)).max(50))
    .refine((map) => Object.keys(map).length >= 1 && Object.keys(map).length <= 200)
    .optional(),
  ClientToken: z
    .string()
    .regex(/^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}$/)
    .optional(),
  Mode: z.enum(['Auto', 'Interactive']).optional()
})
const oneExecution = z.object({ AutomationExecutionId: z.string().length(36) })
const stopRequest = oneExecution.extend({ Type: z.enum(['Complete', 'Cancel']).optional() })
const documentRequest = z.object({ Name: z.string(), DocumentVersion: z.string().optional() })

/** What SSM puts in the place of an output that there is not, or not yet. */
const noOutput = 'No output available yet because the step is not successfully executed'

/** AWS Systems Manager, as far as Automation goes (JSON 1.1, API version 2014-11-06). */
export class Ssm implements Service {
  readonly name = 'ssm'
  readonly #world: World
  readonly #operations: Readonly<Record<string, (input: unknown) => object>> = {
    StartAutomationExecution: (input) => this.#start(checked(startRequest, input)),
    GetAutomationExecution: (input) => this.#get(checked(oneExecution, input)),
    StopAutomationExecution: (input) => this.#stop(checked(stopRequest, input)),
    DescribeDocument: (input) => this.#describeDocument(checked(documentRequest, input))
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

  permissions({ name, input }: Operation): readonly string[] {
    return [`ssm:${name}`, ...(this.#passesRole(name, input) ? ['iam:PassRole'] : [])]
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

  /** The same client token starts nothing a second time; with other parameters it is refused. */
  #start(request: z.output<typeof startRequest>): object {
    const { automations, clock, random } = this.#world
    const parameters = request.Parameters ?? {}
    const token = request.ClientToken?.toLowerCase()
    const earlier = automations.find((automation) => token !== undefined && automation.clientToken === token)
    if (earlier !== undefined) {
      const isSame = earlier.documentName === request.DocumentName && isEqual(earlier.parameters, parameters)
      if (isSame) return { AutomationExecutionId: earlier.executionId }
      throw new ApiError('IdempotentParameterMismatch', 400, 'The parameters differ from those of the original call.')
    }
    const document = this.#document(request.DocumentName, request.DocumentVersion)
    checkParameters(request.DocumentName, document, parameters)
    const startedAt = clock.now()
    const automation: Automation = {
      executionId: random.uuid(),
      clientToken: token,
      documentName: request.DocumentName,
      documentVersion: versionOf(request.DocumentVersion),
      parameters,
      document,
      startedAt,
      ...plannedCourse(document, startedAt, clock)
    }
    automations.push(automation)
    return { AutomationExecutionId: automation.executionId }
  }

  #document(name: string, version: string | undefined): SsmDocument {
    const document = this.#world.scenario.documents[name]
    if (document === undefined || document.documentType !== 'Automation') {
      const message = `Automation definition ${name} was not found.`
      throw new ApiError('AutomationDefinitionNotFoundException', 400, message)
    }
    if (versionOf(version) !== '1') {
      const message = `Automation definition ${name} has no version ${String(version)}.`
      throw new ApiError('AutomationDefinitionVersionNotFoundException', 400, message)
    }
    return document
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
        DocumentVersion: automation.documentVersion,
        ExecutionStartTime: automation.startedAt / 1000,
        ...(isOver && { ExecutionEndTime: automation.endsAt / 1000 }),
        AutomationExecutionStatus: status,
        StepExecutions: automation.steps.map((step) => ({
          StepName: step.name,
          Action: step.action,
          StepStatus: valueAt(step.statuses, now),
          ...(valueAt(step.statuses, now) === 'Failed' && {
            FailureMessage: document.failureMessage ?? 'Step fails when it is executing.'
          })
        })),
        StepExecutionsTruncated: false,
        Parameters: automation.parameters,
        Outputs:
          isOver && status === 'Success'
            ? document.outputs
            : Object.fromEntries(Object.keys(document.outputs).map((key) => [key, [noOutput]])),
        ...(status === 'Failed' && { FailureMessage: failureOf(automation, now) }),
        Mode: 'Auto'
      }
    }
  }

  #stop({ AutomationExecutionId }: z.output<typeof stopRequest>): object {
    const automation = this.#find(AutomationExecutionId)
    const now = this.#world.clock.now()
    if (now >= automation.endsAt) {
      const message = `Automation execution ${AutomationExecutionId} has ended, its status cannot be changed.`
      throw new ApiError('InvalidAutomationStatusUpdateException', 400, message)
    }
    cancel(automation, now, this.#world.clock)
    return {}
  }

  #describeDocument({ Name, DocumentVersion }: z.output<typeof documentRequest>): object {
    const document = this.#world.scenario.documents[Name]
    if (document === undefined) throw new ApiError('InvalidDocument', 400, `Document with name ${Name} does not exist.`)
    if (versionOf(DocumentVersion) !== '1') {
      throw new ApiError('InvalidDocumentVersion', 400, `Document ${Name} has no version ${String(DocumentVersion)}.`)
    }
    const { documentType, parameterType: Type, requiredParameters, optionalParameters } = document
    const Parameters = [
      ...requiredParameters.map((name) => ({ Name: name, Type })),
      ...optionalParameters.map((name) => ({ Name: name, Type, DefaultValue: Type === 'String' ? '' : '[]' }))
    ]
    return { Document: { Name, DocumentType: documentType, Status: 'Active', DocumentVersion: '1', Parameters } }
  }

  #find(executionId: string): Automation {
    const automation = this.#world.automations.find((candidate) => candidate.executionId === executionId)
    if (automation !== undefined) return automation
    const message = `Automation execution ${executionId} was not found.`
    throw new ApiError('AutomationExecutionNotFoundException', 400, message)
  }

  #passesRole(operation: string, { DocumentName }: Operation['input']): boolean {
    if (operation !== 'StartAutomationExecution' || typeof DocumentName !== 'string') return false
    return this.#world.scenario.documents[DocumentName]?.assumesRole === true
  }

  #headers(): Record<string, string> {
    return { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': this.#world.random.uuid() }
  }
}

/** Whatever is not a number is the one version that every document has. */
function versionOf(version = '$DEFAULT'): string {
  return version === '$DEFAULT' || version === '$LATEST' ? '1' : version
}

function checkParameters(name: string, document: SsmDocument, given: Automation['parameters']): void {
  const { requiredParameters, optionalParameters, parameterType } = document
  const refuse = (problem: string): never => {
    throw new ApiError('InvalidAutomationExecutionParametersException', 400, problem)
  }
  const missing = requiredParameters.find((key) => given[key] === undefined)
  if (missing !== undefined) refuse(`Parameter "${missing}" is required by ${name} and has no value.`)
  for (const [key, values] of Object.entries(given)) {
    if (![...requiredParameters, ...optionalParameters].includes(key)) refuse(`${name} has no parameter "${key}".`)
    if (parameterType === 'String' && values.length !== 1) refuse(`Parameter "${key}" of ${name} takes one value.`)
  }
}

function isEqual(one: Automation['parameters'], other: Automation['parameters']): boolean {
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]))
  )
}

/** As SSM puts it: the step's failure, in words around it. */
function failureOf({ document, steps }: Automation, now: number): string {
  const rejected = steps.find((step) => valueAt(step.statuses, now) === 'Rejected')
  if (rejected !== undefined) return `Step ${rejected.name} was rejected.`
  return `Step fails when it is Execute/Cancelling action. ${document.failureMessage ?? 'Step fails when it is executing.'}`
}

function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (!result.success) throw new ApiError('ValidationException', 400, z.prettifyError(result.error))
  return result.data
}
