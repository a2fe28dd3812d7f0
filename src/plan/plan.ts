import type { ServerSelector } from './match.js'

/**
 * The plan as the drill uses it: groups resolved into waves, defaults applied, durations in seconds, `after` explicit.
 * `loadPlan` makes it from the file; the journal keeps it, so that everything later can be derived from the journal.
 */

/** How an EC2 instance is checked once DRS says LAUNCHED (contract section 4). */
export type InstanceCheck = 'running' | 'status-ok' | 'none'

/** Whether the DRS post-launch actions have to succeed before a server counts as up. */
export type LaunchActionsCheck = 'required' | 'ignored'

export interface Verification {
  readonly instance: InstanceCheck
  readonly launchActions: LaunchActionsCheck
}

/** What a failed wave means for waves that do not depend on it. */
export type OnFailure = 'stop' | 'continue'

/** What a missed objective means for the verdict. */
export type OnMiss = 'fail' | 'warn'

/** When this execution's own drill instances are terminated at the end. */
export type CleanupWhen = 'never' | 'on-success' | 'always'

export interface Objectives {
  readonly rtoSeconds?: number
  readonly rpoSeconds?: number
  readonly onMiss: OnMiss
}

export interface Cleanup {
  readonly when: CleanupWhen
  readonly timeoutSeconds: number
}

/** What stands before a launch, and what it may override, server by server. */
export interface Guards {
  /** Servers whose live recovery instance a launch may destroy. */
  readonly replaceRecoveryInstances: readonly string[]
  /** How long the start waits for jobs of others that hold a server; 0: not at all. */
  readonly waitForOtherJobsSeconds: number
}

/** Where alone a drill may launch; a list that is empty restricts nothing. */
export interface Isolation {
  readonly subnets: readonly string[]
  readonly securityGroups: readonly string[]
}

/** What is tried again. */
export interface Retry {
  /** How often a server whose launch FAILED is launched again, at most. */
  readonly failedServers: number
}

/**
 * Which recovery point is launched: a new one (`latest`), the newest snapshot not later than a time (ISO 8601, UTC), or
 * snapshots by the IDs of their source servers; a server that is not named is launched from the latest.
 */
export type PointInTime =
  'latest' | { readonly before: string } | { readonly snapshots: Readonly<Record<string, string>> }

/** Before the launch of a wave, or once its servers are up. */
export type ActionPhase = 'pre' | 'post'

/** An SSM Automation document that a wave runs. */
export interface PlannedAction {
  readonly phase: ActionPhase
  /** Unique within the wave. */
  readonly name: string
  /** Name or ARN. */
  readonly document: string
  readonly documentVersion?: string
  /** As written, with placeholders (placeholders.ts). */
  readonly parameters: Readonly<Record<string, readonly string[]>>
  readonly timeoutSeconds: number
}

export interface PlannedWave {
  readonly name: string
  /** Names of the waves this one starts after; empty: starts at once. */
  readonly after: readonly string[]
  /** Source server IDs, each once, in the order of the file; behind them those that were selected, once that is known. */
  readonly servers: readonly string[]
  /** What selects further servers; absent: nothing. */
  readonly selectors?: readonly ServerSelector[]
  readonly timeoutSeconds: number
  readonly onFailure: OnFailure
  /** How long dependents wait after the wave is up. */
  readonly soakSeconds: number
  readonly verify: Verification
  readonly retry: Retry
  readonly pointInTime: PointInTime
  /** In the order in which they run, those before the launch first; absent: none. */
  readonly actions?: readonly PlannedAction[]
}

export interface Plan {
  readonly name: string
  readonly description?: string
  readonly region?: string
  readonly account?: string
  readonly timeoutSeconds: number
  readonly objectives: Objectives
  readonly cleanup: Cleanup
  readonly guards: Guards
  readonly isolation?: Isolation
  /** In the order of the file. */
  readonly waves: readonly PlannedWave[]
}
