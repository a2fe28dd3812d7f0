import { describe, expect, test } from '@jest/globals'
import { reportOf } from '../../src/report/html/report.js'
import { recordOf } from '../../src/report/record/record.js'
import { evidenceJsonSchema } from '../../src/report/record/schema.js'
import { cases } from '../report/cases.js'
import { read } from './repository.js'

const document = read('docs/compliance.md')

/** The rows of the table below a heading, each as its cells. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const section = document.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .slice(1)
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
}

interface Schema {
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
}

/** Every field that holds no further fields, by its path: `waves[].servers[].hostname`. */
function leavesOf(schema: Schema, path = ''): readonly string[] {
  const { anyOf, items, properties } = schema
  if (anyOf !== undefined) return anyOf.filter(({ type }) => type !== 'null').flatMap((one) => leavesOf(one, path))
  if (schema.type === 'array' && (items?.properties ?? items?.anyOf) !== undefined) {
    return leavesOf(items ?? {}, `${path}[]`)
  }
  if (properties === undefined) return [path]
  return Object.entries(properties).flatMap(([name, one]) => leavesOf(one, path === '' ? name : `${path}.${name}`))
}

const codes = (cell = ''): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

const asked = rowsBelow('What an auditor asks, and where it is')
const fields = rowsBelow('Every field of `evidence.json`').flatMap(([of = '', names, ...rest]) =>
  codes(names).map((name) => ({ path: [...codes(of), name].join('.'), answers: rest.join('') }))
)

describe('docs/compliance.md', () => {
  test('has every field of evidence.schema.json once, and no other', () => {
    const leaves = leavesOf(evidenceJsonSchema())
    expect(leaves.length).toBeGreaterThan(100)
    expect(fields.map(({ path }) => path).toSorted()).toEqual(leaves.toSorted())
  })

  test('maps each of them to something that an auditor asks for', () => {
    const questions = asked.map(([question]) => question)
    for (const { path, answers } of fields) {
      expect([path, answers.split('; ').filter((answer) => !questions.includes(answer))]).toEqual([path, []])
    }
  })

  test('says of everything that is asked for who asks for it, or that it is there for proof alone', () => {
    const unasked = asked.filter((cells) => !cells.slice(3).includes('●')).map(([question]) => question)
    expect(unasked).toEqual(['Traces in GitHub and AWS', 'That the record was not changed'])
  })

  test('names parts of the report that it has', () => {
    const reports = Object.values(cases).map((story) =>
      reportOf(recordOf(story()), {
        version: '0',
        evidence: '',
        journal: { sha256: '', events: 1, head: '', tellsAll: true }
      })
    )
    const titles = new Set(
      reports.flatMap((report) => [...report.matchAll(/<h[23][^>]*>([^<]+)<\/h/g)].map(([, title]) => title))
    )
    const named = asked.flatMap(([, , where = '']) => (where.split(':')[0] ?? '').split(', '))
    // What begins with a small letter is told in words; the verdict's heading is the verdict itself.
    expect(named.filter((name) => /^[A-Z]/.test(name) && name !== 'Verdict' && !titles.has(name))).toEqual([])
  })
})
