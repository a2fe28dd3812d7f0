import { DescribeJobLogItemsCommand } from '@aws-sdk/client-drs'
import { DescribeInstancesCommand, DescribeInstanceStatusCommand, type EC2Client } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import type { ScenarioInput } from '../../simulator/index.js'
import { firstServer, inWorld, secondServer, until } from './clients.js'
import { completed, jobThat, launchStatus, log, recoveryInstances, startDrill } from './drills.js'

type ServerInput = NonNullable<ScenarioInput['serverDefaults']>

/** A world whose first server is as given and whose second one simply launches. */
function withFirstServer(settings: ServerInput, rest: ScenarioInput = {}): ScenarioInput {
  return { serverCount: 0, servers: [{ id: firstServer, ...settings }, { id: secondServer }], ...rest }
}

async function instanceState(ec2: EC2Client, instanceId: string): Promise<string | undefined> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }))
  return Reservations?.[0]?.Instances?.[0]?.State?.Name
}

describe('the outcome of a server', () => {
  it.each([
    ['snapshot', 'SNAPSHOT_FAIL'],
    ['conversion', 'CONVERSION_FAIL'],
    ['launch', 'LAUNCH_FAILED']
  ] as const)('failed in the %s: a COMPLETED job, %s with the reason, no instance', async (phase, event) => {
    const outcome = { kind: 'failed' as const, phase, rawError: 'out of luck' }
    await inWorld(withFirstServer({ outcome }), async ({ drs }) => {
      const jobId = await startDrill(drs, [firstServer, secondServer])
      const job = await completed(drs, jobId)
      expect([launchStatus(job), launchStatus(job, secondServer)]).toEqual(['FAILED', 'LAUNCHED'])
      const { items = [] } = await drs.send(new DescribeJobLogItemsCommand({ jobID: jobId }))
      expect(items.find((item) => item.event === event)?.eventData).toMatchObject({
        sourceServerID: firstServer,
        rawError: 'out of luck'
      })
      expect(await recoveryInstances(drs)).toEqual([])
    })
  })

  it('skipped: stays PENDING in a COMPLETED job', async () => {
    await inWorld(withFirstServer({ outcome: 'skipped' }), async ({ drs }) => {
      const jobId = await startDrill(drs)
      expect(launchStatus(await completed(drs, jobId))).toBe('PENDING')
      expect(await log(drs, jobId)).toEqual(['JOB_START', 'SERVER_SKIPPED', 'JOB_END'])
    })
  })

  it('stuck: holds its job open for ever, and the server with it', async () => {
    const outcome = { kind: 'stuck' as const, status: 'IN_PROGRESS' as const }
    await inWorld(withFirstServer({ outcome }), async ({ drs }) => {
      const jobId = await startDrill(drs, [firstServer, secondServer])
      const job = await jobThat(drs, jobId, (seen) => launchStatus(seen, secondServer) === 'LAUNCHED')
      expect(launchStatus(job)).toBe('IN_PROGRESS')
      expect(job.status).toBe('STARTED')
      await expect(startDrill(drs)).rejects.toMatchObject({ name: 'ConflictException' })
    })
  })

  it('stuck in a job that is COMPLETED all the same', async () => {
    const scenario = withFirstServer({ outcome: 'stuck' }, { jobs: { completedBeforeLaunched: true } })
    await inWorld(scenario, async ({ drs }) => {
      const jobId = await startDrill(drs)
      expect(launchStatus(await completed(drs, jobId))).toBe('PENDING')
    })
  })

  it('terminated: LAUNCHED, then TERMINATED with its instance', async () => {
    const outcome = { kind: 'terminated' as const, after: '30m' }
    await inWorld(withFirstServer({ outcome }), async ({ drs, simulator }) => {
      const jobId = await startDrill(drs)
      await jobThat(drs, jobId, (job) => launchStatus(job) === 'LAUNCHED')
      await jobThat(drs, jobId, (job) => launchStatus(job) === 'TERMINATED')
      expect(await recoveryInstances(drs)).toEqual([])
      expect(simulator.world.instances).toMatchObject([{ jobId, state: 'terminated' }])
    })
  })

  it('LAUNCHED without an instance, in DRS and EC2 or in EC2 alone', async () => {
    const outcome = { kind: 'launched-without-instance' as const, recoveryInstance: 'not-found' as const }
    const servers = [
      { id: firstServer, outcome: 'launched-without-instance' as const },
      { id: secondServer, outcome }
    ]
    await inWorld({ serverCount: 0, servers }, async ({ drs, ec2 }) => {
      const job = await completed(drs, await startDrill(drs, [firstServer, secondServer]))
      expect([launchStatus(job), launchStatus(job, secondServer)]).toEqual(['LAUNCHED', 'LAUNCHED'])
      expect(await recoveryInstances(drs)).toEqual([])
      const [named] = await recoveryInstances(drs, secondServer)
      expect(named?.ec2InstanceState).toBe('NOT_FOUND')
      const lookUp = instanceState(ec2, named?.ec2InstanceID ?? '')
      await expect(lookUp).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
    })
  })

  it('stopped and vanished instances leave the server LAUNCHED', async () => {
    const servers = [
      { id: firstServer, outcome: 'instance-stopped' as const },
      { id: secondServer, outcome: 'instance-vanishes' as const }
    ]
    await inWorld({ serverCount: 0, servers }, async ({ drs, ec2 }) => {
      const jobId = await startDrill(drs, [firstServer, secondServer])
      await completed(drs, jobId)
      await until(async () => {
        const [[stopped], [vanished]] = await Promise.all([
          recoveryInstances(drs),
          recoveryInstances(drs, secondServer)
        ])
        const isSo = stopped?.ec2InstanceState === 'STOPPED' && vanished?.ec2InstanceState === 'NOT_FOUND'
        return isSo ? stopped : undefined
      })
      const [stopped] = await recoveryInstances(drs)
      expect(await instanceState(ec2, stopped?.ec2InstanceID ?? '')).toBe('stopped')
      expect(launchStatus(await completed(drs, jobId), secondServer)).toBe('LAUNCHED')
    })
  })

  it('launch settings that say STOPPED end with a stopped instance', async () => {
    await inWorld(withFirstServer({ launchDisposition: 'STOPPED' }), async ({ drs }) => {
      await completed(drs, await startDrill(drs))
      const seen = await until(async () => (await recoveryInstances(drs)).find((i) => i.ec2InstanceState === 'STOPPED'))
      expect(seen.isDrill).toBe(true)
    })
  })

  it('impaired status checks', async () => {
    await inWorld(withFirstServer({ statusChecks: { result: 'impaired', after: '1m' } }), async ({ drs, ec2 }) => {
      await completed(drs, await startDrill(drs))
      const status = await until(async () => {
        const { InstanceStatuses } = await ec2.send(new DescribeInstanceStatusCommand({}))
        return InstanceStatuses?.find((seen) => seen.InstanceStatus?.Status === 'impaired')
      })
      expect(status.SystemStatus?.Status).toBe('ok')
    })
  })

  it('follows a list, one launch after the other', async () => {
    await inWorld(withFirstServer({ outcome: ['failed', 'launched'] }), async ({ drs }) => {
      expect(launchStatus(await completed(drs, await startDrill(drs)))).toBe('FAILED')
      expect(launchStatus(await completed(drs, await startDrill(drs)))).toBe('LAUNCHED')
    })
  })
})

