import { startsNothing } from '../drill/events.js'
import type { ActionRecord, Deviation, EvidenceRecord, ServerRecord, WaveRecord } from './record/schema.js'

/** How a reader is told of a status: good, bad, or neither (nothing was tried, or it was broken off). */
export type Tone = 'good' | 'bad' | 'warn' | 'idle'

interface Word {
  readonly title: string
  readonly tone: Tone
}

export const verdictWords: Readonly<Record<EvidenceRecord['status'], Word>> = {
  passed: { title: 'Passed', tone: 'good' },
  failed: { title: 'Failed', tone: 'bad' },
  'timed-out': { title: 'Timed out', tone: 'bad' },
  cancelled: { title: 'Cancelled', tone: 'warn' },
  blocked: { title: 'Blocked', tone: 'warn' },
  unfinished: { title: 'Unfinished', tone: 'warn' }
}

export const serverWords: Readonly<Record<ServerRecord['status'], Word>> = {
  launched: { title: 'Up', tone: 'good' },
  failed: { title: 'Failed', tone: 'bad' },
  skipped: { title: 'Skipped', tone: 'bad' },
  terminated: { title: 'Terminated', tone: 'bad' },
  unverified: { title: 'Unverified', tone: 'bad' },
  'timed-out': { title: 'Timed out', tone: 'bad' },
  'not-started': { title: 'Not started', tone: 'idle' },
  cancelled: { title: 'Cancelled', tone: 'warn' },
  'in-progress': { title: 'In progress', tone: 'warn' }
}

export const waveWords: Readonly<Record<WaveRecord['status'], Word>> = {
  up: { title: 'Up', tone: 'good' },
  failed: { title: 'Failed', tone: 'bad' },
  'timed-out': { title: 'Timed out', tone: 'bad' },
  'not-started': { title: 'Not started', tone: 'idle' },
  cancelled: { title: 'Cancelled', tone: 'warn' },
  running: { title: 'Running', tone: 'warn' },
  waiting: { title: 'Waiting', tone: 'idle' }
}

export const actionWords: Readonly<Record<ActionRecord['status'], Word>> = {
  succeeded: { title: 'Succeeded', tone: 'good' },
  'succeeded-earlier': { title: 'Succeeded earlier', tone: 'good' },
  failed: { title: 'Failed', tone: 'bad' },
  'timed-out': { title: 'Timed out', tone: 'bad' },
  'not-started': { title: 'Not started', tone: 'idle' },
  cancelled: { title: 'Cancelled', tone: 'warn' },
  'in-progress': { title: 'In progress', tone: 'warn' }
}

export const modeWords: Readonly<Record<EvidenceRecord['mode'], { readonly title: string; readonly noun: string }>> = {
  drill: { title: 'Drill', noun: 'Disaster recovery drill' },
  recovery: { title: 'Recovery (real failover)', noun: 'Disaster recovery, real failover' },
  preflight: { title: 'Preflight', noun: 'Preflight of a disaster recovery plan' },
  validate: { title: 'Validation of the plan', noun: 'Validation of a recovery plan' }
}

export const deviationWords: Readonly<Record<Deviation['kind'], string>> = {
  'server-failed': 'Server failed',
  'server-skipped': 'Server skipped',
  'server-terminated': 'Server terminated',
  'server-unverified': 'Server not verified',
  'server-timed-out': 'Server timed out',
  'server-not-started': 'Server not started',
  'server-cancelled': 'Server cancelled',
  'wave-late': 'Wave late',
  'wave-not-started': 'Wave not started',
  relaunched: 'Launched again',
  retried: 'Launch failed, tried again',
  'no-longer-selected': 'No longer selected',
  'recovery-replaced': 'Live recovery replaced',
  'previous-snapshot': 'Older snapshot',
  'previous-snapshot-unknown': 'Older snapshot not ruled out',
  'other-recovery-point': 'Other recovery point',
  'launch-action-failed': 'Post-launch action failed',
  'action-failed': 'Action failed',
  'action-left-running': 'Action left running',
  'rto-missed': 'RTO missed',
  'rpo-missed': 'RPO missed',
  'cleanup-incomplete': 'Cleanup fell short',
  'job-left-running': 'Job left running',
  'start-unanswered': 'Launch unconfirmed'
}

/** What a person calls a server. */
export function nameOf({ hostname, sourceServerId }: Pick<ServerRecord, 'hostname' | 'sourceServerId'>): string {
  return hostname ?? sourceServerId
}

/** The post-launch actions of a server that failed, each with its reason. */
export function failedActionsOf({ launchActions }: Pick<ServerRecord, 'launchActions'>): readonly string[] {
  return launchActions
    .filter(({ status }) => status === 'FAILED')
    .map(
      ({ name, failureReason, optional }) =>
        `${optional ? 'optional ' : ''}post-launch action ${name} failed${failureReason === null ? '' : `: ${failureReason}`}`
    )
}

/** Nothing was launched and nothing was to be: there is a plan to show, but no run of it. */
export function isPlanOnly({ mode, status }: Pick<EvidenceRecord, 'mode' | 'status'>): boolean {
  return startsNothing(mode) || status === 'blocked'
}
