import { describeCancel } from '../../drill/ending/verdict.js'
import { achievedByServer, achievedByWave, judgeObjectives } from '../../drill/ending/objectives.js'
import { fellBack } from '../../drill/launch/fallback.js'
import { chosenSnapshot, describePoint, pointAsked } from '../../drill/launch/point-in-time.js'
import { awaitsRetry, withEarlierFailures } from '../../drill/launch/retry.js'
import type { Identity } from '../../drill/sightings.js'
import { comparableIn } from '../../drill/previous-drill.js'
import type { PreflightResult } from '../../drill/preflight/preflight.js'
import type { PhaseSpan } from '../../drill/watch/job-log.js'
import type { DrillState, JobState, ServerState, WaveState } from '../../drill/state.js'
import { actionRecords } from './action.js'
import { deviationsOf } from './deviations.js'
import { evidenceSchemaVersion } from './schema.js'
import { cleanupRecordOf } from './cleanup.js'
import { guardsRecordOf } from './guards.js'
import type { EvidenceRecord, JobRecord, PreflightRecord, ServerRecord, WaveRecord } from './schema.js'
import { notSelectedOf, selectionRecordsOf } from './selection.js'
import { ec2InstanceIdOf, recoveryInstanceIdOf, stillRunningIn } from './still-running.js'

/** The record of an execution, whatever its state: a pure function of the folded journal. */
export function recordOf(state: DrillState): EvidenceRecord {
  const { rto, rpo } = judgeObjectives(state)
  const { plan, planReference, run, calls } = state
  return {
    schemaVersion: evidenceSchemaVersion,
    version: state.version ?? null,
    executionId: state.executionId,
    ...verdictOf(state),
    mode: state.mode,
    plan: {
      name: plan?.name ?? planReference.name,
      description: plan?.description ?? null,
      path: planReference.path,
      sha256: planReference.sha256 ?? null,
      commit: planReference.commit ?? null,
      region: plan?.region ?? null
    },
    run: {
      repository: run.repository ?? null,
      runId: run.runId ?? null,
      attempt: run.attempt ?? null,
      url: run.url ?? null,
      actor: run.actor ?? null,
      event: run.event ?? null,
      ref: run.ref ?? null,
      sha: run.sha ?? null,
      workflow: run.workflow ?? null,
      job: run.job ?? null,
      ...approvalsOf(state)
    },
    identity: state.identity === undefined ? null : identityOf(state.identity),
    startedAt: state.openedAt,
    judgedAt: state.verdict?.at ?? null,
    finishedAt: state.finished?.at ?? null,
    budgetSeconds: plan === undefined ? null : state.timeoutSeconds,
    objectives: { onMiss: plan?.objectives.onMiss ?? null, rto, rpo },
    refusals: state.refusals.map(({ message, line, column }) => ({
      message,
      line: line ?? null,
      column: column ?? null
    })),
    guards: guardsRecordOf(state),
    preflight: (state.preflight ?? []).map(preflightRecord),
    waves: [...state.waves.values()].filter(({ selected }) => selected).map((wave) => waveRecord(state, wave)),
    leftOut: leftOutOf(state),
    selection: selectionRecordsOf(state),
    notSelected: notSelectedOf(state),
    stillRunning: stillRunningIn(state),
    cleanup: cleanupRecordOf(state),
    previous: previousOf(state),
    deviations: deviationsOf(state),
    api: { calls: { ...calls?.calls }, throttled: calls?.throttled ?? 0, retried: calls?.retried ?? 0 }
  }
}

function approvalsOf({ approvals }: DrillState): Pick<EvidenceRecord['run'], 'approvals' | 'approvalsNote'> {
  if (approvals === undefined) return { approvals: [], approvalsNote: 'GitHub was not asked' }
  if ('problem' in approvals) return { approvals: [], approvalsNote: approvals.problem }
  const decisions = approvals.decisions.map(({ user, state, environments, comment }) => ({
    user: user ?? null,
    state,
    environments,
    comment
  }))
  return { approvals: decisions, approvalsNote: null }
}

