import type { JobStatus, JobType, LaunchStatus } from '@aws-sdk/client-drs'
import { instanceState, type InstanceState } from './ec2-instance.js'
import { jobLog, jobStatus } from './job.js'
import { filesIn, type Repository } from './github/repository.js'
import { exists } from './recovery-instance.js'
import type { AutomationStatus } from './ssm/automation.js'
import { valueAt } from './timeline.js'
import type { World } from './world.js'

export interface JobView {
  readonly jobId: string
  readonly type: JobType
  readonly isDrill: boolean
  readonly status: JobStatus
  readonly createdAt: number
  readonly tags: Readonly<Record<string, string>>
  readonly servers: readonly { readonly sourceServerId: string; readonly launchStatus: LaunchStatus }[]
  /** The log's events so far. */
  readonly events: readonly string[]
}

export interface InstanceView {
  readonly instanceId: string
  readonly sourceServerId: string
  readonly jobId: string
  readonly state: InstanceState
  readonly tags: Readonly<Record<string, string>>
}

export interface RecoveryInstanceView {
  readonly recoveryInstanceId: string
  readonly ec2InstanceId: string
  readonly sourceServerId: string
  readonly jobId: string
  readonly isDrill: boolean
}

/** An artifact of the repository. */
export interface ArtifactView {
  readonly id: number
  readonly name: string
  readonly isFinalized: boolean
  /** What is in it, by path. */
  readonly files: Readonly<Record<string, string>>
}

export interface IssueView {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
  readonly comments: readonly string[]
}

export interface AutomationView {
  readonly automationExecutionId: string
  readonly document: string
  readonly parameters: Readonly<Record<string, readonly string[]>>
  readonly startedAt: number
  readonly status: AutomationStatus
}

/** The truth about the world, whatever its answers say: each property is worked out when it is read. */
export interface WorldView {
  /** Oldest first. */
  readonly jobs: readonly JobView[]
  /** Recovery instances that exist. */
  readonly recoveryInstances: readonly RecoveryInstanceView[]
  /** Every EC2 instance that ever was, terminated ones too; not those still to come. */
  readonly instances: readonly InstanceView[]
  /** Oldest first; those of earlier workflow runs too. */
  readonly artifacts: readonly ArtifactView[]
  readonly issues: readonly IssueView[]
  /** Runs of SSM Automation documents, oldest first. */
  readonly automations: readonly AutomationView[]
}

export function inspect(world: World, repository: Repository): WorldView {
  const now = (): number => world.clock.now()
  return {
    get jobs() {
      return world.jobs.map((job) => ({
        jobId: job.jobId,
        type: job.type,
        isDrill: job.initiatedBy === 'START_DRILL',
        status: jobStatus(job, now()),
        createdAt: job.createdAt,
        tags: job.tags,
        servers: job.participations.map((part) => ({
          sourceServerId: part.sourceServerId,
          launchStatus: valueAt(part.launchStatuses, now())
        })),
        events: jobLog(job, now()).map((line) => line.event)
      }))
    },
    get recoveryInstances() {
      return world.recoveryInstances
        .filter((record) => exists(record, now()))
        .map(({ recoveryInstanceId, ec2InstanceId, sourceServerId, jobId, isDrill }) => ({
          recoveryInstanceId,
          ec2InstanceId,
          sourceServerId,
          jobId,
          isDrill
        }))
    },
    get instances() {
      return [...world.instances.values()]
        .filter((instance) => instance.launchedAt <= now())
        .map((instance) => ({
          instanceId: instance.instanceId,
          sourceServerId: instance.sourceServerId,
          jobId: instance.jobId,
          state: instanceState(instance, now()),
          tags: instance.tags
        }))
    },
    get artifacts() {
      return repository.artifacts.map((artifact) => ({
        id: artifact.id,
        name: artifact.name,
        isFinalized: artifact.isFinalized,
        files: filesIn(artifact)
      }))
    },
    get issues() {
      return repository.issues.map(({ number, title, body, state, comments }) => ({
        number,
        title,
        body,
        state,
        comments: comments.map((comment) => comment.body)
      }))
    },
    get automations() {
      return world.automations.map(({ executionId, documentName, parameters, startedAt, statuses }) => ({
        automationExecutionId: executionId,
        document: documentName,
        parameters,
        startedAt,
        status: valueAt(statuses, now())
      }))
    }
  }
}
