import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { partitionOf, recordOf } from '../../../src/report/record/record.js'
import { evidenceJsonSchema, evidenceSchema } from '../../../src/report/record/schema.js'
import { instance, instanceId, jobId, launched, minute, plan, serverId, Story, wave } from '../builders.js'
import { cases, manyServers } from '../cases.js'
import { expectGolden } from '../golden.js'

const schemaFile = new URL('../../../evidence.schema.json', import.meta.url)
const ajv = new Ajv2020({ allErrors: true })
addFormats.default(ajv)
const validate = ajv.compile(evidenceJsonSchema())

const [a, b] = [serverId(1), serverId(2)]
const oneWave = plan([wave('databases', [a, b])])
const requested = () =>
  new Story().accept(oneWave).identify().startWave(1, 'databases').launch(1, 'databases', jobId(1), [a, b])

describe('evidenceJsonSchema', () => {
  it('is what evidence.schema.json at the root publishes', () => {
    const text = `${JSON.stringify(evidenceJsonSchema(), null, 2)}\n`
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(schemaFile, text)
    expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(JSON.parse(text))
  })
})

describe('recordOf', () => {
  it.each(Object.entries(cases))('keeps to the published schema: %s', (_name, state) => {
    const record: unknown = JSON.parse(JSON.stringify(recordOf(state())))
    expect(evidenceSchema.safeParse(record).error).toBeUndefined()
    expect({ valid: validate(record), errors: validate.errors }).toEqual({ valid: true, errors: null })
  })

  it.each(['passed', 'failed-server'])('makes the same bytes of the same journal: %s', (name) => {
    expectGolden(
      `${name}.evidence.json`,
      `${JSON.stringify(recordOf(cases[name]?.() ?? manyServers(1).state()), null, 2)}\n`
    )
  })

  it('is made of an execution that has only been opened', () => {
    const record = recordOf(new Story().state())
    expect(record).toMatchObject({
      status: 'unfinished',
      reason: 'no verdict was reached',
      identity: null,
      budgetSeconds: null,
      waves: [],
      leftOut: [],
      deviations: []
    })
    expect(validate(record)).toBe(true)
  })

  it('is made of an execution outside GitHub, of a plan that could not be read', () => {
    const record = recordOf({ ...new Story().state(), run: {}, planReference: { name: 'x', path: 'x.yml' } })
    expect(record.run).toMatchObject({ repository: null, attempt: null, url: null, approvals: [] })
    expect(record.plan).toEqual({
      name: 'x',
      path: 'x.yml',
      description: null,
      sha256: null,
      commit: null,
      region: null
    })
    expect(validate(record)).toBe(true)
  })

  it('says blocked or cancelled before the verdict is written down', () => {
    const blocked = new Story().add(1, { type: 'refused', refusals: [{ message: 'no', line: 3 }] }).state()
    const cancelled = new Story().add(1, { type: 'cancel-requested', signal: 'SIGINT' }).state()
    expect(recordOf(blocked)).toMatchObject({ status: 'blocked', reason: 'no', refusals: [{ line: 3, column: null }] })
    expect(recordOf(cancelled)).toMatchObject({
      status: 'cancelled',
      reason: 'the run was cancelled, or its time ran out (SIGINT)'
    })
  })

  it('says how far a server was when nobody looked any more', () => {
    const silent = recordOf(new Story().accept(oneWave).startWave(1, 'databases').request(1, 'databases', [a]).state())
      .waves[0]?.servers
    expect(silent).toMatchObject([
      { status: 'in-progress', reason: 'DRS last showed nothing' },
      { status: 'not-started', reason: null }
    ])
    const converting = requested()
      .readLog(7, jobId(1), [{ at: minute(6), event: 'CONVERSION_START', sourceServerId: a }])
      .state()
    expect(recordOf(converting).waves[0]?.servers[0]?.reason).toBe('DRS last showed PENDING, in the conversion phase')
  })

  it('takes the instance from the log where EC2 was not asked', () => {
    const state = requested()
      .readLog(9, jobId(1), [
        { at: minute(9), event: 'LAUNCH_END', sourceServerId: a, targetInstanceId: 'i-0123456789abcdef0' }
      ])
      .state()
    expect(recordOf(state).waves[0]?.servers[0]).toMatchObject({
      ec2InstanceId: 'i-0123456789abcdef0',
      instance: null,
      phases: [{ phase: 'launch', startedAt: null, endedAt: minute(9) }]
    })
  })

  it('keeps what EC2 does not say as null', () => {
    const state = requested()
      .seeInstances(9, [{ sourceServerId: a, jobId: jobId(1), state: 'pending' }])
      .state()
    expect(recordOf(state).waves[0]?.servers[0]?.instance).toEqual({
      state: 'pending',
      statusChecks: null,
      type: null,
      availabilityZone: null,
      subnetId: null,
      securityGroupIds: [],
      privateIp: null,
      isDrill: null
    })
  })

  it('keeps what DRS does not say of a server as null', () => {
    const state = requested()
      .describe({ [a]: { sourceServerId: a } })
      .state()
    expect(recordOf(state).waves[0]?.servers[0]).toMatchObject({
      hostname: null,
      before: { replicationState: null, lag: null, launchDisposition: null }
    })
  })

  it('names the waves that were left out, and whether they came up earlier', () => {
    const record = recordOf(cases['second-job-of-the-run']?.() ?? new Story().state())
    expect(record.waves.map(({ name }) => name)).toEqual(['app'])
    expect(record.leftOut).toMatchObject([{ name: 'databases', cameUpEarlier: true }])
  })

  it('knows the partition of an ARN', () => {
    expect(partitionOf('arn:aws-us-gov:sts::1:x')).toBe('aws-us-gov')
    expect(partitionOf('nonsense')).toBeUndefined()
    const state = requested().add(2, {
      type: 'identity-confirmed',
      identity: { account: '1', arn: 'nonsense', region: 'us-west-2' }
    })
    expect(recordOf(state.state()).identity?.partition).toBeNull()
  })
})

