import type { Timestamp } from '../drill/timestamp.js'
import { secondsBetween } from '../drill/timestamp.js'
import { formatDuration } from '../plan/duration.js'
import { forMermaid } from './escape.js'
import type { EvidenceRecord, WaveRecord } from './record-schema.js'

/** GitHub draws no chart that is longer. */
const limitCharacters = 50_000

/**
 * The waves over time as a Mermaid chart; undefined when no wave was started, or the chart would be too long. The times are
 * UTC: Mermaid takes and shows them without a zone.
 */
export function ganttOf(record: EvidenceRecord): string | undefined {
  const bars = record.waves.flatMap((wave) => barOf(wave, record.finishedAt))
  if (bars.length === 0) return undefined
  const chart = [
    'gantt',
    '  title Waves (UTC)',
    '  dateFormat YYYY-MM-DDTHH:mm:ss',
    '  axisFormat %H:%M',
    ...bars
  ].join('\n')
  return chart.length < limitCharacters ? chart : undefined
}

function barOf(wave: WaveRecord, finishedAt: Timestamp | null): readonly string[] {
  const end = wave.finishedAt ?? finishedAt
  if (wave.startedAt === null || end === null) return []
  const label = `${wave.status} ${formatDuration(secondsBetween(wave.startedAt, end))}`
  return [
    `  section ${forMermaid(wave.name)}`,
    `  ${label} :${looks[wave.status]}${wholeSeconds(wave.startedAt)}, ${wholeSeconds(end)}`
  ]
}

const looks: Readonly<Record<WaveRecord['status'], string>> = {
  up: 'done, ',
  running: 'active, ',
  failed: 'crit, ',
  'timed-out': 'crit, ',
  cancelled: '',
  waiting: '',
  'not-started': ''
}

function wholeSeconds(moment: Timestamp): string {
  return moment.slice(0, 19)
}
