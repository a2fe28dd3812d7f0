import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { recordOf } from '../../src/report/record/record.js'
import { summaryOf } from '../../src/report/summary/summary.js'
import { cases, daysLater, largeRecord, manyServers, takenOver } from '../report/cases.js'
import { selectionPassed } from '../report/selection-story.js'
import { launch } from './browser.js'

const mermaid = readFileSync(createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js'), 'utf8')

/** As many waves as a plan can have, with names as long as they can be, and ends that take the most words. */
const longest = {
  ...largeRecord(0),
  waves: largeRecord(500).waves.map((wave, index) => ({
    ...wave,
    name: `${String(index)}-`.padEnd(64, 'n'),
    status: 'timed-out' as const,
    servers: wave.servers.slice(0, 1)
  }))
}

const stories = {
  ...Object.fromEntries(Object.entries(cases).map(([name, story]) => [name, recordOf(story())])),
  'taken-over': recordOf(takenOver().state()),
  'selection-passed': recordOf(selectionPassed().state()),
  '500-servers': recordOf(manyServers(500).state()),
  '500-waves': longest,
  'two-days': daysLater(recordOf(cases['passed']?.() ?? manyServers(1).state()))
}
const charts = Object.entries(stories).flatMap(([name, record]) => {
  const chart = /^```mermaid\n(.*?)\n```$/ms.exec(summaryOf(record))?.[1]
  return chart === undefined ? [] : [[name, chart] as const]
})

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launch()
  page = await browser.newPage()
  await page.addScriptTag({ content: mermaid })
  // As GitHub sets it: what a chart says is text.
  await page.evaluate("globalThis.mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })")
}, 60_000)
afterAll(async () => {
  await browser.close()
})

/** The picture that Mermaid draws of a chart, as SVG; rejects where its parser does. */
async function drawn(chart: string): Promise<string> {
  const svg: unknown = await page.evaluate(
    `globalThis.mermaid.render('chart', ${JSON.stringify(chart)}).then(({ svg }) => svg)`
  )
  return String(svg)
}

describe('the chart of the summary', () => {
  it('is there for every drill that began', () => {
    expect(charts.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'passed',
        'failed-server',
        'hostile-names',
        'cancelled-with-running-jobs',
        'failed-action',
        'selection-passed',
        '500-waves'
      ])
    )
  })

  it.each(charts)('is drawn by Mermaid: %s', async (_name, chart) => {
    const svg = await drawn(chart)
    const bars = chart.split('\n').filter((line) => line.includes(' :'))
    expect(svg.match(/<rect[^>]* class="task /g) ?? []).toHaveLength(bars.length)
    expect(svg).not.toMatch(/<script|javascript:|<img|Syntax error/i)
  })

  it('says which day it is, where there are several', async () => {
    const chart = charts.find(([name]) => name === 'two-days')?.[1] ?? ''
    const svg = await drawn(chart)
    expect(svg).toMatch(/>11-24 \d\d:00</)
    expect(svg).toMatch(/>11-25 \d\d:00</)
  })

  it('is followed by that of the last drills, where there are any', async () => {
    const trends = Object.values(stories).flatMap((record) => {
      const chart = /^```mermaid\n(xychart-beta\n.*?)\n```$/ms.exec(summaryOf(record))?.[1]
      return chart === undefined ? [] : [chart]
    })
    expect(trends.length).toBeGreaterThan(0)
    for (const trend of trends) {
      const svg = await drawn(trend)
      expect(svg).toContain('this one')
      expect(svg).not.toMatch(/<script|javascript:|<img|Syntax error/i)
    }
  })

  it('would not be drawn if its text were no chart', async () => {
    await expect(drawn('gantt\n  title Waves\n  nonsense ~~ : :')).rejects.toThrow()
  })
})
