import { createHash } from 'node:crypto'
import type { DrillEvent, EventOf, EventType } from './events.js'

/**
 * The journal's text: NDJSON, a line an event, oldest first. Each line is a JSON object that begins with `seq` (1, 2, …)
 * and `previous`, the SHA-256 (hex) of the line before without its line end; 64 zeros in the first. So whoever edits,
 * removes, inserts or moves a line breaks the chain behind it. What the chain alone cannot show is a change to its end:
 * the digest of the last line (`ChainHead`), kept elsewhere, shows that too.
 */

/** Where a chain ends: what the next line has to hold on to. */
export interface ChainHead {
  /** `seq` of the last line; 0 before the first. */
  readonly seq: number
  /** SHA-256 (hex) of the last line; 64 zeros before the first. */
  readonly digest: string
}

export const chainStart: ChainHead = { seq: 0, digest: '0'.repeat(64) }

export interface Chain {
  /** The event's line, line end included; it becomes the head. */
  encode(event: DrillEvent): string
  readonly head: ChainHead
}

/** A chain that begins, or goes on behind the lines whose head is given. */
export function createChain(from: ChainHead = chainStart): Chain {
  let head = from
  return {
    encode(event) {
      const line = JSON.stringify({ seq: head.seq + 1, previous: head.digest, ...event })
      head = { seq: head.seq + 1, digest: digestOf(line) }
      return `${line}\n`
    },
    get head() {
      return head
    }
  }
}

export interface DecodedJournal {
  /** The events up to the first problem: what stands behind a broken link proves nothing. */
  readonly events: readonly DrillEvent[]
  /** The head of those events. */
  readonly head: ChainHead
  /** The last line was cut off while it was written, as by a crash; it is left out, and is no problem. */
  readonly torn: boolean
  /** What is wrong, one line each; empty when the chain holds. */
  readonly problems: readonly string[]
}

/**
 * Reads a journal and verifies its chain; never throws.
 *
 * @param expected the head that the journal is known to have had when it was finished; with it, a changed or missing
 *   end is found too
 */
export function decodeJournal(text: string, expected?: ChainHead): DecodedJournal {
  // Behind the last line end there is nothing, or what a crash left.
  const end = text.lastIndexOf('\n') + 1
  const rest = text.slice(end)
  const lines = text.slice(0, end).split('\n').slice(0, -1)
  const events: DrillEvent[] = []
  const problems: string[] = []
  let head = chainStart
  for (const line of lines) {
    const link = readLine(line, head)
    if ('problem' in link) {
      problems.push(`line ${head.seq + 1}: ${link.problem}`)
      break
    }
    events.push(link.event)
    head = link.head
  }
  let torn = false
  if (rest !== '' && problems.length === 0) {
    // A line that is whole but for its line end is an event like any other.
    const link = readLine(rest, head)
    torn = 'problem' in link
    if ('event' in link) {
      events.push(link.event)
      head = link.head
    }
  }
  if (expected !== undefined && problems.length === 0 && (torn || !isSameHead(head, expected))) {
    problems.push(
      head.seq < expected.seq
        ? `the journal ends after line ${head.seq}, it had ${expected.seq} lines`
        : `line ${head.seq}: the journal's end is not the one it was finished with`
    )
  }
  return { events, head, torn, problems }
}

type Link = { readonly event: DrillEvent; readonly head: ChainHead } | { readonly problem: string }

function readLine(line: string, before: ChainHead): Link {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { problem: 'not JSON' }
  }
  if (!isRecord(value)) return { problem: 'not a JSON object' }
  const { seq, previous, ...event } = value
  if (previous !== before.digest) {
    return {
      problem: 'does not hold the SHA-256 of the line before it: a line was changed, removed, inserted or moved'
    }
  }
  if (seq !== before.seq + 1) return { problem: `has seq ${JSON.stringify(seq)} where ${before.seq + 1} is due` }
  const problem = shapeProblem(event, before.seq === 0)
  if (problem !== undefined) return { problem }
  // Its shape has been checked as far as every fold relies on it; the chain vouches for the rest.
  return { event: event as unknown as DrillEvent, head: { seq: before.seq + 1, digest: digestOf(line) } }
}

