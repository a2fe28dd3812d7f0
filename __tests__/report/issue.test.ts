import { describe, expect, it } from '@jest/globals'
import { endsIssue, issueOf } from '../../src/report/issue.js'
import { recordOf } from '../../src/report/record/record.js'
import { attemptMarkerOf, endedMarkers, issueMarker, type IssueSubject } from '../../src/report/issue-markers.js'
import { cases } from './cases.js'
import { Story } from './builders.js'
import { everyAttack } from './hostile.js'

const subject: IssueSubject = {
  mode: 'drill',
  path: 'dr/plan.yml',
  account: '123456789012',
  region: 'us-west-2',
  name: 'payments'
}
const record = (name: string) => recordOf(cases[name]?.() ?? new Story().state())

describe('the issue of a plan', () => {
  it('says what happened, and where to look', () => {
    const { title, body, comment } = issueOf(
      record('failed-server'),
      subject,
      'https://github.com/acme/platform/actions/runs/7001/artifacts/1'
    )
    expect(title).toBe('Drill of payments: failed')
    expect(body).toContain('[The workflow run](https://github.com/acme/platform/actions/runs/7001) and [its evidence](')
    expect(body).toContain('## ❌ FAILED')
    expect(body).toMatch(
      /^This issue was opened since the plan did not pass in mode drill in us\S*2, account 123456789012\. The next one that/
    )
    expect(comment).toMatch(/^Not passed again: failed\./)
    expect(issueOf(record('passed'), subject).comment).toMatch(/^This drill passed\./)
  })

  it('shows text from outside as text, mentions nobody and ends no comment of its own', () => {
    const found = record('hostile-names')
    const { title, body, marker, attemptMarker } = issueOf(
      {
        ...found,
        plan: { ...found.plan, name: everyAttack },
        executionId: everyAttack,
        run: { ...found.run, url: everyAttack, attempt: null }
      },
      {
        mode: 'drill',
        path: `--><b>${everyAttack.repeat(9)}`,
        account: everyAttack,
        region: everyAttack,
        name: everyAttack
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
    for (const text of [
      issueOf({ ...found, reason, waves }, { ...subject, path: '🙂'.repeat(4096) }),
      issueOf({ ...found, reason: null, waves }, subject)
    ]) {
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

describe('the markers of an issue', () => {
  const unread: IssueSubject = { mode: 'drill', path: 'dr/plan.yml' }

  it('name what is known of the plan, and no more', () => {
    expect(issueMarker(subject)).toBe(
      '<!-- drs-drill:issue mode=drill file=dr%2Fplan.yml account=123456789012 region=us-west-2 plan=payments -->'
    )
    expect(issueMarker(unread)).toBe('<!-- drs-drill:issue mode=drill file=dr%2Fplan.yml -->')
    expect(issueMarker({ mode: 'drill' })).toBe('<!-- drs-drill:issue mode=drill -->')
  })

  it('let a pass end what was opened before account, name and Region were known, and nothing else', () => {
    const ended = endedMarkers(subject)
    const [account, region, name] = ['123456789012', 'us-west-2', 'payments']
    for (const known of [{}, { region }, { name }, { region, name }]) {
      expect(ended).toContain(issueMarker({ ...unread, ...known }))
      expect(ended).toContain(issueMarker({ ...unread, account, ...known }))
    }
    expect(ended).toHaveLength(8)
    for (const other of [
      { account: '210987654321' },
      { region: 'eu-west-1' },
      { name: 'other' },
      { path: 'other.yml' },
      { mode: 'recovery' }
    ] as const) {
      expect(ended).not.toContain(issueMarker({ ...subject, ...other }))
    }
    expect(endedMarkers({ mode: 'preflight' })).toEqual([issueMarker({ mode: 'preflight' })])
  })

  it('say that no pass ends the issue of a run without a plan', () => {
    const { body } = issueOf(record('blocked-by-plan'), { mode: 'drill' })
    expect(body).toMatch(
      /^This issue was opened since the plan did not pass in mode drill\. No plan file was named: close/
    )
  })

  it('tell attempts, verdicts and legs of a matrix apart', () => {
    const found = record('failed-server')
    const markers = [
      found,
      { ...found, status: 'passed' },
      { ...found, startedAt: '2026-11-23T14:00:00.001Z' },
      { ...found, executionId: 'other' },
      { ...found, run: { ...found.run, attempt: 3 } }
    ] as const
    expect(new Set(markers.map(attemptMarkerOf)).size).toBe(markers.length)
    expect(attemptMarkerOf({ ...found, reason: 'told anew' })).toBe(attemptMarkerOf(found))
  })

  it('hold half a character as well', () => {
    const path = `${'🙂'.repeat(500)}x`
    expect(issueMarker({ ...unread, path })).toMatch(
      /^<!-- drs-drill:issue mode=drill file=%EF%BF%BD(?:%F0%9F%99%82)+x -->$/
    )
  })
})
