import type {
  DescribeJobLogItemsResponse,
  DescribeJobsResponse,
  Job,
  JobLog,
  LaunchActionRun,
  ParticipatingServer
} from '@aws-sdk/client-drs'
import { z } from 'zod'
import { isoTime } from '../clock.js'
import { jobLog, shownJobStatus, shownLaunchStatus, type DrsJob, type Participation } from '../job.js'
import { valueAt } from '../timeline.js'
import type { World } from '../world.js'
import { notFound } from './drs-error.js'
import { checked, drsPage, ids, paging } from './input.js'

const describeJobsRequest = z.object({
  filters: z
    .object({
      jobIDs: z.array(ids.job).max(1000).optional(),
      fromDate: z.iso.datetime({ offset: true }).optional(),
      toDate: z.iso.datetime({ offset: true }).optional()
    })
    .optional(),
  ...paging
})

/** DescribeJobs: newest first; IDs that DRS does not know are left out, not refused. */
export function describeJobs(input: unknown, world: World): DescribeJobsResponse {
  const request = checked(describeJobsRequest, input)
  const { jobIDs, fromDate, toDate } = request.filters ?? {}
  const now = world.clock.now()
  const jobs = world.jobs
    .filter((job) => job.visibleFrom <= now)
    .filter((job) => jobIDs === undefined || jobIDs.length === 0 || jobIDs.includes(job.jobId))
    .filter((job) => fromDate === undefined || job.createdAt >= Date.parse(fromDate))
    .filter((job) => toDate === undefined || job.createdAt <= Date.parse(toDate))
    .reverse()
  const { items, ...rest } = drsPage(jobs, request, world)
  return { items: items.map((job) => jobAnswer(job, now)), ...rest }
}

const describeJobLogItemsRequest = z.object({ jobID: ids.job, ...paging })

/** DescribeJobLogItems: oldest first. */
export function describeJobLogItems(input: unknown, world: World): DescribeJobLogItemsResponse {
  const request = checked(describeJobLogItemsRequest, input)
  const now = world.clock.now()
  const job = world.jobs.find((candidate) => candidate.jobId === request.jobID && candidate.visibleFrom <= now)
  if (job === undefined) throw notFound('Job', request.jobID)
  const { items, ...rest } = drsPage(jobLog(job, now), request, world)
  const lines = items.map((line): JobLog => ({
    logDateTime: isoTime(line.at),
    // LAUNCH_END is real, though the model does not list it.
    event: line.event as NonNullable<JobLog['event']>,
    eventData: line.data
  }))
  return { items: lines, ...rest }
}

/** A job as DRS shows it now. */
export function jobAnswer(job: DrsJob, now: number): Job {
  return {
    jobID: job.jobId,
    arn: job.arn,
    type: job.type,
    initiatedBy: job.initiatedBy,
    creationDateTime: isoTime(job.createdAt),
    ...(now >= job.endsAt && { endDateTime: isoTime(job.endsAt) }),
    status: shownJobStatus(job, now) as NonNullable<Job['status']>,
    participatingServers:
      now >= job.participantsFrom ? job.participations.map((part) => participatingServer(job, part, now)) : [],
    participatingResources: [],
    tags: { ...job.tags }
  }
}

function participatingServer(job: DrsJob, part: Participation, now: number): ParticipatingServer {
  return {
    sourceServerID: part.sourceServerId,
    launchStatus: shownLaunchStatus(job, part, now) as NonNullable<ParticipatingServer['launchStatus']>,
    ...(now >= part.recoveryInstanceIdFrom &&
      part.recoveryInstanceId !== undefined && { recoveryInstanceID: part.recoveryInstanceId }),
    ...(part.actionRuns.length > 0 &&
      now >= part.actionsFrom && {
        launchActionsStatus: {
          ssmAgentDiscoveryDatetime: isoTime(part.actionsFrom),
          runs: part.actionRuns
            .filter(({ listedFrom }) => now >= listedFrom)
            .map((run): LaunchActionRun => {
              const status = valueAt(run.statuses, now)
              return {
                action: {
                  actionId: run.runId.slice(0, 8),
                  actionCode: 'CUSTOM',
                  name: run.name,
                  type: 'SSM_AUTOMATION',
                  active: true,
                  order: run.order,
                  optional: run.optional,
                  category: 'VALIDATION'
                },
                runId: run.runId,
                status: status as NonNullable<LaunchActionRun['status']>,
                ...(status === 'FAILED' && run.failureReason !== undefined && { failureReason: run.failureReason })
              }
            })
        }
      })
  }
}
