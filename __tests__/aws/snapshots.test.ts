import { DescribeRecoverySnapshotsCommand, StartRecoveryCommand } from '@aws-sdk/client-drs'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { drs, id, inputsOf, never, resetClients, sdkError, service } from './mocked-clients.js'

const server = id('s', 1)

const snapshot = (number: number, timestamp?: string, expectedTimestamp = timestamp) => ({
  sourceServerID: server,
  snapshotID: id('pit', number),
  expectedTimestamp,
  ...(timestamp !== undefined && { timestamp })
})

beforeEach(resetClients)

describe('findSnapshots', () => {
  it('takes the newest, with one call a server', async () => {
    const items = [snapshot(1, '2026-11-22T10:00:00Z'), snapshot(2, '2026-11-22T09:50:00Z')]
    drs.on(DescribeRecoverySnapshotsCommand).resolves({ items, nextToken: 'more' })
    await expect(service.findSnapshots([{ sourceServerId: server }], never)).resolves.toEqual([
      { sourceServerId: server, snapshotId: id('pit', 1), takenAt: '2026-11-22T10:00:00.000Z' }
    ])
    expect(inputsOf(drs, DescribeRecoverySnapshotsCommand)).toEqual([
      { sourceServerID: server, order: 'DESC', maxResults: 50 }
    ])
  })

  it('takes the newest that is not later than a time, whatever DRS filters by', async () => {
    const before = '2026-11-22T09:55:00.000Z'
    drs
      .on(DescribeRecoverySnapshotsCommand)
      .resolvesOnce({ items: [snapshot(1, '2026-11-22T09:56:00Z', '2026-11-22T09:50:00Z')], nextToken: 'more' })
      .resolvesOnce({ nextToken: 'last' })
      .resolves({ items: [{ ...snapshot(2), expectedTimestamp: '2026-11-22T09:40:00Z' }, snapshot(3)] })
    await expect(service.findSnapshots([{ sourceServerId: server, before }], never)).resolves.toEqual([
      { sourceServerId: server, snapshotId: id('pit', 2), takenAt: '2026-11-22T09:40:00.000Z' }
    ])
    const request = { sourceServerID: server, order: 'DESC', filters: { toDateTime: before }, maxResults: 50 }
    expect(inputsOf(drs, DescribeRecoverySnapshotsCommand)).toEqual([
      request,
      { ...request, nextToken: 'more' },
      { ...request, nextToken: 'last' }
    ])
  })

  it('takes no snapshot of an unknown time for one that is not later', async () => {
    drs.on(DescribeRecoverySnapshotsCommand).resolves({ items: [snapshot(1)] })
    const before = '2026-11-22T09:55:00.000Z'
    await expect(service.findSnapshots([{ sourceServerId: server, before }], never)).resolves.toEqual([
      { sourceServerId: server }
    ])
  })

  it('finds the one that is named, on whatever page, and says where it is not there', async () => {
    drs
      .on(DescribeRecoverySnapshotsCommand)
      .callsFake(({ nextToken }) =>
        nextToken === undefined ? { items: [snapshot(1)], nextToken: 'more' } : { items: [snapshot(2)] }
      )
    const found = (snapshotId: string) => service.findSnapshots([{ sourceServerId: server, snapshotId }], never)
    await expect(found(id('pit', 2))).resolves.toEqual([{ sourceServerId: server, snapshotId: id('pit', 2) }])
    await expect(found(id('pit', 3))).resolves.toEqual([{ sourceServerId: server }])
  })

  it('has none of a server that DRS does not know, and passes on every other refusal', async () => {
    drs.on(DescribeRecoverySnapshotsCommand).rejectsOnce(sdkError('ResourceNotFoundException', 404))
    await expect(service.findSnapshots([{ sourceServerId: server }], never)).resolves.toEqual([
      { sourceServerId: server }
    ])
    drs.on(DescribeRecoverySnapshotsCommand).rejects(sdkError('AccessDeniedException', 403))
    const many = Array.from({ length: 100 }, (_, index) => ({ sourceServerId: id('s', index) }))
    await expect(service.findSnapshots(many, never)).rejects.toMatchObject({
      failure: { class: 'denied', operation: 'drs:DescribeRecoverySnapshots' }
    })
    expect(inputsOf(drs, DescribeRecoverySnapshotsCommand).length).toBeLessThan(20)
  })

  it('does not follow a list that does not end', async () => {
    drs.on(DescribeRecoverySnapshotsCommand).resolves({ items: [], nextToken: 'again' })
    await expect(service.findSnapshots([{ sourceServerId: server }], never)).rejects.toMatchObject({
      failure: { class: 'unavailable' }
    })
  })
})

describe('startJob', () => {
  it('names the snapshots of the servers that have one', async () => {
    drs.on(StartRecoveryCommand).resolves({ job: { jobID: id('drsjob', 1), status: 'PENDING' } })
    const tags = { executionId: 'exec', plan: 'payments', wave: 'app' }
    await service.startJob([server, id('s', 2)], true, tags, never, { [server]: id('pit', 1) })
    expect(inputsOf(drs, StartRecoveryCommand)[0]?.['sourceServers']).toEqual([
      { sourceServerID: server, recoverySnapshotID: id('pit', 1) },
      { sourceServerID: id('s', 2) }
    ])
  })
})
