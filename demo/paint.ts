const codes = { bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36' } as const

export type Colour = keyof typeof codes

/** Gives a text a colour, where the reader's screen has any. */
export type Paint = (colour: Colour, text: string) => string

/** Colours for a terminal, none for a file, a pipe or somebody who set NO_COLOR (no-color.org). */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>
): Paint {
  const isWanted = stream.isTTY === true && (environment['NO_COLOR'] ?? '') === ''
  return (colour, text) => (isWanted ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text)
}
