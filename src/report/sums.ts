/** A line of a list of digests. */
export interface Sum {
  readonly sha256: string
  readonly name: string
}

/**
 * Digests of files in the form of `sha256sum` (`SHA256SUMS`), sorted by name; `sha256sum -c` reads it. The journal's chain
 * cannot show a change to its own last line: the digest of the whole file here does.
 */
export function sumsOf(sums: readonly Sum[]): string {
  return sums
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ sha256, name }) => `${sha256}  ${name}\n`)
    .join('')
}

/** Reads such a list; undefined where a line is not of its form. */
export function readSums(text: string): readonly Sum[] | undefined {
  const lines = text.split('\n')
  if (lines.pop() !== '') return undefined
  const sums = lines.map((line) => {
    const [, sha256, name] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? []
    return sha256 === undefined || name === undefined ? undefined : { sha256, name }
  })
  return sums.every((sum) => sum !== undefined) ? sums : undefined
}
