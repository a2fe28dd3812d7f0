import type { EventBody } from '../drill/events.js'
import { comparableIn, comparedAtMost, type PreviousDrill, type PreviousLook } from '../drill/previous-drill.js'
import { placeOf, type GitHubAccess, type Place } from './access.js'
import { within, type Bounds } from './answer.js'
import { artifactKinds } from './artifact-name.js'
import { connect, describeRefusal, type GitHubClient } from './client.js'
import { largestArchiveBytes, readEarlier, type Compared, type EarlierEvidence } from './earlier-evidence.js'

/** Artifacts that are looked into for the drills that are compared, and pages of a hundred that are looked through. */
const downloadsAtMost = 30
const pagesAtMost = 5
const atOnce = 5

type PreviousEvent = Extract<EventBody, { readonly type: 'previous-drills-read' | 'previous-drills-not-read' }>

interface Candidate {
  readonly id: number
  readonly runId: number
  /** Too large, or GitHub does not say of which run it is. */
  readonly isOutOfReach: boolean
}

/** What was listed; of the rest, only how many there are. */
interface Listed extends Pick<PreviousLook, 'listed' | 'listedAll' | 'expired' | 'otherNames'> {
  readonly candidates: readonly Candidate[]
}

/** What earlier executions are looked for, and by which names. */
export interface PreviousWish extends Compared {
  /** Whether this job uploads evidence itself. */
  readonly uploads: boolean
  /** The input `artifact-name`. */
  readonly artifactName?: string
  /** Absent where it is not known yet; then as many are looked for in each. */
  readonly account?: string
}

/**
 * The last executions of the plan in the same mode and Region, by the evidence that their runs have uploaded under the name
 * that the action gives by itself, or that the workflow gives now. A run may have several: of other plans, modes and accounts, as
 * the legs of a matrix are, and of its attempts. One of each run and account is taken, the newest; rather one of the same waves.
 * Never throws.
 * https://docs.github.com/rest/actions/artifacts
 */
export async function readPreviousDrills(
  access: GitHubAccess,
  wish: PreviousWish,
  bounds: Bounds
): Promise<PreviousEvent> {
  return within<PreviousEvent>(
    bounds,
    async (signal) => {
      const client = await connect(access, signal)
      const place = placeOf(access)
      const { candidates, ...listed } = await list(client, place, wish, access.runId)
      const drills = new Map<string, PreviousDrill>()
      let opened = 0
      let unreadable = 0
      let left = candidates
      while (left.length > 0 && opened < downloadsAtMost && !isEnough([...drills.values()], wish)) {
        const next = left.slice(0, Math.min(atOnce, downloadsAtMost - opened))
        opened += next.length
        const read = await Promise.all(next.map((candidate) => open(client, place, candidate, wish)))
        for (const [index, { runId }] of next.entries()) {
          const found = read[index]
          if (found === 'unreadable') unreadable += 1
          if (typeof found !== 'object') continue
          const key = keyOf(runId, found)
          const before = drills.get(key)
          if (before === undefined || (found.sameWaves && !before.sameWaves)) drills.set(key, found)
        }
        left = left.slice(next.length)
        // While the account is not known, any of a run's may be the one of it.
        if (wish.account !== undefined)
          left = left.filter(({ runId }) => drills.get(keyOf(runId, wish))?.sameWaves !== true)
      }
      const look = { ...listed, opened, unreadable, unopened: left.length, uploads: wish.uploads }
      return { type: 'previous-drills-read', drills: [...drills.values()], look }
    },
    (error) => ({ type: 'previous-drills-not-read', reason: describeRefusal(error, 'actions: read') })
  )
}

function keyOf(runId: number, { account = '' }: { readonly account?: string }): string {
  return `${String(runId)} ${account}`
}

/** Whether there are as many as are compared, in the account or, while that is not known, in each that was seen. */
function isEnough(drills: readonly PreviousDrill[], wish: PreviousWish): boolean {
  const accounts = new Set(wish.account === undefined ? drills.map(({ account }) => account) : [wish.account])
  return (
    drills.length > 0 && [...accounts].every((account) => comparableIn(account, drills).drills.length >= comparedAtMost)
  )
}

/** The artifacts of other runs of this repository, newest first; none of a fork, whose runs anybody can start. */
async function list(client: GitHubClient, place: Place, wish: PreviousWish, ownRun: number): Promise<Listed> {
  const kindOf = artifactKinds(wish.plan, wish.artifactName, String(ownRun))
  const candidates: Candidate[] = []
  const counts = { listed: 0, expired: 0, otherNames: 0 }
  let listedAll = true
  let pages = 0
  const query = { ...place, per_page: 100 }
  for await (const { data, headers } of client.paginate.iterator(client.rest.actions.listArtifactsForRepo, query)) {
    counts.listed += data.length
    for (const { id, name, expired, size_in_bytes: size, workflow_run: run } of data) {
      const runId = run?.id ?? 0
      if (runId === ownRun || run?.head_repository_id !== run?.repository_id) continue
      const kind = kindOf(name)
      if (kind === 'unknown') counts.otherNames += 1
      if (kind !== 'of-plan') continue
      if (expired) counts.expired += 1
      else candidates.push({ id, runId, isOutOfReach: size > largestArchiveBytes || run === undefined })
    }
    pages += 1
    if (pages === pagesAtMost || new Set(candidates.map(({ runId }) => runId)).size >= downloadsAtMost) {
      listedAll = !/rel="next"/.test(headers.link ?? '')
      break
    }
  }
  return { candidates, ...counts, listedAll }
}

async function open(
  client: GitHubClient,
  place: Place,
  { id, runId, isOutOfReach }: Candidate,
  wish: PreviousWish
): Promise<EarlierEvidence> {
  if (isOutOfReach) return 'unreadable'
  try {
    const about = { ...place, artifact_id: id, archive_format: 'zip' }
    const { data } = await client.rest.actions.downloadArtifact(about)
    return readEarlier(new Uint8Array(data as ArrayBuffer), { ...wish, runId: String(runId) })
  } catch {
    // It may be gone meanwhile: one of them keeps nobody from the others.
    return 'unreadable'
  }
}
