/** `1 server`, `12 servers`; `many`: where more of it are called otherwise than by an s. */
export function counted(number: number, noun: string, many = `${noun}s`): string {
  return `${String(number)} ${number === 1 ? noun : many}`
}
