import { durationOf, facts, folded, htmlTable, type Fact, type HtmlRow } from './parts.js'
import type { ActionRecord, EvidenceRecord, WaveRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup, nothing } from './markup.js'
import { phaseOf } from '../summary/actions.js'
import { serversOf } from '../summary/verdict.js'
import { nameOf } from '../words.js'
import { counted } from '../../plan/wording.js'

/** Servers beyond these are in `evidence.json`. */
const longestList = 200

/** What the plan asks for, of the whole and wave by wave, and how the source servers were when it began. */
export function settings(record: EvidenceRecord): Markup {
  if (record.waves.length === 0) return nothing
  return joined([markup`<h3>Settings</h3>`, facts(ofTheWhole(record)), waveTable(record.waves), serversBefore(record)])
}

function ofTheWhole({ waves, budgetSeconds, cleanup, guards }: EvidenceRecord): readonly Fact[] {
  const going = waves.filter(({ onFailure }) => onFailure === 'continue').map(({ name }) => name)
  return [
    ['Budget of the whole', markup`${durationOf(budgetSeconds) || 'not known'}`],
    [
      'When a wave is not up',
      markup`${going.length === 0 ? 'no further wave starts' : clipped(`no further wave starts, but waves that do not depend on it go on after: ${going.join(', ')}`, 500)}`
    ],
    [
      'Cleanup',
      markup`${cleanup === null ? 'none was due' : { never: 'never', 'on-success': 'when the drill passes', always: 'always' }[cleanup.when]}`
    ],
    ...(guards === null ? [] : guardFacts(guards))
  ]
}

function guardFacts(guards: NonNullable<EvidenceRecord['guards']>): readonly Fact[] {
  const { replaceRecoveryInstances: ids, waitForOtherJobsSeconds: seconds, waited } = guards
  const wait = seconds === 0 ? 'not waited for' : `waited for, up to ${durationOf(seconds)}`
  const whose = waited === null ? '' : `; waited for ${waited.jobIds.join(', ')}`
  return [
    ['Live recoveries that a launch may replace', markup`${ids.length === 0 ? 'none' : clipped(ids.join(', '), 1000)}`],
    ['Jobs of others that hold a server', markup`${clipped(`${wait}${whose}`, 1000)}`]
  ]
}

const instanceChecks: Readonly<Record<WaveRecord['verify']['instance'], string>> = {
  running: 'instance runs',
  'status-ok': 'instance runs, status checks pass',
  none: 'not in EC2'
}

function waveTable(waves: readonly WaveRecord[]): Markup {
  const rows = waves.map((wave): HtmlRow => {
    const { name, verify, retry, soakSeconds, onFailure, actions } = wave
    const required = verify.launchActions === 'required' ? ', post-launch actions succeed' : ''
    const row = {
      cells: [
        markup`${clipped(name, 100)}`,
        markup`${instanceChecks[verify.instance]}${required}`,
        markup`${retry.failedServers === 0 ? 'no' : `up to ${counted(retry.failedServers, 'time')}`}`,
        markup`${soakSeconds === 0 ? 'none' : durationOf(soakSeconds)}`,
        markup`${onFailure === 'stop' ? 'no further wave starts' : 'other waves go on'}`
      ]
    }
    return actions.length === 0
      ? row
      : { ...row, below: markup`<span class="quiet">Actions:</span> ${joined(actions.map(actionOf), '; ')}` }
  })
  return htmlTable(
    markup`What the plan asks for, wave by wave`,
    [
      { title: 'Wave' },
      { title: 'Counts as up when' },
      { title: 'FAILED launches tried again' },
      { title: 'Soak before the next' },
      { title: 'When it is not up' }
    ],
    rows
  )
}

function actionOf(action: ActionRecord): Markup {
  const { name, document, documentVersion, budgetSeconds } = action
  const version = documentVersion === null ? '' : `, version ${documentVersion}`
  return markup`${clipped(name, 100)} (${phaseOf(action)}: <code>${clipped(document, 130)}</code>${clipped(version, 60)}, up to ${durationOf(budgetSeconds)})`
}

/** The replication of the source servers before anything was launched; those that were not as usual first. */
function serversBefore(record: EvidenceRecord): Markup {
  const known = serversOf(record).flatMap((server) => (server.before === null ? [] : [{ server, ...server.before }]))
  if (known.length === 0) return nothing
  const counts = new Map<string, number>()
  for (const { replicationState } of known) {
    const state = replicationState ?? 'not known'
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  const summary = [...counts].map(([state, count]) => `${String(count)} ${state}`).join(', ')
  const shown = known
    .toSorted((a, b) => Number(a.replicationState === 'CONTINUOUS') - Number(b.replicationState === 'CONTINUOUS'))
    .slice(0, longestList)
  const more = known.length > shown.length ? `: ${String(shown.length)} of ${counted(known.length, 'server')}` : ''
  const table = htmlTable(
    markup`What DRS said of the source servers before anything was launched${more}`,
    [{ title: 'Server' }, { title: 'Replication' }, { title: 'Lag' }, { title: 'Instance is to be' }],
    shown.map(({ server, replicationState, lag, launchDisposition }) => ({
      cells: [
        markup`${clipped(nameOf(server), 100)}`,
        markup`${clipped(replicationState ?? 'not known', 60)}`,
        markup`${clipped(lag ?? '–', 60)}`,
        markup`${clipped(launchDisposition ?? 'not known', 60)}`
      ]
    }))
  )
  return folded(markup`<b>Replication before the start</b>: ${clipped(summary, 300)}`, table)
}
