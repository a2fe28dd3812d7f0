import { z } from 'zod'
import { quote } from './quotation.js'
import { rule, SERVER_ID_PATTERN } from './scalar-schema.js'

const TIME_PATTERN = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/
const isoTime = z.iso.datetime({ offset: true })

const timeProblem = (input: unknown): string => {
  const form = 'write a time in ISO 8601 with its zone, such as "2026-11-22T00:00:00Z"'
  if (typeof input !== 'string') return `is no time: ${form}`
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(input)
    ? `${quote(input)} has no zone: write ${quote(`${input}Z`)} for UTC`
    : `${quote(input)} is no time: ${form}`
}

export const before = z
  .string({ error: ({ input }) => timeProblem(input) })
  .regex(TIME_PATTERN, { error: ({ input }) => timeProblem(input) })
  // That the day is one of its month, too, no pattern says.
  .refine((text) => !TIME_PATTERN.test(text) || isoTime.safeParse(text).success, {
    error: ({ input }) => timeProblem(input)
  })
  .meta({
    description:
      'The newest recovery snapshot not later than this time, in ISO 8601 with a zone; none blocks the start',
    examples: ['2026-11-22T00:00:00Z']
  })

export const snapshots = z
  .record(
    z.string(),
    z.string().regex(
      /^pit-[0-9A-Za-z]{17}$/,
      rule((shown) => `${shown} is not a recovery snapshot: write "pit-" and 17 letters or digits`)
    )
  )
  // Which servers may stand here is judged by point-checks.ts.
  .meta({
    description: 'Recovery snapshots by the source servers of this wave; any other server is launched from the latest',
    propertyNames: { pattern: SERVER_ID_PATTERN.source },
    minProperties: 1
  })

/** Which recovery point is launched; `chosen`: the forms that are open where it stands. */
export const pointOf = <Chosen extends z.ZodObject>(chosen: Chosen) =>
  z
    .union([z.literal('latest'), chosen])
    .meta({ description: 'Which recovery point is launched', default: 'latest' })
    .optional()
