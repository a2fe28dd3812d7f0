import { DescribeJobLogItemsCommand, DescribeSourceServersCommand, StartRecoveryCommand } from '@aws-sdk/client-drs'
import { DescribeInstancesCommand, DescribeInstanceStatusCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { firstServer, inWorld, until } from './clients.js'
import { completed, describeJob, jobThat, launchStatus, log, recoveryInstances, startDrill } from './drills.js'

describe('a launch', () => {
  it('goes through snapshot, conversion and launch, and ends with a running instance of this job', async () => {
    await inWorld({}, async ({ drs, ec2 }) => {
      const tags = { 'drs-drill:wave': 'databases' }
      const sourceServers = [{ sourceServerID: firstServer }]
      const { job } = await drs.send(new StartRecoveryCommand({ sourceServers, isDrill: true, tags }))
      expect(job).toMatchObject({ status: 'PENDING', type: 'LAUNCH', initiatedBy: 'START_DRILL', tags })
      const jobId = job?.jobID ?? ''
      const ended = await completed(drs, jobId)
      expect(ended.endDateTime).toBeDefined()
      expect(await log(drs, jobId)).toEqual([
        'JOB_START',
        'SNAPSHOT_START',
        'SNAPSHOT_END',
        'CONVERSION_START',
        'CONVERSION_END',
        'LAUNCH_START',
        'LAUNCH_END',
        'JOB_END'
      ])
      const [instance] = await recoveryInstances(drs)
      expect(instance).toMatchObject({ jobID: jobId, isDrill: true })
      expect(ended.participatingServers).toEqual([
        { sourceServerID: firstServer, launchStatus: 'LAUNCHED', recoveryInstanceID: instance?.recoveryInstanceID }
      ])
      const { Reservations } = await ec2.send(
        new DescribeInstancesCommand({ Filters: [{ Name: 'tag:drs.amazonaws.com-job', Values: [jobId] }] })
      )
      expect(Reservations?.[0]?.Instances?.[0]).toMatchObject({
        InstanceId: instance?.ec2InstanceID,
        SubnetId: 'subnet-0a1b2c3d4e5f60718',
        SecurityGroups: [{ GroupId: 'sg-0a1b2c3d4e5f60718' }]
      })
    })
  })

  it('stays PENDING through snapshot and conversion and is IN_PROGRESS only while it launches', async () => {
    await inWorld({ serverDefaults: { phases: { launch: '30m' } } }, async ({ drs }) => {
      const jobId = await startDrill(drs)
      const launching = await jobThat(drs, jobId, (job) => launchStatus(job) !== 'PENDING')
      expect(launchStatus(launching)).toBe('IN_PROGRESS')
      expect(await log(drs, jobId)).toContain('CONVERSION_END')
    })
  })

  it('names the EC2 instance in the log, and its status checks pass after a while', async () => {
    await inWorld({ serverDefaults: { statusChecks: { after: '30m' } } }, async ({ drs, ec2 }) => {
      const jobId = await startDrill(drs)
      await completed(drs, jobId)
      const { items = [] } = await drs.send(new DescribeJobLogItemsCommand({ jobID: jobId }))
      const instanceId = items.find((item) => String(item.event) === 'LAUNCH_END')?.eventData?.targetInstanceID ?? ''
      const [instance] = await recoveryInstances(drs)
      expect(instanceId).toBe(instance?.ec2InstanceID)
      const seen = new Set<string>()
      await until(async () => {
        const { InstanceStatuses } = await ec2.send(
          new DescribeInstanceStatusCommand({ InstanceIds: [instanceId], IncludeAllInstances: true })
        )
        const status = InstanceStatuses?.[0]?.InstanceStatus?.Status ?? ''
        seen.add(status)
        return status === 'ok' ? status : undefined
      })
      expect([...seen]).toEqual(expect.arrayContaining(['initializing', 'ok']))
    })
  })

  it('launches from the snapshot that is named, without taking one', async () => {
    const id = 'pit-0123456789abcdefg'
    const servers = [{ id: firstServer, snapshots: [{ id, age: '2h' }] }]
    await inWorld({ serverCount: 0, servers }, async ({ drs }) => {
      const sourceServers = [{ sourceServerID: firstServer, recoverySnapshotID: id }]
      const { job } = await drs.send(new StartRecoveryCommand({ sourceServers, isDrill: true }))
      await completed(drs, job?.jobID ?? '')
      expect(await log(drs, job?.jobID ?? '')).not.toContain('SNAPSHOT_START')
      const [instance] = await recoveryInstances(drs)
      const age = Date.now() - Date.parse(instance?.pointInTimeSnapshotDateTime ?? '')
      expect(age / 3_600_000).toBeCloseTo(2, 1)
    })
  })

  it('falls back on the newest earlier snapshot and says so in the log', async () => {
    await inWorld({ serverDefaults: { usedPreviousSnapshot: true } }, async ({ drs }) => {
      const jobId = await startDrill(drs)
      await completed(drs, jobId)
      expect(await log(drs, jobId)).toContain('USING_PREVIOUS_SNAPSHOT')
      const [instance] = await recoveryInstances(drs)
      const age = Date.now() - Date.parse(instance?.pointInTimeSnapshotDateTime ?? '')
      expect(age / 60_000).toBeCloseTo(10, 0)
    })
  })

  it('is a recovery when nobody says that it is a drill', async () => {
    await inWorld({}, async ({ drs }) => {
      const { job } = await drs.send(new StartRecoveryCommand({ sourceServers: [{ sourceServerID: firstServer }] }))
      expect(job?.initiatedBy).toBe('START_RECOVERY')
      await completed(drs, job?.jobID ?? '')
      expect(await recoveryInstances(drs)).toMatchObject([{ isDrill: false }])
      const { items } = await drs.send(new DescribeSourceServersCommand({}))
      expect(items?.[0]).toMatchObject({
        lastLaunchResult: 'SUCCEEDED',
        lifeCycle: { lastLaunch: { status: 'LAUNCHED', initiated: { jobID: job?.jobID, type: 'RECOVERY' } } }
      })
      expect(items?.[1]?.lastLaunchResult).toBe('NOT_STARTED')
    })
  })

  it('can be COMPLETED after the snapshots, with servers LAUNCHED minutes later', async () => {
    await inWorld(
      { timeScale: 2000, serverDefaults: { phases: { conversion: '10m' } }, jobs: { completedBeforeLaunched: true } },
      async ({ drs }) => {
        const jobId = await startDrill(drs)
        expect(launchStatus(await completed(drs, jobId))).toBe('PENDING')
        const launched = await jobThat(drs, jobId, (job) => launchStatus(job) === 'LAUNCHED')
        expect(launched.status).toBe('COMPLETED')
        expect(await log(drs, jobId)).toEqual(expect.arrayContaining(['JOB_END', 'LAUNCH_END']))
      }
    )
  })

  it('runs its post-launch actions one after the other', async () => {
    const postLaunchActions = [
      { name: 'agent', duration: '1m' },
      { name: 'smoke test', status: 'FAILED', failureReason: 'port 443 is closed', optional: true, duration: '1m' }
    ]
    await inWorld({ serverDefaults: { postLaunchActions } }, async ({ drs }) => {
      const jobId = await startDrill(drs)
      const job = await jobThat(drs, jobId, (seen) => {
        const runs = seen.participatingServers?.[0]?.launchActionsStatus?.runs ?? []
        return runs.length > 0 && runs.every((run) => run.status !== 'IN_PROGRESS')
      })
      expect(job.participatingServers?.[0]?.launchActionsStatus?.runs).toMatchObject([
        { action: { name: 'agent', optional: false }, status: 'SUCCEEDED' },
        { action: { name: 'smoke test', optional: true }, status: 'FAILED', failureReason: 'port 443 is closed' }
      ])
    })
  })

  it('knows the job by its ID at once unless the scenario delays it', async () => {
    await inWorld({ jobs: { visibleAfter: '30m' } }, async ({ drs }) => {
      const jobId = await startDrill(drs)
      expect(await describeJob(drs, jobId)).toBeUndefined()
      expect(await completed(drs, jobId)).toBeDefined()
    })
  })
})
