import { copyFileSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import { sha256Of } from '../evidence/files.js'
import { defaultArtifactName, noArtifact } from '../github/artifact-name.js'
import { uploadArtifact, uploadObstacle, type UploadResult, type Uploader } from '../github/artifact.js'
import type { DrillState } from '../drill/state.js'
import { isAddress } from '../report/address.js'
import { forMarkdown } from '../report/escape.js'
import { diskErrorCode } from './disk-error.js'
import { evidenceNames } from './evidence-folder.js'
import type { Inputs } from './inputs.js'
import type { Log } from './log.js'
import { appendSummary, setFurtherOutputs } from './outputs.js'
import type { Environment } from './workflow-run.js'

/** How long an upload may take: no step waits for GitHub longer than that. */
const uploadTimeoutMilliseconds = 60_000

/** Far more than the evidence of any drill, and far less than what GitHub refuses. */
const largestBytes = 1024 * 1024 * 1024

export interface ArtifactRequest {
  readonly folder: string
  readonly inputs: Pick<Inputs, 'artifactName'>
  readonly environment: Environment
  readonly cancellation: AbortSignal
  /** Whether this process is main, whose outputs are the step's. */
  readonly isMain: boolean
  /** What came of the upload before this one, whoever made it. */
  readonly before: Uploaded
  /** Put behind the name, where an artifact of the name proper is there already, as main's is for post. */
  readonly suffix?: string
  readonly uploader?: Uploader
}

/** The evidence that was uploaded last. */
export interface Uploaded {
  /** The digest of its sums, which tells it from any other; `impossible` where this job can upload none. Undefined: not uploaded. */
  readonly kept: string | undefined
  /** Where it is to be seen. */
  readonly url?: string
}

export const nothingUploaded: Uploaded = { kept: undefined }

/** What became of the evidence as an artifact: that of before stays the last one where nothing newer could be uploaded. */
export interface ArtifactOutcome extends Uploaded {
  /** An upload was given up and may still hold the process. */
  readonly isHanging: boolean
}

/** `kept` where nothing will change what is in the way. */
const impossible = 'impossible'

/**
 * Uploads the evidence as an artifact of the workflow run, unless just this evidence is one already. What keeps it from
 * that is a warning, and never changes the verdict. Never throws.
 */
export async function keepEvidence(state: DrillState, request: ArtifactRequest, log: Log): Promise<ArtifactOutcome> {
  const { folder, inputs, environment, cancellation, before, suffix = '' } = request
  const nothing = { ...before, isHanging: false }
  const sums = sumsIn(folder)
  if (inputs.artifactName === noArtifact || environment['GITHUB_ACTIONS'] !== 'true') return nothing
  if (sums === undefined || before.kept === sums || before.kept === impossible) return nothing
  const obstacle = uploadObstacle(environment)
  if (obstacle !== undefined) {
    log.warning(`The evidence is not uploaded as an artifact, it is in ${folder}: ${obstacle}`)
    return { kept: impossible, isHanging: false }
  }
  const name = `${inputs.artifactName ?? defaultArtifactName(state.planReference.name, state.run)}${suffix}`
  if (cancellation.aborted) {
    log.line(`The evidence is left to the post step to upload as artifact ${name}`)
    return nothing
  }
  const copy = copyOf(folder, environment)
  if (!copy.ok) {
    log.warning(`The evidence is not uploaded as an artifact, it is in ${folder}: ${copy.message}`)
    return nothing
  }
  // Groups do not nest, and post tells of the cleanup meanwhile.
  if (request.isMain) core.startGroup('Evidence as an artifact')
  const upload = { name, ...copy, cancellation, timeoutMilliseconds: uploadTimeoutMilliseconds }
  const result = await uploadArtifact(upload, request.uploader)
  if (request.isMain) core.endGroup()
  if (result.ok || !result.isHanging) rmSync(copy.folder, { recursive: true, force: true })
  if (!result.ok) {
    log.warning(describeFailure(name, request, result.message))
    return { ...before, isHanging: result.isHanging }
  }
  return { kept: sums, isHanging: false, ...tell(result, request, log) }
}

/** What to do is said by main, after which there is still time for another step. */
function describeFailure(name: string, { folder, isMain }: ArtifactRequest, why: string): string {
  if (!isMain)
    return `The post step could not upload the evidence as artifact ${name} (${why}): ${folder} goes with the runner`
  return (
    `The evidence could not be uploaded as artifact ${name}, it is in ${folder}: ${why}; the post step tries once more. ` +
    'Upload the folder with a step of your own, too (actions/upload-artifact, if: always()): it goes with the runner'
  )
}

function tell(
  { name, id }: UploadResult & { readonly ok: true },
  { environment, isMain }: ArtifactRequest,
  log: Log
): { readonly url?: string } {
  const [server, repository, run] = ['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'].map(
    (variable) => environment[variable] ?? ''
  )
  const url = `${server ?? ''}/${repository ?? ''}/actions/runs/${run ?? ''}/artifacts/${id}`
  const isLink = isAddress(url)
  if (isMain) setFurtherOutputs({ 'artifact-id': id, 'artifact-url': isLink ? url : '' }, log)
  const shown = forMarkdown(name, 300)
  appendSummary(`\n**Evidence:** artifact ${isLink ? `[${shown}](${url})` : shown}\n`, log)
  log.line(`Evidence: artifact ${name}${isLink ? `, ${url}` : ''}`)
  return isLink ? { url } : {}
}

/** The digest of the sums, which stand for all of the files; undefined where the evidence was not written. */
function sumsIn(folder: string): string | undefined {
  try {
    return sha256Of(readFileSync(join(folder, 'SHA256SUMS')))
  } catch {
    return undefined
  }
}

type Copy =
  | { readonly ok: true; readonly folder: string; readonly files: readonly string[] }
  | { readonly ok: false; readonly message: string }

/** The files as they are now: the journal may grow while they are being uploaded. */
function copyOf(folder: string, environment: Environment): Copy {
  try {
    const found = evidenceNames.filter((name) => lstatSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
    const bytes = found.reduce((sum, name) => sum + lstatSync(join(folder, name)).size, 0)
    if (bytes > largestBytes) return { ok: false, message: `it is larger than ${String(largestBytes)} bytes` }
    const temporary = environment['RUNNER_TEMP'] ?? ''
    const target = mkdtempSync(join(temporary === '' ? tmpdir() : temporary, 'drs-drill-'))
    const files = found.map((name) => {
      copyFileSync(join(folder, name), join(target, name))
      return join(target, name)
    })
    return { ok: true, folder: target, files }
  } catch (error) {
    return { ok: false, message: `it could not be copied (${diskErrorCode(error)})` }
  }
}