function previousOf({ previous, identity }: DrillState): EvidenceRecord['previous'] {
  if (previous === undefined) return { drills: [], look: null, note: 'GitHub was not asked' }
  if ('problem' in previous) return { drills: [], look: null, note: previous.problem }
  const { drills: comparable, otherAccounts } = comparableIn(identity?.account, previous.drills)
  const drills = comparable.map(({ account, rtoSeconds, rpoSeconds, ...drill }) => ({
    ...drill,
    account: account ?? null,
    rtoSeconds: rtoSeconds ?? null,
    rpoSeconds: rpoSeconds ?? null
  }))
  return { drills, look: { ...previous.look, otherAccounts }, note: null }
}

/** The partition of an ARN: `arn:aws-us-gov:…` is `aws-us-gov`. */
export function partitionOf(arn: string): string | undefined {
  return /^arn:(aws[a-z0-9-]*):/.exec(arn)?.[1]
}

/** The verdict written down; without one, what can be said already. */
function verdictOf(state: DrillState): Pick<EvidenceRecord, 'status' | 'reason'> {
  const { finished, refusals, cancelled } = state
  if (finished !== undefined) return { status: finished.status, reason: finished.reason }
  const [refusal] = refusals
  if (refusal !== undefined) return { status: 'blocked', reason: refusal.message }
  if (cancelled !== undefined) return { status: 'cancelled', reason: describeCancel(cancelled) }
  return { status: 'unfinished', reason: 'no verdict was reached' }
}

function identityOf({ account, arn, region }: Identity): EvidenceRecord['identity'] {
  return { account, arn, region, partition: partitionOf(arn) ?? null }
}

function leftOutOf(state: DrillState): EvidenceRecord['leftOut'] {
  return (state.plan?.waves ?? [])
    .filter(({ name }) => state.waves.get(name)?.selected !== true)
    .map(({ name, after, servers }) => ({
      name,
      after,
      sourceServerIds: servers,
      cameUpEarlier: state.waves.get(name)?.status === 'up'
    }))
}

function waveRecord(state: DrillState, wave: WaveState): WaveRecord {
  const { planned } = wave
  const { rtoSeconds, rpoSeconds } = achievedByWave(state, wave)
  return {
    name: planned.name,
    after: planned.after,
    status: wave.status,
    reason: wave.reason ?? null,
    startedAt: wave.startedAt ?? null,
    finishedAt: wave.settledAt ?? null,
    budgetSeconds: planned.timeoutSeconds,
    rtoSeconds: rtoSeconds ?? null,
    rpoSeconds: rpoSeconds ?? null,
    onFailure: planned.onFailure,
    soakSeconds: planned.soakSeconds,
    verify: planned.verify,
    retry: planned.retry,
    jobs: [...state.jobs.values()].filter((job) => job.wave === planned.name).map(jobRecord),
    servers: planned.servers.flatMap((id) => {
      const server = state.servers.get(id)
      return server === undefined ? [] : [serverRecord(state, server)]
    }),
    actions: actionRecords(state, planned.name)
  }
}

function jobRecord(job: JobState): JobRecord {
  return {
    jobId: job.jobId,
    status: job.status,
    createdAt: job.createdAt ?? null,
    endedAt: job.endedAt ?? null,
    lastSeenAt: job.seenAt,
    adopted: job.adopted !== undefined,
    sourceServerIds: job.servers
  }
}

