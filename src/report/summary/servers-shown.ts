import type { EvidenceRecord, ServerRecord, WaveRecord } from '../record/schema.js'
import { isPlanOnly } from '../words.js'
import type { SummaryForm } from './form.js'
import { isUp } from './verdict.js'

/** Whether a wave is folded: all is well, or nothing was begun. */
export function isQuiet({ status, startedAt }: WaveRecord): boolean {
  return status === 'up' || startedAt === null
}

/** Whether the table of a quiet wave is shown. */
export function hasTable({ status }: WaveRecord, form: SummaryForm): boolean {
  return status === 'up' ? form.upTables : form.notStartedTables
}

/**
 * The servers that have a row in the table of their wave, wave by wave. Where there is no room for all, those that were not
 * started give way to what went wrong.
 */
export function serversShown(record: EvidenceRecord, form: SummaryForm): readonly (readonly ServerRecord[])[] {
  if (!form.waves || isPlanOnly(record)) return record.waves.map(() => [])
  const { rows } = form
  const wanted = record.waves.map((wave) => {
    if (isQuiet(wave)) return hasTable(wave, form) ? wave.servers : []
    return rows === 'all' ? wave.servers : wave.servers.filter((server) => !isUp(server))
  })
  if (rows === 'all') return wanted
  let room = rows
  const chosen = [false, true].map((isLast) =>
    wanted.map((servers) => {
      const some = servers.filter(({ status }) => (status === 'not-started') === isLast).slice(0, room)
      room -= some.length
      return new Set(some)
    })
  )
  return wanted.map((servers, index) => servers.filter((server) => chosen.some((sets) => sets[index]?.has(server))))
}
