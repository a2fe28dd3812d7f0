import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An answer on its way to the action. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** Who stands between the action and a service, and may change what the service answers. */
export interface Interposer {
  /** The address to use instead of the service's. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Stands in front of a service at `target`. `change` is told of every call by the last part of its path (DRS's operation),
 * and gives the answer that the action gets; undefined passes it on as it is.
 */
export async function interpose(
  target: string,
  change: (operation: string, answer: Answer) => Answer | undefined
): Promise<Interposer> {
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing, target, change)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
  }
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: string,
  change: (operation: string, answer: Answer) => Answer | undefined
): Promise<void> {
  const body = await textOf(incoming)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const onward = request(
      target + (incoming.url ?? ''),
      { method: incoming.method, headers: incoming.headers },
      resolve
    )
    onward.on('error', reject)
    onward.end(body)
  })
  const text = await textOf(answer)
  const given: Answer = {
    status: answer.statusCode ?? 500,
    contentType: answer.headers['content-type'] ?? '',
    body: text
  }
  const changed = change(incoming.url?.split('/').at(-1) ?? '', given)
  const headers = changed === undefined ? answer.headers : { 'content-type': changed.contentType }
  const shown = changed ?? given
  outgoing.writeHead(shown.status, { ...headers, 'content-length': Buffer.byteLength(shown.body) })
  outgoing.end(shown.body)
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
