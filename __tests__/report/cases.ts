import { preflightChecks } from '../../src/drill/preflight/preflight.js'
import type { DrillState } from '../../src/drill/state.js'
import type { CleanupWhen } from '../../src/plan/plan.js'
import { recordOf } from '../../src/report/record/record.js'
import type { EvidenceRecord, ServerRecord } from '../../src/report/record/schema.js'
import {
  instance,
  instanceId,
  jobId,
  launched,
  minute,
  ownInstance,
  phasesOf,
  plan,
  serverId,
  Story,
  wave
} from './builders.js'
import { cancelledActions, failedAction } from './action-story.js'
import { everyAttack } from './hostile.js'

const ids = (first: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => serverId(first + index))

const [db1, db2, app1, app2] = [serverId(1), serverId(2), serverId(3), serverId(4)]
const databases = wave('databases', [db1, db2])
const app = wave('app', [app1, app2], { after: ['databases'] })
const names = {
  [db1]: 'db-01.corp.example_net',
  [db2]: 'db-02.corp.example_net',
  [app1]: 'app-01.corp.example_net',
  [app2]: 'app-02.corp.example_net'
}
const twoWaves = plan([databases, app], { rtoSeconds: 3600, rpoSeconds: 900 })

const begun = (story = new Story()): Story => story.accept(twoWaves).identify().describe(names)

/** A look that missed nothing. */
const looked = {
  listed: 0,
  listedAll: true,
  opened: 0,
  unreadable: 0,
  expired: 0,
  unopened: 0,
  otherNames: 0,
  uploads: true
}

const passed = (): Story =>
  begun()
    .add(0.03, {
      type: 'approvals-read',
      approvals: [{ user: 'hubot', state: 'approved', environments: ['dr-drill'], comment: 'Window agreed' }]
    })
    .add(0.04, {
      type: 'previous-drills-read',
      drills: [
        {
          executionId: 'acme-platform-6002-payments',
          runId: '6002',
          startedAt: '2026-08-24T05:00:03.000Z',
          status: 'passed',
          rtoSeconds: 1722,
          rpoSeconds: 210,
          account: '123456789012',
          servers: 4,
          notUp: 0,
          leftOutWaves: 0,
          sameWaves: true
        },
        {
          executionId: 'acme-platform-5003-payments',
          runId: '5003',
          startedAt: '2026-05-25T05:00:02.000Z',
          status: 'failed',
          rpoSeconds: 90,
          account: '123456789012',
          servers: 4,
          notUp: 1,
          leftOutWaves: 0,
          sameWaves: true
        },
        {
          executionId: 'acme-platform-4004-payments',
          runId: '4004',
          startedAt: '2026-02-23T05:00:04.000Z',
          status: 'passed',
          rtoSeconds: 1980,
          rpoSeconds: 120,
          account: '123456789012',
          servers: 3,
          notUp: 0,
          leftOutWaves: 0,
          sameWaves: true
        }
      ],
      look: { ...looked, listed: 41, opened: 3, otherNames: 20 }
    })
    .goodWave(1, 'databases', jobId(1), [db1, db2])
    .goodWave(14, 'app', jobId(2), [app1, app2])
    .finish(26.5, 'passed', 'all 4 servers are up')

const whyNoVolume =
  `launch FAILED in ${jobId(1)}: the job's log says CONVERSION_FAIL: User: arn:aws:sts::123456789012:assumed-role/` +
  'drs-drill/x is not authorized to perform: ec2:CreateVolume'
const noVolume = `db-02.corp.example_net (${db2}) failed: ${whyNoVolume}`

