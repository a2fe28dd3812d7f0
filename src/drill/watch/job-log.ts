import type { JobLogItem } from '../sightings.js'
import type { Timestamp } from '../timestamp.js'

/** The phase of a launch that a job's log tells; the launch status stays PENDING through most of them. */
export type LaunchPhase = 'snapshot' | 'conversion' | 'launch'

export interface PhaseSpan {
  readonly phase: LaunchPhase
  readonly startedAt?: Timestamp
  readonly endedAt?: Timestamp
}

/** What the log says went wrong with a server. */
export interface LogTrouble {
  readonly kind: 'skipped' | 'cancelled' | 'failed'
  readonly at: Timestamp
  /** The log's event, such as `CONVERSION_FAIL`. */
  readonly event: string
  readonly rawError?: string
  /** Present where DRS says that it tries again by itself: this was not its last attempt. */
  readonly isTriedAgain?: true
}

/** What a job's log says of one server. */
export interface LogFindings {
  readonly phase?: LaunchPhase
  /** The moments each phase began and ended, for the timeline; a repeated phase stands twice. */
  readonly phases: readonly PhaseSpan[]
  /** DRS fell back on a snapshot older than the one it was asked to take. */
  readonly usedPreviousSnapshot: boolean
  /** Gone again when a later item shows that the launch went on all the same. */
  readonly trouble?: LogTrouble
  /** The EC2 instance named by LAUNCH_END. */
  readonly targetInstanceId?: string
}

export const noLogFindings: LogFindings = { phases: [], usedPreviousSnapshot: false }

/**
 * Folds the items of a job's log that concern one server, oldest first.
 * The events are those of DescribeJobLogItems (AWS DRS API reference, `JobLogEvent`); one that is not known changes
 * nothing.
 */
export function readLogItem(findings: LogFindings, item: JobLogItem): LogFindings {
  switch (item.event) {
    case 'SNAPSHOT_START':
      return begin(findings, 'snapshot', item.at)
    case 'SNAPSHOT_END':
      return end(findings, 'snapshot', item.at)
    case 'USING_PREVIOUS_SNAPSHOT':
      return { ...wentOn(findings), usedPreviousSnapshot: true }
    case 'CONVERSION_START':
      return begin(findings, 'conversion', item.at)
    case 'CONVERSION_END':
      return end(findings, 'conversion', item.at)
    case 'LAUNCH_START':
      return begin(findings, 'launch', item.at)
    case 'LAUNCH_END':
      return {
        ...end(findings, 'launch', item.at),
        ...(item.targetInstanceId === undefined ? {} : { targetInstanceId: item.targetInstanceId })
      }
    case 'SNAPSHOT_FAIL':
    case 'USING_PREVIOUS_SNAPSHOT_FAILED':
    case 'CONVERSION_FAIL':
    case 'LAUNCH_FAILED':
      return withTrouble(findings, 'failed', item)
    case 'SERVER_SKIPPED':
      return withTrouble(findings, 'skipped', item)
    case 'JOB_CANCEL':
      return withTrouble(findings, 'cancelled', item)
    default:
      return findings
  }
}

/** Whether an item tells that the job itself has ended. */
export function endsJob(item: JobLogItem): boolean {
  return item.event === 'JOB_END' || item.event === 'JOB_CANCEL'
}

/** Whether the log holds something against a server that DRS does not try to mend by itself. */
export function hasFinalTrouble({ trouble }: LogFindings): boolean {
  return trouble !== undefined && trouble.isTriedAgain !== true
}

/** One line that names what the log holds against a server, in the words of AWS. */
export function describeTrouble(trouble: LogTrouble): string {
  const cause = trouble.rawError === undefined ? '' : `: ${trouble.rawError}`
  return `the job's log says ${trouble.event}${cause}`
}

/** The same item read twice has the same key: a log is read whole each time, and only what is new is kept. */
export function logItemKey(item: JobLogItem): string {
  return JSON.stringify([item.at, item.event, item.sourceServerId, item.targetInstanceId, item.rawError, item.attempt])
}

function begin(findings: LogFindings, phase: LaunchPhase, at: Timestamp): LogFindings {
  return { ...wentOn(findings), phase, phases: [...findings.phases, { phase, startedAt: at }] }
}

function end(findings: LogFindings, phase: LaunchPhase, at: Timestamp): LogFindings {
  const open = findings.phases.findLastIndex((span) => span.phase === phase && span.endedAt === undefined)
  const phases =
    open === -1
      ? [...findings.phases, { phase, endedAt: at }]
      : findings.phases.map((span, index) => (index === open ? { ...span, endedAt: at } : span))
  return { ...wentOn(findings), phase, phases }
}

/** A launch that goes on has overcome what went wrong before; being skipped or cancelled is not overcome. */
function wentOn(findings: LogFindings): LogFindings {
  if (findings.trouble?.kind !== 'failed') return findings
  const { trouble: _overcome, ...rest } = findings
  return rest
}

function withTrouble(findings: LogFindings, kind: LogTrouble['kind'], item: JobLogItem): LogFindings {
  const { attempt, maxAttempts } = item
  const isTriedAgain = attempt !== undefined && maxAttempts !== undefined && attempt < maxAttempts
  return {
    ...findings,
    trouble: {
      kind,
      at: item.at,
      event: item.event,
      ...(item.rawError === undefined ? {} : { rawError: item.rawError }),
      ...(isTriedAgain ? { isTriedAgain } : {})
    }
  }
}
