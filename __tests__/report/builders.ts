import type { DrillEvent, EventBody, Mode } from '../../src/drill/events.js'
import { fold } from '../../src/drill/evolve.js'
import type {
  InstanceSighting,
  JobLogItem,
  OwnInstances,
  OwnInstanceSighting,
  OwnJobSighting,
  ParticipantSighting,
  ServerSighting
} from '../../src/drill/sightings.js'
import type { DrillState } from '../../src/drill/state.js'
import { preflightOf } from '../../src/drill/preflight/preflight.js'
import type { ServerStatus, Status, WaveEnd } from '../../src/drill/status.js'
import { addSeconds, type Timestamp } from '../../src/drill/timestamp.js'
import type { Objectives, Plan, PlannedWave } from '../../src/plan/plan.js'

export const start: Timestamp = '2026-11-23T14:00:00.000Z'

/** `minutes` after the execution was opened. */
export const minute = (minutes: number): Timestamp => addSeconds(start, minutes * 60)

export const wave = (name: string, servers: readonly string[], changes: Partial<PlannedWave> = {}): PlannedWave => ({
  name,
  after: [],
  servers,
  timeoutSeconds: 2400,
  onFailure: 'stop',
  soakSeconds: 0,
  verify: { instance: 'running', launchActions: 'ignored' },
  retry: { failedServers: 0 },
  pointInTime: 'latest',
  ...changes
})

export const plan = (waves: readonly PlannedWave[], objectives: Partial<Objectives> = {}): Plan => ({
  name: 'payments',
  description: 'Quarterly drill of the payments platform',
  region: 'us-west-2',
  account: '123456789012',
  timeoutSeconds: 7200,
  objectives: { onMiss: 'fail', ...objectives },
  cleanup: { when: 'never', timeoutSeconds: 1200 },
  guards: { replaceRecoveryInstances: [], waitForOtherJobsSeconds: 600 },
  waves
})

/** A journal in the making: each method appends what would have been written down, at `minutes` after the start. */
export class Story {
  private readonly events: DrillEvent[] = []
  private requests = 0

  constructor(
    mode: Mode = 'drill',
    private readonly region = 'us-west-2',
    private readonly partition = 'aws'
  ) {
    this.add(0, {
      type: 'execution-opened',
      schemaVersion: 1,
      executionId: 'acme-platform-7001-payments',
      mode,
      plan: { name: 'payments', path: 'drills/payments.yml', sha256: 'a'.repeat(64), commit: 'c'.repeat(40) },
      run: {
        repository: 'acme/platform',
        runId: '7001',
        attempt: 1,
        url: 'https://github.com/acme/platform/actions/runs/7001',
        actor: 'octocat',
        event: 'schedule',
        ref: 'refs/heads/main',
        sha: 'c'.repeat(40),
        workflow: 'Disaster recovery drill',
        job: 'drill'
      },
      pollIntervalSeconds: 30
    })
  }

  add(minutes: number, event: EventBody): this {
    this.events.push({ ...event, at: minute(minutes) })
    return this
  }

  accept(
    plan: Plan,
    selected: readonly string[] = plan.waves.map(({ name }) => name),
    presumed: readonly string[] = []
  ) {
    return this.add(0.01, {
      type: 'plan-accepted',
      allowedAccounts: [],
      plan,
      places: {},
      timeoutSeconds: plan.timeoutSeconds,
      cleanup: plan.cleanup,
      selected,
      presumed
    })
  }

  identify() {
    const arn = `arn:${this.partition}:sts::123456789012:assumed-role/drs-drill/drs-drill-7001`
    return this.add(0.02, {
      type: 'identity-confirmed',
      identity: { account: '123456789012', arn, region: this.region }
    })
  }

  describe(servers: Readonly<Record<string, string | ServerSighting>>) {
    const sightings = Object.entries(servers).map(([sourceServerId, about]) =>
      typeof about === 'string'
        ? {
            sourceServerId,
            hostname: about,
            replicationState: 'CONTINUOUS',
            lag: 'PT30S',
            launchDisposition: 'STARTED'
          }
        : about
    )
    return this.add(0.03, { type: 'servers-described', servers: sightings })
  }

