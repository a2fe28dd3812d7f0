import type { DrillState, ServerState, WaveState } from './state.js'

/** The servers that this run is to bring up. */
export function selectedServers(state: DrillState): readonly ServerState[] {
  return [...state.servers.values()].filter((server) => state.waves.get(server.wave)?.selected === true)
}

/** The servers of a wave, in the order of the plan. */
export function serversOf(state: DrillState, { planned }: WaveState): readonly ServerState[] {
  return planned.servers.flatMap((id) => state.servers.get(id) ?? [])
}

/** What a person calls the server. */
export function nameOf({ described, sourceServerId }: ServerState): string {
  return described?.hostname ?? sourceServerId
}

/** The EC2 instances that launches of a server are known to have brought, the present one first; a failed launch may leave one. */
export function instancesSeenOf({ jobId, instance, log, failedLaunches = [] }: ServerState): readonly SeenInstance[] {
  return [
    { jobId, ec2InstanceId: instance?.ec2InstanceId ?? log.targetInstanceId },
    ...failedLaunches.toReversed()
  ].flatMap(({ jobId: of, ec2InstanceId }) =>
    of === undefined || ec2InstanceId === undefined ? [] : [{ jobId: of, ec2InstanceId }]
  )
}

interface SeenInstance {
  readonly jobId: string
  readonly ec2InstanceId: string
}
