import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { createRecoveryService } from '../../src/aws/recovery-service.js'
import type { RecoveryService } from '../../src/drill/ports.js'
import {
  clock,
  cut,
  cutShort,
  json,
  localService,
  silence,
  startLocalAws,
  webPage,
  xml,
  type LocalAws
} from './local-aws.js'

const never = new AbortController().signal
const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:iam::123456789012:role/dr</Arn><UserId>A</UserId><Account>123456789012</Account></GetCallerIdentityResult>
  <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`
const noInstances = `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId>
  <reservationSet/></DescribeInstancesResponse>`
const throttling = { 'x-amzn-errortype': 'ThrottlingException', 'retry-after': '7' }

let aws: LocalAws

beforeEach(async () => {
  aws = await startLocalAws()
  // The SDKs draw their pauses between attempts by lot; without chance there is none.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(async () => {
  jest.restoreAllMocks()
  await aws.close()
})

function start(service: RecoveryService): Promise<unknown> {
  return service.startJob(['s-1'], true, { executionId: 'e', plan: 'p', wave: 'w' }, never)
}

describe('StartRecovery is sent exactly once', () => {
  it.each([
    ['the connection is cut', cut, 'unavailable'],
    ['the connection is cut within the answer', cutShort, 'unavailable'],
    ['DRS fails', json(500, { message: 'x' }, { 'x-amzn-errortype': 'InternalServerException' }), 'unavailable'],
    ['DRS is not there', json(503, {}), 'unavailable'],
    ['DRS throttles', json(429, { message: 'slow down' }, throttling), 'throttled'],
    ['a proxy answers', webPage(502), 'unavailable'],
    ['a proxy answers that all is well', webPage(200), 'unavailable'],
    ['no job is named', json(200, {}), 'unavailable'],
    ['the session has ended', json(403, {}, { 'x-amzn-errortype': 'ExpiredTokenException' }), 'expired']
  ])('when %s', async (_what, answer, expected) => {
    aws.answer(answer)
    const service = localService()
    await expect(start(service)).rejects.toMatchObject({ failure: { class: expected } })
    expect(aws.requests).toEqual(['POST /StartRecovery'])
    expect(service.counts()).toMatchObject({ calls: { 'drs:StartRecovery': 1 }, retried: 0 })
  })

  it('when there is no answer in time', async () => {
    aws.answer(silence)
    await expect(start(localService({ timeouts: { attemptSeconds: 0.05 } }))).rejects.toMatchObject({
      failure: { class: 'unavailable', message: expect.stringContaining('There was no answer from AWS') }
    })
    expect(aws.requests).toHaveLength(1)
  })

  it('whatever the environment says about retries', async () => {
    process.env['AWS_MAX_ATTEMPTS'] = '5'
    process.env['AWS_RETRY_MODE'] = 'adaptive'
    try {
      aws.answer(cut)
      await expect(start(localService())).rejects.toMatchObject({ failure: { class: 'unavailable' } })
      expect(aws.requests).toHaveLength(1)
    } finally {
      delete process.env['AWS_MAX_ATTEMPTS']
      delete process.env['AWS_RETRY_MODE']
    }
  })

  it('on a connection of its own, which nobody can have closed meanwhile', async () => {
    aws.answer(json(200, { job: { jobID: 'drsjob-1' } }))
    const service = localService()
    await start(service)
    await start(service)
    expect(aws.sockets.size).toBe(2)
  })

  it('and keeps how long DRS asks to wait', async () => {
    aws.answer(json(429, { message: 'slow down' }, throttling))
    await expect(start(localService())).rejects.toMatchObject({ failure: { retryAfterSeconds: 7 } })
  })
})

describe('a read', () => {
  it.each([
    ['a cut connection', cut],
    ['throttling', json(429, {}, throttling)],
    ['an error of DRS', json(500, {}, { 'x-amzn-errortype': 'InternalServerException' })],
    ["a gateway's error page", webPage(502)]
  ])('is repeated after %s', async (_what, answer) => {
    aws.answer(answer, answer, json(200, { items: [{ jobID: 'drsjob-1', status: 'STARTED' }] }))
    const service = localService()
    await expect(service.observeJobs(['drsjob-1'], never)).resolves.toHaveLength(1)
    expect(aws.requests).toEqual(Array.from({ length: 3 }, () => 'POST /DescribeJobs'))
    expect(service.counts()).toMatchObject({ calls: { 'drs:DescribeJobs': 3 }, retried: 2 })
  })

  it('is given up after four attempts', async () => {
    aws.answer(json(429, {}, throttling))
    const service = localService()
    await expect(service.observeJobs(['drsjob-1'], never)).rejects.toMatchObject({ failure: { class: 'throttled' } })
    expect(service.counts()).toEqual({ calls: { 'drs:DescribeJobs': 4 }, throttled: 4, retried: 3 })
  })

  it('keeps its connection for the next', async () => {
    aws.answer(json(200, { items: [] }))
    const service = localService()
    await service.observeJobs(['drsjob-1'], never)
    await service.observeJobs(['drsjob-1'], never)
    expect(aws.sockets.size).toBe(1)
  })

  it.each(['drs-drill', 'drs-drill/0.1.0', 'drs-drill/0.1.0 run/42'])('says who asks: %s', async (userAgent) => {
    aws.answer(json(200, { items: [] }))
    await localService({ userAgent }).observeJobs(['drsjob-1'], never)
    expect(aws.userAgents[0]).toContain(userAgent)
  })

  it('is not repeated after a refusal', async () => {
    aws.answer(json(403, { message: 'no' }, { 'x-amzn-errortype': 'AccessDeniedException' }))
    await expect(localService().observeJobs(['drsjob-1'], never)).rejects.toMatchObject({
      failure: { class: 'denied', operation: 'drs:DescribeJobs' }
    })
    expect(aws.requests).toHaveLength(1)
  })

  it('ends when its time is over, whatever the SDK still wants to try', async () => {
    aws.answer(silence)
    const service = localService({ timeouts: { attemptSeconds: 5, callSeconds: 0.05 } })
    await expect(service.observeJobs(['drsjob-1'], never)).rejects.toMatchObject({
      failure: { class: 'unavailable', message: expect.stringContaining('no answer within 0.05 seconds') }
    })
  })

  it('ends at once when it is cancelled, and so do those beside it', async () => {
    const cancel = new AbortController()
    aws.answer((request, response) => {
      silence(request, response)
      if (aws.requests.length === 2) cancel.abort()
    })
    const service = localService()
    const calls = [service.observeJobs(['drsjob-1'], cancel.signal), service.readJobLog('drsjob-1', cancel.signal)]
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { failure: { class: 'unavailable' } } })
    }
    expect(aws.requests).toHaveLength(2)
  })
})

describe('the other stack', () => {
  it('is found by its own endpoint variables, names who calls, and counts alike', async () => {
    const throttled = `<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>`
    aws.answer(xml(400, throttled), xml(200, identity))
    const service = localService({ userAgent: 'drs-drill/0.1.0 run/42' })
    await expect(service.identify(never)).resolves.toMatchObject({ account: '123456789012' })
    expect(service.counts()).toEqual({ calls: { 'sts:GetCallerIdentity': 2 }, throttled: 1, retried: 1 })
    expect(aws.userAgents[0]).toContain('drs-drill/0.1.0 run/42')
  })

  it('does not take a web page for an empty list', async () => {
    const instance = { sourceServerID: 's-1', jobID: 'drsjob-1', ec2InstanceID: 'i-00000000000000001' }
    const question = { sourceServerId: 's-1', jobId: 'drsjob-1', statusChecks: false }
    const service = localService()
    aws.answer(json(200, { items: [instance] }), xml(200, noInstances))
    await expect(service.observeInstances([question], never)).resolves.toMatchObject([{ state: 'missing' }])
    aws.answer(json(200, { items: [instance] }), webPage(200))
    await expect(service.observeInstances([question], never)).rejects.toMatchObject({
      failure: { class: 'unavailable', message: expect.stringContaining('proxy') }
    })
  })
})

describe('no connection', () => {
  it('stands to an endpoint that is not there', async () => {
    process.env['AWS_ENDPOINT_URL_DRS'] = 'http://127.0.0.1:1'
    await expect(start(localService())).rejects.toMatchObject({
      failure: { class: 'unavailable', message: expect.stringContaining('cannot be reached') }
    })
  })

  it.each([
    ['', 'No AWS Region is given'],
    ['us west', 'This is no AWS Region'],
    ['us-west-2/@elsewhere.example', 'This is no AWS Region']
  ])('is tried in the Region "%s"', async (region, message) => {
    await expect(start(localService({ region }))).rejects.toMatchObject({
      failure: { class: 'invalid', message: expect.stringContaining(message) }
    })
    expect(aws.requests).toEqual([])
  })

  it('is tried without credentials', async () => {
    const credentials = () => Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' }))
    await expect(start(localService({ credentials }))).rejects.toMatchObject({ failure: { class: 'credentials' } })
    expect(aws.requests).toEqual([])
  })
})

describe('credentials', () => {
  it('come from one provider, whatever the client', async () => {
    const credentials = jest.fn(() => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }))
    const service = localService({ credentials })
    aws.answer(xml(200, identity), json(200, { items: [] }))
    await service.identify(never)
    await service.observeJobs(['drsjob-1'], never)
    expect(credentials).toHaveBeenCalled()
  })

  it('are those of the machine when none are given', async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIDAMBIENT'
    process.env['AWS_SECRET_ACCESS_KEY'] = 'secret'
    try {
      const authorizations: string[] = []
      aws.answer((request, response) => {
        authorizations.push(request.headers.authorization ?? '')
        xml(200, identity)(request, response)
      })
      const service = createRecoveryService({ region: 'us-west-2', clock })
      await service.identify(never)
      await service.identify(never)
      expect(authorizations[1]).toContain('Credential=AKIDAMBIENT/')
      expect(authorizations[1]).toContain('/us-west-2/sts/')
    } finally {
      delete process.env['AWS_ACCESS_KEY_ID']
      delete process.env['AWS_SECRET_ACCESS_KEY']
    }
  })
})