describe('how a job is reported', () => {
  it.each(['late', 'never'] as const)('the recovery instance ID %s', async (recoveryInstanceId) => {
    const serverDefaults = { phases: { snapshot: '5s', conversion: '5s', launch: '5s' } }
    await inWorld({ timeScale: 200, serverDefaults, jobs: { recoveryInstanceId } }, async ({ drs }) => {
      const jobId = await startDrill(drs)
      const job = await jobThat(drs, jobId, (seen) => launchStatus(seen) === 'LAUNCHED')
      expect(job.participatingServers?.[0]?.recoveryInstanceID).toBeUndefined()
      if (recoveryInstanceId === 'never') return
      await jobThat(drs, jobId, (seen) => seen.participatingServers?.[0]?.recoveryInstanceID !== undefined)
    })
  })

  it('participatingServers empty at first, and statuses that nobody knows for a while', async () => {
    const unknownStatus = { jobStatus: 'QUEUED', launchStatus: 'WAITING', after: '30m', for: '30m' }
    const jobs = { emptyParticipatingServersFor: '30m', unknownStatus }
    await inWorld({ serverDefaults: { phases: { snapshot: '1h' } }, jobs }, async ({ drs }) => {
      const jobId = await startDrill(drs)
      await jobThat(drs, jobId, (job) => job.participatingServers?.length === 0)
      const odd = await jobThat(drs, jobId, (job) => String(job.status) === 'QUEUED')
      expect(launchStatus(odd)).toBe('WAITING')
      await completed(drs, jobId)
    })
  })
})
