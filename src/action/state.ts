import * as core from '@actions/core'
import { z } from 'zod'
import type { Environment } from './workflow-run.js'

const name = 'drs-drill'

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
