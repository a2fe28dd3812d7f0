import { describe, expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import { runDrill } from './drills.js'
import { annotationsIn } from './log-reader.js'
import { oneWave, planOf, servers, serversWith, type ServerSettings } from './plans.js'

const preflight = { mode: 'preflight' }

/** A preflight of the two databases, the first of which is so. */
const about = (db: ServerSettings, plan = oneWave({}, { objectives: { rpo: '15m' } }), mode = 'preflight') =>
  runDrill({ scenario: { servers: serversWith({ db }) }, plan, inputs: { mode } })

type Drill = Awaited<ReturnType<typeof runDrill>>

const findingsOf = ({ evidence }: Drill, check: string) =>
  evidence.preflight.find((one) => one.check === check)?.findings ?? []

function expectNothingStarted(drill: Drill, status: 'passed' | 'blocked'): void {
  expect(drill.outputs).toMatchObject({ status, 'job-ids': '[]', 'instance-ids': '[]', servers: '[]', launched: '' })
  expect(drill.exitCode).toBe(status === 'passed' ? 0 : 1)
  expect(drill.world.jobs.filter(({ tags }) => 'drs-drill:execution' in tags)).toEqual([])
  expect(drill.calls.filter(({ operation }) => /^(?:Start|Terminate)/.test(operation))).toEqual([])
}

describe('mode preflight', () => {
  test.concurrent('passes where nothing stands in the way, and says what was asked', async () => {
    const drill = await runDrill({ plan: oneWave(), inputs: preflight })
    expectNothingStarted(drill, 'passed')
    expect(drill.summary).toContain('✅ PASSED: payments, preflight, nothing stands in the way of 2 servers')
    expect(drill.summary).toContain('Asked, and in order: permissions, servers, replication')
    expect(drill.log).toContain('nothing stands in the way of its 2 servers')
    expect(drill.evidence.preflight.every(({ result }) => ['ok', 'note'].includes(result))).toBe(true)
  })

  test.concurrent.each<[string, string, ServerSettings, string]>([
    ['is disconnected', 'replication', { replicationState: 'DISCONNECTED' }, 'DISCONNECTED'],
    ['is stalled', 'replication', { replicationState: 'STALLED' }, 'its replication is STALLED'],
    ['is paused', 'replication', { replicationState: 'PAUSED' }, 'its replication is PAUSED'],
    [
      'is in trouble by the words of its agent',
      'replication',
      { replicationError: { error: 'AGENT_NOT_SEEN', rawError: 'no agent for an hour' } },
      'its replication is CONTINUOUS (no agent for an hour)'
    ],
    [
      'is in trouble by the name of its error',
      'replication',
      { replicationState: 'STALLED', replicationError: { error: 'SNAPSHOTS_FAILURE' } },
      'its replication is STALLED (SNAPSHOTS_FAILURE)'
    ],
    ['is in a state that is new', 'replication', { replicationState: 'BRAND_NEW' }, 'BRAND_NEW, which is not known'],
    ['is in no state', 'replication', { replicationState: null }, 'DRS gives no replication state'],
    [
      'is extended, and in a state that is new',
      'staging',
      { extended: { stagingAccount: '210987654321', stagingStatus: 'EXTENDING' } },
      'its extension is EXTENDING'
    ],
    ['lags behind the RPO', 'recovery-point', { lag: 'PT42M' }, 'is 42m behind, and the RPO is 15m'],
    ['failed to launch the last time', 'last-launch', { lastLaunch: { status: 'FAILED' } }, 'FAILED. Read that job'],
    ['has no launch settings', 'launch-settings', { launchTemplate: null }, 'has no DRS launch settings'],
    ['has a launch template that is gone', 'launch-settings', { launchTemplate: { deleted: true } }, 'launch template']
  ])('warns, on the line of the plan, of a server that %s', async (_what, check, settings, words) => {
    const drill = await about(settings)
    expectNothingStarted(drill, 'passed')
    expect(findingsOf(drill, check).filter((found) => found.class === 'warning')).toMatchObject([
      {
        class: 'warning',
        message: expect.stringContaining(words),
        sourceServerId: servers.db,
        line: expect.any(Number)
      }
    ])
    const annotation = annotationsIn(drill.log).find(({ level }) => level === 'warning')
    expect(annotation).toMatchObject({ message: expect.stringContaining(words) })
    expect(drill.summary).toContain('### Before the start')
    expect(drill.summary).toContain('db-01')
  })

  test.concurrent.each<[string, string, ServerSettings, string]>([
    ['is not replicated yet', 'replication', { replicationState: 'INITIAL_SYNC' }, 'cannot be launched'],
    [
      'is staged in an account that is gone',
      'staging',
      { extended: { stagingAccount: '210987654321', stagingError: 'the account is closed' } },
      'its staging area is in error: the account is closed'
    ],
    ['has a live recovery instance', 'live-recovery', { liveRecoveryInstance: true }, 'A new launch would destroy it']
  ])('is blocked by a server that %s, as a drill and a recovery are', async (_what, check, settings, words) => {
    const drills = await Promise.all([
      about(settings),
      about(settings, oneWave(), 'drill'),
      runDrill({
        scenario: { servers: serversWith({ db: settings }) },
        plan: oneWave(),
        inputs: { mode: 'recovery', 'confirm-recovery': 'payments' }
      })
    ])
    for (const drill of drills) {
      expect(drill.outputs['status']).toBe('blocked')
      expect(drill.world.jobs).toEqual([])
      expect(findingsOf(drill, check)).toMatchObject([{ class: 'blocking', message: expect.stringContaining(words) }])
      expect(drill.evidence.refusals).toMatchObject([{ line: expect.any(Number), column: expect.any(Number) }])
    }
  })

  test.concurrent.each<[string, ServerSettings, string]>([
    ['has no launch settings', { launchTemplate: null }, 'it has no DRS launch settings that could activate them'],
    ['has none activated', {}, 'they are not activated in its DRS launch settings']
  ])('is blocked where post-launch actions are required of a server that %s', async (_what, settings, words) => {
    const drill = await runDrill({
      scenario: { servers: serversWith({ db: settings }) },
      plan: planOf([{ name: 'databases', servers: [servers.db], verify: { 'launch-actions': 'required' } }])
    })
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.world.jobs).toEqual([])
    expect(findingsOf(drill, 'launch-actions')).toMatchObject([
      { class: 'blocking', message: expect.stringContaining(words) }
    ])
  })

  test.concurrent('notes what DRS does not tell, and what was never launched', async () => {
    const drill = await about({ lag: null })
    expectNothingStarted(drill, 'passed')
    for (const [check, words] of [
      ['recovery-point', 'DRS tells no lag'],
      ['last-launch', 'never']
    ] as const) {
      expect(findingsOf(drill, check)).toContainEqual(
        expect.objectContaining({ class: 'note', message: expect.stringContaining(words) })
      )
    }
  })

  test.concurrent('notes the instances of an earlier drill that a launch will terminate', async () => {
    const drill = await about({ earlierDrillInstance: { ec2InstanceId: 'i-0a1b2c3d4e5f60718' } })
    expectNothingStarted(drill, 'passed')
    expect(findingsOf(drill, 'earlier-drills')).toMatchObject([
      { class: 'note', message: expect.stringContaining('its launch terminates i-0a1b2c3d4e5f60718') }
    ])
    expect(annotationsIn(drill.log)).toContainEqual(expect.objectContaining({ level: 'notice' }))
  })

  test.concurrent('warns of a server that a job of somebody else holds, and of quotas that are used up', async () => {
    const others = Array.from({ length: 20 }, (_, index) => ({
      servers: index === 0 ? [servers.db] : 1,
      activeFor: '5h'
    }))
    const drill = await runDrill({
      scenario: { servers: serversWith({}), otherJobs: others },
      plan: oneWave(),
      inputs: preflight
    })
    expectNothingStarted(drill, 'passed')
    expect(findingsOf(drill, 'other-jobs')).toMatchObject([
      {
        class: 'warning',
        message: expect.stringMatching(/^Server db-01 .* is held by drsjob-.*A drill waits up to 10m/)
      }
    ])
    expect(findingsOf(drill, 'quotas')).toMatchObject([
      { class: 'warning', message: expect.stringContaining('20 of 20 jobs') }
    ])
  })

  test.concurrent('tells of everything at once', async () => {
    const plan = planOf([
      { name: 'databases', servers: [servers.db, servers.replica] },
      { name: 'gone', servers: ['s-9999999999999999z'], after: [] }
    ])
    const drill = await runDrill({
      scenario: {
        servers: serversWith({ db: { replicationState: 'STOPPED' }, replica: { liveRecoveryInstance: true } })
      },
      plan,
      inputs: preflight
    })
    expectNothingStarted(drill, 'blocked')
    expect(drill.evidence.refusals).toHaveLength(3)
    expect(new Set(drill.evidence.refusals.map(({ line }) => line)).size).toBe(3)
  })

  test.concurrent('tells of every permission that is missing, and of all that it sees without them', async () => {
    const deny = [
      'drs:DescribeRecoveryInstances',
      'drs:GetLaunchConfiguration',
      'drs:DescribeJobLogItems',
      'ec2:DescribeInstanceStatus',
      'ssm:DescribeDocument'
    ]
    const drill = await runDrill({
      scenario: { servers: serversWith({ db: { replicationState: 'STOPPED' } }), permissions: { deny } },
      plan: oneWave({ 'post-actions': [{ name: 'smoke test', document: 'MyOrg-Smoke', timeout: '1m' }] }),
      inputs: preflight
    })
    expectNothingStarted(drill, 'blocked')
    const told = drill.evidence.refusals.map(({ message }) => message)
    for (const action of deny) expect(told.filter((message) => message.includes(action))).toHaveLength(1)
    expect(told).toContainEqual(expect.stringContaining('cannot be launched'))
    expect(told).toHaveLength(deny.length + 1)
    const open = drill.evidence.preflight.flatMap(({ check, result }) => (result === 'not-asked' ? [check] : []))
    expect(open).toEqual([
      'launch-settings',
      'launch-actions',
      'isolation',
      'actions',
      'live-recovery',
      'earlier-drills'
    ])
    const sentence = /not checked, since AWS did not answer what they rest on: launch settings, launch actions/i
    expect(drill.log).toMatch(sentence)
    expect(drill.summary).toMatch(sentence)
  })

  test.concurrent('that a question is not answered keeps nothing back of the others', async () => {
    const drill = await runDrill({
      scenario: {
        servers: serversWith({ db: { replicationState: 'STOPPED' } }),
        faults: [{ kind: 'hang', operation: 'DescribeDocument' }]
      },
      plan: oneWave(
        { 'post-actions': [{ name: 'smoke test', document: 'MyOrg-Smoke', timeout: '1s' }], timeout: '4s' },
        { timeout: '5s' }
      ),
      inputs: preflight
    })
    expectNothingStarted(drill, 'blocked')
    expect(drill.evidence.refusals.map(({ message }) => message)).toEqual([
      expect.stringContaining('AWS did not answer in time (ssm:DescribeDocument)'),
      expect.stringContaining('cannot be launched')
    ])
  })

  const ids = Array.from({ length: 500 }, (_, index) => `s-${String(index + 1).padStart(17, '0')}`)
  const listed = Array.from({ length: 5 }, (_, index) => ({
    name: `wave-${String(index)}`,
    servers: ids.slice(index * 100, index * 100 + 100)
  }))
  const matched = Array.from({ length: 6 }, (_, index) => ({
    name: `wave-${String(index)}`,
    match: { hostname: `server-${String(index)}*` }
  }))
  const everything = {
    objectives: { rpo: '15m' },
    cleanup: 'on-success',
    isolation: { subnets: ['subnet-0a1b2c3d4e5f60718'], 'security-groups': ['sg-0a1b2c3d4e5f60718'] },
    defaults: {
      'pre-actions': [{ name: 'check', document: 'MyOrg-Check', timeout: '1m' }],
      'post-actions': [{ name: 'smoke test', document: 'MyOrg-Smoke', timeout: '1m' }]
    }
  }
  const snapshotsToo = ['DescribeRecoverySnapshots', 'GetLaunchConfiguration'] as const

  test.concurrent.each([
    ['without an RPO', {}, listed, ['GetLaunchConfiguration']],
    ['with an RPO', { objectives: { rpo: '15m' } }, listed, snapshotsToo],
    ['with all that a plan can state', everything, matched, snapshotsToo]
  ] as const)(
    'checks 500 servers %s with 25 calls and one of each kind a server at most',
    async (_what, settings, waves, kinds) => {
      const drill = await runDrill({
        scenario: {
          servers: [],
          serverCount: 500,
          documents: { 'MyOrg-Check': {}, 'MyOrg-Smoke': {} },
          faults: [
            { kind: 'throttle', operation: 'GetLaunch*', probability: 0.05 },
            { kind: 'throttle', operation: 'DescribeRecoverySnapshots', probability: 0.05 }
          ]
        },
        plan: stringify({ version: 1, name: 'large', region: 'us-west-2', timeout: '10m', ...settings, waves }),
        inputs: preflight
      })
      expectNothingStarted(drill, 'passed')
      const answered = drill.calls.filter(({ outcome }) => !outcome.includes('Throttling'))
      const perServer = answered.filter(({ operation }) => kinds.some((kind) => kind === operation))
      expect(perServer).toHaveLength(500 * kinds.length)
      expect(answered.length - perServer.length).toBeLessThanOrEqual(25)
    }
  )
})

