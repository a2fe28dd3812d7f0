import type {
  AssumeRoleResponse,
  AssumeRoleWithWebIdentityResponse,
  GetCallerIdentityResponse
} from '@aws-sdk/client-sts'
import { z } from 'zod'
import { ApiError } from './api-error.js'
import type { Oidc } from './oidc.js'
import { fits } from './pattern.js'
import { awsQueryRefusal, writeAwsQuery, writeAwsQueryError } from './protocol/aws-query.js'
import { readQuery } from './protocol/query.js'
import type { CallContext, HttpAnswer, HttpRequest, Operation, Service } from './service.js'
import type { World } from './world.js'

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/'

const session = {
  RoleArn: z.string().regex(/^arn:[\w-]+:iam::\d{12}:role\/.+$/),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(3600)
}
const assumeRole = z.object(session)
const assumeRoleWithWebIdentity = z.object({ ...session, WebIdentityToken: z.string().min(4).max(20_000) })

type Session = z.output<typeof assumeRole>

/** AWS Security Token Service (query protocol, API version 2011-06-15). */
export class Sts implements Service {
  readonly name = 'sts'
  readonly #world: World
  readonly #oidc: Oidc
  readonly #operations: Readonly<Record<string, (input: unknown, context: CallContext) => object>> = {
    GetCallerIdentity: (_input, context) => this.#getCallerIdentity(context),
    AssumeRole: (input, context) => this.#assumeRole(checked(assumeRole, input), context),
    AssumeRoleWithWebIdentity: (input, context) => {
      const request = checked(assumeRoleWithWebIdentity, input)
      return this.#assumeRoleWithWebIdentity(request, request.WebIdentityToken, context)
    }
  }

  constructor(world: World, oidc: Oidc) {
    this.#world = world
    this.#oidc = oidc
  }

  read(request: HttpRequest): Operation {
    return readQuery(request, this.#operations)
  }

  permissions({ name }: Operation): readonly string[] | undefined {
    // The web identity stands in for a signature, and nobody can be denied GetCallerIdentity.
    if (name === 'AssumeRoleWithWebIdentity') return undefined
    return name === 'GetCallerIdentity' ? [] : [`sts:${name}`]
  }

  execute({ name, input }: Operation, context: CallContext): unknown {
    const { down } = context.world.scenario.sts
    if (down !== undefined && context.world.clock.isWithin(down, context.world.clock.now())) {
      throw new ApiError('ServiceUnavailable', 503, 'Service is unavailable')
    }
    return this.#operations[name]?.(input, context)
  }

  write(operation: Operation, output: unknown): HttpAnswer {
    return writeAwsQuery(operation, output as object, namespace, this.#world.random.uuid())
  }

  writeError(error: ApiError): HttpAnswer {
    return writeAwsQueryError(error, namespace, this.#world.random.uuid())
  }

  readonly refuse = awsQueryRefusal

  #getCallerIdentity({ caller, world }: CallContext): GetCallerIdentityResponse {
    return { Arn: caller?.arn, UserId: caller?.userId, Account: world.scenario.account }
  }

  #assumeRole(request: Session, context: CallContext): AssumeRoleResponse {
    const { caller } = context
    if (caller?.role !== undefined && request.DurationSeconds > 3600) {
      const message =
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining'
      throw new ApiError('ValidationError', 400, message)
    }
    return this.#open(request, context, `User: ${caller?.arn ?? ''} is not authorized to perform: sts:AssumeRole on `)
  }

  #assumeRoleWithWebIdentity(request: Session, token: string, context: CallContext): AssumeRoleWithWebIdentityResponse {
    const { sts } = context.world.scenario
    const identity = this.#oidc.issued(token)
    if (identity === undefined || !sts.hasOidcProvider) {
      const message = 'No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com'
      throw new ApiError('InvalidIdentityToken', 400, message)
    }
    if (context.world.clock.now() >= identity.expiresAt) {
      const message = 'Token expired: current date/time must be before the expiration date/time'
      throw new ApiError('ExpiredTokenException', 400, message)
    }
    if (identity.aud !== sts.trustedAud) {
      throw new ApiError('InvalidIdentityToken', 400, 'Incorrect token audience')
    }
    if (!sts.trustedSubs.some((pattern) => fits(pattern, identity.sub))) throw notAuthorized()
    const opened = this.#open(request, context, undefined)
    return {
      ...opened,
      SubjectFromWebIdentityToken: identity.sub,
      Audience: identity.aud,
      Provider: `arn:aws:iam::${context.world.scenario.account}:oidc-provider/token.actions.githubusercontent.com`
    }
  }

  #open(request: Session, { world, credentials }: CallContext, denied: string | undefined): AssumeRoleResponse {
    const { sts, account } = world.scenario
    const isKnown = request.RoleArn.split(':')[4] === account && sts.roles.some((role) => fits(role, request.RoleArn))
    if (!isKnown) {
      throw denied === undefined
        ? notAuthorized()
        : new ApiError('AccessDenied', 403, `${denied}resource: ${request.RoleArn}`)
    }
    if (request.DurationSeconds > sts.maxSessionDurationSeconds) {
      const message = 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'
      throw new ApiError('ValidationError', 400, message)
    }
    const role = request.RoleArn.split('/').at(-1) ?? ''
    const key = credentials.openSession(role, request.RoleSessionName, request.DurationSeconds)
    return {
      AssumedRoleUser: { Arn: key.caller.arn, AssumedRoleId: key.caller.userId },
      Credentials: {
        AccessKeyId: key.accessKeyId,
        SecretAccessKey: key.secretAccessKey,
        SessionToken: key.sessionToken,
        Expiration: new Date(key.expiresAt)
      }
    }
  }
}

function notAuthorized(): ApiError {
  return new ApiError('AccessDenied', 403, 'Not authorized to perform sts:AssumeRoleWithWebIdentity')
}

function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (!result.success) throw new ApiError('ValidationError', 400, z.prettifyError(result.error))
  return result.data
}
