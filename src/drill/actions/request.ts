import { createHash } from 'node:crypto'
import { placeholdersIn, resolveValues } from '../../plan/placeholders.js'
import { instanceIdOf, isToBeRunAnew, type ActionState } from './action.js'
import type { Command } from '../commands.js'
import type { DrillState } from '../state.js'

export type StartAction = Extract<Command, { do: 'start-action' }>

/**
 * The request that starts an action, or finds what was started for it: the same each time it is sent. It is made for one
 * launch of its wave: where the servers are launched anew, what was run for the launch before says nothing of them.
 */
export function startOf(state: DrillState, action: ActionState): StartAction {
  const { wave, planned } = action
  const { name, document, documentVersion } = planned
  const tries = isToBeRunAnew(state, action) ? action.tries + 1 : Math.max(action.tries, 1)
  const sent = tries === action.tries ? action.sent : undefined
  const request = {
    document,
    ...(documentVersion === undefined ? {} : { documentVersion }),
    parameters: sent?.parameters ?? parametersOf(state, action)
  }
  return {
    do: 'start-action',
    wave,
    action: name,
    tries,
    token: sent?.token ?? newToken(state, action, tries, request),
    ...request
  }
}

function newToken(state: DrillState, { wave, planned, position }: ActionState, tries: number, request: object): string {
  const { phase } = planned
  const launch = phase === 'pre' ? earlierJobsOf(state, wave) : jobsOf(state, wave)
  return tokenOf([state.executionId, state.mode, wave, phase, position, tries, launch, request])
}

/** The jobs that have launched the servers of a wave. */
function jobsOf(state: DrillState, wave: string): readonly string[] {
  const servers = state.waves.get(wave)?.planned.servers ?? []
  return [...new Set(servers.flatMap((id) => state.servers.get(id)?.jobId ?? []))].toSorted()
}

/** The jobs of a wave from earlier attempts; nothing is left of what they launched, or its pre-actions were not asked for. */
function earlierJobsOf({ jobs }: DrillState, wave: string): readonly string[] {
  return [...jobs.values()]
    .filter((job) => job.wave === wave && job.adopted !== undefined)
    .map(({ jobId }) => jobId)
    .toSorted()
}

/** Servers whose instance an action has to name, and that is not known. */
export function unknownInstances(state: DrillState, { wave, planned }: ActionState): readonly string[] {
  const isNamed = Object.values(planned.parameters).flat().flatMap(placeholdersIn).includes('instanceIds')
  if (!isNamed) return []
  const servers = state.waves.get(wave)?.planned.servers ?? []
  return servers.filter((id) => instanceIdOf(state.servers.get(id)) === undefined)
}

function parametersOf(state: DrillState, { wave, planned }: ActionState): StartAction['parameters'] {
  const sourceServerIds = state.waves.get(wave)?.planned.servers ?? []
  const known = {
    sourceServerIds,
    instanceIds: sourceServerIds.flatMap((id) => instanceIdOf(state.servers.get(id)) ?? []),
    executionId: [state.executionId]
  }
  const keys = Object.keys(planned.parameters).toSorted()
  return Object.fromEntries(keys.map((key) => [key, resolveValues(planned.parameters[key] ?? [], known)]))
}

/**
 * The idempotency token of a request, in the form of a UUID (ClientToken of StartAutomationExecution): the same for the
 * same request, whichever attempt of the workflow run sends it; other parameters are another request.
 */
export function tokenOf(request: readonly unknown[]): string {
  const digest = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  const variant = ((Number.parseInt(digest.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32)
  ].join('-')
}
