import { actionInTurn, actionsOf, earlierLaunch, hasPassed, hasSucceeded } from './actions/action.js'
import { startOf } from './actions/request.js'
import { concludeCleanup } from './ending/cleanup.js'
import { isClosing, isConfirmed } from './ending/closing.js'
import { verdictOf } from './ending/verdict.js'
import type { DrillEvent, EventOf, EventType } from './events.js'
import { unlaunched } from './launch/capacity.js'
import { givenUpRequest } from './launch/requests.js'
import { hasBegun, isAdmitted, refusalsOf } from './preflight/admission.js'
import { preflightOf } from './preflight/preflight.js'
import { isSetUp } from './preflight/set-up.js'
import { serversOf } from './servers.js'
import type { DrillState } from './state.js'
import { conclusionsAbout, wavesToStart } from './watch/judgement.js'

/** What is only ever concluded, or asked for, before the verdict. */
const beforeTheVerdict: ReadonlySet<EventType> = new Set([
  'plan-accepted',
  'refused',
  'preflight-concluded',
  'wave-started',
  'job-requested',
  'servers-released',
  'servers-retried',
  'servers-settled',
  'wave-settled',
  'action-requested',
  'action-settled',
  'verdict-reached'
])

/**
 * What speaks against an event, after what has happened before it: a conclusion that is better than what was seen, a launch
 * of what is launched already. Undefined where nothing does, as in every journal that a drill has written. What is worse
 * than what was seen is not looked into: time may have brought it about, or drs-drill's own failure.
 *
 * @param previous the event in front of it
 */
export function objectionTo(before: DrillState, event: DrillEvent, previous: DrillEvent): string | undefined {
  if (event.at < previous.at) return `happened before the line in front of it (${previous.at})`
  if (before.finished !== undefined && event.type !== 'taken-over') return 'comes after the end'
  if (before.verdict !== undefined && beforeTheVerdict.has(event.type)) return 'comes after the verdict'
  switch (event.type) {
    case 'execution-opened':
      return 'opens the execution a second time'
    case 'plan-accepted':
      return before.plan === undefined ? undefined : 'accepts a second plan'
    case 'preflight-concluded':
      return alike(event.results, preflightOf(before))
        ? undefined
        : 'holds other findings than follow from what AWS answered'
    case 'wave-started':
      return mayStart(before, event) ? undefined : `starts wave ${event.wave} before its turn`
    case 'job-requested':
      return objectionToRequest(before, event)
    case 'request-abandoned':
      return givenUpRequest(before)?.request === event.request
        ? undefined
        : `gives up request ${String(event.request)}, whose job may still be shown`
    case 'servers-released':
      return objectionToServers(before, event.servers, 'free for another launch', () => 'released')
    case 'servers-retried':
      return objectionToServers(before, event.servers, 'failed, to be tried again', ({ jobId }) => `retry of ${jobId}`)
    case 'servers-settled': {
      const up = event.servers.filter(({ status }) => status === 'launched')
      return objectionToServers(before, up, 'launched', () => 'launched')
    }
    case 'action-requested':
      return objectionToRun(before, event)
    case 'action-settled':
      return objectionToAction(before, event)
    case 'wave-settled':
      return event.status !== 'up' || isWaveUp(before, event.wave)
        ? undefined
        : `calls wave ${event.wave} up, and not all of its servers and actions are`
    case 'verdict-reached':
      return objectionToVerdict(before, event)
    case 'cleanup-finished': {
      if (!event.complete) return undefined
      const due = concludeCleanup(before, event.at)
      const isComplete = due?.type === 'cleanup-finished' && due.complete
      return isComplete ? undefined : 'calls the cleanup complete, and not everything was seen to be gone'
    }
    case 'execution-finished':
      return objectionToEnd(before, event)
    default:
      return undefined
  }
}

function mayStart(before: DrillState, { wave, at }: EventOf<'wave-started'>): boolean {
  const isRefused = !hasBegun(before) && refusalsOf(before).length > 0
  return isAdmitted(before) && !isRefused && wavesToStart(before, at).includes(wave)
}

