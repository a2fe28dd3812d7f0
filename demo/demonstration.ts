import { join } from 'node:path'
import { startSimulator } from '../simulator/index.js'
import { fillInputs, type ActionManifest } from './action-manifest.js'
import { CommandFiles } from './command-files.js'
import type { DemoScenario } from './demo-scenario.js'
import { createLogView } from './log-view.js'
import type { Paint } from './paint.js'
import { runEntry, type Step } from './runner.js'

export interface Demonstration {
  readonly scenario: DemoScenario
  /** Inputs that the person at the keyboard gives; they win over the scenario's. */
  readonly inputs: Readonly<Record<string, string>>
  readonly manifest: ActionManifest
  /** The repository's root: what is run, and the workspace it is run on. */
  readonly root: string
  /** An empty folder for what a runner keeps for itself. */
  readonly runnerFolder: string
  readonly paint: Paint
  readonly print: (text: string) => void
}

/** What every step of the demo is given: the plan, and short pauses, since the simulated AWS is so much faster. */
const demoInputs = { plan: 'examples/plans/demo.yml', 'poll-interval': '1s' }

/** The longest value of an output that is printed whole. */
const longestValue = 160

/** Runs the action, main and post, and shows all that it tells its runner; gives the exit code of main. */
export async function demonstrate(demonstration: Demonstration): Promise<number> {
  const { scenario, manifest, root, runnerFolder, paint, print } = demonstration
  const simulator = await startSimulator({
    ...scenario.scenario,
    github: { enabled: true, repository: 'example/payments', runId: 19_600_000_001 }
  })
  const commandFiles = new CommandFiles(join(runnerFolder, 'commands'))
  const given = { ...demoInputs, ...scenario.inputs, ...demonstration.inputs }
  const step: Step = {
    workspace: root,
    runnerFolder,
    inputs: fillInputs(manifest, given, simulator.githubToken),
    commandFiles,
    environment: simulator.environment
  }
  const title = (text: string): void => {
    print(`\n${paint('bold', `━━ ${text} ${'━'.repeat(Math.max(0, 96 - text.length))}`)}`)
  }
  const { cancellation, dispose } = watchCancellation(scenario.cancelAfterSeconds)
  try {
    print(`${paint('bold', `Scenario ${scenario.name}`)}: ${scenario.description}`)
    print(`AWS is simulated: ${describeTimeScale(scenario)}. The action itself is what a workflow would run.`)

    title('Log of the step')
    print(paint('dim', 'uses: drs-drill'))
    print(paint('dim', 'with:'))
    for (const [name, value] of Object.entries(step.inputs)) {
      if (value !== '') print(paint('dim', `  ${name}: ${value === simulator.githubToken ? '***' : value}`))
    }
    const exitCode = await runEntry(join(root, manifest.runs.main), step, {}, viewOn(print, paint), cancellation)

    title('Log of its post step')
    const state = commandFiles.stateEnvironment
    await runEntry(join(root, manifest.runs.post), step, state, viewOn(print, paint), new AbortController().signal)

    title('Outputs')
    for (const [name, value] of commandFiles.outputs) print(`${name}: ${shorten(value)}`)

    title('Job summary (Markdown)')
    print(commandFiles.summary.trimEnd())

    title('Result')
    const evidence = commandFiles.outputs.get('evidence-dir') ?? ''
    print(`Evidence: ${evidence === '' ? 'none' : evidence}`)
    print(verdict(exitCode, paint))
    return exitCode
  } finally {
    dispose()
    await simulator.close()
  }
}

function viewOn(print: (text: string) => void, paint: Paint): (line: string) => void {
  const view = createLogView(paint)
  return (line) => {
    const shown = view.show(line)
    if (shown !== undefined) print(shown)
  }
}

function describeTimeScale({ scenario }: DemoScenario): string {
  const { timeScale } = scenario
  return timeScale === undefined
    ? 'its time runs faster'
    : `a second stands for ${describeSeconds(timeScale)} of its time`
}

function describeSeconds(seconds: number): string {
  return seconds < 60 ? `${seconds} seconds` : `${Number((seconds / 60).toFixed(1))} minutes`
}

function shorten(value: string): string {
  return value.length <= longestValue ? value : `${value.slice(0, longestValue)}… (${value.length} characters)`
}

function verdict(exitCode: number, paint: Paint): string {
  return exitCode === 0
    ? paint('green', 'Exit code: 0, the step is green')
    : paint('red', `Exit code: ${exitCode}, the step is red`)
}

/** Aborts at Ctrl-C, or when the scenario says so: a runner's cancel button. */
function watchCancellation(afterSeconds: number | undefined): {
  readonly cancellation: AbortSignal
  readonly dispose: () => void
} {
  const controller = new AbortController()
  const cancel = (): void => {
    controller.abort()
  }
  process.on('SIGINT', cancel)
  const timer = afterSeconds === undefined ? undefined : setTimeout(cancel, afterSeconds * 1000)
  return {
    cancellation: controller.signal,
    dispose: () => {
      process.off('SIGINT', cancel)
      clearTimeout(timer)
    }
  }
}
