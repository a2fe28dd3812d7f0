/** More edits than these are no slip, however long the name. */
const MOST_EDITS = 4
/** Names are 64 characters at most; anything far longer is no slip of the hand, and not worth the comparison. */
const LONGEST_COMPARED = 80

/**
 * Edits (insert, delete, replace, swap of neighbours) from one text to the other; `enough` when it is that many or more,
 * for which no cell farther than that from the diagonal has to be looked at.
 */
const editDistance = (from: string, to: string, enough: number): number => {
  // A row holds the cells near the diagonal only; all others are too far.
  const cell = (row: ReadonlyMap<number, number>, column: number): number => row.get(column) ?? enough
  let beforeLast: ReadonlyMap<number, number> = new Map()
  let last: ReadonlyMap<number, number> = new Map(Array.from({ length: enough }, (_, column) => [column, column]))
  for (let row = 1; row <= from.length; row++) {
    const current = new Map<number, number>([[0, row]])
    let nearest = row
    for (let column = Math.max(1, row - enough); column <= Math.min(to.length, row + enough); column++) {
      const replaced = cell(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1)
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      const cost = Math.min(
        cell(last, column) + 1,
        cell(current, column - 1) + 1,
        replaced,
        swapped ? cell(beforeLast, column - 2) + 1 : enough
      )
      current.set(column, cost)
      nearest = Math.min(nearest, cost)
    }
    if (nearest >= enough) return enough
    beforeLast = last
    last = current
  }
  return Math.min(enough, cell(last, to.length))
}

/** Spellings that people mix up and that edit distance alone would call far apart. */
const normalise = (name: string): string => name.toLowerCase().replaceAll(/[\s_.-]/g, '')

/**
 * The candidate that the author most likely meant, or undefined when none is near: one edit for every three
 * characters and four at most, letter case and separators (`onFailure`, `on_failure`) free of charge.
 */
export const closest = (name: string, candidates: Iterable<string>): string | undefined => {
  if (name.length > LONGEST_COMPARED) return undefined
  const wanted = normalise(name)
  let best: string | undefined
  let bestDistance = Math.min(MOST_EDITS, Math.max(1, Math.floor(wanted.length / 3))) + 1
  for (const candidate of candidates) {
    const offered = normalise(candidate)
    if (Math.abs(offered.length - wanted.length) >= bestDistance || offered.length > LONGEST_COMPARED) continue
    const distance = editDistance(wanted, offered, bestDistance)
    // A text that would have to be replaced as a whole is not a slip of that name.
    if (distance < bestDistance && distance < Math.max(wanted.length, offered.length)) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}
