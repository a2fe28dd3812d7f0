import type { DocumentQuestion, InstanceQuestion } from '../../src/drill/commands.js'
import { FailedCall, type FailureClass } from '../../src/drill/failure.js'
import type { ForetoldPermissions } from '../../src/drill/preflight/permissions.js'
import type { SnapshotQuestion } from '../../src/drill/launch/point-in-time.js'
import type { AutomationRequest, JobTags, RecoveryService } from '../../src/drill/ports.js'
import type {
  AutomationSighting,
  DocumentSighting,
  EarlierInstance,
  ForeignJobs,
  Identity,
  InstanceSighting,
  JobLogItem,
  JobSighting,
  ListedServer,
  OwnInstances,
  OwnInstanceSighting,
  OwnJobSighting,
  ParticipantSighting,
  ServerSighting,
  ServersSighting,
  SnapshotSighting,
  TerminationSighting
} from '../../src/drill/sightings.js'
import { addSeconds, type Timestamp } from '../../src/drill/timestamp.js'
import { FakeAutomations, type FakeDocument } from './fake-automations.js'
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
  | 'stops-later'
  | 'blinks'
  | 'wrong-state'
  | 'strange-status'
  | 'log-failed'
  /** FAILED, though an instance runs: the job's log alone names it. */
  | 'orphaned'

export interface FakeJob {
  readonly jobId: string
  readonly wave: string
  readonly executionId: string
  readonly servers: readonly string[]
  readonly isDrill: boolean
  readonly createdAt: Timestamp
  readonly fates: readonly Fate[]
  /** Recovery snapshots that were named for its servers. */
  readonly snapshots: Readonly<Record<string, string>>
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
  /** Servers that a job of somebody else holds until so many seconds from the beginning, and from when on. */
  heldFor: Readonly<Record<string, number>>
  heldFromSeconds: number
  /** What IAM says of the permissions. */
  foretold: ForetoldPermissions
  /** Servers that somebody else has recovered for real after so many seconds from the beginning. */
  recoveredAfter: Readonly<Record<string, number>>
  /** So many seconds later DRS lists their instance, where a job of `heldFor` has launched it. */
  recoveryListedLateSeconds: number
  /** In so many looks at instances DRS does not tell yet what they were launched from. */
  pointAfter: number
  /** The point of the older snapshot that DRS falls back on in every launch; empty: it takes a new one. */
  previousSnapshot: Timestamp
  /** The recovery snapshots of a server, newest first. */
  snapshots: Readonly<Record<string, readonly Omit<SnapshotSighting, 'sourceServerId'>[]>>
  /** The source servers that there are, with what a match looks at; the others of a plan are not listed. */
  listed: readonly ListedServer[]
  /** Servers whose recovery instance DRS refuses to terminate, and with what; a conflict unless it is named. */
  unremovable: string[]
  unremovableFor: FailureClass
  /** Servers whose recovery instance outlives so many terminations, although their jobs come to their end. */
  stubborn: Readonly<Record<string, number>>
  /** Reads that are denied while servers are described. */
  refusedReads: readonly string[]
  /** Servers that DRS does not know. */
  unknown: string[]
  /** Operations that always fail, and with what. */
  failing: Readonly<Record<string, FailureClass>>
  /** How long a call takes, where it is more than the usual blink. */
  takesSeconds: Readonly<Record<string, number>>
  /** How long AWS asks to wait after a call that it throttles. */
  retryAfterSeconds: number
  /** The post-launch actions of every server: what DRS says of them, so many seconds after the launch was asked for. */
  launchActions: (ageSeconds: number) => ParticipantSighting['launchActions']
  /** Seconds during which a new job lists no servers. */
  unlistedSeconds: number
  /** Seconds after its launch during which an instance is there, and DRS lists no recovery instance. */
  listedLateSeconds: number
  /** Where every instance lands; empty: EC2 does not say. */
  subnetId: string
  /** Servers that DRS refuses to launch, with what. */
  refusing: Record<string, FailureClass>
  identity: Identity
  /** SSM documents by name; one that is not named here succeeds after a minute. */
  documents: Record<string, Partial<FakeDocument>>
}

/** A TERMINATE job: which launches it undoes. */
export interface FakeTermination {
  readonly jobId: string
  readonly launches: readonly { readonly job: FakeJob; readonly sourceServerId: string }[]
  readonly createdAt: Timestamp
}

const terminationSeconds = 90
const snapshotSeconds = 400
const launchSeconds = 700

