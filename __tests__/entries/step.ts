import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, jest } from '@jest/globals'
import { startSimulator, type ScenarioInput, type Simulator } from '../../simulator/index.js'
import { decodeJournal } from '../../src/drill/journal.js'
import type { DrillEvent } from '../../src/drill/events.js'
import { main, post } from '../../src/entries.js'
import { evidenceSchema, type EvidenceRecord } from '../../src/report/record/schema.js'
import { keepEnvironment } from '../action/environment.js'
import { temporaryFolders } from '../action/temporary-folder.js'
import { oneWave, serversWith } from '../e2e/plans.js'

// The action loads what it needs of AWS when it needs it, several modules at once. Jest links such imports one into another
// while the machine is busy ("request for './failure.js' is not in cache"): here they are loaded one by one before.
for (const file of readdirSync(new URL('../../src/aws', import.meta.url))) await import(`../../src/aws/${file}`)

/** What a step of a workflow came to. */
export interface Ended {
  readonly exitCode: typeof process.exitCode
  readonly log: readonly string[]
  readonly summary: string
  /** What the runner hands over to the post step. */
  readonly state: string
  readonly outputs: string
}

export interface Steps {
  /** The workspace of the step; it holds `plan.yml`. */
  readonly workspace: string
  readonly evidence: string
  readonly simulator: Simulator
  /** Calls `act` as soon as a line of the log holds `text`; it may throw, as a defect would. */
  when(text: string, act: () => void): void
  main(inputs?: Readonly<Record<string, string>>): Promise<Ended>
  /** The post step behind a main that handed this over. */
  post(state: string): Promise<Ended>
  /** The journal, its chain checked. */
  journal(): readonly DrillEvent[]
  /** The record, checked against its schema. */
  record(): EvidenceRecord
  hasEvidence(): boolean
}

/** Launches take two minutes, and a hundred of them pass in a second. */
const quick: ScenarioInput = {
  timeScale: 6000,
  serverDefaults: { phases: { snapshot: '1m', conversion: '30s', launch: '20s', boot: '10s' } }
}

/**
 * Main and post in this very process, each on a simulated AWS, a workspace and command files of its own, as a runner
 * gives them. What they change in the process is undone.
 */
export function steps(): (scenario?: ScenarioInput, plan?: string) => Promise<Steps> {
  // Real sockets and a real clock: on a busy machine they take their time.
  jest.setTimeout(60_000)
  const folder = temporaryFolders()
  keepEnvironment()
  const simulators: Simulator[] = []
  let exitCode: typeof process.exitCode
  let listeners: readonly (readonly [NodeJS.WriteStream, readonly unknown[]])[] = []
  let written = ''
  let alarms: { text: string; act: () => void }[] = []

  beforeEach(() => {
    exitCode = process.exitCode
    listeners = [process.stdout, process.stderr].map((stream) => [stream, stream.listeners('error')] as const)
    alarms = []
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      written += text
      const due = alarms.filter((alarm) => text.includes(alarm.text))
      alarms = alarms.filter((alarm) => !due.includes(alarm))
      for (const { act } of due) act()
      return true
    })
  })
  afterEach(async () => {
    jest.restoreAllMocks()
    process.exitCode = exitCode
    for (const [stream, before] of listeners) {
      for (const added of stream.listeners('error').filter((listener) => !before.includes(listener))) {
        stream.removeListener('error', added as () => void)
      }
    }
    for (const simulator of simulators.splice(0)) await simulator.close()
  })

  return async (scenario = {}, plan = oneWave()) => {
    const simulator = await startSimulator({ servers: serversWith({}), ...quick, ...scenario })
    simulators.push(simulator)
    const workspace = folder()
    const evidence = join(workspace, 'evidence')
    writeFileSync(join(workspace, 'plan.yml'), plan)
    const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const

    const step = async (entry: () => Promise<void>, environment: Readonly<Record<string, string>>): Promise<Ended> => {
      const commands = join(folder(), 'commands')
      mkdirSync(commands)
      Object.assign(process.env, simulator.environment, {
        GITHUB_WORKSPACE: workspace,
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_RUN_ID: '42',
        'INPUT_EVIDENCE-DIR': 'evidence',
        'INPUT_ARTIFACT-NAME': 'none',
        ...Object.fromEntries(files.map((name) => [name, join(commands, name)])),
        ...environment
      })
      for (const name of files) writeFileSync(join(commands, name), '')
      process.exitCode = 0
      written = ''
      await entry()
      const code = process.exitCode
      process.exitCode = exitCode
      const [outputs = '', state = '', summary = ''] = files.map((name) => readFileSync(join(commands, name), 'utf8'))
      return { exitCode: code, log: written.split(/\r?\n/), summary, state: saved(state), outputs }
    }

    return {
      workspace,
      evidence,
      simulator,
      when: (text, act) => {
        alarms.push({ text, act })
      },
      main: (inputs = {}) =>
        step(main, {
          INPUT_PLAN: 'plan.yml',
          'INPUT_POLL-INTERVAL': '1s',
          ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
        }),
      post: (state) => step(post, { 'STATE_drs-drill': state, INPUT_PLAN: 'plan.yml' }),
      journal: () => {
        const { events, problems, torn } = decodeJournal(readFileSync(join(evidence, 'journal.ndjson'), 'utf8'))
        if (torn || problems.length > 0) throw new Error(['the journal is not sound', ...problems].join('\n'))
        return events
      },
      record: () => evidenceSchema.parse(JSON.parse(readFileSync(join(evidence, 'evidence.json'), 'utf8'))),
      hasEvidence: () => existsSync(join(evidence, 'evidence.json'))
    }
  }
}

/** What `saveState` wrote, as the runner reads it: `name<<delimiter`, the value, the delimiter. */
function saved(file: string): string {
  return /^drs-drill<<(\S+)\r?\n([\s\S]*?)\r?\n\1/m.exec(file)?.[2] ?? ''
}
