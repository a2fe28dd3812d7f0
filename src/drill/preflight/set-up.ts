import { documentsOf } from '../actions/preflight.js'
import type { Command, Conclusion } from '../commands.js'
import type { Question } from '../events.js'
import { needsSnapshots, snapshotQuestions } from '../launch/point-in-time.js'
import { isSelectionWanted } from '../selection/selected-state.js'
import { selectedServers } from '../servers.js'
import type { Identity } from '../sightings.js'
import type { DrillState } from '../state.js'
import type { Task } from '../task.js'
import type { Timestamp } from '../timestamp.js'
import { retryAt } from '../watch/pace.js'
import { accountRefusals, isFinal, refusalsOf } from './admission.js'
import { areDocumentsKnown } from './documents.js'
import { beginWait, isDescribedAnew, isWaitingForOthers, mustWaitForOthers } from './other-jobs.js'
import { terminatesAtItsEnd } from './permissions.js'
import { blockingFindings, preflightOf } from './preflight.js'

/** Who are we, what are these servers, what runs already: asked before anything is started, and all at once. */
export function setUpTasks(state: DrillState): readonly Task[] {
  const ask = (question: Question, command: Command): Task => ({
    at: retryAt(state, question) ?? state.openedAt,
    command
  })
  // The account guard comes first: of another account nothing else is asked.
  if (state.identity === undefined) return [ask('identity', { do: 'identify' })]
  // Which jobs and servers are of interest is known once the plan's matches have found theirs.
  const isSelected = !isSelectionWanted(state)
  const refused = state.trouble.get('servers')
  if (!isSelected && (refused === undefined || !isFinal(refused))) return [ask('servers', { do: 'list-servers' })]
  return [
    ...(state.survey === undefined ? [ask('survey', { do: 'survey-jobs' })] : []),
    ...(state.foretold === undefined ? [foretell(state, state.identity)] : []),
    ...(state.described || !isSelected
      ? []
      : [ask('servers', { do: 'describe-servers', servers: [...state.servers.keys()] })]),
    ...(state.described && needsSnapshots(state)
      ? [ask('snapshots', { do: 'find-snapshots', questions: snapshotQuestions(state) })]
      : []),
    ...(areDocumentsKnown(state) ? [] : [ask('documents', { do: 'describe-documents', documents: documentsOf(state) })])
  ]
}

function foretell(state: DrillState, { arn, region }: Identity): Task {
  const servers = selectedServers(state).map(({ sourceServerId }) => sourceServerId)
  const documents = [...new Set(state.actions.map(({ planned }) => planned.document))]
  const question = { arn, region, servers, terminates: terminatesAtItsEnd(state), documents }
  return { at: state.openedAt, command: { do: 'foretell-permissions', question } }
}

/**
 * Once, as soon as everything that it looks at is known, or will not be: what AWS refuses to answer must not keep back what
 * else there is to be said.
 */
export function isPreflightDue(state: DrillState): boolean {
  return isAccepted(state) && isSetUp(state) && isDescribedAnew(state) && state.preflight === undefined
}

/** Whether the account is known, and one that is meant. */
export function isAccepted(state: DrillState): boolean {
  return state.identity !== undefined && accountRefusals(state).length === 0
}

/** Whether every set-up question has its answer, or one that asking again will not change. */
export function isSetUp(state: DrillState): boolean {
  const isSettled = (question: Question, answered: boolean): boolean => {
    const trouble = state.trouble.get(question)
    return answered || (trouble !== undefined && isFinal(trouble))
  }
  if (!isSettled('identity', state.identity !== undefined)) return false
  if (state.identity === undefined || accountRefusals(state).length > 0) return true
  if (state.foretold === undefined) return false
  return (
    isSettled('survey', state.survey !== undefined) &&
    isSettled('servers', state.described) &&
    (!state.described || isSettled('snapshots', !needsSnapshots(state))) &&
    isSettled('documents', areDocumentsKnown(state))
  )
}

/** What was asked before the start is concluded, or the wait for the jobs of others begins; nothing while it lasts. */
export function concludePreflight(state: DrillState, now: Timestamp): readonly Conclusion[] {
  const results = preflightOf(state)
  // Of what waiting does not mend, one is told at once.
  const others = blockingFindings(results.filter(({ check }) => check !== 'other-jobs'))
  if (others.length === 0 && refusalsOf(state).length === 0) {
    if (mustWaitForOthers(state, now)) return isWaitingForOthers(state) ? [] : [beginWait(state, now)]
  }
  return [{ type: 'preflight-concluded', results }]
}
