import { DescribeJobsCommand, DescribeSourceServersCommand, StartRecoveryCommand } from '@aws-sdk/client-drs'
import { describe, expect, it } from '@jest/globals'
import { firstServer, inWorld, secondServer } from './clients.js'
import { completed, startDrill } from './drills.js'

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `s-${String(index + 1).padStart(17, '0')}`)
}

describe('what DRS refuses', () => {
  it('more than 100 servers by quota, more than 200 by validation', async () => {
    await inWorld({ serverCount: 201 }, async ({ drs, simulator }) => {
      await expect(startDrill(drs, ids(101))).rejects.toMatchObject({
        name: 'ServiceQuotaExceededException',
        quotaCode: 'L-B827C881',
        $metadata: { httpStatusCode: 402 }
      })
      await expect(startDrill(drs, ids(201))).rejects.toMatchObject({ name: 'ValidationException' })
      expect(simulator.world.jobs).toEqual([])
      await startDrill(drs, ids(100))
    })
  })

  it('more jobs or servers at once than the quotas allow, other people counted', async () => {
    const otherJobs = [{ servers: 3, activeFor: '10h' }]
    const serverDefaults = { phases: { snapshot: '10h' } }
    await inWorld({ otherJobs, serverDefaults, quotas: { jobs: 2, servers: 4 } }, async ({ drs, simulator }) => {
      await expect(startDrill(drs, [firstServer, secondServer])).rejects.toMatchObject({ quotaCode: 'L-05AFA8C6' })
      await startDrill(drs)
      await expect(startDrill(drs, [secondServer])).rejects.toMatchObject({ quotaCode: 'L-D88FAC3A' })
      expect(simulator.world.jobs).toHaveLength(2)
    })
  })

  it('a server that is in another job, whoever started it, until that job ends', async () => {
    const otherJobs = [{ servers: [secondServer], activeFor: '10h' }]
    await inWorld({ otherJobs, serverDefaults: { phases: { snapshot: '1h' } } }, async ({ drs }) => {
      const jobId = await startDrill(drs)
      await expect(startDrill(drs)).rejects.toMatchObject({
        name: 'ConflictException',
        resourceId: firstServer,
        $metadata: { httpStatusCode: 409 }
      })
      await expect(startDrill(drs, [secondServer])).rejects.toMatchObject({ name: 'ConflictException' })
      await completed(drs, jobId)
      await startDrill(drs)
    })
  })

  it.each(['INITIAL_SYNC', 'INITIATING', 'STOPPED'])('a launch while replication is %s', async (replicationState) => {
    await inWorld({ serverDefaults: { replicationState } }, async ({ drs }) => {
      await expect(startDrill(drs)).rejects.toMatchObject({ name: 'ConflictException' })
    })
  })

  it('but not one with old data', async () => {
    await inWorld({ serverDefaults: { replicationState: 'STALLED', lag: 'PT3H' } }, async ({ drs }) => {
      await startDrill(drs)
    })
  })

  it('servers and snapshots that do not exist, IDs and tags of the wrong shape', async () => {
    await inWorld({}, async ({ drs }) => {
      await expect(startDrill(drs, ['s-99999999999999999'])).rejects.toMatchObject({
        name: 'ResourceNotFoundException'
      })
      await expect(startDrill(drs, ['web-1'])).rejects.toMatchObject({ name: 'ValidationException' })
      const sourceServers = [{ sourceServerID: firstServer }]
      const tags = { 'aws:owner': 'me' }
      const tagged = drs.send(new StartRecoveryCommand({ sourceServers, tags }))
      await expect(tagged).rejects.toMatchObject({ name: 'ValidationException' })
    })
  })

  it('everything in a Region where DRS was never initialised', async () => {
    await inWorld({ initialised: false }, async ({ drs }) => {
      const asked = drs.send(new DescribeSourceServersCommand({}))
      await expect(asked).rejects.toMatchObject({ name: 'UninitializedAccountException' })
    })
  })
})

describe('pages', () => {
  it('are as small as the scenario has them, and lose nothing', async () => {
    await inWorld({ serverCount: 5, pageSize: 2 }, async ({ drs }) => {
      const seen: (string | undefined)[] = []
      let nextToken: string | undefined
      let pages = 0
      do {
        const page = await drs.send(new DescribeSourceServersCommand(nextToken === undefined ? {} : { nextToken }))
        seen.push(...(page.items ?? []).map((server) => server.sourceServerID))
        nextToken = page.nextToken
        pages += 1
      } while (nextToken !== undefined)
      expect(pages).toBe(3)
      expect(seen).toEqual(ids(5))
      const invented = drs.send(new DescribeJobsCommand({ nextToken: 'x' }))
      await expect(invented).rejects.toMatchObject({ name: 'ValidationException' })
    })
  })
})
