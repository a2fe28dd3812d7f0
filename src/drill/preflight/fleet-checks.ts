import { actionFindings } from '../actions/preflight.js'
import { quotas } from '../launch/quotas.js'
import { selectionFindings } from '../selection/findings.js'
import type { DrillState, ServerState } from '../state.js'
import { firstPlace } from '../../plan/places.js'
import { blocking, named, nameOf, note, warning } from './finding.js'
import { waitingFindings } from './other-jobs-check.js'
import { permissionFindings } from './permissions.js'
import type { PreflightCheck, PreflightFinding } from './preflight.js'

type OfAll = (state: DrillState, servers: readonly ServerState[]) => readonly PreflightFinding[]

/** What each check says of the servers together, and of the plan. */
export const fleetChecks: Readonly<Partial<Record<PreflightCheck, OfAll>>> = {
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
