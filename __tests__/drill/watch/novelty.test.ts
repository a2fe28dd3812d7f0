import { describe, expect, test } from '@jest/globals'
import { changedInstances, changedJobs, newLogItems } from '../../../src/drill/watch/novelty.js'
import type { JobSighting, ParticipantSighting } from '../../../src/drill/sightings.js'
import { instance, jobId, minute, plan, serverId, Story, wave } from '../../report/builders.js'

const [a, b] = [serverId(1), serverId(2)]

const running = (): Story =>
  new Story()
    .accept(plan([wave('app', [a])]))
    .startWave(1, 'app')
    .launch(1, 'app', jobId(1), [a])

const job = (changes: Partial<JobSighting> = {}, participant: Partial<ParticipantSighting> = {}): JobSighting => ({
  jobId: jobId(1),
  status: 'PENDING',
  participants: [{ sourceServerId: a, launchStatus: 'PENDING', ...participant }],
  ...changes
})

const isNews = (story: Story, seen: JobSighting): boolean => changedJobs(story.state(), [seen]).length === 1

describe('a look at a job', () => {
  test('is no news while everything stays as it was', () => {
    expect(isNews(running(), job())).toBe(false)
    expect(isNews(running(), job({ participants: [] }))).toBe(false)
  })

  test('is news when the job or one of its servers has changed', () => {
    expect(isNews(running(), job({ status: 'STARTED' }))).toBe(true)
    expect(isNews(running(), job({ endedAt: minute(9) }))).toBe(true)
    expect(isNews(running(), job({}, { launchStatus: 'IN_PROGRESS' }))).toBe(true)
    expect(isNews(running(), job({}, { recoveryInstanceId: 'i-1' }))).toBe(true)
    expect(isNews(running(), job({}, { launchActions: { settled: false, runs: [] } }))).toBe(true)
    expect(isNews(running(), job({ participants: [{ sourceServerId: b, launchStatus: 'PENDING' }] }))).toBe(true)
  })

  test('is no news of a job that is none of ours', () => {
    expect(isNews(running(), job({ jobId: jobId(9), status: 'COMPLETED' }))).toBe(false)
  })

  test('that terminates is news when it has ended, once', () => {
    const cleaning = running().judge(9, 'failed', 'no').terminate(10, 1, jobId(5), ['i-1'])
    expect(isNews(cleaning, job({ jobId: jobId(5), status: 'STARTED' }))).toBe(false)
    expect(isNews(cleaning, job({ jobId: jobId(5), status: 'COMPLETED' }))).toBe(true)
    cleaning.seeJob(11, jobId(5), 'COMPLETED', [])
    expect(isNews(cleaning, job({ jobId: jobId(5), status: 'COMPLETED' }))).toBe(false)
  })
})

describe('a look at an instance', () => {
  test('is news when something in it has changed, not when something is left unsaid', () => {
    const seen = running()
      .seeInstances(9, [instance(a, jobId(1), 0)])
      .state()
    expect(changedInstances(seen, [instance(a, jobId(1), 0)])).toEqual([])
    expect(changedInstances(seen, [{ sourceServerId: a, jobId: jobId(1), state: 'running' }])).toEqual([])
    const stopped = instance(a, jobId(1), 0, { state: 'stopped' })
    expect(changedInstances(seen, [stopped])).toEqual([stopped])
    expect(changedInstances(running().state(), [stopped])).toEqual([stopped])
    expect(changedInstances(seen, [instance(b, jobId(1), 0)])).toHaveLength(1)
  })
})

describe('a log that is read again', () => {
  test('holds only what had not been read', () => {
    const items = [
      { at: minute(1), event: 'JOB_START' },
      { at: minute(2), event: 'SNAPSHOT_START', sourceServerId: a }
    ]
    const read = running().readLog(3, jobId(1), items.slice(0, 1)).state()
    expect(newLogItems(read, jobId(1), items)).toEqual(items.slice(1))
    expect(newLogItems(read, jobId(9), items)).toEqual(items)
  })
})
