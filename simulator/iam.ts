import { z } from 'zod'
import { ApiError } from './api-error.js'
import { decide } from './authorization.js'
import { awsQueryRefusal, writeAwsQuery, writeAwsQueryError } from './protocol/aws-query.js'
import { readQuery } from './protocol/query.js'
import type { CallContext, HttpAnswer, HttpRequest, Operation, Service } from './service.js'
import type { World } from './world.js'

const namespace = 'https://iam.amazonaws.com/doc/2010-05-08/'

const simulateRequest = z.object({
  // A session has no policies of its own: IAM wants the user or role behind it.
  PolicySourceArn: z.string().regex(/^arn:[\w-]+:iam::\d{12}:(user|group|role)\/.+$/),
  ActionNames: z.array(z.string()).min(1),
  ResourceArns: z.array(z.string()).default(['*'])
})

/** AWS Identity and Access Management, as far as it can foretell permissions (query protocol, version 2010-05-08). */
export class Iam implements Service {
  readonly name = 'iam'
  readonly #world: World
  readonly #operations: Readonly<Record<string, (input: unknown, context: CallContext) => object>> = {
    SimulatePrincipalPolicy: simulatePrincipalPolicy
  }

  constructor(world: World) {
    this.#world = world
  }

  read(request: HttpRequest): Operation {
    return readQuery(request, this.#operations)
  }

  permissions({ name }: Operation): readonly string[] {
    return [`iam:${name}`]
  }

  execute({ name, input }: Operation, context: CallContext): unknown {
    return this.#operations[name]?.(input, context)
  }

  write(operation: Operation, output: unknown): HttpAnswer {
    return writeAwsQuery(operation, output as object, namespace, this.#world.random.uuid())
  }

  writeError(error: ApiError): HttpAnswer {
    return writeAwsQueryError(error, namespace, this.#world.random.uuid())
  }

  readonly refuse = awsQueryRefusal
}

function simulatePrincipalPolicy(input: unknown, { world }: CallContext): object {
  const result = simulateRequest.safeParse(input)
  if (!result.success) throw new ApiError('InvalidInput', 400, z.prettifyError(result.error))
  const { ActionNames, ResourceArns } = result.data
  return {
    EvaluationResults: ActionNames.flatMap((action) =>
      ResourceArns.map((resource) => ({
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: decide(action, world.scenario)
      }))
    ),
    IsTruncated: false
  }
}
