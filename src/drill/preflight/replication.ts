import type { DrillState, ServerState } from '../state.js'
import { blocking, nameOf, warning, type Finding } from './finding.js'

/** Replication states from which DRS cannot launch a server (AWS DRS user guide, 'Source server states'). */
const notLaunchable: ReadonlySet<string> = new Set(['STOPPED', 'INITIATING', 'INITIAL_SYNC'])
/** States in which the data gets older all the time. */
const ageing: ReadonlySet<string> = new Set(['DISCONNECTED', 'STALLED', 'PAUSED'])
/** States in which it gets newer (DataReplicationInfo, AWS DRS API reference). */
const replicating: ReadonlySet<string> = new Set(['CONTINUOUS', 'CREATING_SNAPSHOT', 'BACKLOG', 'RESCAN'])

/** Whether DRS can launch the server at all, and whether its data still gets newer. */
export function checkReplication(_state: DrillState, server: ServerState): readonly Finding[] {
  const { replicationState, replicationError } = server.described ?? {}
  const name = nameOf(server)
  const why = replicationError === undefined ? '' : ` (${replicationError})`
  const lookAt =
    'so that nobody knows whether it can be launched, and how old its data would be. Look at it in the DRS console.'
  if (replicationState === undefined) {
    return [warning(`Server ${name}: DRS gives no replication state of it${why}, ${lookAt}`)]
  }
  if (notLaunchable.has(replicationState)) {
    return [
      blocking(
        `Server ${name} cannot be launched: its replication state is ${replicationState}. ` +
          'Wait for the initial sync to finish, or start its replication in the DRS console.'
      )
    ]
  }
  const isAgeing = ageing.has(replicationState)
  if (!isAgeing && !replicating.has(replicationState)) {
    return [
      warning(`Server ${name}: its replication state is ${replicationState}${why}, which is not known here, ${lookAt}`)
    ]
  }
  if (!isAgeing && replicationError === undefined) return []
  return [
    warning(
      `Server ${name}: its replication is ${replicationState}${why}, so that its data gets older. ` +
        'Mend it in the DRS console; a launch would use the last point there is.'
    )
  ]
}
