import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { ScenarioInput, Simulator } from '../../simulator/index.js'
import { startAws } from './drills.js'
import { annotationsIn } from './log-reader.js'
import type { Ended } from './runner.js'
import { runStep, type PlayedStep, type StepOptions } from './steps.js'

/** An AWS, and a GitHub around the run. */
export function startBoth(github: ScenarioInput['github'] = {}, rest: ScenarioInput = {}): Promise<Simulator> {
  return startAws({ ...rest, github: { enabled: true, ...github } })
}

/** A step with the job's token, and without an artifact unless one is asked for. */
export async function runWithToken(simulator: Simulator, options: StepOptions = {}): Promise<PlayedStep> {
  const inputs = { 'github-token': simulator.githubToken, 'artifact-name': 'none', ...options.inputs }
  const step = await runStep(simulator, { ...options, inputs })
  expectNoToken(simulator, step, step.folder)
  return step
}

/** The token is in nothing that a step leaves behind. */
export function expectNoToken({ githubToken }: Simulator, ended: Ended, folder: string): void {
  const { log, errorLog, outputs, summary, state } = ended
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'))
  const texts = [log, errorLog, summary, JSON.stringify([outputs, state]), ...files]
  expect(texts.filter((text) => githubToken !== '' && text.includes(githubToken))).toEqual([])
}

export function warningsIn(log: string): readonly string[] {
  return annotationsIn(log).flatMap(({ level, message }) => (level === 'warning' ? [message] : []))
}
