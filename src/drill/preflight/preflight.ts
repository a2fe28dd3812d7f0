import { selectsServers } from '../selection/findings.js'
import { placeOfServer } from '../selection/selected-state.js'
import { straysOf } from '../selection/strays.js'
import { selectedServers } from '../servers.js'
import type { DrillState, ServerState } from '../state.js'
import type { Finding } from './finding.js'
import { fleetChecks } from './fleet-checks.js'
import { isAsked } from './grounds.js'
import { serverChecks } from './server-checks.js'

/** What is asked before anything is started, in the order in which it is told (docs/preflight.md). */
export const preflightChecks = [
  'permissions',
  'selection',
  'servers',
  'replication',
  'recovery-point',
  'recovery-snapshot',
  'staging',
  'last-launch',
  'launch-settings',
  'launch-actions',
  'isolation',
  'actions',
  'live-recovery',
  'earlier-drills',
  'other-jobs',
  'quotas'
] as const

export type PreflightCheck = (typeof preflightChecks)[number]

/** A finding, and what it is about. */
export interface PreflightFinding extends Finding {
  readonly wave?: string
  readonly sourceServerId?: string
  /** Its place in the plan file, where it has one. */
  readonly line?: number
  readonly column?: number
}

/** A check; without findings all was well, unless it was not made. */
export interface PreflightResult {
  readonly check: PreflightCheck
  readonly findings: readonly PreflightFinding[]
  /** AWS has not answered what it looks at. */
  readonly notAsked?: true
}

/** Every check, on what AWS was seen to say of the servers of the selected waves. */
export function preflightOf(state: DrillState): readonly PreflightResult[] {
  const servers = selectedServers(state)
  const made = preflightChecks.filter((check) => check !== 'selection' || isSelectionOfInterest(state))
  return made.map((check) =>
    isAsked(state, check)
      ? {
          check,
          findings: [
            ...servers.flatMap((server) => ask(state, check, server)),
            ...(fleetChecks[check]?.(state, servers) ?? [])
          ]
        }
      : { check, findings: [], notAsked: true }
  )
}

/** Where a plan lists all its servers there is no selection to be checked, unless an earlier attempt's was another. */
function isSelectionOfInterest(state: DrillState): boolean {
  return selectsServers(state) || (state.survey?.launchedElsewhere.length ?? 0) > 0 || straysOf(state).length > 0
}

/** The findings that forbid the start. */
export function blockingFindings(results: readonly PreflightResult[]): readonly PreflightFinding[] {
  return results.flatMap(({ findings }) => findings.filter((finding) => finding.class === 'blocking'))
}

function ask(state: DrillState, check: PreflightCheck, server: ServerState): readonly PreflightFinding[] {
  // A server that DRS does not know is told of once.
  if (server.described === undefined && check !== 'servers') return []
  return (serverChecks[check]?.(state, server) ?? []).map((finding) => ({
    ...finding,
    wave: server.wave,
    sourceServerId: server.sourceServerId,
    ...placeOfServer(state, server)
  }))
}
