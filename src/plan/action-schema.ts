import { z } from 'zod'
import { quote } from './quotation.js'

/** Limits of the API (AWS Systems Manager API reference, StartAutomationExecution). */
const MAX_PARAMETERS = 200
export const MAX_PARAMETER_VALUES = 50
export const MAX_VALUE_LENGTH = 512
const MAX_KEY_LENGTH = 50
/** More would be a runbook of its own. */
const MAX_ACTIONS = 20

export const DEFAULT_ACTION_TIMEOUT = '10m'

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9._-])?$/
const DOCUMENT = /^[A-Za-z0-9_.:/-]{3,130}$/
const VERSION = /^(?:\$LATEST|\$DEFAULT|[1-9][0-9]{0,8})$/
const KEY = new RegExp(`^[A-Za-z0-9_.-]{1,${MAX_KEY_LENGTH}}$`)

/** A text of a form; `rule` is said behind the text that breaks it. */
const text = (form: RegExp, rule: string) =>
  z.string().regex(form, { error: ({ input }) => `${quote(String(input))} ${rule}` })

const value = z
  .union([z.string(), z.array(z.string())], {
    error: () => 'must be a text or a list of texts: write numbers, true and false in quotes'
  })
  .meta({ examples: [['$(drill.instanceIds)']] })

const parameters = z
  .record(z.string(), value)
  .refine((map) => Object.keys(map).length <= MAX_PARAMETERS, {
    error: `are more than ${MAX_PARAMETERS}, which is all that SSM takes: leave some out`
  })
  .refine((map) => Object.keys(map).every((key) => KEY.test(key)), {
    error: ({ input }) => {
      const key = Object.keys(input as object).find((candidate) => !KEY.test(candidate)) ?? ''
      return `has ${quote(key)}, which is no parameter's name: use letters, digits, ".", "_" and "-", ${MAX_KEY_LENGTH} at most`
    }
  })
  .meta({
    description:
      'What the document is given: $(drill.instanceIds), $(drill.sourceServerIds) and $(drill.executionId) stand for those of the wave',
    examples: [{ InstanceIds: ['$(drill.instanceIds)'], Tier: 'app' }]
  })

/** @param timeout the schema of a duration, described */
const action = (timeout: z.ZodType<string, string>) =>
  z
    .strictObject({
      name: text(NAME, 'is not a name: use letters, digits, blanks, ".", "_" and "-", 64 at most').meta({
        description: 'Unique among the actions of the wave',
        examples: ['smoke test']
      }),
      document: text(
        DOCUMENT,
        'is not an SSM document: write its name or ARN, letters, digits and "_", ".", ":", "/", "-"'
      ).meta({
        description: 'The SSM Automation document to run, by its name or ARN',
        examples: ['MyOrg-SmokeTest', 'AWS-RestartEC2Instance']
      }),
      'document-version': text(VERSION, 'is not a version: write a number in quotes, "$LATEST" or "$DEFAULT"')
        .meta({ description: 'Which version of it: $DEFAULT when not stated', examples: ['3'] })
        .optional(),
      parameters: parameters.optional(),
      timeout: timeout.optional()
    })
    .meta({ description: 'An AWS Systems Manager Automation document that is run as part of the wave' })

/** The keys of an action, for messages about unknown ones. */
export const ACTION_KEYS = ['name', 'document', 'document-version', 'parameters', 'timeout'] as const

/** A list of actions; an empty one takes back what `defaults` states. */
export const actionList = (timeout: z.ZodType<string, string>, description: string) =>
  z
    .array(action(timeout))
    .max(MAX_ACTIONS, { error: `are more than ${MAX_ACTIONS}: put them into one document` })
    .meta({ description })

/** Why SSM would not take these values of a parameter, and what to do; undefined where it would. */
export function sizeProblemOf(
  values: readonly string[]
): { readonly what: string; readonly remedy: string } | undefined {
  if (values.length > MAX_PARAMETER_VALUES) {
    return {
      what: `more than the ${MAX_PARAMETER_VALUES} values that SSM takes`,
      remedy: 'split the wave, or pass fewer'
    }
  }
  return values.some(({ length }) => length > MAX_VALUE_LENGTH)
    ? { what: `a value of more than the ${MAX_VALUE_LENGTH} characters that SSM takes`, remedy: 'shorten it' }
    : undefined
}
