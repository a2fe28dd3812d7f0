import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { ScenarioInput, Simulator } from '../../simulator/index.js'
import { evidenceNames } from '../../src/action/evidence-folder.js'
import { evidenceSchema } from '../../src/report/record/schema.js'
import { hasEvidence, runDrillOn, startAws, until } from './drills.js'
import { annotationsIn } from './log-reader.js'
import { serversWith } from './plans.js'
import { expectSoundLog } from './soundness.js'
import { endAtLaunch, eventsIn, runStep } from './steps.js'
import { temporaryFolder } from './temporary.js'

const defaultName = 'drs-drill-payments-1234567890-1'
const github = { enabled: true } as const

function warningsIn(log: string): readonly string[] {
  return annotationsIn(log).flatMap(({ level, message }) => (level === 'warning' ? [message] : []))
}

/** What of the artifact is evidence: every file, and the sums agree. */
function statusOf({ world }: Pick<Simulator, 'world'>, name: string): string {
  const artifact = world.artifacts.find((candidate) => candidate.name === name)
  expect(Object.keys(artifact?.files ?? {}).toSorted()).toEqual([...evidenceNames].toSorted())
  return evidenceSchema.parse(JSON.parse(artifact?.files['evidence.json'] ?? '')).status
}

const endless: ScenarioInput = {
  github,
  servers: serversWith({ db: { phases: { conversion: '5h' } }, replica: { phases: { conversion: '5h' } } })
}

