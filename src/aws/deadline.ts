/**
 * Sends a call that ends, whatever the SDK, a socket or a credentials provider does: with its own outcome, at once when
 * `signal` is aborted (AbortError), or after `seconds` (TimeoutError). What still runs then is aborted and forgotten:
 * the SDKs' pauses between attempts hear no signal.
 */
export function withinDeadline<T>(
  signal: AbortSignal,
  seconds: number,
  send: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const call = new AbortController()
    const settle = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
    }
    const stop = (name: string, message: string): void => {
      settle()
      reject(Object.assign(new Error(message), { name }))
      call.abort()
    }
    const cancel = (): void => {
      stop('AbortError', 'cancelled before AWS had answered')
    }
    const timer = setTimeout(() => {
      stop('TimeoutError', `no answer within ${String(Number(seconds.toFixed(2)))} seconds`)
    }, seconds * 1000)
    signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted) {
      cancel()
      return
    }
    // In a promise, so that a client that cannot even be made fails like a call.
    void Promise.resolve()
      .then(() => send(call.signal))
      .then(resolve, reject)
      .finally(settle)
  })
}
