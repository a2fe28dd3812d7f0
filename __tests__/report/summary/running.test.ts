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

describe('what may come up yet', () => {
  const find = (condition: string) =>
    `aws drs describe-recovery-instances --region us-west-2 --query "items[?isDrill && ${condition}].recoveryInstanceID" --output text`
  const terminate = 'xargs -r -n 200 aws drs terminate-recovery-instances --region us-west-2 --recovery-instance-ids'
  const told = (left: Partial<StillRunning>, more: Partial<EvidenceRecord> = {}) =>
    summaryOf({ ...record, stillRunning: { ...nothing, ...left }, ...more })
  const [pending] = record.stillRunning.jobs
  if (pending === undefined) throw new Error('a job is needed')

  it('is named, and terminated by the command when its job has ended', () => {
    const summary = told({ jobs: [pending] })
    expect(summary).toMatch(
      /\*\*DRS cannot stop a launch\*\*: \*\*app-01\S* `s-\w+` may still come up and cost money\. When the job has ended, this terminates what came up in it:/
    )
    expect(summary).toContain(`\`\`\`sh\n${find(`jobID=='${pending.jobId}'`)} | ${terminate}\n\`\`\``)
  })

  it('is told of jobs whose servers this run does not know, however many there are', () => {
    const [one, two] = [job('00000000000000008'), job('00000000000000009')]
    const summary = told({ jobs: [one, two] })
    expect(summary).toContain(
      '**DRS cannot stop a launch**: what else was asked for may still come up and cost money. When the jobs have ended'
    )
    expect(summary).toContain(`${find(`contains(['${one.jobId}','${two.jobId}'], jobID)`)} | ${terminate}`)
    expect(told({ jobs: [pending, one] })).toMatch(/launch\*\*: \S+ `s-\w+` and what else was asked for may still/)
    expect(told({ jobs: many(201, job) })).toContain(
      `jq -r '.stillRunning.jobs[] | select(.mayLaunch).jobId | ${plain}' evidence.json | xargs -I{} ${find("jobID=='{}'")} | ${terminate}`
    )
  })

  it('is terminated by no command after a real failover, without a Region, or beside an instance of somebody else', () => {
    const recovery = told({ jobs: [pending] }, { mode: 'recovery' })
    expect(recovery).toMatch(/\*\*DRS cannot stop a launch\*\*: \S+ `s-\w+` may still come up\.$/m)
    expect(recovery).not.toContain('terminate')
    expect(told({ jobs: [pending] }, { identity: null })).toMatch(/may still come up and cost money\.$/m)
    const existing = { ...forgotten('00000000000000009'), existedBefore: true }
    expect(told({ jobs: [pending], instances: [existing] })).not.toContain('terminate-recovery-instances')
  })

  it('is told too where a launch was never confirmed, with no command: nobody knows its job', () => {
    const { unansweredStarts } = record.stillRunning
    const summary = told({ unansweredStarts })
    expect(summary).toMatch(/\*\*DRS cannot stop a launch\*\*: \S+ `s-\w+` may still come up and cost money\.$/m)
    expect(summary).not.toContain('terminate-recovery-instances')
  })

  it('is not what has come up, or is seen to be over', () => {
    const servers = record.waves.flatMap((wave) => wave.servers).filter(({ jobId }) => jobId === pending.jobId)
    const come = servers.map(({ sourceServerId, jobId }) => ({ ...forgotten('1'), sourceServerId, jobId }))
    expect(told({ jobs: [pending], instances: come })).not.toContain('cannot stop')
    for (const change of [{ status: 'failed' }, { status: 'skipped' }, { launchStatus: 'LAUNCHED' }] as const) {
      const waves = record.waves.map((wave) => ({
        ...wave,
        servers: wave.servers.map((server) => ({ ...server, ...change }))
      }))
      expect(told({ jobs: [pending] }, { waves })).not.toContain('cannot stop')
    }
  })
})

describe('the instances that are left', () => {
  const told = (instances: StillRunning['instances'], more: Partial<EvidenceRecord> = {}) =>
    summaryOf({ ...record, stillRunning: { ...nothing, instances }, ...more })
  const [seen, presumed] = [
    { ...forgotten('00000000000000001'), hostname: 'db-02', recoveryInstanceId: 'i-r' },
    { ...forgotten('00000000000000002'), hostname: 'db-01', ec2InstanceId: null }
  ]

  it('are each named as EC2 and as the command calls them', () => {
    expect(told([seen])).toContain(
      '- **db-02** `s-00000000000000001`: `i-00000000000000001` (recovery instance `i-r`)\n\nTo terminate it:'
    )
  })

  it('are counted as seen only where one was', () => {
    const summary = told([seen, presumed])
    expect(summary).toContain(
      '**Left running in AWS**: 1 drill instance is left and costs money until it is terminated; 1 more may exist, though none was found, and would cost money.'
    )
    expect(summary).toContain(
      '- **db-01** `s-00000000000000002`: DRS says LAUNCHED, but no instance of it was found; it may exist\n'
    )
    expect(told([presumed])).toContain('**: 1 drill instance may exist, though none was found, and would cost money.')
    expect(told([presumed], { mode: 'recovery' })).toContain('1 recovery instance may exist, though none was found.')
  })

  it('are folded away where they are many', () => {
    expect(told(many(20, forgotten))).not.toContain('<summary>20 instances')
    expect(told(many(21, forgotten))).toContain('<details><summary>21 instances</summary>')
  })

  it('come before what did not go as planned', () => {
    const late = { kind: 'wave-late', at: null, wave: 'w', sourceServerId: null, message: 'wave w was late' } as const
    const summary = told([seen], { deviations: [late] })
    expect(summary.indexOf('Left running in AWS')).toBeLessThan(summary.indexOf('### Deviations from the plan'))
  })
})
