import { describe, expect, test } from '@jest/globals'
import { evolve, fold } from '../../../src/drill/evolve.js'
import type { EventBody } from '../../../src/drill/events.js'
import type { FailureClass } from '../../../src/drill/failure.js'
import type { PlannedWave } from '../../../src/plan/plan.js'
import { narrate } from '../../../src/report/narration/narration.js'
import { instance, jobId, launched, minute, phasesOf, plan, serverId, Story, wave } from '../builders.js'

const db = serverId(1)
const app = serverId(2)
const job = jobId(1)

const story = (changes: Partial<PlannedWave> = {}, mode: 'drill' | 'recovery' = 'drill') =>
  new Story(mode)
    .accept(plan([wave('databases', [db], changes), wave('app', [app], { after: ['databases'] })]))
    .identify()
    .describe({ [db]: 'db-01', [app]: 'app-01' })

const launching = (changes: Partial<PlannedWave> = {}) =>
  story(changes).startWave(1, 'databases').launch(1, 'databases', job, [db])

/** What is said of an event that comes next, without its time. */
const said = (before: Story, event: EventBody, minutes = 10): readonly string[] => {
  const state = fold(before.tell())
  const happened = { ...event, at: minute(minutes) }
  return narrate(state, happened, evolve(state, happened)).map((line) => line.slice(10))
}

const failure = (kind: FailureClass, message = 'it failed') => ({
  class: kind,
  operation: 'drs:DescribeJobs',
  message
})

const observed = (launchStatus: string, jobStatus = 'STARTED'): EventBody => ({
  type: 'jobs-observed',
  asked: [job],
  changes: [{ jobId: job, status: jobStatus, participants: [{ sourceServerId: db, launchStatus }] }]
})

const read = (...events: readonly (readonly [event: string, rawError?: string])[]): EventBody => ({
  type: 'job-log-read',
  jobId: job,
  items: events.map(([event, rawError], index) => ({
    at: minute(2 + index),
    event,
    sourceServerId: db,
    ...(rawError === undefined ? {} : { rawError })
  }))
})

const seen = (changes: Parameters<typeof instance>[3]): EventBody => ({
  type: 'instances-observed',
  asked: [db],
  changes: [instance(db, job, 0, changes)]
})

const settled = (status: 'launched' | 'failed' | 'not-started', reason = 'the reason'): EventBody => ({
  type: 'servers-settled',
  servers: [{ sourceServerId: db, status, reason }]
})

