/** An earlier execution of the plan, as its evidence tells it. */
export interface PreviousDrill {
  readonly executionId: string
  readonly runId: string
  readonly startedAt: string
  readonly status: string
  /** Absent where it was not measured. */
  readonly rtoSeconds?: number
  readonly rpoSeconds?: number
  readonly servers: number
  /** How many of them did not come up. */
  readonly notUp: number
}

/** What is known of the last executions in the same mode, newest first; or why it could not be read. */
export type PreviousDrills = { readonly drills: readonly PreviousDrill[] } | { readonly problem: string }
