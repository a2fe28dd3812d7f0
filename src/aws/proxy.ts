import { Agent as HttpAgent, type ClientRequest } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Agent, type AgentConnectOpts } from 'agent-base'
import { HttpProxyAgent } from 'http-proxy-agent'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import { INVALID_PROXY } from './sdk-error.js'

/**
 * Connects directly, or through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY (upper or lower case) name for the
 * host; a user and password in the proxy's URL are sent to the proxy.
 */
export class EnvironmentProxyAgent extends Agent {
  readonly #keepAlive: boolean
  readonly #agents = new Map<string, HttpAgent>()

  constructor(options: { readonly keepAlive: boolean }) {
    super(options)
    this.#keepAlive = options.keepAlive
  }

  override connect(request: ClientRequest, options: AgentConnectOpts): HttpAgent {
    const { secureEndpoint } = options
    const header = request.getHeader('host')
    const host = typeof header === 'string' ? header : (options.host ?? '')
    const proxy = getProxyForUrl(`${secureEndpoint ? 'https' : 'http'}://${host}/`)
    const key = `${String(secureEndpoint)} ${proxy}`
    const agent = this.#agents.get(key) ?? makeAgent(secureEndpoint, proxy, this.#keepAlive)
    this.#agents.set(key, agent)
    return agent
  }
}

function makeAgent(secure: boolean, proxy: string, keepAlive: boolean): HttpAgent {
  const options = { keepAlive }
  if (proxy === '') return secure ? new HttpsAgent(options) : new HttpAgent(options)
  if (!isUsable(proxy)) {
    // Its text is nobody's business: it may hold a password.
    const variable = secure ? 'HTTPS_PROXY' : 'HTTP_PROXY'
    throw Object.assign(new Error(`the environment variable ${variable} names no proxy that can be used`), {
      name: INVALID_PROXY
    })
  }
  // A request without TLS has to be written anew for the proxy, which is not done on a connection that was kept.
  return secure ? new HttpsProxyAgent(proxy, options) : new HttpProxyAgent(proxy, { keepAlive: false })
}

function isUsable(proxy: string): boolean {
  try {
    const { protocol, username, password } = new URL(proxy)
    // The agents decode them, and would fail on a "%" that stands for itself.
    decodeURIComponent(username + password)
    return protocol === 'http:' || protocol === 'https:'
  } catch {
    return false
  }
}
