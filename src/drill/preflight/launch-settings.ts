import type { DrillState, ServerState } from '../state.js'
import { blocking, nameOf, warning, type Finding } from './finding.js'

/** Whether DRS has launch settings of the server, launches a new instance by them, and from a template that EC2 has. */
export function checkLaunchSettings(state: DrillState, server: ServerState): readonly Finding[] {
  return [...checkLaunchInto(state, server), ...checkTemplate(server)]
}

/** A drill must not overwrite a machine that somebody runs; a failback means to. */
function checkLaunchInto({ mode }: DrillState, server: ServerState): readonly Finding[] {
  const { launchInto } = server.described ?? {}
  if (launchInto === undefined) return []
  const into = `launched into ${launchInto}, an EC2 instance that is there already, by its DRS launch settings ("Launch into instance ID")`
  if (mode === 'recovery') {
    return [
      warning(`Server ${nameOf(server)} is ${into}. What that instance holds is replaced: see that this is meant.`)
    ]
  }
  return [
    blocking(
      `Server ${nameOf(server)} would be ${into}. A drill would overwrite what that instance holds. Take its ID out of the ` +
        'launch settings before a drill.'
    )
  ]
}

function checkTemplate(server: ServerState): readonly Finding[] {
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
}

/** Whether the post-launch actions that the plan requires will run: a drill would wait for others in vain. */
export function checkLaunchActions(state: DrillState, server: ServerState): readonly Finding[] {
  const wanted = state.waves.get(server.wave)?.planned.verify.launchActions
  if (wanted !== 'required') return []
  const { hasLaunchSettings, postLaunchActive } = server.described ?? {}
  const required = `Server ${nameOf(server)}: the plan requires its post-launch actions, but`
  const whatToDo = 'Activate them, or take "launch-actions: required" out of the plan.'
  if (hasLaunchSettings === false) {
    return [blocking(`${required} it has no DRS launch settings that could activate them. ${whatToDo}`)]
  }
  if (postLaunchActive === false) {
    return [blocking(`${required} they are not activated in its DRS launch settings. ${whatToDo}`)]
  }
  if (hasLaunchSettings !== true || postLaunchActive === true) return []
  return [
    warning(`${required} DRS does not say whether they are activated. Look at its launch settings in the DRS console.`)
  ]
}