const failedServer = (): Story =>
  begun()
    .add(0.03, {
      type: 'approvals-not-read',
      reason:
        'GitHub answers "Resource not accessible by integration": add "actions: read" to the permissions of the job'
    })
    .add(0.04, { type: 'previous-drills-read', drills: [], look: looked })
    .startWave(1, 'databases')
    .launch(1, 'databases', jobId(1), [db1, db2])
    .comeUp(1, jobId(1), [db1])
    .seeJob(13, jobId(1), 'COMPLETED', [launched(db1), { sourceServerId: db2, launchStatus: 'FAILED' }])
    .readLog(13, jobId(1), [
      ...phasesOf(db2, 1).slice(0, 3),
      {
        at: minute(9),
        event: 'CONVERSION_FAIL',
        sourceServerId: db2,
        rawError:
          'User: arn:aws:sts::123456789012:assumed-role/drs-drill/x is not authorized to perform: ec2:CreateVolume'
      }
    ])
    .settle(13, [db2], 'failed', whyNoVolume)
    .settleWave(13, 'databases', 'failed', '1 of 2 servers is not up: db-02.corp.example_net (failed)')
    .settle(13, [app1, app2], 'not-started', 'wave databases, which it comes after, is not up')
    .settleWave(13, 'app', 'not-started', 'wave databases, which it comes after, is not up')
    .finish(13, 'failed', `3 of 4 servers are not up; wave databases: ${noVolume}; not started: wave app (2 servers)`)

const whyLate = "the wave's budget of 40m ran out while it was IN_PROGRESS in the conversion phase"
const late = `app-02.corp.example_net (${app2}) timed-out: ${whyLate}`

const timedOut = (): Story =>
  begun()
    .goodWave(1, 'databases', jobId(1), [db1, db2])
    .startWave(14, 'app')
    .launch(14, 'app', jobId(2), [app1, app2])
    .comeUp(14, jobId(2), [app1])
    .seeJob(30, jobId(2), 'STARTED', [launched(app1), { sourceServerId: app2, launchStatus: 'IN_PROGRESS' }])
    .readLog(30, jobId(2), phasesOf(app2, 14).slice(0, 3))
    .settle(54, [app2], 'timed-out', whyLate)
    .settleWave(54, 'app', 'timed-out', '1 of 2 servers is not up: app-02.corp.example_net (timed-out)')
    .finish(54, 'timed-out', `1 of 4 servers is not up; wave app: ${late}`)

const cancelled = (): Story =>
  begun()
    .goodWave(1, 'databases', jobId(1), [db1, db2])
    .startWave(14, 'app')
    .launch(14, 'app', jobId(2), [app1])
    .request(14, 'app', [app2])
    .add(14.1, {
      type: 'job-answer-lost',
      request: 3,
      failure: { class: 'unavailable', operation: 'drs:StartRecovery', message: 'the connection was cut' }
    })
    .add(15, { type: 'cancel-requested', signal: 'SIGINT' })
    .settle(15, [app1, app2], 'cancelled', 'the run was cancelled (SIGINT) while its launch went on')
    .settleWave(15, 'app', 'cancelled', '2 of 2 servers are not up')
    .finish(15, 'cancelled', 'the run was cancelled, or its time ran out (SIGINT)')

const unverified = (): Story =>
  begun()
    .goodWave(1, 'databases', jobId(1), [db1, db2])
    .startWave(14, 'app')
    .launch(14, 'app', jobId(2), [app1, app2])
    .comeUp(14, jobId(2), [app1])
    .seeJob(26, jobId(2), 'COMPLETED', [launched(app1), launched(app2)])
    .readLog(26, jobId(2), [])
    .seeInstances(26, [instance(app2, jobId(2), 10, { state: 'terminated' })])
    .settle(26, [app2], 'unverified', `DRS says LAUNCHED, but ${instanceId(app2)} is terminated`)
    .settleWave(26, 'app', 'failed', '1 of 2 servers are not up: app-02.corp.example_net (unverified)')
    .finish(26, 'failed', '1 of 4 servers are not up')