/**
 * DRS as `drs-facts` has it, on a virtual clock, at the port's level: one job at a time for a server, launch statuses that
 * stay PENDING, jobs that COMPLETE whatever became of their servers.
 */
export class FakeRecoveryService implements RecoveryService {
  readonly jobs: FakeJob[] = []
  readonly terminations: FakeTermination[] = []
  readonly settings: FakeSettings
  /** Live recoveries of somebody else that a launch has destroyed, and for how long they had been there. */
  readonly destroyed: { readonly sourceServerId: string; readonly ageSeconds: number }[] = []
  calls = 0
  private readonly beganAt: Timestamp

  constructor(
    private readonly clock: VirtualClock,
    settings: Partial<FakeSettings> = {}
  ) {
    this.beganAt = clock.now()
    this.settings = {
      fates: {},
      faults: [],
      completedEarly: false,
      hiddenSeconds: 0,
      foreign: { jobs: 0, servers: 0, holding: [] },
      described: {},
      heldFor: {},
      heldFromSeconds: 0,
      foretold: { permissions: [] },
      recoveredAfter: {},
      recoveryListedLateSeconds: 0,
      pointAfter: 0,
      previousSnapshot: '',
      snapshots: {},
      listed: [],
      unremovable: [],
      unremovableFor: 'conflict',
      stubborn: {},
      refusedReads: [],
      unknown: [],
      failing: {},
      takesSeconds: {},
      retryAfterSeconds: 0,
      launchActions: () => undefined,
      unlistedSeconds: 0,
      listedLateSeconds: 0,
      subnetId: '',
      refusing: {},
      identity: { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/drill/x', region: 'us-west-2' },
      documents: {},
      ...settings
    }
    this.automations = new FakeAutomations(clock, (name) => this.settings.documents[name])
  }

  readonly automations: FakeAutomations

  async describeDocuments(questions: readonly DocumentQuestion[]): Promise<readonly DocumentSighting[]> {
    return this.answer('ssm:DescribeDocument', () => questions.map((question) => this.automations.describe(question)))
  }

  async startAutomation(request: AutomationRequest): Promise<string> {
    return this.answer('ssm:StartAutomationExecution', () => this.automations.start(request))
  }

  async observeAutomation(id: string): Promise<AutomationSighting> {
    return this.answer('ssm:GetAutomationExecution', () => this.automations.sight(id))
  }

  async stopAutomation(id: string): Promise<void> {
    return this.answer('ssm:StopAutomationExecution', () => {
      this.automations.stop(id)
    })
  }

  async identify(): Promise<Identity> {
    return this.answer('sts:GetCallerIdentity', () => this.settings.identity)
  }

  async listServers(): Promise<readonly ListedServer[]> {
    return this.answer('drs:DescribeSourceServers', () => this.settings.listed)
  }

  async describeServers(ids: readonly string[]): Promise<ServersSighting> {
    return this.answer('drs:DescribeSourceServers', () => {
      const servers = ids
        .map((sourceServerId, index) => ({
          sourceServerId,
          hostname: `host-${String(index)}`,
          replicationState: 'CONTINUOUS',
          launchDisposition: 'STARTED',
          ...this.liveRecoveries(sourceServerId),
          ...this.settings.described[sourceServerId]
        }))
        .filter(({ sourceServerId }) => !this.settings.unknown.includes(sourceServerId))
      const { refusedReads } = this.settings
      const refused = refusedReads.map(
        (operation) => this.failure('denied', operation, `${operation} is denied`).failure
      )
      return { servers, ...(refused.length > 0 && { refused }) }
    })
  }

  async foretellPermissions(): Promise<ForetoldPermissions> {
    await Promise.resolve()
    const always = this.settings.failing['iam:SimulatePrincipalPolicy']
    if (always !== undefined) throw this.failure(always, 'iam:SimulatePrincipalPolicy', `IAM ${always}`)
    return this.settings.foretold
  }

  async findSnapshots(questions: readonly SnapshotQuestion[]): Promise<readonly SnapshotSighting[]> {
    return this.answer('drs:DescribeRecoverySnapshots', () =>
      questions.map(({ sourceServerId, before, snapshotId }) => {
        const found = this.settings.snapshots[sourceServerId]?.find((snapshot) =>
          snapshotId === undefined
            ? before === undefined || (snapshot.takenAt ?? '') <= before
            : snapshot.snapshotId === snapshotId
        )
        return { sourceServerId, ...found }
      })
    )
  }

  async surveyJobs(executionId: string): Promise<{
    own: readonly OwnJobSighting[]
    foreign: ForeignJobs
    terminations: readonly TerminationSighting[]
  }> {
    return this.answer('drs:DescribeJobs', () => ({
      own: this.jobs
        .filter((job) => job.executionId === executionId && this.isShown(job))
        .map((job) => ({ ...this.sight(job), type: 'LAUNCH', wave: job.wave, isDrill: job.isDrill })),
      foreign: this.foreignJobs(),
      terminations: this.terminations.flatMap(({ jobId, createdAt, launches }) =>
        launches.map(({ sourceServerId }) => ({ sourceServerId, jobId, createdAt }))
      )
    }))
  }

  async startJob(
    servers: readonly string[],
    isDrill: boolean,
    tags: JobTags,
    _signal?: AbortSignal,
    snapshots: Readonly<Record<string, string>> = {}
  ): Promise<JobSighting> {
    return this.answer('drs:StartRecovery', () => {
      const refused = servers.map((id) => this.settings.refusing[id]).find((kind) => kind !== undefined)
      if (refused !== undefined) throw this.failure(refused, 'drs:StartRecovery', 'a server of these is not accepted')
      const busy = this.jobs.find((job) => !this.hasEnded(job) && job.servers.some((id) => servers.includes(id)))
      if (busy !== undefined) throw this.failure('conflict', 'drs:StartRecovery', `held by ${busy.jobId}`)
      const held = servers.find((id) => this.isHeld(id))
      if (held !== undefined) throw this.failure('conflict', 'drs:StartRecovery', `${held} is in another job`)
      for (const sourceServerId of servers) {
        const ageSeconds = this.secondsSince(this.beganAt) - (this.settings.recoveredAfter[sourceServerId] ?? Infinity)
        if (ageSeconds < 0 || this.isWiped(sourceServerId)) continue
        this.destroyed.push({ sourceServerId, ageSeconds })
      }
      const job: FakeJob = {
        jobId: `drsjob-${String(this.jobs.length + 1).padStart(17, '0')}`,
        wave: tags.wave,
        executionId: tags.executionId,
        servers,
        isDrill,
        createdAt: this.clock.now(),
        fates: servers.map((id) => this.nextFate(id)),
        snapshots
      }
      this.jobs.push(job)
      return this.sight(job)
    })
  }

  async observeRecoveries(
    ids: readonly string[]
  ): Promise<readonly (EarlierInstance & { readonly sourceServerId: string })[]> {
    return this.answer('drs:DescribeRecoveryInstances', () =>
      ids.flatMap((sourceServerId) => {
        const { liveRecoveries = [] } = {
          ...this.liveRecoveries(sourceServerId),
          ...this.settings.described[sourceServerId]
        }
        return liveRecoveries.map((instance) => ({ sourceServerId, ...instance }))
      })
    )
  }

  async observeJobs(jobIds: readonly string[]): Promise<readonly JobSighting[]> {
    return this.answer('drs:DescribeJobs', () => [
      ...this.jobs.filter((job) => jobIds.includes(job.jobId) && this.isShown(job)).map((job) => this.sight(job)),
      ...this.terminations.filter(({ jobId }) => jobIds.includes(jobId)).map((one) => this.sightTermination(one))
    ])
  }

  async listInstances(executionId: string, known: readonly string[]): Promise<OwnInstances> {
    return this.answer('drs:DescribeRecoveryInstances', () => {
      const jobs = this.jobs.filter((job) => job.executionId === executionId && this.isShown(job))
      const listed = jobs.flatMap((job) =>
        job.servers
          .filter((id) => this.isAlive(job, id) && this.isLatest(job, id) && this.isListed(job))
          .filter((id) => job.fates[job.servers.indexOf(id)] !== 'orphaned')
          .map((id) => this.ownInstance(job, id))
      )
      const forgotten = known.filter((id) => !listed.some(({ ec2InstanceId }) => ec2InstanceId === id))
      return {
        instances: [
          ...listed,
          ...forgotten.map((ec2InstanceId) => ({
            sourceServerId: '',
            jobId: '',
            ec2InstanceId,
            state: this.alive().includes(ec2InstanceId) ? 'running' : 'terminated',
            isDrill: true
          }))
        ],
        launching: jobs.flatMap((job) => {
          const { jobId, servers, wave } = job
          if (!this.hasEnded(job)) return [{ jobId, status: 'STARTED', wave, sourceServerIds: servers }]
          // For half an hour a job that is called COMPLETED may launch what it has not.
          const open = this.age(job) > launchSeconds + 1800 ? [] : this.sight(job).participants.filter(isOpen)
          const sourceServerIds = open.map(({ sourceServerId }) => sourceServerId)
          return open.length === 0 ? [] : [{ jobId, status: 'COMPLETED', wave, sourceServerIds }]
        }),
        shown: jobs.map(({ jobId }) => jobId),
        unlisted: jobs.flatMap((job) =>
          this.sight(job)
            .participants.filter(
              ({ sourceServerId, launchStatus }) =>
                launchStatus === 'LAUNCHED' &&
                this.isLatest(job, sourceServerId) &&
                !listed.some((own) => own.sourceServerId === sourceServerId) &&
                !this.terminations.some(({ launches }) =>
                  launches.some((launch) => launch.job === job && launch.sourceServerId === sourceServerId)
                )
            )
            .map(({ sourceServerId }) => ({ sourceServerId, jobId: job.jobId, wave: job.wave }))
        )
      }
    })
  }

  async terminateInstances(recoveryInstanceIds: readonly string[]): Promise<JobSighting> {
    return this.answer('drs:TerminateRecoveryInstances', () => {
      const launches = this.jobs.flatMap((job) =>
        job.servers
          .filter((id) => recoveryInstanceIds.includes(recoveryInstanceId(job, id)))
          .map((sourceServerId) => ({ job, sourceServerId }))
      )
      for (const { sourceServerId } of launches) {
        if (this.settings.unremovable.includes(sourceServerId)) {
          throw this.failure(
            this.settings.unremovableFor,
            'drs:TerminateRecoveryInstances',
            `${sourceServerId} is busy`
          )
        }
      }
      const termination = {
        jobId: `drsjob-t${String(this.terminations.length + 1).padStart(16, '0')}`,
        launches,
        createdAt: this.clock.now()
      }
      this.terminations.push(termination)
      return this.sightTermination(termination)
    })
  }

  /** Instances that cost money now. */
  alive(): readonly string[] {
    return this.jobs.flatMap((job) =>
      job.servers.filter((id) => this.isAlive(job, id) && this.isLatest(job, id)).map((id) => ec2InstanceId(job, id))
    )
  }

  async readJobLog(jobId: string): Promise<readonly JobLogItem[]> {
    return this.answer('drs:DescribeJobLogItems', () => {
      const job = this.jobs.find((known) => known.jobId === jobId)
      return job === undefined ? [] : this.log(job)
    })
  }

  private instanceLooks = 0

  async observeInstances(questions: readonly InstanceQuestion[]): Promise<readonly InstanceSighting[]> {
    return this.answer('ec2:DescribeInstances', () => {
      this.instanceLooks += 1
      const isEarly = this.instanceLooks <= this.settings.pointAfter
      return questions.map((question) => {
        const { recoveryPoint, ...rest } = this.instance(question)
        return recoveryPoint === undefined || isEarly ? rest : { ...rest, recoveryPoint }
      })
    })
  }

  counts(): ReturnType<RecoveryService['counts']> {
    return { calls: { all: this.calls }, throttled: 0, retried: 0 }
  }

  /** The fate of the server in the last job that was started for it. */
  fateOf(sourceServerId: string): Fate | undefined {
    const job = this.jobs.findLast(({ servers }) => servers.includes(sourceServerId))
    return job?.fates[job.servers.indexOf(sourceServerId)]
  }

  private ownInstance(job: FakeJob, sourceServerId: string): OwnInstanceSighting {
    return {
      sourceServerId,
      jobId: job.jobId,
      recoveryInstanceId: recoveryInstanceId(job, sourceServerId),
      ec2InstanceId: ec2InstanceId(job, sourceServerId),
      wave: job.wave,
      state: 'running',
      isDrill: job.isDrill
    }
  }

  private sightTermination({ jobId, createdAt, launches }: FakeTermination): JobSighting {
    const over = this.secondsSince(createdAt) >= terminationSeconds
    return {
      jobId,
      status: over ? 'COMPLETED' : 'STARTED',
      createdAt,
      participants: launches.map(({ sourceServerId }) => ({
        sourceServerId,
        launchStatus: over ? 'TERMINATED' : 'IN_PROGRESS'
      }))
    }
  }

  private isAlive(job: FakeJob, id: string): boolean {
    const fate = job.fates[job.servers.indexOf(id)]
    if (this.age(job) < launchSeconds || this.isTerminated(job, id)) return false
    if (fate === 'vanishes') return this.age(job) < launchSeconds + 100
    return ['launched', 'wrong-state', 'stops-later', 'blinks', 'orphaned'].includes(fate ?? '')
  }

  /** Somebody else's, until a launch of ours wipes it. */
  private liveRecoveries(sourceServerId: string): Pick<ServerSighting, 'liveRecoveries'> {
    const { heldFor, recoveredAfter, recoveryListedLateSeconds } = this.settings
    const after = recoveredAfter[sourceServerId]
    if (after === undefined) return {}
    // Of one whose job nobody sees nothing could warn.
    const late = (heldFor[sourceServerId] ?? -Infinity) >= after ? recoveryListedLateSeconds : 0
    if (this.secondsSince(this.beganAt) < after + late) return {}
    return this.isWiped(sourceServerId)
      ? {}
      : { liveRecoveries: [{ recoveryInstanceId: `live-${sourceServerId}`, jobId: 'drsjob-foreign' }] }
  }

  /** Whether a launch has wiped the live recovery of somebody else. */
  private isWiped(sourceServerId: string): boolean {
    const recoveredAt = addSeconds(this.beganAt, this.settings.recoveredAfter[sourceServerId] ?? 0)
    return this.jobs.some(({ servers, createdAt }) => servers.includes(sourceServerId) && createdAt >= recoveredAt)
  }

  private isHeld(sourceServerId: string): boolean {
    const age = this.secondsSince(this.beganAt)
    return age >= this.settings.heldFromSeconds && age < (this.settings.heldFor[sourceServerId] ?? 0)
  }

  private foreignJobs(): ForeignJobs {
    const { foreign, heldFor, recoveredAfter } = this.settings
    const held = Object.keys(heldFor).filter((id) => this.isHeld(id))
    const age = this.secondsSince(this.beganAt)
    const holding = held.map((sourceServerId) => ({ sourceServerId, jobId: 'drsjob-holder' }))
    // A recovery holds what it has launched until DRS has had the time to list it.
    const launched = Object.entries(heldFor)
      .filter(([id, until]) => age >= until && age < until + 480 && until >= (recoveredAfter[id] ?? Infinity))
      .map(([sourceServerId]) => ({ sourceServerId, jobId: 'drsjob-holder', hasLaunched: true }) as const)
    return {
      jobs: foreign.jobs + (held.length > 0 ? 1 : 0),
      servers: foreign.servers + held.length,
      holding: [...foreign.holding, ...holding, ...launched]
    }
  }

  private isListed(job: FakeJob): boolean {
    return this.age(job) >= launchSeconds + this.settings.listedLateSeconds
  }

  private isTerminated(job: FakeJob, id: string): boolean {
    const ended = this.terminations.filter(
      ({ launches, createdAt }) =>
        this.secondsSince(createdAt) >= terminationSeconds - 10 &&
        launches.some((launch) => launch.job === job && launch.sourceServerId === id)
    )
    return ended.length > (this.settings.stubborn[id] ?? 0)
  }

  /** A later launch wipes the instances of earlier ones. */
  private isLatest(job: FakeJob, id: string): boolean {
    return this.jobs.findLast(({ servers }) => servers.includes(id)) === job
  }

  private secondsSince(at: Timestamp): number {
    return (Date.parse(this.clock.now()) - Date.parse(at)) / 1000
  }

  private async answer<T>(operation: string, ask: () => T): Promise<T> {
    this.calls += 1
    await Promise.resolve()
    this.clock.advance(this.settings.takesSeconds[operation] ?? 0.2)
    const always = this.settings.failing[operation]
    if (always !== undefined) throw this.failure(always, operation, `${operation} ${always}`)
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
    const { retryAfterSeconds } = this.settings
    const wish = kind === 'throttled' && retryAfterSeconds > 0 ? { retryAfterSeconds } : {}
    return new FailedCall({ class: kind, operation, message, ...wish })
  }

  private nextFate(id: string): Fate {
    const launches = this.jobs.filter(({ servers }) => servers.includes(id)).length
    const fates = this.settings.fates[id] ?? ['launched']
    return fates[Math.min(launches, fates.length - 1)] ?? 'launched'
  }

  private age(job: FakeJob): number {
    return this.secondsSince(job.createdAt)
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
      participants: this.age(job) < this.settings.unlistedSeconds ? [] : this.participants(job)
    }
  }

