import { declareArtifacts } from './action/declared-artifacts.js'
import { deliver } from './action/delivery.js'
import { keepEvidence, nothingUploaded } from './action/evidence-artifact.js'
import { prepareEvidenceFolder } from './action/evidence-folder.js'
import { tellFailureIssue } from './action/failure-issue.js'
import { openJournal, type JournalFile } from './action/journal-file.js'
import { createLog, type Log } from './action/log.js'
import { openExecution, type Opening } from './action/opening.js'
import { startProgress } from './action/progress.js'
import { createService } from './action/service.js'
import { askGitHub } from './action/questions.js'
import { watchSignals } from './action/signals.js'
import { saveHandedOver, saveState, type PostState } from './action/state.js'
import { survivePipes } from './action/pipes.js'
import { systemClock } from './action/system-clock.js'
import type { DrillEvent, EventBody } from './drill/events.js'
import { evolve, fold } from './drill/evolve.js'
import type { Journal } from './drill/ports.js'
import { run } from './drill/run.js'
import type { DrillState } from './drill/state.js'
import { planLines } from './report/narration/setup.js'

/** The action's main entry: reads inputs and plan, runs the drill, and hands over what came of it. */
export async function main(): Promise<void> {
  survivePipes()
  const log = createLog()
  const signals = watchSignals((signal) => {
    log.line(`${signal} received: no new job is started; what still runs is reported. A second signal ends at once.`)
  })
  const opening = openExecution(process.env)
  const disk = openDisk(opening, log)
  const events = stamped([...opening.events, ...(disk.refusal === undefined ? [] : [disk.refusal])])
  for (const event of events) disk.journal.append(event)
  const opened = fold(events)
  if (disk.folder !== undefined) {
    rememberForPost({ executionId: opened.executionId, evidenceFolder: disk.folder, openedAt: opened.openedAt }, log)
  }
  log.group(`Plan ${opened.planReference.name}, mode ${opened.mode}`, planLines(opened))

  const finished = await drill(opened, opening, disk.journal, signals.aborted, log)
  disk.close()
  deliver(finished, { isMain: true, ...(disk.folder === undefined ? {} : { folder: disk.folder }) }, log)
  const isHanging = disk.folder !== undefined && (await publish(finished, disk.folder, opening, signals.aborted, log))
  signals.dispose()
  // What GitHub does not answer must not hold the step.
  if (isHanging) process.exit()
}

/** Gives GitHub the evidence, and tells the plan's issue; the verdict has been handed over before. Gives whether something of it hangs. */
async function publish(
  finished: DrillState,
  folder: string,
  { inputs }: Opening,
  cancellation: AbortSignal,
  log: Log
): Promise<boolean> {
  const { env: environment } = process
  declareArtifacts(folder, log)
  const request = { folder, inputs, environment, cancellation, isMain: true, before: nothingUploaded }
  const { kept, isHanging, url } = await keepEvidence(finished, request, log)
  const link = url === undefined ? {} : { artifactUrl: url }
  const artifact = kept === undefined ? {} : { artifact: kept, ...link }
  if (kept !== undefined) saveHandedOver(artifact)
  const about = { inputs, environment, cancellation, isTold: false, ...link }
  if (await tellFailureIssue(finished, about, log)) saveHandedOver({ ...artifact, issue: true })
  return isHanging
}

/** Without it the post step cannot clean up or finish the evidence; the drill itself does not need it. */
function rememberForPost(state: PostState, log: Log): void {
  try {
    saveState(state)
  } catch (error) {
    log.warning(
      `The post step of this action will find nothing to do: ${error instanceof Error ? error.message : String(error)}`
    )
  }
}

/** Runs the drill to its end. A defect of our own ends it too, but hides nothing: what runs by then is told. */
async function drill(
  opened: DrillState,
  { inputs, region = '' }: Opening,
  journal: Journal,
  cancellation: AbortSignal,
  log: Log
): Promise<DrillState> {
  let latest = opened
  const progress = startProgress(opened, log, systemClock)
  try {
    return await run(opened, {
      clock: systemClock,
      aws: createService(inputs, region, opened.run, process.env),
      journal,
      cancellation,
      asides: askGitHub(opened, inputs, process.env, cancellation),
      observe: (before, event, after) => {
        latest = after
        progress.observe(before, event, after)
      }
    })
  } catch (error) {
    log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error))
    const verdict = {
      status: 'failed',
      reason:
        `drs-drill itself failed (${error instanceof Error ? error.message : String(error)}); ` +
        'look at what still runs, and report this with the evidence folder of the run'
    } as const
    const ends = stamped([
      ...(latest.verdict === undefined ? [{ type: 'verdict-reached', ...verdict } as const] : []),
      { type: 'execution-finished', ...verdict }
    ])
    for (const end of ends) journal.append(end)
    return ends.reduce(evolve, latest)
  } finally {
    progress.stop()
  }
}

interface EvidenceDisk {
  readonly journal: Journal
  /** Absent: the evidence cannot be written anywhere. */
  readonly folder?: string
  readonly refusal?: EventBody
  close(): void
}

/** The evidence folder, found unusable before anything is started. */
function openDisk({ inputs, workspace }: Opening, log: Log): EvidenceDisk {
  const folder = inputs.evidenceFolder
  const refused = (message: string): EvidenceDisk => ({
    journal: { append: () => undefined },
    refusal: { type: 'refused', refusals: [{ message }] },
    close: () => undefined
  })
  const prepared = prepareEvidenceFolder(folder, workspace)
  if (!prepared.ok) return refused(prepared.message)
  if (prepared.movedTo !== undefined) log.notice(`Evidence of an earlier execution was moved to ${prepared.movedTo}`)
  const result = openJournal(folder, {
    report: (message) => {
      log.warning(message)
    }
  })
  if (!result.ok) return refused(result.message)
  const journal: JournalFile = result.journal
  return {
    journal,
    folder,
    close: () => {
      journal.close()
    }
  }
}

function stamped(bodies: readonly EventBody[]): readonly DrillEvent[] {
  return bodies.map((body) => ({ at: systemClock.now(), ...body }))
}
