import type { JobLog } from '@aws-sdk/client-drs'
import { describe, expect, it } from '@jest/globals'
import { toJobLog } from '../../src/aws/job-log.js'

function line(event: string, logDateTime?: string, eventData?: object): JobLog {
  return { event: event as never, ...(logDateTime !== undefined && { logDateTime }), ...(eventData && { eventData }) }
}

function events(items: readonly JobLog[]): readonly string[] {
  return toJobLog(items).map(({ event }) => event)
}

describe("a job's log", () => {
  it('keeps what DRS tells of a launch, LAUNCH_END and attempts included', () => {
    expect(
      toJobLog([
        line('LAUNCH_FAILED', '2026-11-23T14:00:01Z', {
          sourceServerID: 's-1',
          rawError: 'You are not\nauthorized',
          attemptCount: 2,
          maxAttemptsCount: 3
        }),
        line('LAUNCH_END', '2026-11-23T14:00:02Z', {
          sourceServerID: 's-1',
          targetInstanceID: 'i-1',
          attemptCount: '2'
        })
      ])
    ).toEqual([
      {
        at: '2026-11-23T14:00:01.000Z',
        event: 'LAUNCH_FAILED',
        sourceServerId: 's-1',
        rawError: 'You are not authorized',
        attempt: 2,
        maxAttempts: 3
      },
      { at: '2026-11-23T14:00:02.000Z', event: 'LAUNCH_END', sourceServerId: 's-1', targetInstanceId: 'i-1' }
    ])
  })

  it('is in order of time, items of one moment as they happened, whichever way round they came', () => {
    const log = [
      line('JOB_START', '2026-11-23T14:00:00Z'),
      line('SNAPSHOT_START', '2026-11-23T14:00:01Z'),
      line('SNAPSHOT_END', '2026-11-23T14:00:01Z'),
      line('JOB_END', '2026-11-23T14:00:02Z')
    ]
    const expected = ['JOB_START', 'SNAPSHOT_START', 'SNAPSHOT_END', 'JOB_END']
    expect(events(log)).toEqual(expected)
    expect(events(log.toReversed())).toEqual(expected)
    const [first, second, third, last] = log as [JobLog, JobLog, JobLog, JobLog]
    expect(events([first, last, second, third])).toEqual(expected)
  })

  it('keeps an item whose time cannot be read beside its neighbour', () => {
    expect(
      toJobLog([
        line('JOB_START'),
        line('SNAPSHOT_START', '2026-11-23T14:00:01Z'),
        line('LAUNCH_FAILED', 'soon'),
        line('JOB_END', '2026-11-23T14:00:02Z')
      ])
    ).toEqual([
      { at: '2026-11-23T14:00:01.000Z', event: 'JOB_START' },
      { at: '2026-11-23T14:00:01.000Z', event: 'SNAPSHOT_START' },
      { at: '2026-11-23T14:00:01.000Z', event: 'LAUNCH_FAILED' },
      { at: '2026-11-23T14:00:02.000Z', event: 'JOB_END' }
    ])
  })

  it('may be without any time, or empty', () => {
    expect(toJobLog([line('JOB_START')])).toEqual([{ at: '1970-01-01T00:00:00.000Z', event: 'JOB_START' }])
    expect(toJobLog([])).toEqual([])
    expect(toJobLog([{ logDateTime: '2026-11-23T14:00:01Z' }])).toEqual([])
  })
})