describe('a launch', () => {
  test('that is a recovery says so', () => {
    expect(
      said(story({}, 'recovery'), { type: 'job-requested', request: 1, wave: 'databases', servers: [db] })
    ).toEqual([`databases  asking DRS for a RECOVERY launch of 1 server: db-01 (${db})`])
  })

  test('that DRS refuses for now is asked for again, and not told of every time', () => {
    const event = { type: 'job-refused', request: 1, failure: failure('conflict', 'in another job') } as const
    const asked = story().startWave(1, 'databases')
    const lines: string[] = []
    for (let time = 1; time <= 25; time++) {
      const request = { ...event, request: time }
      asked.request(1 + time, 'databases', [db])
      lines.push(...said(asked, request, 1 + time))
      asked.add(1 + time, request)
    }
    expect(lines).toEqual([
      'databases  StartRecovery refused (in another job): asking again',
      'databases  StartRecovery refused (in another job): asking again (5 times in a row)',
      'databases  StartRecovery refused (in another job): asking again (10 times in a row)',
      'databases  StartRecovery refused (in another job): asking again (20 times in a row)'
    ])
  })

  test('that DRS refuses for now is not announced anew each time, and a long refusal is told in full once', () => {
    const long = `a quota is used up: ${'wait '.repeat(30)}`
    const asked = story().startWave(1, 'databases')
    const lines: string[] = []
    for (let request = 1; request <= 5; request++) {
      const ask = { type: 'job-requested', request, wave: 'databases', servers: [db] } as const
      const refuse = { type: 'job-refused', request, failure: failure('quota', long) } as const
      for (const event of [ask, refuse]) {
        lines.push(...said(asked, event, 1 + request))
        asked.add(1 + request, event)
      }
    }
    expect(lines).toEqual([
      `databases  asking DRS for a drill launch of 1 server: db-01 (${db})`,
      `databases  StartRecovery refused (${long}): asking again`,
      'databases  StartRecovery refused as before: asking again (5 times in a row)'
    ])
  })

  test('that DRS refuses for good is not asked for again', () => {
    const asked = story().startWave(1, 'databases').request(1, 'databases', [db])
    expect(said(asked, { type: 'job-refused', request: 1, failure: failure('denied', 'no permission') })).toEqual([
      'databases  StartRecovery refused (no permission)'
    ])
  })

  test('without an answer is looked for, and found or given up', () => {
    const asked = story().startWave(1, 'databases').request(1, 'databases', [db])
    const lost = { type: 'job-answer-lost', request: 1, failure: failure('unavailable', 'socket hang up') } as const
    expect(said(asked, lost)).toEqual([
      'databases  no answer to StartRecovery (socket hang up): looking for its job before anything is tried again'
    ])
    asked.add(2, lost)
    const found: EventBody = {
      type: 'jobs-surveyed',
      terminations: [],
      own: [{ jobId: job, status: 'PENDING', type: 'LAUNCH', wave: 'databases', isDrill: true, participants: [] }],
      foreign: { jobs: 0, servers: 0, holding: [] }
    }
    expect(said(asked, found)).toEqual([`databases  job ${job} with 1 server found: it is the one without an answer`])
    expect(said(asked, { type: 'request-abandoned', request: 1 })).toEqual([
      'databases  DRS shows no job of that request: it was not carried out'
    ])
  })

  test('that nobody knows of is told without a wave', () => {
    expect(said(story(), { type: 'request-abandoned', request: 7 })).toEqual([
      '           DRS shows no job of that request: it was not carried out'
    ])
    const strange: EventBody = {
      type: 'job-started',
      request: 7,
      job: { jobId: job, status: 'PENDING', participants: [] }
    }
    expect(said(story(), strange)).toEqual([])
    expect(said(story(), observed('LAUNCHED'))).toEqual([])
    const released: EventBody = { type: 'servers-released', servers: [{ sourceServerId: 's-x', reason: 'it FAILED' }] }
    expect(said(story(), released)[0]).toContain('s-x')
    const retried: EventBody = {
      type: 'servers-retried',
      servers: [{ sourceServerId: 's-x', jobId: job, reason: 'launch FAILED' }]
    }
    expect(said(story(), retried)[0]).toContain('s-x')
  })
})

describe('a survey', () => {
  const survey = (holding: readonly string[], jobs = 0): EventBody => ({
    type: 'jobs-surveyed',
    terminations: [],
    own: [],
    foreign: {
      jobs,
      servers: jobs * 3,
      holding: holding.map((sourceServerId) => ({ sourceServerId, jobId: jobId(9) }))
    }
  })

  test('tells of jobs of an earlier attempt', () => {
    const own = [
      {
        jobId: job,
        status: 'STARTED',
        type: 'LAUNCH',
        wave: 'databases',
        isDrill: true,
        createdAt: minute(-20),
        participants: [{ sourceServerId: db, launchStatus: 'LAUNCHED' }]
      },
      { jobId: jobId(2), status: 'PENDING', type: 'LAUNCH', wave: 'app', isDrill: true, participants: [] }
    ]
    const foreign = { jobs: 1, servers: 1, holding: [] }
    expect(said(story(), { type: 'jobs-surveyed', terminations: [], own, foreign }).toSorted()).toEqual([
      '           1 other job with 1 server runs in this account and Region: they count against the quotas of DRS',
      `app        job ${jobId(2)} with 0 servers of an earlier attempt found (PENDING): going on with it`,
      `databases  job ${job} with 1 server of an earlier attempt found (1 LAUNCHED): going on with it`
    ])
  })

  test('tells who holds a server, once, and when it is free again', () => {
    const surveyed = story()
    expect(said(surveyed, survey([db], 2))).toEqual([
      '           2 other jobs with 6 servers run in this account and Region: they count against the quotas of DRS',
      `databases  db-01   held by ${jobId(9)}, a job of somebody else: waiting for its end`
    ])
    surveyed.add(1, survey([db], 2))
    expect(said(surveyed, survey([db], 2))).toEqual([])
    expect(said(surveyed, survey([], 2))).toEqual(['databases  db-01   no longer held by another job'])
  })
})

