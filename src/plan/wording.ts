/** `1 server`, `12 servers`; `many`: where more of it are called otherwise than by an s. */
export function counted(number: number, noun: string, many = `${noun}s`): string {
  return `${String(number)} ${number === 1 ? noun : many}`
}

/** A text of at most so many characters: what is cut off is marked, and no character is cut in two. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const characters = Array.from(text.slice(0, most))
  return `${characters.slice(0, -1).join('').trimEnd()}…`
}
