/**
 * The one place where text from outside (host names, tags, error texts, plan strings) is made safe for where it goes.
 * Every function gives a single line of visible characters, cut to `limit` characters (counted before escaping) with '…'.
 *
 * Written here and not taken from a library: HTML and XML need five characters replaced, and no kept library knows what
 * GitHub adds to Markdown (mentions, issue numbers, bare links, emoji, formulas) or obeys in a log.
 */

/**
 * A line of the job log, or a part of one; apply it to the whole line, last. The runner obeys `::command::` at a line's
 * start, blanks before it allowed, and `##[command]` anywhere in it.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function forLog(text: string, limit = 1000): string {
  return shorten(visible(text, limit), limit)
    .replace(/^(\s*):(?=:)/u, '$1: ')
    .replace(/##(?=\[)/gu, '## ')
}

/** An annotation's message or title; GitHub keeps 4,096 characters of it. `@actions/core` does the rest of the escaping. */
export function forAnnotation(text: string, limit = 4000): string {
  return forLog(text.trim(), limit)
}

/** Text within a paragraph, a list item or a heading of GitHub's Markdown; also right within a table. */
export function forMarkdown(text: string, limit = 1000): string {
  return shorten(visible(text, limit).trim(), limit).replace(markdownSyntax, (found, ...rest) => {
    const { entity, decorated } = rest.at(-1) as Readonly<Record<string, string | undefined>>
    if (entity !== undefined) return entities[entity] ?? entity
    if (decorated !== undefined) return `<span>${found}</span>`
    return `${found.slice(0, -1)}\\${found.slice(-1)}`
  })
}

/** Text in a cell of a table. */
export function forMarkdownTableCell(text: string, limit = 300): string {
  return forMarkdown(text, limit)
}

/** Text shown as code, in a paragraph or a table alike; nothing is linked or decorated within it. */
export function forMarkdownCode(text: string, limit = 300): string {
  const plain = shorten(visible(text, limit).trim(), limit)
  if (plain === '') return ''
  // A code span cannot hold these without tricks that differ between a paragraph and a table.
  return /[`|\\]/u.test(plain) ? `<code>${forMarkdown(plain, Infinity)}</code>` : `\`${plain}\``
}

/**
 * A name in a Mermaid chart, after a word of ours on its line (`section …`). Mermaid gives meaning to most punctuation and
 * has no escape that all its charts honour: what is left is what ordinary names hold.
 */
export function forMermaid(text: string, limit = 60): string {
  const name = visible(text, limit)
    .replace(/[^\p{L}\p{M}\p{N} ._/()-]+/gu, ' ')
    .trim()
  return name === '' ? 'unnamed' : shorten(name, limit)
}

/** Text or a quoted attribute value in HTML. */
export function forHtml(text: string, limit = 4000): string {
  return shorten(visible(text, limit), limit).replace(/[&<>"']/gu, (character) => entities[character] ?? character)
}

/** Text or a quoted attribute value in XML 1.0, which forbids control characters even when they are escaped. */
export function forXml(text: string, limit = 4000): string {
  return forHtml(text, limit)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '|': '&vert;'
}

/**
 * What Markdown gives meaning to, looked for once and in the text as it came, so that no escape is escaped again.
 * - `decorated`: GitHub links and decorates even the text that Markdown leaves; an element around a character of it stops
 *   that and is not seen. Mentions, issue numbers, formulas, bare links, emoji.
 * - `entity`: would begin an element or end a cell.
 * - the rest takes a backslash before its last character; some of it only at the start of a line, where it makes headings,
 *   lists and rules. An underscore within a word is left alone.
 */
const markdownSyntax = new RegExp(
  [
    /(?<decorated>#(?=\d)|@(?=[\p{L}\p{N}])|\$|:(?=\/\/)|(?<=www)\.|(?<=gh)-(?=\d)|(?<![\p{L}\p{N}:]):(?=[\w+-]+:))/u,
    /(?<entity>[&<>|])/u,
    /[\\`*~[\]]/u,
    /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u,
    /^[#+=-]/u,
    /^\d+[.)](?=\s|$)/u
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu'
)

const escapeCharacter = String.fromCharCode(0x1b)
const bell = String.fromCharCode(0x07)
const c1Sequence = String.fromCharCode(0x9b)

/** Colours and cursor movements (CSI), titles and links (OSC) of a terminal. */
const terminalSequences = new RegExp(
  [
    `(?:${escapeCharacter}\\[|${c1Sequence})[0-?]*[ -/]*[@-~]`,
    `${escapeCharacter}\\][^${bell}${escapeCharacter}]*(?:${bell}|${escapeCharacter}\\\\)`
  ].join('|'),
  'gu'
)

/** A text of which no more than the beginning is shown is not read to its end. */
function beginning(text: string, limit: number): string {
  const enough = 4 * limit + 1000
  return text.length > enough ? `${text.slice(0, enough)}…` : text
}

/** One line without characters that are not seen: control, zero-width, bidirectional; unpaired surrogates show as '�'. */
function visible(text: string, limit: number): string {
  return beginning(text, limit)
    .replace(terminalSequences, '')
    .replace(/[\s\u0085]/gu, (character) => (character === '\uFEFF' ? '' : ' '))
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu, '\uFFFD')
}

/** At most `limit` UTF-16 code units, the last of them '…' where something was cut; never half a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const kept = text.slice(0, Math.max(0, limit - 1))
  return limit < 1 ? '' : `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}
