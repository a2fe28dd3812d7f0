import { describe, expect, test } from '@jest/globals'
import { nextBatch } from '../../../src/drill/launch/capacity.js'
import type { Failure, FailureClass } from '../../../src/drill/failure.js'
import type { ForeignJobs } from '../../../src/drill/sightings.js'
import { jobId, launched, minute, plan, serverId, Story, wave } from '../../report/builders.js'

const servers = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => serverId(from + index))

const surveyed = (story: Story, minutes: number, foreign: Partial<ForeignJobs> = {}): Story =>
  story.add(minutes, {
    type: 'jobs-surveyed',
    own: [],
    terminations: [],
    foreign: { jobs: 0, servers: 0, holding: [], ...foreign }
  })

/** A wave of so many servers, and one that runs beside it. */
const begun = (count = 3): Story =>
  new Story()
    .accept(plan([wave('app', servers(1, count)), wave('batch', servers(1001, 2))]))
    .startWave(1, 'app')
    .startWave(1, 'batch')

const batch = (story: Story) => nextBatch(story.state())

describe('the next job', () => {
  test('is as many servers of the first wave as one job may have', () => {
    expect(batch(begun())).toEqual({ wave: 'app', servers: servers(1, 3) })
    expect(batch(begun(250))).toEqual({ wave: 'app', servers: servers(1, 100) })
  })

  test('is of servers that nobody launches, holds, has asked for or has settled', () => {
    const story = surveyed(begun(6), 1, { holding: [{ sourceServerId: serverId(1), jobId: 'drsjob-x' }] })
      .launch(2, 'app', jobId(1), [serverId(2)])
      .request(2, 'app', [serverId(3)])
      .settle(2, [serverId(4)], 'failed', 'no')
    expect(batch(story)).toEqual({ wave: 'app', servers: [serverId(5), serverId(6)] })
  })

  test('is of no wave that waits, has ended or was left out', () => {
    const waves = [wave('first', [serverId(1)]), wave('second', [serverId(2)], { after: ['first'] })]
    expect(batch(new Story().accept(plan(waves)))).toBeUndefined()
    expect(batch(new Story().accept(plan(waves), ['second'], ['first']))).toBeUndefined()
    const over = new Story().accept(plan(waves)).startWave(1, 'first').settleWave(2, 'first', 'failed', 'no')
    expect(batch(over)).toBeUndefined()
  })

  test('waits for a server whose last job of this execution still runs', () => {
    const story = begun(2).launch(1, 'app', jobId(1), servers(1, 2))
    story.add(2, { type: 'servers-released', servers: [{ sourceServerId: serverId(1), reason: 'lost' }] })
    expect(batch(story)?.wave).toBe('batch')
    story.seeJob(3, jobId(1), 'COMPLETED', [launched(serverId(2))])
    expect(batch(story)).toEqual({ wave: 'app', servers: [serverId(1)] })
  })

  test('is of no wave with a job that does not list its servers yet: it may hold any of them', () => {
    const unlisted = begun().add(2, {
      type: 'jobs-surveyed',
      own: [
        { jobId: jobId(1), type: 'LAUNCH', wave: 'app', status: 'PENDING', createdAt: minute(1), participants: [] }
      ],
      terminations: [],
      foreign: { jobs: 0, servers: 0, holding: [] }
    })
    expect(batch(unlisted)?.wave).toBe('batch')
    unlisted.seeJob(3, jobId(1), 'COMPLETED', [])
    expect(batch(unlisted)?.wave).toBe('app')
  })

  test.each([
    [{ jobs: 20 }, undefined],
    [{ jobs: 19 }, 100],
    [{ servers: 500 }, undefined],
    [{ servers: 460 }, 40],
    [{ servers: 900 }, undefined]
  ])('leaves room for %j of other people', (foreign, expected) => {
    expect(batch(surveyed(begun(250), 1, foreign))?.servers.length).toBe(expected)
  })

  test('counts our own jobs against the quotas until they end', () => {
    const story = begun(250)
    for (let number = 0; number < 20; number += 1) story.launch(2, 'app', jobId(number), [serverId(number + 1)])
    expect(batch(story)).toBeUndefined()
    story.seeJob(3, jobId(0), 'COMPLETED', [])
    expect(batch(story)?.servers).toHaveLength(100)
  })
})

describe('servers that DRS has refused', () => {
  const failure = (kind: FailureClass): Failure => ({ class: kind, operation: 'drs:StartRecovery', message: 'no' })

  const refused = (story: Story, request: number, ids: readonly string[], kind: FailureClass): Story =>
    story.request(2, 'app', ids).add(2, { type: 'job-refused', request, failure: failure(kind) })

  test('come after those that it has not, and in ever smaller company', () => {
    const story = refused(begun(8), 1, servers(1, 8), 'conflict')
    expect(batch(story)?.wave).toBe('batch')
    story.launch(3, 'batch', jobId(1), servers(1001, 2))
    expect(batch(story)).toEqual({ wave: 'app', servers: servers(1, 4) })
  })

  test('go together again where the refusal was none of theirs', () => {
    const story = refused(begun(8), 1, servers(1, 8), 'throttled')
    expect(batch(story)).toEqual({ wave: 'app', servers: servers(1, 8) })
  })

  test('of a request that nobody knows change nothing', () => {
    const story = begun(3)
    const before = batch(story)
    story.add(2, { type: 'job-refused', request: 7, failure: failure('conflict') })
    expect(batch(story)).toEqual(before)
  })
})
