import { describe, expect, test } from '@jest/globals'
import { evolve, open } from '../../../src/drill/evolve.js'
import type { DrillEvent } from '../../../src/drill/events.js'
import { narrate } from '../../../src/report/narration/narration.js'
import { instance, jobId, launched, minute, phasesOf, plan, serverId, Story, wave } from '../builders.js'

const told = (events: readonly DrillEvent[]): readonly string[] => {
  const [first, ...rest] = events
  if (first?.type !== 'execution-opened') throw new Error('a story begins with execution-opened')
  let state = open(first)
  return rest.flatMap((event) => {
    const before = state
    state = evolve(before, event)
    return narrate(before, event, state)
  })
}

const db1 = serverId(1)
const db2 = serverId(2)
const app = serverId(3)
const batch = serverId(4)

/** Two databases, then an application and a batch server side by side; the batch server does not come up. */
const drillWithFailure = () => {
  const waves = [
    wave('databases', [db1, db2], { verify: { instance: 'status-ok', launchActions: 'ignored' } }),
    wave('app', [app], { after: ['databases'] }),
    wave('batch', [batch], { after: ['databases'], onFailure: 'continue' })
  ]
  return new Story()
    .accept(plan(waves, { rtoSeconds: 3600 }))
    .identify()
    .describe({ [db1]: 'db-01', [db2]: 'db-02', [app]: 'app-01', [batch]: 'batch-01' })
    .add(0.05, { type: 'jobs-surveyed', terminations: [], own: [], foreign: { jobs: 2, servers: 7, holding: [] } })
    .startWave(0.05, 'databases')
    .launch(0.05, 'databases', jobId(1), [db1, db2])
    .readLog(1, jobId(1), [...phasesOf(db1, 0.1).slice(0, 1), ...phasesOf(db2, 0.1).slice(0, 1)])
    .add(3, {
      type: 'look-failed',
      look: 'jobs',
      failure: { class: 'throttled', operation: 'drs:DescribeJobs', message: 'Rate exceeded' }
    })
    .seeJob(4, jobId(1), 'STARTED', [])
    .readLog(9, jobId(1), [...phasesOf(db1, 0.1).slice(1, 5), ...phasesOf(db2, 0.1).slice(1, 3)])
    .seeJob(12, jobId(1), 'STARTED', [launched(db1), { sourceServerId: db2, launchStatus: 'IN_PROGRESS' }])
    .seeInstances(12, [instance(db1, jobId(1), 0, { statusChecks: 'initializing' })])
    .seeJob(13, jobId(1), 'COMPLETED', [])
    .seeInstances(15, [instance(db1, jobId(1), 0)])
    .settle(15, [db1], 'launched', 'up')
    .seeJob(33, jobId(1), 'COMPLETED', [launched(db2)])
    .seeInstances(33, [instance(db2, jobId(1), 0, { ec2InstanceId: 'i-0fedcba9876543210', privateIp: '10.0.4.18' })])
    .settle(33, [db2], 'launched', 'up')
    .settleWave(33, 'databases', 'up', 'all 2 servers are up')
    .startWave(33, 'app')
    .startWave(33, 'batch')
    .launch(33, 'app', jobId(2), [app])
    .launch(33.1, 'batch', jobId(3), [batch])
    .comeUp(33, jobId(2), [app])
    .settleWave(45, 'app', 'up', 'all 1 servers are up')
    .seeJob(46, jobId(3), 'COMPLETED', [{ sourceServerId: batch, launchStatus: 'FAILED' }])
    .settle(46, [batch], 'failed', `launch FAILED in ${jobId(3)}: the job's log says LAUNCH_FAILED: no subnet`)
    .settleWave(46, 'batch', 'failed', '1 of 1 server are not up: batch-01 (failed)')
    .finish(46, 'failed', '1 of 4 servers are not up')
}

const many = (number: number): readonly string[] => Array.from({ length: number }, (_, index) => serverId(index + 1))

/** A drill of so many servers in one wave, in jobs of 100, each with its own pace. */
const largeDrill = (number: number) => {
  const servers = many(number)
  const story = new Story()
    .accept(plan([wave('fleet', servers)]))
    .describe(Object.fromEntries(servers.map((id, index) => [id, `app-${String(index + 1).padStart(3, '0')}`])))
    .startWave(0.1, 'fleet')
  for (let first = 0; first < number; first += 100) {
    const job = jobId(first + 1)
    const members = servers.slice(first, first + 100)
    story.launch(0.1 + first / 1000, 'fleet', job, members)
    for (let look = 1; look <= 30; look++) {
      const pace = (id: string): number => Number(id.slice(2)) % 7
      const at = look / 2
      story.readLog(
        at,
        job,
        members.flatMap((id) =>
          phasesOf(id, pace(id) / 2).filter(({ at: when }) => when <= minute(at) && when > minute(at - 0.5))
        )
      )
      const up = members.filter((id) => 22 + pace(id) === look)
      story.seeJob(at, job, 'STARTED', up.map(launched))
      story.seeInstances(
        at,
        up.map((id) => instance(id, job, 0))
      )
      if (up.length > 0) story.settle(at, up, 'launched', 'up')
    }
  }
  return story
}