describe('the evidence as an artifact', () => {
  test.concurrent('is uploaded, and told in outputs, log and summary', async () => {
    const simulator = await startAws({ github })
    const declared = join(temporaryFolder('declared'), 'artifacts')
    writeFileSync(declared, '')
    const drill = await runDrillOn(simulator, { environment: { GITHUB_ARTIFACTS: declared } })
    expect(statusOf(simulator, defaultName)).toBe('passed')
    const [artifact] = simulator.world.artifacts
    for (const name of evidenceNames) {
      expect(artifact?.files[name]).toBe(readFileSync(join(drill.folder, name), 'utf8'))
    }
    const url = `https://github.com/acme/shop/actions/runs/1234567890/artifacts/${String(artifact?.id)}`
    expect(drill.outputs).toMatchObject({ 'artifact-id': String(artifact?.id), 'artifact-url': url })
    expect(drill.summary).toContain(`**Evidence:** artifact [${defaultName}](${url})`)
    expect(drill.log).toContain(`Evidence: artifact ${defaultName}, ${url}`)
    expect(readFileSync(declared, 'utf8')).toBe('drs-drill-evidence/evidence.json\ndrs-drill-evidence/journal.ndjson\n')
    expect(drill.errorLog).toBe('')
  })

  test.concurrent('has the name that the workflow gives it, and a number behind it where that is taken', async () => {
    const simulator = await startAws({ github })
    const inputs = { mode: 'validate', 'artifact-name': 'evidence of databases' }
    const first = await runDrillOn(simulator, { inputs })
    const second = await runDrillOn(simulator, { inputs })
    expect(simulator.world.artifacts.map(({ name }) => name)).toEqual([
      'evidence of databases',
      'evidence of databases-2'
    ])
    expect(first.outputs['artifact-id']).not.toBe(second.outputs['artifact-id'])
    expect(warningsIn(second.log)).toEqual([])
  })

  test.concurrent('is none where the workflow wants none', async () => {
    const simulator = await startAws({ github })
    const drill = await runDrillOn(simulator, { inputs: { mode: 'validate', 'artifact-name': 'none' } })
    expect(simulator.world.artifacts).toEqual([])
    expect(drill.outputs).toMatchObject({ 'artifact-id': '', 'artifact-url': '' })
    expect(warningsIn(drill.log)).toEqual([])
  })

  test.concurrent.each([
    ['a server of GitHub Enterprise', { GITHUB_SERVER_URL: 'https://github.example.com' }, 'GitHub Enterprise Server'],
    ['a runner that gives no token', { ACTIONS_RUNTIME_TOKEN: '' }, 'the runner gives no ACTIONS_RUNTIME_TOKEN'],
    ['a runner that gives no address', { ACTIONS_RESULTS_URL: '' }, 'the runner gives no ACTIONS_RESULTS_URL']
  ])('stays in its folder, with a warning, on %s; post does not try again', async (_, environment, words) => {
    const simulator = await startAws({ github })
    const step = await runStep(simulator, { inputs: { mode: 'validate', 'artifact-name': 'x' }, environment })
    expect(step.outputs['status']).toBe('passed')
    expect(step.exitCode).toBe(0)
    expect(warningsIn(step.log)).toEqual([expect.stringContaining(words)])
    expect(warningsIn(step.log)[0]).toContain(step.folder)
    const post = await step.post()
    expect(post.log).toMatch(/^Nothing to do/)
    expect(simulator.world.artifacts).toEqual([])
  })

  test.concurrent('is uploaded by post where GitHub refused main, and the verdict is as it was', async () => {
    const simulator = await startAws({
      github,
      faults: [
        { kind: 'error', service: 'results', operation: 'CreateArtifact', name: 'permission_denied', status: 403 }
      ]
    })
    const step = await runStep(simulator)
    expect(step.outputs).toMatchObject({ status: 'passed', 'artifact-id': '' })
    expect(warningsIn(step.log)).toEqual([expect.stringContaining(`could not be uploaded as artifact ${defaultName}`)])
    simulator.setFaults([])
    const post = await step.post()
    expectSoundLog(post)
    expect(post.log).toContain(`Evidence: artifact ${defaultName}`)
    expect(statusOf(simulator, defaultName)).toBe('passed')
  })

  test.concurrent('of a drill that is cancelled within seconds is uploaded by post', async () => {
    const simulator = await startAws(endless)
    const cancel = endAtLaunch('SIGINT')
    const step = await runStep(simulator, {
      started: cancel.started
    })
    expect(cancel.seconds()).toBeLessThan(5)
    expect(step.outputs['status']).toBe('cancelled')
    expect(step.log).toContain(`left to the post step to upload as artifact ${defaultName}`)
    expect(simulator.world.artifacts).toEqual([])
    const post = await step.post()
    expectSoundLog(post)
    expect(statusOf(simulator, defaultName)).toBe('cancelled')
    expect(post.summary).toContain(`**Evidence:** artifact [${defaultName}]`)
  })

  test.concurrent('of a main that was killed is uploaded by post', async () => {
    const simulator = await startAws(endless)
    const step = await runStep(simulator, {
      started: endAtLaunch('SIGKILL').started
    })
    expect(step.signal).toBe('SIGKILL')
    expect(hasEvidence(step.folder)).toBe(false)
    const post = await step.post()
    expect(post.exitCode).toBe(0)
    expect(statusOf(simulator, defaultName)).toBe('cancelled')
    expect(eventsIn(step.folder).at(-1)?.type).toBe('execution-finished')
  })

  test.concurrent('that post has completed is another artifact, beside the one of main', async () => {
    const simulator = await startAws({ github, servers: serversWith({}) })
    const step = await runStep(simulator, {
      inputs: { cleanup: 'always' },
      started: (_simulator, main) => {
        void until('the cleanup', () =>
          simulator.calls.some(({ operation }) => operation === 'TerminateRecoveryInstances')
        ).then(() => main.kill('SIGINT'))
      }
    })
    expect(step.outputs['status']).toBe('passed')
    await step.post()
    const [first, second, ...more] = simulator.world.artifacts.map(({ name }) => name)
    expect([first, second, more]).toEqual([defaultName, `${defaultName}-post`, []])
    const record = evidenceSchema.parse(JSON.parse(simulator.world.artifacts[1]?.files['evidence.json'] ?? ''))
    expect(record.cleanup).toMatchObject({ complete: true })
  })

  test.concurrent('does not hold a step that is told to end while GitHub does not answer', async () => {
    const simulator = await startAws({ github, faults: [{ kind: 'hang', service: 'results' }] })
    let seconds = Infinity
    const step = await runStep(simulator, {
      inputs: { mode: 'validate', 'artifact-name': 'x' },
      started: (_simulator, main) => {
        void until('the upload', () => simulator.calls.some(({ service }) => service === 'results')).then(() => {
          const at = Date.now()
          main.once('exit', () => (seconds = (Date.now() - at) / 1000))
          main.kill('SIGINT')
        })
      }
    })
    expect(seconds).toBeLessThan(5)
    expect(step).toMatchObject({ exitCode: 0, outputs: { status: 'passed' } })
    expect(warningsIn(step.log)).toEqual([expect.stringContaining('the step was told to end')])
  })
})

test.concurrent('an artifact name that GitHub would refuse is found before the start', async () => {
  const simulator = await startAws({ github })
  const drill = await runDrillOn(simulator, { inputs: { 'artifact-name': 'a/b' } })
  expect(drill.outputs['status']).toBe('blocked')
  expect(drill.log).toContain('GitHub takes no "/" in the name of an artifact')
})
