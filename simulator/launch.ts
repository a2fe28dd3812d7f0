import type { LaunchStatus } from '@aws-sdk/client-drs'
import type { Clock } from './clock.js'
import type { InstancePlan } from './ec2-instance.js'
import type { LogLine } from './job.js'
import type { Outcome, ServerScenario } from './server-scenario.js'
import type { Timeline } from './timeline.js'

/** What a launch of one server will come to, settled the moment the job is started. */
export interface Launch {
  readonly launchStatuses: Timeline<LaunchStatus>
  readonly log: readonly LogLine[]
  readonly settledAt: number
  /** When the snapshot was done with, however it ended; a skipped server has none. */
  readonly snapshotDoneAt: number
  readonly launchedAt: number | undefined
  /** Earlier recovery instances of the server are wiped then. */
  readonly wipesAt: number | undefined
  readonly takesSnapshot: boolean
  readonly instance: InstancePlan | undefined
  readonly recoveryInstance: 'present' | 'absent' | 'not-found'
  readonly recoveryInstanceUntil: number
}

export interface LaunchOrder {
  readonly server: ServerScenario
  readonly outcome: Outcome
  readonly startsAt: number
  /** A snapshot was named, so none is taken. */
  readonly usesNamedSnapshot: boolean
  readonly wipesEarlierInstances: boolean
  readonly conversionServerId: string
  readonly instanceId: string
}

/** Works out the phases of a launch: snapshot, conversion, launch, with the log lines that DRS writes on the way. */
export function planLaunch(order: LaunchOrder, clock: Clock): Launch {
  const { server, outcome } = order
  const log = new LogWriter(server.id)
  const pending: Timeline<LaunchStatus> = [{ at: -Infinity, value: 'PENDING' }]
  const nothing = {
    launchedAt: undefined,
    instance: undefined,
    recoveryInstance: 'absent',
    recoveryInstanceUntil: Infinity
  } as const

  if (outcome.kind === 'skipped') {
    log.write(order.startsAt, 'SERVER_SKIPPED', { rawError: outcome.rawError })
    const when = { settledAt: order.startsAt, snapshotDoneAt: order.startsAt, wipesAt: undefined }
    return { ...nothing, ...when, launchStatuses: pending, log: log.lines, takesSnapshot: false }
  }
  if (order.wipesEarlierInstances) {
    log.write(order.startsAt, 'CLEANUP_START')
    log.write(order.startsAt + clock.real(5_000), 'CLEANUP_END')
  }
  const failing = outcome.kind === 'failed' ? outcome : undefined
  const wipesAt = order.startsAt
  const fails = (at: number, event: LogLine['event'], rawError: string, snapshotDoneAt: number): Launch => {
    log.write(at, event, { rawError, attemptCount: 3, maxAttemptsCount: 3 })
    const launchStatuses: Timeline<LaunchStatus> = [...pending, { at, value: 'FAILED' }]
    const takesSnapshot = event !== 'SNAPSHOT_FAIL' && !order.usesNamedSnapshot
    return { ...nothing, launchStatuses, log: log.lines, settledAt: at, snapshotDoneAt, wipesAt, takesSnapshot }
  }

  // Snapshot. A server that is stuck PENDING never gets out of it.
  if (!order.usesNamedSnapshot) log.write(order.startsAt, 'SNAPSHOT_START')
  if (outcome.kind === 'stuck' && outcome.status === 'PENDING') {
    const when = { settledAt: Infinity, snapshotDoneAt: order.startsAt + clock.real(server.phases.snapshot), wipesAt }
    return { ...nothing, ...when, launchStatuses: pending, log: log.lines, takesSnapshot: false }
  }
  const snapshotTime = order.usesNamedSnapshot ? 0 : server.phases.snapshot
  const snapshotDoneAt = order.startsAt + clock.real(snapshotTime)
  if (failing?.phase === 'snapshot') return fails(snapshotDoneAt, 'SNAPSHOT_FAIL', failing.rawError, snapshotDoneAt)
  const fallsBack = server.usedPreviousSnapshot !== false && !order.usesNamedSnapshot
  if (fallsBack && server.usedPreviousSnapshot === 'after-failure') {
    log.write(snapshotDoneAt, 'SNAPSHOT_FAIL', { rawError: 'The snapshot was not taken within the time allowed.' })
  }
  if (fallsBack) log.write(snapshotDoneAt, 'USING_PREVIOUS_SNAPSHOT')
  else if (!order.usesNamedSnapshot) log.write(snapshotDoneAt, 'SNAPSHOT_END')
  const takesSnapshot = !fallsBack && !order.usesNamedSnapshot

  // Conversion, on a server that DRS launches for it.
  const conversionServerID = order.conversionServerId
  log.write(snapshotDoneAt, 'CONVERSION_START', { conversionServerID })
  const convertedAt = snapshotDoneAt + clock.real(server.phases.conversion)
  if (failing?.phase === 'conversion') return fails(convertedAt, 'CONVERSION_FAIL', failing.rawError, snapshotDoneAt)
  log.write(convertedAt, 'CONVERSION_END', { conversionServerID })

  // Launch.
  log.write(convertedAt, 'LAUNCH_START')
  const launching: Timeline<LaunchStatus> = [...pending, { at: convertedAt, value: 'IN_PROGRESS' }]
  if (outcome.kind === 'stuck') {
    const when = { settledAt: Infinity, snapshotDoneAt, wipesAt }
    return { ...nothing, ...when, launchStatuses: launching, log: log.lines, takesSnapshot }
  }
  const launchedAt = convertedAt + clock.real(server.phases.launch)
  if (failing !== undefined) {
    const failed = fails(launchedAt, 'LAUNCH_FAILED', failing.rawError, snapshotDoneAt)
    return { ...failed, launchStatuses: [...launching, { at: launchedAt, value: 'FAILED' }], takesSnapshot }
  }
  const hasInstance = outcome.kind !== 'launched-without-instance'
  const isNamed = hasInstance || outcome.recoveryInstance === 'not-found'
  log.write(launchedAt, 'LAUNCH_END', isNamed ? { targetInstanceID: order.instanceId } : {})
  const launched: Timeline<LaunchStatus> = [...launching, { at: launchedAt, value: 'LAUNCHED' }]
  const endsAt = 'after' in outcome ? launchedAt + clock.real(outcome.after) : Infinity
  return {
    launchStatuses: outcome.kind === 'terminated' ? [...launched, { at: endsAt, value: 'TERMINATED' }] : launched,
    log: log.lines,
    settledAt: launchedAt,
    snapshotDoneAt,
    launchedAt,
    wipesAt,
    takesSnapshot,
    instance: hasInstance ? instancePlan(order, launchedAt, clock) : undefined,
    recoveryInstance: hasInstance ? 'present' : outcome.recoveryInstance,
    recoveryInstanceUntil: outcome.kind === 'terminated' ? endsAt : Infinity
  }
}

