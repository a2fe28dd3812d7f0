import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JobView, Simulator, WorldView } from '../../simulator/index.js'
import type { DrillEvent } from '../../src/drill/events.js'
import { decodeJournal } from '../../src/drill/journal.js'
import { contradictions } from '../../src/evidence/contradictions.js'
import { evidenceSchema, type EvidenceRecord } from '../../src/report/record/schema.js'
import type { Attempt } from './attempt.js'

/** What an attempt has on its disk. */
export interface Disk {
  readonly events: readonly DrillEvent[]
  readonly evidence?: EvidenceRecord
  readonly problems: readonly string[]
}

/** Reads the journal and the evidence of an attempt; a problem is whatever an auditor would stumble over. */
export function readDisk({ number, folder, main, post, interruption }: Attempt): Disk {
  const said = (problem: string): string => `attempt ${String(number)}: ${problem}`
  const path = join(folder, 'journal.ndjson')
  if (!existsSync(path)) {
    return { events: [], problems: Object.keys(main.state).length > 0 ? [said('there is no journal')] : [] }
  }
  const { events, torn, problems } = decodeJournal(readFileSync(path, 'utf8'))
  const undisturbed = post !== undefined && interruption?.post !== 'killed' && Object.keys(main.state).length > 0
  return {
    events,
    ...(undisturbed ? readEvidence(folder) : {}),
    problems: [
      ...problems.map(said),
      ...contradictions(events).map(said),
      ...(undisturbed && torn ? [said('the last line of the journal is torn after post')] : []),
      ...(undisturbed && events.at(-1)?.type !== 'execution-finished'
        ? [said('the journal has no end after post')]
        : []),
      ...(undisturbed && !existsSync(join(folder, 'evidence.json')) ? [said('there is no evidence after post')] : []),
      ...(undisturbed && main.summary + post.summary === '' ? [said('there is no summary after post')] : []),
      ...(undisturbed && post.exitCode !== 0 ? [said(`post ended with ${String(post.exitCode ?? post.signal)}`)] : []),
      ...[main.errorLog, post?.errorLog ?? ''].filter((text) => text !== '').map((text) => said(`stderr: ${text}`))
    ]
  }
}

function readEvidence(folder: string): { evidence?: EvidenceRecord } {
  const path = join(folder, 'evidence.json')
  return existsSync(path) ? { evidence: evidenceSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) } : {}
}

/** The jobs that launched a server of this simulated AWS, oldest first. */
export function launchJobs({ jobs }: WorldView): readonly JobView[] {
  return jobs.filter(({ type }) => type === 'LAUNCH')
}

/**
 * Servers that are in a second launch job although they had come up. One that the execution's own cleanup has terminated
 * in between may be launched anew by a later attempt.
 */
export function launchedTwice({ world }: Simulator): readonly string[] {
  const { jobs } = world
  const launches = new Map<string, JobView>()
  const problems: string[] = []
  for (const job of launchJobs(world)) {
    for (const { sourceServerId } of job.servers) {
      const before = launches.get(sourceServerId)
      launches.set(sourceServerId, job)
      const status = before?.servers.find((server) => server.sourceServerId === sourceServerId)?.launchStatus
      if (before === undefined || status !== 'LAUNCHED') continue
      const terminated = jobs.some(
        ({ type, createdAt, servers }) =>
          type === 'TERMINATE' &&
          createdAt > before.createdAt &&
          createdAt < job.createdAt &&
          servers.some((server) => server.sourceServerId === sourceServerId)
      )
      if (!terminated)
        problems.push(`${sourceServerId} came up in ${before.jobId}, and was launched by ${job.jobId} too`)
    }
  }
  return problems
}

/** Instances that are there, and that nothing stands for: not their ID, their server and job, nor a launch in doubt. */
export function unsaid({ world }: Simulator, { stillRunning }: EvidenceRecord): readonly string[] {
  return alive(world).flatMap(({ instanceId, sourceServerId, jobId, state }) => {
    const isSaid =
      stillRunning.instances.some(
        (said) => said.ec2InstanceId === instanceId || (said.jobId === jobId && said.sourceServerId === sourceServerId)
      ) ||
      stillRunning.jobs.some((job) => job.jobId === jobId) ||
      stillRunning.unansweredStarts.some(({ sourceServerIds }) => sourceServerIds.includes(sourceServerId))
    return isSaid ? [] : [`${instanceId} of ${sourceServerId} (${state}, ${jobId}) is there, and nothing says so`]
  })
}

/** Runs of documents that an attempt knows to have started, that go on, and that it does not tell of. */
export function unsaidRuns(
  { world }: Simulator,
  { stillRunning }: EvidenceRecord,
  events: readonly DrillEvent[]
): readonly string[] {
  const said = new Set(stillRunning.actions.map(({ automationExecutionId }) => automationExecutionId))
  const started = new Set(
    events.flatMap((event) => (event.type === 'action-started' ? [event.automationExecutionId] : []))
  )
  return world.automations
    .filter(({ automationExecutionId: id, status }) => started.has(id) && isUnderWay(status) && !said.has(id))
    .map(({ automationExecutionId, document }) => `${automationExecutionId} of ${document} runs, and nothing says so`)
}

function isUnderWay(status: string): boolean {
  return ['Pending', 'InProgress', 'Waiting', 'Cancelling'].includes(status)
}

/** Documents that were run more often than there were attempts: none runs an action twice. */
export function runTooOften({ world }: Simulator, attempts: number): readonly string[] {
  const counts = new Map<string, number>()
  for (const { document } of world.automations) counts.set(document, (counts.get(document) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count > attempts)
    .map(([document, count]) => `${document} was run ${String(count)} times in ${String(attempts)} attempts`)
}

/** Instances that are there and that the evidence does not list by ID. */
export function unlisted({ world }: Simulator, { stillRunning }: EvidenceRecord): readonly string[] {
  const listed = new Set(stillRunning.instances.map(({ ec2InstanceId }) => ec2InstanceId))
  return alive(world)
    .filter(({ instanceId }) => !listed.has(instanceId))
    .map(({ instanceId, sourceServerId }) => `${instanceId} of ${sourceServerId} is not in the last evidence`)
}

/** Instances that the evidence calls running and AWS does not have. */
export function inventedBy({ stillRunning }: EvidenceRecord, { world }: Simulator): readonly string[] {
  const known = new Set(world.instances.map(({ instanceId }) => instanceId))
  return stillRunning.instances
    .filter(({ ec2InstanceId }) => ec2InstanceId !== null && !known.has(ec2InstanceId))
    .map(({ ec2InstanceId }) => `${String(ec2InstanceId)} is in the evidence and never was in AWS`)
}

export function alive({ instances }: WorldView): WorldView['instances'] {
  return instances.filter(({ state }) => state !== 'terminated' && state !== 'shutting-down')
}
