import type { Clock } from '../clock.js'
import type { SsmDocument } from '../scenario.js'
import { valueAt, type Timeline } from '../timeline.js'

export type AutomationStatus =
  'InProgress' | 'Waiting' | 'Cancelling' | 'Success' | 'Failed' | 'TimedOut' | 'Cancelled' | 'Rejected' | 'Pending'

export interface Step {
  readonly name: string
  readonly action: string
  statuses: Timeline<AutomationStatus>
}

/** A run of an Automation document, its course settled when it is started. */
export interface Automation {
  readonly executionId: string
  readonly clientToken: string | undefined
  readonly documentName: string
  readonly parameters: Readonly<Record<string, readonly string[]>>
  readonly document: SsmDocument
  readonly documentVersion: string
  readonly startedAt: number
  endsAt: number
  statuses: Timeline<AutomationStatus>
  readonly steps: readonly Step[]
}

/** What running a document will come to: a person's approval first, where it asks for one, then its work. */
export function plannedCourse(
  document: SsmDocument,
  startedAt: number,
  clock: Clock
): Pick<Automation, 'endsAt' | 'statuses' | 'steps'> {
  const { approval } = document
  const decidedAt =
    approval === undefined
      ? startedAt
      : approval.decision === 'never'
        ? Infinity
        : startedAt + clock.real(approval.after)
  const isRejected = approval?.decision === 'reject'
  const endsAt = isRejected ? decidedAt : decidedAt + clock.real(document.duration)
  const final = isRejected ? 'Failed' : document.status
  const approvalStep: Step[] =
    approval === undefined
      ? []
      : [
          {
            name: 'approve',
            action: 'aws:approve',
            statuses: [
              { at: -Infinity, value: 'Waiting' },
              { at: decidedAt, value: isRejected ? 'Rejected' : 'Success' }
            ]
          }
        ]
  const work: Timeline<AutomationStatus> = [
    { at: -Infinity, value: 'Pending' },
    { at: decidedAt, value: 'InProgress' },
    { at: endsAt, value: document.status }
  ]
  return {
    endsAt,
    statuses: [
      { at: -Infinity, value: approval === undefined ? 'InProgress' : 'Waiting' },
      { at: decidedAt, value: 'InProgress' },
      { at: endsAt, value: final }
    ],
    steps: [
      ...approvalStep,
      { name: 'run', action: 'aws:executeScript', statuses: isRejected ? work.slice(0, 1) : work }
    ]
  }
}

/** How long the step under way takes to let go. */
const cancellingFor = 4_000

/** Stops a run, which takes it a moment. */
export function cancel(automation: Automation, now: number, clock: Clock): void {
  if (automation.document.ignoresStop) return
  automation.endsAt = now + clock.real(cancellingFor)
  for (const course of [automation, ...automation.steps]) {
    const isOver = ['Success', 'Rejected'].includes(valueAt(course.statuses, now))
    if (isOver) continue
    course.statuses = [
      ...course.statuses.filter((entry) => entry.at < now),
      { at: now, value: 'Cancelling' },
      { at: automation.endsAt, value: 'Cancelled' }
    ]
  }
}