describe('a server', () => {
  test.each([
    ['PENDING', []],
    ['LAUNCHED', ['LAUNCHED, now to be verified']],
    ['FAILED', ['DRS says FAILED']],
    ['TERMINATED', ['launch TERMINATED']],
    ['DREAMING', ['DRS says DREAMING, which this version does not know: still waiting']]
  ])('whose launch status becomes %s is told of as it is', (status, words) => {
    expect(said(launching(), observed(status))).toEqual(words.map((text) => `databases  db-01   ${text}`))
  })

  test('whose launch status stays is not told of again', () => {
    const before = launching().seeJob(2, job, 'STARTED', [launched(db)])
    expect(said(before, observed('LAUNCHED'))).toEqual([])
  })

  test('that DRS calls LAUNCHED without an instance is told of', () => {
    const before = launching().seeJob(2, job, 'STARTED', [launched(db)])
    expect(said(before, seen({ state: 'missing' }))).toEqual([
      'databases  db-01   LAUNCHED, but no EC2 instance is to be found yet: looking again'
    ])
    expect(said(before, seen({ state: 'pending' }))).toEqual([`databases  db-01   i-0${db.slice(-16)} is pending`])
    expect(said(before, seen({ state: 'running' }))).toEqual([])
    const unnamed = { sourceServerId: db, jobId: job, state: 'pending' }
    expect(said(before, { type: 'instances-observed', asked: [db], changes: [unnamed] })).toEqual([
      'databases  db-01   its instance is pending'
    ])
    expect(
      said(before, { type: 'instances-observed', asked: [db], changes: [{ ...unnamed, jobId: jobId(8) }] })
    ).toEqual([])
  })

  test('whose EC2 status checks are awaited is told of', () => {
    const before = launching({ verify: { instance: 'status-ok', launchActions: 'ignored' } })
    const unchecked = { sourceServerId: db, jobId: job, ec2InstanceId: `i-0${db.slice(-16)}`, state: 'running' }
    expect(said(before, { type: 'instances-observed', asked: [db], changes: [unchecked] })).toEqual([
      `databases  db-01   i-0${db.slice(-16)} is running, EC2 status checks not reported yet`
    ])
    expect(said(before, seen({ statusChecks: 'ok' }))).toEqual([])
  })

  test('whose instance does not matter is not told of by it', () => {
    const before = launching({ verify: { instance: 'none', launchActions: 'ignored' } })
    expect(said(before, seen({ state: 'missing' }))).toEqual([])
  })

  test('whose post-launch actions are required is told of by them', () => {
    const before = launching({ verify: { instance: 'running', launchActions: 'required' } })
    const runs = (status: string) => [
      { name: 'agent', status: 'SUCCEEDED', optional: false },
      { name: 'smoke', status, optional: false, ...(status === 'FAILED' ? { failureReason: 'exit 3' } : {}) }
    ]
    const event = (status: string): EventBody => ({
      type: 'jobs-observed',
      asked: [job],
      changes: [
        {
          jobId: job,
          status: 'STARTED',
          participants: [{ ...launched(db), launchActions: { settled: false, runs: runs(status) } }]
        }
      ]
    })
    expect(said(before, event('IN_PROGRESS'))).toEqual([
      'databases  db-01   LAUNCHED, now to be verified',
      'databases  db-01   post-launch action "agent" SUCCEEDED',
      'databases  db-01   post-launch action "smoke" IN_PROGRESS'
    ])
    expect(said(before, observed('LAUNCHED'))).toEqual(['databases  db-01   LAUNCHED, now to be verified'])
    before.add(2, event('IN_PROGRESS'))
    expect(said(before, event('FAILED'))).toEqual(['databases  db-01   post-launch action "smoke" FAILED: exit 3'])
  })

  test('is followed through the phases of its log, second tries and detours included', () => {
    const before = launching()
    expect(said(before, read(['SNAPSHOT_START'], ['SNAPSHOT_FAIL', 'no quota'], ['SNAPSHOT_START']))).toEqual([
      'databases  db-01   snapshot being taken, snapshot being taken again (try 2)'
    ])
    expect(said(before, read(['USING_PREVIOUS_SNAPSHOT'], ['CONVERSION_END']))).toEqual([
      'databases  db-01   disks converted, no new snapshot: DRS falls back on an older one'
    ])
    expect(said(before, read(['CONVERSION_FAIL', 'boot loader']))).toEqual([
      "databases  db-01   the job's log says CONVERSION_FAIL: boot loader; DRS may try again"
    ])
    expect(said(before, read(['NETWORK_STARTED']))).toEqual([])
    before.add(3, read(['SNAPSHOT_START']))
    expect(said(before, read(['SNAPSHOT_START'], ['CONVERSION_START']))).toEqual([
      'databases  db-01   snapshot being taken again (try 2), disks being converted'
    ])
  })

  test('that DRS has skipped is told of when that is judged, and nobody looks for it then', () => {
    expect(said(launching(), read(['SERVER_SKIPPED', 'no point in time.']))).toEqual([])
    const skipped = launching().settle(3, [db], 'skipped', "the job's log says SERVER_SKIPPED")
    expect(said(skipped, observed('PENDING', 'COMPLETED'))).toEqual([`databases  job ${job} has ended (COMPLETED)`])
  })

  test('that goes wrong is told of in the words of AWS', () => {
    expect(said(launching(), read(['CONVERSION_FAIL', 'no capacity.']))).toEqual([
      "databases  db-01   the job's log says CONVERSION_FAIL: no capacity.; DRS may try again"
    ])
  })

  test('whose end is near is not told of twice', () => {
    const failed = launching().seeJob(2, job, 'STARTED', [{ sourceServerId: db, launchStatus: 'FAILED' }])
    expect(said(failed, read(['LAUNCH_FAILED', 'no subnet']))).toEqual([])
    const ended = launching().seeJob(2, job, 'COMPLETED', [])
    expect(said(ended, read(['LAUNCH_FAILED', 'no subnet']))).toEqual([])
    const up = launching().comeUp(0, job, [db])
    expect(said(up, { type: 'job-log-read', jobId: job, items: phasesOf(db, 12) }, 20)).toEqual([])
    expect(said(up, seen({ state: 'stopped' }))).toEqual([])
    expect(said(launching(), { type: 'job-log-read', jobId: 'drsjob-unknown', items: [] })).toEqual([])
  })

  test('that has ended is told of with its reason', () => {
    expect(said(launching(), settled('failed', 'no subnet'))).toEqual(['databases  db-01   FAILED: no subnet'])
    expect(said(launching(), settled('launched'))).toEqual(['databases  db-01   UP, 9m after its launch was asked for'])
    const stopped = launching().seeInstances(5, [instance(db, job, 0, { state: 'stopped' })])
    expect(said(stopped, settled('launched'))).toEqual([
      `databases  db-01   UP as i-0${db.slice(-16)} (m5.large, us-west-2a, 10.0.4.17, stopped as its launch settings ask), 9m after its launch was asked for`
    ])
    expect(said(story(), settled('launched'))).toEqual(['databases  db-01   UP'])
    expect(said(launching().comeUp(0, job, [db]), settled('failed', 'terminated'))).toEqual([
      'databases  db-01   NO LONGER UP: terminated'
    ])
  })

  test('of a wave that never starts leaves the word to its wave', () => {
    expect(said(story(), settled('not-started'))).toEqual([])
    expect(said(launching(), settled('not-started', 'no time'))).toEqual(['databases  db-01   NOT STARTED: no time'])
    expect(
      said(story(), { type: 'servers-settled', servers: [{ sourceServerId: 's-x', status: 'failed', reason: '' }] })
    ).toEqual([])
  })

  test('that an earlier attempt lost is launched anew', () => {
    const event: EventBody = { type: 'servers-released', servers: [{ sourceServerId: db, reason: 'it FAILED' }] }
    expect(said(launching(), event)).toEqual([
      'databases  db-01   an earlier attempt did not bring it up (it FAILED): to be launched anew'
    ])
  })

  test('with a reason of many pages is told of in a line', () => {
    const [line = ''] = said(launching(), settled('failed', 'x'.repeat(10_000)))
    expect(line.length).toBeLessThan(450)
    expect(line.endsWith('x…')).toBe(true)
  })
})

