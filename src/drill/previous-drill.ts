/** An earlier execution of the plan, as its evidence tells it. */
export interface PreviousDrill {
  readonly executionId: string
  readonly runId: string
  readonly startedAt: string
  readonly status: string
  /** Of AWS; absent where its evidence does not tell it: it ended before AWS was asked. */
  readonly account?: string
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
  /** Whether this job uploads evidence, so that its earlier runs may have: else none found says nothing. */
  readonly uploads: boolean
}

/** What is known of the last executions in the same mode, of any account, newest first; or why it could not be read. */
export type PreviousDrills =
  { readonly drills: readonly PreviousDrill[]; readonly look: PreviousLook } | { readonly problem: string }

/** What one is compared with are the newest. */
export const comparedAtMost = 10

/** Those of another account are counted, and no more: they say nothing of this one. */
export interface ComparableDrills {
  readonly drills: readonly PreviousDrill[]
  readonly otherAccounts: number
}

/**
 * Of the drills that were found, newest first, those that one in this account is compared with, one of each run. A run may
 * have several, as the legs of a matrix are, and its attempts: taken is rather one that tells its account, then one of the
 * same waves, then the newest. While its own account is not known, none is another's.
 */
export function comparableIn(account: string | undefined, found: readonly PreviousDrill[]): ComparableDrills {
  const isElsewhere = (drill: PreviousDrill): boolean =>
    account !== undefined && drill.account !== undefined && drill.account !== account
  const ofRuns = new Map<string, PreviousDrill>()
  for (const drill of found.filter((one) => !isElsewhere(one))) {
    const before = ofRuns.get(drill.runId)
    if (before === undefined || isRather(drill, before)) ofRuns.set(drill.runId, drill)
  }
  return { drills: [...ofRuns.values()].slice(0, comparedAtMost), otherAccounts: found.filter(isElsewhere).length }
}

function isRather(drill: PreviousDrill, before: PreviousDrill): boolean {
  const tells = drill.account !== undefined
  return tells === (before.account !== undefined) ? drill.sameWaves && !before.sameWaves : tells
}