const skipped = (): Story =>
  new Story()
    .accept(
      plan([wave('databases', [db1, db2], { onFailure: 'continue' }), wave('batch', [app1])], {
        onMiss: 'warn',
        rtoSeconds: 60
      })
    )
    .identify()
    .describe(names)
    .startWave(1, 'databases')
    .startWave(1, 'batch')
    .launch(1, 'databases', jobId(1), [db1, db2])
    .launch(1, 'batch', jobId(2), [app1])
    .comeUp(1, jobId(1), [db1])
    .readLog(2, jobId(1), [
      { at: minute(2), event: 'USING_PREVIOUS_SNAPSHOT', sourceServerId: db1 },
      { at: minute(2), event: 'SERVER_SKIPPED', sourceServerId: db2 }
    ])
    .seeJob(13, jobId(1), 'COMPLETED', [launched(db1), { sourceServerId: db2, launchStatus: 'PENDING' }])
    .settle(13, [db2], 'skipped', `the job's log says SERVER_SKIPPED (${jobId(1)}, launch status PENDING)`)
    .settleWave(13, 'databases', 'failed', '1 of 2 servers are not up: db-02.corp.example_net (skipped)')
    .comeUp(1, jobId(2), [app1])
    .seeJob(13, jobId(2), 'COMPLETED', [
      {
        ...launched(app1),
        launchActions: {
          settled: true,
          runs: [{ name: 'CloudWatch agent', status: 'FAILED', optional: true, failureReason: 'timed out' }]
        }
      }
    ])
    .settleWave(13, 'batch', 'up', 'its server is up')
    .finish(13, 'failed', '1 of 3 servers are not up')

/** The launch of the second server FAILED, and the next one is good. */
export const retried = (): Story => {
  const reason = `launch FAILED in ${jobId(1)}: the job's log says LAUNCH_FAILED: no capacity in us-west-2a`
  return new Story()
    .accept(plan([wave('databases', [db1, db2], { retry: { failedServers: 1 } })], { rtoSeconds: 3600 }))
    .identify()
    .describe(names)
    .startWave(1, 'databases')
    .launch(1, 'databases', jobId(1), [db1, db2])
    .readLog(11, jobId(1), phasesOf(db2, 1).slice(0, 5))
    .comeUp(1, jobId(1), [db1])
    .seeJob(13, jobId(1), 'COMPLETED', [launched(db1), { sourceServerId: db2, launchStatus: 'FAILED' }])
    .add(13, { type: 'servers-retried', servers: [{ sourceServerId: db2, jobId: jobId(1), reason }] })
    .launch(13, 'databases', jobId(2), [db2])
    .comeUp(13, jobId(2), [db2])
    .seeJob(25, jobId(2), 'COMPLETED', [])
    .settleWave(25, 'databases', 'up', 'all 2 servers are up')
    .finish(25.5, 'passed', 'all 2 servers are up')
}

const hostile = (): Story =>
  new Story()
    .accept({ ...plan([wave('a|b <details> @octocat', [db1, db2])]), name: 'pay|ments #1' })
    .identify()
    .describe({ [db1]: everyAttack, [db2]: '| --- |\n::error::x ##[add-mask]y' })
    .startWave(1, 'a|b <details> @octocat')
    .launch(1, 'a|b <details> @octocat', jobId(1), [db1, db2])
    .comeUp(1, jobId(1), [db2])
    .seeJob(13, jobId(1), 'COMPLETED', [launched(db2), { sourceServerId: db1, launchStatus: 'FAILED' }])
    .settle(13, [db1], 'failed', everyAttack)
    .settleWave(13, 'a|b <details> @octocat', 'failed', everyAttack)
    .finish(13, 'failed', everyAttack)

