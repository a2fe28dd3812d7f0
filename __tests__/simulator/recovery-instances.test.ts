import { GetLaunchConfigurationCommand, TerminateRecoveryInstancesCommand } from '@aws-sdk/client-drs'
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { describe, expect, it } from '@jest/globals'
import { firstServer, inWorld, secondServer } from './clients.js'
import { completed, launchStatus, log, recoveryInstances, startDrill } from './drills.js'

describe('recovery instances', () => {
  it('are wiped with their EC2 instances by the next launch, a live one too', async () => {
    const servers = [
      { id: firstServer, liveRecoveryInstance: { ec2InstanceId: 'i-0123456789abcdef0' } },
      { id: secondServer, earlierDrillInstance: true }
    ]
    await inWorld({ serverCount: 0, servers }, async ({ drs, simulator }) => {
      expect(await recoveryInstances(drs)).toMatchObject([{ isDrill: false, ec2InstanceState: 'RUNNING' }])
      expect(await recoveryInstances(drs, secondServer)).toMatchObject([{ isDrill: true }])
      const jobId = await startDrill(drs, [firstServer, secondServer])
      await completed(drs, jobId)
      expect(await log(drs, jobId)).toContain('CLEANUP_END')
      expect(await recoveryInstances(drs)).toMatchObject([{ jobID: jobId, isDrill: true }])
      const live = simulator.world.instances.find((instance) => instance.instanceId === 'i-0123456789abcdef0')
      expect(live?.state).toBe('terminated')
    })
  })

  it('are EC2 instances that were there before, where the launch settings name one', async () => {
    const into = 'i-0a1b2c3d4e5f60718'
    const servers = [{ id: firstServer, launchInto: { ec2InstanceId: into, subnetId: 'subnet-home' } }]
    await inWorld({ serverCount: 0, servers }, async ({ drs, ec2, simulator }) => {
      const settings = await drs.send(new GetLaunchConfigurationCommand({ sourceServerID: firstServer }))
      expect(settings.launchIntoInstanceProperties).toEqual({ launchIntoEC2InstanceID: into })
      expect(simulator.world.instances).toMatchObject([{ instanceId: into, state: 'running', jobId: '' }])
      for (const _launch of ['first', 'second']) {
        const jobId = await startDrill(drs)
        await completed(drs, jobId)
        expect(await recoveryInstances(drs)).toMatchObject([{ jobID: jobId, ec2InstanceID: into, isDrill: true }])
        expect(simulator.world.instances).toMatchObject([{ instanceId: into, jobId }])
      }
      const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [into] }))
      expect(Reservations?.[0]?.Instances).toMatchObject([
        {
          SubnetId: 'subnet-home',
          Tags: expect.arrayContaining([{ Key: 'AWSDRS', Value: 'AllowLaunchingIntoThisInstance' }])
        }
      ])
    })
  })

  it('outlive a launch that is skipped', async () => {
    const servers = [{ id: firstServer, earlierDrillInstance: true, outcome: 'skipped' as const }]
    await inWorld({ serverCount: 0, servers }, async ({ drs }) => {
      await completed(drs, await startDrill(drs))
      expect(await recoveryInstances(drs)).toHaveLength(1)
    })
  })

  it('are terminated by a job of its own, which nothing stops from taking a live one', async () => {
    const serverDefaults = { liveRecoveryInstance: true, termination: { duration: '1h' } }
    await inWorld({ serverDefaults }, async ({ drs, simulator }) => {
      const [live] = await recoveryInstances(drs)
      const recoveryInstanceIDs = [live?.recoveryInstanceID ?? '']
      const { job } = await drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }))
      expect(job).toMatchObject({ type: 'TERMINATE', initiatedBy: 'TERMINATE_RECOVERY_INSTANCES' })
      await expect(startDrill(drs)).rejects.toMatchObject({ name: 'ConflictException' })
      const again = drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }))
      await expect(again).rejects.toMatchObject({ name: 'ConflictException' })
      expect(launchStatus(await completed(drs, job?.jobID ?? ''))).toBe('TERMINATED')
      expect(await recoveryInstances(drs)).toEqual([])
      const instance = simulator.world.instances.find((each) => each.instanceId === live?.ec2InstanceID)
      expect(instance?.state).toBe('terminated')
      const gone = drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }))
      await expect(gone).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    })
  })

  it('stay when their termination fails', async () => {
    const serverDefaults = { earlierDrillInstance: true, termination: { outcome: 'failed' as const } }
    await inWorld({ serverDefaults }, async ({ drs }) => {
      const [instance] = await recoveryInstances(drs)
      const recoveryInstanceIDs = [instance?.recoveryInstanceID ?? '']
      const { job } = await drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }))
      await completed(drs, job?.jobID ?? '')
      expect(await log(drs, job?.jobID ?? '')).toContain('CLEANUP_FAIL')
      expect(await recoveryInstances(drs)).toMatchObject([{ ec2InstanceState: 'RUNNING' }])
    })
  })

  it('land where the scenario says, whatever their launch template says', async () => {
    const servers = [{ id: firstServer, landsIn: { subnetId: 'subnet-elsewhere' } }]
    await inWorld({ serverCount: 0, servers }, async ({ drs, ec2 }) => {
      await completed(drs, await startDrill(drs))
      const { Reservations } = await ec2.send(new DescribeInstancesCommand({}))
      expect(Reservations?.[0]?.Instances?.[0]?.SubnetId).toBe('subnet-elsewhere')
    })
  })
})
