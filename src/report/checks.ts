import type { ActionRecord, Deviation, EvidenceRecord, ServerRecord } from './record/schema.js'
import { isPlanOnly } from './words.js'

/**
 * How a check ended. `warned`: as it should, with something to answer for; `error`: it came to no end; `skipped`: it was
 * never begun, and the check that kept it from it has failed.
 */
export type Outcome = 'passed' | 'warned' | 'failed' | 'error' | 'skipped'

/** Something that a drill puts to the test. */
export interface Check {
  readonly outcome: Outcome
  /** Why, where it did not simply pass. */
  readonly message: string
}

/** The whole: whether the drill passed, and whether it did so with something to answer for that is no single check's. */
export function verdictCheck(record: EvidenceRecord): Check {
  const { status, reason, refusals } = record
  const all = refusals.length > 1 ? refusals.map(({ message }) => message).join('; ') : (reason ?? '')
  switch (status) {
    case 'passed': {
      const tested = new Set(record.waves.flatMap(({ servers }) => servers.map((server) => server.sourceServerId)))
      const own = warningsOf(record).filter((deviation) => isOfTheWhole(record, deviation, tested))
      if (own.length === 0) return { outcome: 'passed', message: '' }
      return { outcome: 'warned', message: own.map(({ message }) => message).join('; ') }
    }
    case 'failed':
    case 'timed-out':
      return { outcome: 'failed', message: all }
    case 'blocked':
    case 'cancelled':
    case 'unfinished':
      return { outcome: 'error', message: all }
  }
}

/** Neither an objective's own, nor that of a server of a wave, whose checks tell of it; a stray server is in no wave. */
function isOfTheWhole(
  { objectives }: EvidenceRecord,
  { kind, sourceServerId }: Deviation,
  tested: ReadonlySet<string>
): boolean {
  if (kind === 'rto-missed') return objectives.rto.met !== false
  if (kind === 'rpo-missed') return objectives.rpo.met !== false
  return sourceServerId === null || !tested.has(sourceServerId)
}

/** An objective; undefined where the plan states no target, or nothing was to be launched. */
export function objectiveCheck(record: EvidenceRecord, name: 'rto' | 'rpo'): Check | undefined {
  const { targetSeconds, met, note } = record.objectives[name]
  if (targetSeconds === null || isPlanOnly(record)) return undefined
  if (met === null) return { outcome: 'skipped', message: note ?? '' }
  if (met) return { outcome: 'passed', message: '' }
  const message = record.deviations.find(({ kind }) => kind === `${name}-missed`)?.message ?? note ?? ''
  return { outcome: record.objectives.onMiss === 'warn' ? 'warned' : 'failed', message }
}

/** A server. One that DRS skipped has failed: nobody asked for it to be left out. */
export function serverCheck(server: ServerRecord, warnings: ReadonlyMap<string, readonly Deviation[]>): Check {
  const { status, reason, sourceServerId } = server
  switch (status) {
    case 'launched': {
      const own = warnings.get(sourceServerId) ?? []
      if (own.length === 0) return { outcome: 'passed', message: '' }
      return { outcome: 'warned', message: own.map(({ message }) => message).join('; ') }
    }
    case 'failed':
    case 'skipped':
    case 'terminated':
    case 'unverified':
    case 'timed-out':
      return { outcome: 'failed', message: reason ?? status }
    case 'cancelled':
    case 'in-progress':
      return { outcome: 'error', message: reason ?? status }
    case 'not-started':
      return { outcome: 'skipped', message: reason ?? 'its launch was not asked for' }
  }
}

/** An action of a wave. */
export function actionCheck({ status, reason }: ActionRecord): Check {
  switch (status) {
    case 'succeeded':
    case 'succeeded-earlier':
      return { outcome: 'passed', message: '' }
    case 'failed':
    case 'timed-out':
      return { outcome: 'failed', message: reason ?? status }
    case 'cancelled':
    case 'in-progress':
      return { outcome: 'error', message: reason ?? status }
    case 'not-started':
      return { outcome: 'skipped', message: reason ?? 'it was not asked for' }
  }
}

/** The deviations that a drill which passed is warned for; a server that was launched again, and is up, is none. */
export function warningsOf({ deviations }: EvidenceRecord): readonly Deviation[] {
  return deviations.filter(({ kind }) => kind !== 'relaunched')
}

/** The same by server, for those that name one. */
export function warningsByServer(record: EvidenceRecord): ReadonlyMap<string, readonly Deviation[]> {
  const found = new Map<string, Deviation[]>()
  for (const deviation of warningsOf(record)) {
    if (deviation.sourceServerId === null) continue
    const known = found.get(deviation.sourceServerId)
    if (known === undefined) found.set(deviation.sourceServerId, [deviation])
    else known.push(deviation)
  }
  return found
}