describe('a server that DRS would launch into an EC2 instance that is there already', () => {
  const into: ServerSettings = { launchInto: { ec2InstanceId: 'i-0a1b2c3d4e5f60718' } }

  test.concurrent.each(['preflight', 'drill'])('blocks a %s: it would overwrite that', async (mode) => {
    const drill = await about(into, oneWave(), mode)
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.world.jobs).toEqual([])
    expect(findingsOf(drill, 'launch-settings')).toMatchObject([
      { class: 'blocking', message: expect.stringContaining('would be launched into i-0a1b2c3d4e5f60718') }
    ])
    expect(drill.world.instances).toMatchObject([{ instanceId: 'i-0a1b2c3d4e5f60718', jobId: '', state: 'running' }])
  })

  test.concurrent('is told of in a recovery, which may mean just that', async () => {
    const drill = await runDrill({
      scenario: { servers: serversWith({ db: into }) },
      plan: oneWave(),
      inputs: { mode: 'recovery', 'confirm-recovery': 'payments' }
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(findingsOf(drill, 'launch-settings')).toMatchObject([
      { class: 'warning', message: expect.stringContaining('is launched into i-0a1b2c3d4e5f60718') }
    ])
    expect(drill.servers.map(({ ec2InstanceId }) => ec2InstanceId)).toContain('i-0a1b2c3d4e5f60718')
  })
})

describe('guards.replace-recovery-instances', () => {
  test.concurrent(
    'lets a drill replace the live recovery instance of the server that it names, and says so',
    async () => {
      const plan = oneWave({}, { guards: { 'replace-recovery-instances': [servers.db] } })
      const drill = await about({ liveRecoveryInstance: true }, plan, 'drill')
      expect(drill.outputs['status']).toBe('passed')
      expect(findingsOf(drill, 'live-recovery')).toMatchObject([
        { class: 'warning', message: expect.stringContaining('DESTROYS its live recovery instance') }
      ])
      expect(drill.evidence.guards).toMatchObject({
        replaceRecoveryInstances: [servers.db],
        overridden: [{ sourceServerId: servers.db, recoveryInstanceId: expect.stringMatching(/^i-/) }]
      })
      expect(drill.evidence.deviations.map(({ kind }) => kind)).toEqual(['recovery-replaced'])
      expect(drill.log).toContain('DESTROYS its live recovery instance')
      expect(drill.summary).toContain('DESTROYS its live recovery instance')
    }
  )

  test.concurrent('does not let it replace that of another', async () => {
    const plan = oneWave({}, { guards: { 'replace-recovery-instances': [servers.replica] } })
    const drill = await about({ liveRecoveryInstance: true }, plan, 'drill')
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.world.jobs).toEqual([])
  })
})

