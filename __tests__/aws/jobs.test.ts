import type { Job } from '@aws-sdk/client-drs'
import { describe, expect, it } from '@jest/globals'
import { sortJobs, toJobSighting } from '../../src/aws/jobs.js'
import { id } from './mocked-clients.js'

const jobID = id('drsjob', 1)
const tags = { 'drs-drill:execution': 'exec', 'drs-drill:wave': 'app' }
const unknown = 'SOMETHING_NEW' as never

function job(members: Partial<Job> = {}): Job {
  return { jobID, status: 'STARTED', ...members }
}

describe('a job', () => {
  it('is seen with its servers and times', () => {
    expect(
      toJobSighting(
        job({
          creationDateTime: '2026-11-23T14:00:00Z',
          endDateTime: '2026-11-23T14:20:00Z',
          status: 'COMPLETED',
          participatingServers: [
            { sourceServerID: id('s', 1), launchStatus: 'LAUNCHED', recoveryInstanceID: 'i-1234567890abcdef0' },
            { sourceServerID: id('s', 2), launchStatus: 'FAILED' }
          ]
        })
      )
    ).toEqual({
      jobId: jobID,
      status: 'COMPLETED',
      createdAt: '2026-11-23T14:00:00.000Z',
      endedAt: '2026-11-23T14:20:00.000Z',
      participants: [
        { sourceServerId: id('s', 1), launchStatus: 'LAUNCHED', recoveryInstanceId: 'i-1234567890abcdef0' },
        { sourceServerId: id('s', 2), launchStatus: 'FAILED' }
      ]
    })
  })

  it('may come without servers, times and words, and with words that nobody knows', () => {
    expect(toJobSighting({ jobID })).toEqual({ jobId: jobID, status: 'UNKNOWN', participants: [] })
    const strange = job({
      status: unknown,
      creationDateTime: 'soon',
      participatingServers: [{}, { sourceServerID: id('s', 1) }, { sourceServerID: id('s', 2), launchStatus: unknown }]
    })
    expect(toJobSighting(strange)).toEqual({
      jobId: jobID,
      status: 'SOMETHING_NEW',
      participants: [
        { sourceServerId: id('s', 1), launchStatus: 'UNKNOWN' },
        { sourceServerId: id('s', 2), launchStatus: 'SOMETHING_NEW' }
      ]
    })
    expect(toJobSighting({ jobID: undefined })).toBeUndefined()
  })

  it.each([
    [{}, false],
    [{ runs: [] }, false],
    [{ runs: [{ status: 'SUCCEEDED' as const }] }, true],
    [{ runs: [{ status: 'SUCCEEDED' as const }, { status: 'FAILED' as const }] }, true],
    [{ runs: [{ status: 'SUCCEEDED' as const }, { status: 'IN_PROGRESS' as const }] }, false],
    [{ runs: [{ status: unknown }] }, false],
    [{ runs: [{}] }, false]
  ])('has launch actions %j, settled: %s', (launchActionsStatus, settled) => {
    const sighting = toJobSighting(job({ participatingServers: [{ sourceServerID: 's', launchActionsStatus }] }))
    expect(sighting?.participants[0]?.launchActions?.settled).toBe(settled)
  })

  it('names its launch actions, and why they failed, in whatever order DRS lists them', () => {
    const runs = [
      { action: { name: 'SSM check', optional: true }, status: 'FAILED' as const, failureReason: 'timed\nout' },
      { action: { actionCode: 'AWSDRS-Check' }, status: 'SUCCEEDED' as const },
      { runId: 'run-1' },
      {}
    ]
    const sighting = toJobSighting(
      job({ participatingServers: [{ sourceServerID: 's', launchActionsStatus: { runs } }] })
    )
    expect(sighting?.participants[0]?.launchActions?.runs).toEqual([
      { name: 'unnamed action', status: 'UNKNOWN', optional: false },
      { name: 'run-1', status: 'UNKNOWN', optional: false },
      { name: 'AWSDRS-Check', status: 'SUCCEEDED', optional: false },
      { name: 'SSM check', status: 'FAILED', optional: true, failureReason: 'timed out' }
    ])
    const again = job({
      participatingServers: [{ sourceServerID: 's', launchActionsStatus: { runs: runs.toReversed() } }]
    })
    expect(toJobSighting(again)).toEqual(sighting)
  })
})