function serverRecord(state: DrillState, server: ServerState): ServerRecord {
  const { rtoSeconds, rpoSeconds } = achievedByServer(state, server)
  const { described, instance, log, participant, failedLaunches = [] } = server
  // Of a server that was to be launched again, and was not, the last launch is the one that failed.
  const last = server.jobId === undefined ? failedLaunches.at(-1) : undefined
  return {
    sourceServerId: server.sourceServerId,
    hostname: described?.hostname ?? null,
    ...endOf(server, state.refusals.length > 0),
    launchStatus: participant?.launchStatus ?? null,
    jobId: server.jobId ?? last?.jobId ?? null,
    recoveryInstanceId: recoveryInstanceIdOf(server) ?? null,
    ec2InstanceId: ec2InstanceIdOf(server) ?? null,
    instance: instanceRecord(server),
    startedAt: server.requestedAt ?? last?.requestedAt ?? null,
    launchedAt: server.launchedAt ?? null,
    verifiedAt: server.verifiedAt ?? null,
    pointInTime: pointRecord(state, server),
    recoveryPoint: instance?.recoveryPoint ?? null,
    rtoSeconds: rtoSeconds ?? null,
    rpoSeconds: rpoSeconds ?? null,
    usedPreviousSnapshot: fellBack(state, server) ?? null,
    failedLaunches: failedLaunches.map(({ jobId, requestedAt, failedAt, reason, phases }) => ({
      jobId,
      startedAt: requestedAt ?? null,
      failedAt,
      reason,
      phases: phaseRecords(phases)
    })),
    phases: phaseRecords(log.phases),
    launchActions: (participant?.launchActions?.runs ?? []).map(({ name, status, optional, failureReason }) => ({
      name,
      status,
      optional,
      failureReason: failureReason ?? null
    })),
    before:
      described === undefined
        ? null
        : {
            replicationState: described.replicationState ?? null,
            lag: described.lag ?? null,
            launchDisposition: described.launchDisposition ?? null
          }
  }
}

function pointRecord(state: DrillState, server: ServerState): ServerRecord['pointInTime'] {
  const planned = state.waves.get(server.wave)?.planned
  const chosen = chosenSnapshot(state, server)
  return {
    asked: planned === undefined ? 'latest' : describePoint(pointAsked(planned, server.sourceServerId)),
    snapshotId: chosen?.snapshotId ?? null,
    takenAt: chosen?.takenAt ?? null
  }
}

function phaseRecords(spans: readonly PhaseSpan[]): ServerRecord['phases'] {
  return spans.map(({ phase, startedAt, endedAt }) => ({
    phase,
    startedAt: startedAt ?? null,
    endedAt: endedAt ?? null
  }))
}

function endOf(server: ServerState, refused: boolean): Pick<ServerRecord, 'status' | 'reason'> {
  if (server.outcome !== undefined) return { status: server.outcome.status, reason: server.outcome.reason }
  if (server.request === undefined && server.jobId === undefined)
    return awaitsRetry(server)
      ? { status: 'in-progress', reason: withEarlierFailures('it is to be launched again', server) }
      : { status: 'not-started', reason: refused ? 'nothing was started' : null }
  const shown = server.participant?.launchStatus ?? 'nothing'
  const phase = server.log.phase === undefined ? '' : `, in the ${server.log.phase} phase`
  return { status: 'in-progress', reason: `DRS last showed ${shown}${phase}` }
}

function instanceRecord({ instance }: ServerState): ServerRecord['instance'] {
  if (instance === undefined) return null
  return {
    state: instance.state,
    statusChecks: instance.statusChecks ?? null,
    type: instance.type ?? null,
    availabilityZone: instance.availabilityZone ?? null,
    subnetId: instance.subnetId ?? null,
    securityGroupIds: instance.securityGroupIds ?? [],
    privateIp: instance.privateIp ?? null,
    isDrill: instance.isDrill ?? null
  }
}

function preflightRecord({ check, findings, notAsked }: PreflightResult): PreflightRecord {
  const gravest = (['blocking', 'warning', 'note'] as const).find((kind) =>
    findings.some((found) => found.class === kind)
  )
  return {
    check,
    result: gravest ?? (notAsked === true ? 'not-asked' : 'ok'),
    findings: findings.map(({ class: kind, message, wave, sourceServerId, line, column }) => ({
      class: kind,
      message,
      wave: wave ?? null,
      sourceServerId: sourceServerId ?? null,
      line: line ?? null,
      column: column ?? null
    }))
  }
}
