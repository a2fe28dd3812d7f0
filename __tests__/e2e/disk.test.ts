import { execFileSync, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Simulator } from '../../simulator/index.js'
import { fold } from '../../src/drill/evolve.js'
import { recordOf } from '../../src/report/record/record.js'
import { hasEvidence, startAws } from './drills.js'
import { annotationsIn, errorsIn } from './log-reader.js'
import { servers, serversWith, twoWaves } from './plans.js'
import { workspaceWith } from './runner.js'
import { expectSoundLog } from './soundness.js'
import { eventsIn, expectComplete, runStep, untilWrittenIn, type PlayedStep, type StepOptions } from './steps.js'

// A disk that is full, or fills, has to be made. A tmpfs needs the right to mount; where that is missing (a runner's user),
// a limit on the size of files does nearly the same to a process of one's own; a machine without both says so below.
const canMount = tryMount()
const canLimit = spawnSync('prlimit', ['--version']).status === 0
const isRoot = process.getuid?.() === 0
const onTmpfs = canMount ? test.concurrent : test.concurrent.skip
const withLimit = canLimit ? test.concurrent : test.concurrent.skip
const without = canMount ? '' : ' (skipped: this machine lets nobody mount a tmpfs)'
const unlimited = canLimit ? '' : ' (skipped: this machine has no prlimit)'

const mounted: string[] = []
afterAll(() => {
  for (const disk of mounted) {
    execFileSync('umount', ['--lazy', disk])
    rmSync(disk, { recursive: true, force: true })
  }
})

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'drs-drill-disk-'))
  const works = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0
  if (works) execFileSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
  return works
}