describe('stillRunning', () => {
  const running = (story: Story) => recordOf(story.state()).stillRunning

  it('holds jobs that had not ended, and launches whose jobs were never seen', () => {
    const story = requested().request(2, 'databases', [b])
    expect(running(story)).toMatchObject({
      jobs: [{ jobId: jobId(1), wave: 'databases', status: 'PENDING' }],
      unansweredStarts: [{ wave: 'databases', sourceServerIds: [b], message: null }]
    })
    // COMPLETED is no proof: a server of it that is neither launched nor lost may come up minutes later.
    const early = requested().seeJob(9, jobId(1), 'COMPLETED', [])
    expect(running(early).jobs).toMatchObject([{ jobId: jobId(1), status: 'COMPLETED' }])
    expect(running(requested().seeJob(9, jobId(1), 'COMPLETED', [launched(a), launched(b)])).jobs).toEqual([])
  })

  it('holds every instance that is not known to be gone', () => {
    const up = requested().seeJob(9, jobId(1), 'COMPLETED', [launched(a), launched(b)])
    expect(running(up).instances).toMatchObject([{ recoveryInstanceId: instanceId(a), state: null }, {}])
    const looked = up.seeInstances(10, [
      instance(a, jobId(1), 0, { state: 'terminated' }),
      instance(b, jobId(1), 0, { state: 'stopped' })
    ])
    expect(running(looked).instances).toMatchObject([{ sourceServerId: b, state: 'stopped' }])
  })

  it('leaves out what DRS or EC2 says is gone', () => {
    const gone = requested()
      .seeJob(9, jobId(1), 'COMPLETED', [{ sourceServerId: a, launchStatus: 'TERMINATED' }, launched(b)])
      .seeInstances(10, [instance(b, jobId(1), 0, { state: 'missing' })])
    expect(running(gone).instances).toEqual([])
  })

  it('holds an instance that nobody has found yet: it may only be late', () => {
    const late = requested()
      .seeJob(9, jobId(1), 'COMPLETED', [launched(a)])
      .seeInstances(10, [{ sourceServerId: a, jobId: jobId(1), state: 'missing' }])
    expect(running(late).instances).toMatchObject([{ sourceServerId: a, ec2InstanceId: null, state: 'missing' }])
  })
})

