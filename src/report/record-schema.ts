import { z } from 'zod'
import { preflightChecks } from '../drill/preflight.js'
import { approval, previousDrills } from './github-schema.js'
import { notSelected, selections } from './selection-schema.js'
import { actionSchema, runningActionSchema } from './action-schema.js'
import { cleanupSchema } from './cleanup-schema.js'

/**
 * The record (`evidence.json`): the one source of its type, of the check that the verify command makes and of the published
 * `evidence.schema.json`. Every field is always there; what is not known, or does not apply, is null.
 *
 * `schemaVersion` is `major.minor`: a field that is added raises the minor, one that is renamed, removed or changes its
 * meaning raises the major.
 */
export const evidenceSchemaVersion = '1.0'

const text = z.string()
const maybeText = z.string().nullable()
const seconds = z.number().nonnegative()
const count = z.int().nonnegative()
const moment = z.iso.datetime().describe('ISO 8601, UTC')
const maybeMoment = moment.nullable()

const objective = z.strictObject({
  targetSeconds: seconds.nullable().describe('What the plan states; null: nothing stated'),
  achievedSeconds: seconds.nullable().describe('What was measured; null: it could not be, see note'),
  met: z
    .boolean()
    .nullable()
    .describe('null: no target, or nothing was launched. A target without a measurement is missed'),
  note: maybeText.describe('Why there is no measurement')
})

const instance = z.strictObject({
  state: text.describe("EC2's word, lower case; `missing`: EC2 or DRS knows no such instance"),
  statusChecks: maybeText.describe("EC2's status checks: `ok`, or the worse of the two"),
  type: maybeText,
  availabilityZone: maybeText,
  subnetId: maybeText,
  securityGroupIds: z.array(text),
  privateIp: maybeText,
  isDrill: z.boolean().nullable()
})

const phase = z.strictObject({
  phase: z.enum(['snapshot', 'conversion', 'launch']),
  startedAt: maybeMoment,
  endedAt: maybeMoment
})

const launchAction = z.strictObject({
  name: text,
  status: text.describe("DRS's word: `SUCCEEDED`, `FAILED`, …"),
  optional: z.boolean(),
  failureReason: maybeText
})

const pointInTime = z
  .strictObject({
    asked: text.describe('`latest`, `before <time>`, or the ID of a recovery snapshot'),
    snapshotId: maybeText.describe('The recovery snapshot that was chosen; null: DRS was to take a new one'),
    takenAt: maybeMoment
  })
  .describe('The recovery point that the plan asks for')

const failedLaunch = z.strictObject({
  jobId: text,
  startedAt: maybeMoment.describe('When it was asked for'),
  failedAt: moment.describe('When it was concluded that it had failed'),
  reason: text,
  phases: z.array(phase)
})

const server = z.strictObject({
  sourceServerId: text,
  hostname: maybeText,
  status: z
    .enum([
      'launched',
      'failed',
      'skipped',
      'terminated',
      'unverified',
      'timed-out',
      'not-started',
      'cancelled',
      'in-progress'
    ])
    .describe('`launched`: LAUNCHED in DRS and verified in EC2; `in-progress`: no end of it was seen'),
  reason: maybeText,
  launchStatus: maybeText.describe("DRS's word in the job: `PENDING`, `LAUNCHED`, …"),
  jobId: maybeText,
  recoveryInstanceId: maybeText,
  ec2InstanceId: maybeText,
  instance: instance.nullable(),
  startedAt: maybeMoment.describe('When its launch was asked for'),
  launchedAt: maybeMoment.describe('When it was first seen LAUNCHED'),
  verifiedAt: maybeMoment,
  pointInTime,
  recoveryPoint: maybeMoment.describe('The point in time whose data it was launched with'),
  rtoSeconds: seconds.nullable().describe('From its first launch asked for to it verified'),
  rpoSeconds: seconds.nullable().describe('Age of the recovery point when the launch was asked for'),
  usedPreviousSnapshot: z.boolean().describe('DRS fell back on a snapshot older than the one it was asked to take'),
  failedLaunches: z
    .array(failedLaunch)
    .describe('Its launches in this attempt that FAILED and that `retry` followed with another, oldest first'),
  phases: z.array(phase).describe("What the job's log tells of the launch, oldest first"),
  launchActions: z.array(launchAction).describe('DRS post-launch actions'),
  before: z
    .strictObject({ replicationState: maybeText, lag: maybeText, launchDisposition: maybeText })
    .nullable()
    .describe('What DRS said of it before the launch; null: it was not asked, or does not know the server')
})

