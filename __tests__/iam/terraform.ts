import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { policySchema, type Statement } from './policies.js'

const statementSchema = z.strictObject({
  sid: z.string(),
  actions: z.array(z.string()),
  resources: z.array(z.string()).optional(),
  principals: z.array(z.strictObject({ type: z.literal('Federated'), identifiers: z.array(z.string()) })).optional(),
  condition: z
    .array(z.strictObject({ test: z.string(), variable: z.string(), values: z.array(z.string()) }))
    .default([])
})

const moduleSchema = z.strictObject({
  terraform: z.array(z.unknown()).length(1),
  variable: z.record(
    z.string(),
    z.array(z.looseObject({ description: z.string().min(10), type: z.enum(['${string}', '${number}', '${bool}']) }))
  ),
  locals: z.tuple([
    z.looseObject({
      documents: z.strictObject({
        preflight: z.array(z.string()),
        drill: z.array(z.string()),
        recovery: z.array(z.string())
      })
    })
  ]),
  data: z.strictObject({
    aws_partition: z.unknown(),
    aws_iam_policy_document: z.record(
      z.string(),
      z.tuple([
        z.strictObject({
          statement: z.array(statementSchema).optional(),
          source_policy_documents: z.string().optional()
        })
      ])
    )
  }),
  resource: z.record(z.string(), z.record(z.string(), z.array(z.looseObject({})))),
  output: z.record(z.string(), z.unknown())
})

type Module = z.output<typeof moduleSchema>

/**
 * A Terraform module, parsed by Terraform's own parser. In a process of its own: the parser, a Go program, would keep the
 * one it runs in from ending.
 */
export function moduleIn(text: string): Module {
  const program = `
    import { readFileSync } from 'node:fs'
    import { parse } from '@cdktf/hcl2json'
    process.stdout.write(JSON.stringify(await parse('main.tf', readFileSync(0, 'utf8'))), () => process.exit(0))
  `
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    input: text,
    encoding: 'utf8'
  })
  return moduleSchema.parse(JSON.parse(output))
}

/** The statements of a policy document of the module, as IAM writes them, with the placeholders of the JSON policies. */
export function statementsOf({ data, locals }: Module, name: string): readonly Statement[] {
  const known: Readonly<Record<string, string>> = {
    'var.region': 'REGION',
    'var.account_id': 'ACCOUNT_ID',
    'var.owner': 'OWNER',
    'var.repository': 'REPO',
    'var.owner_id': 'OWNER_ID',
    'var.repository_id': 'REPO_ID',
    'var.environment': 'ENVIRONMENT',
    'var.audience': 'sts.amazonaws.com',
    'data.aws_partition.current.partition': 'aws',
    'aws_iam_role.drs_drill.arn': 'arn:aws:iam::ACCOUNT_ID:role/ROLE',
    ...Object.fromEntries(
      Object.entries(locals[0]).map(([key, value]) => [`local.${key}`, typeof value === 'string' ? value : ''])
    )
  }
  const resolve = (text: string): string => {
    const next = text.replaceAll(/\$\{([\w.]+)\}/g, (_all, key: string) => known[key] ?? `?${key}?`)
    return next === text ? text : resolve(next)
  }
  const written = (values: readonly string[]): string | string[] => {
    const [first = '', ...rest] = values.map(resolve)
    return rest.length === 0 ? first : [first, ...rest]
  }
  const [{ statement: statements = [] }] = data.aws_iam_policy_document[name] ?? [{}]
  return statements.map(({ sid, actions, resources, principals, condition }) => {
    const tests = [...new Set(condition.map(({ test }) => test))]
    const conditions = tests.map((test) => {
      const of = condition.filter((one) => one.test === test)
      return [test, Object.fromEntries(of.map(({ variable, values }) => [variable, written(values)]))] as const
    })
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: sid,
          Effect: 'Allow',
          ...(principals !== undefined && { Principal: { Federated: written(principals[0]?.identifiers ?? []) } }),
          Action: written(actions),
          ...(resources !== undefined && { Resource: written(resources) }),
          ...(conditions.length > 0 && { Condition: Object.fromEntries(conditions) })
        }
      ]
    }
    const [only] = policySchema.parse(policy).Statement
    if (only === undefined) throw new Error(`${sid} is no statement`)
    return only
  })
}
