import { plannedStates, plannedStatusChecks, type Ec2Instance, type InstancePlan } from './ec2-instance.js'
import type { ServerScenario } from './server-scenario.js'
import { rewrite } from './timeline.js'
import type { World } from './world.js'

/** Of instances that DRS may launch into it demands this tag (AWS DRS user guide, 'Launch into instance ID'). */
const permission = { AWSDRS: 'AllowLaunchingIntoThisInstance' }

/** Brings the EC2 instance into the world that a server is to be launched into: somebody runs it already. */
export function standBeforeDrs({ id, hostname, launchInto }: ServerScenario, world: World): void {
  if (launchInto === undefined || world.instances.has(launchInto.ec2InstanceId)) return
  const since = world.clock.startedAt - 30 * 86_400_000
  const plan: InstancePlan = { launchedAt: since, runningAt: since, statusChecks: 'ok', statusChecksAt: since }
  world.instances.set(launchInto.ec2InstanceId, {
    instanceId: launchInto.ec2InstanceId,
    sourceServerId: id,
    jobId: '',
    hostname,
    instanceType: 'm5.large',
    subnetId: launchInto.subnetId,
    securityGroupIds: launchInto.securityGroupIds,
    furtherInterfaces: [],
    privateIpAddress: '10.1.0.10',
    tags: { Name: `${hostname} at home`, ...permission },
    launchedAt: since,
    states: plannedStates(plan),
    statusChecks: plannedStatusChecks(plan)
  })
}

/** The same instance after a launch into it: it was stopped, has other disks, and stands where it stood. */
export function launchedInto(instance: Ec2Instance, jobId: string, plan: InstancePlan): Ec2Instance {
  const [, ...from] = plannedStates(plan)
  const [, ...checks] = plannedStatusChecks(plan)
  return {
    ...instance,
    jobId,
    states: rewrite(instance.states, plan.launchedAt, from),
    statusChecks: rewrite(instance.statusChecks, plan.launchedAt, checks)
  }
}