describe('a wave', () => {
  const end = (status: 'up' | 'failed' | 'timed-out' | 'cancelled' | 'not-started', name = 'databases'): EventBody => ({
    type: 'wave-settled',
    wave: name,
    status,
    reason: 'the reason'
  })

  test.each([
    ['up', 'wave UP: 1 of 1 server, 9m of 40m used'],
    ['failed', 'wave FAILED: the reason, 9m of 40m used; no further wave starts (on-failure: stop)'],
    ['timed-out', 'wave TIMED OUT: the reason, 9m of 40m used; no further wave starts (on-failure: stop)'],
    ['cancelled', 'wave CANCELLED: the reason, 9m of 40m used'],
    ['not-started', 'wave NOT STARTED: the reason']
  ] as const)('that ends %s says so, and what follows', (status, text) => {
    expect(said(launching(), end(status))).toEqual([`databases  ${text}`])
  })

  test('that fails without stopping the others says so', () => {
    expect(said(launching({ onFailure: 'continue' }), end('failed'))).toEqual([
      'databases  wave FAILED: the reason, 9m of 40m used; waves that do not come after it go on (on-failure: continue)'
    ])
  })

  test('with a soak time says who waits for it', () => {
    expect(said(launching({ soakSeconds: 300 }), end('up'))).toEqual([
      'databases  wave UP: 1 of 1 server, 9m of 40m used; the next waves wait 5m (soak)'
    ])
    const alone = new Story().accept(plan([wave('databases', [db], { soakSeconds: 300 })])).startWave(1, 'databases')
    expect(said(alone, end('up'))).toEqual(['databases  wave UP: 1 of 1 server, 9m of 40m used'])
  })

  test('that was left out of this run is up since before', () => {
    const waves = [wave('databases', [db]), wave('app', [app], { after: ['databases'] })]
    const selected = new Story().accept(plan(waves), ['app'], ['databases'])
    expect(said(selected, end('up'))).toEqual(['databases  UP since an earlier job of this run: the reason'])
  })

  test('that ends before it began has used no time', () => {
    expect(said(story(), end('cancelled'))).toEqual(['databases  wave CANCELLED: the reason'])
  })

  test('that this run does not know is not told of', () => {
    expect(said(story(), end('up', 'unknown'))).toEqual([])
    expect(said(story(), { type: 'wave-started', wave: 'unknown' })).toEqual([])
  })
})

