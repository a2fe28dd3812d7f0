import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { goOnFrom, systemClock } from '../../src/action/system-clock.js'
import { addSeconds, secondsBetween } from '../../src/drill/timestamp.js'

const never = new AbortController().signal

describe('the clock of the machine', () => {
  afterEach(() => {
    jest.useRealTimers()
  })

  test('never goes back when the machine’s clock is set back, and goes on from there', () => {
    jest.useFakeTimers()
    const before = systemClock.now()
    jest.setSystemTime(Date.parse(before) - 3_600_000)
    expect(systemClock.now()).toBe(before)
    jest.advanceTimersByTime(5_000)
    expect(secondsBetween(before, systemClock.now())).toBe(5)
  })

  test('goes on from where the process before ended, though it was set back since', () => {
    jest.useFakeTimers()
    const end = addSeconds(systemClock.now(), 3600)
    goOnFrom(end)
    goOnFrom(addSeconds(end, -60))
    goOnFrom('no time at all')
    expect(systemClock.now()).toBe(end)
    jest.advanceTimersByTime(5_000)
    expect(secondsBetween(end, systemClock.now())).toBe(5)
  })

  test('goes forward with it: what was slept through is time that has passed', () => {
    jest.useFakeTimers()
    const before = systemClock.now()
    jest.setSystemTime(Date.now() + 3_600_000)
    expect(secondsBetween(before, systemClock.now())).toBeGreaterThanOrEqual(3600)
  })

  test('sleeps no longer than it was asked to, though the machine’s clock is set back meanwhile', async () => {
    jest.useFakeTimers()
    const before = systemClock.now()
    let woke = ''
    const slept = systemClock.sleepUntil(addSeconds(before, 150), never).then(() => (woke = systemClock.now()))
    await jest.advanceTimersByTimeAsync(30_000)
    jest.setSystemTime(Date.now() - 3_600_000)
    // The jump is seen when the timer that runs comes to its end, within a minute.
    await jest.advanceTimersByTimeAsync(180_000)
    await slept
    expect(secondsBetween(before, woke)).toBeLessThanOrEqual(215)
  })

  test('wakes when it is told to, and does not sleep into the past', async () => {
    const cancel = new AbortController()
    const slept = systemClock.sleepUntil(addSeconds(systemClock.now(), 3600), cancel.signal)
    cancel.abort()
    await slept
    await systemClock.sleepUntil(addSeconds(systemClock.now(), -1), never)
    expect(cancel.signal.aborted).toBe(true)
  })
})
