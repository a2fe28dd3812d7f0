/** What to say where GitHub does not answer in time, and a promise of it. */
export interface Bounds {
  readonly timeoutMilliseconds: number
  /** Aborted when the step is told to end; then there is a second left. */
  readonly cancellation: AbortSignal
}

const graceMilliseconds = 1000

/**
 * Asks within bounds. Gives what `ask` gives, or what `fallback` makes of its failure, a silence among them; it never
 * throws, and never comes later than the bounds allow, whatever `ask` does with its signal.
 */
export async function within<T>(
  { timeoutMilliseconds, cancellation }: Bounds,
  ask: (signal: AbortSignal) => Promise<T>,
  fallback: (error: unknown) => T
): Promise<T> {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let grace: NodeJS.Timeout | undefined
  let onCancel: (() => void) | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    const giveUp = (why: string) => () => {
      reject(new Error(why))
      controller.abort()
    }
    timer = setTimeout(giveUp(`no answer within ${String(timeoutMilliseconds / 1000)} s`), timeoutMilliseconds)
    onCancel = () => {
      grace = setTimeout(giveUp('the step was told to end'), graceMilliseconds)
    }
    if (cancellation.aborted) onCancel()
    else cancellation.addEventListener('abort', onCancel, { once: true })
  })
  try {
    return await Promise.race([ask(controller.signal), silence])
  } catch (error) {
    return fallback(error)
  } finally {
    clearTimeout(timer)
    clearTimeout(grace)
    if (onCancel !== undefined) cancellation.removeEventListener('abort', onCancel)
  }
}
