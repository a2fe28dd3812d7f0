import type { Stray } from './selection/strays.js'
import type { Approvals } from './approval.js'
import type { PlaceName, Places } from '../plan/places.js'
import type { Cleanup, PlannedWave, Plan } from '../plan/plan.js'
import type { ActionState } from './actions/action.js'
import type { Mode, PlanReference, Question, Refusal, WorkflowRun } from './events.js'
import type { Failure } from './failure.js'
import type { ForetoldPermissions } from './preflight/permissions.js'
import type { PreviousDrills } from './previous-drill.js'
import type { PreflightResult } from './preflight/preflight.js'
import type { LogFindings, PhaseSpan } from './watch/job-log.js'
import type { ServerSelection } from './selection/server-selection.js'
import type {
  EarlierInstance,
  DocumentSighting,
  ForeignJobs,
  Identity,
  InstanceSighting,
  JobSighting,
  OwnInstances,
  OwnInstanceSighting,
  ParticipantSighting,
  ServerSighting,
  SnapshotSighting
} from './sightings.js'
import type { ServerStatus, Status, WaveStatus } from './status.js'
import type { Timestamp } from './timestamp.js'

/** A server of a selected or presumed wave. */
export interface ServerState {
  readonly sourceServerId: string
  readonly wave: string
  /** The match that found it, where its wave does not list it. */
  readonly foundBy?: PlaceName
  /** What DRS said of it before the drill. */
  readonly described?: ServerSighting
  /** Its live recovery instances that no drill launched, and when they were last looked for. */
  readonly recoveries?: { readonly seenAt: Timestamp; readonly live: readonly EarlierInstance[] }
  /** The recovery snapshot that was found for it before the start. */
  readonly snapshot?: SnapshotSighting
  /** The request that is to launch it, from the moment it is written down. */
  readonly request?: number
  /** The job that launches it. */
  readonly jobId?: string
  /** When this attempt first asked for its launch, whatever came of that request. */
  readonly firstAskedAt?: Timestamp
  /** When its launch was asked for; a job found by its tags counts from its creation. */
  readonly requestedAt?: Timestamp
  readonly participant?: ParticipantSighting
  /** When the list of its post-launch actions was last seen to change. */
  readonly launchActionsAt?: Timestamp
  /** When it was first seen LAUNCHED. */
  readonly launchedAt?: Timestamp
  /** The last StartRecovery for it that was refused. */
  readonly refused?: Refused
  /** Its launches in this attempt that FAILED and were, or are to be, tried again; oldest first. */
  readonly failedLaunches?: readonly FailedLaunch[]
  readonly log: LogFindings
  readonly instance?: InstanceSighting
  /** When its instance was last looked at. */
  readonly instanceSeenAt?: Timestamp
  readonly verifiedAt?: Timestamp
  readonly outcome?: { readonly status: ServerStatus; readonly reason: string; readonly at: Timestamp }
}

/** A launch of a server that FAILED and was followed by another. */
export interface FailedLaunch {
  readonly jobId: string
  readonly requestedAt?: Timestamp
  /** When that was concluded. */
  readonly failedAt: Timestamp
  readonly reason: string
  readonly phases: readonly PhaseSpan[]
  /** The instance that the job's log names all the same. */
  readonly ec2InstanceId?: string
}

/** A server that a job of this execution has launched in another wave than the one it is in. */
export interface LaunchedElsewhere {
  readonly sourceServerId: string
  readonly jobId: string
  /** Empty: its job does not say. */
  readonly wave: string
  readonly recoveryInstanceId?: string
}

/** A StartRecovery that DRS refused, as one of its servers sees it. */
export interface Refused {
  readonly failure: Failure
  /** Refusals in a row that one of the servers asked for together may have caused. */
  readonly count: number
  /** How many servers may go together the next time: one that cannot be launched must not keep the others. */
  readonly batchLimit: number
  /** Whether it was asked for alone: the refusal is its own. */
  readonly alone: boolean
}

export interface WaveState {
  readonly planned: PlannedWave
  /** False: left out of this run, but a selected wave comes after it. */
  readonly selected: boolean
  readonly status: WaveStatus
  readonly reason?: string
  readonly startedAt?: Timestamp
  readonly settledAt?: Timestamp
}

export interface JobState extends JobSighting {
  readonly wave: string
  /** Present on a job that an earlier attempt, or an earlier job of the workflow run, started; how it was found. */
  readonly adopted?: {
    readonly ended: boolean
    /** Servers that had failed already, or whose recovery instance was terminated since. */
    readonly lost: readonly string[]
  }
  /** The servers it was asked to launch, or is seen to launch. */
  readonly servers: readonly string[]
  /** When DRS last showed it. */
  readonly seenAt: Timestamp
  /** When something in it last changed: its log is worth reading again. */
  readonly changedAt: Timestamp
  /** The keys of the log items that have been read. */
  readonly logKeys: ReadonlySet<string>
  readonly logReadAt?: Timestamp
  /** The log says that the job has ended (JOB_END, JOB_CANCEL); its status may lag behind. */
  readonly endLogged: boolean
}

