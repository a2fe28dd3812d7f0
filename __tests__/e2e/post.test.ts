import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Simulator } from '../../simulator/index.js'
import { evidenceIn, hasEvidence, journalIn, runDrillOn, startAws, startsIn, until, type Drill } from './drills.js'
import { serversWith, twoWaves } from './plans.js'
import { runMain, runPost, workspaceWith, type Ended, type Step } from './runner.js'
import { expectSoundEvidence, expectSoundLog } from './soundness.js'

interface Killed {
  readonly workspace: string
  readonly folder: string
  readonly main: Ended
  readonly environment: Readonly<Record<string, string>>
}

/** Main of a drill of two waves, killed as a machine that is gone would be. */
async function kill(simulator: Simulator, when: (log: string) => boolean): Promise<Killed> {
  const workspace = workspaceWith({ 'plan.yml': twoWaves() })
  const { environment } = simulator
  const main = await runMain({
    workspace,
    inputs: { plan: 'plan.yml', 'poll-interval': '1s' },
    environment,
    started: (process, log) => {
      void until('the moment to kill', () => when(log())).then(() => process.kill('SIGKILL'))
    }
  })
  expect(main.signal).toBe('SIGKILL')
  return { workspace, folder: join(workspace, 'drs-drill-evidence'), main, environment }
}

function postAfter(
  { workspace, environment, main }: Killed,
  changes: Readonly<Record<string, string>> = {},
  started?: Step['started']
): Promise<Ended> {
  const step = { workspace, environment: { ...environment, ...changes } }
  return runPost(started === undefined ? step : { ...step, started }, main.state)
}

/** Runs post; the evidence it leaves is sound, and it never fails the job, whose verdict is main's to give. */
async function finish(killed: Killed, ...how: Tail<typeof postAfter>): Promise<Ended & Written> {
  const post = await postAfter(killed, ...how)
  expect(post).toMatchObject({ exitCode: 0, signal: null })
  const { folder } = killed
  const finished = { ...post, folder, evidence: evidenceIn(folder), journal: journalIn(folder) }
  expectSoundLog(finished)
  expectSoundEvidence(finished)
  return finished
}

type Tail<T> = T extends (first: Killed, ...rest: infer R) => unknown ? R : never

type Written = Pick<Drill, 'folder' | 'evidence' | 'journal'>

const isLaunching = (log: string): boolean => /job drsjob-\w+ with 2 servers started/.test(log)
const slow = { conversion: '5h' }

