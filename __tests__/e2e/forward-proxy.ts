import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Certificate } from './certificate.js'

/** A proxy that lets through only who gives its user and password, and leads every host to one and the same server. */
export interface ForwardProxy {
  /** Its URL with user and password. */
  readonly url: string
  readonly port: number
  /** What was asked of it, in order. */
  readonly requests: readonly ProxyRequest[]
  close(): Promise<void>
}

export interface ProxyRequest {
  readonly how: 'tunnel' | 'request'
  readonly host: string
  readonly authorized: boolean
}

/**
 * Starts one on this machine.
 *
 * @param target where all requests end up
 * @param certificate what the hosts show that are reached through a tunnel
 */
export async function startForwardProxy(
  target: string,
  {
    user,
    password,
    certificate
  }: { readonly user: string; readonly password: string; readonly certificate: Certificate }
): Promise<ForwardProxy> {
  const requests: ProxyRequest[] = []
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const isLetThrough = (message: IncomingMessage, how: ProxyRequest['how'], host: string): boolean => {
    const authorized = message.headers['proxy-authorization'] === expected
    requests.push({ how, host, authorized })
    return authorized
  }

  const hosts = createTlsServer(certificate, (incoming, outgoing) => {
    pass(incoming, outgoing, target + (incoming.url ?? ''))
  })
  const tlsPort = await listen(hosts)

  const proxy = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '', 'http://not-absolute')
    if (!isLetThrough(incoming, 'request', url.hostname)) {
      outgoing.writeHead(407, refusal).end('Proxy Authentication Required')
      return
    }
    pass(incoming, outgoing, target + url.pathname + url.search)
  })
  proxy.on('connect', (incoming: IncomingMessage, client: Duplex) => {
    if (!isLetThrough(incoming, 'tunnel', (incoming.url ?? '').replace(/:443$/, ''))) {
      const headers = Object.entries(refusal).map(([name, value]) => `${name}: ${value}\r\n`)
      client.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${headers.join('')}\r\n`)
      return
    }
    const onward = connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(client)
      client.pipe(onward)
    })
    const end = (): void => {
      client.destroy()
      onward.destroy()
    }
    onward.on('error', end).on('close', end)
    client.on('error', end).on('close', end)
  })
  const port = await listen(proxy)
  return {
    url: `http://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}`,
    port,
    requests,
    async close() {
      await Promise.all([close(proxy), close(hosts)])
    }
  }
}

const refusal = { 'proxy-authenticate': 'Basic realm="proxy"', 'content-type': 'text/plain' }

function pass(incoming: IncomingMessage, outgoing: ServerResponse, url: string): void {
  const { 'proxy-authorization': _secret, ...headers } = incoming.headers
  const onward = request(url, { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  incoming.pipe(onward)
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeAllConnections()
  })
}
