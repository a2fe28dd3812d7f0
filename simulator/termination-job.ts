import type { LaunchStatus } from '@aws-sdk/client-drs'
import { drsArn } from './arn.js'
import { terminate } from './ec2-instance.js'
import type { DrsJob, LogLine, Participation } from './job.js'
import type { RecoveryInstanceRecord } from './recovery-instance.js'
import type { Timeline } from './timeline.js'
import type { World } from './world.js'

/** Starts a job that terminates recovery instances. DRS asks neither whether they are a drill's nor whose they are. */
export function startTerminationJob(records: readonly RecoveryInstanceRecord[], world: World): DrsJob {
  const { clock, random, scenario } = world
  const createdAt = clock.now()
  const startsAt = createdAt + clock.real(scenario.jobs.pendingFor)
  const jobId = random.id('drsjob')
  const participations = records.map((record) => termination(record, startsAt, world))
  const endsAt = Math.max(startsAt, ...participations.map((part) => part.settledAt)) + clock.real(2_000)
  const job: DrsJob = {
    jobId,
    arn: drsArn(scenario, 'job', jobId),
    type: 'TERMINATE',
    initiatedBy: 'TERMINATE_RECOVERY_INSTANCES',
    createdAt,
    startsAt,
    endsAt,
    jobEndLoggedAt: endsAt,
    visibleFrom: createdAt + clock.real(scenario.jobs.visibleAfter),
    participantsFrom: createdAt + clock.real(scenario.jobs.emptyParticipatingServersFor),
    participations,
    unknownStatus: { from: Infinity, until: Infinity, jobStatus: undefined, launchStatus: undefined },
    tags: {}
  }
  world.jobs.push(job)
  return job
}

function termination(record: RecoveryInstanceRecord, startsAt: number, world: World): Participation {
  const { clock } = world
  const settings = world.server(record.sourceServerId)?.termination
  const outcome = settings?.outcome ?? 'terminated'
  const doneAt = startsAt + clock.real(settings?.duration ?? 120_000)
  const data = { sourceServerID: record.sourceServerId, targetInstanceID: record.ec2InstanceId }
  const log: LogLine[] = [{ at: startsAt, event: 'CLEANUP_START', data }]
  let launchStatuses: Timeline<LaunchStatus> = [
    { at: -Infinity, value: 'PENDING' },
    { at: startsAt, value: 'IN_PROGRESS' }
  ]
  if (outcome === 'terminated') {
    log.push({ at: doneAt, event: 'CLEANUP_END', data })
    launchStatuses = [...launchStatuses, { at: doneAt, value: 'TERMINATED' }]
    record.existsUntil = Math.min(record.existsUntil, doneAt)
    if (record.instance !== undefined) terminate(record.instance, startsAt, doneAt)
  }
  if (outcome === 'failed') {
    log.push({ at: doneAt, event: 'CLEANUP_FAIL', data: { ...data, rawError: settings?.rawError ?? 'Unknown' } })
    launchStatuses = [...launchStatuses, { at: doneAt, value: 'FAILED' }]
  }
  return {
    sourceServerId: record.sourceServerId,
    launchStatuses,
    recoveryInstanceId: record.recoveryInstanceId,
    recoveryInstanceIdFrom: -Infinity,
    actionRuns: [],
    actionsFrom: Infinity,
    settledAt: outcome === 'stuck' ? Infinity : doneAt,
    log
  }
}
