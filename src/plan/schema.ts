import { z } from 'zod'
import { ACTION_KEYS, actionList } from './action-schema.js'
import { DURATION_PATTERN, parseDuration, type DurationRules } from './duration.js'
import { MAX_SERVERS, MAX_WAVES } from './limits.js'
import { expectRange, match, selection } from './match-schema.js'
import { quote } from './quotation.js'

const MAX_DESCRIPTION = 2000

export const NAME_PATTERN = /^[A-Za-z0-9._-]{1,64}$/
export const SERVER_ID_PATTERN = /^s-[0-9A-Za-z]{17}$/
const TIME_PATTERN = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/
const isoTime = z.iso.datetime({ offset: true })
const ACCOUNT_PATTERN = /^[0-9]{12}$/
/** Of every partition: us-west-2, us-gov-east-1, cn-north-1, us-isob-east-1, eusc-de-east-1. */
const REGION_PATTERN = /^[a-z]{2,5}(?:-[a-z]+){1,3}-[0-9]{1,2}$/

/** The most launches that a server gets on top of its first. */
export const MAX_RETRIES = 5

/** What a plan gets for what it does not say. */
export const DEFAULT_TIMEOUT = '6h'
export const DEFAULT_WAVE_TIMEOUT = '60m'
export const DEFAULT_CLEANUP_TIMEOUT = '20m'
export const DEFAULT_WAIT_FOR_OTHER_JOBS = '10m'

/** What a pattern says of a text that does not match: a predicate, to be put behind the name of the setting. */
const rule = (problemOf: (shown: string, text: string) => string) => ({
  error: ({ input }: { readonly input?: unknown }) => problemOf(quote(String(input)), String(input))
})

const timeProblem = (input: unknown): string => {
  const form = 'write a time in ISO 8601 with its zone, such as "2026-11-22T00:00:00Z"'
  if (typeof input !== 'string') return `is no time: ${form}`
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(input)
    ? `${quote(input)} has no zone: write ${quote(`${input}Z`)} for UTC`
    : `${quote(input)} is no time: ${form}`
}

const retryProblem = (input: unknown): string => {
  const shown = typeof input === 'string' ? `${quote(input)} ` : typeof input === 'number' ? `${String(input)} ` : ''
  return `${shown}is no number of launches: write a whole number from 0 to ${MAX_RETRIES}`
}

const EMPTY_LIST = { error: 'is empty: list at least one' }

const name = z.string().regex(
  NAME_PATTERN,
  rule((shown) => `${shown} is not a name: use letters, digits, ".", "_" and "-", 64 at most`)
)

const region = z.string().regex(
  REGION_PATTERN,
  rule((shown, text) =>
    REGION_PATTERN.test(text.slice(0, -1))
      ? `${shown} is an Availability Zone: write ${quote(text.slice(0, -1))}`
      : `${shown} is not an AWS Region: write one such as "us-west-2"`
  )
)

const account = z.string().regex(
  ACCOUNT_PATTERN,
  rule((shown) => `${shown} is not an AWS account: write its 12 digits, in quotes`)
)