/** What is not as this version's events are. Only the first level is checked: the rest was written by this program. */
function shapeProblem(event: Readonly<Record<string, unknown>>, first: boolean): string | undefined {
  const { type, at } = event
  if (typeof type !== 'string' || !Object.hasOwn(eventShapes, type)) {
    return `has the type ${JSON.stringify(type)}, which this version does not know`
  }
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return 'has no time (at)'
  if (first !== (type === 'execution-opened')) {
    return first ? 'is the first and does not open an execution' : 'opens an execution in the middle of another'
  }
  for (const [key, kind] of Object.entries(eventShapes[type as DrillEvent['type']])) {
    if (kindOf(event[key]) !== kind) return `is ${type}, but its ${key} is no ${kind}`
  }
  return undefined
}

type Kind = 'string' | 'number' | 'object' | 'list'

/** The parts that an event of each type cannot do without. */
const eventShapes: { readonly [T in EventType]: { readonly [K in keyof EventOf<T>]?: Kind } } = {
  'execution-opened': {
    schemaVersion: 'number',
    executionId: 'string',
    mode: 'string',
    plan: 'object',
    run: 'object',
    pollIntervalSeconds: 'number'
  },
  'plan-accepted': {
    plan: 'object',
    places: 'object',
    timeoutSeconds: 'number',
    cleanup: 'object',
    allowedAccounts: 'list',
    selected: 'list',
    presumed: 'list'
  },
  refused: { refusals: 'list' },
  'approvals-read': { approvals: 'list' },
  'approvals-not-read': { reason: 'string' },
  'previous-drills-read': { drills: 'list', look: 'object' },
  'previous-drills-not-read': { reason: 'string' },
  'identity-confirmed': { identity: 'object' },
  'servers-selected': { listed: 'number', total: 'number', selections: 'list', leftOut: 'object' },
  'servers-described': { servers: 'list' },
  'permissions-foretold': { permissions: 'list' },
  'snapshots-found': { servers: 'list' },
  'jobs-surveyed': { own: 'list', foreign: 'object', terminations: 'list' },
  'other-jobs-awaited': { until: 'string', holding: 'list' },
  'documents-described': { documents: 'list' },
  'preflight-concluded': { results: 'list' },
  'recoveries-observed': { asked: 'list', live: 'list' },
  'wave-started': { wave: 'string' },
  'job-requested': { request: 'number', wave: 'string', servers: 'list' },
  'job-started': { request: 'number', job: 'object' },
  'job-refused': { request: 'number', failure: 'object' },
  'job-answer-lost': { request: 'number', failure: 'object' },
  'request-abandoned': { request: 'number' },
  'jobs-observed': { asked: 'list', changes: 'list' },
  'job-log-read': { jobId: 'string', items: 'list' },
  'instances-observed': { asked: 'list', changes: 'list' },
  'look-failed': { look: 'string', failure: 'object' },
  'servers-released': { servers: 'list' },
  'servers-retried': { servers: 'list' },
  'servers-settled': { servers: 'list' },
  'wave-settled': { wave: 'string', status: 'string', reason: 'string' },
  'action-requested': { wave: 'string', action: 'string', tries: 'number', token: 'string', parameters: 'object' },
  'action-started': { wave: 'string', action: 'string', automationExecutionId: 'string' },
  'action-refused': { wave: 'string', action: 'string', failure: 'object' },
  'action-answer-lost': { wave: 'string', action: 'string', failure: 'object' },
  'action-observed': { wave: 'string', action: 'string' },
  'action-stop-requested': { wave: 'string', action: 'string' },
  'action-stop-answered': { wave: 'string', action: 'string' },
  'action-settled': { wave: 'string', action: 'string', status: 'string', reason: 'string' },
  'cancel-requested': { signal: 'string' },
  'taken-over': {},
  'verdict-reached': { status: 'string', reason: 'string' },
  'instances-listed': { instances: 'list', launching: 'list', unlisted: 'list' },
  'termination-requested': { request: 'number', recoveryInstanceIds: 'list' },
  'termination-started': { request: 'number', job: 'object' },
  'termination-refused': { request: 'number', failure: 'object' },
  'termination-answer-lost': { request: 'number', failure: 'object' },
  'cleanup-finished': { reason: 'string' },
  'calls-counted': { calls: 'object', throttled: 'number', retried: 'number' },
  'execution-finished': { status: 'string', reason: 'string' }
}

function kindOf(value: unknown): Kind | undefined {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object') return value === null ? undefined : 'object'
  if (typeof value === 'string') return 'string'
  return typeof value === 'number' ? 'number' : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return kindOf(value) === 'object'
}

function isSameHead(one: ChainHead, other: ChainHead): boolean {
  return one.seq === other.seq && one.digest === other.digest
}

function digestOf(line: string): string {
  return createHash('sha256').update(line, 'utf8').digest('hex')
}
