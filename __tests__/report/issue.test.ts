import { describe, expect, it } from '@jest/globals'
import { endsIssue, issueOf } from '../../src/report/issue.js'
import { recordOf } from '../../src/report/record/record.js'
import { cases } from './cases.js'
import { Story } from './builders.js'
import { everyAttack } from './hostile.js'

const record = (name: string) => recordOf(cases[name]?.() ?? new Story().state())

describe('the issue of a plan', () => {
  it('says what happened, and where to look', () => {
    const { title, body, comment } = issueOf(
      record('failed-server'),
      'https://github.com/acme/platform/actions/runs/7001/artifacts/1'
    )
    expect(title).toBe('Drill of payments: failed')
    expect(body).toContain('[The workflow run](https://github.com/acme/platform/actions/runs/7001) and [its evidence](')
    expect(body).toContain('## ❌ FAILED')
    expect(comment).toMatch(/^Not passed again: failed\./)
    expect(issueOf(record('passed')).comment).toMatch(/^This drill passed\./)
  })

  it('shows text from outside as text, mentions nobody and ends no comment of its own', () => {
    const found = record('hostile-names')
    const { title, body, marker, attemptMarker } = issueOf(
      {
        ...found,
        plan: { ...found.plan, name: everyAttack },
        run: { ...found.run, url: everyAttack, runId: '--><b>', attempt: null, job: null }
      },
      everyAttack
    )
    expect(title).toMatch(/^Drill of [\p{L}\p{M}\p{N} ._/()…-]+: failed$/u)
    expect(body).not.toMatch(/<script|<img|(?<!<span>)@octocat/)
    expect(body.match(/-->/g)).toHaveLength(2)
    expect(body.endsWith(`${marker}\n${attemptMarker}`)).toBe(true)
  })

  it('is one that GitHub takes, however much there is to tell', () => {
    const found = record('failed-server')
    const reason = '🙂'.repeat(30_000)
    const waves = Array.from({ length: 40 }, () => found.waves).flat()
    for (const text of [issueOf({ ...found, reason, waves }), issueOf({ ...found, reason: null, waves })]) {
      expect(text.body.length).toBeLessThan(65_536)
      expect(text.comment.length).toBeLessThan(65_536)
    }
  })

  it('ends with a pass of the whole plan, not of a part of it', () => {
    expect(endsIssue(record('passed'))).toBe(true)
    expect(endsIssue(record('failed-server'))).toBe(false)
    const [left] = record('second-job-of-the-run').leftOut
    if (left === undefined) throw new Error('the case has no wave that was left out')
    expect(endsIssue({ ...record('passed'), leftOut: [{ ...left, cameUpEarlier: true }] })).toBe(true)
    expect(endsIssue({ ...record('passed'), leftOut: [{ ...left, cameUpEarlier: false }] })).toBe(false)
  })
})
