import { secondsBetween } from '../../drill/timestamp.js'
import { achievedOf, targetOf } from './objectives.js'
import { type Fact, durationOf, facts, htmlTable, momentOf, runOf, type Section } from './parts.js'
import type { EvidenceRecord } from '../record/schema.js'
import { clipped, markup, type Markup, nothing } from './markup.js'
import { isPlanOnly, modeWords, type Tone, verdictWords } from '../words.js'
import { leftBefore } from '../left-behind.js'
import { describeExtent } from '../selection-words.js'
import { capital, isUp, sentence, serversOf } from '../summary/verdict.js'
import { counted } from '../../plan/wording.js'

const icons: Readonly<Record<Tone, string>> = {
  good: 'M6.5 12.5l4 4l7.5 -9',
  bad: 'M7.5 7.5l9 9m0 -9l-9 9',
  warn: 'M12 6.5v7m0 3.4v0.2',
  idle: 'M7 12h10'
}

/** The verdict, why, and the figures that people ask for first. */
export function verdict(record: EvidenceRecord): Markup {
  const { title, tone } = verdictWords[record.status]
  return markup`<section class="verdict ${tone}" aria-labelledby="verdict">
<h2 id="verdict"><svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="11" fill="currentColor"/><path d="${icons[tone]}" fill="none" class="icon" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>${title}</h2>
<p class="reason">${clipped(sentence(summed(record)), 1000)}</p>
${refusals(record)}
${figures(record)}
</section>`
}

function summed(record: EvidenceRecord): string {
  const servers = serversOf(record)
  const { status, mode } = record
  if (status === 'blocked') {
    const { length } = record.refusals
    const left = leftBefore(record)
    const why = length > 1 ? `, for ${counted(length, 'reason')}` : ''
    return left === '' ? `Nothing was started${why}` : `Nothing new was started${why}. ${capital(left)}`
  }
  if (status === 'passed' && mode === 'preflight') {
    return `${capital(record.reason ?? 'nothing stands in the way')}. Nothing was started`
  }
  if (status === 'passed' && mode === 'validate') {
    return `The plan is valid: ${describeExtent(record)}. Nothing was started`
  }
  if (status === 'passed') {
    const deviations = record.deviations.length
    const part = record.leftOut.length === 0 ? '' : ' of this part of the plan'
    const all = servers.length === 1 ? `The one server${part} is` : `All ${String(servers.length)} servers${part} are`
    const how = deviations === 0 ? ', without a deviation' : `, with ${counted(deviations, 'deviation')}`
    const unseen = serversOf({
      ...record,
      waves: record.waves.filter(({ verify }) => verify.instance === 'none')
    }).length
    if (unseen === 0) return `${all} launched and verified${how}`
    const which = unseen === servers.length ? 'none' : String(unseen)
    const were = unseen === servers.length ? 'was verified' : `of them ${unseen === 1 ? 'was' : 'were'} not verified`
    return `${all} launched${how}; ${which} ${were} in EC2, as the plan asks`
  }
  return capital(record.reason ?? 'no reason was written down')
}

function refusals(record: EvidenceRecord): Markup {
  const { refusals, plan } = record
  if (refusals.length === 0) return nothing
  return htmlTable(
    markup`Why nothing ${leftBefore(record) === '' ? '' : 'new '}was started; lines and columns are those of ${clipped(plan.path, 200)}`,
    [
      { title: 'Reason', kind: 'wide' },
      { title: 'Line', kind: 'number' },
      { title: 'Column', kind: 'number' }
    ],
    refusals.map(({ message, line, column }) => ({
      cells: [markup`${message}`, markup`${line ?? '–'}`, markup`${column ?? '–'}`]
    }))
  )
}

function figures(record: EvidenceRecord): Markup {
  if (isPlanOnly(record)) return nothing
  const servers = serversOf(record)
  const { rto, rpo } = record.objectives
  const took = record.finishedAt === null ? null : secondsBetween(record.startedAt, record.finishedAt)
  const all: readonly (readonly [string, string, string])[] = [
    [
      'Servers up',
      `${String(servers.filter(isUp).length)} of ${String(servers.length)}`,
      `in ${counted(record.waves.length, 'wave')}`
    ],
    ['Recovery time (RTO)', achievedOf(rto), targetOf(rto)],
    ['Recovery point (RPO)', achievedOf(rpo), targetOf(rpo)],
    ['Duration', durationOf(took) || 'not known', budget(record)]
  ]
  return markup`<dl class="figures">
${all.map(([name, value, note]) => markup`<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`)}
</dl>`
}

function budget({ budgetSeconds }: EvidenceRecord): string {
  return budgetSeconds === null ? '' : `budget ${durationOf(budgetSeconds)}`
}

function regionOf({ identity, plan }: EvidenceRecord): Markup {
  if (identity !== null) return markup`${clipped(identity.region, 100)}`
  return plan.region === null ? markup`not asked` : markup`${clipped(plan.region, 100)} by the plan`
}

/** What was done, when, where and by whom. */
export function particulars(record: EvidenceRecord): Section {
  const { plan, run, identity } = record
  const notAsked = markup`not asked`
  const pairs: readonly Fact[] = [
    ['Execution', markup`<code>${clipped(record.executionId, 300)}</code>`],
    ['Kind', markup`${modeWords[record.mode].title}`],
    ['Started', momentOf(record.startedAt)],
    ['Finished', record.finishedAt === null ? markup`no end was written down` : momentOf(record.finishedAt)],
    ['AWS account', identity === null ? notAsked : markup`<code>${clipped(identity.account, 100)}</code>`],
    ['AWS Region', regionOf(record)],
    ['Plan', markup`${clipped(plan.name, 200)}, <code>${clipped(plan.path, 300)}</code>`],
    ['Workflow run', markup`${runOf(record)}${run.attempt === null ? nothing : markup`, attempt ${run.attempt}`}`],
    [
      'Workflow',
      markup`${clipped([run.workflow, run.job].filter((part) => part !== null).join(', job ') || 'not known', 300)}`
    ],
    [
      'Triggered by',
      markup`${clipped([run.actor, run.event].filter((part) => part !== null).join(', ') || 'not known', 300)}`
    ],
    ['Commit', plan.commit === null ? markup`not known` : markup`<code>${clipped(plan.commit, 100)}</code>`, 'long'],
    [
      'SHA-256 of the plan',
      plan.sha256 === null ? markup`the file could not be read` : markup`<code>${plan.sha256}</code>`,
      'long'
    ]
  ]
  return { id: 'particulars', title: 'Particulars', body: facts(pairs) }
}