function instancePlan(order: LaunchOrder, launchedAt: number, clock: Clock): InstancePlan {
  const { server, outcome } = order
  const boot = clock.real(server.phases.boot)
  // RunInstances is part of the launch phase: the instance is there a little before DRS calls it LAUNCHED.
  const startedAt = launchedAt - Math.min(boot / 2, clock.real(server.phases.launch))
  const runningAt = startedAt + boot
  const plan = {
    launchedAt: startedAt,
    runningAt,
    statusChecks: server.statusChecks.result,
    statusChecksAt: runningAt + clock.real(server.statusChecks.after)
  }
  if (outcome.kind === 'terminated') {
    return { ...plan, ends: { at: launchedAt + clock.real(outcome.after), state: 'terminated' } }
  }
  if (outcome.kind === 'instance-vanishes') {
    return { ...plan, ends: { at: launchedAt + clock.real(outcome.after), state: 'absent' } }
  }
  if (outcome.kind === 'instance-stopped') {
    return { ...plan, ends: { at: launchedAt + clock.real(outcome.after), state: 'stopped' } }
  }
  return server.launchDisposition === 'STOPPED' ? { ...plan, ends: { at: runningAt + boot, state: 'stopped' } } : plan
}

class LogWriter {
  readonly lines: LogLine[] = []

  constructor(private readonly sourceServerID: string) {}

  write(at: number, event: LogLine['event'], data: LogLine['data'] = {}): void {
    this.lines.push({ at, event, data: { sourceServerID: this.sourceServerID, ...data } })
  }
}
