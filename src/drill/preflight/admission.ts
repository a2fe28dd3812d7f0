import { firstPlace, type PlaceName } from '../../plan/places.js'
import { isPassing } from '../failure.js'
import type { Question, Refusal } from '../events.js'
import type { DrillState, LookTrouble, ServerState, WaveState } from '../state.js'
import { needsSnapshots } from '../launch/point-in-time.js'
import { areDocumentsKnown } from './documents.js'
import { blockingFindings } from './preflight.js'
import { isSelectionWanted } from '../selection/selected-state.js'
import { verify } from '../watch/verification.js'

/** The questions that have to be answered before anything is started. */
const setUpQuestions: readonly Question[] = ['identity', 'servers', 'snapshots', 'survey', 'documents', 'instances']

/** Whether everything that has to be known before the first launch is known, and the waves left out are up. */
export function isAdmitted(state: DrillState): boolean {
  return (
    state.mode !== 'preflight' &&
    state.identity !== undefined &&
    state.survey !== undefined &&
    state.described &&
    state.refusedReads.length === 0 &&
    state.preflight !== undefined &&
    !needsSnapshots(state) &&
    !isSelectionWanted(state) &&
    areDocumentsKnown(state) &&
    state.refusals.length === 0 &&
    [...state.waves.values()].every((wave) => (wave.selected ? wave.planned.servers.length > 0 : wave.status === 'up'))
  )
}

/** Whether a wave of this run has begun: from then on nothing is refused any more, only brought to an end. */
export function hasBegun(state: DrillState): boolean {
  return [...state.waves.values()].some((wave) => wave.selected && wave.startedAt !== undefined)
}

/**
 * Every reason, as far as can be known by now, not to start: AWS refuses to answer, the account is another, a server is
 * unknown or cannot be launched, a launch would destroy something, a wave that was left out is not up.
 */
export function refusalsOf(state: DrillState): readonly Refusal[] {
  const unanswered = setUpQuestions.flatMap((question) => {
    const trouble = state.trouble.get(question)
    return trouble !== undefined && isFinal(trouble) ? [refusal(state, trouble.failure.message)] : []
  })
  const refused = state.refusedReads.map(({ message }) => refusal(state, message))
  const all = [
    ...unanswered,
    ...refused,
    ...accountRefusals(state),
    ...preflightRefusals(state),
    ...presumedRefusals(state)
  ]
  // One cause may be the answer to several questions.
  return all.filter(({ message }, index) => all.findIndex((other) => other.message === message) === index)
}

/** What AWS has not answered by the time that a preflight has, beside what is known by then. */
export function unansweredRefusals(state: DrillState): readonly Refusal[] {
  const messages = setUpQuestions.flatMap((question) => state.trouble.get(question)?.failure.message ?? [])
  const last = [...new Set(messages)].join('; ')
  const answer = last === '' ? '' : ` Last answer: ${last}.`
  const calls = unansweredCalls(state).join(', ')
  const message = `AWS did not answer in time (${calls}), so that not everything could be checked.${answer} Run it again.`
  return [{ message }, ...refusalsOf(state)]
}

/** The calls that the questions which are still open are made with. */
function unansweredCalls(state: DrillState): readonly string[] {
  const { identity, foretold, survey, described, trouble } = state
  if (identity === undefined) return ['sts:GetCallerIdentity']
  return [
    ...(survey === undefined ? ['drs:DescribeJobs'] : []),
    ...(foretold === undefined ? ['iam:SimulatePrincipalPolicy'] : []),
    ...(described
      ? []
      : [trouble.get('servers')?.failure.operation ?? 'drs:DescribeSourceServers and what is asked with it']),
    ...(described && needsSnapshots(state) ? ['drs:DescribeRecoverySnapshots'] : []),
    ...(areDocumentsKnown(state) ? [] : ['ssm:DescribeDocument'])
  ]
}

/** Credentials that AWS does not accept at the very start are wrong, not used up: renewing them was tried already. */
export function isFinal({ failure, count }: LookTrouble): boolean {
  return !isPassing(failure) || (failure.class === 'expired' && count >= 2)
}

/** The account guard (contract section 4 and 2): nothing else is asked of another account than the one that is meant. */
export function accountRefusals(state: DrillState): readonly Refusal[] {
  const { identity, allowedAccounts } = state
  if (identity === undefined) return []
  const { account, arn } = identity
  const whose = `These credentials belong to account ${account} (${arn})`
  const wanted = state.plan?.account
  return [
    ...(wanted === undefined || wanted === account
      ? []
      : [
          refusal(
            state,
            `${whose}, but the plan may run only in account ${wanted}. ` +
              `Use a role of ${wanted}, or correct "account" in the plan.`,
            'account'
          )
        ]),
    ...(allowedAccounts.length === 0 || allowedAccounts.includes(account)
      ? []
      : [
          refusal(
            state,
            `${whose}, which the input "allowed-account-ids" does not name (${allowedAccounts.join(', ')}). ` +
              'Use a role of one of these, or add the account there.'
          )
        ])
  ]
}

function preflightRefusals({ preflight = [] }: DrillState): readonly Refusal[] {
  return blockingFindings(preflight).map(({ message, line, column }) => ({
    message,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column })
  }))
}

/** A wave that this run leaves out, but that a selected wave comes after, must have come up in this execution. */
function presumedRefusals(state: DrillState): readonly Refusal[] {
  // What a preflight leaves out it does not ask about.
  if (state.survey === undefined || state.mode === 'preflight') return []
  return [...state.waves.values()]
    .filter((wave) => !wave.selected && wave.status !== 'up')
    .flatMap((wave) => {
      const down = wave.planned.servers.filter((id) => isDown(state.servers.get(id), wave))
      if (down.length === 0) return []
      return [
        refusal(
          state,
          `Wave ${wave.planned.name} is left out by the input "waves", but a selected wave comes after it, and it has ` +
            `not come up in this execution (${state.executionId}): ${String(down.length)} of ` +
            `${String(wave.planned.servers.length)} servers are not up (${down.slice(0, 3).join(', ')}` +
            `${down.length > 3 ? ', …' : ''}). Run it in an earlier job of this workflow run, or add it to "waves".`,
          `wave ${wave.planned.name}`
        )
      ]
    })
}

/** Whether a server of an earlier wave is seen not to be up; one whose instance has not been looked at yet is not. */
function isDown(server: ServerState | undefined, wave: WaveState): boolean {
  if (server?.jobId === undefined || server.participant?.launchStatus !== 'LAUNCHED') return true
  if (server.outcome !== undefined) return server.outcome.status !== 'launched'
  return server.instance !== undefined && verify(server, wave.planned.verify).is !== 'up'
}

/** A refusal at the place in the plan that it speaks of; the first of the names that the file has. */
function refusal(state: DrillState, message: string, ...about: readonly PlaceName[]): Refusal {
  return { message, ...firstPlace(state.places, ...about) }
}
