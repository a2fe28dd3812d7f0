import { z } from 'zod'
import { MAX_SERVERS } from './limits.js'

/** As many tags as a resource of AWS can have, and as long as they can be there. */
const MAX_TAGS = 50
const MAX_TAG_KEY = 128
const MAX_TAG_VALUE = 256
const MAX_HOSTNAME = 255

const tooLong = (limit: number) => ({ error: `is too long: ${limit} characters at most` })

export const match = z
  .strictObject({
    tags: z
      .record(
        z.string(),
        z.string().max(MAX_TAG_VALUE, tooLong(MAX_TAG_VALUE)).meta({ description: 'The value, or a glob of it' })
      )
      .refine((tags) => Object.keys(tags).length > 0, {
        error: 'is empty: write "Key: value" lines below it, or remove it'
      })
      .refine((tags) => Object.keys(tags).length <= MAX_TAGS, {
        error: `are more than ${MAX_TAGS}, and no server has so many`
      })
      .refine((tags) => Object.keys(tags).every((key) => key !== '' && key.length <= MAX_TAG_KEY), {
        error: `have a key that AWS does not: a key has 1 to ${MAX_TAG_KEY} characters`
      })
      .meta({
        description:
          'Tags that a source server must have, all of them: the key as it is, the value or a glob with * and ?. Letter case counts',
        examples: [{ App: 'payments', Tier: 'app' }],
        minProperties: 1,
        maxProperties: MAX_TAGS,
        propertyNames: { minLength: 1, maxLength: MAX_TAG_KEY }
      })
      .optional(),
    hostname: z
      .string()
      .min(1, { error: 'is empty: write a host name or a glob of it, or remove the key' })
      .max(MAX_HOSTNAME, tooLong(MAX_HOSTNAME))
      .meta({
        description: 'Its host name or FQDN, or a glob of it with * and ?. Letter case does not count',
        examples: ['app-*']
      })
      .optional()
  })
  .meta({ description: 'Which source servers of the account are launched: those for which all conditions hold' })

const limit = MAX_SERVERS.toLocaleString('en-US')
const NO_NUMBER = `is not a number of servers: write a whole number from 1 to ${limit}`
const NO_EXPECTATION = `is not a number of servers: write one from 1 to ${limit}, or { min: 2, max: 8 }`

const numberOfServers = (description: string, error: string) =>
  z.int({ error }).min(1, { error }).max(MAX_SERVERS, { error }).meta({ description })

export const expectRange = z.strictObject({
  min: numberOfServers('Fewer are an error: 1 when not stated', NO_NUMBER).optional(),
  max: numberOfServers('More are an error: any number when not stated', NO_NUMBER).optional()
})

const expect = z
  .union([numberOfServers('Exactly so many', NO_EXPECTATION), expectRange], { error: NO_EXPECTATION })
  .meta({
    description: 'How many servers the match must find. A different number is an error, never a smaller drill',
    examples: [4]
  })

/** What a group and a wave have in common: servers that are found by what they are. */
export const selection = { match: match.optional(), expect: expect.optional() }

/** A group or a wave of a plan file, as far as it selects servers. */
export interface MatchEntry {
  readonly match?: z.infer<typeof match> | undefined
  readonly expect?: z.infer<typeof expect> | undefined
}
