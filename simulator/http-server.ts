import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { ApiError } from './api-error.js'
import { decide, denial } from './authorization.js'
import { newCall, type Call } from './calls.js'
import type { Caller, Credentials } from './credentials.js'
import type { Fault, Faults } from './faults.js'
import type { HttpAnswer, HttpRequest, Operation, Service } from './service.js'
import type { World } from './world.js'

export interface HttpServerParts {
  readonly world: World
  readonly credentials: Credentials
  readonly faults: Faults
  readonly services: readonly Service[]
  readonly calls: Call[]
}

/** Serves AWS over HTTP on this machine alone: `http://127.0.0.1:<port>/<service>/…`. */
export class HttpServer {
  readonly #parts: HttpServerParts
  readonly #server: Server

  constructor(parts: HttpServerParts) {
    this.#parts = parts
    // Idle connections are kept: one that was closed in the middle of a test would look like a fault.
    this.#server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        // A client that was killed while it sent is no concern of ours.
        if (!request.complete) return
        // A defect of the simulator must not look like a fault of AWS.
        console.error('simulator:', error)
        response.writeHead(599).end(String(error))
      })
    })
  }

  /** Listens on a free port and resolves to the address. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve()
      })
      this.#server.closeAllConnections()
    })
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(message.url ?? '/', 'http://127.0.0.1')
    const [, prefix = '', ...rest] = url.pathname.split('/')
    const service = this.#parts.services.find((candidate) => (candidate.prefix ?? candidate.name) === prefix)
    if (service === undefined) {
      response.writeHead(404).end(`The simulator has no service "${prefix}".`)
      return
    }
    const bytes = await bodyOf(message)
    const request: HttpRequest = {
      method: message.method ?? 'GET',
      path: `/${rest.join('/')}`,
      query: url.searchParams,
      headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
      body: bytes.toString('utf8'),
      bytes
    }
    const record = (operation: Operation, outcome: string): Call => {
      const at = this.#parts.world.clock.now()
      const call = newCall(at, service, operation, request.headers, outcome)
      this.#parts.calls.push(call)
      return call
    }
    let operation: Operation
    try {
      operation = service.read(request)
    } catch (error) {
      const failure = apiError(error)
      record({ name: request.path, input: {} }, failure.name)
      send(response, service.writeError(failure))
      return
    }
    await this.#answer(service, operation, request, record(operation, 'under way'), response)
  }

  async #answer(
    service: Service,
    operation: Operation,
    request: HttpRequest,
    call: Call,
    response: ServerResponse
  ): Promise<void> {
    const { delayMilliseconds, fault } = this.#parts.faults.strike(service.name, operation.name)
    if (delayMilliseconds > 0) await pause(delayMilliseconds, undefined, { ref: false })
    if (fault?.kind === 'cut-before') {
      call.outcome = 'cut'
      response.destroy()
      return
    }
    if (fault?.kind === 'hang') {
      call.outcome = 'hung'
      return
    }
    const refusal = fault === undefined ? undefined : refusalBefore(fault, service)
    let answer: HttpAnswer
    try {
      if (refusal !== undefined) throw refusal
      const caller = this.#authorize(service, operation, request)
      const output = service.execute(operation, { ...this.#parts, caller })
      call.executed = true
      call.outcome = 'ok'
      answer = service.write(operation, output)
    } catch (error) {
      const failure = apiError(error)
      call.outcome = failure.name
      answer = service.writeError(failure)
    }
    switch (fault?.kind) {
      case 'cut-after':
        call.outcome = 'cut'
        response.destroy()
        return
      case 'hang-after':
        call.outcome = 'hung'
        return
      case 'cut-during':
        call.outcome = 'cut'
        response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) + 1 })
        response.write(Buffer.from(answer.body as string).subarray(0, Math.floor(answer.body.length / 2)), () =>
          response.destroy()
        )
        return
      case 'internal-error':
      case 'error': {
        if (refusal !== undefined) break
        const failure = errorOf(fault, service)
        call.outcome = failure.name
        answer = service.writeError(failure)
        break
      }
      case 'throttle':
      case undefined:
    }
    send(response, answer)
  }

  /** Who calls, provided they may. */
  #authorize(service: Service, operation: Operation, request: HttpRequest): Caller | undefined {
    const permissions = service.permissions(operation)
    if (permissions === undefined) return undefined
    const caller = this.#parts.credentials.identify(request.headers)
    if (typeof caller === 'string') throw service.refuse({ kind: `${caller}-credentials` })
    const { scenario } = this.#parts.world
    for (const permission of permissions) {
      const decision = decide(permission, scenario)
      if (decision === 'allowed') continue
      throw service.refuse({ kind: 'denied', message: denial(caller.arn, permission, decision, scenario) })
    }
    return caller
  }
}

/** The error that a fault answers with before the call is executed. */
function refusalBefore(fault: Fault, service: Service): ApiError | undefined {
  if (fault.kind === 'throttle') {
    return service.refuse({ kind: 'throttled', retryAfterSeconds: fault.retryAfterSeconds })
  }
  if ((fault.kind === 'internal-error' || fault.kind === 'error') && !fault.executed) return errorOf(fault, service)
  return undefined
}

function errorOf(fault: Extract<Fault, { kind: 'internal-error' | 'error' }>, service: Service): ApiError {
  if (fault.kind === 'internal-error') return service.refuse({ kind: 'internal-error' })
  return new ApiError(fault.name, fault.status, fault.message)
}

function apiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  throw error
}

function send(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) })
  response.end(answer.body)
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
