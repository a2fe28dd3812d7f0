import { appendFileSync, readFileSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { z } from 'zod'
import { diskErrorCode } from './disk-error.js'
import { isWithin } from './location.js'
import type { Log } from './log.js'
import { workspaceOf, type Environment } from './workflow-run.js'

/** What `statement.json` is about: a later `actions/attest` then signs for the very same files. */
const subjects = ['evidence.json', 'journal.ndjson'] as const

/** The file that tells what earlier steps of the job have declared, as the runner writes it. */
const declaredBefore = z.object({ subjects: z.array(z.object({ name: z.string() })) })

/**
 * Declares the evidence in `$GITHUB_ARTIFACTS`, where the runner has it, so that `actions/attest` finds it by itself. The
 * runner takes the digests when the step has ended. It fails a step for a line it does not like; such lines are not written:
 * two files of one name in a job, a path with '=' in it, a folder that a container does not share with the runner.
 */
export function declareArtifacts(folder: string, log: Log, environment: Environment = process.env): void {
  const file = environment['GITHUB_ARTIFACTS'] ?? ''
  if (file === '') return
  const taken = namesDeclared(environment['GITHUB_ARTIFACTS_LIST'] ?? '')
  const workspace = workspaceOf(environment)
  const shared = [workspace, environment['RUNNER_TEMP'] ?? ''].some((place) => place !== '' && isWithin(place, folder))
  const inside = relative(workspace, folder)
  const place = inside.startsWith('..') || isAbsolute(inside) ? folder : inside
  const lines = subjects.map((name) => join(place, name))
  const unfit = lines.some((line) => /[=\r\n]|^\s*#|:\/\//.test(line))
  const isTaken = subjects.some((name) => taken.includes(name))
  if (!shared || unfit || isTaken) {
    const why = isTaken
      ? 'an earlier step of this job has declared files of these names'
      : 'its path is none that the runner takes'
    log.line(
      `The evidence is not declared to the runner (GITHUB_ARTIFACTS): ${why}; name it to actions/attest yourself`
    )
    return
  }
  try {
    appendFileSync(file, lines.map((line) => `${line}\n`).join(''))
  } catch (error) {
    log.line(`The evidence could not be declared to the runner (GITHUB_ARTIFACTS): ${diskErrorCode(error)}`)
  }
}

function namesDeclared(path: string): readonly string[] {
  try {
    return declaredBefore.parse(JSON.parse(readFileSync(path, 'utf8'))).subjects.map(({ name }) => name)
  } catch {
    // Empty where nothing was declared, absent where the runner is older.
    return []
  }
}