describe('AWS', () => {
  test('failing is told of at first and then ever more seldom, and when it is over', () => {
    const before = launching()
    const event: EventBody = { type: 'look-failed', look: 'jobs', failure: failure('unavailable', 'timeout') }
    const lines: string[] = []
    for (let time = 1; time <= 45; time++) {
      lines.push(...said(before, event, 2 + time / 10))
      before.add(2 + time / 10, event)
    }
    lines.push(...said(before, { type: 'jobs-observed', asked: [job], changes: [] }))
    expect(lines).toEqual([
      '           DescribeJobs not answered (timeout): asking again',
      '           DescribeJobs not answered (timeout): asking again (5 times in a row)',
      '           DescribeJobs not answered (timeout): asking again (10 times in a row)',
      '           DescribeJobs not answered (timeout): asking again (20 times in a row)',
      '           DescribeJobs not answered (timeout): asking again (40 times in a row)',
      '           DescribeJobs answers again after 45 failures'
    ])
  })

  test('saying the same at length is told in full once, whatever was asked', () => {
    const before = launching()
    const message = `The AWS credentials have ended: ${'do this '.repeat(20)}`
    const fail = (look: 'jobs' | 'instances', operation: string): readonly string[] => {
      const event = { type: 'look-failed', look, failure: { class: 'expired', operation, message } } as const
      const lines = said(before, event, 3)
      before.add(3, event)
      return lines
    }
    const looks = Array.from({ length: 5 }, () => fail('jobs', 'drs:DescribeJobs')).flat()
    expect([...looks, ...fail('instances', 'ec2:DescribeInstances')]).toEqual([
      `           DescribeJobs failed (${message}): asking again`,
      '           DescribeJobs failed as before: asking again (5 times in a row)',
      '           DescribeInstances failed as DescribeJobs did: asking again'
    ])
  })

  test('refusing for good is told of without a promise to ask again', () => {
    const event: EventBody = { type: 'look-failed', look: 'servers', failure: failure('denied', 'no permission') }
    expect(said(story(), event)).toEqual(['           DescribeJobs failed (no permission)'])
  })
})

