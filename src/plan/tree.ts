import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode } from 'yaml'
import type { LocatedProblem } from './finding.js'
import type { Position } from './problem.js'
import { quote } from './quotation.js'

export type Path = readonly PropertyKey[]

/** A value of the plan file with the place it stands at. Of an alias: the value and place of its anchor. */
export interface TreeNode {
  /** Plain data; maps have no prototype, so that no name in a plan can be mistaken for anything inherited. */
  readonly value: unknown
  readonly position: Position
  /** A scalar as it is written, where that is more than its value: `012` rather than 12. */
  readonly source?: string
  readonly entries?: ReadonlyMap<PropertyKey, TreeEntry>
  /** The value could not be taken as it is written, and that has been told: nothing else about it is worth a word. */
  readonly refused?: true
  /** How many values this one is made of, itself and everything behind aliases counted. */
  readonly size: number
}

export interface TreeEntry {
  /** The key in a map, the item itself in a list. */
  readonly keyPosition: Position
  readonly node: TreeNode
}

/** A plan at the limits has some 15,000; what is far above is a bomb built of aliases, or no plan. */
const MAX_VALUES = 100_000

const STANDARD_TAGS = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((tag) => `tag:yaml.org,2002:${tag}`)
)

/**
 * Turns what the YAML library composed into plain values with places. Aliases share the value of their anchor; tags,
 * keys that are no text, keys that stand twice and aliases out of bounds become problems; of a plan that is too large
 * nothing is left. The library's own way
 * (`toJS`) is not taken, as it loses the places, and as its check for keys that stand twice takes quadratic time.
 */
export const buildTree = (
  contents: ParsedNode,
  positionAt: (offset: number) => Position,
  report: (problem: LocatedProblem) => void
): TreeNode | undefined => {
  const anchors = new Map<string, TreeNode | 'unfinished'>()
  let values = 0

  const count = (size: number, position: Position): boolean => {
    const before = values
    values += size
    if (before <= MAX_VALUES && values > MAX_VALUES) {
      report({
        message: `The plan holds more than ${MAX_VALUES} values, aliases counted as what they stand for`,
        position
      })
    }
    return values <= MAX_VALUES
  }

  const nothing = (position: Position): TreeNode => ({ value: null, position, size: 1 })

  const ofAlias = (name: string, position: Position): TreeNode => {
    const target = anchors.get(name)
    if (target === undefined || target === 'unfinished') {
      const what = target === undefined ? 'has no anchor before it' : 'stands inside of what it refers to'
      report({ message: `The alias ${quote(`*${name}`)} ${what}: write out what it stands for`, position })
      return { ...nothing(position), refused: true }
    }
    return count(target.size, position) ? target : { ...nothing(position), refused: true }
  }

  /** The key as text, whatever YAML makes of it: `on`, `1` and `true` are names like others. */
  const keyOf = ({ key }: Pair<ParsedNode, ParsedNode | null>, position: Position): string | undefined => {
    if (!isScalar(key)) {
      report({ message: 'A key of a plan is a plain text: write "key: value"', position })
      return undefined
    }
    const text = typeof key.value === 'string' ? key.value : key.source
    if (text === '<<') {
      report({ message: 'Merge keys ("<<") are not supported: put what waves share under "defaults"', position })
      return undefined
    }
    // Libraries drop this key without a word, since it can reach an object's prototype.
    if (text === '__proto__') {
      report({ message: '"__proto__" cannot be used as a key or name of a group: choose another', position })
      return undefined
    }
    return text
  }

  const ofMap = (pairs: readonly Pair<ParsedNode, ParsedNode | null>[], position: Position): TreeNode => {
    const value = Object.create(null) as Record<string, unknown>
    const entries = new Map<PropertyKey, TreeEntry>()
    let size = 1
    for (const pair of pairs) {
      const keyPosition = positionAt(pair.key.range[0])
      const key = keyOf(pair, keyPosition)
      // Read what an unusable key holds all the same: there may be anchors in it, and problems.
      const node = pair.value === null ? nothing(keyPosition) : convert(pair.value, keyPosition)
      size += node.size
      if (key === undefined) continue
      const first = entries.get(key)
      if (first !== undefined) {
        const where = `first in line ${first.keyPosition.line}`
        report({
          message: `The key ${quote(key)} stands here twice, ${where}: keep one of them`,
          position: keyPosition
        })
        continue
      }
      entries.set(key, { keyPosition, node })
      value[key] = node.value
    }
    return { value, position, entries, size }
  }

  const ofSequence = (items: readonly ParsedNode[], position: Position): TreeNode => {
    const nodes = items.map((item) => convert(item))
    return {
      value: nodes.map(({ value }) => value),
      position,
      entries: new Map(nodes.map((node, index) => [index, { keyPosition: node.position, node }])),
      size: nodes.reduce((sum, node) => sum + node.size, 1)
    }
  }

  /** `emptyAt`: where a value that is not written (`key:` and nothing behind it) is said to stand. */
  const convert = (node: ParsedNode, emptyAt?: Position): TreeNode => {
    const unwritten = isScalar(node) && node.value === null && node.source === ''
    const position = unwritten && emptyAt !== undefined ? emptyAt : positionAt(node.range[0])
    if (isAlias(node)) return ofAlias(node.source, position)
    if (!count(1, position)) return { ...nothing(position), refused: true }
    if (node.tag !== undefined && !STANDARD_TAGS.has(node.tag)) {
      const shown = quote(node.tag.replace(/^tag:yaml\.org,2002:/, '!!'))
      report({ message: `The tag ${shown} is not allowed: a plan neither runs code nor reads other files`, position })
      return { ...nothing(position), refused: true }
    }
    const { anchor } = node
    if (anchor !== undefined) anchors.set(anchor, 'unfinished')
    const built = isMap(node)
      ? ofMap(node.items, position)
      : isSeq(node)
        ? ofSequence(node.items, position)
        : { value: node.value, position, source: node.source, size: 1 }
    if (anchor !== undefined) anchors.set(anchor, built)
    return built
  }

  const root = convert(contents)
  return values > MAX_VALUES ? undefined : root
}

/** The entry at a path, or undefined when the file has none. */
export const entryAt = (root: TreeNode, path: Path): TreeEntry | undefined => {
  let entry: TreeEntry | undefined = { keyPosition: root.position, node: root }
  for (const step of path) entry = entry?.node.entries?.get(step)
  return entry
}

/** The place of the value at a path; of one that is not written, the place of the nearest that holds it. */
export const nearestPosition = (root: TreeNode, path: Path): Position => {
  let node = root
  for (const step of path) {
    const next = node.entries?.get(step)
    if (next === undefined) break
    node = next.node
  }
  return node.position
}
