/** A reviewer's decision on an environment of the workflow run, in GitHub's words. */
export interface Approval {
  /** Login name; absent where GitHub does not know the account any more. */
  readonly user?: string
  /** `approved`, `rejected`, …: open. */
  readonly state: string
  readonly environments: readonly string[]
  readonly comment: string
}

/** What is known of the reviewers' decisions: all of them, or why they could not be read. */
export type Approvals = { readonly decisions: readonly Approval[] } | { readonly problem: string }
