import * as core from '@actions/core'
import { z } from 'zod'
import type { Environment } from './workflow-run.js'

const name = 'drs-drill'
const handedOverName = 'drs-drill-handed-over'

/**
 * What the post step has to know to find the journal again; everything else is in the journal. It passes through a file
 * of the runner: never a secret.
 */
const postState = z.strictObject({
  executionId: z.string(),
  /** Absolute path. */
  evidenceFolder: z.string(),
  /** When the execution was opened: with the ID, it tells this step's journal from that of another step. */
  openedAt: z.string()
})

export type PostState = Readonly<z.infer<typeof postState>>

/** Hands the state to the post step; outside GitHub Actions (no GITHUB_STATE) there is none. Throws when it cannot. */
export function saveState(state: PostState, environment: Environment = process.env): void {
  if ((environment['GITHUB_STATE'] ?? '') === '') return
  core.saveState(name, JSON.stringify(postState.parse(state)))
}

/** What main saved; undefined when it ended before that, or the text is not what main writes. */
export function readState(environment: Environment = process.env): PostState | undefined {
  try {
    return postState.parse(JSON.parse(environment[`STATE_${name}`] ?? ''))
  } catch {
    return undefined
  }
}

/** What main has given GitHub of its execution, so that post gives the rest, and nothing twice. */
const handedOver = z.strictObject({
  /** SHA-256 of the `SHA256SUMS` that was uploaded; `impossible` where this job can upload nothing. */
  artifact: z.string().optional(),
  /** Where that artifact is to be seen. */
  artifactUrl: z.string().optional(),
  /** Whether the plan's issue was told. */
  issue: z.literal(true).optional()
})

export type HandedOver = Readonly<z.infer<typeof handedOver>>

/** Tells the post step; what is told later takes the place of what was told before. Never throws. */
export function saveHandedOver(state: HandedOver, environment: Environment = process.env): void {
  if ((environment['GITHUB_STATE'] ?? '') === '') return
  try {
    core.saveState(handedOverName, JSON.stringify(handedOver.parse(state)))
  } catch {
    // Then post does it once more, under a name of its own.
  }
}

/** What main had handed over when it ended. */
export function readHandedOver(environment: Environment = process.env): HandedOver {
  try {
    return handedOver.parse(JSON.parse(environment[`STATE_${handedOverName}`] ?? ''))
  } catch {
    return {}
  }
}
