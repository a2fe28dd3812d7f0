import { automationOf, clockOf, durationOf, htmlTable, momentOf, toned } from './parts.js'
import type { ActionRecord, EvidenceRecord, WaveRecord } from '../record/schema.js'
import { clipped, joined, markup, type Markup, nothing } from './markup.js'
import { actionWords } from '../words.js'
import { isWell, phaseOf, secondsOf } from '../summary/actions.js'
import { nextStepOfAction } from '../summary/action-next-step.js'
import { sentence } from '../summary/verdict.js'

/** The actions of a wave, in the order in which they run, with what they put out and what to do about those that have not succeeded. */
export function actionTable(record: EvidenceRecord, { name, actions }: WaveRecord): Markup {
  if (actions.length === 0) return nothing
  return htmlTable(
    markup`Actions of wave ${clipped(name, 100)} (SSM Automation documents); clock times are UTC`,
    [
      { title: 'Action', kind: 'wide' },
      { title: 'Result' },
      { title: 'Began', kind: 'tight' },
      { title: 'Took', kind: 'number' },
      { title: 'Run in SSM', kind: 'wide' }
    ],
    actions.map((action) => {
      const seconds = secondsOf(action)
      const id = action.automationExecutionId
      return {
        cells: [
          markup`${clipped(action.name, 100)}<small>${phaseOf(action)}, <code>${clipped(action.document, 130)}</code></small>`,
          toned(actionWords[action.status]),
          action.startedAt === null ? markup`–` : clockOf(action.startedAt, record),
          seconds === undefined ? markup`–` : markup`${durationOf(seconds)}`,
          id === null ? markup`–` : automationOf(record, id)
        ],
        ...remarkOf(action)
      }
    })
  )
}

function remarkOf(action: ActionRecord): { readonly below?: Markup } {
  const why = isWell(action) && action.status === 'succeeded' ? '' : sentence(action.reason ?? '')
  const outputs = Object.entries(action.outputs).map(
    ([key, values]) => markup`<code>${clipped(key, 200)}</code>: ${clipped(values.join(', '), 1000)}`
  )
  const next = nextStepOfAction(action)
  if (why.length <= 1 && outputs.length === 0 && next === '') return {}
  const told = outputs.length === 0 ? nothing : markup` <span class="quiet">Outputs:</span> ${joined(outputs, '; ')}`
  const step = next === '' ? nothing : markup` <b>Next:</b> ${next}`
  return { below: markup`${why.length <= 1 ? '' : clipped(why, 2000)}${step}${told}` }
}

/** Runs that were not seen to have ended. */
export function runningActionTable(record: EvidenceRecord): Markup {
  return htmlTable(
    markup`Actions that are not known to have ended`,
    [
      { title: 'Action' },
      { title: 'Wave' },
      { title: 'Run in SSM' },
      { title: 'Status' },
      { title: 'Told to stop', kind: 'when' }
    ],
    record.stillRunning.actions.map(({ name, wave, automationExecutionId, status, stopRequestedAt }) => ({
      cells: [
        markup`${clipped(name, 100)}`,
        markup`${clipped(wave, 100)}`,
        automationExecutionId === null ? markup`SSM never answered` : automationOf(record, automationExecutionId),
        markup`${clipped(status ?? 'not seen', 60)}`,
        stopRequestedAt === null ? markup`no` : momentOf(stopRequestedAt)
      ]
    }))
  )
}
