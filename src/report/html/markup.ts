import { forHtml } from '../escape.js'

/**
 * Text that is HTML, SVG or XML already. What is no `Markup` is escaped where it is put into one, so that nothing from
 * outside gets into a report as anything but text: forgetting it is not possible.
 */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = Markup | string | number | readonly Markup[]

export const nothing = new Markup('')

/**
 * A template of markup: `` markup`<td>${hostname}</td>` ``. Strings are escaped for text and for quoted attributes alike
 * and cut to 4,000 characters (`clipped` cuts sooner); lists of markup are put one after another, a line each.
 */
export function markup(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(literals.map((literal, index) => literal + rendered(parts[index] ?? nothing)).join(''))
}

/** Pieces of markup, those that are empty left out. */
export function joined(pieces: readonly Markup[], between = '\n'): Markup {
  return new Markup(
    pieces
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join(between)
  )
}

/** A text from outside of which no more than the first `limit` characters are shown. */
export function clipped(text: string, limit: number): Markup {
  return new Markup(forHtml(text, limit))
}

function rendered(part: Part): string {
  if (part instanceof Markup) return part.text
  if (typeof part === 'string') return forHtml(part)
  if (typeof part === 'number') return String(part)
  return joined(part).text
}
