import { z } from 'zod'
import { count, text } from './schema-values.js'

/** What a reviewer decided on an environment of the workflow run. */
export const approval = z.strictObject({
  user: text.nullable().describe('Login name; null: the account is gone'),
  state: text.describe("GitHub's word: `approved`, `rejected`, …"),
  environments: z.array(text),
  comment: text
})

/** An earlier execution of the plan in the same mode and account, as the artifact of its run tells it. */
const previousDrill = z.strictObject({
  executionId: text,
  runId: text,
  startedAt: z.iso.datetime(),
  status: text,
  account: text.nullable().describe('Null: its evidence does not tell it, since it ended before AWS was asked'),
  rtoSeconds: z.number().nonnegative().nullable(),
  rpoSeconds: z.number().nonnegative().nullable(),
  servers: count,
  notUp: count.describe('Servers that did not come up'),
  leftOutWaves: count.describe('Waves of its plan that it left out: its figures are those of a part'),
  sameWaves: z.boolean().describe('It left out the waves that this one leaves out, or neither left out any')
})

const previousLook = z.strictObject({
  listed: count.describe('Artifacts of the repository that GitHub listed, the newest ones'),
  listedAll: z.boolean().describe('Whether these are all that it has'),
  opened: count.describe('Of those, the ones that were opened, by their names'),
  unreadable: count.describe('Of the opened ones, those that could not be had, or hold no evidence that can be read'),
  expired: count.describe('Those with such a name whose retention is over'),
  unopened: count.describe(
    'Those with such a name that were not opened: ten drills were found, or thirty artifacts opened'
  ),
  otherNames: count.describe('Those whose names are none that drs-drill gives; evidence may be among them'),
  uploads: z
    .boolean()
    .describe('Whether this job uploads evidence; where it does not, none found says nothing of earlier drills'),
  otherAccounts: count.describe('Drills of the plan that were found in another account: they are not compared')
})

export const previousDrills = z
  .strictObject({
    drills: z.array(previousDrill),
    look: previousLook.nullable().describe('Where they were looked for; null: see note'),
    note: text.nullable().describe('Why they are not known; null: they are')
  })
  .describe('The last executions of this plan in this mode and account, newest first')
