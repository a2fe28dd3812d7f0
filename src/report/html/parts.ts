import type { Timestamp } from '../../drill/timestamp.js'
import { formatDuration } from '../../plan/duration.js'
import { isAddress } from '../address.js'
import { automationLink, instanceLink, jobLink } from '../console-links.js'
import { clipped, joined, Markup, markup, nothing } from './markup.js'
import type { EvidenceRecord } from '../record/schema.js'
import type { Tone } from '../words.js'
import { momentText } from '../summary/verdict.js'

/** A section of the report with a heading of the second level; `id` is ours, and what the contents link to. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly body: Markup
}

export interface HtmlColumn {
  readonly title: string
  readonly kind?: 'number' | 'tight' | 'wide' | 'when' | 'blank'
}

export interface HtmlRow {
  /** The first is the row's header. */
  readonly cells: readonly Markup[]
  /** A remark that needs the width of the whole table. */
  readonly below?: Markup
}

/** A table with its caption, which also names it; where it is wider than the screen it scrolls, by keyboard too. */
export function htmlTable(
  caption: Markup,
  columns: readonly HtmlColumn[],
  rows: readonly HtmlRow[],
  size?: 'narrow'
): Markup {
  const head = columns.map(({ title, kind }) => markup`<th scope="col"${classOf(kind)}>${title}</th>`)
  const body = rows.map(({ cells, below = nothing }) => {
    const hasBelow = below !== nothing
    const tds = cells.map((cell, index) => {
      const classes = classOf(columns[index]?.kind, isLong(cell) ? 'long' : undefined)
      return index === 0 ? markup`<th scope="row"${classes}>${cell}</th>` : markup`<td${classes}>${cell}</td>`
    })
    const row = markup`<tr${classOf(hasBelow ? 'has-below' : undefined)}>${joined(tds, '')}</tr>`
    if (!hasBelow) return row
    const remark = markup`<td${classOf(isLong(below) ? 'long' : undefined)} colspan="${columns.length}">${below}</td>`
    return joined([row, markup`<tr class="below">${remark}</tr>`])
  })
  return markup`<div class="scroll${size === undefined ? nothing : markup` narrow`}" tabindex="0" role="region" aria-labelledby="${unnumbered}"><table>
<caption id="${unnumbered}">${caption}</caption>
<thead><tr>${joined(head, '')}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`
}

/** The ID of every caption until the page is put together: a table does not know how many there are before it. */
const unnumbered = markup`table-`

/** A page of which the caption of each table has an ID of its own. No text can look like these: its quotes are escaped. */
export function withTablesNumbered({ text }: Markup): Markup {
  let tables = 0
  const pair = new RegExp(`aria-labelledby="${unnumbered.text}"(><table>\\n<caption) id="${unnumbered.text}"`, 'g')
  return new Markup(
    text.replaceAll(pair, (_, between: string) => {
      tables += 1
      const id = `${unnumbered.text}${String(tables)}`
      return `aria-labelledby="${id}"${between} id="${id}"`
    })
  )
}

function classOf(...names: readonly (string | undefined)[]): Markup {
  const given = names.filter((name) => name !== undefined)
  return given.length === 0 ? nothing : markup` class="${given.join(' ')}"`
}

/** Words of more characters may be broken anywhere; shorter ones keep their column at least as wide as they are. */
const longestWord = 16

/** Whether a cell has a word that would push its table off the page. */
function isLong({ text }: Markup): boolean {
  const seen = text
    .replaceAll(/<\/?small[^>]*>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&[#\w]+;/g, '&')
  return seen.split(/\s+/).some((word) => word.length > longestWord)
}

/** A name and its value, which is markup, so that it can hold links and times; a `long` one gets more room. */
export type Fact = readonly [name: string, value: Markup, size?: 'long']

export function facts(pairs: readonly Fact[]): Markup {
  return markup`<dl class="facts">
${pairs.map(([name, value, size]) => markup`<div${classOf(size)}><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`
}

export function bulletList(items: readonly Markup[]): Markup {
  return markup`<ul>
${items.map((item) => markup`<li>${item}</li>`)}
</ul>`
}

/** A word of ours that says how something ended; its tone is said by the word, and only stressed by the colour. */
export function toned({ title, tone }: { readonly title: string; readonly tone: Tone }): Markup {
  return markup`<span class="word ${tone}">${title}</span>`
}

export function folded(summary: Markup, body: Markup, isOpen = false): Markup {
  return markup`<details${isOpen ? markup` open` : nothing}>
<summary>${summary}</summary>
${body}
</details>`
}

/** `2026-11-23 14:05:41 UTC` */
export function momentOf(moment: Timestamp | null): Markup {
  return moment === null ? markup`not known` : markup`<time datetime="${moment}">${momentText(moment)}</time>`
}

/** `14:05:41`, with its day where that is not the one on which the drill began; empty when there is none. */
export function clockOf(moment: Timestamp | null, { startedAt }: Pick<EvidenceRecord, 'startedAt'>): Markup {
  if (moment === null) return nothing
  const day = moment.slice(0, 10)
  const shown = day === startedAt.slice(0, 10) ? nothing : markup`<small>${day}</small> `
  return markup`<time datetime="${moment}">${shown}${moment.slice(11, 19)}</time>`
}

/** To the second; what was measured in fractions is rounded. */
export function durationOf(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? '' : formatDuration(Math.round(seconds))
}

/** An instance, linked to the EC2 console of its partition and Region. */
export function instanceOf({ identity }: EvidenceRecord, ec2InstanceId: string): Markup {
  return linked(instanceLink(identity, ec2InstanceId), markup`<code>${ec2InstanceId}</code>`)
}

/** A job, linked to the DRS console. */
export function jobOf({ identity }: EvidenceRecord, jobId: string): Markup {
  return linked(jobLink(identity, jobId), markup`<code>${jobId}</code>`)
}

/** The run of an action, linked to the Systems Manager console. */
export function automationOf({ identity }: EvidenceRecord, automationExecutionId: string): Markup {
  return linked(
    automationLink(identity, automationExecutionId),
    markup`<code>${clipped(automationExecutionId, 60)}</code>`
  )
}

/** The workflow run, linked where its address is GitHub's address of this run and nothing else. */
export function runOf({ run }: EvidenceRecord): Markup {
  const { repository, runId, url } = run
  const text = markup`${[repository ?? '', runId === null ? '' : `run ${runId}`].filter((part) => part !== '').join(', ') || 'not known'}`
  const isOwn =
    isAddress(url) && url.replace(/\/attempts\/\d+$/, '').endsWith(`/${repository ?? '?'}/actions/runs/${runId ?? '?'}`)
  return linked(isOwn ? url : undefined, text)
}

function linked(url: string | undefined, text: Markup): Markup {
  return url === undefined ? text : markup`<a href="${url}" rel="noopener noreferrer">${text}</a>`
}
