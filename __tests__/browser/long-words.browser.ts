import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { daysLater } from '../report/cases.js'
import { fullRecord, hasText, placesIn, withText } from '../report/full-record.js'
import { folder, launch, open, paper, written } from './browser.js'

/** What AWS, GitHub and people write without a blank in it. */
const words = {
  'an encoded authorization message': `Encoded authorization failure message: ${'aB3dE_f9'.repeat(250)}`,
  'names as long as they may be': 'W'.repeat(64),
  'host names': `${'payments_database_primary.'.repeat(9)}corp.example`,
  addresses: `https://wiki.example.com/${'disaster/recovery/2026/'.repeat(30)}?id=${'9'.repeat(200)}`
}

const record = fullRecord()
const places = placesIn(record)
// What is null stays null: a note, for one, stands in the place of what it says is not known.
const texts = places.filter((place) => hasText(record, place))
// Keys last: the places of their values go by them.
const filled = [...texts.filter(({ isKey }) => !isKey), ...texts.filter(({ isKey }) => isKey)]
const addresses = Object.entries(words).map(([name, word]) => {
  const all = filled.reduce((changed, place, index) => {
    return withText(changed, place, place.isKey ? `${word}${String(index)}` : word)
  }, record)
  return [name, written(`long-words-${name.replaceAll(' ', '-')}`, all)] as const
})

let browser: Browser
beforeAll(async () => {
  browser = await launch()
}, 60_000)
afterAll(async () => {
  await browser.close()
})

/** Tables, and cells of them, whose right edge is beyond `edge`: each by its caption. */
const beyond = (page: Page, edge: number): Promise<unknown> =>
  page.evaluate(`[...document.querySelectorAll('table')].flatMap((table) => {
    const right = Math.max(...[table, ...table.querySelectorAll('th, td')].map((one) => one.getBoundingClientRect().right))
    return right > ${String(edge)} + 0.5 ? [Math.round(right) + ': ' + table.caption.textContent.slice(0, 60)] : []
  })`)

/** Words that are no digests and begin on one line and end on another, in what the selector finds. */
const brokenIn = (page: Page, selector: string): Promise<unknown> =>
  page.evaluate(`(() => {
    const range = document.createRange()
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) {
      const text = walker.currentNode
      if (text.parentElement.closest('svg') !== null || text.parentElement.closest('${selector}') === null) continue
      for (const { 0: word, index } of text.data.matchAll(/\\b(?![a-f0-9]{17})(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Za-z0-9:]{2,16})\\b/g)) {
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word)
      }
    }
    return found
  })()`)

describe.each(addresses)('a report with words that do not end: %s', (name, address) => {
  it('has all of its tables on the paper, with the columns that are to be filled in', async () => {
    const { page } = await open(browser, address, { viewport: paper })
    await page.emulateMedia({ media: 'print' })
    expect(await beyond(page, paper.width)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(paper.width)
    expect(await page.evaluate("document.querySelectorAll('td.blank').length")).toBeGreaterThan(0)
    expect(await brokenIn(page, 'td time')).toEqual([])
    await page.pdf({ path: join(folder, `long-words-${name.replaceAll(' ', '-')}.pdf`), preferCSSPageSize: true })
    await page.context().close()
  }, 60_000)

  it.each([
    ['a desk', 1180],
    ['a phone', 390]
  ])(
    'has no table that is much wider than the screen of %s',
    async (_, width) => {
      const { page } = await open(browser, address, { viewport: { width, height: 900 } })
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      expect(await beyond(page, Math.max(width, 1000))).toEqual([])
      await page.context().close()
    },
    60_000
  )
})

describe('a report of ordinary words', () => {
  it.each([
    ['of a day', record],
    ['of several days', daysLater(record)]
  ])(
    'is broken within none of them, and on the paper: a drill %s',
    async (name, told) => {
      const { page } = await open(browser, written(`ordinary-words-${name.replaceAll(' ', '-')}`, told), {
        viewport: paper
      })
      await page.emulateMedia({ media: 'print' })
      expect(await beyond(page, paper.width)).toEqual([])
      expect(await brokenIn(page, 'table')).toEqual([])
      await page.context().close()
    },
    60_000
  )
})
