/** The most characters of AWS's own words that a message carries. */
const MAX_LENGTH = 1000

/** Line breaks, control, format (bidi) characters and halves of surrogate pairs; nothing that a reader would miss. */
const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu

/** User and password of a URL, such as a proxy's; also of one that is not well-formed. */
const userInfo = /:\/\/(?:[^\s/?#]{0,300}@|[^\s@/]{0,300}:[^\s@]{0,300}@)/g

/**
 * Words from outside (AWS, a proxy, a server's owner) as one line without control characters and without the user and
 * password of any URL, cut to `maxLength`. The layer that shows them escapes them for its place (log, Markdown, HTML).
 */
export function outsideText(text: string, maxLength: number = MAX_LENGTH): string {
  // Cut before the search, so that a page of megabytes costs no more than a line; again after, for the mark.
  const line = text
    .slice(0, maxLength * 4)
    .replace(harmful, ' ')
    .replace(userInfo, '://***@')
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= maxLength) return line
  return `${line.slice(0, maxLength).replace(harmful, '')}…`
}
