import { describe, expect, it } from '@jest/globals'
import { judgeIsolation } from '../../../src/drill/watch/isolation.js'
import { recordOf } from '../../../src/report/record/record.js'
import type { EvidenceRecord } from '../../../src/report/record/schema.js'
import { summaryOf } from '../../../src/report/summary/summary.js'
import { instance, instanceId, jobId, launched, plan, serverId, Story, wave } from '../builders.js'

const [inside, outside] = [serverId(1), serverId(2)]
const isolated = {
  ...plan([wave('databases', [inside, outside])]),
  isolation: { subnets: ['subnet-00000000000000001'], securityGroups: [] }
}

/** Both came up, the second where the plan does not want it. */
function breached(): EvidenceRecord {
  const up = new Story()
    .accept(isolated)
    .identify()
    .describe({ [inside]: 'db-01', [outside]: 'db-02' })
    .startWave(1, 'databases')
    .launch(1, 'databases', jobId(1), [inside, outside])
    .seeJob(9, jobId(1), 'COMPLETED', [launched(inside), launched(outside)])
    .seeInstances(9, [
      instance(inside, jobId(1), 1),
      { ...instance(outside, jobId(1), 1), subnetId: 'subnet-00000000000000002' }
    ])
  const state = up.state()
  const [server, planned] = [state.servers.get(outside), state.waves.get('databases')]
  const finding = server === undefined || planned === undefined ? undefined : judgeIsolation(state, server, planned)
  return recordOf(
    up
      .settle(9, [inside], 'launched', 'its instance is running')
      .settle(9, [outside], 'failed', finding?.reason ?? 'it landed nowhere')
      .settleWave(9, 'databases', 'failed', '1 of 2 servers is not up: db-02 (failed)')
      .finish(9, 'failed', '1 of 2 servers is not up')
      .state()
  )
}

describe('a drill instance outside the isolation', () => {
  it('is told first, with the command that terminates it alone', () => {
    const summary = summaryOf(breached())
    expect(summary).toContain(
      "> **A drill instance runs outside the plan's isolation**, where it may reach what is live."
    )
    expect(summary).toContain(
      `- **db-02** \`${outside}\` **runs outside the isolation** as \`${instanceId(outside)}\`, recovery instance ` +
        `\`${instanceId(outside)}\`: ${instanceId(outside)} landed outside`
    )
    expect(summary).toContain(`--recovery-instance-ids ${instanceId(outside)}\n`)
    expect(summary.indexOf('[!CAUTION]')).toBeLessThan(summary.indexOf('| Objective |'))
    expect(summary).toContain(
      '*Next:* Terminate it now, with the command above; then correct the subnet or security group in its launch settings.'
    )
  })

  it('is told of no more once it is gone, or where it was there before', () => {
    const record = breached()
    const { stillRunning } = record
    const told = (instances: EvidenceRecord['stillRunning']['instances']) =>
      summaryOf({ ...record, stillRunning: { ...stillRunning, instances } })
    expect(told([])).not.toContain('[!CAUTION]')
    expect(told([])).toContain('*Next:* Correct the subnet or security group in its launch settings.')
    expect(told(stillRunning.instances.map((left) => ({ ...left, existedBefore: true })))).not.toContain('[!CAUTION]')
  })

  it('is called by what EC2 knows where DRS has forgotten it, and by no command where no Region is known', () => {
    const record = breached()
    const instances = record.stillRunning.instances.map((left) => ({ ...left, recoveryInstanceId: null }))
    const forgotten = { ...record, stillRunning: { ...record.stillRunning, instances } }
    expect(summaryOf(forgotten)).toContain(
      `\`\`\`sh\naws ec2 terminate-instances --region us-west-2 --instance-ids ${instanceId(outside)}\n\`\`\``
    )
    expect(summaryOf({ ...forgotten, identity: null })).not.toContain('```sh')
    const nameless = instances.map((left) => ({ ...left, ec2InstanceId: '$(reboot)' }))
    const waves = record.waves.map((wave) => ({
      ...wave,
      servers: wave.servers.map((server) => ({ ...server, ec2InstanceId: '$(reboot)' }))
    }))
    expect(
      summaryOf({ ...record, waves, stillRunning: { ...record.stillRunning, instances: nameless } })
    ).not.toContain('```sh')
  })

  it('is taken from the record where there are many', () => {
    const record = breached()
    const [left] = record.stillRunning.instances.filter(({ sourceServerId }) => sourceServerId === outside)
    const [server] = record.waves.flatMap(({ servers }) => servers.slice(1))
    const [wave] = record.waves
    if (left === undefined || server === undefined || wave === undefined) throw new Error('one is needed')
    const many = Array.from({ length: 201 }, (_, index) => serverId(index + 10))
    const summary = summaryOf({
      ...record,
      waves: [{ ...wave, servers: many.map((sourceServerId) => ({ ...server, sourceServerId })) }],
      stillRunning: { ...record.stillRunning, instances: many.map((sourceServerId) => ({ ...left, sourceServerId })) }
    })
    expect(summary).toContain("> **201 drill instances run outside the plan's isolation**")
    expect(summary).toMatch(
      /^jq -r '\.waves\[\]\.servers\[\] \| select\(\.reason \/\/ "" \| contains\("landed outside the plan"\)\)\.recoveryInstanceId .* \| xargs -n 200 aws drs terminate-recovery-instances/m
    )
  })
})
