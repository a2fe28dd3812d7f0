import type { LifeCycleLastLaunch } from '@aws-sdk/client-drs'
import { drsArn } from './arn.js'
import { Clock, isoTime } from './clock.js'
import { plannedStates, plannedStatusChecks, type Ec2Instance, type InstancePlan } from './ec2-instance.js'
import { shownLaunchStatus, type DrsJob } from './job.js'
import { foreignJob } from './other-job.js'
import { SeededRandom } from './random.js'
import { launchedInto, standBeforeDrs } from './launch-into.js'
import { exists, type RecoveryInstanceRecord } from './recovery-instance.js'
import type { Scenario } from './scenario.js'
import type { ExistingRecoveryInstance, ServerScenario } from './server-scenario.js'
import { scenarioSnapshots, type RecoverySnapshotRecord } from './snapshot.js'
import type { Automation } from './ssm/automation.js'

/**
 * Everything that exists in the simulated account and Region. Nothing in it moves by timers: what has been started is
 * known to its end, and every answer is worked out for the moment it is asked for.
 */
export class World {
  scenario: Scenario
  readonly clock: Clock
  readonly random: SeededRandom
  readonly jobs: DrsJob[] = []
  /** Runs of SSM Automation documents. */
  readonly automations: Automation[] = []
  readonly instances = new Map<string, Ec2Instance>()
  readonly recoveryInstances: RecoveryInstanceRecord[] = []
  readonly snapshots: RecoverySnapshotRecord[] = []
  /** Tags of source servers; jobs and recovery instances carry their own. */
  readonly serverTags = new Map<string, Readonly<Record<string, string>>>()
  /** How often each server has been launched, which chooses the outcome of the next launch. */
  readonly launches = new Map<string, number>()
  #servers = new Map<string, ServerScenario>()

  constructor(scenario: Scenario, seed: number) {
    this.scenario = scenario
    this.clock = new Clock(() => this.scenario.timeScale)
    this.random = new SeededRandom(seed)
    this.update(scenario)
    this.startOtherJobs()
  }

  /** Starts the jobs that the scenario says other people run. */
  startOtherJobs(): void {
    for (const job of this.scenario.otherJobs) this.jobs.push(foreignJob(job, this))
  }

  /** Takes up a changed scenario; what runs already goes on as it was started. */
  update(scenario: Scenario): void {
    const known = this.#servers
    this.scenario = scenario
    this.#servers = new Map(scenario.servers.map((server) => [server.id, server]))
    for (const server of scenario.servers.filter((candidate) => !known.has(candidate.id))) this.#settle(server)
    for (const server of scenario.servers) standBeforeDrs(server, this)
    for (const server of known.values()) this.#removeSnapshots(server)
  }

  get servers(): readonly ServerScenario[] {
    return this.scenario.servers
  }

  server(sourceServerId: string): ServerScenario | undefined {
    return this.#servers.get(sourceServerId)
  }

  currentRecoveryInstances(sourceServerId: string, now: number): RecoveryInstanceRecord[] {
    return this.recoveryInstances.filter((record) => record.sourceServerId === sourceServerId && exists(record, now))
  }

  /** The last launch of a server as its life cycle tells it. */
  lastLaunch(server: ServerScenario, now: number): LifeCycleLastLaunch | undefined {
    const job = this.jobs.findLast(
      (candidate) =>
        candidate.type === 'LAUNCH' && candidate.participations.some((part) => part.sourceServerId === server.id)
    )
    const participation = job?.participations.find((part) => part.sourceServerId === server.id)
    if (job !== undefined && participation !== undefined) {
      return {
        initiated: {
          apiCallDateTime: isoTime(job.createdAt),
          jobID: job.jobId,
          type: job.initiatedBy === 'START_DRILL' ? 'DRILL' : 'RECOVERY'
        },
        status: shownLaunchStatus(job, participation, now) as NonNullable<LifeCycleLastLaunch['status']>
      }
    }
    const { lastLaunch } = server
    if (lastLaunch === undefined) return undefined
    return {
      initiated: { apiCallDateTime: isoTime(this.clock.startedAt - lastLaunch.age), type: lastLaunch.type },
      status: lastLaunch.status as NonNullable<LifeCycleLastLaunch['status']>
    }
  }

