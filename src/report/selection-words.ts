import { describeDifferences } from '../drill/selection/findings.js'
import type { Difference } from '../drill/selection/server-selection.js'
import { describeExpectation, describeMatch } from '../plan/match.js'
import { counted } from '../plan/wording.js'
import type { EvidenceRecord, SelectionRecord, WaveRecord } from './record/schema.js'
import { nameOf } from './words.js'

type NearMissRecord = SelectionRecord['nearMisses']['servers'][number]

/** `tag App=payments and host name app-*` */
export function describeRecordedMatch({ tags, hostname }: SelectionRecord['match']): string {
  return describeMatch({ tags, ...(hostname === null ? {} : { hostname }) })
}

/** `4`, `2 to 8`, `any number` */
export function describeExpected(expect: SelectionRecord['expect']): string {
  if (expect === null) return 'any number'
  const { min, max } = expect
  return describeExpectation({ min, ...(max === null ? {} : { max }) })
}

/** `app-04, whose tag Tier is "App"` */
export function describeNearMiss(server: NearMissRecord): string {
  return `${nameOf(server)}, ${describeDifferences({ differs: server.differs.map(toDifference) })}`
}

function toDifference({ key, value, spelled }: NearMissRecord['differs'][number]): Difference {
  if (key === null) return { in: 'hostname' }
  return { in: 'tag', key, ...(value === null ? {} : { value }), ...(spelled === null ? {} : { spelled }) }
}

/** `4 servers in 2 waves`, with a word for those that only AWS could name and was not asked for. */
export function describeExtent(record: EvidenceRecord): string {
  const servers = record.waves.reduce((sum, wave) => sum + wave.servers.length, 0)
  const open = record.waves.some((wave) => isOpen(record, wave)) ? ' and those that match' : ''
  return `${counted(servers, 'server')}${open} in ${counted(record.waves.length, 'wave')}`
}

/** How many servers a wave has: `2`, or `2 + match` where AWS was not asked. */
export function serverCount(record: EvidenceRecord, wave: WaveRecord): string {
  return `${String(wave.servers.length)}${isOpen(record, wave) ? ' + match' : ''}`
}

function isOpen({ selection }: EvidenceRecord, { name }: WaveRecord): boolean {
  return selection.some(({ wave, count }) => wave === name && count === null)
}
