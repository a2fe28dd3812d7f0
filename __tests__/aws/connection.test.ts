import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import type { Credentials } from '../../src/aws/credentials.js'
import { createRecoveryService } from '../../src/aws/recovery-service.js'
import type { RecoveryService } from '../../src/drill/ports.js'
import {
  clock,
  cut,
  cutShort,
  json,
  localService as serviceOn,
  silence,
  startLocalAws,
  webPage,
  xml,
  type LocalAws
} from './local-aws.js'

// The machine is shared with others.
jest.setTimeout(30_000)

const never = new AbortController().signal
const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:iam::123456789012:role/dr</Arn><UserId>A</UserId><Account>123456789012</Account></GetCallerIdentityResult>
  <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`
const noInstances = `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId>
  <reservationSet/></DescribeInstancesResponse>`
const throttling = { 'x-amzn-errortype': 'ThrottlingException', 'retry-after': '7' }
const expired = json(403, {}, { 'x-amzn-errortype': 'ExpiredTokenException' })

let aws: LocalAws
/** The pauses between attempts, in milliseconds; none of them is slept. */
let pauses: number[]

function localService(options: Parameters<typeof serviceOn>[0] = {}): RecoveryService {
  return serviceOn({
    sleep: (milliseconds) => {
      pauses.push(milliseconds)
      return Promise.resolve()
    },
    ...options
  })
}

beforeEach(async () => {
  aws = await startLocalAws()
  pauses = []
})
afterEach(async () => {
  jest.restoreAllMocks()
  await aws.close()
})

function start(service: RecoveryService): Promise<unknown> {
  return service.startJob(['s-1'], true, { executionId: 'e', plan: 'p', wave: 'w' }, never)
}

/** Every way in which a call that must not be sent twice goes wrong on its way, and what each means. */
const mishaps = [
  ['the connection is cut', cut, 'unavailable'],
  ['the connection is cut within the answer', cutShort, 'unavailable'],
  ['DRS fails', json(500, { message: 'x' }, { 'x-amzn-errortype': 'InternalServerException' }), 'unavailable'],
  ['DRS is not there', json(503, {}), 'unavailable'],
  ['DRS throttles', json(429, { message: 'slow down' }, throttling), 'throttled'],
  ['a proxy answers', webPage(502), 'unavailable'],
  ['a proxy answers that all is well', webPage(200), 'unavailable'],
  ['a proxy wants a password', json(407, {}), 'invalid'],
  ['no job is named', json(200, {}), 'unavailable']
] as const

describe('TerminateRecoveryInstances is sent exactly once', () => {
  it.each(mishaps)('when %s', async (_what, answer, expected) => {
    aws.answer(answer)
    const service = localService()
    await expect(service.terminateInstances(['i-00000000000000001'], never)).rejects.toMatchObject({
      failure: { class: expected, operation: 'drs:TerminateRecoveryInstances' }
    })
    expect(aws.requests).toEqual(['POST /TerminateRecoveryInstances'])
    expect(service.counts()).toMatchObject({ calls: { 'drs:TerminateRecoveryInstances': 1 }, retried: 0 })
  })

  it('on a connection of its own, which nobody can have closed meanwhile', async () => {
    aws.answer(json(200, { job: { jobID: 'drsjob-1' } }))
    const service = localService()
    await service.terminateInstances(['i-00000000000000001'], never)
    await service.terminateInstances(['i-00000000000000002'], never)
    expect(aws.sockets.size).toBe(2)
  })
})

describe('StartRecovery is sent exactly once', () => {
  it.each(mishaps)('when %s', async (_what, answer, expected) => {
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

  it('is given up after four attempts, at the pace that AWS asks for', async () => {
    aws.answer(json(429, {}, throttling))
    const service = localService()
    await expect(service.observeJobs(['drsjob-1'], never)).rejects.toMatchObject({
      failure: { class: 'throttled', retryAfterSeconds: 7 }
    })
    expect(service.counts()).toEqual({ calls: { 'drs:DescribeJobs': 4 }, throttled: 4, retried: 3 })
    expect(pauses).toEqual([7000, 7000, 7000])
  })

  it('waits ever longer where AWS does not say how long', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5)
    aws.answer(cut)
    await expect(localService().observeJobs(['drsjob-1'], never)).rejects.toMatchObject({
      failure: { class: 'unavailable' }
    })
    expect(pauses).toEqual([200, 400, 800])
  })

  it('is left to the next look where AWS asks for a longer pause than a call may take', async () => {
    aws.answer(json(429, {}, { ...throttling, 'retry-after': '31' }))
    await expect(localService().observeJobs(['drsjob-1'], never)).rejects.toMatchObject({
      failure: { class: 'throttled', retryAfterSeconds: 31 }
    })
    expect(aws.requests).toHaveLength(1)
    expect(pauses).toEqual([])
  })

  it('really pauses, and no longer than until it is cancelled', async () => {
    aws.answer(json(429, {}, throttling))
    const cancel = new AbortController()
    const service = serviceOn()
    const call = service.observeJobs(['drsjob-1'], cancel.signal)
    const refused = expect(call).rejects.toMatchObject({ failure: { class: 'throttled' } })
    while (service.counts().throttled === 0) await new Promise((resolve) => setImmediate(resolve))
    cancel.abort()
    await refused
    expect(aws.requests).toHaveLength(1)
    expect(service.counts().retried).toBe(0)
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

  it.each([
    ['AccessDeniedException', 403, 'denied'],
    ['ValidationException', 400, 'invalid'],
    ['ResourceNotFoundException', 404, 'not-found'],
    ['UninitializedAccountException', 400, 'uninitialised'],
    ['ConflictException', 409, 'conflict'],
    ['ServiceQuotaExceededException', 402, 'quota']
  ])('is not repeated after %s', async (name, status, expected) => {
    aws.answer(json(status, { message: 'no' }, { 'x-amzn-errortype': name }))
    await expect(localService().observeJobs(['drsjob-1'], never)).rejects.toMatchObject({
      failure: { class: expected, operation: 'drs:DescribeJobs' }
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

describe('credentials that AWS refuses', () => {
  const refusals = ['ExpiredTokenException', 'RequestExpired', 'InvalidClientTokenId', 'UnrecognizedClientException']

  it.each(refusals)('as %s are renewed once, and the call is repeated', async (name) => {
    const credentials = numbered()
    aws.answer(json(403, {}, { 'x-amzn-errortype': name }), json(200, { items: [] }))
    const service = localService({ credentials })
    await expect(service.observeJobs(['drsjob-1'], never)).resolves.toEqual([])
    expect(aws.keys).toEqual(['AKID1', 'AKID2'])
    expect(service.counts()).toEqual({ calls: { 'drs:DescribeJobs': 2 }, throttled: 0, retried: 1 })
    expect(pauses).toEqual([])
  })

  it('a second time make the call fail', async () => {
    const credentials = numbered()
    aws.answer(expired)
    await expect(localService({ credentials }).observeJobs(['drsjob-1'], never)).rejects.toMatchObject({
      failure: { class: 'expired' }
    })
    expect(aws.keys).toEqual(['AKID1', 'AKID2'])
  })

  it.each([
    ['StartRecovery', (service: RecoveryService) => start(service)],
    [
      'TerminateRecoveryInstances',
      (service: RecoveryService) => service.terminateInstances(['i-00000000000000001'], never)
    ]
  ])('were not executed: %s is sent with new ones, exactly twice', async (operation, send) => {
    const credentials = numbered()
    aws.answer(expired, json(200, { job: { jobID: 'drsjob-1' } }))
    await expect(send(localService({ credentials }))).resolves.toMatchObject({ jobId: 'drsjob-1' })
    expect(aws.requests).toEqual([`POST /${operation}`, `POST /${operation}`])
    expect(aws.keys).toEqual(['AKID1', 'AKID2'])
    aws.answer(expired)
    await expect(send(localService({ credentials }))).rejects.toMatchObject({ failure: { class: 'expired' } })
    expect(aws.requests).toHaveLength(4)
  })

  it('of fifty calls at once are renewed once', async () => {
    const credentials = jest.fn(numbered())
    aws.answer((request, response) => {
      const answer = request.headers.authorization?.includes('AKID1/') === true ? expired : json(200, { items: [] })
      answer(request, response)
    })
    const service = localService({ credentials })
    await Promise.all(Array.from({ length: 50 }, () => service.observeJobs(['drsjob-1'], never)))
    expect(credentials).toHaveBeenCalledTimes(2)
    expect(aws.requests).toHaveLength(100)
  })

  it('cannot be renewed just now: the call says so, and was not executed', async () => {
    let asked = 0
    const credentials = () => {
      asked += 1
      return asked === 1
        ? Promise.resolve({ accessKeyId: 'AKID1', secretAccessKey: 'secret' })
        : Promise.reject(Object.assign(new Error('no metadata'), { name: 'CredentialsProviderError' }))
    }
    aws.answer(expired)
    await expect(start(localService({ credentials }))).rejects.toMatchObject({
      failure: { class: 'unsent', message: expect.stringContaining('The AWS credentials could not be renewed') }
    })
    expect(aws.requests).toHaveLength(1)
  })

  it('because the clock is wrong are sent again, signed by the clock of AWS', async () => {
    const hour = new Date(Date.now() + 3_600_000)
    const skewed = json(403, {}, { 'x-amzn-errortype': 'InvalidSignatureException', date: hour.toUTCString() })
    aws.answer(skewed, json(200, { items: [] }))
    const credentials = jest.fn(numbered())
    await expect(localService({ credentials }).observeJobs(['drsjob-1'], never)).resolves.toEqual([])
    expect(aws.keys).toEqual(['AKID1', 'AKID1'])
    expect(aws.signedAt[1]?.slice(0, 11)).toBe(hour.toISOString().replaceAll(/[-:]/g, '').slice(0, 11))
    aws.answer(skewed, json(200, { job: { jobID: 'drsjob-1' } }))
    await expect(start(localService({ credentials }))).resolves.toMatchObject({ jobId: 'drsjob-1' })
  })

  it('when AWS fails although it had accepted the signature are not sent again: they may have been executed', async () => {
    const serverDate = { date: new Date(Date.now() + 600_000).toUTCString() }
    aws.answer(json(500, { message: 'x' }, { 'x-amzn-errortype': 'InternalServerException', ...serverDate }))
    await expect(start(localService())).rejects.toMatchObject({ failure: { class: 'unavailable' } })
    expect(aws.requests).toEqual(['POST /StartRecovery'])
  })

  it('though the clock is right are not sent again', async () => {
    aws.answer(json(403, {}, { 'x-amzn-errortype': 'InvalidSignatureException' }))
    await expect(localService().observeJobs(['drsjob-1'], never)).rejects.toMatchObject({
      failure: { class: 'credentials' }
    })
    expect(aws.requests).toHaveLength(1)
  })
})

describe('credentials that are not there', () => {
  it('for a while: a read asks again, and finds them', async () => {
    const credentials = jest
      .fn(numbered())
      .mockRejectedValueOnce(new Error('busy'))
      .mockRejectedValueOnce(new Error('busy'))
    aws.answer(json(200, { items: [] }))
    await expect(localService({ credentials }).observeJobs(['drsjob-1'], never)).resolves.toEqual([])
    expect(credentials).toHaveBeenCalledTimes(3)
    expect(aws.requests).toHaveLength(1)
    expect(pauses).toHaveLength(2)
  })

  it('for a while: StartRecovery is not sent, and says so', async () => {
    const credentials = () => Promise.reject(new Error('busy'))
    await expect(start(localService({ credentials }))).rejects.toMatchObject({
      failure: { class: 'unsent', message: expect.stringContaining('There are no AWS credentials yet') }
    })
    expect(aws.requests).toEqual([])
  })

  it('in time: the call was not sent, whatever becomes of them later', async () => {
    const credentials = () => new Promise<never>(() => undefined)
    const service = localService({ credentials, timeouts: { callSeconds: 0.05 } })
    await expect(start(service)).rejects.toMatchObject({ failure: { class: 'unsent' } })
    expect(aws.requests).toEqual([])
  })

  it('when the run is cancelled: the call was not sent', async () => {
    const cancel = new AbortController()
    const credentials = () => {
      cancel.abort()
      return new Promise<never>(() => undefined)
    }
    await expect(localService({ credentials }).observeJobs(['drsjob-1'], cancel.signal)).rejects.toMatchObject({
      failure: { class: 'unsent' }
    })
    expect(pauses).toEqual([])
  })
})

describe('credentials', () => {
  it('come from one provider that is asked once, whatever the client and however many calls', async () => {
    const credentials = jest.fn(numbered())
    const service = localService({ credentials })
    aws.answer((request, response) => {
      const answer = request.url === '/' ? xml(200, identity) : json(200, { items: [] })
      answer(request, response)
    })
    await Promise.all(
      Array.from({ length: 25 }, () => [service.identify(never), service.observeJobs(['drsjob-1'], never)]).flat()
    )
    expect(aws.requests).toHaveLength(50)
    expect(credentials).toHaveBeenCalledTimes(1)
  })

  describe('of the machine', () => {
    const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_CREDENTIAL_EXPIRATION']
    beforeEach(() => {
      process.env['AWS_ACCESS_KEY_ID'] = 'AKIDAMBIENT'
      process.env['AWS_SECRET_ACCESS_KEY'] = 'secret'
    })
    afterEach(() => {
      for (const name of names) Reflect.deleteProperty(process.env, name)
    })

    it('are used when none are given', async () => {
      const authorizations: string[] = []
      aws.answer((request, response) => {
        authorizations.push(request.headers.authorization ?? '')
        xml(200, identity)(request, response)
      })
      const service = createRecoveryService({ region: 'us-west-2', clock })
      await service.identify(never)
      await expect(service.identify(never)).resolves.not.toHaveProperty('credentialsEndAt')
      expect(authorizations[1]).toContain('Credential=AKIDAMBIENT/')
      expect(authorizations[1]).toContain('/us-west-2/sts/')
    })

    it.each([
      ['2026-11-23T15:00:00Z', '2026-11-23T15:00:00.000Z'],
      ['soon', undefined]
    ])('that say they end at "%s" are known to end then', async (text, expected) => {
      process.env['AWS_CREDENTIAL_EXPIRATION'] = text
      aws.answer(xml(200, identity))
      const { credentialsEndAt } = await createRecoveryService({ region: 'us-west-2', clock }).identify(never)
      expect(credentialsEndAt).toBe(expected)
    })
  })
})

/** Credentials whose key tells how many came before them. */
function numbered(): () => Promise<Credentials> {
  let count = 0
  return () => {
    count += 1
    return Promise.resolve({ accessKeyId: `AKID${String(count)}`, secretAccessKey: 'secret' })
  }
}
