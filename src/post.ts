import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deliver } from './action/delivery.js'
import { continueJournal, findJournalFolder } from './action/journal-file.js'
import { createLog, type Log } from './action/log.js'
import { startProgress } from './action/progress.js'
import { watchSignals } from './action/signals.js'
import { readState } from './action/state.js'
import { systemClock } from './action/system-clock.js'
import { createRecoveryService } from './aws/recovery-service.js'
import { fold } from './drill/evolve.js'
import { run } from './drill/run.js'

/**
 * The action's post entry. Where main came to its verdict and handed it over there is nothing to do; where main was
 * killed, this folds its journal, lets `decide` bring the execution to its end, and hands over what main could not.
 */
export async function post(): Promise<void> {
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
  if (found.finished !== undefined && existsSync(join(folder, 'evidence.json'))) {
    journal.close()
    log.line(`Nothing to do: the execution ended ${found.finished.status}, and its evidence is in ${folder}.`)
    return
  }
  const signals = watchSignals(() => undefined)
  const cancelled = new AbortController()
  cancelled.abort('the end of its process')
  const progress = startProgress(found, log, systemClock)
  const finished = await run(found, {
    clock: systemClock,
    aws: createRecoveryService({ region: found.identity?.region ?? '', clock: systemClock }),
    journal,
    cancellation: cancelled.signal,
    observe: progress.observe
  })
  progress.stop()
  journal.close()
  deliver(finished, folder, log)
  signals.dispose()
}