const duration = (description: string, example: string, rules: DurationRules = {}) => {
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

const names = (description: string) => z.array(z.string()).meta({ description, uniqueItems: true })

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

const servers = z
  .array(serverId)
  .min(1, EMPTY_LIST)
  // Judged by server-checks.ts, for the plan as a whole.
  .meta({ description: 'Source servers, by their DRS IDs', uniqueItems: true, maxItems: MAX_SERVERS })

const verify = z
  .strictObject({
    instance: z
      .enum(['running', 'status-ok', 'none'])
      .meta({
        description:
          'What EC2 must say of an instance that DRS has launched: running, status-ok (both status checks pass) or none (EC2 is not asked)',
        default: 'running'
      })
      .optional(),
    'launch-actions': z
      .enum(['required', 'ignored'])
      .meta({
        description: 'required: a server is up only when its DRS post-launch actions have succeeded',
        default: 'ignored'
      })
      .optional()
  })
  .meta({ description: 'When a launched server counts as up' })

const retry = z
  .strictObject({
    'failed-servers': z
      .int({ error: ({ input }) => retryProblem(input) })
      .min(0, { error: ({ input }) => retryProblem(input) })
      .max(MAX_RETRIES, { error: ({ input }) => retryProblem(input) })
      .meta({
        description: 'How often a server whose launch FAILED is launched again, in a new job and within the budget',
        default: 0,
        examples: [1]
      })
      .optional()
  })
  .meta({ description: 'What is tried again' })

const before = z
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

const snapshots = z
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

const pointOf = <Chosen extends z.ZodObject>(chosen: Chosen) =>
  z
    .union([z.literal('latest'), chosen])
    .meta({ description: 'Which recovery point is launched', default: 'latest' })
    .optional()
const actionTimeout = duration('How long it may take before it is stopped: 10m when not stated', '10m')

const waveSettings = {
  timeout: duration(
    "Budget of the wave: 60m when not stated, or the plan's own timeout if that is shorter",
    '40m'
  ).optional(),
  'on-failure': z
    .enum(['stop', 'continue'])
    .meta({
      description: 'stop: no further wave starts; continue: waves that do not depend on this one go on',
      default: 'stop'
    })
    .optional(),
  verify: verify.optional(),
  soak: duration('How long dependents wait after the wave is up; 0s for no wait', '5m', {
    zeroAllowed: true
  }).optional(),
  retry: retry.optional(),
  'point-in-time': pointOf(z.strictObject({ before: before.optional() }).meta({ minProperties: 1 })),
  'pre-actions': actionList(
    actionTimeout,
    'SSM Automation documents that are run one after the other before the servers of the wave are launched'
  ).optional(),
  'post-actions': actionList(
    actionTimeout,
    'SSM Automation documents that are run one after the other once every server of the wave is up'
  ).optional()
}

const group = z
  .strictObject({ servers: servers.optional(), ...selection })
  .meta({ description: 'A named set of source servers, by their IDs or by what they have in common' })

const wave = z
  .strictObject({
    name: name.meta({ description: 'Unique in the plan' }),
    groups: names('Groups whose servers this wave launches').min(1, EMPTY_LIST).optional(),
    servers: servers.optional(),
    ...selection,
    after: names(
      'Waves that must be up (and soaked) first. Left out: the wave listed before this one. []: starts at once'
    ).optional(),
    ...waveSettings,
    'point-in-time': pointOf(
      z
        .strictObject({ before: before.optional(), snapshots: snapshots.optional() })
        .meta({ minProperties: 1, maxProperties: 1 })
    )
  })
  .meta({ description: 'Servers that are launched together' })

export const CLEANUP_CHOICES = ['never', 'on-success', 'always'] as const
const cleanupWhen = z.enum(CLEANUP_CHOICES)

const cleanup = z
  .union([
    cleanupWhen,
    z.strictObject({
      when: cleanupWhen.meta({ description: 'never, on-success (when the drill has passed) or always' }),
      timeout: duration('How long the clean-up may take: 20m when not stated', '20m').optional()
    })
  ])
  .meta({ description: "When this drill's own instances are terminated at its end", default: 'never' })

const objectives = z
  .strictObject({
    rto: duration('Recovery time objective: first StartRecovery to last server verified', '60m').optional(),
    rpo: duration('Recovery point objective: age of the oldest recovery point at the start', '15m').optional(),
    'on-miss': z
      .enum(['fail', 'warn'])
      .meta({ description: 'What a missed objective means for the verdict', default: 'fail' })
      .optional()
  })
  .meta({ description: 'Both are always measured; they are judged when stated' })

const guards = z
  .strictObject({
    'replace-recovery-instances': servers
      .meta({
        description:
          'Servers whose live recovery instance (of a real failover) a launch may destroy. Any other server that has one blocks the start'
      })
      .optional(),
    'wait-for-other-jobs': duration(
      'How long the start waits for jobs of others that hold a server of the plan; then it is blocked. 0s: at once',
      '10m',
      { zeroAllowed: true }
    )
      .meta({ default: DEFAULT_WAIT_FOR_OTHER_JOBS })
      .optional()
  })
  .meta({ description: 'What stands before a launch, and what it may override' })

const idOf = (kind: string, prefix: string) =>
  z.string().regex(
    new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`),
    rule((shown) => `${shown} is not a ${kind}: write "${prefix}-" and 8 or 17 hexadecimal digits`)
  )

const isolation = z
  .strictObject({
    subnets: z
      .array(idOf('subnet', 'subnet'))
      .min(1, EMPTY_LIST)
      .meta({ description: 'The subnets that servers may be launched into', examples: [['subnet-0a1b2c3d4e5f60718']] })
      .optional(),
    'security-groups': z
      .array(idOf('security group', 'sg'))
      .min(1, EMPTY_LIST)
      .meta({ description: 'The security groups that instances may have', examples: [['sg-0a1b2c3d4e5f60718']] })
      .optional()
  })
  .meta({
    description:
      'A drill may launch only here: checked in the launch templates before the start, and on the instances after it'
  })

/**
 * The plan file (contract section 4): the one source of its types, of what is accepted, and of plan.schema.json.
 */
export const planFileSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: 'Version of this format' }),
    name: name.meta({ description: 'Letters, digits, ".", "_" and "-", 64 at most' }),
    description: z
      .string()
      .max(MAX_DESCRIPTION, { error: `is too long: ${MAX_DESCRIPTION} characters at most` })
      .meta({ description: 'What the plan is for, in words' })
      .optional(),
    region: region.meta({ description: 'The AWS Region that DRS recovers to', examples: ['us-west-2'] }).optional(),
    account: account
      .meta({
        description: 'The AWS account of the drill, in quotes; any other account is refused',
        examples: ['123456789012']
      })
      .optional(),
    timeout: duration('Budget of the whole drill', '2h').meta({ default: DEFAULT_TIMEOUT }).optional(),
    objectives: objectives.optional(),
    cleanup: cleanup.optional(),
    isolation: isolation.optional(),
    guards: guards.optional(),
    groups: z
      .record(z.string(), group)
      // Names of groups are judged by wave-checks.ts, which can say so at the name itself.
      .meta({
        description: 'Named sets of source servers, for waves to refer to',
        propertyNames: { pattern: NAME_PATTERN.source }
      })
      .optional(),
    defaults: z
      .strictObject(waveSettings)
      .meta({ description: 'Settings of every wave that does not state its own' })
      .optional(),
    waves: z
      .array(wave)
      .min(1, EMPTY_LIST)
      .max(MAX_WAVES, { error: `are more than ${MAX_WAVES}: split the plan` })
      .meta({ description: 'What is launched, in which order; independent waves run side by side' })
  })
  .meta({ title: 'drs-drill plan', description: 'What to recover, in which order, within which time' })

/** The plan file as a value of that schema: as written, nothing resolved. */
export type PlanFile = z.infer<typeof planFileSchema>
export type WaveEntry = PlanFile['waves'][number]

/** The kinds of map in a plan file, by the noun that messages use, with the keys of each. */
export const SECTION_KEYS = {
  plan: Object.keys(planFileSchema.shape),
  objectives: Object.keys(objectives.shape),
  cleanup: ['when', 'timeout'],
  isolation: Object.keys(isolation.shape),
  guards: Object.keys(guards.shape),
  group: Object.keys(group.shape),
  match: Object.keys(match.shape),
  expect: Object.keys(expectRange.shape),
  defaults: Object.keys(waveSettings),
  wave: Object.keys(wave.shape),
  verify: Object.keys(verify.shape),
  retry: Object.keys(retry.shape),
  'point-in-time': ['before', 'snapshots'],
  /** In `defaults`, whose waves share no servers. */
  'shared-point-in-time': ['before'],
  action: ACTION_KEYS
} as const

export type Section = keyof typeof SECTION_KEYS
