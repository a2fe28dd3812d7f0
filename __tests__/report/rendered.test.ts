import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { forMarkdown, forMarkdownCode, forMarkdownTableCell } from '../../src/report/escape.js'
import { recordOf } from '../../src/report/record/record.js'
import { summaryOf } from '../../src/report/summary/summary.js'
import { runs } from '../fast-check-seed.js'
import { instance, jobId, launched, plan, serverId, Story, wave } from './builders.js'
import { cases } from './cases.js'
import { everyAttack, hostileText } from './hostile.js'

/** As GitHub reads it: GitHub Flavored Markdown, with HTML let through. */
const html = (markdown: string) =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

/** Each element that the renderer made, without its text: `p`, `span`, `a href="…"`. */
const elements = (markdown: string) => [...html(markdown).matchAll(/<([a-z][^>]*)>/gi)].map(([, tag]) => tag)

/** What a reader sees of it. */
const seen = (markdown: string) =>
  html(markdown)
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot);/g, (_entity, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? '')

const twoServers = (hostname: string, reason: string) =>
  recordOf(
    new Story()
      .accept(plan([wave(`w ${hostname}`, [serverId(1), serverId(2)])]))
      .identify()
      .describe({ [serverId(1)]: hostname, [serverId(2)]: 'app-02' })
      .startWave(1, `w ${hostname}`)
      .launch(1, `w ${hostname}`, jobId(1), [serverId(1), serverId(2)])
      .seeJob(9, jobId(1), reason, [launched(serverId(1))])
      .seeInstances(9, [instance(serverId(1), jobId(1), 0, { state: reason, ec2InstanceId: hostname })])
      .settle(10, [serverId(1), serverId(2)], 'failed', reason)
      .settleWave(10, `w ${hostname}`, 'failed', reason)
      .finish(10, 'failed', reason)
      .state()
  )

describe('forMarkdown', () => {
  it('renders as text alone, in a paragraph', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(new Set(elements(forMarkdown(text)))).toEqual(new Set(elements(forMarkdown(text)).filter(isOurs)))
      }),
      { numRuns: runs(300) }
    )
  })

  it.each([
    'app-01.corp.example_net',
    'a | b',
    '*x* `y` <z> & [w](v)',
    '1. x',
    '- x',
    '# x',
    'C:\\x\\|y',
    '@me #1 $x$'
  ])('shows %s as it is', (text) => {
    expect(seen(forMarkdown(text))).toBe(text)
    expect(seen(forMarkdownCode(text))).toBe(text)
  })

  it('stays in its cell of a table', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (first, second) => {
        const table = `| a | b |\n| --- | --- |\n| ${forMarkdownTableCell(first)} | ${forMarkdownCode(second)} |`
        expect(elements(table).filter((tag) => tag === 'td')).toHaveLength(2)
        expect(elements(table).filter((tag) => tag === 'tr')).toHaveLength(2)
      }),
      { numRuns: runs(300) }
    )
  })
})

describe('a rendered summary', () => {
  it.each(Object.keys(cases))('has tables, lists and links where they are meant: %s', (name) => {
    const summary = summaryOf(recordOf(cases[name]?.() ?? new Story().state()))
    const tables = summary.match(/^\| (?:---)/gm)?.length ?? 0
    expect(elements(summary).filter((tag) => tag === 'table')).toHaveLength(tables)
    expect(elements(summary).filter((tag) => tag === 'details')).toHaveLength(
      html(summary).split('</details>').length - 1
    )
  })

  it('obeys nothing that came from outside: no element, no foreign address, every row with its columns', () => {
    const calm = elements(summaryOf(twoServers('app-01', 'failed'))).filter((tag) => !isSpan(tag) && !isLink(tag))
    const check = (hostname: string, reason: string) => {
      const found = elements(summaryOf(twoServers(hostname, reason)))
      expect(found.filter((tag) => !isSpan(tag) && !isLink(tag))).toEqual(calm)
      for (const link of found.filter(isLink))
        expect(link).toMatch(/^a href="https:\/\/(us-west-2\.console\.aws\.amazon|github)\.com\//)
    }
    check(everyAttack, everyAttack)
    check(everyAttack.repeat(64), everyAttack.repeat(64))
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        check(`x${a}`, `x${b}`)
      }),
      { numRuns: runs(40) }
    )
  })
})

function isOurs(tag: string | undefined): boolean {
  return tag === 'p' || tag === 'span'
}

/** Around a character that GitHub would link or decorate. */
function isSpan(tag: string | undefined): boolean {
  return tag === 'span' || tag === 'code'
}

function isLink(tag: string | undefined): boolean {
  return tag?.startsWith('a ') === true
}
