import type { EvaluationResult, SimulatePolicyResponse } from '@aws-sdk/client-iam'
import { z } from 'zod'
import { ApiError } from './api-error.js'
import { decide } from './authorization.js'
import { awsQueryRefusal, writeAwsQuery, writeAwsQueryError } from './protocol/aws-query.js'
import { fits } from './pattern.js'
import { readQuery } from './protocol/query.js'
import type { Scenario } from './scenario.js'
import type { CallContext, HttpAnswer, HttpRequest, Operation, Service } from './service.js'
import type { World } from './world.js'

const namespace = 'https://iam.amazonaws.com/doc/2010-05-08/'

const simulateRequest = z.object({
  // A session has no policies of its own: IAM wants the user or role behind it.
  PolicySourceArn: z.string().regex(/^arn:[\w-]+:iam::\d{12}:(user|group|role)\/.+$/),
  ActionNames: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z*]+$/)).min(1),
  ResourceArns: z.array(z.string()).default(['*']),
  ContextEntries: z
    .array(
      z.object({ ContextKeyName: z.string(), ContextKeyType: z.string(), ContextKeyValues: z.array(z.string()).min(1) })
    )
    .default([]),
  MaxItems: z.coerce.number().int().min(1).max(1000).default(100),
  Marker: z.string().optional()
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

/** SimulatePrincipalPolicy: an answer for each action on each resource, a page at a time. */
function simulatePrincipalPolicy(input: unknown, { world }: CallContext): SimulatePolicyResponse {
  const result = simulateRequest.safeParse(input)
  if (!result.success) throw new ApiError('InvalidInput', 400, z.prettifyError(result.error))
  const { PolicySourceArn, ActionNames, ResourceArns, ContextEntries, MaxItems, Marker } = result.data
  if (!world.scenario.permissions.principals.some((pattern) => fits(pattern, PolicySourceArn))) {
    throw new ApiError('NoSuchEntity', 404, `The entity with ARN ${PolicySourceArn} cannot be found.`)
  }
  const known = new Set(ContextEntries.map(({ ContextKeyName }) => ContextKeyName))
  const all = ActionNames.flatMap((action) =>
    ResourceArns.map((resource) => evaluation(action, resource, known, world.scenario))
  )
  const start = Number(Marker ?? 0)
  const end = start + Math.min(MaxItems, world.scenario.pageSize)
  const isTruncated = end < all.length
  return {
    EvaluationResults: all.slice(start, end),
    IsTruncated: isTruncated,
    ...(isTruncated && { Marker: String(end) })
  }
}

function evaluation(
  action: string,
  resource: string,
  known: ReadonlySet<string>,
  { permissions }: Scenario
): EvaluationResult {
  const decision = decide(action, { permissions })
  const missing = (permissions.conditions[action] ?? []).filter((key) => !known.has(key))
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision === 'allowed' && missing.length > 0 ? 'implicitDeny' : decision,
    MatchedStatements: [],
    MissingContextValues: missing
  }
}
