import { describe, expect, test } from '@jest/globals'
import type { DrillState } from '../../../src/drill/state.js'
import type { Plan } from '../../../src/plan/plan.js'
import { heartbeat } from '../../../src/report/narration/heartbeat.js'
import { closingLines } from '../../../src/report/narration/closing.js'
import { planLines, serverLines } from '../../../src/report/narration/setup.js'
import { instanceId, jobId, launched, minute, phasesOf, plan, serverId, Story, wave } from '../builders.js'

const [db1, db2, app, batch] = [serverId(1), serverId(2), serverId(3), serverId(4)]
const names = { [db1]: 'db-01', [db2]: 'db-02', [app]: 'app-01', [batch]: 'batch-01' }

const waves = [
  wave('databases', [db1, db2], { verify: { instance: 'status-ok', launchActions: 'required' }, soakSeconds: 300 }),
  wave('app', [app], { after: ['databases'], onFailure: 'continue' }),
  wave('batch', [batch], { after: ['databases'], verify: { instance: 'none', launchActions: 'ignored' } })
]

const nothingElse = { jobs: 0, servers: 0, holding: [] }
const ready = () =>
  new Story()
    .accept(plan(waves, { rtoSeconds: 3600, rpoSeconds: 900 }))
    .identify()
    .describe(names)
    .add(0.05, { type: 'jobs-surveyed', terminations: [], own: [], foreign: nothingElse })

const launching = () => ready().startWave(1, 'databases').launch(1, 'databases', jobId(1), [db1, db2])

describe('the group that begins the log', () => {
  test('says which execution this is, and what is to come up, in which order, within which time', () => {
    expect(planLines(ready().state())).toEqual([
      'execution      acme-platform-7001-payments, attempt 1',
      'mode           drill: launches drill instances',
      `plan file      drills/payments.yml, SHA-256 ${'a'.repeat(64)}`,
      'started by     octocat',
      'workflow run   https://github.com/acme/platform/actions/runs/7001',
      'poll interval  30s at most',
      '',
      'payments: Quarterly drill of the payments platform',
      '4 servers in 3 waves, budget of the whole drill 2h',
      'objectives: RTO 1h, RPO 15m (a miss fails the drill)',
      '',
      'wave       starts after  servers  budget  a server is up when                                if it is not up',
      'databases  nothing             2     40m  its EC2 status checks pass, launch actions passed  no further wave starts',
      'app        databases           1     40m  its instance runs                                  waves not after it go on',
      'batch      databases           1     40m  DRS says LAUNCHED                                  no further wave starts'
    ])
  })

  test('says what is left out, and what must have come up before', () => {
    const objectives = { onMiss: 'warn', rpoSeconds: 60 } as const
    const { cleanup, guards } = plan([])
    const undescribed: Plan = { name: 'payments', waves, objectives, timeoutSeconds: 7200, cleanup, guards }
    const lines = planLines(new Story().accept(undescribed, ['app'], ['databases']).state())
    expect(lines).toEqual(
      expect.arrayContaining([
        'payments',
        '1 server in 1 wave, budget of the whole drill 2h',
        'objectives: RPO 1m (a miss is a warning)',
        'left out by the input "waves": databases, batch',
        'of these, selected waves come after databases: up in this execution already, or nothing starts'
      ])
    )
  })

  test('says what is known when the plan was refused, outside GitHub Actions too', () => {
    const state: DrillState = { ...new Story('validate').state(), run: {}, planReference: { name: 'x', path: 'x.yml' } }
    expect(planLines(state)).toEqual([
      'execution      acme-platform-7001-payments',
      'mode           validate: checks the plan file, AWS is not asked',
      'plan file      x.yml'
    ])
  })
})

