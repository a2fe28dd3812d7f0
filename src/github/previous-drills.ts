import type { EventBody } from '../drill/events.js'
import type { PreviousDrill } from '../drill/previous-drill.js'
import { placeOf, type GitHubAccess, type Place } from './access.js'
import { within, type Bounds } from './answer.js'
import { artifactPrefixOf } from './artifact-name.js'
import { connect, describeRefusal, type GitHubClient } from './client.js'
import { largestArchiveBytes, readEarlier } from './earlier-evidence.js'

/** Drills that are compared, artifacts that are looked into for them, and pages of a hundred that are looked through. */
const drillsAtMost = 10
const downloadsAtMost = 30
const pagesAtMost = 5
const atOnce = 5

type PreviousEvent = Extract<EventBody, { readonly type: 'previous-drills-read' | 'previous-drills-not-read' }>

interface Candidate {
  readonly id: number
  readonly runId: number
}

/**
 * The last executions of the plan in the same mode, by the evidence that their runs have uploaded under the name that the
 * action gives by itself. Never throws.
 * https://docs.github.com/rest/actions/artifacts
 */
export async function readPreviousDrills(
  access: GitHubAccess,
  { plan, mode }: { readonly plan: string; readonly mode: string },
  bounds: Bounds
): Promise<PreviousEvent> {
  return within<PreviousEvent>(
    bounds,
    async (signal) => {
      const client = await connect(access, signal)
      const place = placeOf(access)
      const candidates = await candidatesOf(client, place, plan, access.runId)
      const drills: PreviousDrill[] = []
      for (let from = 0; from < candidates.length && drills.length < drillsAtMost; from += atOnce) {
        const read = await Promise.all(
          candidates.slice(from, from + atOnce).map(async ({ id, runId }) => {
            const archive = await download(client, place, id)
            return archive === undefined ? undefined : readEarlier(archive, { plan, mode, runId: String(runId) })
          })
        )
        drills.push(...read.flatMap((drill) => drill ?? []))
      }
      return { type: 'previous-drills-read', drills: drills.slice(0, drillsAtMost) }
    },
    (error) => ({ type: 'previous-drills-not-read', reason: describeRefusal(error, 'actions: read') })
  )
}

/** The newest artifact of each other run of this repository, newest first; none of a fork, whose runs anybody can start. */
async function candidatesOf(
  client: GitHubClient,
  place: Place,
  plan: string,
  ownRun: number
): Promise<readonly Candidate[]> {
  const prefix = artifactPrefixOf(plan)
  const found = new Map<number, Candidate>()
  let pages = 0
  const query = { ...place, per_page: 100 }
  for await (const { data } of client.paginate.iterator(client.rest.actions.listArtifactsForRepo, query)) {
    for (const { id, name, expired, size_in_bytes: size, workflow_run: run } of data) {
      const runId = run?.id
      if (expired || size > largestArchiveBytes || runId === undefined || runId === ownRun || found.has(runId)) continue
      if (run?.head_repository_id !== run?.repository_id) continue
      if (!name.startsWith(prefix) || !/^\d+-\d+(?:-(?:post|\d))*$/.test(name.slice(prefix.length))) continue
      found.set(runId, { id, runId })
    }
    pages += 1
    if (pages === pagesAtMost || found.size >= downloadsAtMost) break
  }
  return [...found.values()].slice(0, downloadsAtMost)
}

/** Undefined where one of them cannot be had: it may be gone meanwhile. */
async function download(client: GitHubClient, place: Place, id: number): Promise<Uint8Array | undefined> {
  try {
    const about = { ...place, artifact_id: id, archive_format: 'zip' }
    const { data } = await client.rest.actions.downloadArtifact(about)
    return new Uint8Array(data as ArrayBuffer)
  } catch {
    return undefined
  }
}
