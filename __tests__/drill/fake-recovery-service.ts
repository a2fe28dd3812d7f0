import type { InstanceQuestion } from '../../src/drill/commands.js'
import { FailedCall, type FailureClass } from '../../src/drill/failure.js'
import type { JobTags, RecoveryService } from '../../src/drill/ports.js'
import type {
  ForeignJobs,
  Identity,
  InstanceSighting,
  JobLogItem,
  JobSighting,
  OwnJobSighting,
  ServerSighting
} from '../../src/drill/sightings.js'
import { addSeconds, type Timestamp } from '../../src/drill/timestamp.js'
import type { VirtualClock } from './virtual-clock.js'

/** What becomes of a server once it is launched. */
export type Fate =
  | 'launched'
  | 'failed'
  | 'skipped'
  | 'stuck-pending'
  | 'stuck-in-progress'
  | 'terminated'
  | 'no-instance'
  | 'instance-terminated'
  | 'vanishes'
  | 'wrong-state'
  | 'strange-status'
  | 'log-failed'

export interface FakeJob {
  readonly jobId: string
  readonly wave: string
  readonly executionId: string
  readonly servers: readonly string[]
  readonly isDrill: boolean
  readonly createdAt: Timestamp
  readonly fates: readonly Fate[]
}

/** How a call goes wrong. `lost-after`: executed, then the answer is lost; `lost-before`: not executed, nor answered. */
export type CallFault = 'none' | 'throttled' | 'lost-before' | 'lost-after' | 'conflict' | 'quota' | 'denied'

export interface FakeSettings {
  /** The fates of a server, one a launch; the last one counts for all further launches. */
  fates: Record<string, readonly Fate[]>
  /** Faults of calls in the order they are made, whatever they are; then none. */
  faults: CallFault[]
  /** Whether a job COMPLETES with its snapshots, minutes before the servers are LAUNCHED. */
  completedEarly: boolean
  /** Seconds during which a new job is not shown. */
  hiddenSeconds: number
  foreign: ForeignJobs
  described: Record<string, Partial<ServerSighting>>
  identity: Identity
}

const snapshotSeconds = 400
const launchSeconds = 700

/**
 * DRS as `drs-facts` has it, on a virtual clock, at the port's level: one job at a time for a server, launch statuses that
 * stay PENDING, jobs that COMPLETE whatever became of their servers.
 */
export class FakeRecoveryService implements RecoveryService {
  readonly jobs: FakeJob[] = []
  readonly settings: FakeSettings
  calls = 0

