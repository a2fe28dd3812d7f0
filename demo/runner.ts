import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CommandFiles } from './command-files.js'

/** A step of a workflow job that uses the action. */
export interface Step {
  /** The repository that is checked out; paths in inputs start here. */
  readonly workspace: string
  /** Where the runner keeps its own files. */
  readonly runnerFolder: string
  readonly inputs: Readonly<Record<string, string>>
  readonly commandFiles: CommandFiles
  /** Set for the whole job, such as by an earlier step. */
  readonly environment: Readonly<Record<string, string>>
}

/** The pauses of a runner that cancels: SIGINT, SIGTERM, and then it kills. */
const termAfterMilliseconds = 7_500
const killAfterMilliseconds = 2_500

/** What a process of the operating system needs whoever starts it. */
const inherited = ['PATH', 'Path', 'SystemRoot', 'ComSpec', 'TZ', 'LANG']

/**
 * Starts an entry of the action in a process of its own, as GitHub's runner does, and gives the exit code. Of this
 * machine's own settings nothing gets through, AWS credentials least of all.
 *
 * @param show gets the log, line by line
 * @param cancellation when aborted, the runner cancels the step
 */
export async function runEntry(
  entry: string,
  step: Step,
  state: Readonly<Record<string, string>>,
  show: (line: string) => void,
  cancellation: AbortSignal
): Promise<number> {
  const child = spawn(process.execPath, [entry], {
    cwd: step.workspace,
    env: { ...environmentOf(step), ...state },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C in a terminal is for the runner, which cancels in its own way.
    detached: process.platform !== 'win32'
  })
  const timers: NodeJS.Timeout[] = []
  const cancel = (): void => {
    child.kill('SIGINT')
    const term = setTimeout(() => child.kill('SIGTERM'), termAfterMilliseconds)
    const kill = setTimeout(() => child.kill('SIGKILL'), termAfterMilliseconds + killAfterMilliseconds)
    timers.push(term, kill)
  }
  cancellation.addEventListener('abort', cancel, { once: true })
  const endWithParent = (): boolean => child.kill('SIGKILL')
  process.once('exit', endWithParent)
  const shown = [child.stdout, child.stderr].map(async (stream) => {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) show(line)
  })
  try {
    const [exitCode] = (await once(child, 'close')) as [number | null]
    await Promise.all(shown)
    return exitCode ?? 1
  } finally {
    process.off('exit', endWithParent)
    cancellation.removeEventListener('abort', cancel)
    for (const timer of timers) clearTimeout(timer)
  }
}

/** https://docs.github.com/actions/reference/workflows-and-actions/variables */
function environmentOf({ workspace, runnerFolder, inputs, commandFiles, environment }: Step): Record<string, string> {
  const home = makeFolder(runnerFolder, 'home')
  const temporary = makeFolder(runnerFolder, 'temp')
  const event = join(runnerFolder, 'event.json')
  writeFileSync(event, '{}')
  return {
    ...Object.fromEntries(
      inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
    ),
    HOME: home,
    USERPROFILE: home,
    TMPDIR: temporary,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'drill',
    GITHUB_ACTOR: 'octocat',
    GITHUB_TRIGGERING_ACTOR: 'octocat',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_EVENT_PATH: event,
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_JOB: 'drill',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'example/payments',
    GITHUB_REPOSITORY_OWNER: 'example',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '19600000001',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '5f0c2a9d1b7e4386c0d5e2f1a8b94c7063e1d2f4',
    GITHUB_WORKFLOW: 'disaster-recovery drill',
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_NAME: 'demo',
    RUNNER_OS: { darwin: 'macOS', win32: 'Windows' }[process.platform as string] ?? 'Linux',
    RUNNER_TEMP: temporary,
    RUNNER_TOOL_CACHE: makeFolder(runnerFolder, 'tools'),
    // A runner starts the action with Node 24. This machine's Node may be one that the SDKs warn about.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...commandFiles.environment,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...environment
  }
}

function makeFolder(runnerFolder: string, name: string): string {
  const folder = join(runnerFolder, name)
  mkdirSync(folder, { recursive: true })
  return folder
}
