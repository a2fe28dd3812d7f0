import type { Approval } from './approval.js'
import type { Places } from '../plan/places.js'
import type { StatedPlan } from '../plan/load.js'
import type { Cleanup, Plan } from '../plan/plan.js'
import type { Failure } from './failure.js'
import type { ForetoldPermissions } from './preflight/permissions.js'
import type { PreviousDrill, PreviousLook } from './previous-drill.js'
import type { PreflightResult } from './preflight/preflight.js'
import type { ServerSelection } from './selection/server-selection.js'
import type {
  EarlierInstance,
  AutomationSighting,
  DocumentSighting,
  ForeignJobs,
  Identity,
  InstanceSighting,
  JobLogItem,
  JobSighting,
  OwnInstances,
  OwnJobSighting,
  ServersSighting,
  SnapshotSighting,
  TerminationSighting
} from './sightings.js'
import type { ActionStatus, ServerStatus, Status, WaveEnd } from './status.js'
import type { Timestamp } from './timestamp.js'

/** What the action was asked to do (input `mode`). */
export type Mode = 'drill' | 'recovery' | 'preflight' | 'validate'

/** Whether a mode only asks: nothing is ever launched in it. */
export function startsNothing(mode: Mode): boolean {
  return mode === 'preflight' || mode === 'validate'
}

/** The plan file an execution runs, as the evidence names it. */
export interface PlanReference {
  /** The plan's name; the file's base name where the file could not be read that far. */
  readonly name: string
  /** Path relative to the workspace. */
  readonly path: string
  readonly sha256?: string
  /** What the file says of itself, as far as it could be read; the file, or the input that names it, may be wrong. */
  readonly stated?: StatedPlan
  /** The commit that was checked out (GITHUB_SHA). */
  readonly commit?: string
}

/** The workflow run, as GitHub tells it. Every part is absent outside GitHub Actions. */
export interface WorkflowRun {
  readonly repository?: string
  readonly runId?: string
  readonly attempt?: number
  readonly url?: string
  readonly actor?: string
  readonly event?: string
  readonly ref?: string
  readonly sha?: string
  readonly workflow?: string
  readonly job?: string
}

/** Why the action refused to start: one line that says what to do, with its place in the plan file where it has one. */
export interface Refusal {
  readonly message: string
  readonly line?: number
  readonly column?: number
}

/** What the execution asked AWS for when a look failed. */
export type Look =
  | 'identity'
  | 'servers'
  | 'snapshots'
  | 'survey'
  | 'jobs'
  | 'job-log'
  | 'instances'
  | 'own-instances'
  | 'recoveries'
  | 'documents'
  | 'actions'

/** What a look asks for again and again until it is answered: of each run of an action it is another question. */
export type Question = Exclude<Look, 'actions'> | `run ${string}`

export function questionOf({ look, automationExecutionId = '' }: EventOf<'look-failed'>): Question {
  return look === 'actions' ? runQuestion(automationExecutionId) : look
}

/** The question what a run of an action has come to. */
export function runQuestion(automationExecutionId: string): Question {
  return `run ${automationExecutionId}`
}

/**
 * Everything that can happen in an execution. The journal is a list of these; state, record and every report are folds of
 * it. Two kinds: what was seen or done (`jobs-observed`, `job-started`), and what was concluded from it
 * (`servers-settled`, `wave-settled`). Conclusions are written down, so that a journal keeps its verdict for ever.
 */