describe('deviations', () => {
  const kinds = (name: string) => recordOf(cases[name]?.() ?? manyServers(1).state()).deviations.map(({ kind }) => kind)

  it('are none for what went as planned, or was refused', () => {
    for (const name of ['passed', 'recovery', 'blocked-by-plan', 'blocked-by-aws', 'validate-passed', 'unfinished']) {
      expect(kinds(name)).toEqual([])
    }
  })

  it('are one for a wave that never started, not one for each of its servers', () => {
    expect(kinds('failed-server')).toEqual(['server-failed', 'wave-not-started', 'rto-missed'])
  })

  it('name older snapshots, failed launch actions, skipped servers and missed objectives, oldest first', () => {
    expect(kinds('skipped-and-deviations')).toEqual([
      'previous-snapshot',
      'server-skipped',
      'launch-action-failed',
      'rto-missed'
    ])
  })

  it('name what goes on after the end', () => {
    expect(kinds('cancelled-with-running-jobs')).toEqual([
      'server-cancelled',
      'server-cancelled',
      'rto-missed',
      'job-left-running',
      'start-unanswered'
    ])
  })

  it('name a late wave', () => {
    expect(kinds('timed-out')).toContain('wave-late')
    const late = requested().settleWave(60, 'databases', 'up', 'late').state()
    expect(recordOf(late).deviations[0]?.message).toBe('wave databases took 59m of a budget of 40m')
    // Not a wave that had time left: the drill had none.
    const cut = requested().settleWave(10, 'databases', 'timed-out', 'late').state()
    expect(recordOf({ ...cut, timeoutSeconds: 600 }).deviations[0]?.message).toBe(
      'wave databases was not up after 9m of its 40m, when the budget of the drill ran out'
    )
  })

  it('name an RPO that was missed', () => {
    const missed = new Story()
      .accept(plan([wave('databases', [a])], { rpoSeconds: 60, onMiss: 'warn' }))
      .goodWave(1, 'databases', jobId(1), [a])
      .finish(14, 'passed', 'all 1 servers are up')
    expect(recordOf(missed.state()).deviations).toMatchObject([{ kind: 'rpo-missed', at: minute(14), wave: null }])
  })

  it('name a server that was launched before, and a wave that was waiting when all ended', () => {
    const state = new Story()
      .accept(plan([wave('databases', [a]), wave('app', [b], { after: ['databases'] })]))
      .findLaunch(0.1, 'databases', { jobId: jobId(1), participants: [{ sourceServerId: a, launchStatus: 'FAILED' }] })
      .startWave(0.2, 'databases')
      .add(0.3, { type: 'servers-released', servers: [{ sourceServerId: a, reason: 'FAILED' }] })
    expect(recordOf(state.state()).deviations).toMatchObject([{ kind: 'relaunched', at: null }])
    state
      .launch(1, 'databases', jobId(2), [a])
      .readLog(2, jobId(2), [{ at: minute(2), event: 'USING_PREVIOUS_SNAPSHOT', sourceServerId: a }])
      .seeJob(9, jobId(2), 'COMPLETED', [
        {
          ...launched(a),
          launchActions: {
            settled: true,
            runs: [
              { name: 'probe', status: 'FAILED', optional: false },
              { name: 'agent', status: 'SUCCEEDED', optional: false }
            ]
          }
        }
      ])
      .finish(10, 'cancelled', 'the run was cancelled, or its time ran out (SIGINT)')
    expect(recordOf(state.state()).deviations.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      `relaunched: ${a} was launched before by ${jobId(1)}, and again by ${jobId(2)}`,
      `previous-snapshot: ${a} was launched from an older snapshot: DRS could not use a new one`,
      'wave-not-started: wave app (1 server) was not started',
      `launch-action-failed: post-launch action "probe" of ${a} failed`
    ])
  })
})
