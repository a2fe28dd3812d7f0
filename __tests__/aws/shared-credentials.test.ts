import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { Credentials } from '../../src/aws/credentials.js'
import { SharedCredentials } from '../../src/aws/shared-credentials.js'

/** Seconds since the beginning. */
let now: number
let asked: number[]
/** What the source does next: a session of so many seconds, one that lasts, or a failure. */
let next: number | 'lasts' | 'fails'
let held: (() => void)[] | undefined
const rejections: unknown[] = []
const note = (reason: unknown): void => void rejections.push(reason)

beforeEach(() => {
  now = 0
  asked = []
  next = 3600
  held = undefined
  rejections.length = 0
  process.on('unhandledRejection', note)
})
afterEach(async () => {
  await settled()
  process.off('unhandledRejection', note)
  expect(rejections).toEqual([])
})

function shared(): SharedCredentials {
  return new SharedCredentials(
    async () => {
      asked.push(now)
      const number = asked.length
      await new Promise<void>((resolve) => {
        if (held === undefined) resolve()
        else held.push(resolve)
      })
      if (next === 'fails') throw new Error(`failure ${String(number)}`)
      const keys: Credentials = { accessKeyId: `key ${String(number)}`, secretAccessKey: 'secret' }
      return next === 'lasts' ? keys : { ...keys, expiration: new Date((now + next) * 1000) }
    },
    () => now * 1000
  )
}

/** Whatever goes on in the background has come to its end. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

async function keyAt(seconds: number, credentials: SharedCredentials): Promise<string> {
  now = seconds
  const { accessKeyId } = await credentials.provide()
  await settled()
  return accessKeyId
}

describe('a session', () => {
  it('is asked for when it is first needed, and once by however many ask at once', async () => {
    const credentials = shared()
    expect(asked).toEqual([])
    expect(credentials.expiration).toBeUndefined()
    expect(credentials.generation).toBe(0)
    const all = await Promise.all(Array.from({ length: 50 }, () => credentials.provide()))
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['key 1']))
    expect(asked).toHaveLength(1)
    expect(credentials.expiration).toEqual(new Date(3_600_000))
    expect(credentials.generation).toBe(1)
  })

  it('is handed to clients as one that is about to end, so that each asks again before every call', async () => {
    const credentials = shared()
    now = 100
    await expect(credentials.provide()).resolves.toMatchObject({ expiration: new Date(160_000) })
    next = 'lasts'
    const lasting = shared()
    await expect(lasting.provide()).resolves.toMatchObject({ expiration: new Date(160_000) })
  })

  it('that lasts is never renewed', async () => {
    next = 'lasts'
    const credentials = shared()
    await credentials.provide()
    expect(await keyAt(10 ** 9, credentials)).toBe('key 1')
    expect(credentials.expiration).toBeUndefined()
  })

  it('whose end cannot be read lasts', async () => {
    next = Number.NaN
    const credentials = shared()
    await credentials.provide()
    expect(await keyAt(10 ** 9, credentials)).toBe('key 1')
  })
})

describe('a renewal', () => {
  it('comes five minutes ahead of the end, in the background', async () => {
    const credentials = shared()
    await credentials.provide()
    expect(await keyAt(3299, credentials)).toBe('key 1')
    expect(asked).toHaveLength(1)
    expect(await keyAt(3300, credentials)).toBe('key 1')
    expect(asked).toEqual([0, 3300])
    expect(await keyAt(3301, credentials)).toBe('key 2')
    expect(credentials.generation).toBe(2)
  })

  it('does not hold up those who ask while the old session lives', async () => {
    const credentials = shared()
    await credentials.provide()
    now = 3400
    held = []
    const all = await Promise.all(Array.from({ length: 50 }, () => credentials.provide()))
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['key 1']))
    expect(asked).toHaveLength(2)
    held[0]?.()
    await settled()
    expect(await keyAt(3401, credentials)).toBe('key 2')
  })

  it.each([
    [240, 159, 160],
    [3, 1.9, 2]
  ])('of a session of %d s comes after two thirds of it', async (seconds, before, due) => {
    next = seconds
    const credentials = shared()
    await credentials.provide()
    await keyAt(before, credentials)
    expect(asked).toHaveLength(1)
    await keyAt(due, credentials)
    expect(asked).toHaveLength(2)
  })

  it('is waited for once the session is over, by all together', async () => {
    const credentials = shared()
    await credentials.provide()
    now = 3600
    const all = await Promise.all(Array.from({ length: 50 }, () => credentials.provide()))
    expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['key 2']))
    expect(asked).toHaveLength(2)
  })

  it('that fails is tried again with growing pauses, while the old session is handed out', async () => {
    const credentials = shared()
    await credentials.provide()
    next = 'fails'
    for (let second = 3300; second < 3600; second += 1) expect(await keyAt(second, credentials)).toBe('key 1')
    expect(asked).toEqual([0, 3300, 3305, 3315, 3335, 3375, 3435, 3495, 3555])
    now = 3600
    await expect(credentials.provide()).rejects.toThrow('failure 10')
    next = 3600
    expect(await keyAt(3601, credentials)).toBe('key 11')
    expect(await keyAt(6901, credentials)).toBe('key 11')
    expect(asked.at(-1)).toBe(6901)
  })

  it('is not put off by a clock that is set back after a failure', async () => {
    next = 300
    const credentials = shared()
    await credentials.provide()
    next = 'fails'
    await keyAt(299, credentials)
    await keyAt(250, credentials)
    expect(asked).toEqual([0, 299, 250])
  })

  it('that fails fails all who wait for it, and the next who asks begins another', async () => {
    next = 'fails'
    const credentials = shared()
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => credentials.provide()))
    expect(all.every(({ status }) => status === 'rejected')).toBe(true)
    expect(asked).toHaveLength(1)
    next = 3600
    await expect(credentials.ready()).resolves.toBe(1)
  })

  it('is begun anew when the source does not even give a promise', async () => {
    let count = 0
    const credentials = new SharedCredentials(() => {
      count += 1
      if (count === 1) throw new Error('at once')
      return Promise.resolve({ accessKeyId: 'key', secretAccessKey: 'secret' })
    })
    await expect(credentials.provide()).rejects.toThrow('at once')
    await expect(credentials.ready()).resolves.toBe(1)
  })
})

describe('credentials that AWS refused', () => {
  it('are renewed once, however many calls were refused with them', async () => {
    const credentials = shared()
    const generations = await Promise.all(Array.from({ length: 50 }, () => credentials.ready()))
    await Promise.all(generations.map((generation) => credentials.renewAfter(generation)))
    expect(asked).toHaveLength(2)
    expect(await keyAt(1, credentials)).toBe('key 2')
  })

  it('are not renewed when that has been done since', async () => {
    const credentials = shared()
    const generation = await credentials.ready()
    await credentials.renewAfter(generation)
    await credentials.renewAfter(generation)
    expect(asked).toHaveLength(2)
  })

  it('stay for those who ask next when they cannot be renewed just now', async () => {
    const credentials = shared()
    const generation = await credentials.ready()
    next = 'fails'
    await expect(credentials.renewAfter(generation)).rejects.toThrow('failure 2')
    expect(await keyAt(1, credentials)).toBe('key 1')
  })
})

describe('a session that is over before it begins', () => {
  it('is handed out all the same, and asked for again only now and then', async () => {
    next = -10
    const credentials = shared()
    await credentials.provide()
    for (let second = 1; second < 120; second += 1) await keyAt(second, credentials)
    expect(asked).toEqual([0, 40, 80])
    expect(credentials.expiration).toEqual(new Date(70_000))
  })
})
