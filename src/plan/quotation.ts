/** How much of a user's own text a message repeats. */
const LONGEST_QUOTE = 60

/** Control, format (bidi, zero width), surrogate and line-separator characters: what a terminal or a log would obey. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu

/** The text with everything invisible spelled out as `\u{…}`, on one line. */
export const makeVisible = (text: string): string =>
  text.replace(INVISIBLE, (character) => {
    if (character === '\n') return '\\n'
    if (character === '\t') return '\\t'
    return `\\u{${Number(character.codePointAt(0)).toString(16)}}`
  })

/** The text as a message may repeat it: on one line, of sane length, nothing hidden in it. */
export const excerpt = (text: string): string => {
  // Cut before making visible, by characters and not by UTF-16 units, so that no half of a pair is left over.
  const head = Array.from(text.slice(0, 2 * LONGEST_QUOTE))
  const cut = head.length > LONGEST_QUOTE || text.length > 2 * LONGEST_QUOTE
  return `${makeVisible(head.slice(0, LONGEST_QUOTE).join(''))}${cut ? '…' : ''}`
}

/** The same in double quotes. */
export const quote = (text: string): string => `"${excerpt(text)}"`

/** `a → b → c`, for names that may be anything; of a long row the beginning and the end. */
export const arrows = (names: readonly string[], most = 12): string => {
  const shown = names.length > most ? [...names.slice(0, most - 2), '…', ...names.slice(-1)] : names
  return shown.map(excerpt).join(' → ')
}

/** `a`, `a and b`, `a, b and c`, for names that may be anything; a long list is cut and says how much is missing. */
export const enumerate = (items: readonly string[], word: 'and' | 'or' = 'and', most = 12): string => {
  const shown = items.slice(0, most).map(excerpt)
  const hidden = items.length - shown.length
  if (hidden > 0) return `${shown.join(', ')} and ${hidden} more`
  const last = shown.pop()
  if (last === undefined) return 'none'
  return shown.length === 0 ? last : `${shown.join(', ')} ${word} ${last}`
}