/** `count` servers in waves of 100; every tenth of the last wave failed. */
export const manyServers = (count: number): Story => {
  const servers = ids(1, count)
  const waves = Array.from({ length: Math.ceil(count / 100) }, (_, index) =>
    wave(`wave-${String(index + 1)}`, servers.slice(index * 100, (index + 1) * 100), { timeoutSeconds: 7200 })
  )
  const story = new Story()
    .accept(plan(waves))
    .identify()
    .describe(
      Object.fromEntries(servers.map((id, index) => [id, `app-${String(index + 1).padStart(4, '0')}.corp.example`]))
    )
  for (const [index, { name, servers }] of waves.entries()) {
    const failed = index < waves.length - 1 ? [] : servers.filter((_, position) => position % 10 === 0)
    const up = servers.filter((id) => !failed.includes(id))
    story
      .startWave(1, name)
      .launch(1, name, jobId(index + 1), servers)
      .comeUp(1, jobId(index + 1), up)
    failed.forEach((id, position) => {
      const why = `launch FAILED in ${jobId(index + 1)}: the job's log says LAUNCH_FAILED: InsufficientInstanceCapacity`
      story.settle(14, [id], 'failed', `${why} (request ${String(position)})`)
    })
    story
      .seeJob(
        14,
        jobId(index + 1),
        'COMPLETED',
        failed.map((id) => ({ sourceServerId: id, launchStatus: 'FAILED' }))
      )
      .settleWave(14, name, failed.length === 0 ? 'up' : 'failed', `${String(failed.length)} servers are not up`)
  }
  return story.finish(14, 'failed', 'servers are not up')
}

/** A drill of two databases that is to be cleaned up, judged 13 minutes after its start. */
export const judged = (when: CleanupWhen = 'on-success', story = new Story()): Story =>
  story
    .accept({ ...plan([databases]), cleanup: { when, timeoutSeconds: 1200 } })
    .identify()
    .describe(names)
    .goodWave(1, 'databases', jobId(1), [db1, db2])
    .judge(13, 'passed', 'all 2 servers are up')

const removal = jobId(9)

export const cleaned = (): Story =>
  judged()
    .listInstances(13.1, [ownInstance(db1, jobId(1)), ownInstance(db2, jobId(1))])
    .terminate(13.1, 1, removal, [instanceId(db1), instanceId(db2)])
    .listInstances(14, [ownInstance(db1, jobId(1), 'shutting-down'), ownInstance(db2, jobId(1))])
    .seeJob(15, removal, 'COMPLETED', [])
    .listInstances(15.2, [ownInstance(db1, jobId(1), 'terminated'), ownInstance(db2, jobId(1), 'missing')])
    .add(15.2, { type: 'cleanup-finished', complete: true, reason: 'all 2 drill instances are gone' })
    .end(15.2, 'passed', 'all 2 servers are up')

export const cleanedInPart = (): Story =>
  judged()
    .listInstances(13.1, [ownInstance(db1, jobId(1)), ownInstance(db2, jobId(1))])
    .terminate(13.1, 1, removal, [instanceId(db1)])
    .add(13.2, { type: 'termination-requested', request: 2, recoveryInstanceIds: [instanceId(db2)] })
    .add(13.2, {
      type: 'termination-refused',
      request: 2,
      failure: { class: 'conflict', operation: 'drs:TerminateRecoveryInstances', message: `${db2} | is in a job` }
    })
    .seeJob(15, removal, 'COMPLETED', [])
    .listInstances(15.2, [ownInstance(db1, jobId(1), 'terminated'), ownInstance(db2, jobId(1))])
    .add(33, {
      type: 'cleanup-finished',
      complete: false,
      reason: `1 instances are left when the time for the cleanup (20m) ran out; last refused: ${db2} | is in a job`
    })
    .end(33, 'passed', 'all 2 servers are up')

