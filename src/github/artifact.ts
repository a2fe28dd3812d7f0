import { withSafeOutput } from './toolkit-output.js'

/** The files of an evidence folder that are to be kept as an artifact of the workflow run. */
export interface Upload {
  readonly name: string
  readonly folder: string
  /** Absolute paths of files in the folder. */
  readonly files: readonly string[]
  /** Aborted when there is no time left. */
  readonly cancellation: AbortSignal
  readonly timeoutMilliseconds: number
}

export type UploadResult =
  | { readonly ok: true; readonly name: string; readonly id: string }
  | {
      readonly ok: false
      readonly message: string
      /** The upload was given up and may still be under way: the process must not wait for it. */
      readonly isHanging: boolean
    }

/** `@actions/artifact`, as far as it is used: gives the artifact's ID, and throws what GitHub refuses with. */
export type Uploader = (name: string, files: readonly string[], folder: string) => Promise<number | undefined>

/** How often a name that is taken is followed by another: `name-2`, `name-3`, …. */
const namesAtMost = 9

/**
 * Why this job can upload no artifact at all; undefined when it can. `@actions/artifact` knows GitHub Enterprise Server not,
 * and needs what the runner gives an action for it.
 */
export function uploadObstacle(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  if (isEnterpriseServer(environment['GITHUB_SERVER_URL'])) {
    return 'GitHub Enterprise Server takes no artifacts from this action; upload the folder with a step of your own'
  }
  const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].find((name) => (environment[name] ?? '') === '')
  if (missing === undefined) return undefined
  return `the runner gives no ${missing}; upload the folder with a step of your own`
}

/**
 * Uploads files as an artifact. Where the run has one of that name, a number is added to it: an artifact is never changed.
 * Never throws, and comes back within the time given.
 */
export async function uploadArtifact(upload: Upload, uploader: Uploader = viaToolkit): Promise<UploadResult> {
  const { cancellation, timeoutMilliseconds } = upload
  const seconds = `${String(Math.round(timeoutMilliseconds / 1000))} s`
  const deadline = AbortSignal.timeout(timeoutMilliseconds)
  const stop = AbortSignal.any([deadline, cancellation])
  const givenUp = new Promise<UploadResult>((resolve) => {
    const give = (): void => {
      const message = cancellation.aborted ? 'the step was told to end' : `GitHub did not answer within ${seconds}`
      resolve({ ok: false, message, isHanging: true })
    }
    if (stop.aborted) give()
    else stop.addEventListener('abort', give, { once: true })
  })
  return Promise.race([firstFreeName(upload, uploader), givenUp])
}

async function firstFreeName({ name, files, folder }: Upload, uploader: Uploader): Promise<UploadResult> {
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${name}-${String(number)}`
    try {
      const id = await uploader(tried, files, folder)
      if (id !== undefined) return { ok: true, name: tried, id: String(id) }
      return { ok: false, message: 'GitHub told no ID of it', isHanging: false }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (!/\(409\)|already exists/.test(message) || number === namesAtMost) {
        return { ok: false, message, isHanging: false }
      }
    }
  }
}

/** Loaded only when something is uploaded: it is as large as the rest of the action. */
const viaToolkit: Uploader = async (name, files, folder) => {
  const { DefaultArtifactClient } = await import('@actions/artifact')
  const { id } = await withSafeOutput(() => new DefaultArtifactClient().uploadArtifact(name, [...files], folder))
  return id
}

/** github.com, a subdomain of ghe.com (data residency) and localhost are not. */
function isEnterpriseServer(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false
  const host = new URL(url).hostname.toLowerCase()
  return host !== 'github.com' && !host.endsWith('.ghe.com') && !host.endsWith('.localhost')
}