function objectionToRequest(before: DrillState, { wave, servers }: EventOf<'job-requested'>): string | undefined {
  const planned = before.waves.get(wave)
  const free = new Set(
    planned === undefined ? [] : unlaunched(before, planned).map(({ sourceServerId }) => sourceServerId)
  )
  const others = servers.filter((id) => !free.has(id))
  return others.length === 0 ? undefined : `launches ${listed(others)}, which is not to be launched, or was already`
}

/** Servers of which something is concluded that does not follow. */
function objectionToServers<T extends { readonly sourceServerId: string }>(
  before: DrillState,
  servers: readonly T[],
  word: string,
  conclusionOf: (server: T) => ReturnType<typeof conclusionsAbout>[number]
): string | undefined {
  const others = servers.filter((concerned) => {
    const server = before.servers.get(concerned.sourceServerId)
    const wave = server === undefined ? undefined : before.waves.get(server.wave)
    if (server === undefined || wave === undefined) return true
    return !conclusionsAbout(before, server, wave).includes(conclusionOf(concerned))
  })
  if (others.length === 0) return undefined
  return `calls ${listed(others.map(({ sourceServerId }) => sourceServerId))} ${word}, which does not follow from what was seen`
}

/** An action that is run before its turn, or as another than the plan's, tries nothing of its wave. */
function objectionToRun(before: DrillState, event: EventOf<'action-requested'>): string | undefined {
  const wave = before.waves.get(event.wave)
  const action = wave === undefined ? undefined : actionInTurn(before, wave)
  if (action?.planned.name !== event.action) return `runs action "${event.action}" before its turn`
  const { tries, token, parameters } = startOf(before, action)
  const isSame = tries === event.tries && token === event.token && alike(parameters, event.parameters)
  return isSame ? undefined : `runs action "${event.action}" otherwise than the plan says`
}

function objectionToAction(before: DrillState, event: EventOf<'action-settled'>): string | undefined {
  const action = actionsOf(before, event.wave).find(({ planned }) => planned.name === event.action)
  if (action === undefined) return `settles an action that wave ${event.wave} does not have: ${event.action}`
  const isBorneOut =
    event.status === 'succeeded'
      ? action.automationExecutionId !== undefined && hasSucceeded(action)
      : event.status !== 'succeeded-earlier' ||
        (action.planned.phase === 'pre' && earlierLaunch(before, event.wave) !== undefined)
  return isBorneOut ? undefined : `calls action "${event.action}" of wave ${event.wave} a success, which was not seen`
}

function isWaveUp(before: DrillState, name: string): boolean {
  const wave = before.waves.get(name)
  if (wave === undefined) return false
  const servers = serversOf(before, wave)
  const areUp = servers.length > 0 && servers.every(({ outcome }) => outcome?.status === 'launched')
  return areUp && actionsOf(before, name).every(hasPassed)
}

function objectionToVerdict(before: DrillState, { status, reason }: EventOf<'verdict-reached'>): string | undefined {
  if (status === 'failed') return undefined
  const due = verdictOf(before)
  if (due.status !== status) return `says ${status}, where ${due.status} follows: ${due.reason}`
  if (due.reason !== reason) return `gives another reason than follows: ${due.reason}`
  return status !== 'passed' || isWhole(before) ? undefined : 'says passed before everything was asked that has to be'
}

/** Whether everything was asked that stands before a pass in its mode. */
function isWhole(before: DrillState): boolean {
  switch (before.mode) {
    case 'validate':
      return before.plan !== undefined
    case 'preflight':
      return isSetUp(before) && before.preflight !== undefined && refusalsOf(before).length === 0
    case 'drill':
    case 'recovery':
      return isClosing(before) && isConfirmed(before)
  }
}

function objectionToEnd(
  { verdict, broken }: DrillState,
  { status, reason }: EventOf<'execution-finished'>
): string | undefined {
  if (verdict === undefined) return 'ends the execution without a verdict'
  if (broken !== undefined && status !== 'failed') return `ends the execution as ${status}, and it had failed already`
  if (status === 'failed' || (status === verdict.status && reason === verdict.reason)) return undefined
  return `ends the execution as ${status} (${reason}), where its verdict is ${verdict.status} (${verdict.reason})`
}

/** As they are written down: what was worked out anew is made in the same order. */
function alike(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function listed(ids: readonly string[]): string {
  const [first = '', ...others] = ids
  return others.length === 0 ? first : `${first} and ${String(others.length)} more`
}
