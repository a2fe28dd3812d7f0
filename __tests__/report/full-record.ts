import { recordOf } from '../../src/report/record/record.js'
import { evidenceSchema, type EvidenceRecord } from '../../src/report/record/schema.js'
import { Story } from './builders.js'
import { cases } from './cases.js'
import { selectionShort } from './selection-story.js'

const told = (name: string): EvidenceRecord => recordOf((cases[name] ?? (() => new Story().state()))())

/** A record that has something in every one of its parts, put together from those of many drills. */
export function fullRecord(): EvidenceRecord {
  const names = ['failed-server', 'skipped-and-deviations', 'retried-server', 'failed-action', 'cleanup-incomplete']
  const [base, ...others] = [...names, 'cancelled-with-running-jobs', 'cancelled-actions'].map(told)
  if (base === undefined) throw new Error('a record is needed')
  const all = [base, ...others]
  const selected = recordOf(selectionShort().state())
  return {
    ...base,
    plan: { ...base.plan, description: 'Payments, twice a year', commit: 'c'.repeat(40), sha256: 'd'.repeat(64) },
    run: { ...base.run, approvals: told('passed').run.approvals, approvalsNote: null },
    refusals: told('blocked-by-plan').refusals,
    preflight: told('preflight-passed').preflight,
    objectives: { ...base.objectives, rpo: { ...base.objectives.rpo, note: 'nothing was launched' } },
    guards: {
      replaceRecoveryInstances: ['s-1'],
      overridden: [{ sourceServerId: 's-1', recoveryInstanceId: 'i-1', ec2InstanceId: 'i-1', jobId: 'drsjob-1' }],
      waitForOtherJobsSeconds: 60,
      waited: { since: base.startedAt, until: base.startedAt, jobIds: ['drsjob-2'] }
    },
    waves: all.flatMap(({ waves }) => waves),
    leftOut: told('second-job-of-the-run').leftOut,
    selection: selected.selection,
    notSelected: selected.notSelected,
    stillRunning: {
      jobs: all.flatMap(({ stillRunning: { jobs } }) => jobs),
      instances: all.flatMap(({ stillRunning: { instances } }) => instances),
      unansweredStarts: all.flatMap(({ stillRunning: { unansweredStarts } }) => unansweredStarts),
      actions: all.flatMap(({ stillRunning: { actions } }) => actions)
    },
    previous: told('passed').previous,
    cleanup: told('cleanup-incomplete').cleanup,
    deviations: all.flatMap(({ deviations }) => deviations)
  }
}

/** `waves.0.servers.1.hostname`, a step at a time; the last may be the key of a map itself. */
export interface Place {
  readonly path: readonly string[]
  readonly isKey: boolean
}

export const nameOf = ({ path, isKey }: Place): string => `${path.join('.')}${isKey ? ' (its key)' : ''}`

/** Where a record can hold a text of any kind: it stays one that its schema takes. Those that are null now, too. */
export function placesIn(record: EvidenceRecord): readonly Place[] {
  return leavesOf(record, []).filter((place) => evidenceSchema.safeParse(withText(record, place, 'x')).success)
}

/** The record with another text in one place. */
export function withText(record: EvidenceRecord, { path, isKey }: Place, text: string): EvidenceRecord {
  const copy = structuredClone(record) as unknown
  const last = path.at(-1) ?? ''
  const holder = path.slice(0, -1).reduce<unknown>((node, step) => (node as Node)[step], copy) as Node
  if (isKey) {
    holder[text] = holder[last]
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- Its key is what is replaced.
    delete holder[last]
  } else holder[last] = text
  return copy as EvidenceRecord
}

/** Whether there is a text now, and not null. */
export function hasText(record: EvidenceRecord, { path }: Place): boolean {
  return path.reduce<unknown>((node, step) => (node as Node)[step], record) !== null
}

type Node = Record<string, unknown>

function leavesOf(node: unknown, path: readonly string[]): readonly Place[] {
  if (node === null || typeof node === 'string') return [{ path, isKey: false }]
  if (typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]) => [
    ...(Array.isArray(node) ? [] : [{ path: [...path, key], isKey: true }]),
    ...leavesOf(value, [...path, key])
  ])
}
