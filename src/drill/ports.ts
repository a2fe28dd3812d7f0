import type { DocumentQuestion, InstanceQuestion } from './commands.js'
import type { DrillEvent } from './events.js'
import type { SnapshotQuestion } from './launch/point-in-time.js'
import type {
  EarlierInstance,
  AutomationSighting,
  DocumentSighting,
  ForeignJobs,
  Identity,
  InstanceSighting,
  JobLogItem,
  JobSighting,
  ListedServer,
  OwnInstances,
  OwnJobSighting,
  PermissionQuestion,
  ServersSighting,
  SnapshotSighting,
  TerminationSighting
} from './sightings.js'
import type { ForetoldPermissions } from './preflight/permissions.js'
import type { Timestamp } from './timestamp.js'

/** Time, so that tests run hours of drill in milliseconds. */
export interface Clock {
  now(): Timestamp
  /** Resolves at `until`, or as soon as `signal` is aborted; never rejects. */
  sleepUntil(until: Timestamp, signal: AbortSignal): Promise<void>
}

/** The tags that every job of an execution carries (contract section 5). */
export interface JobTags {
  readonly executionId: string
  readonly plan: string
  readonly wave: string
}

/** A document to run, as StartAutomationExecution takes it. */
export interface AutomationRequest extends DocumentQuestion {
  /** The same token starts nothing a second time. */
  readonly token: string
  readonly parameters: Readonly<Record<string, readonly string[]>>
}

/** What the drill asks of AWS Systems Manager. Each method throws `FailedCall` alone, and may be repeated inside. */
export interface AutomationService {
  /** What SSM knows of these documents: one sighting a question. */
  describeDocuments(questions: readonly DocumentQuestion[], signal: AbortSignal): Promise<readonly DocumentSighting[]>
  /** StartAutomationExecution: the ID of the run that this token stands for, new or not. */
  startAutomation(request: AutomationRequest, signal: AbortSignal): Promise<string>
  observeAutomation(automationExecutionId: string, signal: AbortSignal): Promise<AutomationSighting>
  /** StopAutomationExecution, of the type Cancel. */
  stopAutomation(automationExecutionId: string, signal: AbortSignal): Promise<void>
}

/**
 * What the drill asks of AWS. Each method throws `FailedCall` alone. Reads may be repeated inside on passing failures;
 * `startJob` is sent exactly once.
 */
export interface RecoveryService extends AutomationService {
  /** STS GetCallerIdentity. */
  identify(signal: AbortSignal): Promise<Identity>
  /** Every source server of the account in the Region, extended and disconnected ones too; all pages. */
  listServers(signal: AbortSignal): Promise<readonly ListedServer[]>
  /**
   * What DRS knows of these servers before a launch; a server it does not know is left out of the answer. A read for which a
   * permission is missing is named in it: the others are made all the same.
   */
  describeServers(sourceServerIds: readonly string[], signal: AbortSignal): Promise<ServersSighting>
  /** DescribeRecoverySnapshots: one answer for each question; without an ID there is no such snapshot. */
  findSnapshots(questions: readonly SnapshotQuestion[], signal: AbortSignal): Promise<readonly SnapshotSighting[]>
  /**
   * Every job tagged with this execution, ended or not, the other jobs that run now, and what was terminated; all pages.
   * `watched`: the servers whose being held by another job, or terminated, matters.
   */
  surveyJobs(
    executionId: string,
    watched: ReadonlySet<string>,
    signal: AbortSignal
  ): Promise<{
    readonly own: readonly OwnJobSighting[]
    readonly foreign: ForeignJobs
    readonly terminations: readonly TerminationSighting[]
  }>
  /** What IAM foretells of the permissions that a launch needs. */
  foretellPermissions(question: PermissionQuestion, signal: AbortSignal): Promise<ForetoldPermissions>
  /** The live recovery instances of these servers that DRS does not call a drill's; a launch would destroy them. */
  observeRecoveries(
    sourceServerIds: readonly string[],
    signal: AbortSignal
  ): Promise<readonly (EarlierInstance & { readonly sourceServerId: string })[]>
  /** StartRecovery, once, with `isDrill` explicit. `snapshots`: by the servers that are not launched from a new one. */
  startJob(
    servers: readonly string[],
    isDrill: boolean,
    tags: JobTags,
    signal: AbortSignal,
    snapshots?: Readonly<Record<string, string>>
  ): Promise<JobSighting>
  /** DescribeJobs for these IDs; a job that DRS does not show is left out of the answer. */
  observeJobs(jobIds: readonly string[], signal: AbortSignal): Promise<readonly JobSighting[]>
  /** The whole log of a job, oldest item first. */
  readJobLog(jobId: string, signal: AbortSignal): Promise<readonly JobLogItem[]>
  /** One sighting for each question; `state` is `missing` where DRS or EC2 shows no instance. */
  observeInstances(questions: readonly InstanceQuestion[], signal: AbortSignal): Promise<readonly InstanceSighting[]>
  /**
   * The recovery instances of every launch job tagged with this execution, and what EC2 says of them and of the EC2
   * instances named in `known`, which DRS may have forgotten already. One without a recovery instance has an empty
   * `sourceServerId` and `jobId`.
   */
  listInstances(executionId: string, known: readonly string[], signal: AbortSignal): Promise<OwnInstances>
  /** TerminateRecoveryInstances, once. */
  terminateInstances(recoveryInstanceIds: readonly string[], signal: AbortSignal): Promise<JobSighting>
  /** What was called so far, by IAM action (`drs:DescribeJobs`). */
  counts(): { readonly calls: Readonly<Record<string, number>>; readonly throttled: number; readonly retried: number }
}

/** Where events go before anything that depends on them is done. */
export interface Journal {
  append(event: DrillEvent): void
}