  /** What else is asked before the start, where nothing stands in its way. */
  admit() {
    return this.add(0.03, {
      type: 'jobs-surveyed',
      own: [],
      foreign: { jobs: 0, servers: 0, holding: [] },
      terminations: []
    })
      .add(0.03, { type: 'permissions-foretold', permissions: [] })
      .add(0.04, { type: 'preflight-concluded', results: preflightOf(fold(this.events)) })
  }

  startWave(minutes: number, name: string) {
    return this.add(minutes, { type: 'wave-started', wave: name })
  }

  /** StartRecovery was sent; its answer is not known. */
  request(minutes: number, name: string, servers: readonly string[]) {
    this.requests += 1
    return this.add(minutes, { type: 'job-requested', request: this.requests, wave: name, servers })
  }

  /** A survey finds a job of an earlier attempt, which has ended. */
  findLaunch(minutes: number, wave: string, job: Pick<OwnJobSighting, 'jobId' | 'createdAt' | 'participants'>) {
    return this.add(minutes, {
      type: 'jobs-surveyed',
      terminations: [],
      foreign: { jobs: 0, servers: 0, holding: [] },
      own: [{ type: 'LAUNCH', wave, isDrill: true, status: 'COMPLETED', ...job }]
    })
  }

  /** StartRecovery was sent and answered with this job. */
  launch(minutes: number, name: string, jobId: string, servers: readonly string[]) {
    return this.request(minutes, name, servers).add(minutes, {
      type: 'job-started',
      request: this.requests,
      job: {
        jobId,
        status: 'PENDING',
        createdAt: minute(minutes),
        participants: servers.map((sourceServerId) => ({ sourceServerId, launchStatus: 'PENDING' }))
      }
    })
  }

  seeJob(minutes: number, jobId: string, status: string, participants: readonly ParticipantSighting[]) {
    const ended = status === 'COMPLETED' ? { endedAt: minute(minutes) } : {}
    return this.add(minutes, {
      type: 'jobs-observed',
      asked: [jobId],
      changes: [{ jobId, status, participants, ...ended }]
    })
  }

  readLog(minutes: number, jobId: string, items: readonly JobLogItem[]) {
    return this.add(minutes, { type: 'job-log-read', jobId, items })
  }

  seeInstances(minutes: number, changes: readonly InstanceSighting[]) {
    return this.add(minutes, { type: 'instances-observed', asked: changes.map((i) => i.sourceServerId), changes })
  }

  settle(minutes: number, servers: readonly string[], status: ServerStatus, reason: string) {
    return this.add(minutes, {
      type: 'servers-settled',
      servers: servers.map((sourceServerId) => ({ sourceServerId, status, reason }))
    })
  }

  settleWave(minutes: number, name: string, status: WaveEnd, reason: string) {
    return this.add(minutes, { type: 'wave-settled', wave: name, status, reason })
  }

  /** The drill is judged; what may come between it and the end is its cleanup. */
  judge(minutes: number, status: Status, reason: string) {
    return this.add(minutes, { type: 'verdict-reached', status, reason })
  }

  /** The end of an execution that was judged: it says the verdict once more. */
  end(minutes: number, status: Status, reason: string) {
    return this.add(minutes, {
      type: 'calls-counted',
      calls: { 'drs:DescribeJobs': 41, 'drs:StartRecovery': 2, 'ec2:DescribeInstances': 3 },
      throttled: 1,
      retried: 2
    }).add(minutes, { type: 'execution-finished', status, reason })
  }

  /** What the execution has in AWS was listed. */
  listInstances(
    minutes: number,
    instances: readonly OwnInstanceSighting[],
    launching: OwnInstances['launching'] = [],
    unlisted: OwnInstances['unlisted'] = []
  ) {
    return this.add(minutes, { type: 'instances-listed', instances, launching, unlisted })
  }

