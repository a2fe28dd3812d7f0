import { z } from 'zod'
import { text } from './schema-values.js'

/** What a reviewer decided on an environment of the workflow run. */
export const approval = z.strictObject({
  user: text.nullable().describe('Login name; null: the account is gone'),
  state: text.describe("GitHub's word: `approved`, `rejected`, …"),
  environments: z.array(text),
  comment: text
})

/** An earlier execution of the plan in the same mode, as the artifact of its run tells it. */
const previousDrill = z.strictObject({
  executionId: text,
  runId: text,
  startedAt: z.iso.datetime(),
  status: text,
  rtoSeconds: z.number().nonnegative().nullable(),
  rpoSeconds: z.number().nonnegative().nullable(),
  servers: z.int().nonnegative(),
  notUp: z.int().nonnegative().describe('Servers that did not come up')
})

export const previousDrills = z
  .strictObject({
    drills: z.array(previousDrill),
    note: text.nullable().describe('Why they are not known; null: they are')
  })
  .describe('The last executions of this plan in this mode, newest first')
