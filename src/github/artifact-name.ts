import { makeVisible, quote } from '../plan/quotation.js'
import type { WorkflowRun } from '../drill/events.js'

/** What `artifact-name` says when nothing is to be uploaded. */
export const noArtifact = 'none'

/** Room for a suffix is left of the 255 characters that a file system gives a name. */
const longestName = 200

/** What GitHub takes in no artifact's name, since some file system does not. */
const forbidden = /["<>|*?:\\/]/

/** Checks the input `artifact-name`. */
export function checkArtifactName(text: string): { readonly value: string } | { readonly problem: string } {
  if (makeVisible(text) !== text) {
    return { problem: `${quote(text)} holds a line break or an invisible character: write one name on one line` }
  }
  const [found] = forbidden.exec(text) ?? []
  if (found !== undefined) {
    return { problem: `is ${quote(text)}: GitHub takes no ${quote(found)} in the name of an artifact; leave it out` }
  }
  if (text.length > longestName) {
    return { problem: `is ${String(text.length)} characters long: write ${String(longestName)} at most` }
  }
  return { value: text }
}

/** The beginning that the names of all artifacts of a plan share, where the workflow gives no other. */
export function artifactPrefixOf(plan: string): string {
  return `drs-drill-${plan}-`
}

/** The name where the workflow gives none: `drs-drill-<plan>-<run id>-<attempt>`. */
export function defaultArtifactName(plan: string, { runId = 'local', attempt = 1 }: WorkflowRun): string {
  return `${artifactPrefixOf(plan)}${runId}-${String(attempt)}`
}