describe('the group of servers', () => {
  test('shows them as DRS knows them before the launch', () => {
    const story = new Story().accept(plan([wave('databases', [db1, db2, app])])).describe({
      [db1]: 'db-01',
      [db2]: { sourceServerId: db2, hostname: 'db-02', replicationState: 'STALLED', launchDisposition: 'STOPPED' }
    })
    expect(serverLines(story.state())).toEqual([
      'wave       server  source server        replication       lag    after the launch',
      'databases  db-01   s-00000000000000001  CONTINUOUS        PT30S  runs',
      'databases  db-02   s-00000000000000002  STALLED                  stays stopped',
      'databases          s-00000000000000003  not known to DRS         runs'
    ])
    const bare = new Story().accept(plan([wave('x', [db1])])).describe({ [db1]: { sourceServerId: db1 } })
    expect(serverLines(bare.state())[1]).toBe('x             s-00000000000000001  not told          runs')
  })

  test('has an end', () => {
    const servers = Array.from({ length: 1200 }, (_, index) => serverId(index))
    const lines = serverLines(new Story().accept(plan([wave('fleet', servers)])).state())
    expect(lines).toHaveLength(1002)
    expect(lines.at(-1)).toBe('and 200 more servers')
  })
})

describe('the heartbeat', () => {
  const beats = (story: Story, minutes: number): string => heartbeat(story.state(), minute(minutes))

  test('says what is asked before anything is started', () => {
    expect(beats(new Story(), 1)).toBe('00:01:00  waiting | AWS is asked whose credentials these are')
    const accepted = new Story().accept(plan(waves))
    expect(beats(accepted.identify(), 1)).toBe(
      '00:01:00  waiting | AWS is asked about 4 servers and the jobs that run | whole drill: 1h 59m left'
    )
  })

  test('says where each of few servers is, and how much time is left', () => {
    const story = launching()
    expect(beats(story, 2)).toBe(
      '00:02:00  waiting | databases: 0 of 2 up (db-01 PENDING; db-02 PENDING), 39m left | whole drill: 1h 58m left'
    )
    story.readLog(3, jobId(1), [...phasesOf(db1, 1).slice(0, 1), ...phasesOf(db2, 1).slice(0, 2)])
    expect(beats(story, 3)).toContain('(db-01 snapshot being taken; db-02 snapshot taken)')
    story.seeJob(4, jobId(1), 'STARTED', [launched(db1)]).settle(5, [db2], 'launched', 'up')
    expect(beats(story, 5)).toContain('databases: 1 of 2 up (db-01 LAUNCHED and being verified), 36m left')
    expect(beats(story.settle(6, [db1], 'launched', 'up'), 6)).toContain('databases: 2 of 2 up, 35m left')
    expect(beats(story, 130)).toContain('no time left | whole drill: no time left')
  })

  test('counts where many servers are, the most first', () => {
    const servers = Array.from({ length: 100 }, (_, index) => serverId(index))
    const story = new Story()
      .accept(plan([wave('fleet', servers)]))
      .startWave(1, 'fleet')
      .launch(1, 'fleet', jobId(1), servers.slice(0, 60))
      .readLog(
        2,
        jobId(1),
        servers.slice(0, 20).flatMap((id) => phasesOf(id, 1).slice(0, 3))
      )
      .request(2, 'fleet', servers.slice(60, 70))
      .add(3, {
        type: 'jobs-surveyed',
        terminations: [],
        own: [],
        foreign: {
          jobs: 1,
          servers: 5,
          holding: servers.slice(95).map((id) => ({ sourceServerId: id, jobId: jobId(9) }))
        }
      })
    expect(beats(story, 4)).toContain(
      'fleet: 0 of 100 up (40 PENDING, 25 waiting for its turn, 20 disks being converted, 10 asked for, no answer yet, 5 held by a job of somebody else)'
    )
  })

  test('says when a server is not in its job yet', () => {
    const story = ready()
      .startWave(1, 'databases')
      .request(1, 'databases', [db1])
      .add(1, {
        type: 'job-started',
        request: 1,
        job: { jobId: jobId(1), status: 'PENDING', participants: [] }
      })
    expect(beats(story, 2)).toContain('(db-01 not listed in its job yet; db-02 waiting for its turn)')
  })

  test('tells of three waves, those with the least time left, and counts the others', () => {
    const ids = [50, 40, 40, 20, 30]
    const many = ids.map((minutes, index) => wave(`w${index}`, [serverId(index)], { timeoutSeconds: minutes * 60 }))
    const story = new Story().accept(plan(many)).describe(names)
    for (const { name } of many) story.startWave(1, name)
    expect(beats(story, 2).split(' | ').slice(1, 5)).toEqual([
      expect.stringContaining('w3: 0 of 1 up'),
      expect.stringContaining('w4: 0 of 1 up'),
      expect.stringContaining('w1: 0 of 1 up'),
      '2 more waves, 0 of 2 up'
    ])
  })

  test('says how long a wave still soaks, and what the last looks are for', () => {
    const story = launching().settle(10, [db1, db2], 'launched', 'up').settleWave(10, 'databases', 'up', 'all up')
    expect(beats(story, 12)).toBe(
      '00:12:00  waiting | app, batch: after 3m more of soak time of databases | whole drill: 1h 48m left'
    )
    expect(beats(story, 15)).toBe('00:15:00  waiting | whole drill: 1h 45m left')
    story.settleWave(20, 'app', 'failed', '').settleWave(20, 'batch', 'not-started', '')
    expect(beats(story, 12)).not.toContain('soak')
    expect(beats(story, 21)).toContain('waiting | a last look at jobs and instances before the verdict |')
    expect(beats(story.finish(22, 'failed', ''), 22)).toContain('nothing: the verdict is given')
  })

  test('says which question AWS leaves without an answer', () => {
    const failure = { class: 'unavailable', operation: 'drs:DescribeJobs', message: 'timeout' } as const
    const story = launching().add(2, { type: 'look-failed', look: 'jobs', failure })
    expect(beats(story, 3)).toContain(' | DescribeJobs without an answer once | ')
    expect(beats(story.add(3, { type: 'look-failed', look: 'jobs', failure }), 3)).toContain('an answer 2 times | ')
  })

  test('is never the line that was there before, for time moves', () => {
    const state = launching().state()
    const lines = Array.from({ length: 300 }, (_, second) => heartbeat(state, minute(2 + second / 60)))
    expect(new Set(lines).size).toBe(lines.length)
  })
})

