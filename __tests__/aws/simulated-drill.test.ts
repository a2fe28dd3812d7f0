import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { startSimulator, type Simulator } from '../../simulator/index.js'
import { createRecoveryService } from '../../src/aws/recovery-service.js'

const never = new AbortController().signal
const servers = ['s-00000000000000001', 's-00000000000000002']
const tags = { executionId: 'acme-shop-42-payments', plan: 'payments', wave: 'app' }

// Real sockets and a real clock: on a busy machine they take their time.
jest.setTimeout(60_000)

let simulator: Simulator
let before: NodeJS.ProcessEnv

beforeEach(async () => {
  simulator = await startSimulator({ serverCount: 2, timeScale: 6000, pageSize: 1 })
  before = { ...process.env }
  Object.assign(process.env, simulator.environment)
})
afterEach(async () => {
  process.env = before
  await simulator.close()
})

/** The service as the action makes it: on the machine's credentials and the SDKs' own endpoint variables. */
function ambientService() {
  return createRecoveryService({ region: simulator.environment['AWS_REGION'] ?? '', clock: { now } })
}

function now(): string {
  return new Date().toISOString()
}

describe('a drill over the real protocols, page by page', () => {
  it('is described, started, followed and verified', async () => {
    const service = ambientService()
    const { account } = await service.identify(never)
    expect(account).toMatch(/^\d{12}$/)
    expect((await service.describeServers([...servers, 's-0000000000000000x'], never)).servers).toMatchObject(
      servers.map((sourceServerId) => ({ sourceServerId, launchDisposition: 'STARTED', postLaunchActive: false }))
    )

    const { jobId } = await service.startJob(servers, true, tags, never)
    const survey = await service.surveyJobs(tags.executionId, new Set(servers), never)
    expect(survey).toMatchObject({ own: [{ jobId, type: 'LAUNCH', wave: 'app', isDrill: true }], foreign: { jobs: 0 } })

    // Each look takes the simulated world some ten seconds on.
    let launched: readonly string[] = []
    while (launched.length < servers.length) {
      const [job] = await service.observeJobs([jobId], never)
      const participants = job?.participants ?? []
      launched = participants
        .filter(({ launchStatus }) => launchStatus === 'LAUNCHED')
        .map((part) => part.sourceServerId)
    }
    const log = await service.readJobLog(jobId, never)
    expect(log[0]?.event).toBe('JOB_START')
    expect(log.map(({ event }) => event)).toContain('LAUNCH_END')

    const questions = servers.map((sourceServerId) => ({ sourceServerId, jobId, statusChecks: true }))
    const sightings = await service.observeInstances(questions, never)
    for (const sighting of sightings) {
      expect(sighting).toMatchObject({ jobId, isDrill: true, state: expect.stringMatching(/^(?:pending|running)$/) })
      expect(sighting.recoveryPoint).toMatch(/Z$/)
      expect(sighting.subnetId).toMatch(/^subnet-/)
      expect(sighting.statusChecks).toBeDefined()
    }
    expect(service.counts()).toMatchObject({ calls: { 'drs:StartRecovery': 1 }, throttled: 0, retried: 0 })
  })

  it('lists what it launched, terminates it, and sees it gone', async () => {
    const service = ambientService()
    const { jobId } = await service.startJob(servers, true, tags, never)
    const list = (known: readonly string[] = []) => service.listInstances(tags.executionId, known, never)
    let own = await list()
    while (own.launching.length > 0) own = await list()
    const state: unknown = expect.stringMatching(/^(?:pending|running)$/)
    expect(own.instances).toMatchObject(
      servers.map((sourceServerId) => ({ sourceServerId, jobId, state, wave: 'app', isDrill: true }))
    )

    const ids = own.instances.flatMap(({ recoveryInstanceId }) => recoveryInstanceId ?? [])
    const known = own.instances.flatMap(({ ec2InstanceId }) => ec2InstanceId ?? [])
    const termination = await service.terminateInstances(ids, never)
    await expect(service.listInstances('another-execution', [], never)).resolves.toEqual({
      instances: [],
      launching: [],
      shown: [],
      unlisted: []
    })
    let states: readonly string[] = ['running']
    while (states.some((state) => state !== 'terminated' && state !== 'missing')) {
      states = (await list(known)).instances.map(({ state }) => state)
    }
    expect(states).toHaveLength(servers.length)
    const { terminations } = await service.surveyJobs(tags.executionId, new Set(servers), never)
    expect(terminations.map(({ sourceServerId, jobId }) => [sourceServerId, jobId])).toEqual(
      servers.map((sourceServerId) => [sourceServerId, termination.jobId])
    )
    expect(service.counts().calls).toMatchObject({ 'drs:TerminateRecoveryInstances': 1 })
  })

  it('knows the conflict and the Region that was never initialised', async () => {
    const service = ambientService()
    await service.startJob(servers, true, tags, never)
    await expect(service.startJob(servers, true, tags, never)).rejects.toMatchObject({ failure: { class: 'conflict' } })
    simulator.update({ initialised: false })
    await expect(service.surveyJobs('x', new Set(), never)).rejects.toMatchObject({
      failure: { class: 'uninitialised', operation: 'drs:DescribeJobs' }
    })
  })
})