  private participants(job: FakeJob): readonly ParticipantSighting[] {
    const launchActions = this.settings.launchActions(this.age(job))
    return job.servers.map((sourceServerId, index) => ({
      sourceServerId,
      launchStatus: this.launchStatus(job, job.fates[index] ?? 'launched'),
      ...(launchActions === undefined ? {} : { launchActions })
    }))
  }

  private launchStatus(job: FakeJob, fate: Fate): string {
    const age = this.age(job)
    if (fate === 'stuck-pending' || fate === 'skipped' || fate === 'log-failed' || age < snapshotSeconds)
      return 'PENDING'
    if (fate === 'strange-status') return 'TELEPORTING'
    if (fate === 'stuck-in-progress' || age < launchSeconds) return 'IN_PROGRESS'
    if (fate === 'failed' || fate === 'orphaned') return 'FAILED'
    return fate === 'terminated' ? 'TERMINATED' : 'LAUNCHED'
  }

  private log(job: FakeJob): readonly JobLogItem[] {
    const items: JobLogItem[] = [{ at: job.createdAt, event: 'JOB_START' }]
    const add = (
      after: number,
      event: string,
      sourceServerId: string,
      rawError?: string,
      targetInstanceId?: string
    ): void => {
      if (this.age(job) < after) return
      const details = { ...(rawError && { rawError }), ...(targetInstanceId && { targetInstanceId }) }
      items.push({ at: addSeconds(job.createdAt, after), event, sourceServerId, ...details })
    }
    job.servers.forEach((id, index) => {
      const fate = job.fates[index] ?? 'launched'
      if (fate === 'skipped') {
        add(5, 'SERVER_SKIPPED', id)
        return
      }
      add(10, 'SNAPSHOT_START', id)
      const isOld = this.settings.previousSnapshot !== ''
      add(snapshotSeconds - 200, isOld ? 'USING_PREVIOUS_SNAPSHOT' : 'SNAPSHOT_END', id)
      add(snapshotSeconds - 190, 'CONVERSION_START', id)
      if (fate === 'log-failed') {
        add(snapshotSeconds - 100, 'CONVERSION_FAIL', id, 'conversion server unreachable')
        return
      }
      add(snapshotSeconds, 'CONVERSION_END', id)
      add(snapshotSeconds + 10, 'LAUNCH_START', id)
      const isOrphaned = fate === 'orphaned'
      if (isOrphaned) add(launchSeconds - 5, 'LAUNCH_END', id, undefined, ec2InstanceId(job, id))
      if (isOrphaned || fate === 'failed') add(launchSeconds, 'LAUNCH_FAILED', id, 'VcpuLimitExceeded')
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
    if (this.isTerminated(job, sourceServerId)) return missing
    const { subnetId } = this.settings
    const live = {
      ...missing,
      ec2InstanceId: ec2InstanceId(job, sourceServerId),
      recoveryPoint: this.settings.previousSnapshot || job.createdAt,
      ...(subnetId !== '' && { subnetId })
    }
    switch (fate) {
      case 'launched': {
        const stopped = this.settings.described[sourceServerId]?.launchDisposition === 'STOPPED'
        return { ...live, state: stopped ? 'stopped' : 'running', statusChecks: 'ok' }
      }
      case 'vanishes':
        return { ...live, state: this.age(job) < launchSeconds + 100 ? 'running' : 'terminated' }
      case 'stops-later':
        return { ...live, state: this.age(job) < launchSeconds + 100 ? 'running' : 'stopped' }
      case 'blinks': {
        const since = this.age(job) - launchSeconds
        // It reboots; the drill of a further wave ends while it does.
        return { ...live, state: since >= 100 && since < 900 ? 'stopping' : 'running', statusChecks: 'ok' }
      }
      case 'instance-terminated':
        return { ...live, state: 'terminated' }
      case 'wrong-state':
        return { ...live, state: 'stopped' }
      default:
        return missing
    }
  }
}

function recoveryInstanceId(job: FakeJob, sourceServerId: string): string {
  return `r${job.jobId.slice(-3)}-${sourceServerId.slice(2)}`
}

function isOpen({ launchStatus }: ParticipantSighting): boolean {
  return !['LAUNCHED', 'FAILED', 'TERMINATED'].includes(launchStatus)
}

function ec2InstanceId(job: FakeJob, sourceServerId: string): string {
  return `i-${job.jobId.slice(-3)}${sourceServerId.slice(5)}`
}
