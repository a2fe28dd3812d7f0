import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Simulator } from '../../simulator/index.js'
import { certificateFor, type Certificate } from './certificate.js'
import { startAws } from './drills.js'
import { startForwardProxy, type ForwardProxy } from './forward-proxy.js'
import { errorsIn } from './log-reader.js'
import { roleScenario, runRoleDrill, tracesOf, type RoleDrill } from './roles.js'
import { temporaryFolder } from './temporary.js'

const user = 'porter'
// Signs that have to be encoded in a URL.
const password = 'pa:ss/w@rd %1'
const proxies: ForwardProxy[] = []
let certificate: Certificate
let trusted: string

beforeAll(() => {
  certificate = certificateFor('*.aws.test')
  trusted = join(temporaryFolder('certificate'), 'ca.pem')
  writeFileSync(trusted, certificate.cert)
})
afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()))
})

async function start(): Promise<{ readonly simulator: Simulator; readonly proxy: ForwardProxy }> {
  const simulator = await startAws(roleScenario())
  const proxy = await startForwardProxy(simulator.url, { user, password, certificate })
  proxies.push(proxy)
  return { simulator, proxy }
}

/** The services at hosts that only the proxy knows. */
function hostsOf({ environment, url }: Simulator, scheme: 'http' | 'https'): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const service = /\/(?<service>drs|ec2|iam|sts|oidc)(?:\/|$)/.exec(value.replace(url, ''))?.groups?.['service']
      return service === undefined ? [] : [[name, value.replace(url, `${scheme}://${service}.aws.test`)]]
    })
  )
}

const allHosts = ['drs.aws.test', 'ec2.aws.test', 'iam.aws.test', 'oidc.aws.test', 'sts.aws.test']

function expectNoPassword(drill: RoleDrill, ...passwords: readonly string[]): void {
  const forms = passwords.flatMap((one) => [
    one,
    encodeURIComponent(one),
    Buffer.from(`${user}:${one}`).toString('base64')
  ])
  for (const [name, text] of tracesOf(drill, drill.folder)) {
    expect({ name, found: forms.filter((form) => text.includes(form)) }).toEqual({ name, found: [] })
  }
}

describe('a proxy that wants a user and a password', () => {
  test.concurrent.each([
    ['HTTPS_PROXY', 'https', 'tunnel'],
    ['https_proxy', 'https', 'tunnel'],
    ['HTTP_PROXY', 'http', 'request'],
    ['http_proxy', 'http', 'request']
  ] as const)('in %s is used for every client, GitHub included', async (name, scheme, how) => {
    const { simulator, proxy } = await start()
    const drill = await runRoleDrill({
      simulator,
      environment: {
        ...hostsOf(simulator, scheme),
        [name]: proxy.url,
        NODE_EXTRA_CA_CERTS: trusted,
        RUNNER_DEBUG: '1'
      }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect([...new Set(proxy.requests.map(({ host }) => host))].toSorted()).toEqual(allHosts)
    expect(new Set(proxy.requests.map((request) => request.how))).toEqual(new Set([how]))
    expect(proxy.requests.filter(({ authorized }) => !authorized)).toEqual([])
    expectNoPassword(drill, password)
  })

  test.concurrent.each(['NO_PROXY', 'no_proxy'])('is not used for what %s names', async (name) => {
    const { simulator, proxy } = await start()
    const { AWS_ENDPOINT_URL_EC2 = '' } = hostsOf(simulator, 'http')
    const drill = await runRoleDrill({
      simulator,
      environment: { AWS_ENDPOINT_URL_EC2, HTTP_PROXY: proxy.url, [name]: 'localhost,127.0.0.1' }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(new Set(proxy.requests.map(({ host }) => host))).toEqual(new Set(['ec2.aws.test']))
    expect(drill.calls.some(({ service }) => service === 'drs')).toBe(true)
  })

  test.concurrent.each([
    ['https', 'GitHub', {}],
    ['http', 'GitHub', {}],
    ['https', 'AWS', { 'role-to-assume': '' }],
    ['http', 'AWS', { 'role-to-assume': '' }]
  ] as const)('blocks the run when the password is wrong (%s, on the way to %s)', async (scheme, _whose, inputs) => {
    const { simulator, proxy } = await start()
    const wrong = 'not:the/p@ssword'
    const url = `http://${user}:${encodeURIComponent(wrong)}@127.0.0.1:${String(proxy.port)}`
    const drill = await runRoleDrill({
      simulator,
      inputs,
      environment: {
        ...hostsOf(simulator, scheme),
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'secret',
        HTTP_PROXY: url,
        HTTPS_PROXY: url,
        NODE_EXTRA_CA_CERTS: trusted,
        RUNNER_DEBUG: '1'
      }
    })
    expect(drill.outputs['status']).toBe('blocked')
    expect(errorsIn(drill.log).at(-1)).toContain('The proxy does not accept its user and password (HTTP 407)')
    expect(errorsIn(drill.log).at(-1)).toContain('HTTPS_PROXY')
    expect(drill.calls).toEqual([])
    expect(proxy.requests.map(({ authorized }) => authorized)).toEqual([false])
    expectNoPassword(drill, wrong)
  })

  test.concurrent.each(['http://porter:pa%ss@127.0.0.1:1', 'socks5://porter:pa%ss@127.0.0.1:1'])(
    'that has no URL that can be used blocks the run: %s',
    async (url) => {
      const { simulator } = await start()
      const drill = await runRoleDrill({
        simulator,
        inputs: { 'role-to-assume': '' },
        environment: {
          ...hostsOf(simulator, 'https'),
          AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
          AWS_SECRET_ACCESS_KEY: 'secret',
          HTTPS_PROXY: url
        }
      })
      expect(drill.outputs['status']).toBe('blocked')
      expect(errorsIn(drill.log).at(-1)).toContain('HTTPS_PROXY names no proxy that can be used')
      expectNoPassword(drill, 'pa%ss', 'porter')
    }
  )
})
