import { describe, expect, it } from '@jest/globals'
import type { Approval } from '../../src/drill/approval.js'
import { approvals } from '../../src/report/html/approvals.js'
import { narrate } from '../../src/report/narration/narration.js'
import { recordOf } from '../../src/report/record/record.js'
import { summaryOf } from '../../src/report/summary/summary.js'
import { minute, Story } from './builders.js'
import { everyAttack } from './hostile.js'

const recordWith = (...decisions: readonly Approval[]) =>
  recordOf(new Story().add(1, { type: 'approvals-read', approvals: decisions }).state())

describe('the approvals of a run', () => {
  it('are in the record, the report and the summary, an account that is gone too', () => {
    const record = recordWith(
      { user: 'hubot', state: 'approved', environments: ['dr', 'prod'], comment: 'go' },
      { state: 'rejected', environments: [], comment: '' }
    )
    expect(record.run).toMatchObject({
      approvals: [
        { user: 'hubot', state: 'approved', environments: ['dr', 'prod'], comment: 'go' },
        { user: null, state: 'rejected', environments: [], comment: '' }
      ],
      approvalsNote: null
    })
    expect(approvals(record).text).toContain('<td>approved</td><td>dr, prod</td>')
    expect(summaryOf(record)).toContain(
      '| Reviewed | approved by hubot (dr, prod); rejected by an account that is gone |'
    )
  })

  it('are none where nobody had to decide', () => {
    expect(approvals(recordWith()).text).toContain('None: no reviewer had to decide on this run.')
    expect(summaryOf(recordWith())).not.toContain('Reviewed')
  })

  it('are told in the summary where they are not known, and why', () => {
    const record = recordOf(
      new Story().add(1, { type: 'approvals-not-read', reason: `add "actions: read" | ${everyAttack}` }).state()
    )
    expect(summaryOf(record)).toContain('| Reviewed | not known: add "actions: read" &vert; ')
    expect(summaryOf(record)).not.toMatch(/<script|<img|(?<!<span>)@octocat/)
    expect(summaryOf(recordOf(new Story().state()))).toContain('| Reviewed | not known: GitHub was not asked |')
    const [one] = recordWith({ user: 'hubot', state: 'approved', environments: [], comment: '' }).run.approvals
    if (one === undefined) throw new Error('a decision is needed')
    const many = {
      ...record,
      run: { ...record.run, approvalsNote: null, approvals: Array.from({ length: 12 }, () => one) }
    }
    expect(summaryOf(many)).toContain('; approved by hubot and 2 more |')
  })

  it('are told in the log, and so is that they could not be read', () => {
    const state = new Story().state()
    const told = (event: Parameters<Story['add']>[1]) => narrate(state, { at: minute(1), ...event }, state).join('\n')
    const decisions = [{ user: 'hubot', state: 'approved', environments: ['dr'], comment: 'go' }]
    expect(told({ type: 'approvals-read', approvals: decisions })).toContain('environment dr: approved by hubot (go)')
    const gone = [{ state: 'approved', environments: ['dr', 'prod'], comment: '' }]
    expect(told({ type: 'approvals-read', approvals: gone })).toMatch(
      /environments dr, prod: .* an account that is gone$/
    )
    expect(told({ type: 'approvals-not-read', reason: 'why' })).toContain('could not be read: why')
  })

  it('hold text from outside, which is shown as text', () => {
    const record = recordWith({
      user: everyAttack,
      state: everyAttack,
      environments: [everyAttack],
      comment: everyAttack
    })
    expect(approvals(record).text).not.toMatch(/<script|<img|<!--/)
    expect(summaryOf(record)).not.toMatch(/<script|<img|(?<!<span>)@octocat/)
  })
})
