/**
 * Whether the whole text is what the pattern says: `*` stands for any characters or none, `?` for exactly one, and
 * everything else for itself. There is no escape. Never takes longer than the lengths of the two multiplied: after a `*`
 * only the last one is ever reconsidered.
 */
export const matchesGlob = (pattern: string, text: string): boolean => {
  // By characters, not by UTF-16 units: `?` is a whole one.
  const wanted = Array.from(pattern)
  const given = Array.from(text)
  let next = 0
  let at = 0
  let star: { readonly after: number; from: number } | undefined
  while (at < given.length) {
    const character = wanted[next]
    if (character === '*') {
      next += 1
      star = { after: next, from: at }
    } else if (character === '?' || character === given[at]) {
      next += 1
      at += 1
    } else if (star === undefined) {
      return false
    } else {
      // The last `*` stands for one character more.
      star.from += 1
      next = star.after
      at = star.from
    }
  }
  return wanted.slice(next).every((character) => character === '*')
}
