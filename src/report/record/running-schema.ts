import { z } from 'zod'
import { maybeText, moment, text } from './schema-values.js'

/** A job that may still run. */
export const runningJob = z.strictObject({
  jobId: text,
  wave: text,
  status: text,
  lastSeenAt: moment,
  mayLaunch: z.boolean().describe('Whether a server of it may still be launched; false: the launch of each has ended')
})

/** An instance that was left running. */
export const runningInstance = z.strictObject({
  sourceServerId: text,
  hostname: maybeText,
  wave: text,
  jobId: maybeText,
  recoveryInstanceId: maybeText,
  ec2InstanceId: maybeText,
  state: maybeText.describe('As EC2 last said'),
  existedBefore: z.boolean().describe('It was there before DRS launched into it: the cleanup leaves it')
})

/** A StartRecovery whose answer was lost: nobody knows whether it runs. */
export const unansweredStart = z.strictObject({
  wave: text,
  requestedAt: moment,
  sourceServerIds: z.array(text),
  message: maybeText.describe('What happened to the answer')
})
