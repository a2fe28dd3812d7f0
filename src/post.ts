import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deliver, rewriteEvidence } from './action/delivery.js'
import { keepEvidence, type ArtifactOutcome, type Uploaded } from './action/evidence-artifact.js'
import { tellFailureIssue } from './action/failure-issue.js'
import { continueJournal, findJournalFolder, type JournalFile } from './action/journal-file.js'
import { createLog, type Log } from './action/log.js'
import { startProgress } from './action/progress.js'
import { readInputs, type Inputs } from './action/inputs.js'
import { regionOf } from './action/region.js'
import type { DrillState } from './drill/state.js'
import { createService } from './action/service.js'
import { askGitHub } from './action/questions.js'
import { watchSignals } from './action/signals.js'
import { readHandedOver, readState } from './action/state.js'
import { survivePipes } from './action/pipes.js'
import { workspaceOf } from './action/workflow-run.js'
import { goOnFrom, systemClock } from './action/system-clock.js'
import { isLeftToPost } from './drill/ending/cleanup.js'
import type { EventBody } from './drill/events.js'
import { evolve, fold } from './drill/evolve.js'
import { run } from './drill/run.js'
import { unansweredActions } from './report/unanswered-actions.js'

/**
 * The action's post entry. Where main came to its verdict and handed it over there is nothing to do; where main was
 * killed, this folds its journal, lets `decide` bring the execution to its end, and hands over what main could not.
 */
export async function post(): Promise<void> {
  survivePipes()
  const log = createLog()
  const state = readState()
  if (state === undefined) {
    log.line('Nothing to do: main did not get as far as a plan.')
    return
  }
  const folder = findJournalFolder(state.evidenceFolder, state.executionId, state.openedAt)
  if (folder === undefined) {
    log.warning(
      `The journal of ${state.executionId} is not in ${state.evidenceFolder} any more. ` +
        'Look in the DRS console for jobs with the tag drs-drill:execution of that value.'
    )
    return
  }
  await finish(folder, log)
}

/** Where main asked AWS; where it did not come to that, where it would have asked. */
function regionToAsk(state: DrillState, inputs: Inputs): string {
  if (state.identity !== undefined) return state.identity.region
  const result = regionOf(inputs, state.plan?.region, process.env)
  return result.ok ? result.region : ''
}

async function finish(folder: string, log: Log): Promise<void> {
  const taken = continueJournal(folder, {
    report: (message) => {
      log.warning(message)
    }
  })
  if (!taken.ok) {
    log.warning(taken.message)
    return
  }
  for (const problem of taken.problems) log.warning(problem)
  const { journal } = taken
  const found = fold(taken.events)
  goOnFrom(taken.events.at(-1)?.at ?? found.openedAt)
  const delivered = found.finished !== undefined && existsSync(join(folder, 'evidence.json'))
  if (delivered && !isLeftToPost(found)) {
    journal.close()
    const signals = watchSignals(() => undefined)
    const before = uploadedByMain()
    const { kept, isHanging, url } = await keep(found, folder, { cancellation: signals.aborted, before }, log)
    const hasTold = await tellIssue(found, signals.aborted, url, log)
    for (const line of unansweredActions(found)) log.warning(line)
    if (kept === before.kept && !isHanging && !hasTold) {
      log.line(`Nothing to do: the execution ended ${found.finished.status}, and its evidence is in ${folder}.`)
    }
    signals.dispose()
    if (isHanging) process.exit()
    return
  }
  await goOn(found, { folder, journal, delivered }, log)
}

function uploadedByMain(): Uploaded {
  const { artifact, artifactUrl } = readHandedOver()
  return { kept: artifact, ...(artifactUrl === undefined ? {} : { url: artifactUrl }) }
}

/** Uploads what main could not, or what is newer than what it did. */
function keep(
  state: DrillState,
  folder: string,
  rest: { readonly cancellation: AbortSignal; readonly before: Uploaded; readonly suffix?: string },
  log: Log
): Promise<ArtifactOutcome> {
  const { env: environment } = process
  return keepEvidence(state, { folder, inputs: inputsOfStep(), environment, isMain: false, ...rest }, log)
}

/** Tells the plan's issue what main could not; gives whether it was done now. */
async function tellIssue(
  state: DrillState,
  cancellation: AbortSignal,
  artifactUrl: string | undefined,
  log: Log
): Promise<boolean> {
  const isTold = readHandedOver().issue === true
  const about = { inputs: inputsOfStep(), environment: process.env, cancellation, isTold }
  const told = await tellFailureIssue(state, { ...about, ...(artifactUrl === undefined ? {} : { artifactUrl }) }, log)
  return told && !isTold
}

function inputsOfStep(): Inputs {
  const read = readInputs(process.env, workspaceOf(process.env))
  return read.ok ? read.inputs : read.usable
}

interface Left {
  readonly folder: string
  readonly journal: JournalFile
  /** Whether main has handed its verdict over. */
  readonly delivered: boolean
}

/** First the verdict, from what is known: AWS may not answer, and the minutes are few. Then what takes longer. */
async function goOn(found: DrillState, { folder, journal, delivered }: Left, log: Log): Promise<void> {
  const signals = watchSignals((signal) => {
    log.line(`${signal} received: the post step ends; what is left in AWS is told.`)
  })
  const inputs = inputsOfStep()
  const aws = createService(inputs, regionToAsk(found, inputs), found.run, process.env)
  const progress = startProgress(found, log, systemClock)
  // Once, by whoever carries on first.
  let asides = askGitHub(found, inputs, process.env, signals.aborted)
  const carryOn = async (from: DrillState, ...bodies: readonly EventBody[]): Promise<DrillState> => {
    const state = bodies.reduce((before, body) => {
      const event = { at: systemClock.now(), ...body }
      journal.append(event)
      const after = evolve(before, event)
      progress.observe(before, event, after)
      return after
    }, from)
    const ended = await run(state, {
      clock: systemClock,
      aws,
      journal,
      cancellation: signals.aborted,
      observe: progress.observe,
      asides
    })
    asides = []
    return ended
  }
  let state = found
  if (!delivered) {
    const ended = { type: 'cancel-requested', signal: 'the end of its process' } as const
    state = await carryOn(state, ...(state.verdict === undefined && state.cancelled === undefined ? [ended] : []))
    deliver(state, { folder, isMain: false }, log)
  }
  // At the same time as what is still to be asked of AWS, or done there: the minutes are few.
  const upload = keep(state, folder, { cancellation: signals.aborted, before: uploadedByMain() }, log)
  const before = state
  state = await carryOn(state, { type: 'taken-over' })
  progress.stop()
  journal.close()
  let uploaded = await upload
  let hangs = uploaded.isHanging
  if (tellsMore(before, state)) {
    deliver(state, { folder, isFollowUp: true, isMain: false }, log)
    const suffix = uploaded.kept === undefined ? {} : { suffix: '-post' }
    uploaded = await keep(state, folder, { cancellation: signals.aborted, before: uploaded, ...suffix }, log)
    hangs ||= uploaded.isHanging
  } else rewriteEvidence(state, folder, log)
  await tellIssue(state, signals.aborted, uploaded.url, log)
  signals.dispose()
  if (hangs) process.exit()
}

/** Whether anything was asked of AWS, or done, after the verdict was handed over. */
function tellsMore(before: DrillState, after: DrillState): boolean {
  const { removal, actions } = before
  const isListed = after.removal.listedAt !== removal.listedAt
  return isListed || after.removal.finished !== removal.finished || after.actions !== actions
}
