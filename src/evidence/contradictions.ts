import { startsNothing } from '../drill/events.js'
import type { EvidenceRecord } from '../report/record/schema.js'
import { isWell } from '../report/summary/actions.js'
import { isUp, serversOf } from '../report/summary/verdict.js'

/**
 * Where a record contradicts itself: a verdict that what came before it does not bear out. No drill writes such a journal;
 * somebody may who can compute digests.
 */
export function contradictions(record: EvidenceRecord): readonly string[] {
  const { status, mode, objectives } = record
  if (status !== 'passed' || startsNothing(mode)) return []
  const servers = serversOf(record)
  const down = servers.filter((server) => !isUp(server)).length
  const unfinished = record.waves.flatMap(({ actions }) => actions).filter((action) => !isWell(action)).length
  const isMissed = objectives.rto.met === false || objectives.rpo.met === false
  return [
    ...(down === 0
      ? []
      : [
          `says that it passed, but ${String(down)} of its ${String(servers.length)} servers ${down === 1 ? 'is' : 'are'} not up`
        ]),
    ...(unfinished === 0
      ? []
      : [
          `says that it passed, but ${String(unfinished)} of its actions ${unfinished === 1 ? 'has' : 'have'} not succeeded`
        ]),
    ...(isMissed && objectives.onMiss === 'fail' ? ['says that it passed, but an objective was missed'] : [])
  ]
}
