import { readSums } from '../report/sums.js'
import { sha256Of, textOf } from './files.js'
import type { Finding, FoundFiles } from './verification.js'

const name = 'SHA256SUMS'

/** Compares the list of digests with the files: one finding a difference, or one that says there is none. */
export function checkSums(found: FoundFiles): readonly Finding[] {
  const wrong = (message: string): Finding => ({ state: 'wrong', name, message })
  const file = found[name]
  if (file.kind === 'missing') return [{ state: 'missing', name, message: 'it was never written, or was removed' }]
  if (file.kind === 'unreadable') return [wrong(file.why)]
  const sums = readSums(textOf(file.bytes))
  if (sums === undefined) return [wrong('is no list of SHA-256 digests')]
  const others = Object.entries(found).filter(([other]) => other !== name)
  const known = new Set(others.map(([other]) => other))
  const differences = [
    ...others.flatMap(([other, content]) => {
      const listed = sums.filter((sum) => sum.name === other)
      if (listed.length !== 1) return [wrong(`lists ${other} ${String(listed.length)} times`)]
      if (content.kind !== 'file') return [wrong(`lists ${other}, which cannot be read`)]
      return listed[0]?.sha256 === sha256Of(content.bytes) ? [] : [wrong(`has another digest for ${other}`)]
    }),
    ...sums
      .filter((sum) => !known.has(sum.name))
      .map((sum) => wrong(`lists ${sum.name}, which is no file of the evidence`))
  ]
  if (differences.length > 0) return differences
  return [{ state: 'ok', name, message: `holds the digests of the other ${String(others.length)} files` }]
}
