import { timestampOf } from '../../drill/timestamp.js'
import { formatDuration } from '../../plan/duration.js'
import { clockOf, durationOf, folded, htmlTable, type HtmlRow, momentOf, type Section, toned } from './parts.js'
import type { EvidenceRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup, nothing } from './markup.js'
import { actionWords, nameOf, serverWords, waveWords } from '../words.js'
import { firstAskedAt } from '../server-times.js'
import { isWell, phaseOf } from '../summary/actions.js'
import { isUp, momentText } from '../summary/verdict.js'
import { counted } from '../../plan/wording.js'
import { flowStates } from '../timeline/flow.js'
import { phaseNames, secondsIn } from '../timeline/lane.js'
import {
  actionsSvg,
  axisSvg,
  flowSvg,
  lanesSvg,
  limitsSvg,
  patternDefinitions,
  type PictureLabel,
  swatch
} from '../timeline/svg.js'
import { type Timeline, timelineOf, type WaveLanes } from '../timeline/timeline.js'

/** With more servers than this, a wave shows how many are where, and a row each is folded behind it. */
const mostRows = 60

/** With more servers than this, there is no row for each even behind it: the table has all of them. */
const mostFoldedRows = 2000

/** Rows of one picture: what fits on a page of A4. */
const rowsPerPicture = 40

/** The picture of the drill over time, and the same in figures. */
export function timeline(record: EvidenceRecord): Section {
  const found = timelineOf(record)
  const body =
    found === undefined ? markup`<p>Nothing was started: there is no time to show.</p>` : drawn(record, found)
  return { id: 'timeline', title: 'Timeline', body }
}

function drawn(record: EvidenceRecord, found: Timeline): Markup {
  const servers = found.waves.reduce((sum, { lanes }) => sum + lanes.length, 0)
  const actions = found.waves.reduce((sum, { actions }) => sum + actions.length, 0)
  const isCollapsed = servers > mostRows
  // On paper, what fits on a page stays on one.
  const isShort = isCollapsed
    ? found.waves.length <= 8 && actions <= 8
    : servers + actions <= 30 && found.waves.length <= 10
  const pictures = found.waves.map((wave, index) => wavePicture(found, wave, index, isCollapsed, servers))
  const idle = found.idle.map(
    ({ name, servers, reason }) =>
      markup`<p class="wave wave-title"><b>${clipped(name, 100)}</b> ${toned(waveWords['not-started'])} <span>${counted(servers.length, 'server')}${reason === null ? '' : `; ${reason}`}</span></p>`
  )
  const picture = markup`<div${isShort ? markup` class="whole"` : nothing}>
<p class="quiet lead">${lead(record, found, isCollapsed, actions > 0)}</p>
${legend(isCollapsed, actions > 0)}
<figure class="scroll" tabindex="0" aria-label="Timeline of the waves and their servers"><div class="plot">
${joined([axisSvg(found), limitsSvg(found), ...pictures])}
</div></figure>
</div>`
  return joined([patternDefinitions(), picture, ...idle, inFigures(record, found)])
}

function lead(
  record: EvidenceRecord,
  { rtoEnd, budgetEnd, to }: Timeline,
  isCollapsed: boolean,
  hasActions: boolean
): string {
  const outside = [
    ...(rtoEnd !== undefined && rtoEnd > to
      ? [`the recovery time objective (${durationOf(record.objectives.rto.targetSeconds)})`]
      : []),
    ...(budgetEnd !== undefined && budgetEnd > to
      ? [`the budget of the drill (${durationOf(record.budgetSeconds)})`]
      : [])
  ]
  const ends = outside.length === 0 ? '' : ` Beyond the picture: ${outside.join(' and ')}.`
  const what = isCollapsed
    ? `Each wave shows how many of its servers are where${hasActions ? '; an action has a row of its own' : ''}.`
    : `A band is a wave, a row is a server${hasActions ? ' or an action' : ''}.`
  return `${what} Times are those of the DRS job logs and of what was seen in AWS.${ends}`
}

