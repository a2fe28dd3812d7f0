import { unzipSync } from 'fflate'
import { z } from 'zod'
import { outsideText } from '../aws/outside-text.js'
import type { PreviousDrill } from '../drill/previous-drill.js'

/** Of an archive, and of the record in it: far more than the evidence of any drill has. */
export const largestArchiveBytes = 20 * 1024 * 1024
const largestRecordBytes = 40 * 1024 * 1024

/** What is read of a record, whichever version of drs-drill wrote it. */
const record = z.object({
  executionId: z.string(),
  status: z.string(),
  mode: z.string(),
  plan: z.object({ name: z.string() }),
  startedAt: z.iso.datetime(),
  objectives: z.object({
    rto: z.object({ achievedSeconds: z.number().nonnegative().nullish() }),
    rpo: z.object({ achievedSeconds: z.number().nonnegative().nullish() })
  }),
  waves: z.array(z.object({ servers: z.array(z.object({ status: z.string() })) }))
})

/**
 * What an artifact tells of an earlier drill of the plan in the mode; undefined where it is no evidence, or of another plan or
 * mode. Whoever could write to the repository may have made it: nothing in it is believed, and only figures are taken.
 */
export function readEarlier(
  archive: Uint8Array,
  of: { readonly plan: string; readonly mode: string; readonly runId: string }
): PreviousDrill | undefined {
  try {
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => isRecord(name) && originalSize <= largestRecordBytes
    })
    const [bytes] = Object.values(files)
    const { executionId, status, mode, plan, startedAt, objectives, waves } = record.parse(
      JSON.parse(new TextDecoder().decode(bytes))
    )
    if (plan.name !== of.plan || mode !== of.mode) return undefined
    const servers = waves.flatMap((wave) => wave.servers)
    const rto = objectives.rto.achievedSeconds ?? undefined
    const rpo = objectives.rpo.achievedSeconds ?? undefined
    return {
      executionId: outsideText(executionId, 300),
      runId: of.runId,
      startedAt,
      status: outsideText(status, 40),
      ...(rto === undefined ? {} : { rtoSeconds: rto }),
      ...(rpo === undefined ? {} : { rpoSeconds: rpo }),
      servers: servers.length,
      notUp: servers.filter((server) => server.status !== 'launched').length
    }
  } catch {
    return undefined
  }
}

function isRecord(name: string): boolean {
  return name.replace(/^\//, '') === 'evidence.json'
}
