import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, jest } from '@jest/globals'
import { parse } from 'yaml'
import { node24 } from './node24.js'
import { temporaryFolder } from './temporary.js'

// A process takes seconds, and shares the machine with others.
jest.setTimeout(120_000)

/** The processes that run; none outlives the tests of its file, should one of them fail. */
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

const root = fileURLToPath(new URL('../..', import.meta.url))

interface ActionManifest {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
  readonly runs: { readonly using: string; readonly main: string; readonly post: string }
}

/** action.yml, as the runner reads it. */
export const manifest = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as ActionManifest

/** A step of a workflow job: what a workflow's author gives, and what the machine has. */
export interface Step {
  readonly workspace: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  /** Told of the process as soon as it runs, and of what it has written to its log so far. */
  readonly started?: (process: ChildProcess, log: () => string) => void
}

/** What came of a process that the runner started. */
export interface Ended {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  /** Standard output, which is the step's log. */
  readonly log: string
  readonly errorLog: string
  readonly outputs: Readonly<Record<string, string>>
  /** What it added to the job summary. */
  readonly summary: string
  /** What it saved for its post step, by name. */
  readonly state: Readonly<Record<string, string>>
  /** What it left in the files that change the environment of later steps. */
  readonly forLaterSteps: string
  readonly seconds: number
}

/** A workspace with these files in it; what is `undefined` is not there. */
export function workspaceWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const workspace = temporaryFolder('workspace')
  for (const [name, content] of Object.entries(files)) {
    const path = join(workspace, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return workspace
}

/** Runs `main` of the built action under Node 24, as the runner does. */
export function runMain(step: Step): Promise<Ended> {
  return start(manifest.runs.main, step, {})
}

/** Runs `post` of the built action, with the state that `main` saved. */
export function runPost(step: Step, state: Readonly<Record<string, string>>): Promise<Ended> {
  return start(manifest.runs.post, step, state)
}

const commandFileNames = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'] as const

function start(entry: string, step: Step, state: Readonly<Record<string, string>>): Promise<Ended> {
  const files = temporaryFolder('runner')
  const fileOf = (name: (typeof commandFileNames)[number]): string => join(files, name)
  for (const name of commandFileNames) writeFileSync(fileOf(name), '')
  const inputs = Object.entries(manifest.inputs).map(
    ([name, input]) => [`INPUT_${name.toUpperCase()}`, step.inputs?.[name] ?? defaultOf(name, input, step)] as const
  )
  const began = Date.now()
  const child = spawn(node24(), [join(root, entry)], {
    cwd: step.workspace,
    env: {
      PATH: process.env['PATH'],
      HOME: files,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: step.workspace,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_RUN_ID: '1234567890',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_ACTOR: 'octocat',
      GITHUB_EVENT_NAME: 'workflow_dispatch',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
      GITHUB_WORKFLOW: 'dr-drill',
      GITHUB_JOB: 'drill',
      ...Object.fromEntries(commandFileNames.map((name) => [name, fileOf(name)])),
      ...Object.fromEntries(inputs),
      ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
      ...step.environment
    },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  running.add(child)
  const log: Buffer[] = []
  const errorLog: Buffer[] = []
  child.stdout.on('data', (data: Buffer) => log.push(data))
  child.stderr.on('data', (data: Buffer) => errorLog.push(data))
  const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8')
  step.started?.(child, () => text(log))
  return new Promise<Pick<Ended, 'exitCode' | 'signal'>>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode, signal) => {
      running.delete(child)
      resolve({ exitCode, signal })
    })
  }).then((end) => ({
    ...end,
    log: text(log),
    errorLog: text(errorLog),
    outputs: readCommandFile(fileOf('GITHUB_OUTPUT')),
    state: readCommandFile(fileOf('GITHUB_STATE')),
    summary: readFileSync(fileOf('GITHUB_STEP_SUMMARY'), 'utf8'),
    forLaterSteps: readFileSync(fileOf('GITHUB_ENV'), 'utf8') + readFileSync(fileOf('GITHUB_PATH'), 'utf8'),
    seconds: (Date.now() - began) / 1000
  }))
}

/** As the runner fills it in, but for what GitHub would be asked: a step has a GitHub only where its scenario has one. */
function defaultOf(name: string, input: ActionManifest['inputs'][string], { environment }: Step): string {
  if (name === 'artifact-name' && environment?.['ACTIONS_RUNTIME_TOKEN'] === undefined) return 'none'
  return (input.default ?? '').replace('${{ github.token }}', '')
}

/** The runner's file format: `name<<delimiter`, lines, `delimiter`. */
function readCommandFile(path: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = readFileSync(path, 'utf8').split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const [, name, delimiter] = /^(.+?)<<(.+?)\r?$/.exec(lines[index] ?? '') ?? []
    if (name === undefined || delimiter === undefined) continue
    const end = lines.findIndex((line, at) => at > index && line.trimEnd() === delimiter)
    if (end === -1) throw new Error(`${path}: "${name}" is never closed`)
    values[name] = lines.slice(index + 1, end).join('\n')
    index = end
  }
  return values
}