  constructor(
    private readonly clock: VirtualClock,
    settings: Partial<FakeSettings> = {}
  ) {
    this.settings = {
      fates: {},
      faults: [],
      completedEarly: false,
      hiddenSeconds: 0,
      foreign: { jobs: 0, servers: 0, holding: [] },
      described: {},
      identity: { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/drill/x', region: 'us-west-2' },
      ...settings
    }
  }

  async identify(): Promise<Identity> {
    return this.answer('sts:GetCallerIdentity', () => this.settings.identity)
  }

  async describeServers(ids: readonly string[]): Promise<readonly ServerSighting[]> {
    return this.answer('drs:DescribeSourceServers', () =>
      ids.map((sourceServerId, index) => ({
        sourceServerId,
        hostname: `host-${String(index)}`,
        replicationState: 'CONTINUOUS',
        launchDisposition: 'STARTED',
        ...this.settings.described[sourceServerId]
      }))
    )
  }

  async surveyJobs(executionId: string): Promise<{ own: readonly OwnJobSighting[]; foreign: ForeignJobs }> {
    return this.answer('drs:DescribeJobs', () => ({
      own: this.jobs
        .filter((job) => job.executionId === executionId && this.isShown(job))
        .map((job) => ({ ...this.sight(job), type: 'LAUNCH', wave: job.wave, isDrill: job.isDrill })),
      foreign: this.settings.foreign
    }))
  }

  async startJob(servers: readonly string[], isDrill: boolean, tags: JobTags): Promise<JobSighting> {
    return this.answer('drs:StartRecovery', () => {
      const busy = this.jobs.find((job) => !this.hasEnded(job) && job.servers.some((id) => servers.includes(id)))
      if (busy !== undefined) throw this.failure('conflict', 'drs:StartRecovery', `held by ${busy.jobId}`)
      const job: FakeJob = {
        jobId: `drsjob-${String(this.jobs.length + 1).padStart(17, '0')}`,
        wave: tags.wave,
        executionId: tags.executionId,
        servers,
        isDrill,
        createdAt: this.clock.now(),
        fates: servers.map((id) => this.nextFate(id))
      }
      this.jobs.push(job)
      return this.sight(job)
    })
  }

  async observeJobs(jobIds: readonly string[]): Promise<readonly JobSighting[]> {
    return this.answer('drs:DescribeJobs', () =>
      this.jobs.filter((job) => jobIds.includes(job.jobId) && this.isShown(job)).map((job) => this.sight(job))
    )
  }

  async readJobLog(jobId: string): Promise<readonly JobLogItem[]> {
    return this.answer('drs:DescribeJobLogItems', () => {
      const job = this.jobs.find((known) => known.jobId === jobId)
      return job === undefined ? [] : this.log(job)
    })
  }

  async observeInstances(questions: readonly InstanceQuestion[]): Promise<readonly InstanceSighting[]> {
    return this.answer('ec2:DescribeInstances', () => questions.map((question) => this.instance(question)))
  }

  counts(): ReturnType<RecoveryService['counts']> {
    return { calls: { all: this.calls }, throttled: 0, retried: 0 }
  }

  /** The fate of the server in the last job that was started for it. */
  fateOf(sourceServerId: string): Fate | undefined {
    const job = this.jobs.findLast(({ servers }) => servers.includes(sourceServerId))
    return job?.fates[job.servers.indexOf(sourceServerId)]
  }

  private async answer<T>(operation: string, ask: () => T): Promise<T> {
    this.calls += 1
    await Promise.resolve()
    this.clock.advance(0.2)
    const fault = this.settings.faults.shift() ?? 'none'
    switch (fault) {
      case 'none':
        return ask()
      case 'lost-after':
        try {
          ask()
        } catch {
          // It was refused; nobody hears of that either.
        }
        throw this.failure('unavailable', operation, 'the connection was cut')
      case 'lost-before':
        throw this.failure('unavailable', operation, 'the connection was cut')
      case 'denied':
        throw this.failure('denied', operation, `not authorized to perform ${operation}`)
      default:
        throw this.failure(fault, operation, fault)
    }
  }

  private failure(kind: FailureClass, operation: string, message: string): FailedCall {
    return new FailedCall({ class: kind, operation, message })
  }

  private nextFate(id: string): Fate {
    const launches = this.jobs.filter(({ servers }) => servers.includes(id)).length
    const fates = this.settings.fates[id] ?? ['launched']
    return fates[Math.min(launches, fates.length - 1)] ?? 'launched'
  }

  private age(job: FakeJob): number {
    return (Date.parse(this.clock.now()) - Date.parse(job.createdAt)) / 1000
  }

  private isShown(job: FakeJob): boolean {
    return this.age(job) >= this.settings.hiddenSeconds
  }

  private hasEnded(job: FakeJob): boolean {
    return this.age(job) >= (this.settings.completedEarly ? snapshotSeconds : launchSeconds)
  }

  private sight(job: FakeJob): JobSighting {
    return {
      jobId: job.jobId,
      status: this.hasEnded(job) ? 'COMPLETED' : 'STARTED',
      createdAt: job.createdAt,
      participants: job.servers.map((sourceServerId, index) => ({
        sourceServerId,
        launchStatus: this.launchStatus(job, job.fates[index] ?? 'launched')
      }))
    }
  }

  private launchStatus(job: FakeJob, fate: Fate): string {
    const age = this.age(job)
    if (fate === 'stuck-pending' || fate === 'skipped' || fate === 'log-failed' || age < snapshotSeconds)
      return 'PENDING'
    if (fate === 'strange-status') return 'TELEPORTING'
    if (fate === 'stuck-in-progress' || age < launchSeconds) return 'IN_PROGRESS'
    if (fate === 'failed') return 'FAILED'
    return fate === 'terminated' ? 'TERMINATED' : 'LAUNCHED'
  }

  private log(job: FakeJob): readonly JobLogItem[] {
    const items: JobLogItem[] = [{ at: job.createdAt, event: 'JOB_START' }]
    const add = (after: number, event: string, sourceServerId: string, rawError?: string): void => {
      if (this.age(job) < after) return
      items.push({ at: addSeconds(job.createdAt, after), event, sourceServerId, ...(rawError ? { rawError } : {}) })
    }
    job.servers.forEach((id, index) => {
      const fate = job.fates[index] ?? 'launched'
      if (fate === 'skipped') {
        add(5, 'SERVER_SKIPPED', id)
        return
      }
      add(10, 'SNAPSHOT_START', id)
      add(snapshotSeconds - 200, 'SNAPSHOT_END', id)
      add(snapshotSeconds - 190, 'CONVERSION_START', id)
      if (fate === 'log-failed') {
        add(snapshotSeconds - 100, 'CONVERSION_FAIL', id, 'conversion server unreachable')
        return
      }
      add(snapshotSeconds, 'CONVERSION_END', id)
      add(snapshotSeconds + 10, 'LAUNCH_START', id)
      if (fate === 'failed') add(launchSeconds, 'LAUNCH_FAILED', id, 'VcpuLimitExceeded')
      else if (!fate.startsWith('stuck')) add(launchSeconds, 'LAUNCH_END', id)
    })
    if (this.hasEnded(job)) items.push({ at: this.clock.now().slice(0, 13) + ':00:00.000Z', event: 'JOB_END' })
    return items
  }

  private instance({ sourceServerId, jobId }: InstanceQuestion): InstanceSighting {
    const job = this.jobs.find((known) => known.jobId === jobId)
    const fate = job?.fates[job.servers.indexOf(sourceServerId)]
    const missing: InstanceSighting = { sourceServerId, jobId, state: 'missing' }
    if (job === undefined || fate === undefined || this.age(job) < launchSeconds) return missing
    const live = { ...missing, ec2InstanceId: `i-${sourceServerId.slice(2)}`, recoveryPoint: job.createdAt }
    switch (fate) {
      case 'launched': {
        const stopped = this.settings.described[sourceServerId]?.launchDisposition === 'STOPPED'
        return { ...live, state: stopped ? 'stopped' : 'running', statusChecks: 'ok' }
      }
      case 'vanishes':
        return { ...live, state: this.age(job) < launchSeconds + 100 ? 'running' : 'terminated' }
      case 'instance-terminated':
        return { ...live, state: 'terminated' }
      case 'wrong-state':
        return { ...live, state: 'stopped' }
      default:
        return missing
    }
  }
}
