import { z } from 'zod'
import { actionSchema } from './action-schema.js'
import { count, maybeMoment, maybeText, moment, seconds, text } from './schema-values.js'
import { serverSchema } from './server-schema.js'

const job = z.strictObject({
  jobId: text,
  status: text.describe('`COMPLETED` means that it ended, not that it succeeded'),
  createdAt: maybeMoment,
  endedAt: maybeMoment,
  lastSeenAt: moment,
  adopted: z.boolean().describe('Started by an earlier attempt, or by an earlier job of the workflow run'),
  sourceServerIds: z.array(text)
})

/** A wave of this run. */
export const waveSchema = z.strictObject({
  name: text,
  after: z.array(text),
  status: z.enum(['waiting', 'running', 'up', 'failed', 'timed-out', 'not-started', 'cancelled']),
  reason: maybeText,
  startedAt: maybeMoment,
  finishedAt: maybeMoment,
  budgetSeconds: seconds,
  rtoSeconds: seconds.nullable().describe('From the first of its launches asked for to its last server verified'),
  rpoSeconds: seconds.nullable().describe('Age of its oldest recovery point when that launch was asked for'),
  onFailure: z.enum(['stop', 'continue']),
  soakSeconds: seconds,
  verify: z.strictObject({
    instance: z.enum(['running', 'status-ok', 'none']),
    launchActions: z.enum(['required', 'ignored'])
  }),
  retry: z.strictObject({ failedServers: count }),
  jobs: z.array(job),
  servers: z.array(serverSchema),
  actions: z.array(actionSchema)
})

/** A wave of the plan that this run leaves out. */
export const leftOutWave = z.strictObject({
  name: text,
  after: z.array(text),
  sourceServerIds: z.array(text),
  cameUpEarlier: z.boolean().describe('A wave of this run comes after it, and it was found up in this execution')
})