  /** Brings an EC2 instance into the world, whose life is planned. */
  createInstance(server: ServerScenario, jobId: string, instanceId: string, plan: InstancePlan): Ec2Instance {
    const there = this.instances.get(instanceId)
    if (there !== undefined && instanceId === server.launchInto?.ec2InstanceId) {
      const taken = launchedInto(there, jobId, plan)
      this.instances.set(instanceId, taken)
      return taken
    }
    const host = this.instances.size + 10
    const instance: Ec2Instance = {
      instanceId,
      sourceServerId: server.id,
      jobId,
      hostname: server.hostname,
      instanceType: server.launchTemplate?.instanceType ?? 'm5.large',
      subnetId: server.landsIn?.subnetId ?? server.launchTemplate?.subnetId ?? 'subnet-00000000000default',
      securityGroupIds: server.landsIn?.securityGroupIds ??
        server.launchTemplate?.securityGroupIds ?? ['sg-00000000000default'],
      furtherInterfaces: server.landsIn?.furtherInterfaces ?? server.launchTemplate?.furtherInterfaces ?? [],
      privateIpAddress: `10.0.${Math.floor(host / 250)}.${host % 250}`,
      tags: {
        Name: server.hostname,
        AWSElasticDisasterRecoveryManaged: 'drs.amazonaws.com',
        'drs.amazonaws.com-job': jobId,
        'drs.amazonaws.com-source-server': server.id
      },
      launchedAt: plan.launchedAt,
      states: plannedStates(plan),
      statusChecks: plannedStatusChecks(plan)
    }
    this.instances.set(instanceId, instance)
    return instance
  }

  /** What a server has when it enters the world. */
  #settle(server: ServerScenario): void {
    this.snapshots.push(...scenarioSnapshots(server, this.clock, this.random))
    this.serverTags.set(server.id, server.tags)
    this.#leaveBehind(server, server.liveRecoveryInstance, false)
    this.#leaveBehind(server, server.earlierDrillInstance, true)
  }

  /** Snapshots with an ID that the scenario does not have any more are over their retention. */
  #removeSnapshots(before: ServerScenario): void {
    const kept = this.#servers.get(before.id)?.snapshots.map(({ id }) => id) ?? []
    const removed = before.snapshots.map(({ id }) => id).filter((id) => id !== undefined && !kept.includes(id))
    for (const id of removed) {
      const index = this.snapshots.findIndex(({ snapshotId }) => snapshotId === id)
      if (index !== -1) this.snapshots.splice(index, 1)
    }
  }

  #leaveBehind(server: ServerScenario, existing: ExistingRecoveryInstance | boolean, isDrill: boolean): void {
    if (existing === false) return
    const { age, ec2InstanceId, state }: ExistingRecoveryInstance =
      existing === true ? { age: 604_800_000, ec2InstanceId: undefined, state: 'running' } : existing
    const launchedAt = this.clock.startedAt - age
    const jobId = this.random.id('drsjob')
    const instanceId = ec2InstanceId ?? this.random.id('i')
    const plan: InstancePlan = { launchedAt, runningAt: launchedAt, statusChecks: 'ok', statusChecksAt: launchedAt }
    const recoveryInstanceId = this.random.id('i')
    this.recoveryInstances.push({
      recoveryInstanceId,
      arn: drsArn(this.scenario, 'recovery-instance', recoveryInstanceId),
      sourceServerId: server.id,
      jobId,
      isDrill,
      ec2InstanceId: instanceId,
      instance:
        state === 'absent'
          ? undefined
          : this.createInstance(
              server,
              jobId,
              instanceId,
              state === 'running' ? plan : { ...plan, ends: { at: launchedAt, state } }
            ),
      pointInTime: launchedAt - 600_000,
      existsFrom: launchedAt,
      existsUntil: Infinity,
      tags: {}
    })
  }
}
