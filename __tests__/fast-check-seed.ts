import fc from 'fast-check'

/**
 * Every property is tried on the same examples each time, so that a build fails for what was changed and for nothing else.
 * `FAST_CHECK_SEED` gives other examples (a failing property names its seed), `FAST_CHECK_RUNS` so many times as many.
 */
const seed = numberIn('FAST_CHECK_SEED') ?? 20_261_123
const factor = numberIn('FAST_CHECK_RUNS') ?? 1

/** fast-check's own default. */
const usualRuns = 100

fc.configureGlobal({ seed, numRuns: runs(usualRuns) })

/** `numRuns` of a property that tries another number of examples than is usual. */
export function runs(count: number): number {
  return Math.max(1, Math.round(count * factor))
}

function numberIn(name: string): number | undefined {
  const text = process.env[name] ?? ''
  const number = Number(text)
  if (text !== '' && !Number.isFinite(number)) throw new Error(`${name} is ${text}: write a number`)
  return text === '' ? undefined : number
}