  /** TerminateRecoveryInstances was sent and answered with this job. */
  terminate(minutes: number, request: number, jobId: string, recoveryInstanceIds: readonly string[]) {
    return this.add(minutes, { type: 'termination-requested', request, recoveryInstanceIds }).add(minutes, {
      type: 'termination-started',
      request,
      job: { jobId, status: 'PENDING', createdAt: minute(minutes), participants: [] }
    })
  }

  /** The verdict, with nothing to clean up behind it. */
  finish(minutes: number, status: Status, reason: string) {
    return this.judge(minutes, status, reason).end(minutes, status, reason)
  }

  /** A wave that goes well: launched at `minutes`, up twelve minutes later. */
  goodWave(minutes: number, name: string, jobId: string, servers: readonly string[]) {
    return this.startWave(minutes, name)
      .launch(minutes, name, jobId, servers)
      .comeUp(minutes, jobId, servers)
      .seeJob(minutes + 12, jobId, 'COMPLETED', [])
      .settleWave(
        minutes + 12,
        name,
        'up',
        servers.length === 1 ? 'its server is up' : `all ${String(servers.length)} servers are up`
      )
  }

  /** These servers of a job, launched at `minutes`, are up twelve minutes later. */
  comeUp(minutes: number, jobId: string, servers: readonly string[]) {
    return this.seeJob(minutes + 11, jobId, 'STARTED', servers.map(launched))
      .readLog(
        minutes + 11,
        jobId,
        servers.flatMap((id) => phasesOf(id, minutes))
      )
      .seeInstances(
        minutes + 12,
        servers.map((id) => instance(id, jobId, minutes - 4))
      )
      .settle(minutes + 12, servers, 'launched', 'its instance is running')
  }

  tell(): readonly DrillEvent[] {
    return this.events
  }

  state(): DrillState {
    return fold(this.events)
  }
}

export const serverId = (number: number): string => `s-${String(number).padStart(17, '0')}`
export const jobId = (number: number): string => `drsjob-${String(number).padStart(17, '0')}`
export const instanceId = (sourceServerId: string): string => `i-0${sourceServerId.slice(-16)}`

export const launched = (sourceServerId: string): ParticipantSighting => ({
  sourceServerId,
  launchStatus: 'LAUNCHED',
  recoveryInstanceId: instanceId(sourceServerId)
})

export const instance = (
  sourceServerId: string,
  job: string,
  pointMinutes: number,
  changes: Partial<InstanceSighting> = {}
): InstanceSighting => ({
  sourceServerId,
  jobId: job,
  recoveryInstanceId: instanceId(sourceServerId),
  ec2InstanceId: instanceId(sourceServerId),
  state: 'running',
  statusChecks: 'ok',
  type: 'm5.large',
  availabilityZone: 'us-west-2a',
  subnetId: 'subnet-0a1b2c3d4e5f60718',
  securityGroupIds: ['sg-0a1b2c3d4e5f60718'],
  privateIp: '10.0.4.17',
  recoveryPoint: minute(pointMinutes),
  isDrill: true,
  ...changes
})

/** An instance of the execution as the cleanup sees it. */
export const ownInstance = (
  sourceServerId: string,
  job: string,
  state = 'running',
  changes: Partial<OwnInstanceSighting> = {}
): OwnInstanceSighting => ({
  sourceServerId,
  jobId: job,
  recoveryInstanceId: instanceId(sourceServerId),
  ec2InstanceId: instanceId(sourceServerId),
  wave: 'databases',
  state,
  isDrill: true,
  ...changes
})

export const phasesOf = (sourceServerId: string, minutes: number): readonly JobLogItem[] =>
  (
    [
      ['SNAPSHOT_START', 0.1],
      ['SNAPSHOT_END', 5],
      ['CONVERSION_START', 5.1],
      ['CONVERSION_END', 8],
      ['LAUNCH_START', 8.1],
      ['LAUNCH_END', 10.9]
    ] as const
  ).map(([event, after]) => ({
    at: minute(minutes + after),
    event,
    sourceServerId,
    ...(event === 'LAUNCH_END' ? { targetInstanceId: instanceId(sourceServerId) } : {})
  }))
