import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { startSimulator, type Simulator } from '../../simulator/index.js'
import { runAttempt, type Attempt } from './attempt.js'
import {
  inventedBy,
  launchedTwice,
  launchJobs,
  readDisk,
  runTooOften,
  unlisted,
  unsaid,
  unsaidRuns,
  type Disk
} from './checks.js'
import { untried } from '../untried.js'
import { storyOf, type Story } from './story.js'

/** What one run came to; `problems` is empty when every promise was kept. */
export interface ChaosResult {
  readonly seed: number
  readonly problems: readonly string[]
  readonly attempts: number
  /** Mains that were ended by kill -9, and by the signals of a cancel. */
  readonly kills: number
  readonly cancels: number
  readonly postsKilled: number
  readonly postsMissing: number
  readonly jobs: number
  readonly terminations: number
  /** StartRecovery and TerminateRecoveryInstances whose answer did not reach the action. */
  readonly lostAnswers: number
  /** Runs of SSM documents. */
  readonly automations: number
  /** Calls that AWS cut off, left without an answer, throttled or answered with an error. */
  readonly faultsMet: number
  readonly seconds: number
  /** The story as it went, a line an attempt. */
  readonly lines: readonly string[]
}

/** An attempt that is not disturbed launches anew what failed, wave by wave: far more than any story needs. */
const undisturbedAttempts = 10

/** Plays one story to its end: attempt after attempt, each interrupted, until the drill passes; then looks at AWS. */
export async function runChaos(seed: number, options: { mostAccidents?: number } = {}): Promise<ChaosResult> {
  const began = Date.now()
  const story = storyOf(seed, options)
  const simulator = await startSimulator(story.scenario, { seed })
  const told: Told[] = []
  try {
    for (let number = 1; number <= story.interruptions.length + undisturbedAttempts; number += 1) {
      const last = await tell(story, number, simulator)
      told.push(last)
      if (last.attempt.main.outputs['status'] === 'passed' && last.attempt.main.exitCode === 0) break
    }
    return resultOf(story, simulator, told, (Date.now() - began) / 1000)
  } finally {
    await simulator.close()
    for (const { attempt } of told) rmSync(attempt.folder, { recursive: true, force: true })
  }
}

interface Told {
  readonly attempt: Attempt
  readonly disk: Disk
  readonly problems: readonly string[]
}

async function tell(story: Story, number: number, simulator: Simulator): Promise<Told> {
  const interruption = story.interruptions[number - 1]
  if (interruption === undefined) simulator.setFaults([])
  const attempt = await runAttempt(story, number, simulator, interruption)
  const disk = readDisk(attempt)
  const problems = [
    ...disk.problems,
    // Nothing stood in its way, and every wave of a story is launched in far less than its budget.
    ...(interruption === undefined && attempt.main.outputs['status'] === 'timed-out'
      ? [`attempt ${String(number)}: undisturbed, and timed out all the same`]
      : []),
    ...(disk.evidence === undefined
      ? []
      : [
          ...unsaid(simulator, disk.evidence),
          ...unsaidRuns(simulator, disk.evidence, disk.events),
          ...inventedBy(disk.evidence, simulator),
          ...untried(simulator.world, disk.evidence)
        ].map((problem) => `attempt ${String(number)}: ${problem}`))
  ]
  await pause(story.pausesMilliseconds[number - 1] ?? 0)
  return { attempt, disk, problems }
}

function resultOf(story: Story, simulator: Simulator, told: readonly Told[], seconds: number): ChaosResult {
  const last = told.at(-1)
  const passed = last?.attempt.main.outputs['status'] === 'passed'
  const evidence = last?.disk.evidence
  const events = told.flatMap(({ disk }) => disk.events)
  const jobs = simulator.world.jobs
  return {
    seed: story.seed,
    problems: [
      ...told.flatMap(({ problems }) => problems),
      ...launchedTwice(simulator),
      ...runTooOften(simulator, told.length),
      ...(passed ? [] : [`the drill did not pass in ${String(told.length)} attempts`]),
      ...(evidence === undefined ? [] : unlisted(simulator, evidence))
    ],
    attempts: told.length,
    kills: told.filter(({ attempt }) => attempt.main.signal === 'SIGKILL').length,
    cancels: told.filter(({ attempt }) => attempt.interruption?.how === 'cancel' && attempt.main.exitCode !== 0).length,
    postsKilled: told.filter(({ attempt }) => attempt.post?.signal === 'SIGKILL').length,
    postsMissing: told.filter(({ attempt }) => attempt.post === undefined).length,
    jobs: launchJobs(simulator.world).length,
    terminations: jobs.length - launchJobs(simulator.world).length,
    automations: simulator.world.automations.length,
    lostAnswers: events.filter(({ type }) => type === 'job-answer-lost' || type === 'termination-answer-lost').length,
    faultsMet: simulator.calls.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'under way').length,
    seconds,
    lines: told.map(describe)
  }
}

function describe({ attempt, disk }: Told): string {
  const { number, main, post, interruption } = attempt
  const how =
    interruption === undefined
      ? 'undisturbed'
      : `${interruption.how} at ${String(interruption.moment.count)} ${interruption.moment.what} ` +
        `+${String(interruption.moment.delayMilliseconds)}ms, post ${interruption.post}`
  const end = (ended: typeof post): string =>
    ended === undefined ? '-' : `${String(ended.signal ?? ended.exitCode)} in ${ended.seconds.toFixed(1)} s`
  const status = disk.evidence?.status ?? main.outputs['status'] ?? '-'
  const why = status === 'blocked' ? `: ${disk.evidence?.reason ?? 'nothing says why'}` : ''
  return `attempt ${String(number)} (${how}): main ${end(main)}, post ${end(post)}, ${status}${why}`
}