const stateTitles: Readonly<Record<(typeof flowStates)[number], string>> = {
  waiting: 'Waiting',
  snapshot: 'Snapshot',
  conversion: 'Conversion',
  launch: 'Launch',
  verification: 'Verification',
  up: 'Up',
  down: 'Ended, not up'
}

function legend(isCollapsed: boolean, hasActions: boolean): Markup {
  const states = isCollapsed
    ? flowStates.toReversed().filter((state) => state !== 'up' && state !== 'down')
    : phaseNames
  const all = isCollapsed ? [...states, 'up' as const, 'down' as const] : states
  const items = all.map((state) => markup`<li>${swatch(state)}${stateTitles[state]}</li>`)
  const action = hasActions ? [markup`<li>${swatch('action')}Action (SSM Automation)</li>`] : []
  const budget = markup`<li><svg viewBox="0 0 26 12" aria-hidden="true" focusable="false"><path d="M13 0v12m-4 -12h8m-8 12h8" class="limit wave-budget"/></svg>Budget of the wave ends</li>`
  return markup`<ul class="legend">
${[...items, ...action, budget]}
</ul>`
}

function wavePicture(found: Timeline, wave: WaveLanes, index: number, isCollapsed: boolean, servers: number): Markup {
  const { name, status, after } = wave.wave
  const label = {
    id: `picture-${String(index + 1)}`,
    title: `Timeline of wave ${name}`,
    description: descriptionOf(found, wave)
  }
  const picture = isCollapsed ? flowSvg(found, wave, flowHeight(found, wave), label) : rows(found, wave, label)
  const detail = isCollapsed && servers <= mostFoldedRows ? detailRows(found, wave, label) : nothing
  return markup`<div class="wave">
<p class="wave-title"><b>${clipped(name, 100)}</b> ${toned(waveWords[status])} <span>${after.length === 0 ? 'from the start' : `after ${after.join(', ').slice(0, 200)}`}</span> <span>${spent(wave)}</span></p>
${joined([picture, actionPicture(found, wave, label), detail])}
</div>`
}

function rows(found: Timeline, wave: WaveLanes, label: PictureLabel): Markup {
  const chunks = Array.from({ length: Math.ceil(wave.lanes.length / rowsPerPicture) }, (_, index) =>
    wave.lanes.slice(index * rowsPerPicture, (index + 1) * rowsPerPicture)
  )
  return joined(
    chunks.map((lanes, index) =>
      lanesSvg(
        found,
        wave,
        lanes,
        index === 0
          ? label
          : { ...label, id: `${label.id}-${String(index + 1)}`, title: `${label.title}, part ${String(index + 1)}` }
      )
    )
  )
}

function detailRows(found: Timeline, wave: WaveLanes, label: PictureLabel): Markup {
  const pictures = rows(found, wave, { ...label, id: `${label.id}-each` })
  return markup`<div class="screen">${folded(markup`A row for each of the ${counted(wave.lanes.length, 'server')}`, joined([axisSvg(found), pictures]))}</div>`
}

function actionPicture(found: Timeline, wave: WaveLanes, label: PictureLabel): Markup {
  if (wave.actions.length === 0) return nothing
  const well = wave.actions.filter(({ action }) => isWell(action)).length
  return actionsSvg(found, wave, {
    id: `${label.id}-actions`,
    title: `Actions of wave ${wave.wave.name}`,
    description: `${String(well)} of ${counted(wave.actions.length, 'action')} succeeded. The same in figures stands below the picture.`
  })
}

/** The more waves there are, the flatter each is. */
function flowHeight({ waves }: Timeline, { lanes }: WaveLanes): number {
  const most = waves.length <= 12 ? 76 : waves.length <= 40 ? 44 : 24
  return Math.min(most, 16 + lanes.length * 8)
}

