import { startsNothing } from '../drill/events.js'
import { shorten } from './escape.js'
import type { EvidenceRecord, ServerRecord } from './record/schema.js'

/** The outputs of the action (contract section 3). */
export type OutputName =
  | 'status'
  | 'execution-id'
  | 'instance-ids'
  | 'servers'
  | 'job-ids'
  | 'launched'
  | 'not-launched'
  | 'rto-seconds'
  | 'rpo-seconds'
  | DeliveryName

/** Outputs that only the caller knows: where the evidence went. */
export type DeliveryName = 'evidence-dir' | 'evidence-digest' | 'report' | 'artifact-id' | 'artifact-url'

export type Outputs = Readonly<Record<OutputName, string>>

/**
 * GitHub takes 1 MB of outputs a job, counted as UTF-16; what is left is for the job's other steps.
 * https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#outputs-for-docker-container-and-javascript-actions
 */
const limitBytes = 900_000

/** How the list of servers gets shorter, from the best to the shortest form. */
const reasonLimits = [Infinity, 200, 60, 0]

/**
 * Every output, always; what is not known, or does not apply to the mode, is an empty string or an empty array.
 * For thousands of servers the output `servers` is cut to what GitHub takes: first the reasons, then servers that are
 * launched, then the last of those that are not. `shortened` says what was left out, for the log; `evidence.json` has all.
 */
export function composeOutputs(
  record: EvidenceRecord,
  delivered: Readonly<Partial<Record<DeliveryName, string>>> = {}
): { readonly values: Outputs; readonly shortened: string | undefined } {
  const servers = record.waves.flatMap((wave) => wave.servers.map((server) => ({ wave: wave.name, server })))
  const launched = servers.filter(({ server }) => server.status === 'launched').length
  const ran = !startsNothing(record.mode) && record.waves.length > 0
  const values: Outputs = {
    // Only a verdict may be green: an execution that never got one did not pass.
    status: record.status === 'unfinished' ? 'failed' : record.status,
    'execution-id': record.executionId,
    'instance-ids': jsonOf(unique(servers.map(({ server }) => server.ec2InstanceId))),
    servers: '[]',
    'job-ids': jsonOf(unique(record.waves.flatMap(({ jobs }) => jobs.map(({ jobId }) => jobId)))),
    launched: ran ? String(launched) : '',
    'not-launched': ran ? String(servers.length - launched) : '',
    'rto-seconds': secondsText(record.objectives.rto.achievedSeconds),
    'rpo-seconds': secondsText(record.objectives.rpo.achievedSeconds),
    'evidence-dir': '',
    'evidence-digest': '',
    report: '',
    'artifact-id': '',
    'artifact-url': '',
    ...delivered
  }
  if (!ran) return { values, shortened: undefined }
  const room = limitBytes - Object.values(values).reduce((sum, value) => sum + 2 * value.length, 0)
  const { json, shortened } = serversOutput(servers, room)
  return { values: { ...values, servers: json }, shortened }
}

/** The outputs alone. */
export function outputsOf(
  record: EvidenceRecord,
  delivered: Readonly<Partial<Record<DeliveryName, string>>> = {}
): Outputs {
  return composeOutputs(record, delivered).values
}

interface ServerInWave {
  readonly wave: string
  readonly server: ServerRecord
}

function serversOutput(servers: readonly ServerInWave[], room: number) {
  for (const limit of reasonLimits) {
    const json = jsonOf(servers.map((server) => entryOf(server, limit)))
    if (2 * json.length <= room) {
      return { json, shortened: limit === Infinity ? undefined : 'the reasons in the output servers were shortened' }
    }
  }
  const worstFirst = [
    ...servers.filter(({ server }) => server.status !== 'launched'),
    ...servers.filter(({ server }) => server.status === 'launched')
  ]
  const kept: string[] = []
  let bytes = 4
  for (const server of worstFirst) {
    const entry = JSON.stringify(entryOf(server, 0))
    bytes += 2 * (entry.length + 1)
    if (bytes > room) break
    kept.push(entry)
  }
  const shortened =
    `the output servers holds ${String(kept.length)} of ${String(servers.length)} servers, without reasons, those that ` +
    'are not up first: GitHub takes no more'
  return { json: `[${kept.join(',')}]`, shortened }
}

function entryOf({ wave, server }: ServerInWave, reasonLimit: number) {
  return {
    sourceServerId: server.sourceServerId,
    hostname: server.hostname ?? '',
    wave,
    // Nobody looks at it any more.
    status: server.status === 'in-progress' ? 'cancelled' : server.status,
    reason: shorten(server.reason ?? '', reasonLimit),
    jobId: server.jobId ?? '',
    ec2InstanceId: server.ec2InstanceId ?? ''
  }
}

function jsonOf(value: readonly unknown[]): string {
  return JSON.stringify(value)
}

function unique(ids: readonly (string | null)[]): readonly string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}

function secondsText(seconds: number | null): string {
  return seconds === null ? '' : String(Math.round(seconds))
}
