import type {
  DescribeRecoveryInstancesResponse,
  RecoveryInstance,
  StartRecoveryResponse,
  TerminateRecoveryInstancesResponse
} from '@aws-sdk/client-drs'
import { z } from 'zod'
import { actionsDoneForCaller, decide } from '../authorization.js'
import { isoTime } from '../clock.js'
import { isActive, occupies } from '../job.js'
import { startLaunchJob } from '../launch-job.js'
import { drsInstanceState, exists, type RecoveryInstanceRecord } from '../recovery-instance.js'
import { startTerminationJob } from '../termination-job.js'
import type { World } from '../world.js'
import { conflict, invalid, notFound, quotaExceeded } from './drs-error.js'
import { checked, drsPage, ids, paging, tags } from './input.js'
import { jobAnswer } from './job-answers.js'

const startRecoveryRequest = z.object({
  sourceServers: z
    .array(z.object({ sourceServerID: ids.sourceServer, recoverySnapshotID: ids.snapshot.optional() }))
    .min(1)
    .max(200),
  isDrill: z.boolean().optional(),
  tags: tags.optional()
})

const unlaunchableStates = ['INITIAL_SYNC', 'INITIATING', 'STOPPED']

/** StartRecovery: all of the servers or none. Without `isDrill` it is a recovery. */
export function startRecovery(input: unknown, world: World): StartRecoveryResponse {
  const request = checked(startRecoveryRequest, input)
  const now = world.clock.now()
  const sourceServerIds = request.sourceServers.map((each) => each.sourceServerID)
  if (new Set(sourceServerIds).size < sourceServerIds.length) throw invalid('sourceServers', 'must be unique')
  const servers = request.sourceServers.map(({ sourceServerID, recoverySnapshotID }) => {
    const server = world.server(sourceServerID)
    if (server === undefined) throw notFound('SourceServer', sourceServerID)
    const snapshot = world.snapshots.find(
      (candidate) =>
        candidate.snapshotId === recoverySnapshotID &&
        candidate.sourceServerId === sourceServerID &&
        candidate.visibleFrom <= now
    )
    if (recoverySnapshotID !== undefined && snapshot === undefined) {
      throw notFound('RecoverySnapshot', recoverySnapshotID)
    }
    if (server.replicationState !== null && unlaunchableStates.includes(server.replicationState)) {
      const message = `Source server ${server.id} cannot be launched while its replication state is ${server.replicationState}.`
      throw conflict(message, server.id, 'SourceServer')
    }
    return { server, snapshot }
  })
  refuseBusy(sourceServerIds, world, now)
  checkQuotas(sourceServerIds.length, world, now)
  const missingPermission = actionsDoneForCaller.find((action) => decide(action, world.scenario) !== 'allowed')
  const isDrill = request.isDrill ?? false
  const job = startLaunchJob({ servers, isDrill, tags: request.tags ?? {}, missingPermission }, world)
  return { job: jobAnswer(job, now) }
}

const terminateRequest = z.object({ recoveryInstanceIDs: z.array(ids.recoveryInstance).min(1).max(200) })

/** TerminateRecoveryInstances: takes any recovery instance, a live one too. */
export function terminateRecoveryInstances(input: unknown, world: World): TerminateRecoveryInstancesResponse {
  const { recoveryInstanceIDs } = checked(terminateRequest, input)
  const now = world.clock.now()
  const records = [...new Set(recoveryInstanceIDs)].map((recoveryInstanceId) => {
    const record = world.recoveryInstances.find(
      (candidate) => candidate.recoveryInstanceId === recoveryInstanceId && exists(candidate, now)
    )
    if (record === undefined) throw notFound('RecoveryInstance', recoveryInstanceId)
    return record
  })
  refuseBusy(
    records.map((record) => record.sourceServerId),
    world,
    now
  )
  if (world.jobs.filter((job) => isActive(job, now)).length >= world.scenario.quotas.jobs) throw tooManyJobs(world)
  return { job: jobAnswer(startTerminationJob(records, world), now) }
}

const describeRecoveryInstancesRequest = z.object({
  filters: z
    .object({
      recoveryInstanceIDs: z.array(ids.recoveryInstance).max(200).optional(),
      sourceServerIDs: z.array(ids.sourceServer).max(200).optional()
    })
    .optional(),
  ...paging
})

/** DescribeRecoveryInstances: what exists now, of drills and recoveries alike. */
export function describeRecoveryInstances(input: unknown, world: World): DescribeRecoveryInstancesResponse {
  const request = checked(describeRecoveryInstancesRequest, input)
  const { recoveryInstanceIDs, sourceServerIDs } = request.filters ?? {}
  const now = world.clock.now()
  const records = world.recoveryInstances
    .filter((record) => exists(record, now))
    .filter((record) => !recoveryInstanceIDs?.length || recoveryInstanceIDs.includes(record.recoveryInstanceId))
    .filter((record) => !sourceServerIDs?.length || sourceServerIDs.includes(record.sourceServerId))
  const { items, ...rest } = drsPage(records, request, world)
  return { items: items.map((record) => recoveryInstance(record, world, now)), ...rest }
}

function recoveryInstance(record: RecoveryInstanceRecord, world: World, now: number): RecoveryInstance {
  const hostname = world.server(record.sourceServerId)?.hostname ?? 'unknown'
  return {
    recoveryInstanceID: record.recoveryInstanceId,
    arn: record.arn,
    sourceServerID: record.sourceServerId,
    jobID: record.jobId,
    isDrill: record.isDrill,
    ec2InstanceID: record.ec2InstanceId,
    ec2InstanceState: drsInstanceState(record, now),
    pointInTimeSnapshotDateTime: isoTime(record.pointInTime),
    originEnvironment: 'ON_PREMISES',
    failback: { state: 'FAILBACK_NOT_STARTED' },
    dataReplicationInfo: { dataReplicationState: 'NOT_STARTED' },
    recoveryInstanceProperties: { identificationHints: { hostname } },
    tags: { ...record.tags }
  }
}

function refuseBusy(sourceServerIds: readonly string[], world: World, now: number): void {
  for (const sourceServerId of sourceServerIds) {
    const job = world.jobs.find((candidate) => occupies(candidate, sourceServerId, now))
    if (job === undefined) continue
    const message = `Source server ${sourceServerId} is already being processed by job ${job.jobId}.`
    throw conflict(message, sourceServerId, 'SourceServer')
  }
}

function checkQuotas(serverCount: number, world: World, now: number): void {
  const { quotas } = world.scenario
  const active = world.jobs.filter((job) => isActive(job, now))
  const serversInJobs = active.reduce((sum, job) => sum + job.participations.length, 0)
  if (serverCount > quotas.serversPerJob) {
    throw quotaExceeded(`Max source servers in a single job (${quotas.serversPerJob}) exceeded.`, 'L-B827C881')
  }
  if (active.length >= quotas.jobs) throw tooManyJobs(world)
  if (serversInJobs + serverCount > quotas.servers) {
    throw quotaExceeded(`Max source servers in all jobs (${quotas.servers}) exceeded.`, 'L-05AFA8C6')
  }
}

function tooManyJobs({ scenario }: World): ReturnType<typeof quotaExceeded> {
  return quotaExceeded(`Concurrent jobs in progress (${scenario.quotas.jobs}) exceeded.`, 'L-D88FAC3A')
}
