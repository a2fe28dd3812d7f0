import { blocking, nameOf, named, note, warning, type Finding } from './finding.js'
import { actionFindings } from '../actions/preflight.js'
import { isolationBreach, isolationOf } from '../watch/isolation.js'
import { describeInstance, isOwnInstance, liveRecoveryOf, mayReplaceRecovery } from '../launch/live-recovery.js'
import { holdingFindings, waitingFindings } from './other-jobs-check.js'
import { permissionFindings } from './permissions.js'
import { checkRecoveryPoint, checkSnapshot } from './snapshots.js'
import { quotas } from '../launch/quotas.js'
import { placeOfServer } from '../selection/selected-state.js'
import { selectionFindings, selectsServers } from '../selection/findings.js'
import type { DrillState, ServerState } from '../state.js'
import { firstPlace } from '../../plan/places.js'

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

/** A check that was made; without findings all was well. */
export interface PreflightResult {
  readonly check: PreflightCheck
  readonly findings: readonly PreflightFinding[]
}

/** Replication states from which DRS cannot launch a server (AWS DRS user guide, 'Source server states'). */
const notLaunchable: ReadonlySet<string> = new Set(['STOPPED', 'INITIATING', 'INITIAL_SYNC'])
/** States in which the data gets older all the time. */
const ageing: ReadonlySet<string> = new Set(['DISCONNECTED', 'STALLED', 'PAUSED'])

/** Every check, on what AWS was seen to say of the servers of the selected waves. */
export function preflightOf(state: DrillState): readonly PreflightResult[] {
  const servers = [...state.servers.values()].filter((server) => state.waves.get(server.wave)?.selected === true)
  // Where a plan lists all its servers there is no selection to be checked.
  const made = preflightChecks.filter((check) => check !== 'selection' || selectsServers(state))
  return made.map((check) => ({
    check,
    findings: [...servers.flatMap((server) => ask(state, check, server)), ...(ofAll[check]?.(state, servers) ?? [])]
  }))
}

/** The findings that forbid the start. */
export function blockingFindings(results: readonly PreflightResult[]): readonly PreflightFinding[] {
  return results.flatMap(({ findings }) => findings.filter((finding) => finding.class === 'blocking'))
}

function ask(state: DrillState, check: PreflightCheck, server: ServerState): readonly PreflightFinding[] {
  // A server that DRS does not know is told of once.
  if (server.described === undefined && check !== 'servers') return []
  return (ofServer[check]?.(state, server) ?? []).map((finding) => ({
    ...finding,
    wave: server.wave,
    sourceServerId: server.sourceServerId,
    ...placeOfServer(state, server)
  }))
}

type OfServer = (state: DrillState, server: ServerState) => readonly Finding[]

