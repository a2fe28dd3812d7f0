import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { startSimulator, type Call, type ScenarioInput, type Simulator, type WorldView } from '../../simulator/index.js'
import type { DrillEvent } from '../../src/drill/events.js'
import { decodeJournal } from '../../src/drill/journal.js'
import { evidenceSchema, type EvidenceRecord } from '../../src/report/record/schema.js'
import { oneWave, serversWith } from './plans.js'
import { runMain, workspaceWith, type Ended, type Step } from './runner.js'
import { expectSound } from './soundness.js'

/** An entry of the output `servers`. */
export interface ServerOutput {
  readonly sourceServerId: string
  readonly hostname: string
  readonly wave: string
  readonly status: string
  readonly reason: string
  readonly jobId: string
  readonly ec2InstanceId: string
}

/** A call of StartRecovery as it reached DRS. */
export interface Start {
  readonly at: number
  readonly servers: readonly string[]
  readonly isDrill: unknown
  readonly tags: Readonly<Record<string, string>>
  /** Whether DRS started a job, whatever it answered. */
  readonly executed: boolean
}

/** All that came of a drill: of its process, its evidence, and AWS. */
export interface Drill extends Ended {
  readonly workspace: string
  readonly folder: string
  /** Read, and checked against its schema. */
  readonly evidence: EvidenceRecord
  /** Read, and its chain checked. */
  readonly journal: readonly DrillEvent[]
  readonly servers: readonly ServerOutput[]
  readonly calls: readonly Call[]
  readonly starts: readonly Start[]
  /** AWS as it was when the process had ended. */
  readonly world: WorldView
}

export interface DrillOptions {
  readonly scenario?: ScenarioInput
  readonly plan?: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  readonly started?: (simulator: Simulator, ...rest: Parameters<NonNullable<Step['started']>>) => void
}

/** Runs a drill of the databases, unless told otherwise, against a simulated AWS of its own, and checks it for soundness. */
export async function runDrill({ scenario, ...options }: DrillOptions): Promise<Drill> {
  return runDrillOn(await startAws(scenario), options)
}

const simulators: Simulator[] = []
afterAll(async () => {
  await Promise.all(simulators.map((simulator) => simulator.close()))
})

/**
 * A simulated AWS with the four servers of these tests, in which ten minutes pass in a second. It is closed after the
 * last test of the file.
 */
export async function startAws(scenario: ScenarioInput = {}): Promise<Simulator> {
  const simulator = await startSimulator({ servers: serversWith({}), timeScale: 600, ...scenario })
  simulators.push(simulator)
  return simulator
}

/** Runs a drill on an AWS that is there already, in a workspace of its own unless one is given. */
export async function runDrillOn(
  simulator: Simulator,
  { plan = oneWave(), inputs, environment, started, workspace }: Omit<DrillOptions, 'scenario'> & { workspace?: string }
): Promise<Drill> {
  const callsBefore = simulator.calls.length
  const folder = workspace ?? workspaceWith({ 'plan.yml': plan })
  const ended = await runMain({
    workspace: folder,
    inputs: { plan: 'plan.yml', 'poll-interval': '1s', ...inputs },
    environment: { ...simulator.environment, ...environment },
    ...(started === undefined
      ? {}
      : {
          started: (...rest) => {
            started(simulator, ...rest)
          }
        })
  })
  const drill = drillOf(ended, folder, simulator.calls.slice(callsBefore), snapshot(simulator.world))
  expectSound(drill)
  return drill
}

function drillOf(ended: Ended, workspace: string, calls: readonly Call[], world: WorldView): Drill {
  const folder = ended.outputs['evidence-dir'] ?? ''
  return {
    ...ended,
    workspace,
    folder,
    calls,
    world,
    get evidence() {
      return evidenceIn(folder)
    },
    get journal() {
      return journalIn(folder)
    },
    servers: JSON.parse(ended.outputs['servers'] ?? '[]') as ServerOutput[],
    starts: startsIn(calls)
  }
}

/** The server's entry of the output `servers`. */
export function serverOf({ servers }: Drill, sourceServerId: string): ServerOutput {
  const found = servers.find((server) => server.sourceServerId === sourceServerId)
  if (found === undefined) throw new Error(`${sourceServerId} is not in the output "servers"`)
  return found
}

/** The StartRecovery calls among these, oldest first. */
export function startsIn(calls: readonly Call[]): readonly Start[] {
  return calls
    .filter(({ operation }) => operation === 'StartRecovery')
    .map(({ at, input, executed }) => ({
      at,
      servers: (input['sourceServers'] as { sourceServerID: string }[]).map(({ sourceServerID }) => sourceServerID),
      isDrill: input['isDrill'],
      tags: (input['tags'] ?? {}) as Record<string, string>,
      executed
    }))
}

/** The journal in an evidence folder, its chain checked. */
export function journalIn(folder: string): readonly DrillEvent[] {
  const { events, problems, torn } = decodeJournal(readFileSync(join(folder, 'journal.ndjson'), 'utf8'))
  if (torn || problems.length > 0) throw new Error(['the journal is not sound', ...problems].join('\n'))
  return events
}

/** The record in an evidence folder, checked against its schema. */
export function evidenceIn(folder: string): EvidenceRecord {
  return evidenceSchema.parse(JSON.parse(readFileSync(join(folder, 'evidence.json'), 'utf8')))
}

export function hasEvidence(folder: string): boolean {
  return folder !== '' && existsSync(join(folder, 'evidence.json'))
}

/** Waits until something is so; it is looked at often, and given up after a while. */
export async function until(what: string, isSo: () => boolean, seconds = 30): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} seconds`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function snapshot({ jobs, instances, recoveryInstances, artifacts, issues, automations }: WorldView): WorldView {
  return structuredClone({ jobs, instances, recoveryInstances, artifacts, issues, automations })
}
