import { describe, expect, test } from '@jest/globals'
import type { EventBody } from '../../src/drill/events.js'
import { evolve, fold } from '../../src/drill/evolve.js'
import type { OwnInstances } from '../../src/drill/sightings.js'
import { heartbeat } from '../../src/report/narration/heartbeat.js'
import { narrate } from '../../src/report/narration/narration.js'
import { closingLines } from '../../src/report/narration/closing.js'
import { recordOf } from '../../src/report/record/record.js'
import { cleanupSummary, summaryOf } from '../../src/report/summary/summary.js'
import { instanceId, jobId, minute, ownInstance, serverId, Story } from './builders.js'
import { cases, cleaned, cleanedInPart, judged, leftToPost, manyServers, takenOver } from './cases.js'
import { expectGolden } from './golden.js'

const [db1, db2] = [serverId(1), serverId(2)]
const both = [ownInstance(db1, jobId(1)), ownInstance(db2, jobId(1))]

/** What is said of an event that comes next, without its time and column. */
const said = (before: Story, event: EventBody): readonly string[] => {
  const state = fold(before.tell())
  const happened = { ...event, at: minute(20) }
  return narrate(state, happened, evolve(state, happened)).map((line) => line.slice(10).trimStart())
}

const listed = (
  instances: OwnInstances['instances'],
  launching: OwnInstances['launching'] = []
): Extract<EventBody, { type: 'instances-listed' }> => ({
  type: 'instances-listed',
  instances,
  launching,
  unlisted: []
})

const failure = { class: 'conflict', operation: 'drs:TerminateRecoveryInstances', message: 'in a job' } as const

describe('the narration of a cleanup', () => {
  test('can be followed from the verdict to its end', () => {
    const events = cleaned().tell()
    const from = events.findIndex(({ type }) => type === 'verdict-reached')
    const lines = events.slice(from).flatMap((event, index) => {
      const before = fold(events.slice(0, from + index))
      return narrate(before, event, evolve(before, event))
    })
    expect(lines.map((line) => line.replace(/ {2,}/, '  ').replaceAll('0000000000000', '…'))).toEqual([
      '00:13:00  drill PASSED: all 2 servers are up',
      '00:13:06  cleanup: 2 drill instances in AWS',
      '00:13:06  cleanup: terminating 2 drill instances: i-…0001, i-…0002',
      '00:13:06  cleanup: job drsjob-…0009 terminates them',
      '00:15:12  cleanup: 0 drill instances in AWS, 2 drill instances gone',
      '00:15:12  cleanup complete: all 2 drill instances are gone',
      '00:15:12  drill PASSED'
    ])
  })

  test('names an instance that DRS has not listed by the ID it is asked for with', () => {
    const event = { type: 'termination-requested', request: 1, recoveryInstanceIds: ['i-unlisted'] } as const
    expect(said(judged(), event)).toEqual(['cleanup: terminating 1 drill instance: i-unlisted'])
  })

  test('names no more than ten of many', () => {
    const recoveryInstanceIds = Array.from({ length: 200 }, (_, index) => `i-${String(index)}`)
    const [line = ''] = said(judged(), { type: 'termination-requested', request: 1, recoveryInstanceIds })
    expect(line).toMatch(/^cleanup: terminating 200 drill instances: i-0, .*i-9 and 190 more$/)
  })

  test('tells of a refusal and of an answer that got lost', () => {
    const asked = judged().add(14, { type: 'termination-requested', request: 1, recoveryInstanceIds: ['i-1'] })
    expect(said(asked, { type: 'termination-refused', request: 1, failure })).toEqual([
      'cleanup: TerminateRecoveryInstances refused (in a job)'
    ])
    expect(said(asked, { type: 'termination-answer-lost', request: 1, failure })).toEqual([
      'cleanup: no answer to TerminateRecoveryInstances (in a job): looking what is left'
    ])
  })

  test('tells what is left, gone and still launching when one of them changes, and only then', () => {
    const launching = [{ jobId: jobId(2), status: 'STARTED', sourceServerIds: [db2] }]
    expect(said(judged(), listed(both, launching))).toEqual([
      'cleanup: 2 drill instances in AWS, 1 launch job still running'
    ])
    const before = judged().listInstances(14, both, launching)
    expect(said(before, listed(both, launching))).toEqual([])
    expect(said(before, listed(both))).toEqual(['cleanup: 2 drill instances in AWS'])
    expect(said(before, listed([ownInstance(db1, jobId(1), 'terminated')], launching))).toEqual([
      'cleanup: 1 drill instance in AWS, 1 drill instance gone, 1 launch job still running'
    ])
  })

  test('says nothing of a cleanup where the post step only looks what is there', () => {
    const stock = judged('never').end(13, 'passed', 'up').add(14, { type: 'taken-over' })
    expect(said(stock, listed(both))).toEqual(['2 drill instances in AWS'])
    expect(said(stock, { type: 'taken-over' })).toEqual(['the post step goes on with what main left undone'])
  })

  test('says while nothing else is told how many are seen to be gone, and how long it may go on', () => {
    const beat = (story: Story, minutes: number) => heartbeat(story.state(), minute(minutes)).split('waiting | ')[1]
    expect(beat(judged(), 14)).toBe('cleanup: AWS is asked what there is, 19m left')
    const launching = [{ jobId: jobId(2), status: 'STARTED', sourceServerIds: [db2] }]
    const listing = judged().listInstances(
      14,
      [ownInstance(db1, jobId(1), 'terminated'), ownInstance(db2, jobId(1))],
      launching
    )
    expect(beat(listing, 15)).toBe(
      'cleanup: 1 of 2 drill instances seen to be gone, 1 launch job still running, 18m left'
    )
    expect(beat(judged('never').add(14, { type: 'taken-over' }), 15)).toBe('AWS is asked what still runs')
  })

  test('says INCOMPLETE where it fell short', () => {
    expect(said(judged(), { type: 'cleanup-finished', complete: false, reason: '1 instances are left' })).toEqual([
      'cleanup INCOMPLETE: 1 instances are left'
    ])
  })
})

