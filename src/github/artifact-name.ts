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

/** What is put behind a name that is taken, and behind that of what post uploads. */
const suffixes = '(?:-(?:post|\\d))*'

/** By its name alone: evidence of the plan, evidence of some other plan, or nobody knows what. */
export type ArtifactKind = 'of-plan' | 'of-another' | 'unknown'

/**
 * Tells artifacts by their names: those that the action gives by itself, and the one that the workflow gives now, which it may
 * have given then with another run's ID in it.
 */
export function artifactKinds(plan: string, own: string | undefined, runId: string): (name: string) => ArtifactKind {
  const given =
    own === undefined || own === noArtifact
      ? undefined
      : new RegExp(`^${own.split(runId).map(literally).join('\\d+')}${suffixes}$`)
  const numbered = new RegExp(`^\\d+-\\d+${suffixes}$`)
  const ofSomePlan = new RegExp(`^drs-drill-[\\w.-]{1,64}-\\d+-\\d+${suffixes}$`)
  const prefix = artifactPrefixOf(plan)
  return (name) => {
    if (given?.test(name) === true) return 'of-plan'
    if (name.startsWith(prefix) && numbered.test(name.slice(prefix.length))) return 'of-plan'
    return ofSomePlan.test(name) ? 'of-another' : 'unknown'
  }
}

/** As a pattern that is matched by nothing else. */
function literally(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}

/** The beginning that the names of all artifacts of a plan share, where the workflow gives no other. */
function artifactPrefixOf(plan: string): string {
  return `drs-drill-${plan}-`
}

/** The name where the workflow gives none: `drs-drill-<plan>-<run id>-<attempt>`. */
export function defaultArtifactName(plan: string, { runId = 'local', attempt = 1 }: WorkflowRun): string {
  return `${artifactPrefixOf(plan)}${runId}-${String(attempt)}`
}
