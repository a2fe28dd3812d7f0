import { describe, expect, test } from '@jest/globals'
import type { ScenarioInput } from '../../simulator/index.js'
import { runDrill, serverOf, type Drill } from './drills.js'
import { errorsIn } from './log-reader.js'
import { oneWave, servers, serversWith, type ServerSettings } from './plans.js'

/** A drill of two databases, of which the first is like this, the second in order. */
function drillWithDb(db: ServerSettings, scenario: ScenarioInput = {}, wave: Readonly<Record<string, unknown>> = {}) {
  return runDrill({ scenario: { servers: serversWith({ db }), ...scenario }, plan: oneWave(wave) })
}

/** The moment of the first look that showed the server LAUNCHED. */
function firstSeenLaunched({ evidence }: Drill, sourceServerId: string): string | null | undefined {
  return evidence.waves[0]?.servers.find((server) => server.sourceServerId === sourceServerId)?.launchedAt
}

/** The moment of the first look that showed a job COMPLETED. */
function firstSeenCompleted({ journal }: Drill): string | undefined {
  return journal.find(
    (event) => event.type === 'jobs-observed' && event.changes.some(({ status }) => status === 'COMPLETED')
  )?.at
}

const rawError = 'An error occurred (VcpuLimitExceeded) when calling RunInstances: 64 vCPUs are in use.'

describe('a COMPLETED job proves nothing', () => {
  test.concurrent.each(['snapshot', 'conversion', 'launch'] as const)(
    'a server that FAILED in its %s fails the drill, for the reason that the log of the job gives',
    async (phase) => {
      const drill = await drillWithDb({ outcome: { kind: 'failed', phase, rawError } })
      expect(drill.outputs).toMatchObject({ status: 'failed', launched: '1', 'not-launched': '1', 'rto-seconds': '' })
      expect(serverOf(drill, servers.db)).toMatchObject({ status: 'failed', hostname: 'db-01' })
      expect(serverOf(drill, servers.db).reason).toContain(rawError)
      expect(serverOf(drill, servers.replica).status).toBe('launched')
      expect(errorsIn(drill.log).join('\n')).toContain(rawError)
      expect(drill.summary).toContain('**db-01**')
      expect(drill.summary).toContain('VcpuLimitExceeded')
      expect(drill.world.jobs[0]?.status).toBe('COMPLETED')
    }
  )

  test.concurrent.each(['when-completed', 'after-launches'] as const)(
    'servers that are still being launched are awaited, JOB_END logged %s',
    async (jobEndLogged) => {
      const late = { phases: { conversion: '30m' } }
      const drill = await drillWithDb(late, { jobs: { completedBeforeLaunched: true, jobEndLogged } })
      expect(drill.outputs['status']).toBe('passed')
      const completed = firstSeenCompleted(drill) ?? ''
      const launched = firstSeenLaunched(drill, servers.db) ?? ''
      expect(completed).not.toBe('')
      expect(launched > completed).toBe(true)
      expect((drill.evidence.finishedAt ?? '') >= launched).toBe(true)
    }
  )

  test.concurrent.each(['PENDING', 'IN_PROGRESS'] as const)(
    'a server that stays %s for ever runs into the budget of its wave',
    async (status) => {
      const drill = await drillWithDb(
        { outcome: { kind: 'stuck', status } },
        { jobs: { completedBeforeLaunched: true } },
        { timeout: '6s' }
      )
      expect(drill.outputs).toMatchObject({ status: 'timed-out', launched: '1' })
      expect(serverOf(drill, servers.db).status).toBe('timed-out')
      expect(serverOf(drill, servers.db).reason).toContain(`the wave's budget of 6s ran out while it was ${status}`)
      expect(serverOf(drill, servers.db).reason).toContain('although the job has ended')
      expect(drill.summary).toContain('⌛ TIMED OUT')
    }
  )

  test.concurrent('a server that DRS skipped is told so, with its reason, and not waited for', async () => {
    const drill = await drillWithDb({ outcome: { kind: 'skipped', rawError: 'No launchable point in time.' } })
    expect(drill.outputs['status']).toBe('failed')
    expect(serverOf(drill, servers.db)).toMatchObject({ status: 'skipped', ec2InstanceId: '' })
    expect(serverOf(drill, servers.db).reason).toContain('No launchable point in time.')
    expect(drill.seconds).toBeLessThan(30)
  })

  test.concurrent('the log tells of a failed launch while DRS still calls the server PENDING', async () => {
    const drill = await drillWithDb(
      { outcome: { kind: 'failed', rawError } },
      {
        jobs: { unknownStatus: { launchStatus: 'PENDING', for: '30d' } },
        servers: serversWith({
          db: { outcome: { kind: 'failed', rawError } },
          replica: { outcome: { kind: 'failed', rawError } }
        })
      }
    )
    expect(drill.outputs['status']).toBe('failed')
    expect(serverOf(drill, servers.db).status).toBe('failed')
    expect(serverOf(drill, servers.db).reason).toContain('LAUNCH_FAILED')
    expect(serverOf(drill, servers.db).reason).toContain('launch status PENDING')
    expect(drill.seconds).toBeLessThan(30)
  })

  test.concurrent('what DRS may not do for its caller is named as the log of the job names it', async () => {
    const drill = await drillWithDb({}, { permissions: { deny: ['ec2:RunInstances'] } })
    expect(drill.outputs).toMatchObject({ status: 'failed', launched: '0' })
    expect(serverOf(drill, servers.db).reason).toContain('ec2:RunInstances')
    expect(drill.summary).toContain('Give the role that runs the drill the permission that is missing')
  })
})

