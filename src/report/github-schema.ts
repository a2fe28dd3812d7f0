import { z } from 'zod'

const text = z.string()

/** What a reviewer decided on an environment of the workflow run. */
export const approval = z.strictObject({
  user: text.nullable().describe('Login name; null: the account is gone'),
  state: text.describe("GitHub's word: `approved`, `rejected`, …"),
  environments: z.array(text),
  comment: text
})
