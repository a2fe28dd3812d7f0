import { createHash } from 'node:crypto'
import { checkActions } from './action-checks.js'
import { checkBudgets } from './budget-checks.js'
import type { Finding, LocatedProblem } from './finding.js'
import type { Plan } from './plan.js'
import { checkIsolation } from './isolation-checks.js'
import { checkPoints } from './point-checks.js'
import { checkMatches } from './match-checks.js'
import { placesOf, type Places } from './places.js'
import type { PlanProblem } from './problem.js'
import { resolvePlan } from './resolve.js'
import { checkSchema } from './schema-check.js'
import { ACCOUNT_PATTERN, NAME_PATTERN, REGION_PATTERN } from './scalar-schema.js'
import { checkServers } from './server-checks.js'
import { readSourceText } from './source-text.js'
import { entryAt, nearestPosition, type Path, type TreeNode } from './tree.js'
import { checkWaves } from './wave-checks.js'
import { readYaml } from './yaml-source.js'

/** A file with more problems than this is not mended from a list of them. */
const MAX_PROBLEMS = 500

export interface LoadedPlan {
  readonly ok: true
  readonly plan: Plan
  /** Of the file's bytes, in hex. */
  readonly sha256: string
  /** Where in the file stands what AWS is asked about. */
  readonly places: Places
}

export interface RefusedPlan {
  readonly ok: false
  /** At least one, in the order of the file. */
  readonly problems: readonly PlanProblem[]
  readonly sha256: string
  /** What it says of itself, when it can be read that far. */
  readonly stated: StatedPlan
}

/** What a plan file says of itself, wrong as it may be elsewhere. */
export interface StatedPlan {
  /** Absent where there is none that can be read. */
  readonly name?: string
  /** null: the plan is sound, and states none; absent: that is not known. */
  readonly region?: string | null
  readonly account?: string
}

const toProblem = (root: TreeNode, { message, path, atKey }: Finding): LocatedProblem => {
  const entry = atKey === true ? entryAt(root, path) : undefined
  return { message, position: entry?.keyPosition ?? nearestPosition(root, path) }
}

/** In the order of the file, each once, not more than a person reads. */
const inOrder = (problems: readonly LocatedProblem[]): readonly LocatedProblem[] => {
  const unique = new Map(
    problems.map((problem) => [`${problem.position.line}:${problem.position.column}:${problem.message}`, problem])
  )
  const sorted = [...unique.values()].sort(
    ({ position: left }, { position: right }) => left.line - right.line || left.column - right.column
  )
  const next = sorted[MAX_PROBLEMS]
  if (next === undefined) return sorted
  const message = `From here on there are ${sorted.length - MAX_PROBLEMS} more problems: mend these first`
  return [...sorted.slice(0, MAX_PROBLEMS), { message, position: next.position }]
}

const readStated = (root: TreeNode): StatedPlan => {
  const name = entryAt(root, ['name'])?.node.value
  const region = entryAt(root, ['region'])?.node.value
  const account = entryAt(root, ['account'])?.node.value
  return {
    ...(typeof name === 'string' && NAME_PATTERN.test(name) ? { name } : {}),
    ...(typeof region === 'string' && REGION_PATTERN.test(region) ? { region } : {}),
    ...(typeof account === 'string' && ACCOUNT_PATTERN.test(account) ? { account } : {})
  }
}

/**
 * Reads a plan file (contract section 4), YAML 1.2 or JSON. Pure, never throws, and takes a second or two at most,
 * whatever the bytes. When the text is YAML, every problem of schema and meaning is told at once.
 */
export const loadPlan = (source: string | Uint8Array): LoadedPlan | RefusedPlan => {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
  const sha256 = createHash('sha256').update(bytes).digest('hex')

  const read = readSourceText(bytes)
  if (!read.ok) return { ok: false, problems: [read.problem], sha256, stated: {} }

  const yaml = readYaml(read.text)
  const { tree } = yaml
  if (tree === undefined) return { ok: false, problems: inOrder(yaml.problems), sha256, stated: {} }

  const { findings, file, salvaged } = checkSchema(tree)
  const lineOf = (path: Path): number => nearestPosition(tree, path).line
  const all = [
    ...findings,
    ...checkWaves(salvaged, lineOf),
    ...checkServers(salvaged, lineOf),
    ...checkBudgets(salvaged),
    ...checkIsolation(salvaged),
    ...checkPoints(salvaged),
    ...checkMatches(salvaged),
    ...checkActions(salvaged, lineOf)
  ].filter(({ path }) => entryAt(tree, path)?.node.refused === undefined)
  if (file === undefined || all.length > 0 || yaml.problems.length > 0) {
    const problems = inOrder([...yaml.problems, ...all.map((finding) => toProblem(tree, finding))])
    return { ok: false, problems, sha256, stated: readStated(tree) }
  }
  return {
    ok: true,
    plan: resolvePlan(file),
    sha256,
    places: placesOf(file, (path, part) => {
      const entry = entryAt(tree, path)
      return part === 'key' ? entry?.keyPosition : entry?.node.position
    })
  }
}
