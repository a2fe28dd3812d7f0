import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The modes that have a policy. */
export const modes = ['preflight', 'drill', 'recovery'] as const
export type Mode = (typeof modes)[number]

const oneOrMore = z.union([z.string(), z.array(z.string()).min(2)])
const operator = z.enum(['StringEquals', 'ForAllValues:StringEquals', 'Null', 'Bool'])
const keys = z.record(z.string().regex(/^(?:aws|drs|ec2|iam|token\.actions\.githubusercontent\.com):\S+$/), oneOrMore)

/** A policy as these files write it (IAM JSON policy elements reference): it allows, and by name alone. */
export const policySchema = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z
    .array(
      z.strictObject({
        Sid: z.string().regex(/^[A-Za-z0-9]+$/),
        Effect: z.literal('Allow'),
        Principal: z.strictObject({ Federated: z.string() }).optional(),
        // Every action by its name.
        Action: z.union([action(), z.array(action()).min(2)]),
        Resource: oneOrMore.optional(),
        Condition: z.partialRecord(operator, keys).optional()
      })
    )
    .min(1)
})

export type Policy = z.output<typeof policySchema>
export type Statement = Policy['Statement'][number]

const callerSchema = z.array(
  z.strictObject({
    action: action(),
    source: z.array(z.string().regex(/^https:\/\/docs\.aws\.amazon\.com\/\S+ \(.+\)$/)).min(1),
    why: z.string().min(10)
  })
)

function action() {
  return z.string().regex(/^(?:drs|ec2|iam|ssm|sts):[A-Z][A-Za-z]+$/)
}

/** The text of a file of docs/iam/. */
export function textOf(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../docs/iam/${name}`, import.meta.url)), 'utf8')
}

/** A policy document of docs/iam/, checked. */
export function policyIn(name: string): Policy {
  return policySchema.parse(JSON.parse(textOf(name)))
}

export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** The actions that a mode's policy allows, each once, sorted. */
export function actionsOf(mode: Mode): readonly string[] {
  const actions = policyIn(`${mode}.json`).Statement.flatMap((statement) => listOf(statement.Action))
  return [...new Set(actions)].toSorted()
}

/** What DRS needs of its caller, each with its sources. */
export function callerPermissions(): z.output<typeof callerSchema> {
  return callerSchema.parse(JSON.parse(textOf('caller-permissions.json')))
}
