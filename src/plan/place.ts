import { SECTION_KEYS, type Section } from './schema.js'
import { entryAt, type Path, type TreeNode } from './tree.js'
import { excerpt, quote } from './quotation.js'

/** How messages call one item of these lists. */
const ITEM_WORDS: Readonly<Record<string, string>> = {
  servers: 'server',
  groups: 'group',
  waves: 'wave',
  'pre-actions': 'pre-action',
  'post-actions': 'post-action'
}

/** `wave "app"`, or `wave 3` (counted from 1) when it has no name to be called by. */
export const waveLabel = (name: unknown, index: number): string =>
  typeof name === 'string' && name !== '' ? `wave ${quote(name)}` : `wave ${index + 1}`

export const capitalise = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const partsOf = (root: TreeNode, path: Path): { readonly owner: string; readonly setting: string } => {
  const [first, second] = path
  const named = path.length > 1 && (first === 'waves' || first === 'groups')
  const steps = named ? path.slice(2) : path
  const setting = steps
    .map((step, index) => (typeof steps[index + 1] === 'number' ? (ITEM_WORDS[String(step)] ?? step) : step))
    .filter((step) => typeof step !== 'number')
    // The key of a tag can be any text.
    .map((step) => excerpt(String(step)))
    .join('.')
  if (!named) return { owner: '', setting }
  if (first === 'groups') return { owner: `group ${quote(String(second))}`, setting }
  const name = entryAt(root, [...path.slice(0, 2), 'name'])?.node.value
  return { owner: waveLabel(name, Number(second)), setting }
}

/** How a message that begins with a place calls it: `Wave "app": verify.instance`, `timeout`, `The plan`. */
export const placeLabel = (root: TreeNode, path: Path): string => {
  const { owner, setting } = partsOf(root, path)
  if (owner === '') return setting === '' ? 'The plan' : setting
  return setting === '' ? capitalise(owner) : `${capitalise(owner)}: ${setting}`
}

/** The same in the middle of a message: `verify of wave "app"`, `objectives`, `the plan`. */
export const placePhrase = (root: TreeNode, path: Path): string => {
  const { owner, setting } = partsOf(root, path)
  if (owner === '') return setting === '' ? 'the plan' : setting
  return setting === '' ? owner : `${setting} of ${owner}`
}

/** The maps that may stand within a wave, and within the settings that waves share. */
const withinWaves: Readonly<Record<string, Section>> = {
  verify: 'verify',
  retry: 'retry',
  'point-in-time': 'point-in-time',
  'pre-actions': 'action',
  'post-actions': 'action'
}
const withinDefaults: Readonly<Record<string, Section>> = { ...withinWaves, 'point-in-time': 'shared-point-in-time' }

/** Which kind of map stands at a path. */
export const sectionAt = ([first, ...rest]: Path): Section => {
  const inner = rest[1]
  if ((first === 'groups' || first === 'waves') && (inner === 'match' || inner === 'expect')) return inner
  if (first === 'groups') return 'group'
  if (first === 'waves') return withinWaves[String(rest[1])] ?? 'wave'
  if (first === 'defaults') return withinDefaults[String(rest[0])] ?? 'defaults'
  return first === 'objectives' || first === 'cleanup' || first === 'isolation' || first === 'guards' ? first : 'plan'
}

/** The kinds of map that have this key, for a key that was written in the wrong one. */
export const sectionsWith = (key: string): readonly string[] =>
  Object.entries<readonly string[]>(SECTION_KEYS)
    .filter(([section, keys]) => section !== 'shared-point-in-time' && keys.includes(key))
    .map(([section]) => section)
