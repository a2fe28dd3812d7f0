import { z } from 'zod'
import { maybeMoment, maybeText, moment, seconds, text } from './schema-values.js'

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

/** A server of a wave, as the record has it. */
export const serverSchema = z.strictObject({
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
  startedAt: maybeMoment.describe('When its launch was asked for; of one that was launched again, the last time'),
  launchedAt: maybeMoment.describe('When it was first seen LAUNCHED'),
  verifiedAt: maybeMoment,
  pointInTime,
  recoveryPoint: maybeMoment.describe('The point in time whose data it was launched with'),
  rtoSeconds: seconds.nullable().describe('From its first launch asked for to it verified'),
  rpoSeconds: seconds.nullable().describe('Age of the recovery point when the launch was asked for'),
  usedPreviousSnapshot: z
    .boolean()
    .nullable()
    .describe('DRS fell back on a snapshot older than the one it was asked to take; null: that could not be told'),
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