export type EventBody =
  | {
      readonly type: 'execution-opened'
      readonly schemaVersion: 1
      /** Of drs-drill, which the report names too. */
      readonly version?: string
      readonly executionId: string
      readonly mode: Mode
      readonly plan: PlanReference
      readonly run: WorkflowRun
      readonly pollIntervalSeconds: number
    }
  | {
      readonly type: 'plan-accepted'
      readonly plan: Plan
      /** Where its parts stand in the file, for what a check against AWS has to say about them. */
      readonly places: Places
      /** Budget of the whole drill: the input `timeout`, else the plan's. */
      readonly timeoutSeconds: number
      /** The input `cleanup`, else the plan's. */
      readonly cleanup: Cleanup
      /** The accounts that the input `allowed-account-ids` names; empty: any. */
      readonly allowedAccounts: readonly string[]
      /** Waves to run, in plan order. */
      readonly selected: readonly string[]
      /** Waves left out that a selected wave comes after: they must have come up earlier in this execution. */
      readonly presumed: readonly string[]
    }
  /** A guard, a check or the plan refused: nothing is started. */
  | { readonly type: 'refused'; readonly refusals: readonly Refusal[] }
  /** Who let the workflow run pass the gates of its environments, as GitHub tells it. */
  | { readonly type: 'approvals-read'; readonly approvals: readonly Approval[] }
  | { readonly type: 'approvals-not-read'; readonly reason: string }
  /** How the last executions of the plan in this mode went, newest first; of any account, for this one's may not be known yet. */
  | {
      readonly type: 'previous-drills-read'
      readonly drills: readonly PreviousDrill[]
      readonly look: PreviousLook
    }
  | { readonly type: 'previous-drills-not-read'; readonly reason: string }
  | { readonly type: 'identity-confirmed'; readonly identity: Identity }
  /** Which servers the plan's matches select; waves have their servers from here on. */
  | ({ readonly type: 'servers-selected' } & ServerSelection)
  | ({ readonly type: 'servers-described' } & ServersSighting)
  /** What IAM foretells of the permissions that a launch needs; asked once, and nothing hangs on an answer. */
  | ({ readonly type: 'permissions-foretold' } & ForetoldPermissions)
  /** The recovery snapshots that the plan chooses, or that DRS would fall back on; one for each that was asked for. */
  | { readonly type: 'snapshots-found'; readonly servers: readonly SnapshotSighting[] }
  /** All jobs that run in the account, and all jobs that carry this execution's tag. */
  | {
      readonly type: 'jobs-surveyed'
      readonly own: readonly OwnJobSighting[]
      readonly foreign: ForeignJobs
      /** Of servers of this run, by whatever job: a launch before it is void. */
      readonly terminations: readonly TerminationSighting[]
    }
  /** Nothing but the jobs of others keeps the drill from its start: until then it waits for their end. */
  | { readonly type: 'other-jobs-awaited'; readonly until: Timestamp; readonly holding: ForeignJobs['holding'] }
  /** The SSM documents that actions of this run name. */
  | { readonly type: 'documents-described'; readonly documents: readonly DocumentSighting[] }
  /** Everything that was asked before the start, and what was found; a blocking finding is refused next. */
  | { readonly type: 'preflight-concluded'; readonly results: readonly PreflightResult[] }
  | { readonly type: 'wave-started'; readonly wave: string }
  /** A look, right before a launch, at the live recovery instances of its servers that no drill launched. */
  | {
      readonly type: 'recoveries-observed'
      readonly asked: readonly string[]
      readonly live: readonly (EarlierInstance & { readonly sourceServerId: string })[]
    }
  /** Written before StartRecovery is sent: from here on the servers may be launching. */
  | {
      readonly type: 'job-requested'
      readonly request: number
      readonly wave: string
      readonly servers: readonly string[]
      /** What they are launched from, where that is not a new snapshot. */
      readonly snapshots?: Readonly<Record<string, string>>
    }
  | { readonly type: 'job-started'; readonly request: number; readonly job: JobSighting }
  /** DRS refused; nothing was started by this request. */
  | { readonly type: 'job-refused'; readonly request: number; readonly failure: Failure }
  /** The answer got lost: the job may run. It is looked for by its tags before anything is tried again. */
  | { readonly type: 'job-answer-lost'; readonly request: number; readonly failure: Failure }
  /** DRS has shown no job for the request, in every survey that was waited for: it was not executed. */
  | { readonly type: 'request-abandoned'; readonly request: number }
  /** A look at running jobs; `changes` holds only the jobs in which something is new. */
  | { readonly type: 'jobs-observed'; readonly asked: readonly string[]; readonly changes: readonly JobSighting[] }
  /** The items of a job's log that had not been read before. */
  | { readonly type: 'job-log-read'; readonly jobId: string; readonly items: readonly JobLogItem[] }
  /** A look at instances; `changes` holds only those in which something is new. */
  | {
      readonly type: 'instances-observed'
      readonly asked: readonly string[]
      readonly changes: readonly InstanceSighting[]
    }
  /** A question to AWS that was not answered. One never fails a drill; it is asked again while the budget lasts. */
  | {
      readonly type: 'look-failed'
      readonly look: Look
      readonly failure: Failure
      /** Run of an action that was asked for. */
      readonly automationExecutionId?: string
    }
  /** Servers that this attempt takes out of a job of an earlier attempt, to launch them anew. */
  | { readonly type: 'servers-released'; readonly servers: readonly { sourceServerId: string; reason: string }[] }
  /** Servers whose launch in that job FAILED, and that the wave's `retry` launches again in another. */
  | {
      readonly type: 'servers-retried'
      readonly servers: readonly { sourceServerId: string; jobId: string; reason: string }[]
    }
  | {
      readonly type: 'servers-settled'
      readonly servers: readonly { sourceServerId: string; status: ServerStatus; reason: string }[]
    }
  | { readonly type: 'wave-settled'; readonly wave: string; readonly status: WaveEnd; readonly reason: string }
  /** Written before StartAutomationExecution is sent, each time: with the same token it starts nothing twice. */
  | {
      readonly type: 'action-requested'
      readonly wave: string
      readonly action: string
      readonly tries: number
      readonly token: string
      readonly parameters: Readonly<Record<string, readonly string[]>>
    }
  /** SSM runs it, or has run it: the token may have been known from an earlier attempt. */
  | {
      readonly type: 'action-started'
      readonly wave: string
      readonly action: string
      readonly automationExecutionId: string
    }
  | { readonly type: 'action-refused'; readonly wave: string; readonly action: string; readonly failure: Failure }
  | { readonly type: 'action-answer-lost'; readonly wave: string; readonly action: string; readonly failure: Failure }
  /** A look at an action's run; without `sighting` nothing in it is new. */
  | {
      readonly type: 'action-observed'
      readonly wave: string
      readonly action: string
      readonly sighting?: AutomationSighting
    }
  /** Written before StopAutomationExecution is sent. */
  | { readonly type: 'action-stop-requested'; readonly wave: string; readonly action: string }
  /** With `failure` it was refused, or not answered. */
  | {
      readonly type: 'action-stop-answered'
      readonly wave: string
      readonly action: string
      readonly failure?: Failure
    }
  | {
      readonly type: 'action-settled'
      readonly wave: string
      readonly action: string
      readonly status: ActionStatus
      readonly reason: string
    }
  | { readonly type: 'cancel-requested'; readonly signal: string }
  /** The post step goes on with what main left undone: main was killed, or had no time for the cleanup. */
  | { readonly type: 'taken-over' }
  /** The drill is judged. What follows, the cleanup, does not change its status any more. */
  | { readonly type: 'verdict-reached'; readonly status: Status; readonly reason: string }
  /** All that this execution has in AWS, asked for the cleanup or to tell what still runs. */
  | ({ readonly type: 'instances-listed' } & OwnInstances)
  /** Written before TerminateRecoveryInstances is sent. */
  | {
      readonly type: 'termination-requested'
      readonly request: number
      readonly recoveryInstanceIds: readonly string[]
    }
  | { readonly type: 'termination-started'; readonly request: number; readonly job: JobSighting }
  | { readonly type: 'termination-refused'; readonly request: number; readonly failure: Failure }
  | { readonly type: 'termination-answer-lost'; readonly request: number; readonly failure: Failure }
  | { readonly type: 'cleanup-finished'; readonly complete: boolean; readonly reason: string }
  /** What the SDKs counted. */
  | {
      readonly type: 'calls-counted'
      readonly calls: Readonly<Record<string, number>>
      readonly throttled: number
      readonly retried: number
    }
  | { readonly type: 'execution-finished'; readonly status: Status; readonly reason: string }

/** An event: what happened, and when it was written down. */
export type DrillEvent = EventBody & { readonly at: Timestamp }

export type EventType = EventBody['type']

/** The event of one type. */
export type EventOf<T extends EventType> = Extract<DrillEvent, { readonly type: T }>
