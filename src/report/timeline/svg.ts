import { formatDuration } from '../../plan/duration.js'
import type { ServerRecord } from '../record/schema.js'
import { clipped, joined, type Markup, markup, nothing } from '../html/markup.js'
import { actionWords, nameOf, serverWords, type Tone } from '../words.js'
import { isUp } from '../summary/verdict.js'
import { counted } from '../../plan/wording.js'
import { flowOf, type FlowLayer } from './flow.js'
import type { ActionLane } from './action-lane.js'
import type { Lane } from './lane.js'
import { scaleOf, ticksOf } from './scale.js'
import type { Timeline, WaveLanes } from './timeline.js'

/** Measures of the picture in its own units, a pixel each where the page is wide enough. */
const width = 1000
const left = 196
const right = 872
const rowHeight = 22
const barHeight = 12
const axisHeight = 34

/** What a screen reader says of a picture. `id` is unique on the page, and ours. */
export interface PictureLabel {
  readonly id: string
  readonly title: string
  readonly description: string
}

/** The patterns of the phases, which all pictures of the page use: told apart without colour too. */
export function patternDefinitions(): Markup {
  return markup`<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="p-waiting" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="g-waiting" width="6" height="6"/><circle class="i-waiting" cx="3" cy="3" r="0.9"/></pattern>
<pattern id="p-snapshot" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="g-snapshot" width="6" height="6"/><rect class="i-snapshot" width="1.6" height="6"/></pattern>
<pattern id="p-conversion" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="g-conversion" width="6" height="6"/><rect class="i-conversion" width="1.6" height="6"/></pattern>
<pattern id="p-launch" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="g-launch" width="6" height="6"/></pattern>
<pattern id="p-verification" width="4" height="4" patternUnits="userSpaceOnUse"><rect class="g-verification" width="4" height="4"/><rect class="i-verification" width="1.2" height="4"/></pattern>
<pattern id="p-action" width="6" height="4" patternUnits="userSpaceOnUse"><rect class="g-action" width="6" height="4"/><rect class="i-action" width="6" height="1.2"/></pattern>
<pattern id="p-up" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="g-up" width="6" height="6"/></pattern>
<pattern id="p-down" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="g-down" width="6" height="6"/><rect class="i-down" width="3" height="6"/></pattern>
</defs></svg>`
}

/** A swatch of the legend. */
export function swatch(state: string): Markup {
  return markup`<svg class="swatch" viewBox="0 0 26 12" width="26" height="12" aria-hidden="true" focusable="false"><rect x="0.5" y="0.5" width="25" height="11" rx="2" fill="url(#p-${state})" class="bar"/></svg>`
}

/** The axis: time since the drill began, and the time of day. */
export function axisSvg(timeline: Timeline): Markup {
  const x = scaleOf(timeline, left, right)
  const ticks = ticksOf(timeline).map(
    ({ at, elapsed, clock }) =>
      markup`<text x="${px(x(at))}" y="14" class="tick">${elapsed}</text><text x="${px(x(at))}" y="28" class="clock">${clock}</text>`
  )
  return markup`<svg class="axis" viewBox="0 0 ${width} ${axisHeight}" aria-hidden="true" focusable="false">
<text x="0" y="14" class="side">Elapsed</text><text x="0" y="28" class="clock side">Time of day, UTC</text>
${ticks}
</svg>`
}

/** Where the objective and the budget of the drill end, on a line of its own under the axis; empty where neither is in view. */
export function limitsSvg(timeline: Timeline): Markup {
  const x = scaleOf(timeline, left, right)
  const flags = limitsOf(timeline).map(({ at, name, kind }) => {
    // Near the right edge the name stands to the left of its line.
    const isLate = x(at) > right - 150
    const side = isLate ? markup`x="${px(x(at) - 7)}" text-anchor="end"` : markup`x="${px(x(at) + 7)}"`
    return markup`<line x1="${px(x(at))}" x2="${px(x(at))}" y1="4" y2="20" class="limit ${kind}"/><text ${side} y="15" class="flag ${kind}">${name}</text>`
  })
  if (flags.length === 0) return nothing
  return joined(
    flags.map(
      (flag) => markup`<svg class="limits" viewBox="0 0 ${width} 20" aria-hidden="true" focusable="false">${flag}</svg>`
    )
  )
}

