import { drsArn } from './arn.js'
import { terminate } from './ec2-instance.js'
import type { ActionRun, DrsJob, Participation } from './job.js'
import { planLaunch, type Launch } from './launch.js'
import type { Outcome, ServerScenario } from './server-scenario.js'
import { lagMilliseconds, type RecoverySnapshotRecord } from './snapshot.js'
import type { World } from './world.js'

export interface LaunchRequest {
  readonly servers: readonly {
    readonly server: ServerScenario
    readonly snapshot: RecoverySnapshotRecord | undefined
  }[]
  readonly isDrill: boolean
  readonly tags: Readonly<Record<string, string>>
  /** An action that DRS needs of its caller and that the caller may not do: every server fails at its launch. */
  readonly missingPermission: string | undefined
}

/** Starts a launch job: from here on its whole course is settled, and earlier recovery instances are doomed. */
export function startLaunchJob(request: LaunchRequest, world: World): DrsJob {
  const { clock, random, scenario } = world
  const { jobs: habits } = scenario
  const createdAt = clock.now()
  const startsAt = createdAt + clock.real(habits.pendingFor)
  const jobId = random.id('drsjob')

  const launched = request.servers.map(({ server, snapshot }) => {
    const instanceId = server.launchInto?.ec2InstanceId ?? random.id('i')
    const recoveryInstanceId = random.id('i')
    const launch = planLaunch(
      {
        server,
        outcome:
          request.missingPermission === undefined ? nextOutcome(server, world) : denied(request.missingPermission),
        startsAt,
        usesNamedSnapshot: snapshot !== undefined,
        wipesEarlierInstances: world.currentRecoveryInstances(server.id, createdAt).length > 0,
        conversionServerId: random.id('i'),
        instanceId
      },
      clock
    )
    wipeEarlierInstances(server, launch, world)
    bringUp(
      server,
      launch,
      { jobId, instanceId, recoveryInstanceId, startsAt, snapshot, isDrill: request.isDrill },
      world
    )
    return { launch, participation: participation(server, launch, recoveryInstanceId, world) }
  })

  const launches = launched.map(({ launch }) => launch)
  const settlesAt = Math.max(startsAt, ...launches.map((launch) => launch.settledAt)) + clock.real(2_000)
  const snapshotsDoneAt = Math.max(startsAt, ...launches.map((launch) => launch.snapshotDoneAt)) + clock.real(2_000)
  const endsAt = habits.completedBeforeLaunched ? snapshotsDoneAt : settlesAt
  const { unknownStatus } = habits
  const unknownFrom = createdAt + clock.real(unknownStatus?.after ?? 0)
  const job: DrsJob = {
    jobId,
    arn: drsArn(scenario, 'job', jobId),
    type: 'LAUNCH',
    initiatedBy: request.isDrill ? 'START_DRILL' : 'START_RECOVERY',
    createdAt,
    startsAt,
    endsAt,
    jobEndLoggedAt: habits.jobEndLogged === 'when-completed' ? endsAt : settlesAt,
    visibleFrom: createdAt + clock.real(habits.visibleAfter),
    participantsFrom: createdAt + clock.real(habits.emptyParticipatingServersFor),
    participations: launched.map((each) => each.participation),
    unknownStatus: {
      from: unknownFrom,
      until: unknownFrom + clock.real(unknownStatus?.for ?? 0),
      jobStatus: unknownStatus?.jobStatus,
      launchStatus: unknownStatus?.launchStatus
    },
    tags: request.tags
  }
  world.jobs.push(job)
  return job
}

function nextOutcome(server: ServerScenario, world: World): Outcome {
  const launchesSoFar = world.launches.get(server.id) ?? 0
  world.launches.set(server.id, launchesSoFar + 1)
  if (!Array.isArray(server.outcome)) return server.outcome
  return server.outcome[launchesSoFar] ?? server.outcome.at(-1) ?? { kind: 'launched' }
}

function denied(action: string): Outcome {
  const operation = action.split(':')[1] ?? action
  const rawError =
    `An error occurred (UnauthorizedOperation) when calling the ${operation} operation: You are not authorized to ` +
    `perform this operation. Required: ${action}.`
  return { kind: 'failed', phase: 'launch', rawError }
}

