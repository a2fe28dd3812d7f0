import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { recordOf } from '../../src/report/record/record.js'
import { cases, manyServers, takenOver } from '../report/cases.js'
import { selectionPassed, selectionShort } from '../report/selection-story.js'
import { folder, launch, open, paper, written } from './browser.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const stories = {
  ...Object.fromEntries(Object.entries(cases).map(([name, story]) => [name, recordOf(story())])),
  'taken-over': recordOf(takenOver().state()),
  'selection-passed': recordOf(selectionPassed().state()),
  'selection-short': recordOf(selectionShort().state()),
  '500-servers': recordOf(manyServers(500).state())
}
const addresses = Object.fromEntries(Object.entries(stories).map(([name, record]) => [name, written(name, record)]))
const address = (name: string): string => addresses[name] ?? ''

const screens = {
  light: { colorScheme: 'light', viewport: { width: 1180, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1180, height: 900 } },
  mobile: { colorScheme: 'light', viewport: { width: 390, height: 844 } }
} as const

let browser: Browser
beforeAll(async () => {
  browser = await launch()
}, 60_000)
afterAll(async () => {
  await browser.close()
})

/** What axe finds, everything unfolded; it looks at the page from outside the page's own policy. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
  await page.evaluate(axe)
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')))`
  )
  return found as readonly string[]
}

const measure = (page: Page, expression: string): Promise<unknown> => page.evaluate(expression)

/** Those that are looked at in the dark, on a phone and on paper too: between them they have all there is. */
const looks = [
  'passed',
  'failed-server',
  'cancelled-with-running-jobs',
  'blocked-by-plan',
  'cleanup-incomplete',
  'hostile-names',
  'failed-action',
  'selection-short'
]

describe.each(Object.keys(stories).filter((name) => name !== '500-servers'))('the report %s', (name) => {
  it.each(Object.entries(screens).filter(([screen]) => screen === 'light' || looks.includes(name)))(
    'is accessible, asks for nothing and fits: %s',
    async (screen, options) => {
      const { page, requests, complaints } = await open(browser, address(name), options)
      await page.screenshot({ path: join(folder, `${name}-${screen}.png`), fullPage: true })
      expect(await measure(page, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(options.viewport.width)
      expect(await measure(page, "document.querySelectorAll('script,img,iframe,object,embed,link,form').length")).toBe(
        0
      )
      // Its style is the one that its policy allows: without it, the page has no rounded sections.
      expect(await measure(page, "getComputedStyle(document.querySelector('section')).borderRadius")).not.toBe('0px')
      expect(await violations(page)).toEqual([])
      expect(requests).toEqual([address(name)])
      expect(complaints).toEqual([])
      await page.context().close()
    },
    60_000
  )
})

describe.each([...looks, '500-servers'])('the report %s on paper', (name) => {
  it('is A4: all unfolded, nothing wider than the page, tables with their heads on every page', async () => {
    const { page } = await open(browser, address(name), { viewport: paper, colorScheme: 'dark' })
    const pdf = await page.pdf({ path: join(folder, `${name}.pdf`), preferCSSPageSize: true, printBackground: true })
    const [, width, height] = /MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? []
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
    await page.emulateMedia({ media: 'print' })
    expect(await measure(page, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(paper.width)
    expect(
      await measure(
        page,
        "[...document.querySelectorAll('details > .scroll')].filter((one) => one.getBoundingClientRect().height === 0 && !one.closest('.screen')).length"
      )
    ).toBe(0)
    expect(
      await measure(
        page,
        "[...document.querySelectorAll('thead')].every((one) => getComputedStyle(one).display === 'table-header-group')"
      )
    ).toBe(true)
    expect(
      await measure(
        page,
        "[...document.querySelectorAll('tr')].every((one) => getComputedStyle(one).breakInside === 'avoid')"
      )
    ).toBe(true)
    // Dark is for screens.
    expect(await measure(page, 'getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
    await page.context().close()
  }, 60_000)
})

describe('the report of 500 servers', () => {
  it('is accessible', async () => {
    const { page } = await open(browser, address('500-servers'), screens.light)
    await page.screenshot({ path: join(folder, '500-servers-light.png') })
    await page.locator('#timeline').screenshot({ path: join(folder, '500-servers-timeline.png') })
    expect(await violations(page)).toEqual([])
    await page.context().close()
  }, 240_000)

  it('opens nearly as quickly as one of four servers', async () => {
    const seconds = async (name: string): Promise<number> => {
      const { page } = await open(browser, address(name), screens.light)
      // Until it is laid out, not only read.
      const spent = await measure(page, 'document.body.getBoundingClientRect(), performance.now()')
      await page.context().close()
      return Number(spent) / 1000
    }
    const times: { small: number; large: number }[] = []
    for (let round = 0; round < 5; round += 1) {
      times.push({ small: await seconds('passed'), large: await seconds('500-servers') })
    }
    const best = (of: 'small' | 'large') => Math.min(...times.map((time) => time[of]))
    const ratio = best('large') / best('small')
    writeFileSync(join(folder, 'opening.json'), JSON.stringify({ small: best('small'), large: best('large'), ratio }))
    // 31 times as many bytes: what is folded costs next to nothing.
    expect(ratio).toBeLessThan(12)
  }, 120_000)
})
