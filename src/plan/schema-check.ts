import type { z } from 'zod'
import type { Finding, SalvagedPlan } from './finding.js'
import { placeLabel, placePhrase, sectionAt, sectionsWith } from './place.js'
import { enumerate, excerpt, quote } from './quotation.js'
import { CLEANUP_CHOICES, planFileSchema, SECTION_KEYS, type PlanFile } from './schema.js'
import { closest } from './suggestion.js'
import { entryAt, type Path, type TreeNode } from './tree.js'

type Issue = z.core.$ZodIssue

export type SchemaCheck =
  | { readonly findings: readonly []; readonly file: PlanFile; readonly salvaged: SalvagedPlan }
  | { readonly findings: readonly Finding[]; readonly file?: undefined; readonly salvaged: SalvagedPlan }

/** What to add where a required key is missing. */
const EXAMPLES: Readonly<Record<string, string>> = {
  version: 'version: 1',
  name: 'name: payments',
  document: 'document: MyOrg-SmokeTest',
  when: 'when: on-success'
}

const POINT_FORMS = 'write latest, { before: "2026-11-22T00:00:00Z" }, or in a wave { snapshots: { s-…: pit-… } }'

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What YAML made of a value, in the words of someone who writes it. */
const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list'
  if (isMap(value)) return 'a map'
  if (typeof value === 'string') return 'a string'
  return typeof value === 'number' ? 'a number' : 'a boolean'
}

/** A union's issue tells what each of its forms has against the value: only the form that was meant is of interest. */
const flatten = (issues: readonly Issue[], root: TreeNode): readonly Issue[] =>
  issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || !isMap(entryAt(root, issue.path)?.node.value)) return [issue]
    const asMap = issue.errors.at(-1) ?? []
    return asMap.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
  })

const unknownKey = (path: Path, key: string, root: TreeNode): Finding => {
  const section = sectionAt(path)
  const place = placePhrase(root, path)
  const at = { path: [...path, key], atKey: true }
  if (section === 'shared-point-in-time' && key === 'snapshots') {
    return { ...at, message: `"snapshots" in ${place} name the servers of one wave: write them in that wave` }
  }
  const known = SECTION_KEYS[section]
  const elsewhere = sectionsWith(key)
  const meant = closest(key, known)
  const instead =
    meant !== undefined
      ? `did you mean ${quote(meant)}?`
      : elsewhere.length > 0
        ? `it belongs to ${enumerate(elsewhere, 'or')}`
        : `there can be ${enumerate(known, 'and', known.length)}`
  return { ...at, message: `Unknown key ${quote(key)} in ${place}: ${instead}` }
}

const missing = (path: Path, root: TreeNode): Finding => {
  const key = String(path.at(-1))
  const isWave = path[0] === 'waves' && path.length === 3
  const example = key !== 'name' || path.length === 1 ? EXAMPLES[key] : isWave ? 'name: databases' : 'name: smoke test'
  const what = example === undefined ? 'add the waves to launch' : `add ${quote(example)}`
  return { message: `${placeLabel(root, path.slice(0, -1))} has no ${quote(key)}: ${what}`, path: path.slice(0, -1) }
}

const wrongType = (expected: string, value: unknown, written: string): string => {
  if (value === null) return 'is empty: write a value, or remove the key'
  if (expected === 'string') {
    const instead = typeof value === 'object' ? 'write one value' : `write it in quotes, "${written}"`
    return `is ${kindOf(value)}, not a string: ${instead}`
  }
  if (expected === 'array') {
    const instead = typeof value === 'string' ? `write [${excerpt(value)}]` : 'write "- value" lines below it'
    return `is ${kindOf(value)}, not a list: ${instead}`
  }
  return `is ${kindOf(value)}, not a map: write "key: value" lines below it`
}

const wrongChoice = (path: Path, choices: readonly string[], value: unknown, written: string): string => {
  if (path.at(-1) === 'version')
    return `${typeof value === 'string' ? quote(value) : written} cannot be read by this release: write "version: 1"`
  if (path.at(-1) === 'point-in-time') {
    const shown = typeof value === 'string' ? quote(value) : kindOf(value)
    return `${value === null ? 'is empty' : `cannot be ${shown}`}: ${POINT_FORMS}`
  }
  if (value === null) return `is empty: write ${enumerate(choices, 'or')}`
  const meant = typeof value === 'string' ? closest(value, choices) : undefined
  const shown = typeof value === 'object' ? kindOf(value) : typeof value === 'string' ? quote(value) : written
  const instead = meant === undefined ? `write ${enumerate(choices, 'or')}` : `did you mean ${quote(meant)}?`
  return `cannot be ${shown}: ${instead}`
}

/** The rest of a message about a value, behind the label of its place. */
const predicate = (issue: Issue, root: TreeNode): string => {
  const node = entryAt(root, issue.path)?.node
  const value = node?.value
  const written = excerpt(typeof value === 'string' ? value : (node?.source ?? ''))
  if (issue.code === 'invalid_type') return wrongType(issue.expected, value, written)
  // All else has its message from the schema, but for the short form of `cleanup`.
  const choices = issue.code === 'invalid_value' ? issue.values.map(String) : CLEANUP_CHOICES
  return wrongChoice(issue.path, choices, value, written)
}

const describe = (issue: Issue, root: TreeNode): readonly Finding[] => {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, root))
  if (entryAt(root, path) === undefined) return [missing(path, root)]
  const message = issue.message === '' ? predicate(issue, root) : issue.message
  return [{ message: `${placeLabel(root, path)} ${message}`, path }]
}

/** Codes of issues after which a value still has the type that the schema gives it. */
const TYPE_IS_RIGHT: ReadonlySet<string> = new Set([
  'invalid_format',
  'custom',
  'too_small',
  'too_big',
  'unrecognized_keys'
])

const salvage = (value: unknown, issues: readonly Issue[]): SalvagedPlan => {
  const copy: unknown = structuredClone(value)
  for (const { code, path } of issues) {
    const last = path.at(-1)
    if (TYPE_IS_RIGHT.has(code) || last === undefined) continue
    let parent: unknown = copy
    for (const step of path.slice(0, -1)) parent = Reflect.get(Object(parent) as object, step)
    Reflect.set(Object(parent) as object, last, undefined)
  }
  // The schema had nothing else against it.
  return copy as SalvagedPlan
}

/** Compares a plan file with the schema: the file when nothing is wrong, and what can be checked further in any case. */
export const checkSchema = (root: TreeNode): SchemaCheck => {
  // Without a text of its own an issue is described here, where its place is known.
  const result = planFileSchema.safeParse(root.value, { error: () => '' })
  if (result.success) return { findings: [], file: result.data, salvaged: result.data }
  const issues = flatten(result.error.issues, root)
  return { findings: issues.flatMap((issue) => describe(issue, root)), salvaged: salvage(root.value, issues) }
}
