import type { Conclusion } from '../commands.js'
import { serversOf } from '../servers.js'
import type { DrillState, ServerState, WaveState } from '../state.js'
import { isGone } from './verification.js'

/**
 * Servers that were up and are seen to be gone while the drill goes on: nothing is built on them any more, and there is nothing
 * to wait for.
 */
export function losses(state: DrillState): readonly Conclusion[] {
  return [...state.waves.values()].flatMap((wave): readonly Conclusion[] => {
    if (!wave.selected) return []
    const lost = serversOf(state, wave).flatMap((server) => {
      const how = server.outcome?.status === 'launched' ? howItWent(server, wave) : undefined
      if (how === undefined) return []
      return [{ sourceServerId: server.sourceServerId, status: 'terminated' as const, reason: `it was up, but ${how}` }]
    })
    if (lost.length === 0) return []
    const settled = { type: 'servers-settled', servers: lost } as const
    if (wave.status !== 'up') return [settled]
    const count = lost.length === 1 ? '1 server that was up is' : `${String(lost.length)} servers that were up are`
    const reason = `${count} gone again`
    return [settled, { type: 'wave-settled', wave: wave.planned.name, status: 'failed', reason }]
  })
}

/** How what was launched for a server went, by EC2's word or by DRS's; undefined where neither says so. */
function howItWent({ instance, participant, jobId }: ServerState, { planned }: WaveState): string | undefined {
  if (planned.verify.instance !== 'none' && isGone(instance)) {
    return `its instance${instance?.ec2InstanceId === undefined ? '' : ` ${instance.ec2InstanceId}`} is ${instance?.state ?? 'gone'}`
  }
  if (participant?.launchStatus !== 'TERMINATED') return undefined
  const which = instance?.ec2InstanceId === undefined ? '' : ` (${instance.ec2InstanceId})`
  return `DRS says TERMINATED in ${jobId ?? 'its job'}: its recovery instance${which} was removed`
}
