import { isLaunchOver, mayStillLaunch } from '../../drill/watch/job.js'
import { hasFinalTrouble } from '../../drill/watch/job-log.js'
import { existingInstances } from '../../drill/ending/existing-instance.js'
import { instancesLeft } from '../../drill/ending/removal.js'
import type { DrillState, JobState, LaunchedElsewhere, ServerState } from '../../drill/state.js'
import { straysOf } from '../../drill/selection/strays.js'
import { isGone } from '../../drill/watch/verification.js'
import { instancesSeenOf } from '../../drill/servers.js'
import { actionsLeft } from './action.js'
import type { StillRunning } from './schema.js'

/** What this execution has in AWS as far as is known: a job or an instance counts until it was seen to have ended. */
export function stillRunningIn(state: DrillState): StillRunning {
  return {
    jobs: [...jobsKnown(state), ...jobsListed(state)],
    instances: [
      ...listedInstances(state),
      ...instancesOfServers(state),
      ...unlistedInstances(state),
      ...instancesOfStrays(state)
    ],
    unansweredStarts: state.requests
      .filter(({ status }) => status === 'open')
      .map(({ wave, at, servers, failure }) => ({
        wave,
        requestedAt: at,
        sourceServerIds: [...servers],
        message: failure?.message ?? null
      })),
    actions: actionsLeft(state)
  }
}

/** A list made since the job was last seen, and without it, says that it has ended. */
function isListedAsEnded({ removal: { listedAt, launching } }: DrillState, job: JobState): boolean {
  return listedAt !== undefined && listedAt > job.seenAt && !launching.some(({ jobId }) => jobId === job.jobId)
}

function jobsKnown(state: DrillState): StillRunning['jobs'] {
  return [...state.jobs.values()]
    .filter((job) => mayStillLaunch(state, job) && !isListedAsEnded(state, job))
    .map((job) => {
      const { jobId, wave, status, seenAt } = job
      return { jobId, wave, status, lastSeenAt: seenAt, mayLaunch: mayLaunchMore(state, job) }
    })
}

/** A job often runs on for a while after it has launched its last server. */
function mayLaunchMore(state: DrillState, { jobId, servers, participants }: JobState): boolean {
  const isOver = (id: string): boolean => {
    const server = state.servers.get(id)
    if (server?.jobId === jobId && hasFinalTrouble(server.log)) return true
    const participant = participants.find(({ sourceServerId }) => sourceServerId === id)
    return participant !== undefined && isLaunchOver(participant)
  }
  return servers.length === 0 || !servers.every(isOver)
}

/** Launch jobs of this execution that this run knows only from the list of all: of other waves, or of other attempts. */
function jobsListed({ jobs, removal }: DrillState): StillRunning['jobs'] {
  const lastSeenAt = removal.listedAt
  if (lastSeenAt === undefined) return []
  return removal.launching
    .filter(({ jobId }) => !jobs.has(jobId))
    .map(({ jobId, status, wave = '' }) => ({ jobId, wave, status, lastSeenAt, mayLaunch: true }))
}

/** What DRS listed of the whole execution is the better word, where it was asked. */
function listedInstances(state: DrillState): StillRunning['instances'] {
  const isExisting = existingInstances(state)
  return instancesLeft(state).map((instance) => {
    const server = state.servers.get(instance.sourceServerId)
    return {
      sourceServerId: instance.sourceServerId,
      hostname: server?.described?.hostname ?? null,
      wave: server?.wave ?? instance.wave ?? '',
      jobId: instance.jobId,
      recoveryInstanceId: instance.recoveryInstanceId ?? null,
      ec2InstanceId: instance.ec2InstanceId ?? null,
      state: instance.state,
      existedBefore: isExisting(instance)
    }
  })
}