describe('the record of a cleanup', () => {
  test('is null where none was due', () => {
    for (const name of ['passed', 'failed-server', 'recovery', 'blocked-by-aws', 'validate-passed', 'unfinished']) {
      expect(recordOf(cases[name]?.() ?? manyServers(1).state()).cleanup).toBeNull()
    }
    expect(recordOf(judged('always', new Story('recovery')).state()).cleanup).toBeNull()
  })

  test('names every instance that was seen to be gone', () => {
    expect(recordOf(cleaned().state())).toMatchObject({
      status: 'passed',
      cleanup: {
        when: 'on-success',
        complete: true,
        reason: 'all 2 drill instances are gone',
        finishedAt: minute(15.2),
        jobs: [jobId(9)],
        terminated: [
          {
            sourceServerId: db1,
            wave: 'databases',
            ec2InstanceId: instanceId(db1),
            state: 'terminated',
            jobs: [jobId(9)]
          },
          { sourceServerId: db2, recoveryInstanceId: instanceId(db2), state: 'missing' }
        ],
        left: []
      },
      deviations: [],
      stillRunning: { instances: [] }
    })
  })

  test('that fell short names what is left, and is a deviation of a drill that passed all the same', () => {
    const record = recordOf(cleanedInPart().state())
    expect(record).toMatchObject({
      status: 'passed',
      cleanup: { complete: false, left: [{ sourceServerId: db2 }], terminated: [{ sourceServerId: db1 }] },
      stillRunning: { instances: [{ sourceServerId: db2, hostname: 'db-02.corp.example_net', state: 'running' }] }
    })
    expect(record.deviations.map(({ kind, at }) => ({ kind, at }))).toEqual([
      { kind: 'cleanup-incomplete', at: minute(33) }
    ])
  })

  test('that main had no time for is not complete, and says who goes on with it', () => {
    expect(recordOf(leftToPost().state()).cleanup).toMatchObject({
      complete: false,
      reason: 'the run ended before the cleanup did; the post step goes on with it',
      finishedAt: null,
      jobs: [],
      terminated: [],
      left: []
    })
  })

  test('keeps what nobody said as null, and tells of instances of waves that this run does not know', () => {
    const bare = { sourceServerId: 's-x', jobId: jobId(7), ec2InstanceId: 'i-x', recoveryInstanceId: 'r-x' }
    // Whatever a launch was seen to bring is asked for by name, and so is in the list.
    const gone = [db1, db2].map((id) => ownInstance(id, jobId(1), 'terminated'))
    const record = recordOf(
      judged()
        .listInstances(14, [
          ...gone,
          { ...bare, state: 'running', isDrill: true },
          ownInstance('s-y', jobId(8), 'running', { wave: 'other' }),
          { sourceServerId: '', jobId: '', ec2InstanceId: 'i-forgotten', state: 'running', isDrill: true }
        ])
        .state()
    )
    expect(record.cleanup?.left).toMatchObject([
      { sourceServerId: 's-x', wave: null, ec2InstanceId: 'i-x' },
      { sourceServerId: 's-y', wave: 'other' },
      { recoveryInstanceId: null, ec2InstanceId: 'i-forgotten' }
    ])
    expect(record.stillRunning.instances).toMatchObject([
      { wave: '', hostname: null, jobId: jobId(7), ec2InstanceId: 'i-x' },
      { wave: 'other', hostname: null },
      { recoveryInstanceId: null, ec2InstanceId: 'i-forgotten' }
    ])
    const nameless = ownInstance('s-z', jobId(8), 'running')
    const { ec2InstanceId: _unknown, ...unlaunched } = nameless
    const again = recordOf(
      judged()
        .listInstances(14, [...gone, unlaunched])
        .state()
    )
    expect(again.cleanup?.left).toMatchObject([{ recoveryInstanceId: instanceId('s-z'), ec2InstanceId: null }])
    expect(again.stillRunning.instances).toMatchObject([{ ec2InstanceId: null }])
  })

  test('is the same bytes for the same journal', () => {
    expectGolden('cleanup-incomplete.evidence.json', `${JSON.stringify(recordOf(cleanedInPart().state()), null, 2)}\n`)
  })
})

