import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runDrill, runDrillOn, serverOf, startAws, type Drill } from './drills.js'
import { annotationsIn } from './log-reader.js'
import { oneWave, servers, serversWith, type ServerSettings } from './plans.js'

const once = { retry: { 'failed-servers': 1 } }

/** A drill of the two databases, the first of which ends so, launch after launch. */
const drillWithDb = (outcome: ServerSettings['outcome'], wave: Readonly<Record<string, unknown>> = once) =>
  runDrill({ scenario: { servers: serversWith({ db: { ...(outcome && { outcome }) } }) }, plan: oneWave(wave) })

const recordOfDb = ({ evidence }: Drill) =>
  evidence.waves[0]?.servers.find(({ sourceServerId }) => sourceServerId === servers.db)

const statement = ({ folder }: Drill) =>
  JSON.parse(readFileSync(join(folder, 'statement.json'), 'utf8')) as { predicate: Record<string, unknown> }

describe('a server whose launch FAILED', () => {
  test.concurrent.each(['snapshot', 'conversion', 'launch'] as const)(
    'in the phase %s is launched again in a new job, comes up, and is a deviation',
    async (phase) => {
      const drill = await drillWithDb([{ kind: 'failed', phase }, 'launched'])
      expect(drill.outputs).toMatchObject({ status: 'passed', launched: '2', 'not-launched': '0' })
      expect(drill.starts.map((start) => start.servers)).toEqual([[servers.db, servers.replica], [servers.db]])
      const [first, second] = JSON.parse(drill.outputs['job-ids'] ?? '') as string[]
      expect(serverOf(drill, servers.db).jobId).toBe(second)
      const record = recordOfDb(drill)
      expect(record?.failedLaunches).toMatchObject([{ jobId: first, reason: expect.stringContaining('FAIL') }])
      expect(record?.phases.length).toBeGreaterThan(0)
      expect(drill.evidence.deviations).toMatchObject([{ kind: 'retried', sourceServerId: servers.db }])
      expect(drill.log).toMatch(/db-01.* FAILED, .*to be launched again .*\(retry 1 of 1\)/)
      expect(drill.summary).toContain('### Deviations from the plan')
      expect(drill.summary).toContain('launched again: launch FAILED in')
      expect(statement(drill).predicate).toMatchObject({
        result: 'WARNED',
        warnedTests: [`drill/databases/${servers.db}`],
        failedTests: []
      })
    }
  )

  test.concurrent('is launched as often as the plan allows, and then fails the drill', async () => {
    const drill = await drillWithDb('failed', { retry: { 'failed-servers': 2 } })
    expect(drill.outputs['status']).toBe('failed')
    expect(drill.starts.filter((start) => start.servers.includes(servers.db))).toHaveLength(3)
    expect(serverOf(drill, servers.replica).status).toBe('launched')
    const { reason } = serverOf(drill, servers.db)
    expect(reason).toMatch(
      /launch FAILED in drsjob-.*; the 2 launches before it FAILED alike \(drsjob-\w+, drsjob-\w+\)$/
    )
    expect(drill.evidence.deviations.map(({ kind }) => kind)).toEqual(['retried', 'retried', 'server-failed'])
  })

  test.concurrent('waits until DRS lets go of it: no StartRecovery is refused', async () => {
    const simulator = await startAws({
      servers: serversWith({
        db: { outcome: [{ kind: 'failed', phase: 'snapshot' }, 'launched'] },
        replica: { phases: { conversion: '30m' } }
      })
    })
    const drill = await runDrillOn(simulator, { plan: oneWave(once) })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.starts.map(({ executed }) => executed)).toEqual([true, true])
    const [first, second] = drill.evidence.waves[0]?.jobs ?? []
    expect(Date.parse(second?.createdAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.endedAt ?? ''))
    expect(drill.log).toMatch(/to be launched again once drsjob-\w+ has ended/)
  })

  test.concurrent('whose second answer is lost is not launched a third time', async () => {
    const drill = await runDrill({
      scenario: {
        servers: serversWith({ db: { outcome: ['failed', 'launched'] } }),
        faults: [{ kind: 'cut-after', operation: 'StartRecovery', nth: 2 }]
      },
      plan: oneWave(once)
    })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.starts).toHaveLength(2)
    expect(drill.world.jobs).toHaveLength(2)
  })

  test.concurrent('runs on the budget of its wave, and says what failed before', async () => {
    const drill = await drillWithDb(['failed', { kind: 'stuck', status: 'PENDING' }], { ...once, timeout: '6s' })
    expect(drill.outputs['status']).toBe('timed-out')
    expect(serverOf(drill, servers.db).reason).toMatch(/the wave's budget of 6s ran out .*; before that, launch FAILED/)
  })
})

describe('a server that did not come up for another reason is not launched again', () => {
  test.concurrent.each<[string, ServerSettings['outcome']]>([
    ['skipped', 'skipped'],
    ['terminated', { kind: 'terminated', after: '0s' }]
  ])('%s', async (status, outcome) => {
    const drill = await drillWithDb(outcome, { retry: { 'failed-servers': 5 } })
    expect(serverOf(drill, servers.db).status).toBe(status)
    expect(drill.starts).toHaveLength(1)
  })

  test.concurrent('landed outside of the isolation', async () => {
    const drill = await runDrill({
      scenario: {
        servers: serversWith({ db: { landsIn: { subnetId: 'subnet-0fffffffffffffff0' } } })
      },
      plan: oneWave({ retry: { 'failed-servers': 5 } }, { isolation: { subnets: ['subnet-0a1b2c3d4e5f60718'] } })
    })
    expect(serverOf(drill, servers.db).status).toBe('failed')
    expect(drill.starts).toHaveLength(1)
  })
})

test.concurrent('retries that are no number block the drill on their line', async () => {
  const drill = await runDrill({ plan: oneWave({ retry: { 'failed-servers': 6 } }) })
  expect(drill.outputs['status']).toBe('blocked')
  expect(annotationsIn(drill.log)).toContainEqual(
    expect.objectContaining({ level: 'error', message: expect.stringContaining('write a whole number from 0 to 5') })
  )
})
