import { z } from 'zod'
import { maybeMoment, maybeText, text } from './schema-values.js'

/** An action of a wave, as the record has it. */
export const actionSchema = z.strictObject({
  name: text,
  phase: z.enum(['pre', 'post']).describe('Before the launch of the wave, or once its servers are up'),
  document: text.describe('The SSM Automation document, as the plan names it'),
  documentVersion: maybeText.describe('null: the default one'),
  status: z
    .enum(['succeeded', 'succeeded-earlier', 'failed', 'timed-out', 'cancelled', 'not-started', 'in-progress'])
    .describe(
      '`succeeded-earlier`: in an earlier attempt, which went on to launch the wave; `in-progress`: no end of it was seen'
    ),
  reason: maybeText,
  automationExecutionId: maybeText,
  automationStatus: maybeText.describe("SSM's word when last seen: `InProgress`, `Success`, …"),
  requestedAt: maybeMoment.describe('When this attempt first asked for it'),
  startedAt: maybeMoment.describe('As SSM says; it may be before this attempt'),
  endedAt: maybeMoment.describe('As SSM says; null: its end was not seen'),
  budgetSeconds: z.number().nonnegative(),
  outputs: z.record(z.string(), z.array(text)).describe("The document's outputs, cut to a sane size")
})

/** A run of an action that is not known to have ended. */
export const runningActionSchema = z.strictObject({
  wave: text,
  name: text,
  document: text,
  requestedAt: maybeMoment.describe('When this attempt first asked for it'),
  automationExecutionId: maybeText.describe('null: SSM did not answer; it may run'),
  status: maybeText.describe("SSM's word when last seen"),
  stopRequestedAt: maybeMoment.describe('When SSM was last told to stop it'),
  findWith: maybeText.describe(
    'The command that finds a run that SSM did not name; null: it is named, or the Region is not known'
  )
})
