import { describe, expect, it } from '@jest/globals'
import { recordOf } from '../../../src/report/record/record.js'
import type { EvidenceRecord, StillRunning } from '../../../src/report/record/schema.js'
import { summaryOf } from '../../../src/report/summary/summary.js'
import { cases, manyServers } from '../cases.js'

const record = recordOf(cases['cancelled-with-running-jobs']?.() ?? manyServers(1).state())
const nothing: StillRunning = { jobs: [], instances: [], unansweredStarts: [], actions: [] }

const many = <T>(count: number, make: (id: string) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(String(index + 1).padStart(17, '0')))

const job = (id: string) => ({
  jobId: `drsjob-${id}`,
  wave: 'w',
  status: 'STARTED',
  lastSeenAt: record.startedAt,
  mayLaunch: true
})
const forgotten = (id: string) => ({
  sourceServerId: `s-${id}`,
  hostname: null,
  wave: 'w',
  jobId: null,
  recoveryInstanceId: null,
  ec2InstanceId: `i-${id}`,
  state: null,
  existedBefore: false
})
const action = (id: string) => ({
  wave: 'w',
  name: 'smoke test',
  document: 'MyOrg-Smoke',
  automationExecutionId: `run-${id}`,
  status: 'InProgress',
  stopRequestedAt: null,
  requestedAt: null,
  findWith: null
})
const lost = (id: string) => ({
  ...action(id),
  document: `MyOrg-${id}`,
  automationExecutionId: null,
  findWith: `aws ssm describe-automation-executions --region us-west-2 --filters Key=DocumentNamePrefix,Values=MyOrg-${id}`
})

/** The lines of shell that a summary offers. */
function commandsOf(left: Partial<StillRunning>, more: Partial<EvidenceRecord> = {}): readonly string[] {
  const summary = summaryOf({ ...record, stillRunning: { ...nothing, ...left }, ...more })
  return /^```sh\n(.*?)\n```$/ms.exec(summary)?.[1]?.split('\n') ?? []
}

const plain = 'select(test("^[A-Za-z0-9][A-Za-z0-9-]*$"))'

describe('the commands for what is left in AWS', () => {
  it('name each of it, as long as a line can', () => {
    const [jobs = ''] = commandsOf({ jobs: many(200, job) })
    expect(jobs.match(/drsjob-/g)).toHaveLength(200)
    const [instances = ''] = commandsOf({ instances: many(200, forgotten) })
    expect(instances.match(/ i-/g)).toHaveLength(200)
    expect(commandsOf({ actions: many(200, action) })).toHaveLength(200)
    expect(commandsOf({ actions: many(200, lost) })).toHaveLength(200)
  })

  it('take what is more than that from the record, and leave nothing out', () => {
    const { executionId } = record
    expect(commandsOf({ jobs: many(201, job) })).toEqual([
      `aws drs describe-jobs --region us-west-2 --query "items[?tags.\\"drs-drill:execution\\"=='${executionId}']"`
    ])
    expect(commandsOf({ jobs: many(201, job), unansweredStarts: record.stillRunning.unansweredStarts })).toHaveLength(1)
    expect(commandsOf({ instances: many(201, forgotten) })).toEqual([
      `jq -r '.stillRunning.instances[] | select(.existedBefore | not) | select(.recoveryInstanceId == null) | .ec2InstanceId // empty | ${plain}' evidence.json | xargs -n 200 aws ec2 terminate-instances --region us-west-2 --instance-ids`
    ])
    expect(commandsOf({ actions: many(201, action) })).toEqual([
      `jq -r '.stillRunning.actions[].automationExecutionId // empty | ${plain}' evidence.json | xargs -n 1 aws ssm stop-automation-execution --region us-west-2 --automation-execution-id`
    ])
    expect(commandsOf({ actions: many(201, lost) })).toEqual([
      "jq -r '.stillRunning.actions[].findWith // empty' evidence.json | sort -u"
    ])
  })

  it('terminate nothing of a real failover', () => {
    const lines = commandsOf({ instances: many(201, forgotten) }, { mode: 'recovery' })
    expect(lines).toEqual([expect.stringContaining(' aws ec2 describe-instances --region us-west-2 --instance-ids')])
  })
})
