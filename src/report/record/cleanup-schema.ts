import { z } from 'zod'
import { maybeMoment, maybeText, text } from './schema-values.js'

const cleanedInstance = z.strictObject({
  sourceServerId: text,
  wave: maybeText,
  recoveryInstanceId: maybeText,
  ec2InstanceId: maybeText,
  state: text.describe("EC2's word; `missing`: EC2 knows no such instance"),
  jobs: z.array(text).describe('The TERMINATE jobs that it was given to, oldest first')
})

/** The removal of an execution's drill instances, as the record has it. */
export const cleanupSchema = z.strictObject({
  when: z.enum(['never', 'on-success', 'always']),
  complete: z
    .boolean()
    .describe('Every drill instance of the execution was seen to be gone, and no launch job was running'),
  reason: maybeText,
  finishedAt: maybeMoment,
  jobs: z.array(text).describe('The TERMINATE jobs'),
  terminated: z.array(cleanedInstance).describe('Seen to be gone'),
  left: z.array(cleanedInstance).describe('Not seen to be gone')
})