describe('what DRS shows of a job may be odd for a while', () => {
  test.concurrent('statuses that nobody knows are waited out, and shown as they are', async () => {
    const drill = await drillWithDb(
      {},
      {
        jobs: { unknownStatus: { jobStatus: 'REHYDRATING', launchStatus: 'DEFROSTING', after: '1m', for: '30m' } }
      }
    )
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.log).toContain('DEFROSTING')
  })

  test.concurrent('a status that nobody knows is not a launch: it ends with the budget', async () => {
    const drill = await drillWithDb(
      {},
      { jobs: { unknownStatus: { launchStatus: 'LAUNCHED_PARTIALLY', for: '30d' } } },
      { timeout: '5s' }
    )
    expect(drill.outputs['status']).toBe('timed-out')
    expect(serverOf(drill, servers.db).reason).toContain('LAUNCHED_PARTIALLY')
  })

  test.concurrent('a job without any servers at first is waited for', async () => {
    const drill = await drillWithDb({}, { jobs: { emptyParticipatingServersFor: '30m' } })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.starts).toHaveLength(1)
  })

  test.concurrent('a job that DRS does not list at first is waited for, and not started again', async () => {
    const drill = await drillWithDb({}, { jobs: { visibleAfter: '30m' } })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.starts).toHaveLength(1)
  })

  test.concurrent.each(['late', 'never'] as const)(
    'an ID of the recovery instance that comes %s in the job is found where DRS keeps it',
    async (recoveryInstanceId) => {
      const drill = await drillWithDb({}, { jobs: { recoveryInstanceId } })
      expect(drill.outputs['status']).toBe('passed')
      expect(drill.evidence.waves[0]?.servers[0]?.recoveryInstanceId).toMatch(/^i-[0-9a-f]{17}$/)
    }
  )

  test.concurrent('falling back on an older snapshot is written down', async () => {
    const drill = await drillWithDb({ usedPreviousSnapshot: 'after-failure' })
    expect(drill.outputs['status']).toBe('passed')
    expect(drill.evidence.waves[0]?.servers.map(({ usedPreviousSnapshot }) => usedPreviousSnapshot)).toEqual([
      true,
      false
    ])
    expect(drill.evidence.deviations).toContainEqual(
      expect.objectContaining({ kind: 'previous-snapshot', sourceServerId: servers.db })
    )
    expect(drill.summary).toContain('launched from an older snapshot')
    expect(drill.log).toContain('falls back on an older one')
    // Its data are ten minutes old, and not of the moment of the launch.
    expect(Number(drill.outputs['rpo-seconds'])).toBeGreaterThanOrEqual(600)
  })
})
