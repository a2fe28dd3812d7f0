import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { nullLog } from '../../src/action/log.js'
import { startProgress } from '../../src/action/progress.js'
import { evolve, fold } from '../../src/drill/evolve.js'
import { addSeconds } from '../../src/drill/timestamp.js'
import { action, runs } from '../report/action-story.js'
import { jobId, plan, serverId, Story, wave } from '../report/builders.js'

const a = serverId(1)

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

/** What a person sees of the story, then of so many seconds in which nothing happens. */
function seen(story: Story, silentSeconds = 0) {
  const lines: string[] = []
  const groups: string[] = []
  const notices: string[] = []
  const events = story.tell()
  let now = events[0]?.at ?? ''
  const opened = fold(events.slice(0, 1))
  const log = {
    ...nullLog,
    line: (text: string) => lines.push(text),
    notice: (text: string) => notices.push(text),
    group: (title: string) => groups.push(title)
  }
  const progress = startProgress(opened, log, { now: () => now, sleepUntil: () => Promise.resolve() })
  let state = opened
  for (const event of events.slice(1)) {
    const before = state
    now = event.at
    state = evolve(before, event)
    progress.observe(before, event, state)
  }
  const told = lines.length
  for (let second = 0; second < silentSeconds; second += 1) {
    now = addSeconds(now, 1)
    jest.advanceTimersByTime(1000)
  }
  return { lines, groups, notices, told, beats: () => lines.slice(told), progress }
}

const running = (): Story =>
  new Story()
    .accept(plan([wave('app', [a])]))
    .describe({ [a]: 'app-01' })
    .startWave(1, 'app')
    .launch(1, 'app', jobId(1), [a])

describe('the log of a drill', () => {
  test('tells of what changes, and of the servers in a group', () => {
    const { lines, groups } = seen(running())
    expect(groups).toEqual(['Servers before the drill'])
    expect(lines).toContainEqual(expect.stringContaining(`job ${jobId(1)} with 1 server started`))
  })

  test('is never silent for two minutes, and says what is awaited', () => {
    const beats = seen(running(), 600).beats()
    expect(beats.length).toBeGreaterThanOrEqual(8)
    expect(beats[0]).toContain('app-01')
  })

  test('never says the same line twice', () => {
    const story = running()
    for (const at of [2, 2, 2]) story.add(at, { type: 'taken-over' })
    const { lines } = seen(story)
    expect(lines.filter((line) => line.includes('post step'))).toHaveLength(1)
    const long = seen(running(), 600).lines
    expect(long.filter((line, index) => line === long[index - 1])).toEqual([])
  })

  test('tells at once, once, of a step that waits for a person: until when, and how it is approved', () => {
    const story = new Story()
      .accept(plan([wave('app', [a], { actions: [action('pre', 'check', 'MyOrg-Check')] })]))
      .identify()
      .startWave(1, 'app')
    const waits = { status: 'Waiting', outputs: {}, awaitsApprovalAt: 'ask' }
    runs(story, 1, ['app', 'check'], 1, waits)
    story.add(3, { type: 'action-observed', wave: 'app', action: 'check', sighting: waits })
    expect(seen(story).notices).toEqual([
      'pre-action "check" of wave app waits for a person to approve step "ask" by 14:11:00 UTC: in the Systems Manager ' +
        'console (Automation, 4105a4fc-f944-11e6-9d32-8fb2db27a901), or with aws ssm send-automation-signal ' +
        '--automation-execution-id 4105a4fc-f944-11e6-9d32-8fb2db27a901 --signal-type Approve --region us-west-2'
    ])
  })

  test('ends when it is stopped', () => {
    const { progress, lines } = seen(running())
    progress.stop()
    const before = lines.length
    jest.advanceTimersByTime(600_000)
    expect(lines).toHaveLength(before)
  })
})
