import type { Timestamp } from '../../drill/timestamp.js'
import { secondsBetween } from '../../drill/timestamp.js'
import { formatDuration } from '../../plan/duration.js'
import { forMermaid } from '../escape.js'
import type { EvidenceRecord, WaveRecord } from '../record/schema.js'

/** GitHub draws no chart that is longer. */
const limitCharacters = 50_000

/** How many characters a wave's name may have, the most first: so many waves as a plan can have fit with the fewest. */
const nameLengths = [60, 24, 12]

/**
 * The waves over time as a Mermaid chart; undefined when no wave was started, or the chart would be too long. The times are
 * UTC: Mermaid takes and shows them without a zone.
 */
export function ganttOf(record: EvidenceRecord): string | undefined {
  if (!isDrawable(record)) return undefined
  return nameLengths.map((length) => chartOf(record, length)).find((chart) => chart.length < limitCharacters)
}

/** Whether there is anything to draw. */
export function isDrawable({ waves, finishedAt }: EvidenceRecord): boolean {
  return waves.some((wave) => barOf(wave, finishedAt, 1).length > 0)
}

/** In seconds: a shorter chart has several marks a minute. */
const shortChart = 600

/** In seconds: on a longer chart, the time of day alone does not say which day it is. */
const day = 86_400

function chartOf({ waves, finishedAt }: EvidenceRecord, nameLength: number): string {
  const moments = waves.flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt]).filter((at) => at !== null)
  const [first = '', ...others] = moments.toSorted()
  const spent = secondsBetween(first, others.at(-1) ?? finishedAt ?? first)
  const clock = spent < shortChart ? '%H:%M:%S' : spent < day ? '%H:%M' : '%m-%d %H:%M'
  return [
    'gantt',
    '  title Waves (UTC)',
    '  dateFormat YYYY-MM-DDTHH:mm:ss',
    `  axisFormat ${clock}`,
    ...waves.flatMap((wave) => barOf(wave, finishedAt, nameLength))
  ].join('\n')
}

function barOf(wave: WaveRecord, finishedAt: Timestamp | null, nameLength: number): readonly string[] {
  const end = wave.finishedAt ?? finishedAt
  if (wave.startedAt === null || end === null) return []
  const label = `${wave.status} ${formatDuration(secondsBetween(wave.startedAt, end))}`
  return [
    `  section ${forMermaid(wave.name, nameLength)}`,
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
