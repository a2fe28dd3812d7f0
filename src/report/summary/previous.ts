import { forMarkdownTableCell, forMermaid } from '../escape.js'
import { alikeOf, comparisonsOf, limitsOf, measured, noneFound, trendOf, type Comparison } from '../previous.js'
import type { EvidenceRecord } from '../record/schema.js'
import { isPlanOnly } from '../words.js'
import type { SummaryForm } from './form.js'
import { markdownTable } from './markdown-table.js'

/** The section of the job summary; empty where there is nothing to compare with, and nothing more to be said of it. */
export function lastTime(record: EvidenceRecord, { chart }: Pick<SummaryForm, 'chart'>): string {
  const comparisons = comparisonsOf(record)
  const title = '### Compared with the last drills'
  if (comparisons.length === 0) {
    const none = isPlanOnly(record) ? undefined : noneFound(record)
    return none === undefined || none.isFirst ? '' : `${title}\n\n${none.text}.`
  }
  const trends = [trendOf(comparisons, 'RTO'), trendOf(comparisons, 'RPO')].filter((trend) => trend !== '')
  const table = markdownTable(
    [
      { title: 'Drill' },
      { title: 'Result' },
      { title: 'RTO', align: 'right' },
      { title: 'RPO', align: 'right' },
      { title: 'Not up', align: 'right' },
      { title: 'Servers', align: 'right' }
    ],
    comparisons.map(({ name, result, rtoSeconds, rpoSeconds, notUp, servers }) => [
      forMarkdownTableCell(name, 40),
      forMarkdownTableCell(result, 70),
      measured(rtoSeconds),
      measured(rpoSeconds),
      String(notUp),
      String(servers)
    ])
  )
  const limits = limitsOf(record).map((limit) => `${limit}.`)
  const picture = chart ? trendChart(alikeOf(comparisons)) : ''
  const parts = [title, trends.join('; '), limits.join(' '), picture, table]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** RTO and RPO as a Mermaid chart, of the drills that both were measured of; empty where these are fewer than two. */
function trendChart(comparisons: readonly Comparison[]): string {
  const drawn = comparisons
    .toReversed()
    .flatMap(({ name, rtoSeconds, rpoSeconds }) =>
      rtoSeconds === null || rpoSeconds === null ? [] : [{ name, rto: minutes(rtoSeconds), rpo: minutes(rpoSeconds) }]
    )
  if (drawn.length < 2) return ''
  return [
    '```mermaid',
    'xychart-beta',
    '  title "RTO (bars) and RPO (line) of the last drills"',
    `  x-axis [${drawn.map((drill, index) => `"${labelOf(drill.name, index, drawn)}"`).join(', ')}]`,
    `  y-axis "minutes" 0 --> ${String(Math.max(1, ...drawn.flatMap(({ rto, rpo }) => [rto, rpo])))}`,
    `  bar [${drawn.map(({ rto }) => String(rto)).join(', ')}]`,
    `  line [${drawn.map(({ rpo }) => String(rpo)).join(', ')}]`,
    '```'
  ].join('\n')
}

/** Mermaid draws one bar for each label: of several drills of a day, the later ones are counted. */
function labelOf(name: string, index: number, drawn: readonly { readonly name: string }[]): string {
  const before = drawn.slice(0, index).filter((other) => other.name === name).length
  return `${forMermaid(name, 40)}${before === 0 ? '' : ` (${String(before + 1)})`}`
}

/** To a tenth. */
function minutes(seconds: number): number {
  return Math.round(seconds / 6) / 10
}