describe('the summary of a cleanup', () => {
  test('says in one line that all is gone, and offers no command', () => {
    const summary = summaryOf(recordOf(cleaned().state()))
    expect(summary).toContain('**Cleanup:** 2 drill instances terminated, and seen to be gone.')
    expect(summary).not.toContain('terminate-recovery-instances')
  })

  test('warns where it fell short, with the command that removes what is left', () => {
    const summary = summaryOf(recordOf(cleanedInPart().state()))
    expect(summary).toMatch(/^## ✅ PASSED/)
    expect(summary).toContain('> **Cleanup fell short**: 1 instances are left')
    expect(summary).toContain(
      `aws drs terminate-recovery-instances --region us-west-2 --recovery-instance-ids ${instanceId(db2)}\n`
    )
    expect(summary).not.toContain(instanceId(db1).concat(' '))
    const name = `**db-02.corp.example_net** \`${db2}\`: \`${instanceId(db2)}\`, recovery instance \`${instanceId(db2)}\``
    expect(summary).toContain(`- ${name} is running, no TERMINATE job was started for it`)
  })

  test('names of many jobs that let an instance stand the last, and says where there was none', () => {
    const record = recordOf(cleanedInPart().state())
    const [left] = record.cleanup?.left ?? []
    if (record.cleanup === null || left === undefined) throw new Error('an instance is needed')
    const told = (changes: Partial<typeof left>, more: Partial<typeof record> = {}) =>
      summaryOf({
        ...record,
        ...more,
        cleanup: { ...record.cleanup, left: [{ ...left, ...changes }] } as typeof record.cleanup
      })
    const jobs = [1, 2, 3, 4, 5].map(jobId)
    expect(told({ jobs }, { identity: null })).toContain(
      `in spite of 5 TERMINATE jobs, the last of them \`${jobId(3)}\`, \`${jobId(4)}\`, \`${jobId(5)}\``
    )
    expect(told({ jobs: [], sourceServerId: 's-strange', ec2InstanceId: null })).toContain(
      `- \`s-strange\`: recovery instance \`${instanceId(db2)}\` is running, no TERMINATE job was started for it`
    )
    expect(told({ jobs: [jobId(1)] })).toContain(`is running, in spite of [\`${jobId(1)}\`](https://`)
    expect(told({ recoveryInstanceId: null })).toContain(`: \`${instanceId(db2)}\` is running`)
  })

  test('is none where a cleanup never is', () => {
    expect(summaryOf(recordOf(judged('always', new Story('recovery')).state()))).not.toContain('leanup')
  })

  test.each([
    ['post-cleanup-incomplete.md', takenOver],
    ['post-cleanup-complete.md', cleaned]
  ] as const)('that the post step adds is the cleanup and what is left: %s', (name, story) => {
    expectGolden(name, cleanupSummary(recordOf(story().state())))
  })

  test('that the post step adds without a cleanup is what is left', () => {
    expect(cleanupSummary(recordOf(judged('never').end(13, 'passed', 'up').state()))).toBe(
      [
        '## After the drill of payments',
        '### Still running in AWS',
        '2 drill instances are left and cost money until they are terminated.',
        [db1, db2]
          .map((id, index) => {
            const recoveryInstance = `recovery instance \`${instanceId(id)}\``
            return `- **db-0${String(index + 1)}.corp.example_net** \`${id}\`: \`${instanceId(id)}\` (${recoveryInstance})`
          })
          .join('\n'),
        'To terminate them:',
        `\`\`\`sh\naws drs terminate-recovery-instances --region us-west-2 --recovery-instance-ids ${instanceId(db1)} ${instanceId(db2)}\n\`\`\`\n`
      ].join('\n\n')
    )
  })

  test('that the post step adds is shortened where it would be too long', () => {
    const ids = Array.from({ length: 500 }, (_, index) => serverId(index))
    const record = recordOf(
      judged()
        .listInstances(
          14,
          ids.map((id) => ownInstance(id, jobId(1)))
        )
        .state()
    )
    expect(cleanupSummary(record, 1000).length).toBeLessThan(1000)
  })
})

describe('the closing lines', () => {
  test('after a cleanup leave out what is gone', () => {
    expect(closingLines(cleaned().state()).filter((line) => line.startsWith('left in AWS'))).toEqual([])
    expect(closingLines(cleanedInPart().state())).toContain(
      'left in AWS: 1 drill instance, which costs money until it is terminated'
    )
  })
})