/** A StartRecovery that was written down. `open`: its answer is not known. */
export interface RequestState {
  readonly request: number
  readonly wave: string
  readonly servers: readonly string[]
  readonly at: Timestamp
  readonly status: 'open' | 'started' | 'refused' | 'abandoned'
  readonly jobId?: string
  readonly failure?: Failure
  /** When its answer got lost. */
  readonly lostAt?: Timestamp
  /** Surveys that have looked for its job in vain. */
  readonly surveys: number
}

/** A look that has failed since it last succeeded. */
export interface LookTrouble {
  readonly count: number
  /** When it failed first. */
  readonly since: Timestamp
  readonly at: Timestamp
  readonly failure: Failure
}

/** A TerminateRecoveryInstances that was written down. */
export interface TerminationState {
  readonly request: number
  readonly recoveryInstanceIds: readonly string[]
  readonly at: Timestamp
  readonly status: 'open' | 'lost' | 'refused' | 'running' | 'ended'
  readonly jobId?: string
  /** When DRS last showed its job. */
  readonly seenAt?: Timestamp
  readonly failure?: Failure
}

/** What is known of the instances that this execution has to remove, or to tell of. */
export interface CleanupState {
  /** Every instance ever listed, by its recovery instance ID, as it was last seen. */
  readonly instances: ReadonlyMap<string, OwnInstanceSighting>
  readonly launching: OwnInstances['launching']
  /** Launched, and not listed yet; `since`: when that was first seen. */
  readonly unlisted: readonly (OwnInstances['unlisted'][number] & { readonly since: Timestamp })[]
  readonly listedAt?: Timestamp
  readonly terminations: readonly TerminationState[]
  readonly finished?: { readonly at: Timestamp; readonly complete: boolean; readonly reason: string }
}

/** All that is known of an execution: the fold of its journal. */
export interface DrillState {
  readonly executionId: string
  /** The version of drs-drill that opened it. */
  readonly version?: string
  readonly mode: Mode
  readonly planReference: PlanReference
  readonly run: WorkflowRun
  readonly pollIntervalSeconds: number
  readonly openedAt: Timestamp
  /** Absent: GitHub was not asked, or has not answered yet. */
  readonly approvals?: Approvals
  readonly previous?: PreviousDrills
  readonly plan?: Plan
  readonly places: Places
  readonly timeoutSeconds: number
  readonly cleanup: Cleanup
  /** Empty: any account. */
  readonly allowedAccounts: readonly string[]
  readonly refusals: readonly Refusal[]
  readonly identity?: Identity
  /** What the plan's matches selected; absent until DRS was asked, and where there are none. */
  readonly selection?: ServerSelection
  /** Whether the servers have been described. */
  readonly described: boolean
  /** What was refused when they were: what these reads would have told is not known. */
  readonly refusedReads: readonly Failure[]
  /** When they were last described. */
  readonly describedAt?: Timestamp
  /** What IAM foretells of the permissions; absent until it was asked. */
  readonly foretold?: ForetoldPermissions
  /** When recovery snapshots were asked for. */
  readonly snapshotsAt?: Timestamp
  /** The wait for the jobs of others, from its beginning. */
  readonly wait?: { readonly since: Timestamp; readonly until: Timestamp; readonly holding: ForeignJobs['holding'] }
  /** Live recovery instances that the plan let a launch destroy, as they were known when it was asked for. */
  readonly overridden: readonly (EarlierInstance & { readonly sourceServerId: string })[]
  readonly survey?: {
    readonly at: Timestamp
    readonly foreign: ForeignJobs
    /** Servers of this run that this execution has launched for another wave than the one they are in. */
    readonly launchedElsewhere: readonly LaunchedElsewhere[]
    /** What this execution has launched for waves that its plan does not have any more. */
    readonly ofOtherWaves: readonly Stray[]
  }
  /** What SSM said of the documents of actions; absent until it was asked. */
  readonly documents?: readonly DocumentSighting[]
  /** What was found before the start; absent until all of it has been asked. */
  readonly preflight?: readonly PreflightResult[]
  readonly waves: ReadonlyMap<string, WaveState>
  readonly servers: ReadonlyMap<string, ServerState>
  readonly jobs: ReadonlyMap<string, JobState>
  /** Of the selected waves, wave by wave, in the order in which they run. */
  readonly actions: readonly ActionState[]
  readonly requests: readonly RequestState[]
  /** StartRecovery refused in a row. */
  readonly startTrouble?: { readonly count: number; readonly at: Timestamp; readonly failure: Failure }
  readonly trouble: ReadonlyMap<Question, LookTrouble>
  readonly cancelled?: { readonly at: Timestamp; readonly signal: string }
  readonly calls?: {
    readonly calls: Readonly<Record<string, number>>
    readonly throttled: number
    readonly retried: number
  }
  /** Whether whoever carries this execution out was told to stop: what takes time is left to the post step. */
  readonly mustStop: boolean
  /** When the post step took the execution over; the last time, where it did so more than once. */
  readonly takenOverAt?: Timestamp
  readonly verdict?: { readonly at: Timestamp; readonly status: Status; readonly reason: string }
  readonly removal: CleanupState
  /** What a process of this execution ended with that failed after a better verdict; whoever takes over does not undo it. */
  readonly broken?: { readonly status: Status; readonly reason: string }
  readonly finished?: { readonly at: Timestamp; readonly status: Status; readonly reason: string }
}