/** Cancelled while it ran: main has seconds, the cleanup is for the post step. */
export const leftToPost = (): Story =>
  new Story()
    .accept({ ...plan([databases]), cleanup: { when: 'always', timeoutSeconds: 1200 } })
    .identify()
    .describe(names)
    .startWave(1, 'databases')
    .launch(1, 'databases', jobId(1), [db1, db2])
    .comeUp(1, jobId(1), [db1])
    .add(14, { type: 'cancel-requested', signal: 'SIGINT' })
    .settle(14, [db2], 'cancelled', 'the run was cancelled (SIGINT) while it was in its job')
    .settleWave(14, 'databases', 'cancelled', 'the run was cancelled (SIGINT)')
    .judge(14, 'cancelled', 'the run was cancelled, or its time ran out (SIGINT)')
    .end(14, 'cancelled', 'the run was cancelled, or its time ran out (SIGINT)')

/** What the post step adds to it: one instance is gone, the other came up meanwhile and is left. */
export const takenOver = (): Story =>
  leftToPost()
    .add(14.5, { type: 'taken-over' })
    .listInstances(14.6, [ownInstance(db1, jobId(1))], [{ jobId: jobId(1), status: 'STARTED', sourceServerIds: [db2] }])
    .terminate(14.6, 1, removal, [instanceId(db1)])
    .seeJob(16, removal, 'COMPLETED', [])
    .listInstances(
      18,
      [ownInstance(db1, jobId(1), 'terminated'), ownInstance(db2, jobId(1))],
      [{ jobId: jobId(1), status: 'STARTED', sourceServerIds: [db2] }]
    )
    .add(18.5, {
      type: 'cleanup-finished',
      complete: false,
      reason: '1 instances are left and 1 launch jobs still run when the time for the cleanup (4m) ran out'
    })
    .end(18.5, 'cancelled', 'the run was cancelled, or its time ran out (SIGINT)')

/** A re-run that is refused, while a job of the attempt before it runs on: one server is up, one is still being launched. */
export const blockedWithLaunches = (story = begun()): Story => {
  const message = `Server ${app1} cannot be launched: its replication state is STOPPED.`
  return story
    .add(0.1, {
      type: 'jobs-surveyed',
      terminations: [],
      foreign: { jobs: 0, servers: 0, holding: [] },
      own: [
        {
          type: 'LAUNCH',
          wave: 'databases',
          isDrill: true,
          status: 'STARTED',
          jobId: jobId(1),
          createdAt: minute(-12),
          participants: [launched(db1), { sourceServerId: db2, launchStatus: 'IN_PROGRESS' }]
        }
      ]
    })
    .add(0.1, { type: 'refused', refusals: [{ message }] })
    .finish(0.1, 'blocked', message)
}

const recovery = (): Story =>
  begun(new Story('recovery'))
    .goodWave(1, 'databases', jobId(1), [db1, db2])
    .goodWave(14, 'app', jobId(2), [app1, app2])
    .finish(26.5, 'passed', 'all 4 servers are up')

const govCloud = (): Story =>
  new Story('drill', 'us-gov-west-1', 'aws-us-gov')
    .accept(plan([databases]))
    .identify()
    .describe(names)
    .goodWave(1, 'databases', jobId(1), [db1, db2])
    .finish(13.5, 'passed', 'all 2 servers are up')

/** The record of `waves` waves of 100 servers, each with 10 that failed: quicker than a story of as many servers. */
export const largeRecord = (waves: number, change: (server: ServerRecord) => ServerRecord = (server) => server) => {
  const record = recordOf(manyServers(100).state())
  const repeated = Array.from({ length: waves }, (_, index) =>
    record.waves.map((wave) => ({ ...wave, name: `wave-${String(index + 1)}`, servers: wave.servers.map(change) }))
  )
  return { ...record, waves: repeated.flat() }
}

/** The record of a drill of which all that came after its first ten minutes came two days later. */
export const daysLater = (record: EvidenceRecord): EvidenceRecord => {
  const later = (text: string) => (text > minute(10) ? text.replace('2026-11-23T', '2026-11-25T') : text)
  const moments = /"2026-11-23T[\d:.]+Z"/g
  return JSON.parse(
    JSON.stringify(record).replace(moments, (quoted) => `"${later(quoted.slice(1, -1))}"`)
  ) as EvidenceRecord
}

