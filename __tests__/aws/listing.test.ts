import { describe, expect, it, jest } from '@jest/globals'
import fc from 'fast-check'
import { allPages, inParts, type Page } from '../../src/aws/listing.js'

describe('a list of several pages', () => {
  it('is read to its end', async () => {
    const pages: Readonly<Record<string, Page<number>>> = {
      '': { items: [1], nextToken: 'a' },
      a: { items: undefined, nextToken: 'b' },
      b: { items: [2, 3], nextToken: '' }
    }
    const found = await allPages('x', (token) => Promise.resolve(pages[token ?? ''] as Page<number>))
    expect(found).toEqual([1, 2, 3])
  })

  it.each([[['a', 'a']], [['a', 'b', 'a']]])('does not pass for whole when a token comes again: %j', async (tokens) => {
    let page = 0
    const fetchPage = jest.fn(() => {
      page += 1
      return Promise.resolve({ items: [page], nextToken: tokens[(page - 1) % tokens.length] })
    })
    await expect(allPages('drs:DescribeJobs', fetchPage)).rejects.toMatchObject({
      failure: { class: 'unavailable', operation: 'drs:DescribeJobs' }
    })
    expect(fetchPage.mock.calls.length).toBeLessThanOrEqual(tokens.length)
  })

  it('ends though the tokens do not', async () => {
    let page = 0
    const endless = () => Promise.resolve({ items: [], nextToken: String((page += 1)) })
    await expect(allPages('x', endless)).rejects.toMatchObject({ failure: { class: 'unavailable' } })
  })
})

describe('a list asked for in parts', () => {
  it('asks for each ID once, in parts that are small enough, and never for none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string()), fc.integer({ min: 1, max: 5 }), async (ids, size) => {
        const parts: (readonly string[])[] = []
        const found = await inParts(ids, size, (part) => {
          parts.push(part)
          return Promise.resolve(part)
        })
        expect(found).toEqual([...new Set(ids)])
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0)
          expect(part.length).toBeLessThanOrEqual(size)
        }
      })
    )
  })
})