const now = '2026-11-23T15:00:00.000Z'

describe('the jobs of an account', () => {
  it('are told apart by their tag', () => {
    const { own, foreign } = sortJobs(
      [
        job({ tags, type: 'LAUNCH', initiatedBy: 'START_DRILL', status: 'COMPLETED' }),
        job({ tags, jobID: id('drsjob', 2), initiatedBy: 'START_RECOVERY' }),
        job({ tags: { 'drs-drill:execution': 'exec' }, jobID: id('drsjob', 3), initiatedBy: 'DIAGNOSTIC' }),
        job({ tags: { ...tags, 'drs-drill:execution': 'other' }, jobID: id('drsjob', 4), status: 'COMPLETED' }),
        { tags, jobID: undefined }
      ],
      'exec',
      new Set(),
      now
    )
    expect(own).toEqual([
      { jobId: jobID, status: 'COMPLETED', participants: [], type: 'LAUNCH', wave: 'app', isDrill: true },
      { jobId: id('drsjob', 2), status: 'STARTED', participants: [], type: 'LAUNCH', wave: 'app', isDrill: false },
      { jobId: id('drsjob', 3), status: 'STARTED', participants: [], type: 'LAUNCH' }
    ])
    expect(foreign).toEqual({ jobs: 0, servers: 0, holding: [] })
  })

  it('of others count while they run or nobody knows whether they do, with the servers they hold', () => {
    const participatingServers = [{ sourceServerID: id('s', 1) }, { sourceServerID: id('s', 2) }]
    const { own, foreign } = sortJobs(
      [
        job({ status: 'PENDING', participatingServers }),
        job({ jobID: id('drsjob', 2), type: 'TERMINATE', participatingServers: [{ sourceServerID: id('s', 3) }] }),
        job({ jobID: id('drsjob', 3), status: unknown }),
        job({ jobID: id('drsjob', 4), status: 'COMPLETED', participatingServers }),
        { jobID: undefined, status: 'STARTED' }
      ],
      'exec',
      new Set([id('s', 2), id('s', 3)]),
      now
    )
    expect(own).toEqual([])
    expect(foreign).toEqual({
      jobs: 3,
      servers: 3,
      holding: [
        { sourceServerId: id('s', 2), jobId: jobID },
        { sourceServerId: id('s', 3), jobId: id('drsjob', 2) }
      ]
    })
  })

  it('of others hold the servers that they have not launched yet for a while, though DRS calls them COMPLETED', () => {
    const [pending, going, up, lost] = [id('s', 1), id('s', 2), id('s', 3), id('s', 4)]
    const participatingServers = [
      { sourceServerID: pending, launchStatus: 'PENDING' as const },
      { sourceServerID: going, launchStatus: 'IN_PROGRESS' as const },
      { sourceServerID: up, launchStatus: 'LAUNCHED' as const },
      { sourceServerID: lost, launchStatus: 'FAILED' as const }
    ]
    const late = { type: 'LAUNCH', status: 'COMPLETED', participatingServers } as const
    const heldBy = (settings: Parameters<typeof job>[0]) =>
      sortJobs([job({ ...late, ...settings })], 'exec', new Set([pending, going, up, lost]), now).foreign
    const holding = [pending, going].map((sourceServerId) => ({ sourceServerId, jobId: jobID }))
    expect(heldBy({ endDateTime: '2026-11-23T14:53:00Z' })).toEqual({ jobs: 0, servers: 0, holding })
    expect(heldBy({ creationDateTime: '2026-11-23T14:53:00Z' }).holding).toEqual(holding)
    expect(heldBy({}).holding).toEqual(holding)
    expect(heldBy({ endDateTime: '2026-11-23T14:51:00Z' }).holding).toEqual([])
    expect(heldBy({ creationDateTime: '2026-11-23T14:51:00Z' }).holding).toEqual([])
    expect(heldBy({ endDateTime: '2026-11-23T14:53:00Z', type: 'TERMINATE' }).holding).toEqual([])
  })

  it('of others that were recoveries hold what they have launched, until DRS has had the time to list it', () => {
    const [up, gone] = [id('s', 1), id('s', 2)]
    const participatingServers = [up, gone].map((sourceServerID) => ({
      sourceServerID,
      launchStatus: 'LAUNCHED' as const
    }))
    const recovery = job({
      type: 'LAUNCH',
      status: 'COMPLETED',
      initiatedBy: 'START_RECOVERY',
      creationDateTime: '2026-11-23T14:30:00Z',
      endDateTime: '2026-11-23T14:53:00Z',
      participatingServers
    })
    const terminated = job({
      jobID: id('drsjob', 2),
      type: 'TERMINATE',
      status: 'COMPLETED',
      creationDateTime: '2026-11-23T14:54:00Z',
      participatingServers: [{ sourceServerID: gone, launchStatus: 'TERMINATED' }]
    })
    const heldBy = (changes: Parameters<typeof job>[0]) =>
      sortJobs([{ ...recovery, ...changes }, terminated], 'exec', new Set([up, gone]), now).foreign.holding
    expect(heldBy({})).toEqual([{ sourceServerId: up, jobId: recovery.jobID, hasLaunched: true }])
    expect(heldBy({ endDateTime: '2026-11-23T14:51:00Z' })).toEqual([])
    expect(heldBy({ initiatedBy: 'START_DRILL' })).toEqual([])
  })

  it('tell what was terminated, by whomever, of the servers that matter', () => {
    const participatingServers = [
      { sourceServerID: id('s', 1), launchStatus: 'TERMINATED' as const },
      { sourceServerID: id('s', 2), launchStatus: 'IN_PROGRESS' as const },
      { sourceServerID: id('s', 3), launchStatus: 'FAILED' as const },
      { sourceServerID: id('s', 4), launchStatus: 'TERMINATED' as const }
    ]
    const { terminations } = sortJobs(
      [
        job({ type: 'TERMINATE', creationDateTime: '2026-11-23T14:00:00Z', participatingServers }),
        job({
          jobID: id('drsjob', 2),
          type: 'TERMINATE',
          tags,
          participatingServers: [{ sourceServerID: id('s', 2) }]
        }),
        job({ jobID: id('drsjob', 3), type: 'LAUNCH', participatingServers }),
        { type: 'TERMINATE', jobID: undefined, participatingServers }
      ],
      'exec',
      new Set([id('s', 1), id('s', 2), id('s', 3)]),
      now
    )
    expect(terminations).toEqual([
      { sourceServerId: id('s', 1), jobId: jobID, createdAt: '2026-11-23T14:00:00.000Z' },
      { sourceServerId: id('s', 2), jobId: jobID, createdAt: '2026-11-23T14:00:00.000Z' },
      { sourceServerId: id('s', 2), jobId: id('drsjob', 2) }
    ])
  })

  it('tells of those of servers that this execution launched, whether its plan still knows them or not', () => {
    const participatingServers = [{ sourceServerID: id('s', 1), launchStatus: 'LAUNCHED' as const }]
    const { terminations } = sortJobs(
      [
        job({ type: 'LAUNCH', tags, participatingServers }),
        job({ jobID: id('drsjob', 2), type: 'LAUNCH', tags, participatingServers: [{}] }),
        job({ jobID: id('drsjob', 3), type: 'LAUNCH', tags }),
        job({ jobID: id('drsjob', 4), type: 'TERMINATE', participatingServers })
      ],
      'exec',
      new Set(),
      now
    )
    expect(terminations).toEqual([{ sourceServerId: id('s', 1), jobId: id('drsjob', 4) }])
  })
})
