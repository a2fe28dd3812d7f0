import { shortened } from '../../plan/wording.js'
import { nameOf } from '../preflight/finding.js'
import type { ServerState } from '../state.js'
import type { ServerStatus } from '../status.js'

/** AWS's texts can be pages long: whole they stand with the server. */
const longestReason = 240

/** Which end of a server tells most of why a wave is not up. */
const worstFirst: readonly ServerStatus[] = [
  'failed',
  'unverified',
  'terminated',
  'skipped',
  'timed-out',
  'cancelled',
  'not-started'
]

/**
 * Why these servers are not up, in one line: the worst of them with its ID and its reason, those that share it, and how many
 * more there are: `db-01 (s-…) and 2 more failed: no capacity; 1 more timed-out`. Empty where none has come to an end.
 */
export function causeOf(down: readonly ServerState[]): string {
  const settled = down.flatMap((server) => (server.outcome === undefined ? [] : [{ server, ...server.outcome }]))
  const [first] = settled.toSorted((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status))
  if (first === undefined) return ''
  const alike = settled.filter(({ status, reason }) => status === first.status && reason === first.reason)
  const counts = new Map<ServerStatus, number>()
  for (const { status, reason } of settled) {
    if (status !== first.status || reason !== first.reason) counts.set(status, (counts.get(status) ?? 0) + 1)
  }
  const company = alike.length > 1 ? ` and ${String(alike.length - 1)} more` : ''
  return [
    `${nameOf(first.server)}${company} ${first.status}: ${shortened(first.reason, longestReason)}`,
    ...[...counts].map(([status, number]) => `${String(number)} more ${status}`)
  ].join('; ')
}
