import { counted } from '../../plan/wording.js'
import { htmlTable, type Section } from './parts.js'
import { alikeOf, comparisonsOf, limitsOf, measured, noneFound, trendOf, type Comparison } from '../previous.js'
import type { EvidenceRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup, nothing } from './markup.js'

/** Measures of the picture in its own units. */
const width = 1000
const height = 170
const base = 132
const tallest = 100

/** This drill beside the last ones of the plan. */
export function lastDrills(record: EvidenceRecord): Section {
  const comparisons = comparisonsOf(record)
  const none = noneFound(record)
  const body =
    comparisons.length > 0
      ? joined([trends(comparisons), limits(record), pictures(alikeOf(comparisons)), table(comparisons)])
      : markup`<p>${none?.text ?? whyNot(record)}.</p>`
  return { id: 'last', title: 'Compared with the last drills', body }
}

function trends(comparisons: readonly Comparison[]): Markup {
  const told = [trendOf(comparisons, 'RTO'), trendOf(comparisons, 'RPO')].filter((trend) => trend !== '')
  return told.length === 0 ? nothing : markup`<p>${told.join('; ')}.</p>`
}

function whyNot({ previous: { drills, note } }: EvidenceRecord): Markup {
  if (note !== null) return joined([markup`Not known: `, clipped(note, 600)], '')
  return markup`Nothing was launched that could be compared with ${counted(drills.length, 'earlier drill')}`
}

function limits(record: EvidenceRecord): Markup {
  const told = limitsOf(record)
  return told.length === 0 ? nothing : markup`<p>${told.join('. ')}.</p>`
}

function table(comparisons: readonly Comparison[]): Markup {
  return htmlTable(
    markup`This drill and the last ones of the plan, newest first`,
    [
      { title: 'Drill' },
      { title: 'Result' },
      { title: 'RTO', kind: 'number' },
      { title: 'RPO', kind: 'number' },
      { title: 'Not up', kind: 'number' },
      { title: 'Servers', kind: 'number' }
    ],
    comparisons.map(({ name, result, rtoSeconds, rpoSeconds, notUp, servers }) => ({
      cells: [
        markup`${clipped(name, 40)}`,
        markup`${clipped(result, 70)}`,
        markup`${measured(rtoSeconds)}`,
        markup`${measured(rpoSeconds)}`,
        markup`${notUp}`,
        markup`${servers}`
      ]
    })),
    'narrow'
  )
}

/** RTO and RPO of each, oldest on the left; the table below has the same figures, so that a screen reader misses nothing. */
function pictures(comparisons: readonly Comparison[]): Markup {
  return joined([
    picture(
      'RTO',
      comparisons.map(({ name, rtoSeconds }) => ({ name, seconds: rtoSeconds }))
    ),
    picture(
      'RPO',
      comparisons.map(({ name, rpoSeconds }) => ({ name, seconds: rpoSeconds }))
    )
  ])
}

function picture(
  what: 'RTO' | 'RPO',
  drills: readonly { readonly name: string; readonly seconds: number | null }[]
): Markup {
  const drawn = drills.flatMap(({ name, seconds }) => (seconds === null ? [] : [{ name, seconds }]))
  if (drawn.length < 2) return nothing
  const most = Math.max(...drawn.map(({ seconds }) => seconds), 1)
  const step = width / drawn.length
  const bars = drawn.toReversed().map(({ name, seconds }, index) => {
    const tall = Math.max(1, Math.round((seconds / most) * tallest))
    const middle = Math.round((index + 0.5) * step)
    return markup`<rect x="${middle - 18}" y="${base - tall}" width="36" height="${tall}" rx="2" fill="currentColor"/><text x="${middle}" y="${base - tall - 8}" class="tick">${measured(seconds)}</text><text x="${middle}" y="${base + 20}" class="clock">${clipped(name, 40)}</text>`
  })
  return markup`<figure class="scroll" tabindex="0" aria-label="${what} of the last drills"><div class="plot"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${what} of the last drills, oldest on the left; the table below has the figures" focusable="false">
${bars}
</svg></div><figcaption>${what} of the last drills</figcaption></figure>`
}
