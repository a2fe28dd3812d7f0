import { z } from 'zod'
import { duration } from '../clock.js'

/** An artifact that a workflow run of the past has left. */
const pastArtifact = z.strictObject({
  name: z.string(),
  runId: z.number().int().positive(),
  /** How long ago it was uploaded. */
  age: duration.default(86_400_000),
  /** What is in its archive, by path. */
  files: z.record(z.string(), z.string()).default({}),
  expired: z.boolean().default(false),
  /** Uploaded by a run of a fork. */
  fork: z.boolean().default(false),
  /** What GitHub says of its size, where that is not the archive's. */
  size: z.number().int().nonnegative().optional()
})

const comment = z.strictObject({
  body: z.string(),
  user: z.string().default('octocat'),
  /** What GitHub says of the user's standing in the repository (`author_association`). */
  association: z.enum(['OWNER', 'MEMBER', 'COLLABORATOR', 'CONTRIBUTOR', 'NONE']).default('NONE'),
  /** How long ago it was written. */
  age: duration.default(0)
})

const issue = z.strictObject({
  title: z.string(),
  body: z.string().default(''),
  state: z.enum(['open', 'closed']).default('open'),
  /** Whose it is: `github-actions[bot]` for one that a workflow opened. */
  user: z.string().default('github-actions[bot]'),
  labels: z.array(z.string()).default([]),
  comments: z.array(comment).default([]),
  isPullRequest: z.boolean().default(false)
})

const approval = z.strictObject({
  user: z.string().default('octocat'),
  state: z.enum(['approved', 'rejected', 'pending']).default('approved'),
  comment: z.string().default(''),
  environments: z.array(z.string()).default(['dr-drill'])
})

/** GitHub around the workflow run: its REST API, and the service that takes artifacts. */
export const githubScenario = z.strictObject({
  /** Whether the environment leads to it. */
  enabled: z.boolean().default(false),
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/)
    .default('acme/shop'),
  runId: z.number().int().positive().default(1_234_567_890),
  /** What the job's token may do, as `permissions` of a workflow grant it. */
  permissions: z
    .strictObject({
      actions: z.enum(['none', 'read']).default('read'),
      issues: z.enum(['none', 'read', 'write']).default('write')
    })
    .prefault({}),
  hasIssues: z.boolean().default(true),
  /** Requests that are left of the hour; then GitHub refuses. */
  requestsLeft: z.number().int().nonnegative().optional(),
  approvals: z.array(approval).default([]),
  artifacts: z.array(pastArtifact).default([]),
  issues: z.array(issue).default([])
})

export type GitHubScenario = z.output<typeof githubScenario>
export type PastArtifact = z.output<typeof pastArtifact>
