import { appendFileSync, statSync } from 'node:fs'
import * as core from '@actions/core'
import { forAnnotation } from '../report/escape.js'
import type { OutputName } from '../report/outputs.js'
import { diskErrorCode } from './disk-error.js'
import type { Log } from './log.js'
import type { Environment } from './workflow-run.js'

/** The outputs that action.yml declares. */
export const outputNames = [
  'status',
  'execution-id',
  'instance-ids',
  'servers',
  'job-ids',
  'launched',
  'not-launched',
  'rto-seconds',
  'rpo-seconds',
  'evidence-dir',
  'evidence-digest',
  'report',
  'artifact-id',
  'artifact-url'
] as const satisfies readonly OutputName[]

/** A summary that is one byte longer is dropped as a whole by the runner. */
export const longestSummaryBytes = 1024 * 1024

/**
 * Sets the outputs; outside GitHub Actions (no GITHUB_OUTPUT) nothing. An output that cannot be written is a warning:
 * it must not hide the verdict.
 */
export function setOutputs(
  outputs: Readonly<Record<(typeof outputNames)[number], string>>,
  log: Log,
  environment: Environment = process.env
): void {
  setFurtherOutputs(Object.fromEntries(outputNames.map((name) => [name, outputs[name]])), log, environment)
}

/** Sets outputs that are known only after the others. */
export function setFurtherOutputs(
  outputs: Readonly<Partial<Record<(typeof outputNames)[number], string>>>,
  log: Log,
  environment: Environment = process.env
): void {
  if (isUnset(environment['GITHUB_OUTPUT'])) return
  try {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
  } catch (error) {
    log.warning(`The outputs of this step could not be written: ${diskErrorCode(error)}`)
  }
}

/**
 * Appends Markdown to the job summary; outside GitHub Actions (no GITHUB_STEP_SUMMARY) nothing. Gives whether it is
 * there: what would make the summary longer than the runner takes is left out with a warning.
 */
export function appendSummary(markdown: string, log: Log, environment: Environment = process.env): boolean {
  const file = environment['GITHUB_STEP_SUMMARY']
  if (isUnset(file)) return false
  try {
    const text = markdown.endsWith('\n') ? markdown : `${markdown}\n`
    if (sizeOf(file) + Buffer.byteLength(text) > longestSummaryBytes) {
      log.warning('The job summary is longer than the 1 MiB that GitHub shows; read summary.md in the evidence instead')
      return false
    }
    appendFileSync(file, text)
    return true
  } catch (error) {
    log.warning(`The job summary could not be written: ${diskErrorCode(error)}`)
    return false
  }
}

/** Fails the step with this line: an error annotation, and exit code 1 when the process ends. */
export function setFailed(message: string): void {
  core.setFailed(forAnnotation(message))
}

function isUnset(value: string | undefined): value is '' | undefined {
  return value === undefined || value === ''
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