describe('time running out', () => {
  const look: EventBody = { type: 'jobs-observed', asked: [job], changes: [] }

  test('is said once for a wave, at the first look that sees it', () => {
    expect(said(launching(), look, 32)).toEqual([])
    expect(said(launching(), look, 34)).toEqual(['databases  little time left: 7m of 40m, waiting for db-01'])
    expect(said(launching().add(34, look), look, 35)).toEqual([])
  })

  test('is said once where several jobs run', () => {
    const two = launching().launch(1.5, 'databases', jobId(2), []).add(34, look)
    expect(said(two, look, 35)).toEqual([])
  })

  test('is said at a look that fails too, and only for servers that are awaited', () => {
    const failing: EventBody = { type: 'look-failed', look: 'jobs', failure: failure('throttled') }
    const troubled = launching().add(20, failing)
    expect(said(troubled, failing, 34)).toEqual(['databases  little time left: 7m of 40m, waiting for db-01'])
    expect(said(troubled.add(34, failing), failing, 35)).toEqual([])
  })

  test('is said for the whole drill', () => {
    const slow = launching({ timeoutSeconds: 7200 }).add(95, look)
    expect(said(slow, look, 96)).toEqual(['           little time left: 24m of the 2h for the whole drill'])
  })
})

describe('the end', () => {
  const cancel: EventBody = { type: 'cancel-requested', signal: 'SIGINT' }

  test('by a cancel says what still runs', () => {
    expect(said(story(), cancel)).toEqual([
      '           CANCELLED: the run was cancelled, or its time ran out (SIGINT); nothing more is started; no job is running'
    ])
    expect(said(launching(), cancel)).toEqual([
      `           CANCELLED: the run was cancelled, or its time ran out (SIGINT); nothing more is started; still running in DRS: ${job} (1 server)`
    ])
    // A launch that was asked for and has no answer may run; who looks for its job now is the post step.
    const unanswered = story().startWave(1, 'databases').request(1, 'databases', [db])
    expect(said(unanswered, cancel)[0]).toContain(
      'nothing more is started; a launch of db-01 was asked for and is not answered yet: it may run'
    )
    const lost = { type: 'job-answer-lost', request: 1, failure: failure('unavailable', 'aborted') } as const
    expect(said(unanswered.add(2, cancel), lost)).toEqual([
      'databases  no answer to StartRecovery (aborted): it may run; the post step looks for its job'
    ])
    // COMPLETED is no proof: its server may be launched minutes later.
    expect(said(launching().seeJob(2, job, 'COMPLETED', []), cancel)[0]).toContain(`still running in DRS: ${job}`)
  })

  test('of a job says whose launch it does not prove', () => {
    expect(said(launching(), observed('IN_PROGRESS', 'COMPLETED'))).toEqual([
      'databases  db-01   launch IN_PROGRESS',
      `databases  job ${job} has ended (COMPLETED), but not the launch of db-01: still looking`
    ])
  })

  test('is the verdict, told once, when it is reached', () => {
    expect(said(story(), { type: 'verdict-reached', status: 'timed-out', reason: 'no time' })).toEqual([
      '           drill TIMED OUT: no time'
    ])
    const judged = story().judge(9, 'timed-out', 'no time')
    expect(said(judged, { type: 'execution-finished', status: 'timed-out', reason: 'no time' })).toEqual([])
  })

  test('says the verdict again behind the lines of a cleanup', () => {
    const cleaned = launching()
      .judge(5, 'passed', 'its server is up')
      .add(6, { type: 'termination-requested', request: 1, recoveryInstanceIds: ['i-1'] })
    expect(said(cleaned, { type: 'execution-finished', status: 'passed', reason: 'its server is up' })).toEqual([
      '           drill PASSED'
    ])
  })

  test.each<EventBody>([
    { type: 'refused', refusals: [{ message: 'no' }] },
    { type: 'calls-counted', calls: {}, throttled: 0, retried: 0 },
    {
      type: 'plan-accepted',
      allowedAccounts: [],
      cleanup: { when: 'never', timeoutSeconds: 1200 },
      plan: plan([]),
      places: {},
      timeoutSeconds: 60,
      selected: [],
      presumed: []
    },
    {
      type: 'execution-opened',
      schemaVersion: 1,
      executionId: 'x',
      mode: 'drill',
      plan: { name: 'x', path: 'x' },
      run: {},
      pollIntervalSeconds: 30
    }
  ])('has parts that are told elsewhere: $type', (event) => {
    expect(said(story(), event)).toEqual([])
  })
})

