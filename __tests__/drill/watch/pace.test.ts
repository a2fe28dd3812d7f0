import { describe, expect, test } from '@jest/globals'
import type { FailureClass } from '../../../src/drill/failure.js'
import {
  instanceDueAt,
  jobsDueAt,
  logDueAt,
  lookIntervalSeconds,
  retryAt,
  searchDueAt,
  startAgainAt,
  surveyTrustedUntil
} from '../../../src/drill/watch/pace.js'
import type { DrillState } from '../../../src/drill/state.js'
import { addSeconds, secondsBetween } from '../../../src/drill/timestamp.js'
import { instance, jobId, launched, minute, plan, serverId, Story, wave } from '../../report/builders.js'

const a = serverId(1)
const job = jobId(1)

const running = (): Story =>
  new Story()
    .accept(plan([wave('app', [a])]))
    .startWave(1, 'app')
    .launch(1, 'app', job, [a])

const polled = (story: Story, pollIntervalSeconds: number): DrillState => ({ ...story.state(), pollIntervalSeconds })

const log = (story: Story, ...events: readonly string[]): Story =>
  story.readLog(
    2,
    job,
    events.map((event) => ({ at: minute(2), event, sourceServerId: a }))
  )

const failing = (
  story: Story,
  times: number,
  kind: FailureClass = 'unavailable',
  retryAfterSeconds?: number
): Story => {
  for (let time = 0; time < times; time += 1) {
    story.add(3, {
      type: 'look-failed',
      look: 'jobs',
      failure: {
        class: kind,
        operation: 'drs:DescribeJobs',
        message: 'x',
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds })
      }
    })
  }
  return story
}

describe('the pause between two looks', () => {
  test('is the poll interval while snapshots are taken, shorter when disks are converted, short near a launch', () => {
    expect(lookIntervalSeconds(polled(running(), 120))).toBe(120)
    expect(lookIntervalSeconds(polled(log(running(), 'SNAPSHOT_START'), 120))).toBe(120)
    expect(lookIntervalSeconds(polled(log(running(), 'CONVERSION_START'), 120))).toBe(20)
    expect(lookIntervalSeconds(polled(log(running(), 'LAUNCH_START'), 120))).toBe(10)
    expect(lookIntervalSeconds(polled(running().seeJob(3, job, 'STARTED', [launched(a)]), 120))).toBe(10)
  })

  test('is never longer than the poll interval', () => {
    for (const story of [running(), log(running(), 'CONVERSION_START'), log(running(), 'LAUNCH_START')]) {
      expect(lookIntervalSeconds(polled(story, 5))).toBe(5)
    }
  })

  test('is the poll interval where nobody waits for a server', () => {
    const done = running().settle(9, [a], 'failed', 'no')
    expect(lookIntervalSeconds(polled(done, 120))).toBe(120)
  })

  test('counts from the oldest look, and is none where no job is watched', () => {
    const state = running().state()
    const jobs = [...state.jobs.values()]
    expect(jobsDueAt(state, jobs)).toBe(addSeconds(minute(1), 30))
    expect(jobsDueAt(state, [])).toBeUndefined()
  })
})

describe('a look that fails', () => {
  test('is tried again ever more seldom, up to the poll interval', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 20].map((times) =>
      secondsBetween(minute(3), retryAt(failing(running(), times).state(), 'jobs') ?? '')
    )
    expect(pauses).toEqual([2, 4, 8, 16, 30, 30, 30])
    const state = failing(running(), 20).state()
    expect(jobsDueAt(state, [...state.jobs.values()])).toBe(addSeconds(minute(3), 30))
  })

  test('is tried again no sooner than AWS asks', () => {
    expect(retryAt(failing(running(), 1, 'throttled', 90).state(), 'jobs')).toBe(addSeconds(minute(3), 90))
    expect(retryAt(running().state(), 'jobs')).toBeUndefined()
  })
})

