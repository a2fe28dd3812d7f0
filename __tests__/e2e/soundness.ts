import { startsNothing } from '../../src/drill/events.js'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { fold } from '../../src/drill/evolve.js'
import { verifyCommand } from '../../src/evidence/command.js'
import { forLog } from '../../src/report/escape.js'
import { recordOf } from '../../src/report/record/record.js'
import { untried } from '../untried.js'
import { hasEvidence, type Drill } from './drills.js'
import { annotationsIn, errorsIn } from './log-reader.js'
import { manifest, type Ended } from './runner.js'

/** The commands that the action gives the runner by its log; the masks are of the signatures of upload addresses. */
const ownCommands = /^::(?:group|endgroup|error|warning|notice|debug|add-mask)(?: [^:]*)?::/

/** What holds of every drill, however it ends; each end-to-end test of a drill begins with this. */
export function expectSound(drill: Drill): void {
  const { outputs, log, starts, exitCode, signal } = drill
  expectSoundLog(drill)
  expectSoundOutputs(drill)
  // Later steps of the job find their environment as it was.
  expect(drill.forLaterSteps).toBe('')
  if (hasEvidence(drill.folder)) {
    expectSoundEvidence(drill)
    expectToldAlike(drill)
  }
  const passed = outputs['status'] === 'passed'
  expect({ exitCode, signal }).toEqual({ exitCode: passed ? 0 : 1, signal: null })
  const failure = errorsIn(log).at(-1)
  if (passed) expect(failure).toBeUndefined()
  else
    expect(failure).toMatch(
      new RegExp(`^(Drill|Recovery|Preflight of|Validation of) \\S+ ${outputs['status'] ?? ''}: \\S`)
    )
  if (passed) expectUpInAws(drill)
  if (hasEvidence(drill.folder)) expect(untried(drill.world, drill.evidence)).toEqual([])
  if (outputs['status'] === 'blocked') expect(starts).toEqual([])
  // Nothing is launched twice, but for launches that FAILED and that the plan tries again.
  const own = starts.filter(({ tags }) => !('started-by' in tags))
  const launched = own.filter(({ executed }) => executed).flatMap(({ servers }) => servers)
  const again = hasEvidence(drill.folder) ? retriesIn(drill.evidence) : []
  expect(launched.toSorted()).toEqual([...new Set(launched), ...again].toSorted())
}

/** The servers whose launch FAILED and was followed by another, once for each time. */
function retriesIn({ waves }: Drill['evidence']): readonly string[] {
  return waves.flatMap(({ servers }) =>
    servers.flatMap(({ sourceServerId, jobId, failedLaunches }) =>
      failedLaunches.filter((failed) => failed.jobId !== jobId).map(() => sourceServerId)
    )
  )
}

/** The log gives no command that is not the action's, hides no stack trace and repeats nothing. */
export function expectSoundLog({ log, errorLog }: Pick<Ended, 'log' | 'errorLog'>): void {
  expect(errorLog).toBe('')
  const lines = log.split('\n')
  expect(lines.filter((line) => /^\s*::/.test(line) && !ownCommands.test(line))).toEqual([])
  expect(lines.filter((line) => line.includes('##['))).toEqual([])
  expect(lines.filter((line) => /^\s+at \S/.test(line))).toEqual([])
  expect(lines.filter((line, index) => line !== '' && line === lines[index + 1])).toEqual([])
  let open = 0
  for (const line of lines) {
    if (line.startsWith('::group::')) open += 1
    if (line === '::endgroup::') open -= 1
    // The runner does not nest groups.
    expect([0, 1]).toContain(open)
  }
  expect(open).toBe(0)
  for (const level of ['error', 'warning', 'notice']) {
    expect(annotationsIn(log).filter((annotation) => annotation.level === level).length).toBeLessThanOrEqual(10)
  }
}

