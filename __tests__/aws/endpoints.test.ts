import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { createRecoveryService } from '../../src/aws/recovery-service.js'
import { clock } from './local-aws.js'

// The machine is shared with others.
jest.setTimeout(30_000)

// A proxy that is asked for tunnels, and grants none, tells which hosts the clients call.
const never = new AbortController().signal
const names = ['HTTPS_PROXY', 'AWS_USE_FIPS_ENDPOINT', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']
let proxy: Server
let asked: string[]
let before: NodeJS.ProcessEnv

beforeEach(async () => {
  before = { ...process.env }
  asked = []
  proxy = createServer()
  proxy.on('connect', ({ url }, socket) => {
    asked.push(url ?? '')
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain\r\n\r\n')
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  process.env['HTTPS_PROXY'] = `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`
  process.env['AWS_CONFIG_FILE'] = process.env['AWS_SHARED_CREDENTIALS_FILE'] = '/nowhere'
})
afterEach(async () => {
  for (const name of names) Reflect.deleteProperty(process.env, name)
  process.env = before
  await new Promise((resolve) => proxy.close(resolve))
})

async function hostsIn(region: string): Promise<readonly string[]> {
  const service = createRecoveryService({
    region,
    clock,
    role: {
      arn: 'arn:aws:iam::123456789012:role/drs-drill',
      sessionName: 'drs-drill',
      durationSeconds: 3600,
      fetchToken: () => Promise.resolve('a.b.c'),
      mask: () => undefined
    }
  })
  await service.identify(never).catch(() => undefined)
  const keys = createRecoveryService({
    region,
    clock,
    credentials: () => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' })
  })
  await keys.identify(never).catch(() => undefined)
  await keys.observeJobs(['drsjob-1'], never).catch(() => undefined)
  await keys.listInstances('e', ['i-1'], never).catch(() => undefined)
  return asked
}

describe('the endpoints', () => {
  it.each([
    ['us-west-2', ['sts.us-west-2.amazonaws.com:443', 'drs.us-west-2.amazonaws.com:443']],
    ['us-gov-west-1', ['sts.us-gov-west-1.amazonaws.com:443', 'drs.us-gov-west-1.amazonaws.com:443']],
    ['cn-north-1', ['sts.cn-north-1.amazonaws.com.cn:443', 'drs.cn-north-1.amazonaws.com.cn:443']]
  ])('of %s are those of its partition', async (region, expected) => {
    expect(new Set(await hostsIn(region))).toEqual(new Set(expected))
  })

  it.each([
    ['us-west-2', ['sts-fips.us-west-2.amazonaws.com:443', 'drs-fips.us-west-2.amazonaws.com:443']],
    ['us-gov-west-1', ['sts.us-gov-west-1.amazonaws.com:443', 'drs-fips.us-gov-west-1.amazonaws.com:443']]
  ])('of %s are the FIPS ones where AWS_USE_FIPS_ENDPOINT asks for them', async (region, expected) => {
    process.env['AWS_USE_FIPS_ENDPOINT'] = 'true'
    expect(new Set(await hostsIn(region))).toEqual(new Set(expected))
  })
})
