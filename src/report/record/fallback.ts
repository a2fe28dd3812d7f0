import { fellBack } from '../../drill/launch/fallback.js'
import { named } from '../../drill/preflight/finding.js'
import { nameOf, serversOf } from '../../drill/servers.js'
import type { DrillState, ServerState, WaveState } from '../../drill/state.js'
import { latest } from '../../drill/timestamp.js'
import { lastAnswer } from '../../drill/watch/last-answer.js'
import type { Deviation } from './schema.js'

/** A server that was launched from an older snapshot than DRS was to take, as its job's log or the achieved point tells. */
export function fallbackDeviations(state: DrillState, server: ServerState): readonly Deviation[] {
  if (fellBack(state, server) !== true) return []
  const { wave, sourceServerId, log, launchedAt, instance, snapshot } = server
  const isLogged = log.usedPreviousSnapshot
  const why = isLogged
    ? 'DRS could not use a new one'
    : `its recovery point, ${instance?.recoveryPoint ?? ''}, is that of the snapshot of ${snapshot?.takenAt ?? ''}, which was there before`
  const endOfSnapshot = log.phases.find(({ phase }) => phase === 'snapshot')?.endedAt
  return [
    {
      kind: 'previous-snapshot',
      at: (isLogged ? endOfSnapshot : undefined) ?? launchedAt ?? null,
      wave,
      sourceServerId,
      message: `${nameOf(server)} was launched from an older snapshot: ${why}`
    }
  ]
}

/** Servers that may have been launched from an older snapshot, one line for the job whose log nobody could read to the end. */
export function untoldFallbackDeviations(state: DrillState, wave: WaveState): readonly Deviation[] {
  // While the drill goes on, the log may still be read.
  if (state.verdict === undefined) return []
  const untold = serversOf(state, wave).filter((server) => fellBack(state, server) === undefined)
  return [...new Set(untold.flatMap(({ jobId }) => jobId ?? []))].map((jobId): Deviation => {
    const servers = untold.filter((server) => server.jobId === jobId)
    const [only] = servers.length === 1 ? servers : []
    const verb = servers.length === 1 ? 'was' : 'were'
    return {
      kind: 'previous-snapshot-unknown',
      at: latest(...servers.map(({ launchedAt }) => launchedAt)) ?? null,
      wave: wave.planned.name,
      sourceServerId: only?.sourceServerId ?? null,
      message:
        `whether ${named(servers.map(nameOf))} ${verb} launched from an older snapshot is not known: the log of ` +
        `${jobId} was not read to its end${lastAnswer(state, ['job-log'])}`
    }
  })
}
