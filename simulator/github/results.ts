import { z } from 'zod'
import { ApiError } from '../api-error.js'
import type { SeededRandom } from '../random.js'
import type { HttpAnswer, HttpRequest, Operation, Refusal, Service } from '../service.js'
import type { World } from '../world.js'
import { Blobs } from './blobs.js'
import { jsonAnswer } from './json.js'
import type { Artifact, Repository } from './repository.js'

const service = '/github.actions.results.api.v1.ArtifactService/'

const ids = { workflow_run_backend_id: z.string(), workflow_job_run_backend_id: z.string() }
const createRequest = z.object({
  ...ids,
  name: z.string().min(1),
  version: z.number(),
  mime_type: z.string().optional()
})
const finalizeRequest = z.object({ ...ids, name: z.string(), size: z.coerce.number(), hash: z.string().optional() })
const listRequest = z.object({ ...ids, name_filter: z.string().optional(), id_filter: z.coerce.number().optional() })
const nameRequest = z.object({ ...ids, name: z.string() })

/** The service that takes a workflow run's artifacts, over Twirp (`ACTIONS_RESULTS_URL`, as `@actions/artifact` calls it). */
export class Results implements Service {
  readonly name = 'results'
  readonly prefix = 'twirp'
  /** The token of the job for its runtime services, with the scope that tells run and job. */
  readonly runtimeToken: string
  readonly #world: World
  readonly #repository: Repository
  readonly #blobs: Blobs
  readonly #run: string
  readonly #operations: Readonly<Record<string, (input: unknown) => object>> = {
    CreateArtifact: (input) => this.#create(input),
    FinalizeArtifact: (input) => this.#finalize(input),
    ListArtifacts: (input) => this.#list(input),
    GetSignedArtifactURL: (input) => this.#sign(input),
    DeleteArtifact: (input) => this.#delete(input)
  }

  constructor(world: World, repository: Repository, blobs: Blobs, chance: SeededRandom) {
    this.#world = world
    this.#repository = repository
    this.#blobs = blobs
    this.#run = chance.uuid()
    const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url')
    const scp = `Actions.Example Actions.Results:${this.#run}:${chance.uuid()}`
    this.runtimeToken = `${part({ typ: 'JWT', alg: 'RS256' })}.${part({ scp })}.${chance.hex(64)}`
  }

  read({ method, path, headers, body }: HttpRequest): Operation {
    const name = path.startsWith(service) ? path.slice(service.length) : ''
    if (method !== 'POST' || !(name in this.#operations)) throw new ApiError('bad_route', 404, 'no handler for path')
    if (headers['authorization'] !== `Bearer ${this.runtimeToken}`) {
      throw new ApiError('unauthenticated', 401, 'unauthenticated')
    }
    return { name, input: JSON.parse(body) as Operation['input'] }
  }

  permissions(): undefined {
    return undefined
  }

  execute({ name, input }: Operation): unknown {
    if (input['workflow_run_backend_id'] !== this.#run) throw new ApiError('not_found', 404, 'workflow run not found')
    return this.#operations[name]?.(input)
  }

  write(_operation: Operation, output: unknown): HttpAnswer {
    return jsonAnswer(200, output)
  }

  writeError({ name, status, message }: ApiError): HttpAnswer {
    return jsonAnswer(status, { code: name, msg: message })
  }

  refuse({ kind }: Refusal): ApiError {
    if (kind === 'throttled') return new ApiError('resource_exhausted', 429, 'too many requests')
    if (kind === 'internal-error') return new ApiError('internal', 500, 'internal error')
    return new ApiError('permission_denied', 403, 'permission denied')
  }

  #create(input: unknown): object {
    const { name } = parsed(createRequest, input)
    if (/["<>|*?\r\n\\/:]/.test(name)) throw new ApiError('invalid_argument', 400, 'the artifact name is invalid')
    const artifact = this.#repository.createArtifact(name)
    if (artifact === undefined) {
      const message = 'Conflict: an artifact with this name already exists on the workflow run'
      throw new ApiError('already_exists', 409, message)
    }
    return { ok: true, signed_upload_url: this.#blobs.urlOf(artifact, 'upload') }
  }

  #finalize(input: unknown): object {
    const { name } = parsed(finalizeRequest, input)
    const artifact = this.#own(name)
    if (artifact.archive === undefined) throw new ApiError('failed_precondition', 412, 'the artifact has no content')
    artifact.isFinalized = true
    return { ok: true, artifact_id: String(artifact.id) }
  }

  #list(input: unknown): object {
    const { name_filter: name, id_filter: id } = parsed(listRequest, input)
    const found = this.#ownArtifacts().filter(
      (artifact) =>
        artifact.isFinalized && (name ?? artifact.name) === artifact.name && (id ?? artifact.id) === artifact.id
    )
    return {
      artifacts: found.map((artifact) => ({
        name: artifact.name,
        database_id: String(artifact.id),
        size: String(artifact.archive?.length ?? 0),
        created_at: new Date(artifact.createdAt).toISOString()
      }))
    }
  }

  #sign(input: unknown): object {
    const artifact = this.#own(parsed(nameRequest, input).name)
    return { signed_url: this.#blobs.urlOf(artifact, 'download') }
  }

  #delete(input: unknown): object {
    const artifact = this.#own(parsed(nameRequest, input).name)
    this.#repository.artifacts.splice(this.#repository.artifacts.indexOf(artifact), 1)
    return { ok: true, artifact_id: String(artifact.id) }
  }

  #own(name: string): Artifact {
    const artifact = this.#ownArtifacts().find((candidate) => candidate.name === name)
    if (artifact === undefined) throw new ApiError('not_found', 404, 'artifact not found')
    return artifact
  }

  #ownArtifacts(): readonly Artifact[] {
    return this.#repository.artifacts.filter(({ runId }) => runId === this.#world.scenario.github.runId)
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input)
  if (!result.success) throw new ApiError('malformed', 400, z.prettifyError(result.error))
  return result.data
}
