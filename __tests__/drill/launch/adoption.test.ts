import { describe, expect, test } from '@jest/globals'
import { noLogFindings } from '../../../src/drill/watch/job-log.js'
import type { Mode } from '../../../src/drill/events.js'
import type { OwnJobSighting, TerminationSighting } from '../../../src/drill/sightings.js'
import type { DrillState } from '../../../src/drill/state.js'
import { jobId, launched, minute, plan, serverId, Story, wave } from '../../report/builders.js'

const [a, b, c] = [serverId(1), serverId(2), serverId(3)]
const job = jobId(1)

const begun = (mode: Mode = 'drill'): Story =>
  new Story(mode).accept(plan([wave('app', [a, b]), wave('batch', [c])])).startWave(1, 'app')

const own = (changes: Partial<OwnJobSighting> = {}): OwnJobSighting => ({
  jobId: job,
  type: 'LAUNCH',
  wave: 'app',
  isDrill: true,
  status: 'STARTED',
  createdAt: minute(1),
  participants: [{ sourceServerId: a, launchStatus: 'PENDING' }],
  ...changes
})

const found = (
  story: Story,
  jobs: readonly OwnJobSighting[],
  terminations: readonly TerminationSighting[] = []
): DrillState =>
  story
    .add(5, { type: 'jobs-surveyed', own: jobs, terminations, foreign: { jobs: 0, servers: 0, holding: [] } })
    .state()

const jobOf = (state: DrillState, id: string) => state.servers.get(id)?.jobId

describe('a job of this execution that a survey finds', () => {
  test('is taken up with the servers that are in it', () => {
    const state = found(begun(), [own()])
    expect(state.jobs.get(job)?.adopted).toEqual({ ended: false, lost: [] })
    expect([a, b, c].map((id) => jobOf(state, id))).toEqual([job, undefined, undefined])
    expect(state.servers.get(a)?.requestedAt).toBe(minute(1))
  })

  test('counts from the moment it is found where DRS does not say when it was created', () => {
    const { createdAt: _unknown, ...undated } = own()
    expect(found(begun(), [undated]).servers.get(a)?.requestedAt).toBe(minute(5))
  })

  test.each<[string, Partial<OwnJobSighting>]>([
    ['terminates', { type: 'TERMINATE' }],
    ['is a recovery’s', { isDrill: false }],
    ['is of a wave that this plan does not have', { wave: 'other' }]
  ])('is left alone when it %s', (_what, changes) => {
    expect(found(begun(), [own(changes)]).jobs.size).toBe(0)
  })

  test('is left alone when nobody knows its wave', () => {
    const { wave: _unknown, ...waveless } = own()
    expect(found(begun(), [waveless]).jobs.size).toBe(0)
  })

  test('is taken up by a recovery only when it is none of a drill', () => {
    expect(found(begun('recovery'), [own()]).jobs.size).toBe(0)
    expect(found(begun('recovery'), [own({ isDrill: false })]).jobs.size).toBe(1)
    const { isDrill: _unknown, ...either } = own()
    expect(found(begun('recovery'), [either]).jobs.size).toBe(1)
  })

  test('remembers which servers it had lost already', () => {
    const participants = [
      { sourceServerId: a, launchStatus: 'FAILED' },
      { sourceServerId: b, launchStatus: 'TERMINATED' }
    ]
    const state = found(begun(), [own({ status: 'COMPLETED', participants })])
    expect(state.jobs.get(job)?.adopted).toEqual({ ended: true, lost: [a, b] })
  })

  test('is the word on a server until a later job of it is found, in whatever order', () => {
    const later = own({ jobId: jobId(2), createdAt: minute(3) })
    for (const jobs of [
      [own(), later],
      [later, own()]
    ]) {
      expect(jobOf(found(begun(), jobs), a)).toBe(jobId(2))
    }
    const { createdAt: _unknown, ...undated } = own({ jobId: jobId(3) })
    expect(jobOf(found(begun(), [own(), undated]), a)).toBe(jobId(3))
  })

  test('is not the word on a server any more when an older job shows itself late', () => {
    const later = own({ jobId: jobId(2), createdAt: minute(3) })
    const story = begun()
    found(story, [later])
    expect(jobOf(found(story, [own(), later]), a)).toBe(jobId(2))
  })

  test('has its own launch to prove: nothing that was seen of an earlier job’s counts for it', () => {
    const story = begun()
    found(story, [own({ status: 'COMPLETED', participants: [launched(a)] })])
    story
      .readLog(5.1, job, [{ at: minute(4), event: 'LAUNCH_END', sourceServerId: a, targetInstanceId: 'i-old' }])
      .seeInstances(5.2, [{ sourceServerId: a, jobId: job, ec2InstanceId: 'i-old', state: 'running' }])
    const pending = { sourceServerId: a, launchStatus: 'PENDING' }
    const state = story
      .add(6, {
        type: 'jobs-surveyed',
        own: [own({ jobId: jobId(2), createdAt: minute(5), participants: [pending] })],
        terminations: [],
        foreign: { jobs: 0, servers: 0, holding: [] }
      })
      .state()
    expect(state.servers.get(a)).toEqual({
      sourceServerId: a,
      wave: 'app',
      jobId: jobId(2),
      requestedAt: minute(5),
      participant: pending,
      log: noLogFindings
    })
  })

  test('takes in the servers that DRS lists only later', () => {
    const story = begun().add(4, {
      type: 'jobs-surveyed',
      own: [own({ participants: [] })],
      terminations: [],
      foreign: { jobs: 0, servers: 0, holding: [] }
    })
    expect(jobOf(story.state(), a)).toBeUndefined()
    const state = found(story, [own({ participants: [launched(a), launched('s-of-somebody')] })])
    expect(jobOf(state, a)).toBe(job)
    expect(state.servers.get(a)).toMatchObject({ launchedAt: minute(5), participant: { launchStatus: 'LAUNCHED' } })
    expect(state.servers.has('s-of-somebody')).toBe(false)
  })
})

