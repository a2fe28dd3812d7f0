import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import type { Simulator } from '../../simulator/index.js'
import { runMain, runPost, workspaceWith, type Ended, type Step } from '../e2e/runner.js'
import type { Interruption, Moment, Story } from './story.js'

/** What came of one attempt: its main, its post where one ran, and what stands on its disk. */
export interface Attempt {
  readonly number: number
  readonly folder: string
  readonly main: Ended
  readonly post?: Ended
  readonly interruption?: Interruption
}

const evidenceDir = 'drs-drill-evidence'

/** One attempt of the workflow job on a machine of its own: main, then post, each interrupted as the story has it. */
export async function runAttempt(
  story: Story,
  number: number,
  simulator: Simulator,
  interruption?: Interruption
): Promise<Attempt> {
  const workspace = workspaceWith({ 'plan.yml': story.plan })
  const folder = join(workspace, evidenceDir)
  const step: Step = {
    workspace,
    inputs: { plan: 'plan.yml', 'poll-interval': '1s', 'evidence-dir': evidenceDir },
    environment: {
      ...simulator.environment,
      GITHUB_RUN_ID: String(1_000_000 + story.seed),
      GITHUB_RUN_ATTEMPT: String(number)
    }
  }
  const main = await runMain({
    ...step,
    started: (child) => {
      if (interruption === undefined) return
      whenItComes(interruption.moment, { child, simulator, folder }, () => {
        interrupt(child, interruption)
      })
    }
  })
  const attempt = { number, folder, main, ...(interruption === undefined ? {} : { interruption }) }
  if (interruption?.post === 'never') return attempt
  const post = await runPost(
    {
      ...step,
      started: (child) => {
        if (interruption?.post !== 'killed') return
        whenItComes(interruption.postMoment, { child, simulator, folder }, () => {
          child.kill('SIGKILL')
        })
      }
    },
    main.state
  )
  return { ...attempt, post }
}

/** The calls of this name that have reached the simulator. */
function callsOf({ calls }: Simulator, operation: string, executed = false): number {
  return calls.filter((call) => call.operation === operation && (!executed || call.executed)).length
}

interface Scene {
  readonly child: ChildProcess
  readonly simulator: Simulator
  readonly folder: string
}

/** Looks often; a process that ends before the moment comes is left alone. */
function whenItComes(moment: Moment, scene: Scene, act: () => void): void {
  const measure = measures[moment.what](scene)
  const from = measure()
  const timer = setInterval(() => {
    if (hasEnded(scene.child)) clearInterval(timer)
    else if (measure() - from >= moment.count) {
      clearInterval(timer)
      setTimeout(act, moment.delayMilliseconds)
    }
  }, 3)
}

const measures: Readonly<Record<Moment['what'], (scene: Scene) => () => number>> = {
  milliseconds: () => () => Date.now(),
  'journal-lines':
    ({ folder }) =>
    () =>
      linesIn(join(folder, 'journal.ndjson')),
  'starts-received':
    ({ simulator }) =>
    () =>
      callsOf(simulator, 'StartRecovery'),
  'starts-executed':
    ({ simulator }) =>
    () =>
      callsOf(simulator, 'StartRecovery', true),
  'terminations-received':
    ({ simulator }) =>
    () =>
      callsOf(simulator, 'TerminateRecoveryInstances')
}

function interrupt(child: ChildProcess, { how, pauseMilliseconds }: Interruption): void {
  if (how === 'kill') {
    child.kill('SIGKILL')
    return
  }
  child.kill('SIGINT')
  setTimeout(() => {
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 2500)
  }, pauseMilliseconds)
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function linesIn(path: string): number {
  try {
    return readFileSync(path, 'utf8').split('\n').length - 1
  } catch {
    return 0
  }
}
