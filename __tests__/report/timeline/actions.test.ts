import { describe, expect, it } from '@jest/globals'
import { timeline } from '../../../src/report/html/timeline.js'
import { recordOf } from '../../../src/report/record/record.js'
import type { ActionRecord, EvidenceRecord } from '../../../src/report/record/schema.js'
import { timelineOf } from '../../../src/report/timeline/timeline.js'
import { action, failedAction } from '../action-story.js'
import { minute, plan, serverId, Story, wave } from '../builders.js'
import { manyServers } from '../cases.js'

const found = recordOf(failedAction().state())
const [first] = found.waves.flatMap(({ actions }) => actions)
if (first === undefined) throw new Error('an action is needed')

const at = (moment: number) => Math.round((moment - Date.parse(minute(0))) / 6000) / 10

/** `smoke test 27-27.5`: when each action of a wave ran, in minutes after the start. */
const spans = (record: EvidenceRecord) =>
  timelineOf(record)?.waves.map(({ actions }) =>
    actions.map(({ action, span }) =>
      span === undefined ? action.name : `${action.name} ${String(at(span.from))}-${String(at(span.to))}`
    )
  )

const changed = (changes: Partial<ActionRecord>): EvidenceRecord => ({
  ...found,
  waves: found.waves.map((one) => ({ ...one, actions: one.actions.slice(0, 1).map((it) => ({ ...it, ...changes })) }))
})

describe('the actions on the timeline', () => {
  it('run from their beginning in SSM to their end', () => {
    expect(spans(found)).toEqual([
      ['lower TTL 1-1.5', 'check data 14-14.7'],
      ['smoke test 27-27.5', 'load | test']
    ])
  })

  it('run from when they were asked for, and to the end of their wave, as far as is known', () => {
    expect(spans(changed({ startedAt: null, endedAt: null, requestedAt: minute(3) }))?.[0]).toEqual(['lower TTL 3-15'])
    expect(spans(changed({ startedAt: null, endedAt: null, requestedAt: null }))?.[0]).toEqual(['lower TTL'])
    // The clocks of SSM and the runner may differ.
    expect(spans(changed({ startedAt: minute(5), endedAt: minute(4) }))?.[0]).toEqual(['lower TTL 5-5'])
  })

  it('belong to their wave, which lasts as long as they do', () => {
    const long = { ...found.waves[0], actions: [{ ...first, endedAt: minute(20) }] }
    const waves = found.waves.map((one, index) => (index === 0 ? { ...one, ...long } : one))
    expect(at(timelineOf({ ...found, waves })?.waves[0]?.to ?? 0)).toBe(20)
    const early = found.waves.map((one) => ({ ...one, actions: [{ ...first, startedAt: minute(-5) }] }))
    expect(at(timelineOf({ ...found, waves: early })?.from ?? 0)).toBe(-5)
  })

  it('have a row each, with a bar, a mark and what became of them, and stand in the figures', () => {
    const html = timeline(found).body.text
    expect(html).toContain('<title id="picture-1-actions-title">Actions of wave databases</title>')
    expect(html).toContain('2 of 2 actions succeeded. The same in figures stands below the picture.')
    expect(html).toContain('<desc id="picture-2-actions-desc">0 of 2 actions succeeded.')
    expect(html).toContain('A band is a wave, a row is a server or an action.')
    expect(html).toContain('fill="url(#p-action)" class="bar"><title>action 30s</title></rect>')
    expect(html).toMatch(/class="end bad">Failed, 30s<\/text>/)
    expect(html).toMatch(/class="end idle">Not started<\/text>/)
    expect(html.match(/class="end good">Succeeded, /g)).toHaveLength(2)
    expect(html).toContain('Action (SSM Automation)</li>')
    expect(html).toContain('Times of the actions of wave app')
    const none = timeline(recordOf(manyServers(1).state())).body.text
    expect(none).not.toMatch(/Action|an action/)
  })

  it('are there too where a wave shows only how many servers are where', () => {
    const many = recordOf(manyServers(100).state())
    const html = timeline({ ...many, waves: many.waves.map((one) => ({ ...one, actions: [first] })) }).body.text
    expect(html).toContain('Actions of wave wave-1')
    expect(html).toContain('class="flow"')
  })

  it('show that a pre-action kept the servers of its wave from their launch', () => {
    const planned = wave('app', [serverId(1)], { actions: [action('pre', 'smoke', 'MyOrg-Smoke')] })
    const about = { wave: 'app', action: 'smoke' }
    const story = new Story()
      .accept(plan([planned]))
      .identify()
      .startWave(1, 'app')
      .add(1, { type: 'action-requested', ...about, tries: 1, token: 't', parameters: {} })
      .add(2, { type: 'action-settled', ...about, status: 'failed', reason: 'it could not be started: denied' })
      .settle(2, [serverId(1)], 'not-started', 'pre-action "smoke" of its wave has not succeeded')
      .settleWave(2, 'app', 'failed', 'pre-action "smoke" failed')
      .finish(2, 'failed', '1 of 1 server is not up')
    expect(spans(recordOf(story.state()))).toEqual([['smoke 1-2']])
    expect(timeline(recordOf(story.state())).body.text).toMatch(/class="end bad">Failed<\/text>/)
  })
})
