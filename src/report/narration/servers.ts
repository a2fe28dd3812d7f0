import { hasEnded } from '../../drill/watch/job.js'
import { describeTrouble, type LaunchPhase, type PhaseSpan } from '../../drill/watch/job-log.js'
import type { DrillState, JobState, ServerState } from '../../drill/state.js'
import type { Timestamp } from '../../drill/timestamp.js'
import { expectedInstanceState } from '../../drill/watch/verification.js'
import type { ServerNews } from './page.js'
import { spent } from './page.js'

/** A phase of a launch in words: while it lasts, and when it is over. */
export const phaseWords: Readonly<Record<LaunchPhase, { readonly doing: string; readonly done: string }>> = {
  snapshot: { doing: 'snapshot being taken', done: 'snapshot taken' },
  conversion: { doing: 'disks being converted', done: 'disks converted' },
  launch: { doing: 'instance being launched', done: 'instance launched' }
}

const knownLaunchStatuses: ReadonlySet<string> = new Set(['PENDING', 'IN_PROGRESS', 'LAUNCHED', 'FAILED', 'TERMINATED'])

/** What has changed in DRS's word on each of these servers: its launch status, and its post-launch actions. */
export function launchNews(before: DrillState, after: DrillState, ids: readonly string[]): readonly ServerNews[] {
  return changed(before, after, ids).flatMap(([old, server]) => [
    ...statusNews(old, server),
    ...launchActionNews(after, old, server)
  ])
}

/** Servers that begin with a launch status that nobody knows: it never changes to it, so it is told at once. */
export function strangeNews(state: DrillState, ids: readonly string[]): readonly ServerNews[] {
  return ids.flatMap((sourceServerId) => {
    const status = state.servers.get(sourceServerId)?.participant?.launchStatus
    if (status === undefined || knownLaunchStatuses.has(status)) return []
    const text = `DRS says ${status}, which is not known here: not there yet`
    return [{ sourceServerId, text, together: text }]
  })
}

/** What a reading of this job's log has told of each of its servers. */
export function logNews(before: DrillState, after: DrillState, job: JobState): readonly ServerNews[] {
  return changed(before, after, job.servers).flatMap(([{ log: was }, server]) => {
    const { log, outcome, sourceServerId } = server
    if (outcome !== undefined) return []
    const spans = phaseNews(was.phases, log.phases)
    const fellBack =
      log.usedPreviousSnapshot && !was.usedPreviousSnapshot ? ['no new snapshot: DRS falls back on an older one'] : []
    const trouble = log.trouble !== undefined && was.trouble !== log.trouble ? log.trouble : undefined
    // A server that has come to its end is told of when it is settled, with this very reason.
    const { launchStatus } = server.participant ?? {}
    const over =
      launchStatus === 'FAILED' || hasEnded(job) || (trouble?.kind === 'skipped' && launchStatus !== 'LAUNCHED')
    const again = trouble?.kind === 'failed' ? '; DRS may try again' : ''
    const went = trouble === undefined || over ? [] : [`${describeTrouble(trouble)}${again}`]
    const parts = [...spans.map(({ text }) => text), ...fellBack, ...went]
    if (parts.length === 0) return []
    const shared = [...spans.map(({ together }) => together), ...fellBack, ...went]
    return [{ sourceServerId, text: parts.join(', '), together: shared.join(', ') }]
  })
}

/** What EC2 says of instances that keep a LAUNCHED server from being up; of one that does not, the verdict tells. */
export function instanceNews(before: DrillState, after: DrillState, ids: readonly string[]): readonly ServerNews[] {
  return changed(before, after, ids).flatMap(([, server]) => {
    const { instance, sourceServerId } = server
    if (instance === undefined) return []
    const name = instance.ec2InstanceId ?? 'its instance'
    const wanted = after.waves.get(server.wave)?.planned.verify.instance
    if (wanted === 'none') return []
    if (instance.state === 'missing') {
      const text = 'LAUNCHED, but no EC2 instance is to be found yet: looking again'
      return [{ sourceServerId, text, together: text }]
    }
    if (instance.state !== expectedInstanceState(server)) {
      return [{ sourceServerId, text: `${name} is ${instance.state}`, together: `instance ${instance.state}` }]
    }
    if (wanted === 'status-ok' && instance.state === 'running' && instance.statusChecks !== 'ok') {
      const checks = `EC2 status checks ${instance.statusChecks ?? 'not reported yet'}`
      return [{ sourceServerId, text: `${name} is running, ${checks}`, together: `running, ${checks}` }]
    }
    return []
  })
}

