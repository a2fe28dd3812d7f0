import { ApiError } from '../api-error.js'
import type { SeededRandom } from '../random.js'
import type { HttpAnswer, HttpRequest, Operation, Refusal, Service } from '../service.js'
import type { Artifact, Repository } from './repository.js'

const operations = new Map([
  ['PUT block', 'PutBlock'],
  ['PUT blocklist', 'PutBlockList'],
  ['GET ', 'GetBlob']
])

/**
 * The storage that artifacts are uploaded to and downloaded from, with signed addresses: Azure Blob Storage, as far as
 * block blobs go (Put Block, Put Block List, Get Blob).
 */
export class Blobs implements Service {
  readonly name = 'blobs'
  /** Where this service is served; known once the server listens. */
  url = ''
  readonly #repository: Repository
  readonly #signature: string

  constructor(repository: Repository, chance: SeededRandom) {
    this.#repository = repository
    this.#signature = Buffer.from(`${chance.hex(31)}?`).toString('base64')
  }

  /** A signed address; whoever has it may do this one thing. */
  urlOf({ id }: Artifact, purpose: 'upload' | 'download'): string {
    const permission = purpose === 'upload' ? 'cw' : 'r'
    return `${this.url}/${this.name}/artifacts/${String(id)}.zip?sp=${permission}&sig=${encodeURIComponent(this.#signature)}`
  }

  read({ method, path, query, body, bytes }: HttpRequest): Operation {
    const id = /^\/artifacts\/(\d+)\.zip$/.exec(path)?.[1]
    const comp = query.get('comp') ?? ''
    const name = operations.get(`${method} ${comp}`)
    if (id === undefined || name === undefined) throw new ApiError('InvalidUri', 400, 'The request is not understood.')
    const allowed = query.get('sp') === (name === 'GetBlob' ? 'r' : 'cw') && query.get('sig') === this.#signature
    if (!allowed) throw new ApiError('AuthenticationFailed', 403, 'The signature did not match.')
    return { name, input: { id: Number(id), block: query.get('blockid'), list: body, bytes } }
  }

  permissions(): undefined {
    return undefined
  }

  execute({ name, input }: Operation): unknown {
    const artifact = this.#repository.artifact(Number(input['id']))
    if (artifact === undefined) throw new ApiError('BlobNotFound', 404, 'The specified blob does not exist.')
    switch (name) {
      case 'PutBlock':
        artifact.blocks.set(String(input['block']), input['bytes'] as Buffer)
        return undefined
      case 'PutBlockList': {
        const listed = [...String(input['list']).matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)].map(
          ([, block = '']) => block
        )
        const blocks = listed.map((block) => artifact.blocks.get(block))
        if (blocks.includes(undefined)) throw new ApiError('InvalidBlockList', 400, 'The block list is invalid.')
        artifact.archive = Buffer.concat(blocks.flatMap((block) => block ?? []))
        return undefined
      }
      default:
        return artifact.archive ?? Buffer.alloc(0)
    }
  }

  write({ name }: Operation, output: unknown): HttpAnswer {
    const headers = { etag: '"0x1"', 'last-modified': new Date(0).toUTCString(), 'x-ms-version': '2026-02-06' }
    if (name === 'GetBlob') {
      return { status: 200, headers: { ...headers, 'content-type': 'application/zip' }, body: output as Buffer }
    }
    return { status: 201, headers, body: '' }
  }

  writeError({ name, status, message }: ApiError): HttpAnswer {
    const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${name}</Code><Message>${message}</Message></Error>`
    return { status, headers: { 'content-type': 'application/xml', 'x-ms-error-code': name }, body }
  }

  refuse({ kind }: Refusal): ApiError {
    if (kind === 'throttled') return new ApiError('ServerBusy', 503, 'The server is busy.')
    if (kind === 'internal-error')
      return new ApiError('InternalError', 500, 'The server encountered an internal error.')
    return new ApiError('AuthorizationFailure', 403, 'This request is not authorized.')
  }
}
