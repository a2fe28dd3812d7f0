import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { withinDeadline } from '../../src/aws/deadline.js'

/** A call that ends only when it is aborted, and then as an SDK ends it. */
function endless(seen: { signal?: AbortSignal }) {
  return (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      seen.signal = signal
      signal.addEventListener('abort', () => {
        reject(new Error('Request aborted'))
      })
    })
}

describe('a call within its deadline', () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  it('gives its own result, and leaves no timer behind', async () => {
    await expect(withinDeadline(new AbortController().signal, 30, () => Promise.resolve(1))).resolves.toBe(1)
    expect(jest.getTimerCount()).toBe(0)
  })

  it('fails with its own error, that of a client that cannot be made included', async () => {
    const fail = () => {
      throw new Error('Region is missing')
    }
    await expect(withinDeadline(new AbortController().signal, 30, fail)).rejects.toThrow('Region is missing')
    expect(jest.getTimerCount()).toBe(0)
  })

  it('ends at the deadline, and is aborted', async () => {
    const seen: { signal?: AbortSignal } = {}
    const call = withinDeadline(new AbortController().signal, 30, endless(seen))
    const outcome = expect(call).rejects.toMatchObject({ name: 'TimeoutError', message: 'no answer within 30 seconds' })
    await jest.advanceTimersByTimeAsync(29_999)
    expect(seen.signal?.aborted).toBe(false)
    await jest.advanceTimersByTimeAsync(1)
    await outcome
    expect(seen.signal?.aborted).toBe(true)
  })

  it('ends at once when it is cancelled, though the SDK goes on', async () => {
    const cancel = new AbortController()
    const call = withinDeadline(cancel.signal, 30, () => new Promise<never>(() => undefined))
    const outcome = expect(call).rejects.toMatchObject({ name: 'AbortError' })
    cancel.abort()
    await outcome
    expect(jest.getTimerCount()).toBe(0)
  })

  it('is not sent when it was cancelled before', async () => {
    const send = jest.fn(() => Promise.resolve(1))
    await expect(withinDeadline(AbortSignal.abort(), 30, send)).rejects.toMatchObject({ name: 'AbortError' })
    expect(send).not.toHaveBeenCalled()
  })
})
