import type { InitiatedBy, JobLog, JobLogEventData, JobStatus, JobType, LaunchStatus } from '@aws-sdk/client-drs'
import { valueAt, type Timeline } from './timeline.js'

/** AWS's models lag behind AWS: a value may be one that they do not list. */
export type Open<Known extends string> = Known | (string & {})

/** A line of the job's log; the members that the SDK's model has not got yet are real. */
export interface LogLine {
  readonly at: number
  readonly event: Open<NonNullable<JobLog['event']>> | 'LAUNCH_END'
  readonly data: JobLogEventData & { readonly attemptCount?: number; readonly maxAttemptsCount?: number }
}

export interface ActionRun {
  readonly runId: string
  readonly name: string
  readonly order: number
  readonly optional: boolean
  readonly listedFrom: number
  readonly statuses: Timeline<string>
  readonly failureReason: string | undefined
}

/** A server's part in a job. */
export interface Participation {
  readonly sourceServerId: string
  readonly launchStatuses: Timeline<LaunchStatus>
  readonly recoveryInstanceId: string | undefined
  /** When `participatingServers` begins to name the recovery instance. */
  readonly recoveryInstanceIdFrom: number
  readonly actionRuns: readonly ActionRun[]
  readonly actionsFrom: number
  /** DRS does no more for the server after this moment; Infinity when it is stuck. */
  readonly settledAt: number
  readonly log: readonly LogLine[]
}

export interface DrsJob {
  readonly jobId: string
  readonly arn: string
  readonly type: JobType
  readonly initiatedBy: InitiatedBy
  readonly createdAt: number
  readonly startsAt: number
  readonly endsAt: number
  readonly jobEndLoggedAt: number
  readonly visibleFrom: number
  readonly participantsFrom: number
  readonly participations: readonly Participation[]
  readonly unknownStatus: {
    readonly from: number
    readonly until: number
    readonly jobStatus: string | undefined
    readonly launchStatus: string | undefined
  }
  tags: Readonly<Record<string, string>>
}

export function jobStatus(job: DrsJob, now: number): JobStatus {
  if (now >= job.endsAt) return 'COMPLETED'
  return now >= job.startsAt ? 'STARTED' : 'PENDING'
}

export function isActive(job: DrsJob, now: number): boolean {
  return now < job.endsAt
}

/** The job's status as DescribeJobs tells it, the scenario's unknown value included. */
export function shownJobStatus(job: DrsJob, now: number): Open<JobStatus> {
  return (isStatusUnknown(job, now) ? job.unknownStatus.jobStatus : undefined) ?? jobStatus(job, now)
}

export function shownLaunchStatus(job: DrsJob, participation: Participation, now: number): Open<LaunchStatus> {
  const unknown = isStatusUnknown(job, now) ? job.unknownStatus.launchStatus : undefined
  return unknown ?? valueAt(participation.launchStatuses, now)
}

function isStatusUnknown(job: DrsJob, now: number): boolean {
  return now >= job.unknownStatus.from && now < job.unknownStatus.until
}

/** The lines of a job's log that have been written by now, oldest first. */
export function jobLog(job: DrsJob, now: number): LogLine[] {
  const lines: LogLine[] = [
    { at: job.startsAt, event: 'JOB_START', data: {} },
    ...job.participations.flatMap((participation) => participation.log),
    { at: job.jobEndLoggedAt, event: 'JOB_END', data: {} }
  ]
  return lines.filter((line) => line.at <= now).sort((one, other) => one.at - other.at)
}

/** DRS still works on this server: another job for it is refused. */
export function occupies(job: DrsJob, sourceServerId: string, now: number): boolean {
  return job.participations.some(
    (participation) =>
      participation.sourceServerId === sourceServerId && (isActive(job, now) || now < participation.settledAt)
  )
}
