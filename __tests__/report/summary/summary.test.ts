import { describe, expect, it } from '@jest/globals'
import { ganttOf } from '../../../src/report/summary/gantt.js'
import { recordOf } from '../../../src/report/record/record.js'
import type { EvidenceRecord } from '../../../src/report/record/schema.js'
import { reportOf } from '../../../src/report/html/report.js'
import { summaryOf } from '../../../src/report/summary/summary.js'
import { closingLines } from '../../../src/report/narration/closing.js'
import { jobId, launched, minute, plan, serverId, Story, wave } from '../builders.js'
import { cases, daysLater, largeRecord, manyServers } from '../cases.js'
import { expectGolden } from '../golden.js'

const bytes = (text: string) => Buffer.byteLength(text)

describe('summaryOf', () => {
  it.each(Object.keys(cases))('%s', (name) => {
    expectGolden(`${name}.md`, summaryOf(recordOf(cases[name]?.() ?? manyServers(1).state())))
  })

  it('shortens 500 servers, and says so', () => {
    const summary = summaryOf(recordOf(manyServers(500).state()), 12_000)
    expectGolden('500-servers-shortened.md', summary)
    expect(bytes(summary)).toBeLessThanOrEqual(12_000)
  })

  it('fits for 5,000 servers, and shows those that are not up', () => {
    const summary = summaryOf(largeRecord(50))
    expect(bytes(summary)).toBeLessThanOrEqual(1_000_000)
    expect(summary).toContain('*Shortened to fit: ')
    expect(summary.match(/\| failed \|/g)).toHaveLength(500)
  })

  it('fits whatever happened: 2,000 servers with names and reasons of 64 KiB', () => {
    const long = '|'.repeat(65_536)
    const record = largeRecord(20, (server) => ({ ...server, hostname: long, reason: long, status: 'failed' }))
    expect(bytes(summaryOf(record))).toBeLessThanOrEqual(1_000_000)
  })

  it('comes down the ladder step by step, each saying what it leaves out', () => {
    const record = largeRecord(12)
    const full = summaryOf(record)
    expect(full).not.toContain('Shortened')
    const shortest = bytes(summaryOf(record, 1))
    const notes: string[] = []
    for (let limit = bytes(full) - 1; limit >= shortest; limit = Math.min(limit - 1, Math.floor(limit * 0.9))) {
      const summary = summaryOf(record, limit)
      expect(bytes(summary)).toBeLessThanOrEqual(limit)
      expect(summary).toMatch(/^## ❌ FAILED: payments, drill, 1080 of 1200 servers up/)
      notes.push(/^\*Shortened to fit: .*$/m.exec(summary)?.[0] ?? 'none')
    }
    const cut = (characters: number, items: number) =>
      `reasons and messages of more than ${String(characters)} characters and lists of more than ${String(items)} items are cut. All of it is in \`evidence.json\`.*`
    const chart = 'the chart of the waves is left out'
    expect([
      ...new Set(
        notes.map((note) =>
          note.replace(/^\*Shortened to fit: (?:\d+ servers \([^)]*\) are left out of the tables; )?/, '')
        )
      )
    ]).toEqual([
      cut(300, 100),
      cut(120, 50),
      `${chart}; ${cut(120, 20)}`,
      `${chart}; ${cut(120, 10)}`,
      `the chart of the waves and the list of 12 waves are left out; ${cut(120, 5)}`
    ])
  })

  it('never offers to terminate the instances of a real failover', () => {
    const recovery = recordOf(cases['recovery']?.() ?? manyServers(1).state())
    expect(summaryOf(recovery)).not.toContain('terminate-recovery-instances')
    expect(summaryOf({ ...largeRecord(5), mode: 'recovery' })).not.toContain('terminate-recovery-instances')
    const large = { ...recordOf(manyServers(300).state()), mode: 'recovery' as const }
    expect(summaryOf(large)).toContain('aws drs describe-recovery-instances --region us-west-2\n')
  })

  it('offers no command for an instance that was there before the drill launched into it', () => {
    const record = recordOf(manyServers(2).state())
    const [left] = record.stillRunning.instances
    if (left === undefined) throw new Error('nothing is left')
    const kept = { ...left, recoveryInstanceId: 'i-kept', ec2InstanceId: 'i-kept-too', existedBefore: true }
    const summary = summaryOf({ ...record, stillRunning: { ...record.stillRunning, instances: [left, kept] } })
    expect(summary).toContain('1 instance that was there before the drill launched into it')
    expect(summary).toContain('`i-kept-too`')
    expect(summary).toContain('which is not the drill’s to terminate')
    expect(summary).toMatch(/terminate-recovery-instances/)
    expect(summary).not.toMatch(/terminate-recovery-instances .*i-kept/)
  })

  it('reads the IDs of many instances from the record', () => {
    expect(summaryOf(recordOf(manyServers(300).state()))).toContain(
      `jq -r '.stillRunning.instances[] | select(.existedBefore | not).recoveryInstanceId // empty | ` +
        `select(test("^[A-Za-z0-9][A-Za-z0-9-]*$"))' evidence.json | xargs -n 200 aws drs ` +
        'terminate-recovery-instances --region us-west-2 --recovery-instance-ids'
    )
  })

  it('makes no command and no link of what is no ID', () => {
    const record = recordOf(cases['cancelled-with-running-jobs']?.() ?? manyServers(1).state())
    const { stillRunning } = record
    const nameless: EvidenceRecord = {
      ...record,
      executionId: '$(reboot)',
      identity: { account: '1', arn: 'arn', region: 'us-west-2', partition: null },
      run: { ...record.run, url: 'javascript:alert(1)', repository: null, runId: null, attempt: null },
      plan: { ...record.plan, commit: null },
      stillRunning: {
        jobs: stillRunning.jobs.map((job) => ({ ...job, jobId: '$(reboot)' })),
        instances: stillRunning.instances.map((instance) => ({
          ...instance,
          recoveryInstanceId: null,
          ec2InstanceId: '$(reboot)'
        })),
        unansweredStarts: stillRunning.unansweredStarts.map((start) => ({ ...start, message: null })),
        actions: [
          {
            wave: 'x',
            name: 'y',
            document: '$(reboot)',
            requestedAt: null,
            automationExecutionId: null,
            status: null,
            stopRequestedAt: null,
            findWith: 'aws ssm $(reboot)'
          },
          {
            wave: 'x',
            name: 'z',
            document: 'Doc',
            requestedAt: null,
            automationExecutionId: '$(reboot)',
            status: 'x',
            stopRequestedAt: null,
            findWith: null
          }
        ]
      }
    }
    const summary = summaryOf(nameless)
    expect(summary).toContain('```sh\naws drs describe-jobs --region us-west-2\n```')
    expect(summary).not.toMatch(/\]\(|commit|attempt/)
    expect(summaryOf({ ...nameless, identity: null })).not.toContain('```sh')
    const none = { ...nameless.stillRunning, unansweredStarts: [] }
    expect(summaryOf({ ...nameless, stillRunning: none })).not.toContain('```sh')
  })

  it.each([
    ['drill', 'aws ec2 terminate-instances'],
    ['recovery', 'aws ec2 describe-instances']
  ] as const)('names instances that DRS has forgotten by what EC2 calls them, in a %s', (mode, command) => {
    const record = recordOf(cases['passed']?.() ?? manyServers(1).state())
    const instances = record.stillRunning.instances.map((instance) => ({ ...instance, recoveryInstanceId: null }))
    const [first] = instances
    const summary = summaryOf({ ...record, mode, stillRunning: { ...record.stillRunning, instances } })
    expect(summary).toContain(`\n${command} --region us-west-2 --instance-ids ${first?.ec2InstanceId ?? ''} `)
  })

  it('names the Region of the plan where AWS was not asked for the account', () => {
    const record = recordOf(cases['passed']?.() ?? manyServers(1).state())
    expect(record.plan.region).toBe('us-west-2')
    const unasked = { ...record, identity: null }
    const provenance = {
      version: '0.1.0',
      evidence: '',
      journal: { sha256: '', events: 1, head: '', tellsAll: true }
    }
    expect(summaryOf(unasked)).toContain('| Account | not asked |\n| Region | `us-west-2` by the plan |')
    expect(reportOf(unasked, provenance)).toContain('us-west-2 by the plan')
    const nowhere = { ...unasked, plan: { ...record.plan, region: null } }
    expect(summaryOf(nowhere)).toContain('| Region | not asked |')
    expect(reportOf(nowhere, provenance)).not.toContain('by the plan</')
  })

  it('calls no instance missing that nobody ever saw', () => {
    const record = recordOf(cases['unverified-server']?.() ?? manyServers(1).state())
    const missing = (ec2InstanceId: string | null) =>
      summaryOf({
        ...record,
        waves: record.waves.map((wave) => ({
          ...wave,
          servers: wave.servers.map((server) => ({
            ...server,
            ec2InstanceId,
            instance: server.instance === null ? null : { ...server.instance, state: 'missing' }
          }))
        }))
      })
    expect(missing(null)).not.toContain('| missing |')
    expect(missing('i-1')).toContain('| missing |')
  })

  it('tells of one instance in the singular, and of servers without a name by their ID', () => {
    const record = recordOf(cases['failed-server']?.() ?? manyServers(1).state())
    const nameless: EvidenceRecord = {
      ...record,
      waves: record.waves.map((wave) => ({
        ...wave,
        reason: null,
        servers: wave.servers.map((server) => ({ ...server, hostname: null, reason: null }))
      })),
      leftOut: Array.from({ length: 21 }, (_, index) => ({
        name: `left-${String(index)}`,
        after: [],
        sourceServerIds: [],
        cameUpEarlier: false
      }))
    }
    const summary = summaryOf(nameless)
    expect(summary).toContain('1 drill instance is left and costs money until it is terminated')
    expect(summary).toContain('- `s-00000000000000002` (wave databases): **failed**.\n')
    expect(summary).toContain('left-19 and 1 more')
    expect(summaryOf({ ...nameless, leftOut: nameless.leftOut.slice(0, 1) })).toContain('| Waves left out | left-0 |')
  })

  it('says of a job that has launched all it was to launch that it has only not ended', () => {
    const story = (status: string) =>
      new Story()
        .accept(plan([wave('databases', [serverId(1), serverId(2)])]))
        .identify()
        .startWave(1, 'databases')
        .launch(1, 'databases', jobId(1), [serverId(1), serverId(2)])
        .seeJob(12, jobId(1), 'STARTED', [launched(serverId(1)), { sourceServerId: serverId(2), launchStatus: status }])
        .settle(13, [serverId(1), serverId(2)], 'launched', 'its instance is running')
        .settleWave(13, 'databases', 'up', 'all 2 servers are up')
        .finish(13, 'passed', 'all 2 servers are up')
    for (const status of ['LAUNCHED', 'FAILED', 'TERMINATED']) {
      const record = recordOf(story(status).state())
      expect(record.stillRunning.jobs).toMatchObject([{ jobId: jobId(1), mayLaunch: false }])
      const summary = summaryOf(record)
      expect(summary).toContain(
        '### Still running in AWS\n\n1 job has no server left to launch, but was not seen to have ended; '
      )
      expect(summary).toContain('(wave databases): STARTED, no server left to launch')
      expect(summary).not.toContain('may go on launching')
      expect(summary.indexOf('### Still running')).toBeLessThan(summary.indexOf('```mermaid'))
      const [job] = record.stillRunning.jobs
      if (job === undefined) throw new Error('a job is needed')
      const more = { ...record.stillRunning, jobs: [job, job, { ...job, mayLaunch: true }] }
      expect(summaryOf({ ...record, stillRunning: more })).toContain(
        '**Left running in AWS**: 1 job may go on launching servers; 2 jobs have no server left to launch, but were not'
      )
      expect(closingLines(story(status).state()).join('\n')).toContain(
        `job ${jobId(1)} of wave databases was not seen to have ended, but has no server left to launch (STARTED)`
      )
    }
    const open = story('IN_PROGRESS').state()
    expect(summaryOf(recordOf(open))).toContain('1 job may go on launching servers')
    expect(closingLines(open).join('\n')).toContain('may still launch servers (STARTED)')
    const trouble = story('PENDING').readLog(12.5, jobId(1), [
      { at: minute(12), event: 'LAUNCH_FAILED', sourceServerId: serverId(2) }
    ])
    expect(recordOf(trouble.state()).stillRunning.jobs).toMatchObject([{ mayLaunch: false }])
    const again = story('PENDING').readLog(12.5, jobId(1), [
      { at: minute(12), event: 'LAUNCH_FAILED', sourceServerId: serverId(2), attempt: 1, maxAttempts: 3 }
    ])
    expect(recordOf(again.state()).stillRunning.jobs).toMatchObject([{ mayLaunch: true }])
  })

  it('begins its sentences in capitals, and says that a part of the plan is a part', () => {
    const failed = summaryOf(recordOf(cases['failed-action']?.() ?? manyServers(1).state()))
    expect(failed).toContain('**Why:** All 2 servers are up, but not all is well;')
    const part = summaryOf(recordOf(cases['second-job-of-the-run']?.() ?? manyServers(1).state()))
    expect(part).toMatch(/^## ✅ PASSED: payments, drill, 2 of 2 servers up \(1 wave of the plan left out\), /)
    const waves = summaryOf(recordOf(cases['failed-server']?.() ?? manyServers(1).state()))
    expect(waves).toContain('\n\nWave databases, which it comes after, is not up.')
  })
})

describe('ganttOf', () => {
  it('draws a wave that still runs to the end of the execution, and leaves out one that never started', () => {
    const record = recordOf(cases['unfinished']?.() ?? manyServers(1).state())
    const chart = ganttOf({ ...record, finishedAt: '2026-11-23T14:30:00.000Z' })
    expect(chart).toContain('  section app\n  running 16m :active, 2026-11-23T14:14:00, 2026-11-23T14:30:00')
    expect(ganttOf(record)).not.toContain('section app')
    expect(ganttOf({ ...record, waves: [] })).toBeUndefined()
  })

  it('names seconds where minutes tell nothing apart', () => {
    const record = recordOf(cases['passed']?.() ?? manyServers(1).state())
    const short = {
      ...record,
      waves: record.waves.map((wave) => ({
        ...wave,
        startedAt: '2026-11-23T14:00:05.000Z',
        finishedAt: '2026-11-23T14:00:19.000Z'
      }))
    }
    expect(ganttOf(short)).toContain('  axisFormat %H:%M:%S\n')
    expect(ganttOf(record)).toContain('  axisFormat %H:%M\n')
  })

  it('names the days of a drill of more than one', () => {
    const record = recordOf(cases['passed']?.() ?? manyServers(1).state())
    expect(ganttOf(daysLater(record))).toContain('  axisFormat %m-%d %H:%M\n')
    expect(ganttOf(record)).toContain('  axisFormat %H:%M\n')
  })

  it('offers no command that terminates as one to look with', () => {
    const failed = summaryOf(recordOf(cases['failed-server']?.() ?? manyServers(1).state()))
    expect(failed).toContain('To terminate it:\n\n```sh\naws drs terminate-recovery-instances')
    const cancelled = summaryOf(recordOf(cases['cancelled-with-running-jobs']?.() ?? manyServers(1).state()))
    expect(cancelled).toContain('To look at what runs and to terminate the instances:\n\n```sh\naws drs describe-jobs')
    expect(summaryOf(recordOf(cases['recovery']?.() ?? manyServers(1).state()))).toContain('To look at them:\n')
  })

  it('is left out when it is longer than GitHub draws', () => {
    expect(ganttOf(largeRecord(400))?.length).toBeLessThan(50_000)
    expect(ganttOf(largeRecord(700))).toBeUndefined()
  })
})