const job = z.strictObject({
  jobId: text,
  status: text.describe('`COMPLETED` means that it ended, not that it succeeded'),
  createdAt: maybeMoment,
  endedAt: maybeMoment,
  lastSeenAt: moment,
  adopted: z.boolean().describe('Started by an earlier attempt, or by an earlier job of the workflow run'),
  sourceServerIds: z.array(text)
})

const wave = z.strictObject({
  name: text,
  after: z.array(text),
  status: z.enum(['waiting', 'running', 'up', 'failed', 'timed-out', 'not-started', 'cancelled']),
  reason: maybeText,
  startedAt: maybeMoment,
  finishedAt: maybeMoment,
  budgetSeconds: seconds,
  rtoSeconds: seconds.nullable().describe('From the first of its launches asked for to its last server verified'),
  rpoSeconds: seconds.nullable().describe('Age of its oldest recovery point when that launch was asked for'),
  onFailure: z.enum(['stop', 'continue']),
  soakSeconds: seconds,
  verify: z.strictObject({
    instance: z.enum(['running', 'status-ok', 'none']),
    launchActions: z.enum(['required', 'ignored'])
  }),
  retry: z.strictObject({ failedServers: count }),
  jobs: z.array(job),
  servers: z.array(server),
  actions: z.array(actionSchema)
})

const leftOutWave = z.strictObject({
  name: text,
  after: z.array(text),
  sourceServerIds: z.array(text),
  cameUpEarlier: z.boolean().describe('A wave of this run comes after it, and it was found up in this execution')
})

const runningJob = z.strictObject({ jobId: text, wave: text, status: text, lastSeenAt: moment })

const runningInstance = z.strictObject({
  sourceServerId: text,
  hostname: maybeText,
  wave: text,
  jobId: maybeText,
  recoveryInstanceId: maybeText,
  ec2InstanceId: maybeText,
  state: maybeText.describe('As EC2 last said')
})

const unansweredStart = z.strictObject({
  wave: text,
  requestedAt: moment,
  sourceServerIds: z.array(text),
  message: maybeText.describe('What happened to the answer')
})

const preflightCheck = z.strictObject({
  check: z.enum(preflightChecks),
  result: z
    .enum(['ok', 'note', 'warning', 'blocking'])
    .describe('The gravest of its findings; `blocking`: nothing was started'),
  findings: z.array(
    z.strictObject({
      class: z.enum(['note', 'warning', 'blocking']),
      message: text,
      wave: maybeText,
      sourceServerId: maybeText,
      line: count.nullable(),
      column: count.nullable()
    })
  )
})

/** What did not go as planned; `kind` is what a program looks at, `message` what a person reads. */
const deviation = z.strictObject({
  kind: z.enum([
    'server-failed',
    'server-skipped',
    'server-terminated',
    'server-unverified',
    'server-timed-out',
    'server-not-started',
    'server-cancelled',
    'wave-late',
    'wave-not-started',
    'relaunched',
    'retried',
    'no-longer-selected',
    'previous-snapshot',
    'other-recovery-point',
    'launch-action-failed',
    'action-failed',
    'action-left-running',
    'rto-missed',
    'rpo-missed',
    'cleanup-incomplete',
    'job-left-running',
    'start-unanswered'
  ]),
  at: maybeMoment,
  wave: maybeText,
  sourceServerId: maybeText,
  message: text
})

const guards = z.strictObject({
  replaceRecoveryInstances: z
    .array(text)
    .describe('Servers whose live recovery instance the plan lets a launch destroy'),
  overridden: z
    .array(
      z.strictObject({ sourceServerId: text, recoveryInstanceId: text, ec2InstanceId: maybeText, jobId: maybeText })
    )
    .describe(
      'Live recovery instances, launched by no drill, that were there when the launch was asked for that destroys them'
    ),
  waitForOtherJobsSeconds: seconds.describe('How long the start may wait for jobs of others that hold a server'),
  waited: z
    .strictObject({ since: moment, until: moment.describe('At the latest'), jobIds: z.array(text) })
    .nullable()
    .describe('The wait for the jobs of others; null: there was none')
})