/** A launch replaces every earlier recovery instance of its server, a drill's or not. */
function wipeEarlierInstances(server: ServerScenario, launch: Launch, world: World): void {
  if (launch.wipesAt === undefined) return
  for (const earlier of world.currentRecoveryInstances(server.id, world.clock.now())) {
    earlier.existsUntil = Math.min(earlier.existsUntil, launch.wipesAt)
    if (earlier.instance !== undefined && earlier.ec2InstanceId !== server.launchInto?.ec2InstanceId) {
      terminate(earlier.instance, launch.wipesAt, launch.wipesAt + world.clock.real(30_000))
    }
  }
}

interface NewInstance {
  readonly jobId: string
  readonly instanceId: string
  readonly recoveryInstanceId: string
  readonly startsAt: number
  readonly snapshot: RecoverySnapshotRecord | undefined
  readonly isDrill: boolean
}

function bringUp(server: ServerScenario, launch: Launch, as: NewInstance, world: World): void {
  const newest = world.snapshots
    .filter((snapshot) => snapshot.sourceServerId === server.id && snapshot.visibleFrom <= as.startsAt)
    .sort((one, other) => other.dataAt - one.dataAt)[0]
  const dataAt = as.startsAt - lagMilliseconds(server)
  if (launch.takesSnapshot) {
    world.snapshots.push({
      snapshotId: world.random.id('pit'),
      sourceServerId: server.id,
      expectedAt: as.startsAt,
      dataAt,
      visibleFrom: launch.snapshotDoneAt
    })
  }
  if (launch.launchedAt === undefined || launch.recoveryInstance === 'absent') return
  world.recoveryInstances.push({
    recoveryInstanceId: as.recoveryInstanceId,
    arn: drsArn(world.scenario, 'recovery-instance', as.recoveryInstanceId),
    sourceServerId: server.id,
    jobId: as.jobId,
    isDrill: as.isDrill,
    ec2InstanceId: as.instanceId,
    instance: launch.instance && world.createInstance(server, as.jobId, as.instanceId, launch.instance),
    pointInTime: as.snapshot?.dataAt ?? (launch.takesSnapshot ? dataAt : (newest?.dataAt ?? dataAt)),
    existsFrom: launch.launchedAt + world.clock.real(server.recoveryInstanceVisibleAfter),
    existsUntil: launch.recoveryInstanceUntil,
    tags: {}
  })
}

function participation(
  server: ServerScenario,
  launch: Launch,
  recoveryInstanceId: string,
  world: World
): Participation {
  const { clock, scenario } = world
  const launchedAt = launch.launchedAt ?? Infinity
  const actionsFrom = launchedAt + clock.real(scenario.jobs.launchActionsStatusAfter)
  const tells = { normal: launchedAt, late: launchedAt + clock.real(120_000), never: Infinity }
  return {
    sourceServerId: server.id,
    launchStatuses: launch.launchStatuses,
    recoveryInstanceId: launch.recoveryInstance === 'absent' ? undefined : recoveryInstanceId,
    recoveryInstanceIdFrom: tells[scenario.jobs.recoveryInstanceId],
    actionRuns: actionRuns(server, actionsFrom, world),
    actionsFrom,
    settledAt: launch.settledAt,
    log: launch.log
  }
}

/** Post-launch actions run one after the other once DRS has found its agent on the server. */
function actionRuns(server: ServerScenario, from: number, world: World): ActionRun[] {
  let startsAt = from
  return server.postLaunchActions.map((action, index) => {
    const { listedAfter } = action
    startsAt += world.clock.real(listedAfter ?? 0)
    const listedFrom = listedAfter === undefined ? -Infinity : startsAt
    const endsAt = startsAt + world.clock.real(action.duration)
    startsAt = endsAt
    return {
      runId: world.random.uuid(),
      name: action.name,
      order: index + 1,
      optional: action.optional,
      listedFrom,
      statuses: [
        { at: -Infinity, value: 'IN_PROGRESS' },
        { at: endsAt, value: action.status }
      ],
      failureReason: action.failureReason
    }
  })
}