/** A disk of its own; outside of the workspace, as `${{ runner.temp }}` would be. */
function diskOf(options: string): string {
  const disk = mkdtempSync(join(tmpdir(), 'drs-drill-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk])
  mounted.push(disk)
  return disk
}

const filler = 'somebody-elses.log'

/** Writes until nothing more goes in, to the byte. */
function fill(disk: string): void {
  for (const size of [65_536, 4_096, 1]) {
    for (;;) {
      try {
        writeFileSync(join(disk, filler), Buffer.alloc(size), { flag: 'a' })
      } catch {
        break
      }
    }
  }
}

/** From now on no file of the process grows beyond this size. */
function limitFiles({ pid }: ChildProcess, bytes: number): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${String(bytes)}:`])
}

function warningsIn(log: string): readonly string[] {
  return annotationsIn(log)
    .filter(({ level }) => level === 'warning')
    .map(({ message }) => message)
}

/** A run that has to be refused because of its disk. */
async function refusedFor(options: StepOptions): Promise<{ readonly reason: string; readonly step: PlayedStep }> {
  const simulator = await startAws()
  const step = await runStep(simulator, options)
  expect(step).toMatchObject({ exitCode: 1, signal: null })
  expect(step.outputs).toMatchObject({ status: 'blocked', 'evidence-digest': '', 'instance-ids': '[]' })
  expectSoundLog(step)
  expect(step.calls).toEqual([])
  expect(hasEvidence(step.folder)).toBe(false)
  const [reason = '', verdict = ''] = errorsIn(step.log)
  expect(verdict).toContain('blocked')
  expect(step.summary).toContain('BLOCKED')
  expect(step.summary).toContain('evidence-dir')
  return { reason, step }
}

describe('a disk that cannot take the evidence blocks the drill before its start', () => {
  onTmpfs(`a full one${without}`, async () => {
    const disk = diskOf('size=3m')
    fill(disk)
    const { reason } = await refusedFor({ evidenceDir: join(disk, 'evidence') })
    expect(reason).toBe(
      `The disk that holds "${disk}/evidence" is full: free some space, or name another folder in the input "evidence-dir"`
    )
  })

  onTmpfs(`one with hardly any room${without}`, async () => {
    const disk = diskOf('size=512k')
    const { reason } = await refusedFor({ evidenceDir: disk })
    expect(reason).toContain('is full: free some space')
    // What was tried out is not left on a disk that is short of room anyway.
    expect(execFileSync('ls', ['-A', disk], { encoding: 'utf8' })).toBe('')
  })

  onTmpfs(`a read-only one${without}`, async () => {
    const { reason } = await refusedFor({ evidenceDir: join(diskOf('size=3m,ro'), 'evidence') })
    expect(reason).toContain('may not be written to: name a folder that the runner may write to')
  })

  withLimit(`one that takes no file of a megabyte${unlimited}`, async () => {
    const { reason } = await refusedFor({
      started: (_simulator, main) => {
        limitFiles(main, 500_000)
      }
    })
    expect(reason).toContain('cannot be written (EFBIG): name another folder')
  })

  test.concurrent('a folder that this user may not write to', async () => {
    // Root may write everywhere, but not there.
    const folder = isRoot ? '/proc/drs-drill' : mkdtempSync(join(tmpdir(), 'drs-drill-disk-'))
    if (!isRoot) chmodSync(folder, 0o555)
    const { reason } = await refusedFor({ evidenceDir: join(folder, 'evidence') })
    expect(reason).toMatch(/(?:cannot be written|may not be written to).*: name .* in the input "evidence-dir"$/)
    if (!isRoot) rmSync(folder, { recursive: true })
  })

  test.concurrent('a file in the way of the folder', async () => {
    const workspace = workspaceWith({ 'plan.yml': twoWaves(), taken: 'a file' })
    const { reason } = await refusedFor({ workspace, evidenceDir: 'taken' })
    expect(reason).toContain('is in the way')
    expect(readFileSync(join(workspace, 'taken'), 'utf8')).toBe('a file')
  })
})

/** What the drill has to come to, whatever the disk does. */
function expectPassed(step: PlayedStep, simulator: Simulator): void {
  expect(step).toMatchObject({ exitCode: 0, signal: null, outputs: { status: 'passed', launched: '4' } })
  expectSoundLog(step)
  expect(step.summary).toContain('PASSED')
  expect(simulator.world.instances.map(({ sourceServerId }) => sourceServerId).toSorted()).toEqual(
    Object.values(servers).toSorted()
  )
  for (const { instanceId } of simulator.world.instances) {
    expect(step.outputs['instance-ids']).toContain(instanceId)
    expect(step.summary).toContain(instanceId)
  }
}

describe('a disk that fails while the drill runs does not stop it', () => {
  onTmpfs(`one that fills: the loss is told once, and what stands in the journal holds${without}`, async () => {
    const disk = diskOf('size=2m')
    const simulator = await startAws()
    const step = await runStep(simulator, {
      plan: twoWaves(),
      evidenceDir: join(disk, 'evidence'),
      started: () => {
        void untilWrittenIn(join(disk, 'evidence'), 'job-started').then(() => {
          fill(disk)
        })
      }
    })
    expectPassed(step, simulator)
    const lost = warningsIn(step.log).filter((message) => message.includes('from here on events are missing in it'))
    expect(lost).toHaveLength(1)
    expect(lost[0]).toContain('(the disk is full)')
    expect(warningsIn(step.log).filter((message) => message.includes('evidence.json'))).toHaveLength(1)
    expect(step.outputs['evidence-digest']).toBe('')
    expect(hasEvidence(step.folder)).toBe(false)
    const events = eventsIn(step.folder)
    expect(events.some(({ type }) => type === 'job-started')).toBe(true)
    expect(events.at(-1)?.type).not.toBe('execution-finished')
  })

  onTmpfs(`one that fills and is freed again: nothing is lost${without}`, async () => {
    const disk = diskOf('size=2m')
    const simulator = await startAws()
    const step = await runStep(simulator, {
      plan: twoWaves(),
      evidenceDir: join(disk, 'evidence'),
      started: (_simulator, _main, log) => {
        void untilWrittenIn(join(disk, 'evidence'), 'job-started').then(async () => {
          fill(disk)
          while (!log().includes('from here on events are missing')) await new Promise((go) => setTimeout(go, 20))
          rmSync(join(disk, filler))
        })
      }
    })
    expectPassed(step, simulator)
    expectComplete(step)
    expect(warningsIn(step.log)).toEqual([
      expect.stringContaining('from here on events are missing in it; the drill goes on'),
      expect.stringContaining('The journal is complete again')
    ])
  })

  withLimit(`one that takes no larger files any more${unlimited}`, async () => {
    const simulator = await startAws()
    const workspace = workspaceWith({ 'plan.yml': twoWaves() })
    const folder = join(workspace, 'drs-drill-evidence')
    const step = await runStep(simulator, {
      workspace,
      started: (_simulator, main) => {
        void untilWrittenIn(folder, 'job-started').then(() => {
          limitFiles(main, 9_000)
        })
      }
    })
    expectPassed(step, simulator)
    const lost = warningsIn(step.log).filter((message) => message.includes('from here on events are missing in it'))
    expect(lost).toHaveLength(1)
    expect(lost[0]).toContain('(EFBIG)')
    expect(eventsIn(folder).at(-1)?.type).not.toBe('execution-finished')
  })

  test.concurrent('a folder that is removed: the verdict stands, and the loss is told', async () => {
    const simulator = await startAws()
    const workspace = workspaceWith({ 'plan.yml': twoWaves() })
    const folder = join(workspace, 'drs-drill-evidence')
    const step = await runStep(simulator, {
      workspace,
      started: () => {
        void untilWrittenIn(folder, 'job-started').then(() => {
          rmSync(folder, { recursive: true })
        })
      }
    })
    expectPassed(step, simulator)
    expect(warningsIn(step.log).filter((message) => message.includes('evidence.json'))).toHaveLength(1)
    expect(step.outputs['evidence-digest']).toBe('')
    expect(existsSync(folder)).toBe(false)
  })
})

describe('post on a disk that is full', () => {
  onTmpfs(`tells what a killed main could not, and does the cleanup${without}`, async () => {
    const disk = diskOf('size=2m')
    const evidence = join(disk, 'evidence')
    const simulator = await startAws({ servers: serversWith({ db: { phases: { launch: '30m' } } }) })
    const step = await runStep(simulator, {
      plan: twoWaves(),
      inputs: { cleanup: 'always' },
      evidenceDir: evidence,
      started: (_simulator, main) => {
        void untilWrittenIn(evidence, 'job-log-read', '"LAUNCH_START"').then(() => {
          fill(disk)
          main.kill('SIGKILL')
        })
      }
    })
    expect(step.signal).toBe('SIGKILL')
    const post = await step.postAlone()
    expect(post).toMatchObject({ exitCode: 0, errorLog: '' })
    expectSoundLog(post)
    expect(post.summary).toContain('CANCELLED')
    expect(post.summary).toContain('2 drill instances terminated, and seen to be gone')
    expect(warningsIn(post.log).filter((message) => message.includes('from here on events are missing'))).toHaveLength(
      1
    )
    expect(simulator.world.instances.map(({ state }) => state)).toEqual(['terminated', 'terminated'])
  })

  onTmpfs(`writes the evidence once there is room${without}`, async () => {
    const disk = diskOf('size=2m')
    const evidence = join(disk, 'evidence')
    const simulator = await startAws({ servers: serversWith({ db: { phases: { launch: '100h' } } }) })
    const step = await runStep(simulator, {
      plan: twoWaves(),
      evidenceDir: evidence,
      started: (_simulator, main, log) => {
        void untilWrittenIn(evidence, 'job-started').then(async () => {
          fill(disk)
          while (!log().includes('from here on events are missing')) await new Promise((go) => setTimeout(go, 20))
          main.kill('SIGKILL')
        })
      }
    })
    rmSync(join(disk, filler))
    const post = await step.post()
    expectComplete({ folder: evidence, log: post.log, errorLog: post.errorLog })
    expect(post.evidence.status).toBe('cancelled')
    expect(recordOf(fold(post.journal)).stillRunning.jobs.map(({ jobId }) => jobId)).toEqual([
      simulator.world.jobs[0]?.jobId
    ])
  })
})