/** Every output is there, and they agree with one another. */
function expectSoundOutputs({ outputs, servers }: Drill): void {
  expect(Object.keys(outputs).toSorted()).toEqual(Object.keys(manifest.outputs).toSorted())
  expect(['passed', 'failed', 'timed-out', 'cancelled', 'blocked']).toContain(outputs['status'])
  const launched = servers.filter(({ status }) => status === 'launched')
  if (servers.length > 0) {
    expect(Number(outputs['launched'])).toBe(launched.length)
    expect(Number(outputs['not-launched'])).toBe(servers.length - launched.length)
    if (outputs['status'] === 'passed') expect(launched).toHaveLength(servers.length)
  }
  const ids = (name: string) => JSON.parse(outputs[name] ?? '') as readonly string[]
  for (const { jobId } of servers) if (jobId !== '') expect(ids('job-ids')).toContain(jobId)
  for (const { ec2InstanceId } of servers)
    if (ec2InstanceId !== '') expect(ids('instance-ids')).toContain(ec2InstanceId)
  for (const server of servers) {
    expect(Object.keys(server)).toEqual([
      'sourceServerId',
      'hostname',
      'wave',
      'status',
      'reason',
      'jobId',
      'ec2InstanceId'
    ])
    if (server.status !== 'launched' && outputs['status'] !== 'blocked') expect(server.reason).not.toBe('')
  }
}

/** The record fits its schema and is what the journal says; log and summary tell the same. */
export function expectSoundEvidence(drill: Pick<Drill, 'evidence' | 'journal' | 'summary' | 'log'>): void {
  const { summary, log, evidence, journal } = drill
  expect(journal.at(-1)?.type).toBe('execution-finished')
  expect(recordOf(fold(journal))).toEqual(evidence)
  expect(summary.split('\n')[0]).toContain(evidence.status.toUpperCase().replace('-', ' '))
  expect(summary).toContain(evidence.executionId)
  // A line is cut somewhere; its beginning is there.
  expect(log).toContain(forLog(evidence.reason ?? '').slice(0, 600))
  if (evidence.status === 'blocked' || startsNothing(evidence.mode)) return
  for (const { hostname, sourceServerId, status } of evidence.waves.flatMap((wave) => wave.servers)) {
    expect(summary).toContain(sourceServerId)
    if (status !== 'launched') expect(log).toContain(forLog(hostname ?? sourceServerId))
  }
}

/** Outputs, summary and evidence tell the same, and the digest is the evidence's own. */
function expectToldAlike({ folder, outputs, evidence, servers, summary }: Drill): void {
  expectVerified(folder)
  // What became of the artifact and of the issue is known only after the files.
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe(
    summary.replace(/\n\*\*Evidence:\*\* artifact .*\n/, '').replaceAll(/\n\*\*Issue:\*\* .*\n/g, '')
  )
  const digest = createHash('sha256')
    .update(readFileSync(join(folder, 'evidence.json')))
    .digest('hex')
  expect(outputs['evidence-digest']).toBe(`sha256:${digest}`)
  expect(outputs).toMatchObject({ status: evidence.status, 'execution-id': evidence.executionId })
  if (startsNothing(evidence.mode)) return
  const recorded = evidence.waves.flatMap((wave) => wave.servers)
  expect(servers.map(({ sourceServerId, status }) => [sourceServerId, status])).toEqual(
    recorded.map(({ sourceServerId, status }) => [sourceServerId, status])
  )
}

/** Every file of the evidence is there, whole, and what the journal says. */
export function expectVerified(folder: string): void {
  const lines: string[] = []
  const exitCode = verifyCommand([folder], (line) => lines.push(line))
  expect({ exitCode, lines }).toEqual({
    exitCode: 0,
    lines: expect.arrayContaining([expect.stringMatching(/^VERIFIED/)])
  })
}

/** A green drill is green in AWS: of every server an instance of this drill runs, or is stopped as it is meant to be. */
function expectUpInAws({ servers, world, outputs }: Drill): void {
  for (const { sourceServerId, ec2InstanceId, jobId } of servers) {
    const job = world.jobs.find((candidate) => candidate.jobId === jobId)
    expect(job?.tags['drs-drill:execution']).toBe(outputs['execution-id'])
    expect(job?.servers).toContainEqual({ sourceServerId, launchStatus: 'LAUNCHED' })
    const instance = world.instances.find(({ instanceId }) => instanceId === ec2InstanceId)
    expect(instance).toMatchObject({ sourceServerId, jobId })
    expect(['running', 'stopped']).toContain(instance?.state)
  }
}
