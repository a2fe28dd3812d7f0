/**
 * What a parameter of an action may name of its wave: `$(drill.instanceIds)`. The prefix keeps them apart from a shell's
 * `$(hostname)`, from GitHub's `${{ … }}` and from SSM's own `{{ … }}`, which are all left as they are.
 */
export const placeholders = ['instanceIds', 'sourceServerIds', 'executionId'] as const

export type Placeholder = (typeof placeholders)[number]

/** What the placeholders stand for, each a list. */
export type PlaceholderValues = Readonly<Record<Placeholder, readonly string[]>>

const PATTERN = /\$\(\s*drill\.([^()\s]*)\s*\)/g
const ALONE = /^\$\(\s*drill\.([^()\s]*)\s*\)$/

/** The names of all placeholders in a text, known or not. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(PATTERN)].map(([, name = '']) => name)
}

export function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((known) => known === name)
}

/**
 * The values of a parameter with everything named in them put in. A value that is a placeholder and nothing else becomes
 * all that it stands for, a value each; within a longer text these stand separated by commas.
 */
export function resolveValues(values: readonly string[], known: PlaceholderValues): readonly string[] {
  return values.flatMap((value) => {
    const alone = ALONE.exec(value)?.[1]
    if (alone !== undefined && isPlaceholder(alone)) return known[alone]
    return [value.replace(PATTERN, (text, name: string) => (isPlaceholder(name) ? known[name].join(',') : text))]
  })
}