describe('the group that ends the log', () => {
  test('of a drill that passed has verdict, objectives, waves and what is left in AWS', () => {
    const story = ready()
      .goodWave(1, 'databases', jobId(1), [db1, db2])
      .goodWave(18, 'app', jobId(2), [app])
      .goodWave(18, 'batch', jobId(3), [batch])
      .finish(31, 'passed', 'all 4 servers are up')
    expect(closingLines(story.state())).toEqual([
      'drill PASSED: all 4 servers are up',
      '4 of 4 servers up, 31m of 2h used',
      'RTO 29m (1h stated, met)',
      'RPO 4m (15m stated, met)',
      '',
      'wave       result  up  servers  time  budget',
      'databases  UP       2        2   12m     40m',
      'app        UP       1        1   12m     40m',
      'batch      UP       1        1   12m     40m',
      '',
      'left in AWS: 4 drill instances, which cost money until they are terminated',
      `  db-01 ${instanceId(db1)}`,
      `  db-02 ${instanceId(db2)}`,
      `  app-01 ${instanceId(app)}`,
      `  batch-01 ${instanceId(batch)}`
    ])
  })

  test('of a drill that failed names what is not up and why, and what still runs', () => {
    const story = ready()
      .goodWave(1, 'databases', jobId(1), [db1, db2])
      .startWave(70, 'app')
      .startWave(70, 'batch')
      .launch(70, 'app', jobId(2), [app])
      .request(71, 'batch', [batch])
      .settle(75, [app], 'failed', 'no subnet')
      .settle(75, [batch], 'not-started', 'no time')
      .settleWave(75, 'app', 'failed', '')
      .settleWave(75, 'batch', 'timed-out', '')
      .finish(76, 'failed', '2 of 4 servers are not up')
    const lines = closingLines(story.state())
    expect(lines).toEqual(
      expect.arrayContaining([
        'drill FAILED: 2 of 4 servers are not up',
        '2 of 4 servers up, 1h 16m of 2h used',
        'RTO not measured (1h stated, MISSED): 2 of 4 servers were not verified',
        'not up  wave  result  reason',
        'app-01  app   FAILED  no subnet',
        'never started: batch-01',
        `job ${jobId(2)} of wave app may still launch servers (PENDING)`,
        'wave batch: it is not known whether the launch of 1 server runs; look in the DRS console'
      ])
    )
  })

  test('of a drill that was refused has the refusals and nothing else', () => {
    const story = new Story()
      .add(0.1, { type: 'refused', refusals: [{ message: 'no region' }, { message: 'no plan' }] })
      .finish(0.1, 'blocked', 'no region (and 1 more)')
    expect(closingLines(story.state())).toEqual(['drill BLOCKED: no region (and 1 more)', 'also: no plan'])
  })

  test('of a plan that was checked is its verdict', () => {
    const story = new Story('validate').accept(plan(waves)).finish(0.1, 'passed', 'the plan is valid')
    expect(closingLines(story.state())).toEqual(['validate PASSED: the plan is valid'])
    expect(planLines(story.state()).filter((line) => line.includes('objectives'))).toEqual([])
  })

  test('of a drill that was cut off tells of waves as they stand', () => {
    const story = ready()
      .goodWave(1, 'databases', jobId(1), [db1, db2])
      .startWave(20, 'app')
      .settle(21, [batch], 'not-started', 'no time')
      .settleWave(21, 'batch', 'not-started', 'no time')
    expect(closingLines(story.state())).toEqual(
      expect.arrayContaining([
        'databases  UP            2        2   12m     40m',
        'app        RUNNING       0        1           40m',
        'batch      NOT STARTED   0        1           40m',
        'never started: batch-01'
      ])
    )
  })

  test('of a drill without a verdict says so', () => {
    const story = new Story()
      .accept(plan([wave('databases', [db1])], { rtoSeconds: 60 }))
      .startWave(1, 'databases')
      .launch(1, 'databases', jobId(1), [db1])
      .seeJob(2, jobId(1), 'STARTED', [{ sourceServerId: db1, launchStatus: 'LAUNCHED' }])
    expect(closingLines(story.state())).toEqual([
      'drill without a verdict: it was ended before there was one',
      '0 of 1 server up',
      'RTO not measured (1m stated, MISSED): 1 of 1 server was not verified',
      expect.stringContaining('RPO not measured (none stated)'),
      '',
      'left in AWS: 1 drill instance, which costs money until it is terminated',
      `  ${db1} with an instance that is not known`,
      `job ${jobId(1)} of wave databases was not seen to have ended, but has no server left to launch (STARTED)`
    ])
  })

  test('of a recovery leaves what was launched, and says when an objective was missed', () => {
    const story = new Story('recovery')
      .accept(plan([wave('databases', [db1])], { rtoSeconds: 60 }))
      .goodWave(1, 'databases', jobId(1), [db1])
      .finish(14, 'failed', 'missed')
    const lines = closingLines(story.state())
    expect(lines).toContain('RTO 12m (1m stated, MISSED)')
    expect(lines).toContain('RPO 4m (none stated)')
    expect(lines).toContain('left in AWS: 1 recovery instance')
  })

  test('of 500 servers that are not up ends somewhere', () => {
    const servers = Array.from({ length: 500 }, (_, index) => serverId(index))
    const story = new Story()
      .accept(plan([wave('fleet', servers)]))
      .startWave(1, 'fleet')
      .launch(1, 'fleet', jobId(1), servers)
      .seeJob(2, jobId(1), 'STARTED', servers.map(launched))
      .settle(3, servers, 'unverified', 'no instance')
      .settleWave(3, 'fleet', 'failed', '')
      .finish(4, 'failed', 'none up')
    const lines = closingLines(story.state())
    expect(lines.length).toBeLessThan(250)
    expect(lines.filter((line) => line.trim() === 'and 400 more')).toHaveLength(2)
  })
})
