import { formatDuration } from '../plan/duration.js'
import type { EvidenceRecord } from './record/schema.js'
import { isPlanOnly } from './words.js'
import { isUp, serversOf } from './summary/verdict.js'

/** A drill of the row, this one among them. */
export interface Comparison {
  /** `2026-11-23`, or that it is this one. */
  readonly name: string
  readonly status: string
  readonly rtoSeconds: number | null
  readonly rpoSeconds: number | null
  readonly servers: number
  readonly notUp: number
}

/** This drill and those before it, newest first; empty where there is nothing to compare it with. */
export function comparisonsOf(record: EvidenceRecord): readonly Comparison[] {
  const { previous, objectives, status } = record
  if (previous.drills.length === 0 || isPlanOnly(record)) return []
  const servers = serversOf(record)
  const own: Comparison = {
    name: 'this one',
    status,
    rtoSeconds: objectives.rto.achievedSeconds,
    rpoSeconds: objectives.rpo.achievedSeconds,
    servers: servers.length,
    notUp: servers.filter((server) => !isUp(server)).length
  }
  return [own, ...previous.drills.map(({ startedAt, ...drill }) => ({ ...drill, name: startedAt.slice(0, 10) }))]
}

/** `RTO 24m, 3m less than the last time it was measured`; empty where one of them was not measured. */
export function trendOf(comparisons: readonly Comparison[], name: 'RTO' | 'RPO'): string {
  const [own, ...before] = comparisons.map(({ rtoSeconds, rpoSeconds }) => (name === 'RTO' ? rtoSeconds : rpoSeconds))
  const last = before.find((seconds) => seconds !== null)
  if (typeof own !== 'number' || typeof last !== 'number') return ''
  const change = Math.round(own) - Math.round(last)
  const word = change === 0 ? 'the same as' : `${formatDuration(Math.abs(change))} ${change < 0 ? 'less' : 'more'} than`
  return `${name} ${formatDuration(Math.round(own))}, ${word} the last time it was measured`
}

/** `24m`, or that it was not measured. */
export function measured(seconds: number | null): string {
  return seconds === null ? 'not known' : formatDuration(Math.round(seconds))
}