describe('isolation', () => {
  const isolation = { subnets: ['subnet-0a1b2c3d4e5f60718'], 'security-groups': ['sg-0a1b2c3d4e5f60718'] }
  const isolated = oneWave({}, { isolation })

  test.concurrent('lets a drill launch inside', async () => {
    const drill = await about({}, isolated, 'drill')
    expect(drill.outputs['status']).toBe('passed')
  })

  test.concurrent.each<[string, ServerSettings, string]>([
    [
      'another subnet',
      { launchTemplate: { subnetId: 'subnet-0fffffffffffffff0' } },
      'subnet-0fffffffffffffff0 is none'
    ],
    [
      'one more security group',
      { launchTemplate: { securityGroupIds: ['sg-0a1b2c3d4e5f60718', 'sg-0fffffffffffffff0'] } },
      'sg-0fffffffffffffff0 is none'
    ],
    ['a template that is gone', { launchTemplate: { deleted: true } }, 'nobody knows where it would land']
  ])('blocks a drill whose launch template has %s', async (_what, settings, words) => {
    const drill = await about(settings, isolated, 'drill')
    expect(drill.outputs['status']).toBe('blocked')
    expect(drill.world.jobs).toEqual([])
    expect(findingsOf(drill, 'isolation')).toMatchObject([
      { class: 'blocking', message: expect.stringContaining(words) }
    ])
  })

  test.concurrent('is compared with the version that DRS launches from, not with the latest', async () => {
    const latest = { version: 2, subnetId: 'subnet-0fffffffffffffff0', securityGroupIds: [] }
    const drill = await about({ launchTemplate: { otherVersions: [latest] } }, isolated, 'drill')
    expect(drill.outputs['status']).toBe('passed')
  })

  test.concurrent('fails a server that landed elsewhere, although it runs', async () => {
    const drill = await about({ landsIn: { subnetId: 'subnet-0fffffffffffffff0' } }, isolated, 'drill')
    expect(drill.outputs['status']).toBe('failed')
    const db = drill.evidence.waves[0]?.servers.find(({ sourceServerId }) => sourceServerId === servers.db)
    expect(db).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining("landed outside the plan's isolation: subnet-0fffffffffffffff0 is none"),
      launchStatus: 'LAUNCHED'
    })
    expect(drill.evidence.stillRunning.instances).toHaveLength(2)
  })
})