describe('a narrated drill', () => {
  test('can be followed without reading code', () => {
    expect(told(drillWithFailure().tell()).map((line) => line.replaceAll('00000000000000', '…'))).toEqual([
      '00:00:01             AWS account 123456789012, Region us-west-2, as arn:aws:sts::123456789012:assumed-role/drs-drill/drs-drill-7001',
      '00:00:01             4 of 4 servers found in DRS',
      '00:00:03             2 other jobs with 7 servers run in this account and Region: they count against the quotas of DRS',
      '00:00:03  databases  wave started: 2 servers to be up within 40m',
      '00:00:03  databases  asking DRS for a drill launch of 2 servers: db-01 (s-…001), db-02 (s-…002)',
      '00:00:03  databases  job drsjob-…001 with 2 servers started',
      '00:01:00  databases  db-01     snapshot being taken',
      '00:01:00  databases  db-02     snapshot being taken',
      '00:03:00             DescribeJobs throttled by AWS (Rate exceeded): asking again',
      '00:04:00             DescribeJobs answers again after 1 failure',
      '00:09:00  databases  db-01     snapshot taken in 4m 54s, disks converted in 2m 54s, instance being launched',
      '00:09:00  databases  db-02     snapshot taken in 4m 54s, disks being converted',
      '00:12:00  databases  db-01     LAUNCHED, now to be verified',
      '00:12:00  databases  db-02     launch IN_PROGRESS',
      '00:12:00  databases  db-01     i-…001 is running, EC2 status checks initializing',
      '00:13:00  databases  job drsjob-…001 has ended (COMPLETED), but not the launch of db-02: still looking',
      '00:15:00  databases  db-01     UP as i-…001 (m5.large, us-west-2a, 10.0.4.17), 14m 57s after its launch was asked for',
      '00:33:00  databases  little time left: 7m 03s of 40m, waiting for db-02',
      '00:33:00  databases  db-02     LAUNCHED, now to be verified',
      '00:33:00  databases  db-02     UP as i-0fedcba9876543210 (m5.large, us-west-2a, 10.0.4.18), 32m 57s after its launch was asked for',
      '00:33:00  databases  wave UP: 2 of 2 servers, 32m 57s of 40m used',
      '00:33:00  app        wave started: 1 server to be up within 40m',
      '00:33:00  batch      wave started: 1 server to be up within 40m',
      '00:33:00  app        asking DRS for a drill launch of 1 server: app-01 (s-…003)',
      '00:33:00  app        job drsjob-…002 with 1 server started',
      '00:33:06  batch      asking DRS for a drill launch of 1 server: batch-01 (s-…004)',
      '00:33:06  batch      job drsjob-…003 with 1 server started',
      '00:44:00  app        app-01    LAUNCHED, now to be verified',
      '00:44:00  app        app-01    snapshot taken in 4m 54s, disks converted in 2m 54s, instance launched in 2m 48s',
      '00:45:00  app        app-01    UP as i-…003 (m5.large, us-west-2a, 10.0.4.17), 12m after its launch was asked for',
      '00:45:00  app        wave UP: 1 of 1 server, 12m of 40m used',
      '00:46:00  batch      batch-01  DRS says FAILED',
      '00:46:00  batch      job drsjob-…003 has ended (COMPLETED)',
      "00:46:00  batch      batch-01  FAILED: launch FAILED in drsjob-…003: the job's log says LAUNCH_FAILED: no subnet",
      '00:46:00  batch      wave FAILED: 1 of 1 server are not up: batch-01 (failed), 13m of 40m used',
      '00:46:00             drill FAILED: 1 of 4 servers are not up'
    ])
  })

  test('of 20 servers has lines for each of them', () => {
    const lines = told(largeDrill(20).tell())
    expect(lines.filter((line) => /app-007 .*UP as i-/.test(line))).toHaveLength(1)
    expect(lines.filter((line) => line.includes(' more'))).toEqual([])
  })

  test('of 500 servers tells of them in groups', () => {
    const lines = told(largeDrill(500).tell())
    expect(lines.length).toBeLessThan(1000)
    expect(lines).toContainEqual(
      expect.stringMatching(
        /fleet {2}asking DRS for a drill launch of 100 servers: app-001, app-002, app-003 and 97 more$/
      )
    )
    expect(lines).toContainEqual(
      expect.stringMatching(/fleet {2}snapshot taken(, disks being converted)?: app-\d+, .* and \d+ more$/)
    )
    expect(lines).toContainEqual(expect.stringMatching(/fleet {2}UP: app-\d+, app-\d+, app-\d+ and \d+ more$/))
  })

  test.each([4, 21, 150])('of %i servers never says the same line twice in a row', (number) => {
    const lines = told(largeDrill(number).tell())
    expect(lines.filter((line, index) => line === lines[index - 1])).toEqual([])
  })
})
