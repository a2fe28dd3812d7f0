import type { Clock } from './clock.js'
import type { SeededRandom } from './random.js'
import type { ServerScenario } from './server-scenario.js'

/** A point in time that a server can be launched from. */
export interface RecoverySnapshotRecord {
  readonly snapshotId: string
  readonly sourceServerId: string
  /** When it was due, and until when its data reaches. */
  readonly expectedAt: number
  readonly dataAt: number
  readonly visibleFrom: number
}

/** The snapshots that a server has when the simulator is started. */
export function scenarioSnapshots(
  server: ServerScenario,
  clock: Clock,
  random: SeededRandom
): RecoverySnapshotRecord[] {
  return server.snapshots.map((snapshot) => ({
    snapshotId: snapshot.id ?? random.id('pit'),
    sourceServerId: server.id,
    expectedAt: clock.startedAt - snapshot.age,
    dataAt: clock.startedAt - snapshot.age,
    visibleFrom: -Infinity
  }))
}

/** How far the replicated data lies behind, in milliseconds; 0 when DRS does not say. */
export function lagMilliseconds(server: ServerScenario): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(server.lag ?? 'P0D')
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (match?.slice(1) ?? []).map((part) => Number(part || 0))
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
