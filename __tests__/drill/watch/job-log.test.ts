import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  describeTrouble,
  endsJob,
  logItemKey,
  noLogFindings,
  readLogItem,
  type LogFindings
} from '../../../src/drill/watch/job-log.js'
import type { JobLogItem } from '../../../src/drill/sightings.js'
import { addSeconds } from '../../../src/drill/timestamp.js'

const start = '2026-11-23T14:00:00.000Z'

/** The findings after these events, a minute apart. */
function read(...events: readonly (string | Partial<JobLogItem>)[]): LogFindings {
  return events
    .map((event, index) => ({
      at: addSeconds(start, index * 60),
      ...(typeof event === 'string' ? { event } : { event: 'LAUNCH_END', ...event })
    }))
    .reduce(readLogItem, noLogFindings)
}

describe('the log of a launch', () => {
  test('tells its phases, each with its beginning and its end', () => {
    const findings = read('SNAPSHOT_START', 'SNAPSHOT_END', 'CONVERSION_START', 'CONVERSION_END', 'LAUNCH_START', {
      event: 'LAUNCH_END',
      targetInstanceId: 'i-1'
    })
    expect(findings.phases.map(({ phase }) => phase)).toEqual(['snapshot', 'conversion', 'launch'])
    expect(findings.phases.every(({ startedAt = '', endedAt = '' }) => endedAt > startedAt)).toBe(true)
    expect(findings).toMatchObject({ phase: 'launch', targetInstanceId: 'i-1', usedPreviousSnapshot: false })
    expect(findings).not.toHaveProperty('trouble')
  })

  test('may lack the beginning of a phase, or the instance', () => {
    const findings = read('CONVERSION_END', 'LAUNCH_END')
    expect(findings.phases).toEqual([
      { phase: 'conversion', endedAt: start },
      { phase: 'launch', endedAt: addSeconds(start, 60) }
    ])
    expect(findings).not.toHaveProperty('targetInstanceId')
  })

  test('shows a phase twice where DRS tries again, and ends the one that is open', () => {
    const { phases } = read('SNAPSHOT_START', 'SNAPSHOT_FAIL', 'SNAPSHOT_START', 'SNAPSHOT_END')
    expect(phases).toEqual([
      { phase: 'snapshot', startedAt: start },
      { phase: 'snapshot', startedAt: addSeconds(start, 120), endedAt: addSeconds(start, 180) }
    ])
  })

  test('forgives a failure once the launch goes on', () => {
    for (const next of ['SNAPSHOT_START', 'SNAPSHOT_END', 'USING_PREVIOUS_SNAPSHOT', 'CONVERSION_START']) {
      expect(read('SNAPSHOT_FAIL').trouble).toMatchObject({ kind: 'failed', event: 'SNAPSHOT_FAIL', at: start })
      expect(read('SNAPSHOT_FAIL', next)).not.toHaveProperty('trouble')
    }
    expect(read('USING_PREVIOUS_SNAPSHOT').usedPreviousSnapshot).toBe(true)
  })

  test('does not forgive being skipped or cancelled', () => {
    expect(read('SERVER_SKIPPED', 'SNAPSHOT_START').trouble?.kind).toBe('skipped')
    expect(read('JOB_CANCEL', 'LAUNCH_END').trouble?.kind).toBe('cancelled')
  })

  test.each(['USING_PREVIOUS_SNAPSHOT_FAILED', 'CONVERSION_FAIL', 'LAUNCH_FAILED'])(
    'knows %s for a failure',
    (event) => {
      expect(read({ event, rawError: 'no quota' }).trouble).toMatchObject({ kind: 'failed', rawError: 'no quota' })
    }
  )

  test('keeps what it knows at an event that nobody knows', () => {
    const findings = read('CONVERSION_START')
    expect(readLogItem(findings, { at: start, event: 'SOMETHING_NEW' })).toBe(findings)
  })

  test('is explained in one line', () => {
    expect(describeTrouble({ kind: 'failed', at: start, event: 'LAUNCH_FAILED', rawError: 'no subnet' })).toBe(
      "the job's log says LAUNCH_FAILED: no subnet"
    )
    expect(describeTrouble({ kind: 'skipped', at: start, event: 'SERVER_SKIPPED' })).toBe(
      "the job's log says SERVER_SKIPPED"
    )
  })

  test('says when the job has ended', () => {
    expect(['JOB_START', 'JOB_END', 'JOB_CANCEL', 'LAUNCH_END'].map((event) => endsJob({ at: start, event }))).toEqual([
      false,
      true,
      true,
      false
    ])
  })

  test('never loses an instance or a phase that it has told of, whatever follows', () => {
    const names = ['SNAPSHOT_START', 'SNAPSHOT_FAIL', 'CONVERSION_END', 'LAUNCH_END', 'JOB_CANCEL', 'X']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 20 }), (events) => {
        const before = read({ event: 'LAUNCH_END', targetInstanceId: 'i-1' })
        const after = events.map((event) => ({ at: start, event })).reduce(readLogItem, before)
        expect(after.targetInstanceId).toBe('i-1')
        expect(after.phases.slice(0, 1)).toEqual(before.phases)
      })
    )
  })

  test('has a key for each item, the same for the same item read again', () => {
    const item = { at: start, event: 'LAUNCH_END', sourceServerId: 's-1', attempt: 1 }
    expect(logItemKey({ ...item })).toBe(logItemKey(item))
    for (const other of [
      { ...item, attempt: 2 },
      { ...item, rawError: 'x' },
      { ...item, sourceServerId: 's-2' }
    ]) {
      expect(logItemKey(other)).not.toBe(logItemKey(item))
    }
  })
})
