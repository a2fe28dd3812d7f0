import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createRecoveryService, type RecoveryServiceOptions } from '../../src/aws/recovery-service.js'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** An AWS on a real socket of this machine, which answers as it is told and counts what reached it. */
export interface LocalAws {
  /** What the next requests get; the last answer stands for all that follow. */
  answer(...answers: readonly Answer[]): void
  /** The requests that arrived, by method and path, in order. */
  readonly requests: string[]
  readonly userAgents: string[]
  /** The access keys that they were signed with, and the times (X-Amz-Date). */
  readonly keys: string[]
  readonly signedAt: string[]
  /** Their bodies. */
  readonly bodies: string[]
  readonly sockets: ReadonlySet<Socket>
  close(): Promise<void>
}

const endpoints = ['AWS_ENDPOINT_URL_DRS', 'AWS_ENDPOINT_URL_EC2', 'AWS_ENDPOINT_URL_STS']

/** Starts it and points the SDKs' own endpoint variables at it. */
export async function startLocalAws(): Promise<LocalAws> {
  const requests: string[] = []
  const userAgents: string[] = []
  const keys: string[] = []
  const signedAt: string[] = []
  const bodies: string[] = []
  const sockets = new Set<Socket>()
  let answers: readonly Answer[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`)
    userAgents.push(request.headers['user-agent'] ?? '')
    keys.push(/Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '')
    signedAt.push(String(request.headers['x-amz-date']))
    sockets.add(request.socket)
    const index = bodies.push('') - 1
    request.setEncoding('utf8').on('data', (chunk: string) => {
      bodies[index] = `${bodies[index] ?? ''}${chunk}`
    })
    const [next, ...rest] = answers
    if (rest.length > 0) answers = rest
    next?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const name of endpoints) process.env[name] = url
  return {
    answer(...given) {
      answers = given
    },
    requests,
    userAgents,
    keys,
    signedAt,
    bodies,
    sockets,
    async close() {
      for (const name of endpoints) Reflect.deleteProperty(process.env, name)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
}

export function xml(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/xml;charset=UTF-8', ...headers }).end(body)
  }
}

export function webPage(status: number): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html><body>Blocked</body></html>')
  }
}

/** The connection is cut without an answer. */
export const cut: Answer = (request) => {
  request.socket.destroy()
}

/** The connection is cut in the middle of the answer. */
export const cutShort: Answer = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
  response.write('{"items":[', () => request.socket.destroy())
}

/** There is never an answer. */
export const silence: Answer = () => undefined

/** A clock that stands still. */
export const clock = { now: () => '2026-11-23T14:00:00.000Z' }

/** A service with the clients that it makes itself, on the endpoints of the environment; with lasting keys or a role. */
export function localService(options: Partial<RecoveryServiceOptions> = {}) {
  return createRecoveryService({
    region: 'us-west-2',
    clock,
    ...(options.role === undefined && {
      credentials: () => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' })
    }),
    ...options
  })
}
