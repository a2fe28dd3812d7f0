import { describeInstance, isOwnInstance, liveRecoveriesOf, mayReplaceRecovery } from '../launch/live-recovery.js'
import { launchElsewhereOf } from '../selection/strays.js'
import type { DrillState, ServerState } from '../state.js'
import { isolationBreach, isolationOf } from '../watch/isolation.js'
import { blocking, nameOf, note, warning, type Finding } from './finding.js'
import { checkLaunchActions, checkLaunchSettings } from './launch-settings.js'
import { holdingFindings } from './other-jobs-check.js'
import type { PreflightCheck } from './preflight.js'
import { checkReplication } from './replication.js'
import { checkRecoveryPoint, checkSnapshot } from './snapshots.js'

type OfServer = (state: DrillState, server: ServerState) => readonly Finding[]

/** What each check says of a server by itself. */
export const serverChecks: Readonly<Partial<Record<PreflightCheck, OfServer>>> = {
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

  replication: checkReplication,

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

  'launch-settings': checkLaunchSettings,

  'launch-actions': checkLaunchActions,

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
    const live = liveRecoveriesOf(state, server)
    if (live.length === 0) return []
    const instance = live.map(describeInstance).join(' and ')
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
          'A new launch would destroy it. Fail back or delete that recovery instance first, or take the server out of the ' +
          'plan. Only if it may be DESTROYED: name the server in guards.replace-recovery-instances.'
      )
    ]
  },

  'earlier-drills': (state, server) => {
    const earlier = (server.described?.earlierDrills ?? []).filter(
      (instance) =>
        !isOwnInstance(state, instance) &&
        (instance.jobId === undefined || instance.jobId !== launchElsewhereOf(state, server.sourceServerId)?.jobId)
    )
    if (earlier.length === 0) return []
    const ids = earlier.map(({ ec2InstanceId, recoveryInstanceId }) => ec2InstanceId ?? recoveryInstanceId).join(', ')
    return [note(`Server ${nameOf(server)}: its launch terminates ${ids}, left by an earlier drill.`)]
  },

  'other-jobs': holdingFindings
}
