import { z } from 'zod'
import { preflightChecks } from '../../drill/preflight/preflight.js'
import { approval, previousDrills } from './github-schema.js'
import { notSelected, selections } from './selection-schema.js'
import { runningActionSchema } from './action-schema.js'
import { cleanupSchema } from './cleanup-schema.js'
import { runningInstance, runningJob, unansweredStart } from './running-schema.js'
import { count, maybeMoment, maybeText, moment, seconds, text } from './schema-values.js'
import { leftOutWave, waveSchema } from './wave-schema.js'

/**
 * The record (`evidence.json`): the one source of its type, of the check that the verify command makes and of the published
 * `evidence.schema.json`. Every field is always there; what is not known, or does not apply, is null.
 *
 * `schemaVersion` is `major.minor`: a field that is added raises the minor, one that is renamed, removed or changes its
 * meaning raises the major.
 */
export const evidenceSchemaVersion = '1.0'

const objective = z.strictObject({
  targetSeconds: seconds.nullable().describe('What the plan states; null: nothing stated'),
  achievedSeconds: seconds.nullable().describe('What was measured; null: it could not be, see note'),
  met: z
    .boolean()
    .nullable()
    .describe('null: no target, or nothing was launched. A target without a measurement is missed'),
  note: maybeText.describe('Why there is no measurement')
})

const preflightCheck = z.strictObject({
  check: z.enum(preflightChecks),
  result: z
    .enum(['ok', 'note', 'warning', 'blocking', 'not-asked'])
    .describe(
      'The gravest of its findings; `blocking`: nothing was started; `not-asked`: AWS did not answer what it rests on'
    ),
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
    'recovery-replaced',
    'previous-snapshot',
    'previous-snapshot-unknown',
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
  version: maybeText.describe('The version of drs-drill that opened the journal; null: the journal does not say'),
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
    commit: maybeText,
    region: maybeText.describe('As the plan states it; null: it states none, or could not be read')
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
  waves: z.array(waveSchema).describe('The waves of this run, in the order of the plan'),
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
