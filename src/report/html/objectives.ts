import { durationOf, htmlTable, type Section, toned } from './parts.js'
import type { EvidenceRecord } from '../record/schema.js'
import { joined, markup, type Markup, nothing } from './markup.js'
import { askedEarlierAt } from '../server-times.js'
import { capital, momentText } from '../summary/verdict.js'
import type { Tone } from '../words.js'

type Objective = EvidenceRecord['objectives']['rto']

/** `25m`, or that it was not measured. */
export function achievedOf({ achievedSeconds }: Objective): string {
  return achievedSeconds === null ? 'not measured' : durationOf(achievedSeconds)
}

/** `target 1h, met` */
export function targetOf({ targetSeconds, met }: Objective): string {
  if (targetSeconds === null) return 'no target stated'
  return `target ${durationOf(targetSeconds)}${met === null ? '' : met ? ', met' : ', missed'}`
}

/** What the plan asks for, and what came of it. */
export function objectives(record: EvidenceRecord): Section {
  const { rto, rpo, onMiss } = record.objectives
  const earlier = askedEarlierAt(record)
  const since = earlier === undefined ? '' : ` (${momentText(earlier)}, in an earlier attempt or job)`
  const row = (name: string, meaning: string, objective: Objective) => ({
    cells: [
      markup`${name}<small>${meaning}</small>`,
      markup`${objective.targetSeconds === null ? 'none stated' : durationOf(objective.targetSeconds)}`,
      markup`${achievedOf(objective)}`,
      joined(
        [meter(objective), objective.note === null ? nothing : markup`<small>${capital(objective.note)}</small>`],
        ''
      ),
      toned(resultOf(objective))
    ]
  })
  const table = htmlTable(
    markup`Recovery objectives of the plan against what was measured`,
    [
      { title: 'Objective', kind: 'wide' },
      { title: 'Target', kind: 'number' },
      { title: 'Achieved', kind: 'number' },
      { title: 'Share of the target' },
      { title: 'Result' }
    ],
    [
      row('Recovery time (RTO)', `From the first launch asked for${since} to the last server verified`, rto),
      row('Recovery point (RPO)', 'Age of the oldest recovery point when its launch was asked for', rpo)
    ]
  )
  const isStated = rto.targetSeconds !== null || rpo.targetSeconds !== null
  const consequence =
    !isStated || onMiss === null
      ? nothing
      : markup`<p class="quiet">${onMiss === 'fail' ? 'By the plan, an objective that is missed fails the drill.' : 'By the plan, an objective that is missed is a deviation and does not fail the drill.'}</p>`
  return { id: 'objectives', title: 'Objectives and results', body: joined([table, consequence]) }
}

function resultOf({ met, targetSeconds }: Objective): { readonly title: string; readonly tone: Tone } {
  if (met === null) return { title: targetSeconds === null ? 'No target' : 'Not judged', tone: 'idle' }
  return met ? { title: 'Met', tone: 'good' } : { title: 'Missed', tone: 'bad' }
}

/** A bar of what was achieved, with a line where the target is. The numbers stand beside it. */
function meter({ targetSeconds, achievedSeconds, met }: Objective): Markup {
  if (targetSeconds === null || achievedSeconds === null) return nothing
  const longest = Math.max(targetSeconds, achievedSeconds, 1)
  const scale = (seconds: number) => Math.round((seconds / longest) * 1780) / 10
  return markup`<svg class="meter" viewBox="0 0 180 14" aria-hidden="true" focusable="false"><rect class="track" y="3" width="178" height="8" rx="2"/><rect class="bar-${met === true ? 'good' : 'bad'}" y="3" width="${Math.max(1, scale(achievedSeconds))}" height="8" rx="2"/><line x1="${scale(targetSeconds)}" x2="${scale(targetSeconds)}" y1="0" y2="14"/></svg>`
}
