import { z } from 'zod'
import { duration } from './clock.js'

const defaultRawErrors = {
  snapshot: 'Snapshot creation failed: the replication server did not answer.',
  conversion: 'Conversion failed: the conversion server could not mount the root volume.',
  launch:
    'An error occurred (InsufficientInstanceCapacity) when calling the RunInstances operation: We currently do not have ' +
    'sufficient capacity in the Availability Zone you requested.'
} as const

const outcomeKinds = [
  'launched',
  'failed',
  'skipped',
  'stuck',
  'terminated',
  'launched-without-instance',
  'instance-stopped',
  'instance-vanishes'
] as const

/** How the launch of a server ends; `after` counts from the moment the server is LAUNCHED. */
const detailedOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('launched') }),
  z
    .strictObject({
      kind: z.literal('failed'),
      phase: z.enum(['snapshot', 'conversion', 'launch']).default('launch'),
      rawError: z.string().optional()
    })
    .transform((outcome) => ({ ...outcome, rawError: outcome.rawError ?? defaultRawErrors[outcome.phase] })),
  z.strictObject({
    kind: z.literal('skipped'),
    rawError: z.string().default('The source server was skipped: it has no launchable point in time.')
  }),
  /** PENDING: nothing follows SNAPSHOT_START; IN_PROGRESS: nothing follows LAUNCH_START. For ever. */
  z.strictObject({ kind: z.literal('stuck'), status: z.enum(['PENDING', 'IN_PROGRESS']).default('PENDING') }),
  z.strictObject({ kind: z.literal('terminated'), after: duration.prefault('1m') }),
  /** `not-found`: DRS lists a recovery instance whose EC2 instance EC2 does not know. */
  z.strictObject({
    kind: z.literal('launched-without-instance'),
    recoveryInstance: z.enum(['absent', 'not-found']).default('absent')
  }),
  z.strictObject({ kind: z.literal('instance-stopped'), after: duration.prefault('1m') }),
  z.strictObject({ kind: z.literal('instance-vanishes'), after: duration.prefault('1m') })
])

const outcome = z.union([
  z.enum(outcomeKinds).transform((kind): z.output<typeof detailedOutcome> => detailedOutcome.parse({ kind })),
  detailedOutcome
])

/** How long each part of a launch takes; `boot` runs from `pending` to `running`. */
const phases = z.strictObject({
  snapshot: duration.prefault('5m'),
  conversion: duration.prefault('4m'),
  launch: duration.prefault('2m'),
  boot: duration.prefault('20s')
})

const network = { subnetId: z.string(), securityGroupIds: z.array(z.string()) }
/** Network interfaces but for the first. */
const furtherInterfaces = z.array(z.strictObject(network))

/** DRS launches from the default version; `otherVersions` are there to be mistaken for it. */
const launchTemplate = z.strictObject({
  id: z.string().optional(),
  version: z.number().int().positive().default(1),
  subnetId: network.subnetId.default('subnet-0a1b2c3d4e5f60718'),
  securityGroupIds: network.securityGroupIds.default(['sg-0a1b2c3d4e5f60718']),
  furtherInterfaces: furtherInterfaces.default([]),
  /** The template names this interface instead of a subnet and security groups. */
  networkInterfaceId: z.string().optional(),
  instanceType: z.string().default('m5.large'),
  otherVersions: z.array(z.strictObject({ version: z.number().int().positive(), ...network })).default([]),
  /** The launch settings name a template that EC2 does not know. */
  deleted: z.boolean().default(false)
})

/** A recovery instance that was there before the simulator was started. */
const existingRecoveryInstance = z.strictObject({
  age: duration.prefault('7d'),
  ec2InstanceId: z.string().optional(),
  state: z.enum(['running', 'stopped', 'absent']).default('running')
})

/** Given without an ID, snapshots get one; `age` is a real age when the simulator is started. */
const snapshot = z.strictObject({
  id: z
    .string()
    .regex(/^pit-[0-9a-zA-Z]{17}$/)
    .optional(),
  age: duration
})