/** One story for each kind of summary, by the name of its golden file. */
/** A preflight that found something to look at, and something to know. */
function preflighted(): Story {
  return new Story('preflight')
    .accept(twoWaves)
    .identify()
    .describe(names)
    .add(0.15, {
      type: 'preflight-concluded',
      // The plan lists its servers: there is no selection to be checked.
      results: preflightChecks
        .filter((check) => check !== 'selection')
        .map((check) => ({
          check,
          findings:
            check === 'recovery-point'
              ? [
                  {
                    class: 'warning' as const,
                    message: `Server ${db1}: its data is 40m behind, and the RPO is 15m.`,
                    wave: 'databases',
                    sourceServerId: db1,
                    line: 9,
                    column: 15
                  }
                ]
              : check === 'quotas'
                ? [{ class: 'note' as const, message: 'Other people run 3 jobs.' }]
                : []
        }))
    })
}

export const cases: Readonly<Record<string, () => DrillState>> = {
  passed: () => passed().state(),
  'failed-server': () => failedServer().state(),
  'timed-out': () => timedOut().state(),
  'cancelled-with-running-jobs': () => cancelled().state(),
  'failed-action': () => failedAction().state(),
  'cancelled-actions': () => cancelledActions().state(),
  'blocked-by-plan': () =>
    new Story()
      .add(0.1, {
        type: 'refused',
        refusals: [
          { message: 'unknown key "timout": write "timeout"', line: 4, column: 1 },
          { message: 'wave "app" comes after "databse", which is not a wave: write "databases"', line: 12, column: 12 },
          { message: 'the input waves names "web", which is not a wave of the plan' }
        ]
      })
      .finish(0.1, 'blocked', 'unknown key "timout": write "timeout" (and 2 more)')
      .state(),
  'blocked-by-aws': () =>
    begun()
      .add(0.1, {
        type: 'refused',
        refusals: [{ message: `Server ${db1} cannot be launched: its replication state is STOPPED.` }]
      })
      .finish(0.1, 'blocked', `Server ${db1} cannot be launched`)
      .state(),
  'blocked-with-launches': () => blockedWithLaunches().state(),
  'validate-passed': () => new Story('validate').accept(twoWaves).finish(0.02, 'passed', 'the plan is valid').state(),
  'preflight-passed': () =>
    preflighted().finish(0.2, 'passed', 'nothing stands in the way of its 4 servers; 1 warning').state(),
  'unverified-server': () => unverified().state(),
  'skipped-and-deviations': () => skipped().state(),
  'retried-server': () => retried().state(),
  'hostile-names': () => hostile().state(),
  recovery: () => recovery().state(),
  'gov-cloud': () => govCloud().state(),
  'second-job-of-the-run': () =>
    new Story()
      .accept(twoWaves, ['app'], ['databases'])
      .identify()
      .describe(names)
      .findLaunch(0.1, 'databases', {
        jobId: jobId(1),
        createdAt: minute(-30),
        participants: [launched(db1), launched(db2)]
      })
      .seeInstances(0.2, [instance(db1, jobId(1), -34), instance(db2, jobId(1), -34)])
      .settle(0.2, [db1, db2], 'launched', 'its instance is running')
      .settleWave(0.2, 'databases', 'up', 'all 2 servers are up')
      .goodWave(1, 'app', jobId(2), [app1, app2])
      .finish(13.5, 'passed', 'all 2 servers are up')
      .state(),
  'cleanup-complete': () => cleaned().state(),
  'cleanup-incomplete': () => cleanedInPart().state(),
  'cleanup-left-to-post': () => leftToPost().state(),
  unfinished: () =>
    begun()
      .goodWave(1, 'databases', jobId(1), [db1, db2])
      .startWave(14, 'app')
      .launch(14, 'app', jobId(2), [app1, app2])
      .readLog(20, jobId(2), phasesOf(app1, 14).slice(0, 3))
      .state()
}
