import { describe, expect, it } from '@jest/globals'
import { statementOf } from '../../src/report/statement.js'
import type { EvidenceRecord } from '../../src/report/record/schema.js'
import { expectHarmlessRecord, shapesOfAll } from '../e2e/harmless.js'
import { fullRecord, hasText, nameOf, placesIn, withText, type Place } from './full-record.js'
import { everyAttack } from './hostile.js'

const made = fullRecord()
const full: EvidenceRecord = {
  ...made,
  run: { ...made.run, repository: 'acme/shop', runId: '7', url: 'https://github.com/acme/shop/actions/runs/7' }
}

/** `waves.*.servers.*.hostname`: of those that differ by their numbers alone, one is as good as another. */
const patternOf = (place: Place): string => nameOf(place).replaceAll(/\.\d+(?=\.|$)/g, '.*')
const places = new Map(placesIn(full).map((place) => [patternOf(place), place] as const))
// What is null in the record has elements of its own where it is not.
const filled = [...places.values()].filter((place) => !hasText(full, place))
const shapes = shapesOfAll([full, ...filled.map((place) => withText(full, place, 'x'))])

/** What is no text of it: names of fields, how many there are of each. */
const outlineOf = (statement: string): unknown =>
  JSON.parse(statement, (_, value: unknown) => (typeof value === 'string' ? 'text' : value))

describe('a text that wants to be obeyed', () => {
  it('is tried wherever a record can hold one', () => {
    expect(places.size).toBeGreaterThan(110)
    expect([...places.keys()]).toEqual(
      expect.arrayContaining([
        'run.approvals.*.comment',
        'preflight.*.findings.*.message',
        'waves.*.servers.*.hostname',
        'waves.*.actions.*.outputs.check.Rows (its key)',
        'selection.*.match.tags.*.key',
        'stillRunning.unansweredStarts.*.message'
      ])
    )
  })

  it.each([...places])('is text in report, summary, JUnit file and statement alike: %s', (_, place) => {
    const hostile = withText(full, place, everyAttack)
    expectHarmlessRecord(hostile, shapes)
    const subjects = [{ name: 'evidence.json', sha256: 'e'.repeat(64) }]
    const statement = statementOf(hostile, subjects)
    const calm = statementOf(withText(full, place, 'x'), subjects)
    expect(outlineOf(statement)).toEqual(outlineOf(calm))
    expect(statement).toMatch(/"result": "FAILED"/)
  })
})