/** A row for each server. `wave` gives the band behind them and the end of its budget. */
export function lanesSvg(timeline: Timeline, wave: WaveLanes, lanes: readonly Lane[], label: PictureLabel): Markup {
  const height = lanes.length * rowHeight + 8
  const rows = lanes.map((lane, index) => laneRow(timeline, lane, 4 + index * rowHeight))
  return picture(timeline, wave, height, label, joined(rows))
}

/** A row for each action of the wave, in the order in which they run. */
export function actionsSvg(timeline: Timeline, wave: WaveLanes, label: PictureLabel): Markup {
  const rows = wave.actions.map((lane, index) => actionRow(timeline, lane, 4 + index * rowHeight))
  return picture(timeline, wave, rows.length * rowHeight + 8, label, joined(rows))
}

/** How many servers of the wave are where over time, for waves with too many for a row each. */
export function flowSvg(timeline: Timeline, wave: WaveLanes, plotHeight: number, label: PictureLabel): Markup {
  const x = scaleOf(timeline, left, right)
  const started = wave.lanes.filter(({ segments }) => segments.length > 0)
  const [from, to] = [Math.floor(x(wave.from)), Math.max(Math.ceil(x(wave.to)), Math.floor(x(wave.from)) + 1)]
  const momentOf = (column: number) => {
    return timeline.from + ((from + column + 0.5 - left) / (right - left)) * (timeline.to - timeline.from)
  }
  const layers = flowOf(started, to - from, momentOf)
  const scale = (plotHeight - 8) / Math.max(1, started.length)
  const shapes = layers.map(
    (layer) =>
      markup`<path d="${flowPath(layer, from, (count) => plotHeight - 4 - count * scale)}" fill="url(#p-${layer.state})" class="flow"/>`
  )
  const up = wave.lanes.filter(({ server }) => isUp(server)).length
  const middle = px(plotHeight / 2 + 4)
  const texts = markup`<text x="0" y="${middle}" class="name">${counted(wave.lanes.length, 'server')}</text><text x="${right + 12}" y="${middle}" class="end ${up === wave.lanes.length ? 'good' : 'bad'}">${up} of ${wave.lanes.length} up</text>`
  return picture(timeline, wave, plotHeight, label, joined([...shapes, texts]))
}

function picture(timeline: Timeline, wave: WaveLanes, height: number, label: PictureLabel, content: Markup): Markup {
  const x = scaleOf(timeline, left, right)
  const grid = ticksOf(timeline).map(
    ({ at }) => markup`<line x1="${px(x(at))}" x2="${px(x(at))}" y1="0" y2="${height}" class="grid"/>`
  )
  const limits = limitsOf(timeline).map(
    ({ at, kind }) => markup`<line x1="${px(x(at))}" x2="${px(x(at))}" y1="0" y2="${height}" class="limit ${kind}"/>`
  )
  const budget =
    wave.budgetEnd > timeline.to
      ? nothing
      : markup`<path d="M${px(x(wave.budgetEnd))} 0v${height}m-4 -${height}h8m-8 ${height}h8" class="limit wave-budget"/>`
  return markup`<svg role="img" aria-labelledby="${label.id}-title" aria-describedby="${label.id}-desc" viewBox="0 0 ${width} ${height}">
<title id="${label.id}-title">${clipped(label.title, 200)}</title><desc id="${label.id}-desc">${clipped(label.description, 1000)}</desc>
<rect x="${px(x(wave.from))}" y="0" width="${px(Math.max(2, x(wave.to) - x(wave.from)))}" height="${height}" rx="3" class="band"/>
${grid}
${content}
${limits}${budget}
</svg>`
}