function instancesOfServers(state: DrillState): StillRunning['instances'] {
  const isExisting = existingInstances(state)
  const instances = [...state.removal.instances.values()]
  const launches = new Set(instances.map(({ sourceServerId, jobId }) => `${sourceServerId} ${jobId}`))
  const byName = new Set(instances.map(({ ec2InstanceId }) => ec2InstanceId))
  // DRS may list an instance minutes after it launched it: what the list leaves out is not gone for that.
  return [...state.servers.values()]
    .filter((server) => {
      const ec2InstanceId = ec2InstanceIdOf(server)
      const isListed =
        launches.has(`${server.sourceServerId} ${server.jobId ?? ''}`) ||
        (ec2InstanceId !== undefined && byName.has(ec2InstanceId))
      return mayHaveInstance(server) && !isListed
    })
    .map((server) => ({
      sourceServerId: server.sourceServerId,
      hostname: server.described?.hostname ?? null,
      wave: server.wave,
      jobId: server.jobId ?? null,
      recoveryInstanceId: recoveryInstanceIdOf(server) ?? null,
      ec2InstanceId: ec2InstanceIdOf(server) ?? null,
      state: server.instance?.state ?? null,
      existedBefore: isExisting({ ...server.instance, ec2InstanceId: ec2InstanceIdOf(server) })
    }))
}

/** What DRS said it had launched when it was asked for all, without listing it, and what this run knew nothing of. */
function unlistedInstances(state: DrillState): StillRunning['instances'] {
  return state.removal.unlisted.flatMap(({ sourceServerId, jobId, wave }) => {
    const server = state.servers.get(sourceServerId)
    if (server?.jobId === jobId && mayHaveInstance(server)) return []
    return [
      {
        sourceServerId,
        hostname: server?.described?.hostname ?? null,
        wave: server?.wave ?? wave ?? '',
        jobId,
        recoveryInstanceId: null,
        ec2InstanceId: null,
        state: null,
        existedBefore: false
      }
    ]
  })
}

/** What this execution launched, and no wave of this run has, or another one: until all was listed, DRS's word counts. */
function instancesOfStrays(state: DrillState): StillRunning['instances'] {
  if (state.removal.listedAt !== undefined) return []
  const strays = straysOf(state).filter(({ isGone }) => !isGone)
  return [...strays, ...(state.survey?.launchedElsewhere ?? []).map((launched) => named(state, launched))].map(
    ({ sourceServerId, hostname, wave, jobId, recoveryInstanceId }) => ({
      sourceServerId,
      hostname: hostname ?? null,
      wave,
      jobId,
      recoveryInstanceId: recoveryInstanceId ?? null,
      ec2InstanceId: null,
      state: null,
      existedBefore: false
    })
  )
}

function named(state: DrillState, launched: LaunchedElsewhere): LaunchedElsewhere & { readonly hostname?: string } {
  const hostname = state.servers.get(launched.sourceServerId)?.described?.hostname
  return { ...launched, ...(hostname === undefined ? {} : { hostname }) }
}

export function recoveryInstanceIdOf(server: ServerState): string | undefined {
  return server.instance?.recoveryInstanceId ?? server.participant?.recoveryInstanceId
}

/** The EC2 instance of this launch: what DRS and EC2 showed, else what the job's log says. */
export function ec2InstanceIdOf(server: ServerState): string | undefined {
  if (server.jobId === undefined) return server.failedLaunches?.at(-1)?.ec2InstanceId
  return instancesSeenOf(server).find(({ jobId }) => jobId === server.jobId)?.ec2InstanceId
}

/** LAUNCHED without an instance that was looked at counts too: it costs money until the contrary is seen. */
function mayHaveInstance(server: ServerState): boolean {
  if (server.participant?.launchStatus === 'TERMINATED') return false
  // An instance that is not found although its ID is known is gone; one whose ID is not known yet may only be late.
  if (isGone(server.instance)) return false
  if (server.instance?.state === 'missing' && server.instance.ec2InstanceId !== undefined) return false
  return server.participant?.launchStatus === 'LAUNCHED' || ec2InstanceIdOf(server) !== undefined
}
