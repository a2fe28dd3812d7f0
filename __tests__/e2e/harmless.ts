import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { XMLParser } from 'fast-xml-parser'
import { SyntaxValidator } from 'fast-xml-validator'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { reportOf } from '../../src/report/html/report.js'
import { junitOf } from '../../src/report/junit.js'
import { recordOf } from '../../src/report/record/record.js'
import type { EvidenceRecord } from '../../src/report/record/schema.js'
import { summaryOf } from '../../src/report/summary/summary.js'
import { cases, takenOver } from '../report/cases.js'
import type { Drill } from './drills.js'

/** GitHub and AWS's console: where the links of a report may lead. */
const ownAddress =
  /^https:\/\/(?:us-west-2\.console\.aws\.amazon\.com|github\.com\/acme\/shop\/(?:actions\/runs|issues))\//

/**
 * What nobody sees: control, format and bidirectional characters, and other line ends than the one of a log. The sign of our
 * warnings has one behind it, which makes a picture of it.
 */
const unseen = /[^\P{Cc}\n]|(?!(?<=\u26A0)\uFE0F)[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** What an AWS tag value may hold. */
const tagValue = /^[\p{L}\p{N}\p{Zs}+\-=._:/@]{1,256}$/u

interface Tag {
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
}

/** The start tags of HTML, as a browser would take them apart: names in lower case, values without their quotes. */
function tagsIn(html: string): readonly Tag[] {
  const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g
  return [...html.matchAll(/<([a-z!?][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi)].map(([, name = '', rest = '']) => ({
    name: name.toLowerCase(),
    attributes: [...rest.matchAll(attribute)].map(([, key = '', ...values]) => [key.toLowerCase(), values.join('')])
  }))
}

/** `a href rel`: an element and what is said of it. */
const shapeOf = ({ name, attributes }: Tag): string => [name, ...attributes.map(([key]) => key)].join(' ')

const rendered = (markdown: string): string =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

/** All shapes that reports and summaries of quiet drills have: more than these, no text may bring in. */
const quiet = [
  ...Object.entries(cases).filter(([name]) => name !== 'hostile-names'),
  ['', () => takenOver().state()] as const
].map(([, story]) => recordOf(story()))
const journal = { sha256: '', events: 1, head: '', tellsAll: true }
const shapesOf = (htmls: readonly string[]): ReadonlySet<string> => new Set(htmls.flatMap(tagsIn).map(shapeOf))
const reported = (record: EvidenceRecord): string => reportOf(record, { version: '0.1.0', evidence: '', journal })
const reportShapes = shapesOf(quiet.map(reported))
const summaryShapes = new Set([...shapesOf(quiet.map((record) => rendered(summaryOf(record)))), 'code', 'span'])

/** A drill in which everything that comes from outside wants to be obeyed: nothing of it is, in any place it goes to. */
export function expectHarmless(drill: Drill): void {
  const read = (name: string): string => readFileSync(join(drill.folder, name), 'utf8')
  // Its commands are the action's own, of which `expectSoundLog` has seen to.
  expect(unseen.exec(drill.log)?.[0]).toBeUndefined()
  expectHarmlessHtml(read('report.html'), reportShapes)
  expectHarmlessSummary(drill.summary)
  expectWellFormed(read('junit.xml'), drill.evidence)
  const result = drill.outputs['status'] === 'passed' ? 'PASSED' : 'FAILED'
  expect(JSON.parse(read('statement.json'))).toMatchObject({ predicate: { result } })
  // What later steps and the post step read holds what it is to hold, and nothing besides.
  const { 'drs-drill': _, 'drs-drill-handed-over': handedOver = '{}', ...more } = drill.state
  expect(more).toEqual({})
  const url = '"artifactUrl":"https://github\\.com/acme/shop/actions/runs/\\d+/artifacts/\\d+"'
  const shape = `^\\{(?:"artifact":"(?:[0-9a-f]{64}|impossible)")?,?(?:${url})?,?(?:"issue":true)?\\}$`
  expect(handedOver).toMatch(new RegExp(shape))
  expect(JSON.parse(drill.state['drs-drill'] ?? '')).toEqual({
    executionId: drill.outputs['execution-id'],
    evidenceFolder: drill.folder,
    openedAt: drill.evidence.startedAt
  })
  for (const { tags } of drill.starts) {
    expect(Object.keys(tags).toSorted()).toEqual(['drs-drill:execution', 'drs-drill:plan', 'drs-drill:wave'])
    for (const value of Object.values(tags)) expect(value).toMatch(tagValue)
  }
}

/** Elements and attributes that these reports and summaries have, calm as they are: more, no text may bring in. */
export function shapesOfAll(records: readonly EvidenceRecord[]): Shapes {
  return {
    report: new Set([...reportShapes, ...shapesOf(records.map(reported))]),
    summary: new Set([...summaryShapes, ...shapesOf(records.map((record) => rendered(summaryOf(record))))])
  }
}

export interface Shapes {
  readonly report: ReadonlySet<string>
  readonly summary: ReadonlySet<string>
}

/** Report, summary and JUnit file of a record in which something wants to be obeyed. */
export function expectHarmlessRecord(record: EvidenceRecord, shapes: Shapes): void {
  const report = reported(record)
  expect(report).not.toMatch(unseen)
  expectHarmlessHtml(report, shapes.report)
  expectHarmlessSummary(summaryOf(record), shapes.summary)
  expectWellFormed(junitOf(record), record)
}

function expectHarmlessSummary(summary: string, shapes: ReadonlySet<string> = summaryShapes): void {
  const html = rendered(summary)
  expect(summary).not.toMatch(unseen)
  expectHarmlessHtml(html, shapes)
  expectWholeTables(html)
  expectHarmlessCharts(summary)
}

function expectHarmlessHtml(html: string, shapes: ReadonlySet<string>): void {
  const tags = tagsIn(html)
  expect([...new Set(tags.map(shapeOf))].filter((shape) => !shapes.has(shape))).toEqual([])
  expect(html).not.toMatch(/<script|<!--|<!\[|&(?:#x?0*(?:0|d800)\b)/i)
  for (const { attributes } of tags) {
    for (const [name, value] of attributes) {
      if (['href', 'src', 'xlink:href', 'action', 'formaction', 'poster', 'srcset', 'data', 'ping'].includes(name)) {
        if (!value.startsWith('#')) expect(value).toMatch(ownAddress)
      } else if (name !== 'content') {
        // A pattern of the page's own, or no address at all.
        expect(value.replaceAll(/url\(#[\w-]+\)/g, '')).not.toMatch(/url\(|^\s*(?:https?:|javascript:|\/\/)/i)
      }
    }
  }
}

/** What an issue is told: Markdown of the summary's shapes, and two comments of our own behind it. */
export function expectHarmlessIssue(markdown: string): void {
  const own = /\n\n<!-- drs-drill:issue [^<>\s]+(?: [^<>\s]+)* -->\n<!-- drs-drill:told [^<>\s]+(?: [^<>\s]+)* -->$/
  expect(markdown).toMatch(own)
  expect(markdown).not.toMatch(unseen)
  const html = rendered(markdown.replace(own, ''))
  expectHarmlessHtml(html, summaryShapes)
  expectWholeTables(html)
  // Nobody is called.
  expect(html.replaceAll(/<code>.*?<\/code>/gs, '')).not.toMatch(/(?<!<span>)@octocat/)
}

/** Every row has as many cells as the head of its table. */
function expectWholeTables(html: string): void {
  for (const [, table = ''] of html.matchAll(/<table>(.*?)<\/table>/gs)) {
    const widths = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row.match(/<t[hd]\b/g)?.length)
    expect(new Set(widths).size).toBe(1)
  }
}

/** Each line of a chart is one of ours, with a name in it that has no meaning to Mermaid. */
function expectHarmlessCharts(summary: string): void {
  for (const [, chart = ''] of summary.matchAll(/^```mermaid\n(.*?)\n```$/gms)) {
    if (chart.startsWith('xychart-beta\n')) {
      expect(chart.split('\n')[2]).toMatch(
        /^ {2}x-axis \["[\p{L}\p{M}\p{N} ._/()…-]+"(?:, "[\p{L}\p{M}\p{N} ._/()…-]+")*\]$/u
      )
      continue
    }
    for (const line of chart.split('\n').slice(4)) {
      expect(line).toMatch(
        /^ {2}(?:section [\p{L}\p{M}\p{N} ._/()…-]+|[a-z-]+ [\dhms ]+ :(?:(?:done|crit|active), )?[\dT:-]{19}, [\dT:-]{19})$/u
      )
    }
  }
}

/** XML that a parser takes, with a case for each server, each action and for the verdict. */
function expectWellFormed(xml: string, evidence: Pick<EvidenceRecord, 'waves'>): void {
  expect(SyntaxValidator.validate(xml)).toBe(true)
  expect(xml).not.toMatch(unseen)
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => /^test(?:suite|case)$/.test(name) })
  const { testsuites } = parser.parse(xml) as {
    testsuites: { testsuite: { '@_name': string; testcase?: { '@_name': string }[] }[] }
  }
  const [drill, ...waves] = testsuites.testsuite
  expect(drill?.testcase?.[0]?.['@_name']).toBe('verdict')
  expect(waves.map(({ testcase }) => testcase?.length)).toEqual(
    evidence.waves.map(({ servers, actions }) => servers.length + actions.length)
  )
}
