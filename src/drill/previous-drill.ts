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
  /** How many waves of its plan it left out: its figures are those of a part. */
  readonly leftOutWaves: number
  /** Whether these are the waves that this execution leaves out, too; of whole plans as well. */
  readonly sameWaves: boolean
}

/** Where it was looked for earlier executions. Only where nothing is missing, none found means that there was none. */
export interface PreviousLook {
  /** Artifacts of the repository that GitHub listed, the newest ones. */
  readonly listed: number
  /** Whether these are all that it has. */
  readonly listedAll: boolean
  /** Those of them that were opened, by their names. */
  readonly opened: number
  /** Of the opened ones, those that could not be had, or hold no evidence that can be read. */
  readonly unreadable: number
  /** Those with such a name that GitHub has deleted, as their retention asks. */
  readonly expired: number
  /** Those with such a name that were not opened: ten drills were found, or thirty artifacts opened. */
  readonly unopened: number
  /** Those that nothing but their names tells to be no evidence of the plan. */
  readonly otherNames: number
}

/** What is known of the last executions in the same mode, newest first; or why it could not be read. */
export type PreviousDrills =
  { readonly drills: readonly PreviousDrill[]; readonly look: PreviousLook } | { readonly problem: string }
