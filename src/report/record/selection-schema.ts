import { z } from 'zod'
import { count, maybeText, text } from './schema-values.js'

const named = { sourceServerId: text, hostname: maybeText }

const difference = z.strictObject({
  in: z.enum(['tag', 'hostname']),
  key: maybeText.describe("The tag's key, as the plan has it; null: it is the host name"),
  value: maybeText.describe('What the server has instead; null: no such tag, or it is the host name'),
  spelled: maybeText.describe("The server's key, where it is only spelled otherwise")
})

/** What one `match` of the plan selects. */
const selection = z.strictObject({
  wave: text,
  group: maybeText.describe("The group whose match it is; null: the wave's own"),
  match: z.strictObject({ tags: z.array(z.strictObject({ key: text, value: text })), hostname: maybeText }),
  expect: z.strictObject({ min: count, max: count.nullable() }).nullable().describe('null: the plan expects no number'),
  count: count.nullable().describe('Source servers that match; null: DRS was not asked'),
  found: z
    .array(z.strictObject(named))
    .describe('Those that this match is the first to find; of more than a plan may have, only some'),
  elsewhere: z
    .array(z.strictObject({ ...named, wave: text }))
    .describe('Those that another wave launches, too; the first of them'),
  nearMisses: z
    .strictObject({ count, servers: z.array(z.strictObject({ ...named, differs: z.array(difference) })) })
    .describe('Servers that no wave launches, although little is missing; the first of them')
})

export const selections = z
  .array(selection)
  .describe("What the plan's matches select, in the order of the plan; empty: it has none")

/** What the drill leaves out of all that there is. */
export const notSelected = z
  .strictObject({ listed: count.describe('Source servers in DRS'), count, servers: z.array(z.strictObject(named)) })
  .nullable()
  .describe('Source servers that no wave of the plan launches, the first of them; null: DRS was not asked for all')
