import type { EventBody } from './events.js'
import type { PermissionQuestion } from './sightings.js'
import type { SnapshotQuestion } from './launch/point-in-time.js'
import type { Timestamp } from './timestamp.js'

/** Events that `decide` itself concludes from what is known; the loop only writes them down. */
export type Conclusion = Extract<
  EventBody,
  {
    readonly type:
      | 'other-jobs-awaited'
      | 'preflight-concluded'
      | 'refused'
      | 'wave-started'
      | 'request-abandoned'
      | 'servers-released'
      | 'servers-retried'
      | 'servers-settled'
      | 'wave-settled'
      | 'action-settled'
      | 'verdict-reached'
      | 'cleanup-finished'
      | 'execution-finished'
  }
>

/** What to do next. The loop carries these out through the ports and turns what it sees into events. */
export type Command =
  | { readonly do: 'conclude'; readonly event: Conclusion }
  | { readonly do: 'identify' }
  /** List all source servers, and select those that the plan's matches mean. */
  | { readonly do: 'list-servers' }
  | { readonly do: 'describe-servers'; readonly servers: readonly string[] }
  | { readonly do: 'foretell-permissions'; readonly question: PermissionQuestion }
  | { readonly do: 'find-snapshots'; readonly questions: readonly SnapshotQuestion[] }
  /** Look at all jobs and, at the same time, for live recoveries of servers that are to be launched on what both say. */
  | { readonly do: 'survey-jobs'; readonly recoveriesOf?: readonly string[] }
  /** Ask whether any of these servers, about to be launched, has got a live recovery instance. */
  | { readonly do: 'observe-recoveries'; readonly servers: readonly string[] }
  | {
      readonly do: 'start-job'
      readonly request: number
      readonly wave: string
      readonly servers: readonly string[]
      /** Recovery snapshots by the servers that are launched from one. */
      readonly snapshots?: Readonly<Record<string, string>>
      readonly isDrill: boolean
    }
  | { readonly do: 'observe-jobs'; readonly jobIds: readonly string[] }
  | { readonly do: 'read-job-log'; readonly jobId: string }
  | { readonly do: 'observe-instances'; readonly servers: readonly InstanceQuestion[] }
  /** List what this execution has in AWS, and ask EC2 how these further instances are. */
  | { readonly do: 'list-instances'; readonly known: readonly string[] }
  | { readonly do: 'terminate'; readonly request: number; readonly recoveryInstanceIds: readonly string[] }
  | { readonly do: 'describe-documents'; readonly documents: readonly DocumentQuestion[] }
  | {
      readonly do: 'start-action'
      readonly wave: string
      readonly action: string
      readonly tries: number
      readonly token: string
      readonly document: string
      readonly documentVersion?: string
      readonly parameters: Readonly<Record<string, readonly string[]>>
    }
  | ({ readonly do: 'observe-action' } & AutomationOfAction)
  | ({ readonly do: 'stop-action' } & AutomationOfAction)
  | { readonly do: 'wait'; readonly until: Timestamp }

/** Which instance is asked for: the one that this job launched for this server. */
export interface InstanceQuestion {
  readonly sourceServerId: string
  readonly jobId: string
  /** Whether EC2's status checks are wanted too. */
  readonly statusChecks: boolean
}

/** Which SSM document is asked for; without a version the default one. */
export interface DocumentQuestion {
  readonly document: string
  readonly documentVersion?: string
}

/** The run of an action in SSM. */
export interface AutomationOfAction {
  readonly wave: string
  readonly action: string
  readonly automationExecutionId: string
}