describe('a name', () => {
  test('is the ID where there is no host name, or two servers share one', () => {
    const twins = new Story()
      .accept(plan([wave('app', [db, app, serverId(3)])]))
      .describe({ [db]: 'web', [app]: 'web', [serverId(3)]: { sourceServerId: serverId(3), hostname: ' ' } })
      .startWave(1, 'app')
    const servers = [db, app, serverId(3)]
    expect(said(twins, { type: 'job-requested', request: 1, wave: 'app', servers })).toEqual([
      `app  asking DRS for a drill launch of 3 servers: ${servers.join(', ')}`
    ])
  })

  test('that is very long is cut, and bends its own line only', () => {
    const long = new Story().accept(plan([wave('w'.repeat(64), [db])])).describe({ [db]: 'h'.repeat(255) })
    const [line = ''] = said(long, {
      type: 'servers-settled',
      servers: [{ sourceServerId: db, status: 'failed', reason: 'x' }]
    })
    expect(line).toBe(`${'w'.repeat(64)}  ${'h'.repeat(63)}…  FAILED: x`)
    const event: EventBody = { type: 'wave-started', wave: 'w'.repeat(64) }
    expect(said(long, event)).toEqual([`${'w'.repeat(64)}  wave started: 1 server to be up within 40m`])
  })
})
