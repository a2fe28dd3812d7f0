import type { PlannedWave, Plan } from '../plan/plan.js'
import type { Look, Mode, PlanReference, Refusal, WorkflowRun } from './events.js'
import type { Failure } from './failure.js'
import type { LogFindings } from './job-log.js'
import type {
  ForeignJobs,
  Identity,
  InstanceSighting,
  JobSighting,
  ParticipantSighting,
  ServerSighting
} from './sightings.js'
import type { ServerStatus, Status, WaveStatus } from './status.js'
import type { Timestamp } from './timestamp.js'

/** A server of a selected or presumed wave. */
export interface ServerState {
  readonly sourceServerId: string
  readonly wave: string
  /** What DRS said of it before the drill. */
  readonly described?: ServerSighting
  /** The request that is to launch it, from the moment it is written down. */
  readonly request?: number
  /** The job that launches it. */
  readonly jobId?: string
  /** When its launch was asked for; a job found by its tags counts from its creation. */
  readonly requestedAt?: Timestamp
  readonly participant?: ParticipantSighting
  /** When it was first seen LAUNCHED. */
  readonly launchedAt?: Timestamp
  /** What the last StartRecovery for it was refused with. */
  readonly refused?: Failure
  readonly log: LogFindings
  readonly instance?: InstanceSighting
  /** When its instance was last looked at. */
  readonly instanceSeenAt?: Timestamp
  readonly verifiedAt?: Timestamp
  readonly outcome?: { readonly status: ServerStatus; readonly reason: string; readonly at: Timestamp }
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
    /** Servers that had failed or were terminated already. */
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
  /** Surveys that have looked for its job in vain. */
  readonly surveys: number
}

/** A look that has failed since it last succeeded. */
export interface LookTrouble {
  readonly count: number
  readonly at: Timestamp
  readonly failure: Failure
}

/** All that is known of an execution: the fold of its journal. */
export interface DrillState {
  readonly executionId: string
  readonly mode: Mode
  readonly planReference: PlanReference
  readonly run: WorkflowRun
  readonly pollIntervalSeconds: number
  readonly openedAt: Timestamp
  readonly plan?: Plan
  readonly timeoutSeconds: number
  readonly refusals: readonly Refusal[]
  readonly identity?: Identity
  /** Whether the servers have been described. */
  readonly described: boolean
  readonly survey?: { readonly at: Timestamp; readonly foreign: ForeignJobs }
  readonly waves: ReadonlyMap<string, WaveState>
  readonly servers: ReadonlyMap<string, ServerState>
  readonly jobs: ReadonlyMap<string, JobState>
  readonly requests: readonly RequestState[]
  /** StartRecovery refused in a row. */
  readonly startTrouble?: { readonly count: number; readonly at: Timestamp; readonly failure: Failure }
  readonly trouble: ReadonlyMap<Look, LookTrouble>
  readonly cancelled?: { readonly at: Timestamp; readonly signal: string }
  readonly calls?: {
    readonly calls: Readonly<Record<string, number>>
    readonly throttled: number
    readonly retried: number
  }
  readonly finished?: { readonly at: Timestamp; readonly status: Status; readonly reason: string }
}
