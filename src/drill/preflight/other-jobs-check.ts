import { formatDuration } from '../../plan/duration.js'
import { blocking, named, nameOf, note, warning, type Finding } from './finding.js'
import { describeHold, whose } from '../launch/holdings.js'
import { heldByOthers, waitForOthersSeconds } from './other-jobs.js'
import type { DrillState, ServerState } from '../state.js'
import { secondsBetween } from '../timestamp.js'

/** What it means for the start that a job of somebody else holds the server. */
export function holdingFindings(state: DrillState, server: ServerState): readonly Finding[] {
  const holder = heldByOthers(state).find(({ sourceServerId }) => sourceServerId === server.sourceServerId)
  if (holder === undefined) return []
  const held = `Server ${nameOf(server)} is ${describeHold(holder)}`
  const end = holder.hasLaunched === true ? 'DRS lists it' : 'that job has ended'
  const what = `Run again when ${end}, or raise "guards.wait-for-other-jobs" in the plan`
  const seconds = waitForOthersSeconds(state)
  if (seconds === 0) return [blocking(`${held}, and the plan does not wait for other jobs. ${what}.`)]
  if (state.wait === undefined) {
    return [
      warning(
        `${held}. A drill waits up to ${formatDuration(seconds)} ${holder.hasLaunched === true ? 'for that' : 'for its end'}, and is blocked then.`
      )
    ]
  }
  const waited = formatDuration(secondsBetween(state.wait.since, state.wait.until))
  return [blocking(`${held}, and still was after a wait of ${waited}. ${what}.`)]
}

/** The wait that is over, and what it was for. */
export function waitingFindings(state: DrillState, servers: readonly ServerState[]): readonly Finding[] {
  const { wait, survey } = state
  if (wait === undefined || survey === undefined || heldByOthers(state).length > 0) return []
  const waited = formatDuration(Math.round(secondsBetween(wait.since, survey.at)))
  const jobs = [...new Set(wait.holding.map(({ jobId }) => jobId))]
  const held = servers.filter(({ sourceServerId }) => wait.holding.some((one) => one.sourceServerId === sourceServerId))
  const of = [...new Set(wait.holding.map(whose))].join(' and ')
  return [note(`Waited ${waited} for ${named(jobs)}, ${of}, which held ${named(held.map(nameOf))}.`)]
}