describe('a launch that was terminated since', () => {
  const over = own({ status: 'COMPLETED', participants: [launched(a), launched(b)] })
  const termination = (createdAt: string | undefined, sourceServerId = a): TerminationSighting => ({
    sourceServerId,
    jobId: jobId(9),
    ...(createdAt === undefined ? {} : { createdAt })
  })
  const lostBy = (...terminations: readonly TerminationSighting[]) =>
    found(begun(), [over], terminations).jobs.get(job)?.adopted?.lost

  test('is void, though DRS goes on to call it LAUNCHED', () => {
    expect(lostBy(termination(minute(2)))).toEqual([a])
    expect(lostBy(termination(undefined))).toEqual([a])
    const { createdAt: _unknown, ...undated } = over
    expect(found(begun(), [undated], [termination(minute(0))]).jobs.get(job)?.adopted?.lost).toEqual([a])
  })

  test('is not one that came after the termination, or of another server', () => {
    expect(lostBy(termination(minute(0)))).toEqual([])
    expect(lostBy(termination(minute(2), c))).toEqual([])
    expect(lostBy()).toEqual([])
  })
})

describe('a request whose answer got lost', () => {
  const lost = (): Story =>
    begun()
      .request(2, 'app', [a, b])
      .add(2.5, {
        type: 'job-answer-lost',
        request: 1,
        failure: { class: 'unavailable', operation: 'drs:StartRecovery', message: 'cut' }
      })

  test('has found its job in one with its wave and any of its servers, or none listed yet', () => {
    for (const participants of [[], [{ sourceServerId: b, launchStatus: 'PENDING' }]]) {
      const state = found(lost(), [own({ createdAt: minute(2), participants })])
      expect(state.requests[0]).toMatchObject({ status: 'started', jobId: job })
      expect([a, b].map((id) => jobOf(state, id))).toEqual([job, job])
      expect(state.jobs.get(job)?.adopted).toBeUndefined()
      expect(state.servers.get(a)).toMatchObject({ requestedAt: minute(2) })
      expect(state.servers.get(a)).not.toHaveProperty('request')
    }
  })

  test('allows AWS’s clock to be five minutes behind, and no more', () => {
    expect(found(lost(), [own({ createdAt: minute(-2.9) })]).requests[0]?.status).toBe('started')
    const old = found(lost(), [own({ createdAt: minute(-3.1) })])
    expect(old.requests[0]).toMatchObject({ status: 'open', surveys: 1 })
    expect(old.jobs.get(job)?.adopted).toBeDefined()
    // What the request may be launching is not taken for the old job's.
    expect(jobOf(old, a)).toBeUndefined()
    const { createdAt: _unknown, ...undated } = own()
    expect(found(lost(), [undated]).requests[0]?.status).toBe('started')
  })

  test('gives its servers, when it is given up, to the job that holds them: a wrong clock launches nothing twice', () => {
    const story = lost()
    found(story, [own({ createdAt: minute(-30) })])
    const state = story.add(6, { type: 'request-abandoned', request: 1 }).state()
    expect([a, b].map((id) => jobOf(state, id))).toEqual([job, undefined])
    expect(state.servers.get(a)).toMatchObject({
      requestedAt: minute(-30),
      participant: { sourceServerId: a, launchStatus: 'PENDING' }
    })
    expect(state.servers.get(a)).not.toHaveProperty('request')
  })

  test('does not give them back to a job that had lost them', () => {
    const story = lost()
    found(story, [own({ createdAt: minute(-30), participants: [{ sourceServerId: a, launchStatus: 'FAILED' }] })])
    expect(jobOf(story.add(6, { type: 'request-abandoned', request: 1 }).state(), a)).toBeUndefined()
  })

  test('has not found it in a job of another wave, or of none of its servers', () => {
    const other = own({ wave: 'batch', participants: [{ sourceServerId: c, launchStatus: 'PENDING' }] })
    expect(found(lost(), [other]).requests[0]?.status).toBe('open')
    const strange = own({ createdAt: minute(2), participants: [{ sourceServerId: c, launchStatus: 'PENDING' }] })
    expect(found(lost(), [strange]).requests[0]?.status).toBe('open')
  })

  test('for servers that this run does not know changes nothing but the job', () => {
    const story = begun().request(2, 'app', [a, 's-unknown'])
    const state = found(story, [own({ createdAt: minute(2) })])
    expect(state.jobs.get(job)?.servers).toEqual([a, 's-unknown'])
    expect(state.servers.has('s-unknown')).toBe(false)
  })
})

describe('a job that is known', () => {
  test('is brought up to date by a survey, and keeps what DRS once said of it', () => {
    const story = begun()
      .launch(2, 'app', job, [a, b])
      .seeJob(3, job, 'STARTED', [launched(a)])
    const unnamed = { sourceServerId: a, launchStatus: 'LAUNCHED' }
    const state = found(story, [own({ status: 'COMPLETED', endedAt: minute(4), participants: [unnamed] })])
    expect(state.jobs.get(job)).toMatchObject({ status: 'COMPLETED', endedAt: minute(4), servers: [a, b] })
    expect(state.servers.get(a)).toMatchObject({
      launchedAt: minute(3),
      participant: { recoveryInstanceId: launched(a).recoveryInstanceId }
    })
  })

  test('is not changed by a sighting of one that is not', () => {
    const story = begun().launch(2, 'app', job, [a])
    const before = story.state()
    story.seeJob(3, jobId(7), 'STARTED', [launched(a)])
    expect(story.state().jobs).toEqual(before.jobs)
  })
})