describe('post', () => {
  test.concurrent('has nothing to do after a main that came to its verdict', async () => {
    const simulator = await startAws()
    const drill = await runDrillOn(simulator, {})
    const before = readFileSync(join(drill.folder, 'evidence.json'))
    const calls = simulator.calls.length
    const post = await runPost({ workspace: drill.workspace, environment: simulator.environment }, drill.state)
    expect(post).toMatchObject({ exitCode: 0, errorLog: '', summary: '', outputs: {} })
    expect(post.log).toMatch(/^Nothing to do: the execution ended passed, and its evidence is in /)
    expect(readFileSync(join(drill.folder, 'evidence.json'))).toEqual(before)
    expect(simulator.calls.length).toBe(calls)
  })

  test.concurrent('has nothing to do after a main that was refused', async () => {
    const simulator = await startAws()
    const drill = await runDrillOn(simulator, { inputs: { waves: 'nope' } })
    const post = await runPost({ workspace: drill.workspace, environment: simulator.environment }, drill.state)
    expect(post).toMatchObject({ exitCode: 0, errorLog: '', summary: '' })
    expect(post.log).toContain('Nothing to do: the execution ended blocked')
  })

  test.concurrent('has nothing to do where main did not get as far as a plan', async () => {
    const post = await runPost({ workspace: workspaceWith({}) }, {})
    expect(post).toMatchObject({ exitCode: 0, errorLog: '', summary: '', outputs: {} })
    expect(post.log).toBe('Nothing to do: main did not get as far as a plan.\n')
  })

  test.concurrent('after a main that was killed writes what it could not: verdict, summary and evidence', async () => {
    const simulator = await startAws({ servers: serversWith({ db: { phases: slow }, replica: { phases: slow } }) })
    const killed = await kill(simulator, isLaunching)
    expect(hasEvidence(killed.folder)).toBe(false)
    const drill = await finish(killed)
    expect(drill.evidence.status).toBe('cancelled')
    expect(drill.evidence.waves.flatMap((wave) => wave.servers.map(({ status }) => status))).toEqual([
      'cancelled',
      'cancelled',
      'not-started',
      'not-started'
    ])
    expect(drill.evidence.stillRunning.jobs.map(({ jobId }) => jobId)).toEqual([simulator.world.jobs[0]?.jobId])
    expect(drill.summary).toContain('✋ CANCELLED')
    expect(drill.summary).toContain(simulator.world.jobs[0]?.jobId)
    expect(drill.log).toContain(simulator.world.jobs[0]?.jobId)
    // Nothing is started any more.
    expect(startsIn(simulator.calls)).toHaveLength(1)
    const again = await postAfter(killed)
    expect(again.log).toContain('Nothing to do: the execution ended cancelled')
  })

  test.concurrent('after a main that was killed right after its first launch was asked for, tells of it', async () => {
    const simulator = await startAws({
      faults: [{ kind: 'hang-after', operation: 'StartRecovery' }],
      servers: serversWith({ db: { phases: slow }, replica: { phases: slow } })
    })
    const killed = await kill(simulator, () => simulator.world.jobs.length > 0)
    const drill = await finish(killed)
    expect(drill.evidence.status).toBe('cancelled')
    const { jobs, unansweredStarts } = drill.evidence.stillRunning
    expect(jobs.length + unansweredStarts.length).toBe(1)
    expect(drill.summary).toContain('db-01')
  })

  test.concurrent('needs no AWS to tell what it knows, at once', async () => {
    const simulator = await startAws({ servers: serversWith({ db: { phases: slow }, replica: { phases: slow } }) })
    const killed = await kill(simulator, isLaunching)
    const away = 'http://127.0.0.1:1'
    const environment = { AWS_ENDPOINT_URL_DRS: away, AWS_ENDPOINT_URL_EC2: away, AWS_ENDPOINT_URL_STS: away }
    let written: Promise<void> | undefined
    const drill = await finish(killed, environment, (post) => {
      written = until('the evidence', () => hasEvidence(killed.folder), 8)
      // What it would still look for is not waited for.
      void written.finally(() => post.kill('SIGINT'))
    })
    await written
    expect(drill.evidence.status).toBe('cancelled')
    expect(drill.evidence.stillRunning.jobs).toHaveLength(1)
  })

  test.concurrent('a last line that main had half written does not hinder it', async () => {
    const simulator = await startAws({ servers: serversWith({ db: { phases: slow }, replica: { phases: slow } }) })
    const killed = await kill(simulator, isLaunching)
    const journal = join(killed.folder, 'journal.ndjson')
    writeFileSync(journal, readFileSync(journal, 'utf8') + '{"seq":99,"prev')
    const drill = await finish(killed)
    expect(drill.evidence.status).toBe('cancelled')
  })

  test.concurrent('says where to look when the journal is gone', async () => {
    const simulator = await startAws({ servers: serversWith({ db: { phases: slow }, replica: { phases: slow } }) })
    const killed = await kill(simulator, isLaunching)
    rmSync(killed.folder, { recursive: true })
    const post = await postAfter(killed)
    expect(post.exitCode).toBe(0)
    expectSoundLog(post)
    expect(post.log).toContain('Look in the DRS console for jobs with the tag drs-drill:execution')
  })

  test.concurrent('believes nothing that is not what main saved', async () => {
    for (const text of ['{}', 'null', '{"executionId":1}', 'not json']) {
      const post = await runPost({ workspace: workspaceWith({}) }, { 'drs-drill': text })
      expect(post).toMatchObject({ exitCode: 0, errorLog: '', summary: '' })
    }
  })
})
