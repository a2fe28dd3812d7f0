import { z } from 'zod'

/** Which of the calls that match a fault it strikes; without any of these, all of them. */
const when = {
  /** The nth of them, counted from 1, or several. */
  nth: z.union([z.number().int().positive(), z.array(z.number().int().positive())]).optional(),
  first: z.number().int().positive().optional(),
  every: z.number().int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  /** Seconds of real time since the simulator was started. */
  fromSeconds: z.number().nonnegative().optional(),
  untilSeconds: z.number().nonnegative().optional()
}

const where = {
  service: z.enum(['drs', 'ec2', 'sts', 'ssm', 'iam', 'oidc', 'github', 'results', 'blobs', '*']).default('*'),
  /** A name, or a pattern with `*`. */
  operation: z.string().default('*')
}

/**
 * What goes wrong with a call. `cut-before`: the connection is cut and the call not executed; `cut-after`: it was
 * executed, and no answer comes; `cut-during`: executed, and half of the answer comes; `hang`: not executed, the
 * connection stays open; `hang-after`: executed, the connection stays open.
 */
export const faultScenario = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('throttle'),
    ...where,
    ...when,
    retryAfterSeconds: z.number().int().nonnegative().optional()
  }),
  z.strictObject({ kind: z.literal('internal-error'), ...where, ...when, executed: z.boolean().default(false) }),
  z.strictObject({
    kind: z.enum(['cut-before', 'cut-after', 'cut-during', 'hang', 'hang-after']),
    ...where,
    ...when
  }),
  z.strictObject({ kind: z.literal('slow'), ...where, ...when, delaySeconds: z.number().positive() }),
  z.strictObject({
    kind: z.literal('error'),
    ...where,
    ...when,
    name: z.string(),
    status: z.number().int().min(400).max(599).default(400),
    message: z.string().default('An error that the scenario asked for.'),
    executed: z.boolean().default(false)
  })
])

export type FaultScenario = z.output<typeof faultScenario>
