import { formatDuration } from '../../plan/duration.js'
import { forMarkdown } from '../escape.js'
import type { EvidenceRecord, ServerRecord } from '../record/schema.js'
import { isPlanOnly } from '../words.js'
import { serverName, serverNames } from './server-name.js'

type Objective = EvidenceRecord['objectives']['rto']

/** `RPO missed (1h 10m of 15m)` for each objective that was missed, as the verdict's line says it. */
export function missedInShort({ objectives: { rto, rpo } }: EvidenceRecord): readonly string[] {
  return [...inShort('RTO', rto), ...inShort('RPO', rpo)]
}

function inShort(name: string, { met, achievedSeconds, targetSeconds }: Objective): readonly string[] {
  if (met !== false || targetSeconds === null) return []
  const target = formatDuration(targetSeconds)
  return [
    achievedSeconds === null
      ? `${name} of ${target} not measured`
      : `${name} missed (${formatDuration(achievedSeconds)} of ${target})`
  ]
}

/** Whose recovery point it was that missed the RPO, or is not known, and what to do about it. */
export function missedRecoveryPoint(record: EvidenceRecord): string {
  const { targetSeconds, achievedSeconds, met } = record.objectives.rpo
  if (isPlanOnly(record) || met !== false || targetSeconds === null) return ''
  const servers = record.waves.flatMap(({ servers }) => servers)
  if (achievedSeconds === null) {
    const unknown = servers.filter(({ rpoSeconds, launchedAt }) => launchedAt !== null && rpoSeconds === null)
    return unknown.length === 0
      ? ''
      : `**RPO:** the recovery point of ${serverNames(unknown)} is not known: look at the recovery instances in the DRS console.`
  }
  const over = servers
    .filter(({ rpoSeconds }) => (rpoSeconds ?? 0) > targetSeconds)
    .toSorted((a, b) => (b.rpoSeconds ?? 0) - (a.rpoSeconds ?? 0))
  const [oldest] = over
  if (oldest === undefined) return ''
  const others =
    over.length === 1 ? '' : `; ${String(over.length)} servers are over the ${formatDuration(targetSeconds)}`
  const age = formatDuration(oldest.rpoSeconds ?? 0)
  return `**RPO:** the oldest recovery point was that of ${serverName(oldest)}, ${age} old${others}.\n*Next:* ${forMarkdown(mend(oldest))}`
}

/** What made the point old, as far as it is known. */
function mend({ pointInTime, usedPreviousSnapshot, before }: ServerRecord): string {
  if (pointInTime.asked !== 'latest') {
    return `The plan asks for this point (point-in-time: ${pointInTime.asked}): choose a newer one, or another RPO.`
  }
  const state = before?.replicationState ?? null
  if (state !== null && state !== 'CONTINUOUS') {
    return `Its replication was ${state} before the launch: mend it in the DRS console, then run the drill again.`
  }
  return usedPreviousSnapshot === true
    ? "DRS fell back on an older snapshot: read in the job's log why, then run the drill again."
    : 'Look at its replication and its lag in the DRS console, then run the drill again.'
}
