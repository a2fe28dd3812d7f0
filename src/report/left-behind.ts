import { startsNothing } from '../drill/events.js'
import type { EvidenceRecord } from './record/schema.js'
import { counted } from '../plan/wording.js'

/** What is still there in AWS, in numbers: `2 drill instances, 1 running job`; empty where nothing is. */
export function describeLeft({ mode, stillRunning }: Pick<EvidenceRecord, 'mode' | 'stillRunning'>): string {
  const { jobs, instances, unansweredStarts, actions } = stillRunning
  const parts: readonly (readonly [number, string, string?])[] = [
    [instances.length, mode === 'recovery' ? 'recovery instance' : 'drill instance'],
    [jobs.length, 'running job'],
    [unansweredStarts.length, 'unconfirmed launch', 'unconfirmed launches'],
    [actions.length, 'action']
  ]
  return parts
    .filter(([number]) => number > 0)
    .map(([number, noun, many]) => counted(number, noun, many))
    .join(', ')
}

/**
 * What a run that was refused has to tell of: it started nothing itself, but an earlier attempt, or an earlier job of the
 * workflow run, may have. Empty where nothing is left, or the run was not refused.
 */
export function leftBefore(
  record: Pick<EvidenceRecord, 'status' | 'mode' | 'stillRunning' | 'run' | 'preflight'>
): string {
  if (record.status !== 'blocked') return ''
  const left = describeLeft(record)
  if (left !== '') return `still in AWS from earlier in this execution: ${left}`
  const { run, preflight, mode } = record
  // It is asked with the rest, before the start; a first attempt has nothing before it that its plan does not know.
  const isAsked = isSurveyed(preflight) || (run.attempt ?? 1) === 1 || startsNothing(mode)
  return isAsked
    ? ''
    : 'whether an earlier attempt left something running is not known, since it did not come to that question'
}

/** The check of other jobs rests on the survey that finds those of earlier attempts. */
function isSurveyed(preflight: EvidenceRecord['preflight']): boolean {
  return preflight.some(({ check, result }) => check === 'other-jobs' && result !== 'not-asked')
}
