import { describe, expect, test } from '@jest/globals'
import type { EventBody } from '../../src/drill/events.js'
import { drill } from './drill.js'
import { plan, serverId, wave } from './plans.js'

const read: EventBody = { type: 'approvals-read', approvals: [] }
const databases = plan([wave('databases', [serverId(1)])])
const typesOf = (events: readonly EventBody[]) => events.map(({ type }) => type)

describe('a question to others than AWS', () => {
  test('is written down when it is answered', async () => {
    const { events, state } = await drill(databases, { asides: [Promise.resolve(read)] })
    const types = typesOf(events)
    expect(types.indexOf('approvals-read')).toBeLessThan(types.indexOf('job-requested'))
    expect(state.approvals).toEqual({ decisions: [] })
  })

  test('holds nothing but the end', async () => {
    let answer: (event: EventBody) => void = () => undefined
    const late = new Promise<EventBody>((resolve) => (answer = resolve))
    const drilled = drill(databases, {
      asides: [late]
    })
    // The clock is virtual: the drill itself is over before anything else has its turn.
    setImmediate(() => {
      answer({ type: 'approvals-not-read', reason: 'late' })
    })
    const { events, state } = await drilled
    expect(typesOf(events).slice(-4)).toEqual([
      'verdict-reached',
      'approvals-not-read',
      'calls-counted',
      'execution-finished'
    ])
    expect(state).toMatchObject({ finished: { status: 'passed' }, approvals: { problem: 'late' } })
  })
})
