import { z } from 'zod'
import { ACTION_KEYS, actionList } from './action-schema.js'
import { MAX_WAVES } from './limits.js'
import { expectRange, match, selection } from './match-schema.js'
import { before, pointOf, snapshots } from './point-schema.js'
import { quote } from './quotation.js'
import { account, duration, EMPTY_LIST, name, NAME_PATTERN, names, region, rule, servers } from './scalar-schema.js'

const MAX_DESCRIPTION = 2000

/** The most launches that a server gets on top of its first. */
const MAX_RETRIES = 5

/** What a plan gets for what it does not say. */
export const DEFAULT_TIMEOUT = '6h'
export const DEFAULT_WAVE_TIMEOUT = '60m'
export const DEFAULT_CLEANUP_TIMEOUT = '20m'
export const DEFAULT_WAIT_FOR_OTHER_JOBS = '10m'

const retryProblem = (input: unknown): string => {
  const shown = typeof input === 'string' ? `${quote(input)} ` : typeof input === 'number' ? `${String(input)} ` : ''
  return `${shown}is no number of launches: write a whole number from 0 to ${MAX_RETRIES}`
}

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