describe('the log of a job', () => {
  const due = (story: Story, kind?: FailureClass) => {
    if (kind !== undefined) {
      story.add(5, {
        type: 'look-failed',
        look: 'job-log',
        failure: { class: kind, operation: 'drs:DescribeJobLogItems', message: 'x' }
      })
    }
    const state = story.state()
    const [known] = state.jobs.values()
    return known === undefined ? undefined : logDueAt(state, known)
  }

  test('is read when something in the job has changed, and as often as the job while it counts', () => {
    expect(due(running())).toBe(minute(1))
    expect(due(log(running(), 'SNAPSHOT_START'))).toBe(addSeconds(minute(2), 30))
    expect(due(log(running(), 'SNAPSHOT_START').seeJob(4, job, 'COMPLETED', []))).toBe(minute(4))
  })

  test('is read no more when the job and all its servers have come to their end', () => {
    const ended = running()
      .seeJob(4, job, 'COMPLETED', [{ sourceServerId: a, launchStatus: 'FAILED' }])
      .readLog(5, job, [])
      .settle(5, [a], 'failed', 'no')
    expect(due(ended)).toBeUndefined()
  })

  test('is asked for again after a pause, and never after a refusal: it only explains', () => {
    expect(due(running(), 'unavailable')).toBe(addSeconds(minute(5), 2))
    expect(due(log(running()), 'unavailable')).toBe(addSeconds(minute(5), 2))
    expect(due(running(), 'denied')).toBeUndefined()
  })

  test('that DRS does not know yet, although it has named the job, is asked for again', () => {
    expect(due(running(), 'not-found')).toBe(addSeconds(minute(5), 2))
  })
})

describe('the instance of a LAUNCHED server', () => {
  const dueOf = (story: Story) => {
    const state = story.state()
    const server = state.servers.get(a)
    return server === undefined ? undefined : instanceDueAt(state, server)
  }

  test('is looked at when the server is LAUNCHED, and then every ten seconds', () => {
    expect(dueOf(running())).toBe(minute(0))
    const up = running().seeJob(9, job, 'STARTED', [launched(a)])
    expect(dueOf(up)).toBe(minute(9))
    expect(dueOf(up.seeInstances(10, [instance(a, job, 0, { state: 'pending' })]))).toBe(addSeconds(minute(10), 10))
  })

  test('is asked for again after a pause', () => {
    const failed = running().add(9, {
      type: 'look-failed',
      look: 'instances',
      failure: { class: 'throttled', operation: 'ec2:DescribeInstances', message: 'x' }
    })
    expect(dueOf(failed)).toBe(addSeconds(minute(9), 2))
  })
})

describe('a survey', () => {
  const surveyed = (minutes: number): Story =>
    running().add(minutes, {
      type: 'jobs-surveyed',
      own: [],
      terminations: [],
      foreign: { jobs: 0, servers: 0, holding: [] }
    })

  test('is trusted for a minute at most, and no longer than the poll interval', () => {
    expect(surveyTrustedUntil(running().state())).toBeUndefined()
    expect(surveyTrustedUntil(surveyed(2).state())).toBe(addSeconds(minute(2), 30))
    expect(surveyTrustedUntil(polled(surveyed(2), 300))).toBe(addSeconds(minute(2), 60))
    expect(surveyTrustedUntil(polled(surveyed(2), 1))).toBe(addSeconds(minute(2), 1))
  })

  test('looks for a job without an answer at once, and then every fifteen seconds', () => {
    expect(searchDueAt(running().state(), minute(3))).toBe(minute(3))
    expect(searchDueAt(surveyed(2).state(), minute(3))).toBe(minute(3))
    expect(searchDueAt(surveyed(4).state(), minute(3))).toBe(addSeconds(minute(4), 15))
    const failed = surveyed(4).add(5, {
      type: 'look-failed',
      look: 'survey',
      failure: { class: 'unavailable', operation: 'drs:DescribeJobs', message: 'x' }
    })
    expect(searchDueAt(failed.state(), minute(3))).toBe(addSeconds(minute(5), 2))
  })
})

describe('StartRecovery', () => {
  test('is tried again after a pause that grows', () => {
    const story = running()
    expect(startAgainAt(story.state())).toBeUndefined()
    const failure = { class: 'conflict', operation: 'drs:StartRecovery', message: 'busy' } as const
    story.request(4, 'app', [a]).add(4, { type: 'job-refused', request: 2, failure })
    expect(startAgainAt(story.state())).toBe(addSeconds(minute(4), 2))
    story.request(5, 'app', [a]).add(5, { type: 'job-refused', request: 3, failure })
    expect(startAgainAt(story.state())).toBe(addSeconds(minute(5), 4))
    story.launch(6, 'app', jobId(2), [a])
    expect(startAgainAt(story.state())).toBeUndefined()
  })
})
