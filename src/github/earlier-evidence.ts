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
  identity: z
    .object({
      region: z.string(),
      account: z
        .string()
        .regex(/^\d{12}$/)
        .optional()
        .catch(undefined)
    })
    .nullish(),
  startedAt: z.iso.datetime(),
  objectives: z.object({
    rto: z.object({ achievedSeconds: z.number().nonnegative().nullish() }),
    rpo: z.object({ achievedSeconds: z.number().nonnegative().nullish() })
  }),
  waves: z.array(z.object({ servers: z.array(z.object({ status: z.string() })) })),
  leftOut: z.array(z.object({ name: z.string() })).default([])
})

/** The execution that earlier ones are compared with. */
export interface Compared {
  readonly plan: string
  readonly mode: string
  /** Absent where it is not known yet; then those of any Region are its like. */
  readonly region?: string
  /** Names of the waves that it leaves out. */
  readonly leftOut: readonly string[]
}

/** `another`: evidence of another plan, mode or Region; `unreadable`: no evidence, as far as can be seen. */
export type EarlierEvidence = PreviousDrill | 'another' | 'unreadable'

/**
 * What an artifact tells of an earlier drill of the plan, in the mode and the Region, in whichever account. Whoever could write to the repository may
 * have made it: nothing in it is believed, and only figures are taken.
 */
export function readEarlier(archive: Uint8Array, of: Compared & { readonly runId: string }): EarlierEvidence {
  try {
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => isRecord(name) && originalSize <= largestRecordBytes
    })
    const [bytes] = Object.values(files)
    return drillIn(record.parse(JSON.parse(new TextDecoder().decode(bytes))), of)
  } catch {
    return 'unreadable'
  }
}

function drillIn(
  { executionId, status, mode, plan, identity, startedAt, objectives, waves, leftOut }: z.infer<typeof record>,
  of: Compared & { readonly runId: string }
): PreviousDrill | 'another' {
  if (plan.name !== of.plan || mode !== of.mode) return 'another'
  if (of.region !== undefined && identity && identity.region !== of.region) return 'another'
  const servers = waves.flatMap((wave) => wave.servers)
  const account = identity?.account
  const rto = objectives.rto.achievedSeconds ?? undefined
  const rpo = objectives.rpo.achievedSeconds ?? undefined
  const without = new Set(leftOut.map(({ name }) => name))
  return {
    executionId: outsideText(executionId, 300),
    runId: of.runId,
    startedAt,
    status: outsideText(status, 40),
    ...(account === undefined ? {} : { account }),
    ...(rto === undefined ? {} : { rtoSeconds: rto }),
    ...(rpo === undefined ? {} : { rpoSeconds: rpo }),
    servers: servers.length,
    notUp: servers.filter((server) => server.status !== 'launched').length,
    leftOutWaves: without.size,
    sameWaves: without.size === of.leftOut.length && of.leftOut.every((name) => without.has(name))
  }
}

function isRecord(name: string): boolean {
  return name.replace(/^\//, '') === 'evidence.json'
}