/** How each of these servers has ended. */
export function outcomeNews(before: DrillState, after: DrillState, ids: readonly string[]): readonly ServerNews[] {
  return ids.flatMap((sourceServerId): readonly ServerNews[] => {
    const server = after.servers.get(sourceServerId)
    const outcome = server?.outcome
    if (server === undefined || outcome === undefined) return []
    // The wave that never starts says so once for all of its servers.
    if (outcome.status === 'not-started' && after.waves.get(server.wave)?.status === 'waiting') return []
    if (outcome.status === 'launched') return [{ sourceServerId, text: describeUp(server, outcome.at), together: 'UP' }]
    const wasUp = before.servers.get(sourceServerId)?.outcome?.status === 'launched'
    const text = `${wasUp ? 'NO LONGER UP' : inCapitals(outcome.status)}: ${outcome.reason}`
    return [{ sourceServerId, text, together: text }]
  })
}

/** `UP as i-… (m5.large, us-west-2a, 10.0.1.12), 14m 12s after its launch was asked for`. */
function describeUp(server: ServerState, at: Timestamp): string {
  const { instance } = server
  const id = instance?.ec2InstanceId
  const stopped = instance?.state === 'stopped' ? 'stopped as its launch settings ask' : undefined
  const details = [instance?.type, instance?.availabilityZone, instance?.privateIp, stopped].filter(
    (detail) => detail !== undefined
  )
  const shown = details.length === 0 ? '' : ` (${details.join(', ')})`
  const took =
    server.requestedAt === undefined ? '' : `, ${spent(server.requestedAt, at)} after its launch was asked for`
  return `UP${id === undefined ? '' : ` as ${id}`}${shown}${took}`
}

/** A status as it stands out in a log: `TIMED OUT`. */
export function inCapitals(status: string): string {
  return status.replaceAll('-', ' ').toUpperCase()
}

function statusNews(old: ServerState, server: ServerState): readonly ServerNews[] {
  const status = server.participant?.launchStatus
  // PENDING is how every launch begins: that it was asked for has been said.
  if (status === undefined || status === (old.participant?.launchStatus ?? 'PENDING')) return []
  return [{ sourceServerId: server.sourceServerId, text: describeStatus(status), together: describeStatus(status) }]
}

function describeStatus(status: string): string {
  if (status === 'LAUNCHED') return 'LAUNCHED, now to be verified'
  if (status === 'FAILED') return 'DRS says FAILED'
  return knownLaunchStatuses.has(status)
    ? `launch ${status}`
    : `DRS says ${status}, which this version does not know: still waiting`
}

function launchActionNews(state: DrillState, old: ServerState, server: ServerState): readonly ServerNews[] {
  if (state.waves.get(server.wave)?.planned.verify.launchActions !== 'required') return []
  const was = new Map((old.participant?.launchActions?.runs ?? []).map((run) => [run.name, run.status]))
  return (server.participant?.launchActions?.runs ?? [])
    .filter((run) => was.get(run.name) !== run.status)
    .map((run) => {
      const why = run.failureReason === undefined ? '' : `: ${run.failureReason}`
      const text = `post-launch action "${run.name}" ${run.status}${why}`
      return { sourceServerId: server.sourceServerId, text, together: text }
    })
}

interface Words {
  readonly text: string
  readonly together: string
}

/** What is over, with the time it took, and what has begun. */
function phaseNews(was: readonly PhaseSpan[], is: readonly PhaseSpan[]): readonly Words[] {
  return is.flatMap((span, index): readonly Words[] => {
    const { doing, done } = phaseWords[span.phase]
    const before = was[index]
    if (span.endedAt !== undefined) {
      if (before?.endedAt !== undefined) return []
      const took = span.startedAt === undefined ? '' : ` in ${spent(span.startedAt, span.endedAt)}`
      return [{ text: `${done}${took}`, together: done }]
    }
    if (before !== undefined) return []
    const tries = is.slice(0, index + 1).filter(({ phase }) => phase === span.phase).length
    const text = tries === 1 ? doing : `${doing} again (try ${tries})`
    return [{ text, together: text }]
  })
}

function changed(
  before: DrillState,
  after: DrillState,
  ids: readonly string[]
): readonly (readonly [old: ServerState, server: ServerState])[] {
  return ids.flatMap((id) => {
    const server = after.servers.get(id)
    const old = before.servers.get(id)
    return server === undefined || old === undefined || server === old ? [] : [[old, server] as const]
  })
}
