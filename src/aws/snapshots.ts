import type { RecoverySnapshot } from '@aws-sdk/client-drs'
import type { SnapshotQuestion } from '../drill/launch/point-in-time.js'
import { FailedCall } from '../drill/failure.js'
import type { SnapshotSighting } from '../drill/sightings.js'
import type { Drs } from './drs.js'
import { askOneByOne } from './one-by-one.js'
import { toTimestamp } from './timestamps.js'

/**
 * The recovery snapshots that are looked for, one answer for each question (DescribeRecoverySnapshots, AWS DRS API
 * reference).
 *
 * @throws FailedCall
 */
export async function findSnapshots(
  drs: Drs,
  questions: readonly SnapshotQuestion[],
  signal: AbortSignal
): Promise<readonly SnapshotSighting[]> {
  return askOneByOne(questions, async (question) => toSighting(question, await findSnapshot(drs, question, signal)))
}

/** A server that DRS does not know has no snapshots; that it is unknown is told elsewhere. */
async function findSnapshot(
  drs: Drs,
  { sourceServerId, before, snapshotId }: SnapshotQuestion,
  signal: AbortSignal
): Promise<RecoverySnapshot | undefined> {
  try {
    return await drs.newestRecoverySnapshot(
      sourceServerId,
      // AWS does not say which of a snapshot's two times it filters by: what it answers is looked at again.
      (snapshot) =>
        snapshotId === undefined
          ? before === undefined || (takenAt(snapshot) ?? '~') <= before
          : snapshot.snapshotID === snapshotId,
      before,
      signal
    )
  } catch (error) {
    if (error instanceof FailedCall && error.failure.class === 'not-found') return undefined
    throw error
  }
}

function toSighting({ sourceServerId }: SnapshotQuestion, found: RecoverySnapshot | undefined): SnapshotSighting {
  if (found?.snapshotID === undefined) return { sourceServerId }
  const at = takenAt(found)
  return { sourceServerId, snapshotId: found.snapshotID, ...(at !== undefined && { takenAt: at }) }
}

/** When it was taken; where DRS leaves that out, when it was due. */
function takenAt({ timestamp, expectedTimestamp }: RecoverySnapshot): string | undefined {
  return toTimestamp(timestamp) ?? toTimestamp(expectedTimestamp)
}