const ofServer: Readonly<Partial<Record<PreflightCheck, OfServer>>> = {
  servers: (state, { sourceServerId, described, wave }) => {
    if (described !== undefined) return []
    const where = state.identity?.region ?? 'this Region'
    return [
      blocking(
        `Server ${sourceServerId} (wave ${wave}) is not a source server of DRS in ${where}. ` +
          'Correct its ID in the plan, or the Region: it is the one DRS recovers to.'
      )
    ]
  },

  replication: (_state, server) => {
    const { replicationState = 'not reported', replicationError } = server.described ?? {}
    if (notLaunchable.has(replicationState)) {
      return [
        blocking(
          `Server ${nameOf(server)} cannot be launched: its replication state is ${replicationState}. ` +
            'Wait for the initial sync to finish, or start its replication in the DRS console.'
        )
      ]
    }
    if (!ageing.has(replicationState) && replicationError === undefined) return []
    const why = replicationError === undefined ? '' : ` (${replicationError})`
    return [
      warning(
        `Server ${nameOf(server)}: its replication is ${replicationState}${why}, so that its data gets older. ` +
          'Mend it in the DRS console; a launch would use the last point there is.'
      )
    ]
  },

  'recovery-point': checkRecoveryPoint,

  'recovery-snapshot': checkSnapshot,

  staging: (_state, server) => {
    const { staging } = server.described ?? {}
    if (staging === undefined) return []
    if (staging.status !== 'EXTENSION_ERROR') {
      return staging.status === 'EXTENDED'
        ? []
        : [
            warning(
              `Server ${nameOf(server)} is extended from another account, and its extension is ${staging.status}.`
            )
          ]
    }
    return [
      blocking(
        `Server ${nameOf(server)} is extended from another account, and its staging area is in error` +
          `${staging.error === undefined ? '' : `: ${staging.error}`}. Extend it anew in the DRS console.`
      )
    ]
  },

  'last-launch': (_state, server) => {
    const { lastLaunch } = server.described ?? {}
    if (lastLaunch?.result === 'FAILED') {
      const job = lastLaunch.jobId === undefined ? '' : ` by ${lastLaunch.jobId}`
      const at = lastLaunch.at === undefined ? '' : ` of ${lastLaunch.at}`
      return [
        warning(`Server ${nameOf(server)}: its last launch${at}${job} FAILED. Read that job's log before the next one.`)
      ]
    }
    return []
  },

  'launch-settings': (_state, server) => {
    const { hasLaunchSettings, launchTemplate } = server.described ?? {}
    if (hasLaunchSettings === false) {
      return [
        warning(`Server ${nameOf(server)} has no DRS launch settings. Open them in the DRS console and save them once.`)
      ]
    }
    if (hasLaunchSettings !== true || launchTemplate !== undefined) return []
    return [
      warning(
        `Server ${nameOf(server)}: EC2 does not show the launch template that its DRS launch settings name. ` +
          'Save the launch settings anew in the DRS console.'
      )
    ]
  },

  'launch-actions': (state, server) => {
    const wanted = state.waves.get(server.wave)?.planned.verify.launchActions
    if (wanted !== 'required' || server.described?.postLaunchActive !== false) return []
    return [
      blocking(
        `Server ${nameOf(server)}: the plan requires its post-launch actions, but they are not activated in its DRS launch ` +
          'settings. Activate them, or take "launch-actions: required" out of the plan.'
      )
    ]
  },

  isolation: (state, server) => {
    const isolation = isolationOf(state)
    if (isolation === undefined) return []
    const template = server.described?.launchTemplate
    if (template === undefined) {
      return [
        blocking(
          `Server ${nameOf(server)}: its launch template could not be read, so that nobody knows where it would land, and ` +
            'the plan states an isolation. Save its launch settings anew in the DRS console.'
        )
      ]
    }
    const breach = isolationBreach(isolation, template)
    if (breach === undefined) return []
    const version = template.version === undefined ? '' : `, version ${String(template.version)}`
    return [
      blocking(
        `Server ${nameOf(server)} would land outside the plan's isolation: ${breach} (launch template ` +
          `${template.id}${version}). Correct its launch settings, or the plan's isolation.`
      )
    ]
  },

  'live-recovery': (state, server) => {
    const live = liveRecoveryOf(state, server)
    if (live === undefined) return []
    const instance = describeInstance(live)
    if (mayReplaceRecovery(state, server)) {
      return [
        warning(
          `Server ${nameOf(server)}: the launch DESTROYS its live recovery instance ${instance}, which no drill launched. ` +
            'The plan allows it (guards.replace-recovery-instances).'
        )
      ]
    }
    return [
      blocking(
        `Server ${nameOf(server)} has a live recovery instance, ${instance}, that no drill launched. ` +
          'A new launch would destroy it. Fail back or delete that recovery instance first, take the server out of the ' +
          'plan, or name it in guards.replace-recovery-instances.'
      )
    ]
  },

  'earlier-drills': (state, server) => {
    const earlier = (server.described?.earlierDrills ?? []).filter((instance) => !isOwnInstance(state, instance))
    if (earlier.length === 0) return []
    const ids = earlier.map(({ ec2InstanceId, recoveryInstanceId }) => ec2InstanceId ?? recoveryInstanceId).join(', ')
    return [note(`Server ${nameOf(server)}: its launch terminates ${ids}, left by an earlier drill.`)]
  },

  'other-jobs': holdingFindings
}

type OfAll = (state: DrillState, servers: readonly ServerState[]) => readonly PreflightFinding[]

/** What is said of the servers together. */
const ofAll: Readonly<Partial<Record<PreflightCheck, OfAll>>> = {
  selection: selectionFindings,
  actions: actionFindings,
  'last-launch': (_state, servers) => {
    const untried = servers.filter(({ described }) => described?.lastLaunch?.result === 'NOT_STARTED')
    if (untried.length === 0) return []
    const were = untried.length === 1 ? 'server was' : 'servers were'
    return [note(`${String(untried.length)} ${were} never launched before: ${named(untried.map(nameOf))}.`)]
  },

  permissions: (state) => permissionFindings(state),

  'other-jobs': waitingFindings,
  'recovery-snapshot': (state) =>
    [...state.waves.values()].flatMap(({ planned, selected }) => {
      if (!selected || planned.pointInTime === 'latest' || 'before' in planned.pointInTime) return []
      const stray = Object.keys(planned.pointInTime.snapshots).filter((id) => !planned.servers.includes(id))
      return stray.map((id) => ({
        ...blocking(
          `Server ${id} has a snapshot in point-in-time of wave ${planned.name}, which does not launch it. ` +
            'Take it out, or correct its ID.'
        ),
        wave: planned.name,
        sourceServerId: id,
        ...firstPlace(state.places, `wave ${planned.name}`)
      }))
    }),

  quotas: ({ survey }, servers) => {
    const { jobs, servers: launching } = survey?.foreign ?? { jobs: 0, servers: 0 }
    const room = Math.max(0, quotas.servers - launching)
    if (jobs < quotas.jobs && Math.min(servers.length, quotas.serversPerJob) <= room) return []
    return [
      warning(
        `Other people's jobs use up what DRS allows at once: ${String(jobs)} of ${String(quotas.jobs)} jobs, with ` +
          `${String(launching)} of ${String(quotas.servers)} servers. A drill waits for its turn, within its budgets.`
      )
    ]
  }
}
