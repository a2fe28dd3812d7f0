import { z } from 'zod'
import { DURATION_PATTERN, parseDuration, type DurationRules } from './duration.js'
import { MAX_SERVERS } from './limits.js'
import { quote } from './quotation.js'

export const NAME_PATTERN = /^[A-Za-z0-9._-]{1,64}$/
export const SERVER_ID_PATTERN = /^s-[0-9A-Za-z]{17}$/
export const ACCOUNT_PATTERN = /^[0-9]{12}$/
/** Of every partition: us-west-2, us-gov-east-1, cn-north-1, us-isob-east-1, eusc-de-east-1. */
export const REGION_PATTERN = /^[a-z]{2,5}(?:-[a-z]+){1,3}-[0-9]{1,2}$/

/** What a pattern says of a text that does not match: a predicate, to be put behind the name of the setting. */
export const rule = (problemOf: (shown: string, text: string) => string) => ({
  error: ({ input }: { readonly input?: unknown }) => problemOf(quote(String(input)), String(input))
})

export const EMPTY_LIST = { error: 'is empty: list at least one' }

export const name = z.string().regex(
  NAME_PATTERN,
  rule((shown) => `${shown} is not a name: use letters, digits, ".", "_" and "-", 64 at most`)
)

export const region = z.string().regex(
  REGION_PATTERN,
  rule((shown, text) =>
    REGION_PATTERN.test(text.slice(0, -1))
      ? `${shown} is an Availability Zone: write ${quote(text.slice(0, -1))}`
      : `${shown} is not an AWS Region: write one such as "us-west-2"`
  )
)

export const account = z.string().regex(
  ACCOUNT_PATTERN,
  rule((shown) => `${shown} is not an AWS account: write its 12 digits, in quotes`)
)

export const duration = (description: string, example: string, rules: DurationRules = {}) => {
  const problemOf = (input: unknown) => {
    const result = parseDuration(input, rules)
    return 'problem' in result ? result.problem : undefined
  }
  return z
    .string({ error: ({ input }) => problemOf(input) })
    .regex(DURATION_PATTERN, { error: ({ input }) => problemOf(input) })
    .refine((text) => !DURATION_PATTERN.test(text) || problemOf(text) === undefined, {
      error: ({ input }) => problemOf(input)
    })
    .meta({ description, examples: [example] })
}

export const names = (description: string) => z.array(z.string()).meta({ description, uniqueItems: true })

const serverId = z
  .string()
  .regex(
    SERVER_ID_PATTERN,
    rule((shown, text) =>
      /^i-[0-9a-f]+$/.test(text)
        ? `${shown} is an EC2 instance: write the ID of its DRS source server, "s-" and 17 letters or digits`
        : `${shown} is not a DRS source server: write "s-" and 17 letters or digits`
    )
  )
  .meta({ description: 'A DRS source server: "s-" and 17 letters or digits', examples: ['s-1111111111111111a'] })

export const servers = z
  .array(serverId)
  .min(1, EMPTY_LIST)
  // Judged by server-checks.ts, for the plan as a whole.
  .meta({ description: 'Source servers, by their DRS IDs', uniqueItems: true, maxItems: MAX_SERVERS })