/** As the table of the waves has it: what an earlier attempt took is none of this wave's time. */
function spent(wave: WaveLanes): string {
  const { finishedAt, budgetSeconds } = wave.wave
  const end = finishedAt === null ? wave.to : Date.parse(finishedAt)
  return `${durationOf((end - beganAt(wave)) / 1000)} of a budget of ${durationOf(budgetSeconds)}`
}

function beganAt({ wave, from }: WaveLanes): number {
  return wave.startedAt === null ? from : Date.parse(wave.startedAt)
}

function descriptionOf({ from }: Timeline, wave: WaveLanes): string {
  const up = wave.lanes.filter(({ server }) => isUp(server)).length
  const end = waveWords[wave.wave.status].title.toLowerCase()
  const began = beganAt(wave)
  const earlier =
    wave.from < began
      ? ` Its first launch was asked for before, at ${moment(wave.from, from)}, in an earlier attempt.`
      : ''
  return `The wave began at ${moment(began, from)} and ended ${end} after ${spent(wave)}; ${String(up)} of ${counted(wave.lanes.length, 'server')} came up.${earlier} The same in figures stands below the picture.`
}

/** `14:05:41 UTC`, with its day where that is not the one on which the picture begins. */
function moment(at: number, from: number): string {
  const text = momentText(timestampOf(at))
  return text.slice(0, 10) === timestampOf(from).slice(0, 10) ? text.slice(11) : text
}

/** The picture as a table: for who cannot see it, and for who needs the figures. */
function inFigures(record: EvidenceRecord, { waves }: Timeline): Markup {
  const { rto } = record.objectives
  const columns = [
    { title: 'Server' },
    { title: 'Launch asked', kind: 'tight' },
    ...phaseNames.map((phase) => ({ title: stateTitles[phase], kind: 'number' }) as const),
    { title: 'In all', kind: 'number' },
    { title: 'Result' }
  ] as const
  const tables = waves.map((wave) => {
    const lines = wave.lanes.map((lane): HtmlRow => {
      const { server, segments, from, to } = lane
      return {
        cells: [
          markup`${clipped(nameOf(server), 100)}`,
          clockOf(firstAskedAt(server), record),
          ...phaseNames.map((phase) => markup`${durationOf(secondsIn(lane, phase)) || '–'}`),
          markup`${segments.length === 0 ? '–' : formatDuration(Math.round((to - from) / 1000))}`,
          toned(serverWords[server.status])
        ]
      }
    })
    const phases = htmlTable(
      markup`Time that each server of wave ${clipped(wave.wave.name, 100)} spent in each phase`,
      columns,
      lines
    )
    return joined([phases, actionFigures(record, wave)])
  })
  const body = joined([
    markup`<p class="quiet">Clock times are UTC; the drill began at ${momentOf(record.startedAt)}.${rto.note === null ? '' : ` The recovery time was not measured: ${rto.note}.`}</p>`,
    ...tables
  ])
  return folded(markup`<b>The timeline in figures</b>`, body)
}

function actionFigures(record: EvidenceRecord, { wave, actions }: WaveLanes): Markup {
  if (actions.length === 0) return nothing
  return htmlTable(
    markup`Times of the actions of wave ${clipped(wave.name, 100)}`,
    [
      { title: 'Action' },
      { title: 'When' },
      { title: 'Asked', kind: 'tight' },
      { title: 'Began', kind: 'tight' },
      { title: 'Ended', kind: 'tight' },
      { title: 'Result' }
    ],
    actions.map(({ action }) => ({
      cells: [
        markup`${clipped(action.name, 100)}`,
        markup`${phaseOf(action)}`,
        action.requestedAt === null ? markup`–` : clockOf(action.requestedAt, record),
        action.startedAt === null ? markup`–` : clockOf(action.startedAt, record),
        action.endedAt === null ? markup`–` : clockOf(action.endedAt, record),
        toned(actionWords[action.status])
      ]
    }))
  )
}
