import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { ClientRequest } from 'node:http'
import { EnvironmentProxyAgent } from '../../src/aws/proxy.js'
import { json, localService, startLocalAws } from './local-aws.js'

// The machine is shared with others.
jest.setTimeout(30_000)

const names = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy'
]
const before = new Map(names.map((name) => [name, process.env[name]]))

afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = value
  }
})

/** Name of the agent that a request goes through. */
function agentFor(secure: boolean, host?: string): string {
  const agent = new EnvironmentProxyAgent({ keepAlive: true })
  const request = Object.assign(Object.create(ClientRequest.prototype) as ClientRequest, {
    getHeader: () => host
  })
  const options = { secureEndpoint: secure, host: 'drs.us-west-2.amazonaws.com', port: 443 }
  const connect = () => agent.connect(request, options)
  const chosen = connect()
  expect(connect()).toBe(chosen)
  return chosen.constructor.name
}

describe('the way to AWS', () => {
  it('is direct where no proxy is named', () => {
    expect([agentFor(true), agentFor(false)]).toEqual(['Agent', 'Agent'])
  })

  it.each([
    ['HTTPS_PROXY', true, 'HttpsProxyAgent'],
    ['https_proxy', true, 'HttpsProxyAgent'],
    ['HTTPS_PROXY', false, 'Agent'],
    ['HTTP_PROXY', false, 'HttpProxyAgent'],
    ['http_proxy', false, 'HttpProxyAgent'],
    ['HTTP_PROXY', true, 'Agent']
  ])('with %s to a host with https (%s) goes through %s', (name, secure, expected) => {
    process.env[name] = 'http://user:secret@proxy.example:8080'
    expect(agentFor(secure, 'drs.us-west-2.amazonaws.com')).toBe(expected)
  })

  it.each(['NO_PROXY', 'no_proxy'])('is direct to what %s names', (name) => {
    process.env['HTTPS_PROXY'] = 'http://proxy.example:8080'
    process.env[name] = 'localhost,.amazonaws.com'
    expect(agentFor(true, 'drs.us-west-2.amazonaws.com')).toBe('Agent')
    expect(agentFor(true, 'drs.us-west-2.amazonaws.com.cn')).toBe('HttpsProxyAgent')
  })

  it.each(['http://user:secret@:x', 'http://user:se%ret@proxy.example', 'socks5://user:secret@proxy.example'])(
    'cannot be through %s, and says so without the password',
    async (url) => {
      const aws = await startLocalAws()
      process.env['HTTP_PROXY'] = url
      try {
        const failed = await localService()
          .observeJobs(['drsjob-1'], new AbortController().signal)
          .then(
            () => undefined,
            (thrown: unknown) => thrown as { readonly failure: unknown; readonly message: string }
          )
        expect(failed).toMatchObject({ failure: { class: 'invalid' } })
        expect(failed?.message).toContain('HTTP_PROXY names no proxy that can be used')
        expect(failed?.message).not.toMatch(/secret|se%ret/)
      } finally {
        await aws.close()
      }
    }
  )

  it('is written out in full in every request without TLS, and each has a connection of its own', async () => {
    const proxy = await startLocalAws()
    process.env['HTTP_PROXY'] = process.env['AWS_ENDPOINT_URL_DRS']
    process.env['AWS_ENDPOINT_URL_DRS'] = 'http://drs.aws.test'
    try {
      proxy.answer(json(200, { items: [] }))
      const service = localService()
      for (let call = 0; call < 3; call += 1) await service.observeJobs(['drsjob-1'], new AbortController().signal)
      expect(proxy.requests).toEqual(Array.from({ length: 3 }, () => 'POST http://drs.aws.test/DescribeJobs'))
    } finally {
      await proxy.close()
    }
  })

  it('cannot be through a tunnel that has no URL', () => {
    process.env['HTTPS_PROXY'] = 'ftp://proxy.example'
    expect(() => agentFor(true)).toThrow('HTTPS_PROXY names no proxy that can be used')
  })
})