export const evidenceSchema = z.strictObject({
  schemaVersion: z.literal(evidenceSchemaVersion),
  executionId: text.describe('One run of a plan; the same over re-run attempts of the workflow run'),
  status: z
    .enum(['passed', 'failed', 'timed-out', 'cancelled', 'blocked', 'unfinished'])
    .describe('`unfinished`: no verdict was reached when this record was made'),
  reason: maybeText,
  mode: z.enum(['drill', 'recovery', 'preflight', 'validate']),
  plan: z.strictObject({
    name: text,
    description: maybeText,
    path: text.describe('Relative to the workspace'),
    sha256: maybeText,
    commit: maybeText
  }),
  run: z
    .strictObject({
      repository: maybeText,
      runId: maybeText,
      attempt: count.nullable(),
      url: maybeText,
      actor: maybeText,
      event: maybeText,
      ref: maybeText,
      sha: maybeText,
      workflow: maybeText,
      job: maybeText,
      approvals: z.array(approval).describe('What reviewers decided on the environments of the run'),
      approvalsNote: maybeText.describe('Why the approvals are not known; null: they are')
    })
    .describe('The workflow run, as GitHub tells it'),
  identity: z
    .strictObject({ account: text, arn: text, region: text, partition: maybeText })
    .nullable()
    .describe('Whose credentials these were (STS GetCallerIdentity); null: AWS was not asked'),
  startedAt: moment,
  judgedAt: maybeMoment.describe('When the verdict was reached; the cleanup comes after it'),
  finishedAt: maybeMoment,
  budgetSeconds: seconds.nullable().describe('What the whole drill may take; null: the plan could not be read'),
  objectives: z.strictObject({
    onMiss: z.enum(['fail', 'warn']).nullable(),
    rto: objective.describe('First StartRecovery of the execution to the last server verified'),
    rpo: objective.describe('Age of the oldest recovery point when its launch was asked for')
  }),
  refusals: z
    .array(z.strictObject({ message: text, line: count.nullable(), column: count.nullable() }))
    .describe('Why nothing was started, each with its place in the plan file where it has one'),
  guards: guards.nullable().describe('What the plan lets a launch override, and what it did; null: no plan was read'),
  preflight: z
    .array(preflightCheck)
    .describe('What was asked before the start, and what was found; empty where it did not come to that'),
  waves: z.array(wave).describe('The waves of this run, in the order of the plan'),
  leftOut: z.array(leftOutWave).describe('Waves of the plan that were not selected for this run'),
  selection: selections,
  notSelected,
  stillRunning: z
    .strictObject({
      jobs: z.array(runningJob).describe('Jobs that had not ended when last seen'),
      instances: z.array(runningInstance).describe('What this execution launched and is not known to be gone'),
      unansweredStarts: z
        .array(unansweredStart)
        .describe('Launches asked for whose jobs were never seen: they may run'),
      actions: z.array(runningActionSchema).describe('Actions that are not known to have ended')
    })
    .describe('What was there in AWS when this record was made'),
  previous: previousDrills,
  cleanup: cleanupSchema.nullable().describe("The removal of this execution's drill instances; null: none was due"),
  deviations: z.array(deviation).describe('Oldest first'),
  api: z.strictObject({
    calls: z.record(z.string(), count).describe('By IAM action, such as `drs:DescribeJobs`'),
    throttled: count,
    retried: count
  })
})

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T

export type EvidenceRecord = DeepReadonly<z.infer<typeof evidenceSchema>>
export type WaveRecord = EvidenceRecord['waves'][number]
export type ServerRecord = WaveRecord['servers'][number]
export type SelectionRecord = EvidenceRecord['selection'][number]
export type PreflightRecord = EvidenceRecord['preflight'][number]
export type JobRecord = WaveRecord['jobs'][number]
export type ActionRecord = WaveRecord['actions'][number]
export type Deviation = EvidenceRecord['deviations'][number]
export type CleanupRecord = NonNullable<EvidenceRecord['cleanup']>
export type StillRunning = EvidenceRecord['stillRunning']

/** The published JSON Schema (draft 2020-12) of `evidence.json`. */
export function evidenceJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: `urn:drs-drill:evidence:${evidenceSchemaVersion}`,
    title: 'Evidence of a drs-drill execution',
    description: 'Every field is always there; what is not known, or does not apply, is null. Times are ISO 8601, UTC.',
    ...z.toJSONSchema(evidenceSchema)
  }
}
