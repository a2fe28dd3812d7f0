import { counted } from '../../plan/wording.js'
import { hasPassed, hinderingAction } from '../actions/action.js'
import type { Conclusion } from '../commands.js'
import { blindnessOf } from './blindness.js'
import { judgeObjectives } from './objectives.js'
import { named } from '../preflight/finding.js'
import { selectedServers, serversOf } from '../servers.js'
import type { DrillState, WaveState } from '../state.js'
import type { Status } from '../status.js'
import { causeOf } from '../watch/cause.js'

interface Verdict {
  readonly status: Status
  readonly reason: string
}

/** The judgement of an execution in which nothing is left to wait for. */
export function reachVerdict(state: DrillState): Conclusion {
  return { type: 'verdict-reached', ...verdictOf(state) }
}

/** The verdict on what is known: `passed` only when every server of every selected wave is verified up, and its actions passed. */
export function verdictOf(state: DrillState): Verdict {
  const [refused, ...others] = state.refusals
  if (refused !== undefined) {
    const more = others.length === 0 ? '' : ` (and ${String(others.length)} more)`
    return { status: 'blocked', reason: `${refused.message}${more}` }
  }
  if (state.cancelled !== undefined) return { status: 'cancelled', reason: describeCancel(state.cancelled) }
  if (state.mode === 'preflight') return { status: 'passed', reason: preflightReason(state) }
  if (state.mode === 'validate') return { status: 'passed', reason: 'the plan is valid; AWS was not asked' }
  const waves = [...state.waves.values()].filter((wave) => wave.selected)
  const servers = selectedServers(state)
  const up = servers.filter((server) => server.outcome?.status === 'launched').length
  const areUp = servers.length > 0 && up === servers.length
  if (areUp && waves.every((wave) => wave.status === 'up') && state.actions.every(hasPassed)) {
    return verdictOnObjectives(state, servers.length)
  }
  const failing = waves.find((wave) => wave.status === 'failed')
  const late = waves.find((wave) => wave.status === 'timed-out' || wave.status === 'not-started')
  const first = failing ?? late
  const why = first === undefined ? '' : `; wave ${first.planned.name}: ${whyOf(state, first)}`
  const status = failing === undefined ? 'timed-out' : 'failed'
  if (areUp && !state.actions.every(hasPassed))
    return { status, reason: `${upOf(servers.length)}, but not all is well${why}${blindnessOf(state)}` }
  const down = servers.length - up
  return {
    status,
    reason: `${String(down)} of ${counted(servers.length, 'server')} ${down === 1 ? 'is' : 'are'} not up${why}${neverStarted(waves, first)}${blindnessOf(state)}`
  }
}

/** Why a wave is not up: the first of its servers with its cause, where it is the servers that are not. */
function whyOf(state: DrillState, wave: WaveState): string {
  const reason = wave.reason ?? wave.status
  if (hinderingAction(state, wave) !== undefined) return reason
  const down = serversOf(state, wave).filter(({ outcome }) => outcome?.status !== 'launched')
  const cause = causeOf(down)
  return cause === '' ? reason : cause
}

/** `; not started: wave app (2 servers)`: what never began because of the first wave that is not up. */
function neverStarted(waves: readonly WaveState[], first: WaveState | undefined): string {
  const idle = waves.filter((wave) => wave.status === 'not-started' && wave !== first)
  if (idle.length === 0) return ''
  return `; not started: ${named(
    idle.map(({ planned }) => `wave ${planned.name} (${counted(planned.servers.length, 'server')})`),
    3
  )}`
}

/** Why it was cancelled, for people: a runner that has no time left sends the same signal as one that is told to cancel. */
export function describeCancel({ signal }: { readonly signal: string }): string {
  return `the run was cancelled, or its time ran out (${signal})`
}

function preflightReason(state: DrillState): string {
  const { preflight = [] } = state
  const asked = selectedServers(state).length
  const warnings = preflight.flatMap(({ findings }) => findings).filter((finding) => finding.class === 'warning').length
  const all = `nothing stands in the way of ${asked === 1 ? 'its server' : `its ${String(asked)} servers`}`
  return warnings === 0 ? all : `${all}; ${String(warnings)} ${warnings === 1 ? 'warning' : 'warnings'}`
}

function verdictOnObjectives(state: DrillState, servers: number): Verdict {
  const { missed } = judgeObjectives(state)
  const up = upOf(servers)
  if (missed.length === 0) return { status: 'passed', reason: up }
  const reason = `${up}, but ${missed.map(({ message }) => message).join(' and ')}`
  return { status: state.plan?.objectives.onMiss === 'warn' ? 'passed' : 'failed', reason }
}

function upOf(servers: number): string {
  return servers === 1 ? 'its server is up' : `all ${String(servers)} servers are up`
}
