import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  StartRecoveryCommand,
  type DrsClient,
  type Job,
  type LaunchStatus,
  type RecoveryInstance
} from '@aws-sdk/client-drs'
import { firstServer, until } from './clients.js'

/** Starts a drill of some servers and answers its job's ID. */
export async function startDrill(drs: DrsClient, sourceServerIds: readonly string[] = [firstServer]): Promise<string> {
  const sourceServers = sourceServerIds.map((sourceServerID) => ({ sourceServerID }))
  const { job } = await drs.send(new StartRecoveryCommand({ sourceServers, isDrill: true }))
  return job?.jobID ?? ''
}

export async function describeJob(drs: DrsClient, jobId: string): Promise<Job | undefined> {
  const { items } = await drs.send(new DescribeJobsCommand({ filters: { jobIDs: [jobId] } }))
  return items?.[0]
}

/** Waits until a job is as awaited. */
export async function jobThat(drs: DrsClient, jobId: string, isAwaited: (job: Job) => boolean): Promise<Job> {
  return until(async () => {
    const job = await describeJob(drs, jobId)
    return job !== undefined && isAwaited(job) ? job : undefined
  })
}

export async function completed(drs: DrsClient, jobId: string): Promise<Job> {
  return jobThat(drs, jobId, (job) => job.status === 'COMPLETED')
}

export function launchStatus(job: Job | undefined, sourceServerId = firstServer): LaunchStatus | undefined {
  return job?.participatingServers?.find((server) => server.sourceServerID === sourceServerId)?.launchStatus
}

/** The events of a job's log so far, each with the reason if it gives one. */
export async function log(drs: DrsClient, jobId: string): Promise<string[]> {
  const { items = [] } = await drs.send(new DescribeJobLogItemsCommand({ jobID: jobId }))
  return items.map((item) => item.event ?? '')
}

export async function recoveryInstances(drs: DrsClient, sourceServerId = firstServer): Promise<RecoveryInstance[]> {
  const filters = { sourceServerIDs: [sourceServerId] }
  const { items = [] } = await drs.send(new DescribeRecoveryInstancesCommand({ filters }))
  return items
}
