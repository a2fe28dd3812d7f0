import type { ServerState } from '../state.js'

/**
 * What a finding means for the start.
 * - `blocking`: nothing is started;
 * - `warning`: the drill can be started, and somebody ought to look at this first;
 * - `note`: worth knowing.
 */
export type FindingClass = 'blocking' | 'warning' | 'note'

/** What a check before the start has found: one line, and what to do. */
export interface Finding {
  readonly class: FindingClass
  readonly message: string
}

export const blocking = (message: string): Finding => ({ class: 'blocking', message })
export const warning = (message: string): Finding => ({ class: 'warning', message })
export const note = (message: string): Finding => ({ class: 'note', message })

/** Names that one finding lists, unless it is told otherwise. */
export const namesInFinding = 5

/** The first of these, and how many more there are. */
export function named(names: readonly string[], most = namesInFinding): string {
  const more = names.length > most ? ` and ${String(names.length - most)} more` : ''
  return `${names.slice(0, most).join(', ')}${more}`
}

/** A server as a finding calls it, with the ID that the plan has. */
export function nameOf({ sourceServerId, described }: Pick<ServerState, 'sourceServerId' | 'described'>): string {
  return described?.hostname === undefined ? sourceServerId : `${described.hostname} (${sourceServerId})`
}
