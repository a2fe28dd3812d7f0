import { parseDocument, type CollectionTag, type ScalarTag, type YAMLMap, type YAMLSeq } from 'yaml'
import { z } from 'zod'
import { policySchema, type Policy } from './policies.js'

const templateSchema = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09'),
  Description: z.string().max(1024),
  Parameters: z.record(
    z.string().regex(/^[A-Za-z0-9]+$/),
    z.strictObject({
      Type: z.enum(['String', 'Number']),
      Description: z.string().min(10),
      AllowedValues: z.array(z.string()).optional(),
      AllowedPattern: z.string().optional(),
      Default: z.union([z.string(), z.number()]).optional(),
      MinValue: z.number().optional(),
      MaxValue: z.number().optional()
    })
  ),
  Conditions: z.record(z.string(), z.record(z.string(), z.unknown())),
  Resources: z.record(
    z.string().regex(/^[A-Za-z0-9]+$/),
    z.strictObject({
      Type: z.string().regex(/^AWS::IAM::(?:Role|RolePolicy|OIDCProvider)$/),
      Condition: z.string().optional(),
      DeletionPolicy: z.literal('Retain').optional(),
      UpdateReplacePolicy: z.literal('Retain').optional(),
      Properties: z.record(z.string(), z.unknown())
    })
  ),
  Outputs: z.record(z.string(), z.strictObject({ Description: z.string(), Value: z.unknown() }))
})

type Template = z.output<typeof templateSchema>

/** A CloudFormation template with its short forms (`!Sub`) written out (`Fn::Sub`). */
export function templateIn(text: string): Template {
  const functions = ['Sub', 'If', 'Equals', 'Not', 'And', 'Or', 'GetAtt', 'Join', 'Select', 'Ref', 'Condition']
  const customTags = functions.flatMap((name): (ScalarTag | CollectionTag)[] => {
    const tag = `!${name}`
    const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`
    const collected = (value: YAMLMap.Parsed | YAMLSeq.Parsed): unknown => ({ [key]: value.toJSON() as unknown })
    return [
      { tag, resolve: (value) => ({ [key]: value }) },
      { tag, collection: 'seq', resolve: collected },
      { tag, collection: 'map', resolve: collected }
    ]
  })
  const document = parseDocument(text, { customTags, version: '1.1', schema: 'yaml-1.1' })
  const problems = [...document.errors, ...document.warnings]
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  return templateSchema.parse(JSON.parse(JSON.stringify(document.toJS())))
}

/** The names that `Ref`, `Fn::GetAtt` and `Fn::Sub` refer to. */
export function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === 'Ref') return [String(inner)]
    if (key === 'Fn::GetAtt') return [String(inner).split('.')[0] ?? '']
    if (key === 'Fn::Sub') return Array.from(String(inner).matchAll(/\$\{([^}!]+)\}/g), ([, name = '']) => name)
    return referencesIn(inner)
  })
}

/** The names of conditions that are referred to. */
export function conditionsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(conditionsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === 'Condition' && typeof inner === 'string') return [inner]
    const named = key === 'Fn::If' && Array.isArray(inner) ? [String(inner[0])] : []
    return [...named, ...conditionsIn(inner)]
  })
}

/** A policy of the template with the placeholders of the JSON policies for what a stack knows. */
export function resolved(value: unknown): Policy {
  const stack: Readonly<Record<string, string>> = {
    'AWS::Partition': 'aws',
    'AWS::AccountId': 'ACCOUNT_ID',
    TargetRegion: 'REGION',
    Owner: 'OWNER',
    Repository: 'REPO',
    OwnerId: 'OWNER_ID',
    RepositoryId: 'REPO_ID',
    Environment: 'ENVIRONMENT',
    Audience: 'sts.amazonaws.com'
  }
  const resolve = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(resolve)
    if (typeof inner !== 'object' || inner === null) return inner
    const [[key, only] = ['', undefined], ...rest] = Object.entries(inner) as [string, unknown][]
    if (rest.length === 0 && key === 'Ref') return stack[String(only)]
    if (rest.length === 0 && key === 'Fn::GetAtt' && only === 'Role.Arn') return 'arn:aws:iam::ACCOUNT_ID:role/ROLE'
    if (rest.length === 0 && key === 'Fn::Sub') {
      return String(only).replaceAll(/\$\{([^}]+)\}/g, (_all, name: string) => stack[name] ?? `?${name}?`)
    }
    // Where a provider is created, it is that one; else the one that is there.
    if (key === 'Fn::If' && Array.isArray(only)) return resolve(only[2])
    return Object.fromEntries(Object.entries(inner).map(([name, member]: [string, unknown]) => [name, resolve(member)]))
  }
  return policySchema.parse(resolve(value))
}