const postLaunchAction = z.strictObject({
  name: z.string(),
  /** IN_PROGRESS: never ends. */
  status: z.string().default('SUCCEEDED'),
  failureReason: z.string().optional(),
  optional: z.boolean().default(false),
  duration: duration.prefault('1m'),
  /** Not listed before it begins, and beginning so long after the end of the one before it. */
  listedAfter: duration.optional()
})

export const sourceServerId = z.string().regex(/^s-[0-9a-zA-Z]{17}$/, 's- and 17 letters or digits')

/** What a server is like when nothing else is said of it. */
export const serverDefaults = z.strictObject({
  hostname: z.string().optional(),
  tags: z.record(z.string(), z.string()).default({}),
  /** null: DRS gives none. */
  replicationState: z.string().nullable().default('CONTINUOUS'),
  replicationError: z.strictObject({ error: z.string(), rawError: z.string().optional() }).optional(),
  /** As DRS says it, in ISO 8601; null: absent. */
  lag: z.string().regex(/^P/, 'an ISO 8601 duration, such as PT4M30S').nullable().default('P0D'),
  operatingSystem: z.string().default('Ubuntu 22.04.4 LTS'),
  launchDisposition: z.enum(['STARTED', 'STOPPED']).default('STARTED'),
  /** null: the server has no launch settings. */
  launchTemplate: launchTemplate.nullable().prefault({}),
  /** The launch settings launch into this EC2 instance, which was there before DRS ("Launch into instance ID"). */
  launchInto: z
    .strictObject({
      ec2InstanceId: z.string(),
      subnetId: network.subnetId.default('subnet-0existing0existing'),
      securityGroupIds: network.securityGroupIds.default(['sg-0existing0existing'])
    })
    .optional(),
  /** Where the instance really lands, whatever its launch template says. */
  landsIn: z
    .strictObject({ ...network, furtherInterfaces })
    .partial()
    .optional(),
  snapshots: z.array(snapshot).default([{ age: 600_000 }, { age: 4_200_000 }, { age: 90_000_000 }]),
  liveRecoveryInstance: z.union([z.boolean(), existingRecoveryInstance]).default(false),
  earlierDrillInstance: z.union([z.boolean(), existingRecoveryInstance]).default(false),
  lastLaunch: z
    .strictObject({
      age: duration.prefault('7d'),
      type: z.enum(['DRILL', 'RECOVERY']).default('DRILL'),
      status: z.string().default('LAUNCHED')
    })
    .optional(),
  /** The account that an extended source server is staged in. */
  extended: z
    .strictObject({
      stagingAccount: z.string(),
      stagingError: z.string().optional(),
      /** What DRS says where there is no error. */
      stagingStatus: z.string().default('EXTENDED')
    })
    .optional(),
  phases: phases.prefault({}),
  /** A list gives the outcome of the first launch, the second and so on; the last one repeats. */
  outcome: z.union([outcome, z.array(outcome).min(1)]).default({ kind: 'launched' }),
  /** EC2's status checks, `initializing` until `after` has passed since the instance is running. */
  statusChecks: z
    .strictObject({
      result: z.enum(['ok', 'impaired', 'insufficient-data']).default('ok'),
      after: duration.prefault('2m')
    })
    .prefault({}),
  /** `after-failure`: the log has SNAPSHOT_FAIL before USING_PREVIOUS_SNAPSHOT. */
  usedPreviousSnapshot: z.union([z.boolean(), z.literal('after-failure')]).default(false),
  /** DescribeRecoveryInstances lists the instance only so long after LAUNCHED. */
  recoveryInstanceVisibleAfter: duration.prefault('0s'),
  postLaunchActions: z.array(postLaunchAction).default([]),
  termination: z
    .strictObject({
      outcome: z.enum(['terminated', 'failed', 'stuck']).default('terminated'),
      rawError: z.string().default('An error occurred (UnauthorizedOperation) when calling TerminateInstances.'),
      duration: duration.prefault('2m')
    })
    .prefault({})
})

export type ServerDefaults = z.output<typeof serverDefaults>
export type ServerScenario = ServerDefaults & { readonly id: string; readonly hostname: string }
export type Outcome = z.output<typeof detailedOutcome>
export type ExistingRecoveryInstance = z.output<typeof existingRecoveryInstance>