function laneRow(timeline: Timeline, lane: Lane, top: number): Markup {
  const x = scaleOf(timeline, left, right)
  const { server, segments } = lane
  const { title, tone } = serverWords[server.status]
  const baseline = top + rowHeight / 2 + 4
  const bars = segments.map(({ phase, from, to }) => {
    const took = `${phase} ${formatDuration(Math.round((to - from) / 1000))}`
    return markup`<rect x="${px(x(from))}" y="${top + 5}" width="${px(Math.max(0.6, x(to) - x(from)))}" height="${barHeight}" fill="url(#p-${phase})" class="bar"><title>${took}</title></rect>`
  })
  const mark = segments.length === 0 ? nothing : endMark(x(lane.to), top + 5 + barHeight / 2, tone)
  const took = tookOf(server)
  return markup`<g><text x="0" y="${baseline}" class="name">${clipped(nameOf(server), 28)}<title>${clipped(nameOf(server), 200)}</title></text>${bars}${mark}<text x="${right + 12}" y="${baseline}" class="end ${tone}">${took === '' ? title : `${title}, ${took}`}</text></g>`
}

function actionRow(timeline: Timeline, { action, span }: ActionLane, top: number): Markup {
  const x = scaleOf(timeline, left, right)
  const { title, tone } = actionWords[action.status]
  const baseline = top + rowHeight / 2 + 4
  const took = span === undefined ? '' : formatDuration(Math.round((span.to - span.from) / 1000))
  const bar =
    span === undefined
      ? nothing
      : joined(
          [
            markup`<rect x="${px(x(span.from))}" y="${top + 5}" width="${px(Math.max(0.6, x(span.to) - x(span.from)))}" height="${barHeight}" fill="url(#p-action)" class="bar"><title>action ${took}</title></rect>`,
            // Beside the bar, which is often too short to be seen under it.
            endMark(x(span.to) + 8, top + 5 + barHeight / 2, tone)
          ],
          ''
        )
  const isTimed = tone === 'good' || action.endedAt !== null
  return markup`<g><text x="0" y="${baseline}" class="name">${clipped(action.name, 28)}<title>${clipped(action.name, 200)}</title></text>${bar}<text x="${right + 12}" y="${baseline}" class="end ${tone}">${isTimed && took !== '' ? `${title}, ${took}` : title}</text></g>`
}

/** A disc with a tick for what is up, a square with a cross for what is not: shapes, since colour may not be seen. */
function endMark(x: number, y: number, tone: Tone): Markup {
  if (tone === 'good') {
    return markup`<g class="mark good"><circle cx="${px(x)}" cy="${px(y)}" r="6.5"/><path d="M${px(x - 3)} ${px(y)}l2.2 2.4l3.8 -4.6"/></g>`
  }
  return markup`<g class="mark ${tone}"><rect x="${px(x - 6)}" y="${px(y - 6)}" width="12" height="12" rx="2"/><path d="M${px(x - 2.6)} ${px(y - 2.6)}l5.2 5.2m0 -5.2l-5.2 5.2"/></g>`
}

function flowPath({ lower, upper }: FlowLayer, from: number, y: (count: number) => number): string {
  const top = stepsOf(upper)
  const bottom = stepsOf(lower).toReversed()
  const end = from + upper.length
  const forth = top.map(({ column, count }) => `H${from + column}V${px(y(count))}`).join('')
  // Going back, the line comes to each step from its right.
  const back = bottom.map(({ column, count }) => `V${px(y(count))}H${from + column}`).join('')
  return `M${from} ${px(y(lower[0] ?? 0))}${forth}H${end}${back}Z`
}

/** Where a count changes: `column` is the first with it. */
function stepsOf(counts: readonly number[]): readonly { readonly column: number; readonly count: number }[] {
  return counts.flatMap((count, column) => (column > 0 && counts[column - 1] === count ? [] : [{ column, count }]))
}

interface Limit {
  readonly at: number
  readonly name: string
  readonly kind: 'rto' | 'budget'
}

/** What ends within the picture. */
function limitsOf({ rtoEnd, budgetEnd, to }: Timeline): readonly Limit[] {
  return [
    ...(rtoEnd === undefined ? [] : [{ at: rtoEnd, name: 'Recovery time objective ends', kind: 'rto' } as const]),
    ...(budgetEnd === undefined ? [] : [{ at: budgetEnd, name: 'Budget of the drill ends', kind: 'budget' } as const])
  ].filter(({ at }) => at <= to)
}

function tookOf(server: ServerRecord): string {
  if (!isUp(server) || server.rtoSeconds === null) return ''
  return formatDuration(Math.round(server.rtoSeconds))
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}
