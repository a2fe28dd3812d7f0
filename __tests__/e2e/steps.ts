import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect } from '@jest/globals'
import type { Simulator } from '../../simulator/index.js'
import type { EventType } from '../../src/drill/events.js'
import { fold } from '../../src/drill/evolve.js'
import { decodeJournal } from '../../src/drill/journal.js'
import { recordOf } from '../../src/report/record/record.js'
import { evidenceIn, journalIn, startsIn, until, type Drill, type DrillOptions } from './drills.js'
import { oneWave } from './plans.js'
import { runMain, runPost, workspaceWith, type Ended, type Step } from './runner.js'
import { expectSoundLog, expectVerified } from './soundness.js'

/** A step of a workflow job whose main has ended, in whatever way; its post can be run after it. */
export interface PlayedStep extends Drill {
  /** Runs post on the same machine; what it left is checked as far as it holds of every post. */
  post(started?: Step['started']): Promise<Posted>
  /** The same where it may not be able to write its evidence. */
  postAlone(): Promise<Ended>
}

/** What came of post; its evidence is what an auditor gets. */
export interface Posted extends Ended {
  readonly evidence: Drill['evidence']
  readonly journal: Drill['journal']
}

export interface StepOptions extends Omit<DrillOptions, 'scenario'> {
  readonly workspace?: string
  /** Where the evidence is looked for when main could not say it. */
  readonly evidenceDir?: string
}

/** Runs main as `runDrillOn` does, without presuming how it ends: it may be killed. */
export async function runStep(simulator: Simulator, options: StepOptions = {}): Promise<PlayedStep> {
  const { plan = oneWave(), inputs, environment, started, evidenceDir = 'drs-drill-evidence' } = options
  const workspace = options.workspace ?? workspaceWith({ 'plan.yml': plan })
  const folder = resolve(workspace, evidenceDir)
  const callsBefore = simulator.calls.length
  const step: Step = {
    workspace,
    inputs: { plan: 'plan.yml', 'poll-interval': '1s', 'evidence-dir': evidenceDir, ...inputs },
    environment: { ...simulator.environment, ...environment }
  }
  const main = await runMain({
    ...step,
    ...(started === undefined
      ? {}
      : {
          started: (...rest) => {
            started(simulator, ...rest)
          }
        })
  })
  const { jobs, instances, recoveryInstances, artifacts, issues, automations } = simulator.world
  const calls = simulator.calls.slice(callsBefore)
  return {
    ...main,
    workspace,
    folder,
    calls,
    world: structuredClone({ jobs, instances, recoveryInstances, artifacts, issues, automations }),
    servers: JSON.parse(main.outputs['servers'] ?? '[]') as Drill['servers'],
    starts: startsIn(calls),
    get evidence() {
      return evidenceIn(folder)
    },
    get journal() {
      return journalIn(folder)
    },
    postAlone: () => runPost(step, main.state),
    post: async (postStarted) => {
      const ended = await runPost(
        { ...step, ...(postStarted === undefined ? {} : { started: postStarted }) },
        main.state
      )
      return { ...ended, evidence: evidenceIn(folder), journal: journalIn(folder) }
    }
  }
}

/** Log, journal, record and summary agree, whoever wrote them: for steps that end in more ways than a verdict. */
export function expectComplete({ folder, log, errorLog }: Pick<Drill, 'folder' | 'log' | 'errorLog'>): void {
  expectSoundLog({ log, errorLog })
  const journal = journalIn(folder)
  expect(journal.at(-1)?.type).toBe('execution-finished')
  expect(recordOf(fold(journal))).toEqual(evidenceIn(folder))
  expectVerified(folder)
}

/** Waits until an event of this type, and with these words in it, stands in the journal that is being written. */
export function untilWritten(workspace: string, type: EventType, words = '', count = 1): Promise<void> {
  return untilWrittenIn(join(workspace, 'drs-drill-evidence'), type, words, count)
}

/** As `untilWritten`, for an evidence folder elsewhere. */
export function untilWrittenIn(folder: string, type: EventType, words = '', count = 1): Promise<void> {
  const path = join(folder, 'journal.ndjson')
  const found = (): number => {
    try {
      const lines = readFileSync(path, 'utf8').split('\n')
      return lines.filter((line) => line.includes(`"type":"${type}"`) && line.includes(words)).length
    } catch {
      return 0
    }
  }
  return until(`${String(count)} × ${type} ${words}`, () => found() >= count)
}

/** The events of a journal that may have been cut off in the middle of a line. */
export function eventsIn(folder: string): Drill['journal'] {
  const { events, problems } = decodeJournal(readFileSync(join(folder, 'journal.ndjson'), 'utf8'))
  expect(problems).toEqual([])
  return events
}

/** Sends main a signal once AWS launches something; `seconds`: how long it took to end then. */
export function endAtLaunch(signal: 'SIGINT' | 'SIGKILL'): {
  readonly started: NonNullable<StepOptions['started']>
  readonly seconds: () => number
} {
  let seconds = Infinity
  return {
    started: (simulator, main) => {
      void until('a launch', () => simulator.world.jobs.length > 0).then(() => {
        const at = Date.now()
        main.once('exit', () => (seconds = (Date.now() - at) / 1000))
        main.kill(signal)
      })
    },
    seconds: () => seconds
  }
}
