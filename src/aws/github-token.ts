import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { FailedCall, type Failure } from '../drill/failure.js'
import { proxyRefusal } from './advice.js'
import { outsideText } from './outside-text.js'
import { EnvironmentProxyAgent } from './proxy.js'
import { INVALID_PROXY, property, readSdkError } from './sdk-error.js'

/** Where a workflow's job asks GitHub for a token, and with what: the runner sets both for jobs that may ask. */
export interface TokenEndpoint {
  /** `ACTIONS_ID_TOKEN_REQUEST_URL` */
  readonly url: string
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN`: a secret. */
  readonly requestToken: string
}

/** GitHub answers within seconds; what takes longer is asked anew. */
const timeoutSeconds = 15

/** A token has a few thousand characters. */
const longestAnswer = 100_000

/**
 * Asks GitHub for an OIDC token of the job ('Methods for requesting the OIDC token', GitHub documentation), a new one each
 * time, in one attempt. Not by `core.getIDToken`, which cannot be cancelled, has its own rules for NO_PROXY, and warns of
 * deprecated code where there is a proxy.
 *
 * @throws FailedCall: `unsent` where GitHub did not answer, of a class that does not pass where it refuses
 */
export async function fetchGitHubToken(endpoint: TokenEndpoint, audience: string): Promise<string> {
  try {
    const { status, body } = await get(endpoint, audience)
    if (status !== 200) throw refusal(status, body)
    const token = tokenIn(body)
    if (token === undefined) throw failure('unsent', 'The answer of GitHub holds no OIDC token')
    return token
  } catch (thrown) {
    if (thrown instanceof FailedCall) throw thrown
    const words = outsideText(readSdkError(thrown).text)
    const isOwnFault = property(thrown, 'name') === INVALID_PROXY
    throw failure(isOwnFault ? 'invalid' : 'unsent', `GitHub gave no OIDC token for the role: ${words}`, thrown)
  }
}

function get(
  { url, requestToken }: TokenEndpoint,
  audience: string
): Promise<{ readonly status: number | undefined; readonly body: string }> {
  const address = new URL(url)
  address.searchParams.set('audience', audience)
  const send = address.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const request = send(
      address,
      {
        agent: new EnvironmentProxyAgent({ keepAlive: false }),
        headers: { authorization: `bearer ${requestToken}`, accept: 'application/json' },
        signal: AbortSignal.timeout(timeoutSeconds * 1000)
      },
      (answer) => {
        textOf(answer).then((body) => {
          resolve({ status: answer.statusCode, body })
        }, reject)
      }
    )
    request.on('error', reject)
    request.end()
  })
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of answer.setEncoding('utf8')) {
    text += String(chunk)
    if (text.length > longestAnswer) throw new Error('its answer does not end')
  }
  return text
}

function tokenIn(body: string): string | undefined {
  try {
    const token = property(JSON.parse(body), 'value')
    return typeof token === 'string' && token !== '' ? token : undefined
  } catch {
    return undefined
  }
}

function refusal(status: number | undefined, body: string): FailedCall {
  const words = `HTTP ${String(status)}: ${outsideText(body, 200)}`
  if (status === 407) return failure('invalid', proxyRefusal)
  // Refused, rather than not answered: asking again with the same request token changes nothing.
  if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429) {
    return failure(
      'credentials',
      'GitHub refuses this job an OIDC token for the role: give the job "permissions: { id-token: write, contents: ' +
        `read }" (${words})`
    )
  }
  return failure('unsent', `GitHub gave no OIDC token for the role: ${words}`)
}

function failure(failureClass: Failure['class'], message: string, cause?: unknown): FailedCall {
  return new FailedCall({ class: failureClass, operation: 'sts:AssumeRoleWithWebIdentity', message }, { cause })
}
