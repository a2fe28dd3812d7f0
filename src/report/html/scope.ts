import { bulletList, htmlTable, type HtmlRow, type Section } from './parts.js'
import { selectionScope } from './selection.js'
import { settings } from './settings.js'
import type { EvidenceRecord, WaveRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup, nothing } from './markup.js'
import { leftBefore } from '../left-behind.js'
import { describeExtent } from '../selection-words.js'
import { capital } from '../summary/verdict.js'
import { counted } from '../../plan/wording.js'

/** Waves and IDs beyond these are in `evidence.json`. */
const longestList = 50

/** What was in the drill, what was left out of it, and how it was done. */
export function scope(record: EvidenceRecord): Section {
  const { leftOut, waves } = record
  const of = describeExtent(record)
  const outside = leftOut.reduce((sum, { sourceServerIds }) => sum + sourceServerIds.length, 0)
  const within =
    waves.length === 0
      ? markup`<p>The plan could not be read, so that its scope is not known.</p>`
      : leftOut.length === 0
        ? markup`<p>All of the plan: ${of}.</p>`
        : markup`<p>A part of the plan: ${of}. Left out: ${counted(outside, 'server')} in ${counted(leftOut.length, 'wave')}.</p>`
  const body = joined([within, selectionScope(record), leftOutTable(record), method(record)])
  return { id: 'scope', title: 'Scope and method', body }
}

function leftOutTable({ leftOut }: EvidenceRecord): Markup {
  if (leftOut.length === 0) return nothing
  const rows = leftOut.slice(0, longestList).map(({ name, sourceServerIds, cameUpEarlier }): HtmlRow => {
    const more = sourceServerIds.length - longestList
    const ids = sourceServerIds.slice(0, longestList).join(', ')
    return {
      cells: [
        markup`${clipped(name, 100)}`,
        markup`${sourceServerIds.length}`,
        markup`<code>${clipped(ids, 2000)}</code>${more > 0 ? ` and ${String(more)} more` : ''}`,
        markup`${cameUpEarlier ? 'Came up earlier in this execution' : 'Not part of this run'}`
      ]
    }
  })
  const more = leftOut.length - longestList
  return htmlTable(
    markup`Waves of the plan that were left out${more > 0 ? `: the first ${String(longestList)} of ${String(leftOut.length)}` : ''}`,
    [
      { title: 'Wave' },
      { title: 'Servers', kind: 'number' },
      { title: 'Source servers', kind: 'wide' },
      { title: 'Why' }
    ],
    rows
  )
}

function method(record: EvidenceRecord): Markup {
  const steps = markup`<h3>How it was done</h3>
${bulletList(stepsOf(record))}`
  const limits = markup`<h3>What this does not show</h3>
${bulletList(limitsOf(record))}`
  return markup`<div class="columns"><div>${steps}</div>
<div>${limits}</div></div>
${settings(record)}`
}

function stepsOf(record: EvidenceRecord): readonly Markup[] {
  const { mode, status, waves } = record
  if (mode === 'validate') {
    return [markup`The plan file was checked by itself. AWS was not asked, and nothing was to be started.`]
  }
  if (mode === 'preflight') {
    return [
      markup`AWS was asked, with calls that change nothing, what stands in the way of a drill. Nothing was started, and nothing was to be.`
    ]
  }
  if (status === 'blocked') return [markup`${refusedStep(record)}`]
  const launch =
    mode === 'drill'
      ? 'AWS Elastic Disaster Recovery (DRS) was asked for drill instances (isDrill true): replication goes on, and the source servers are left alone.'
      : 'AWS Elastic Disaster Recovery (DRS) was asked for recovery instances (isDrill false): a real failover.'
  const isAccompanied = waves.some(({ soakSeconds }) => soakSeconds > 0)
  return [
    markup`${launch}`,
    markup`A wave begins when every wave that it comes after is up${isAccompanied ? ' and has run for its soak time' : ''}; waves that do not depend on one another run side by side.`,
    markup`A server counts as up only when DRS calls it LAUNCHED and its EC2 instance was seen in the state that its launch settings ask for${waves.some(({ verify }) => verify.instance === 'none') ? ', but for the waves named below' : ''}. A job that DRS calls COMPLETED proves nothing by itself.`,
    ...waysOfVerification(waves).map((way) => markup`${way}`),
    ...accompaniment(record).map((step) => markup`${step}`)
  ]
}

/** What became of a drill that was refused: what its plan would have done is told by its settings. */
function refusedStep(record: EvidenceRecord): string {
  const before = leftBefore(record)
  const after = before === '' ? '' : ` ${capital(before)}.`
  return record.identity === null
    ? `The run was refused before AWS was asked about any server. It launched nothing.${after}`
    : `AWS was asked, with calls that change nothing, what stands in the way. The run was then refused: it launched nothing.${after}`
}

/** What stands between the launches, where the plan or the workflow has it. */
function accompaniment({ waves, leftOut }: EvidenceRecord): readonly string[] {
  const earlier = leftOut.filter(({ cameUpEarlier }) => cameUpEarlier).map(({ name }) => name)
  return [
    ...(waves.some(({ retry }) => retry.failedServers > 0)
      ? [
          'A server whose launch FAILED is launched again, as often as the settings of its wave allow, and within its budget.'
        ]
      : []),
    ...(waves.some(({ actions }) => actions.length > 0)
      ? [
          'Actions are AWS Systems Manager Automation documents, run one after the other, before the launch of a wave or once its servers are up. A wave with one that does not succeed is not up.'
        ]
      : []),
    ...(earlier.length === 0
      ? []
      : [
          `The drill was split over jobs of the workflow run: ${named(earlier)} came up in an earlier one. What reviewers decided before this one stands under "Who ran and who approved".`
        ])
  ]
}

/** How instances were verified, and in which waves, where that differs. */
function waysOfVerification(waves: readonly WaveRecord[]): readonly string[] {
  const ways = new Map<string, string[]>()
  for (const { name, verify } of waves) {
    const actions = verify.launchActions === 'required' ? ', and DRS post-launch actions have to succeed' : ''
    const way = {
      running: 'Verified: the instance runs',
      'status-ok': 'Verified: the instance runs and passes both EC2 status checks',
      none: 'Not verified in EC2, as the plan asks: the word of DRS was taken'
    }[verify.instance]
    ways.set(`${way}${actions}`, [...(ways.get(`${way}${actions}`) ?? []), name])
  }
  return [...ways].map(([way, names]) => {
    if (ways.size === 1) return `${way}.`
    return `${way} (${named(names)}).`
  })
}

/** `wave databases`, `waves databases, app and 3 more` */
function named(names: readonly string[]): string {
  const more = names.length > 10 ? ` and ${String(names.length - 10)} more` : ''
  return `${names.length === 1 ? 'wave' : 'waves'} ${names.slice(0, 10).join(', ')}${more}`
}

function limitsOf({ mode, status, preflight }: EvidenceRecord): readonly Markup[] {
  if (mode === 'validate') return [markup`Whether AWS could launch these servers: no server was looked at.`]
  if (mode === 'preflight') return [markup`Whether the servers come up: none was launched.`]
  if (status === 'blocked') return [markup`Whether the servers come up: this run launched none.`]
  return [
    markup`Whether applications work for their users, beyond what the verification named here looks at.`,
    ...(mode === 'drill' ? [markup`Failback, and the switch of users and data to the recovered servers.`] : []),
    ...(preflight.length === 0 ? [markup`What AWS knew before the start: it did not come to that.`] : [])
  ]
}
