import { DescribeJobsCommand, DescribeSourceServersCommand, DrsClient } from '@aws-sdk/client-drs'
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, it } from '@jest/globals'
import { startSimulator } from '../../simulator/index.js'
import { environmentKeys, firstServer, inWorld } from './clients.js'
import { startDrill } from './drills.js'

describe('faults', () => {
  it('a connection cut before execution starts nothing, one cut after it starts the job', async () => {
    await inWorld({}, async ({ drs, simulator }) => {
      simulator.setFaults([{ kind: 'cut-before', operation: 'StartRecovery' }])
      await expect(startDrill(drs)).rejects.toThrow('socket hang up')
      expect(simulator.world.jobs).toEqual([])
      simulator.setFaults([{ kind: 'cut-after', operation: 'StartRecovery' }])
      await expect(startDrill(drs)).rejects.toThrow('socket hang up')
      expect(simulator.world.jobs).toMatchObject([{ servers: [{ sourceServerId: firstServer }] }])
      simulator.setFaults([{ kind: 'cut-during', operation: 'DescribeSourceServers' }])
      await expect(drs.send(new DescribeSourceServersCommand({}))).rejects.toThrow()
      expect(simulator.calls.map(({ outcome, executed }) => [outcome, executed])).toEqual([
        ['cut', false],
        ['cut', true],
        ['cut', true]
      ])
    })
  })

  it('an internal error may or may not have been executed', async () => {
    await inWorld({}, async ({ drs, simulator }) => {
      simulator.setFaults([{ kind: 'internal-error', nth: 1 }])
      await expect(startDrill(drs)).rejects.toMatchObject({ name: 'InternalServerException' })
      expect(simulator.world.jobs).toHaveLength(0)
      simulator.setFaults([{ kind: 'internal-error', nth: 1, executed: true }])
      await expect(startDrill(drs)).rejects.toMatchObject({ name: 'InternalServerException' })
      expect(simulator.world.jobs).toHaveLength(1)
    })
  })

  it('throttling has each service’s own name, and says when to come back', async () => {
    await inWorld({ faults: [{ kind: 'throttle', retryAfterSeconds: 3 }] }, async ({ drs, ec2, sts }) => {
      await expect(drs.send(new DescribeJobsCommand({}))).rejects.toMatchObject({
        name: 'ThrottlingException',
        retryAfterSeconds: '3',
        $metadata: { httpStatusCode: 429 }
      })
      const listed = ec2.send(new DescribeInstancesCommand({}))
      await expect(listed).rejects.toMatchObject({ name: 'RequestLimitExceeded' })
      const asked = sts.send(new GetCallerIdentityCommand({}))
      await expect(asked).rejects.toMatchObject({ name: 'Throttling' })
    })
  })

  it('strike the calls that they name: nth, first, every, by operation', async () => {
    await inWorld({}, async ({ drs, simulator }) => {
      const error = { kind: 'error' as const, name: 'Oops', operation: 'Describe*' }
      const outcomes = async (): Promise<string[]> => {
        const already = simulator.calls.length
        for (let count = 0; count < 4; count += 1) {
          await drs.send(new DescribeJobsCommand({})).catch(() => undefined)
        }
        return simulator.calls.slice(already).map((call) => call.outcome)
      }
      simulator.setFaults([{ ...error, nth: [2, 3] }])
      expect(await outcomes()).toEqual(['ok', 'Oops', 'Oops', 'ok'])
      simulator.setFaults([{ ...error, first: 1 }])
      expect(await outcomes()).toEqual(['Oops', 'ok', 'ok', 'ok'])
      simulator.setFaults([{ ...error, every: 2 }])
      expect(await outcomes()).toEqual(['ok', 'Oops', 'ok', 'Oops'])
      simulator.setFaults([{ ...error, service: 'ec2' }])
      expect(await outcomes()).toEqual(['ok', 'ok', 'ok', 'ok'])
      simulator.setFaults([{ ...error, fromSeconds: 3600 }])
      expect(await outcomes()).toEqual(['ok', 'ok', 'ok', 'ok'])
    })
  })

  it('that are left to chance are the same for the same seed', async () => {
    const outcomes = async (seed: number): Promise<string[]> => {
      const faults = [{ kind: 'throttle' as const, probability: 0.5 }]
      const simulator = await startSimulator({ serverCount: 1, faults }, { seed })
      const { environment } = simulator
      const drs = new DrsClient({
        region: 'us-west-2',
        endpoint: environment['AWS_ENDPOINT_URL_DRS'] ?? '',
        credentials: environmentKeys(simulator),
        maxAttempts: 1
      })
      for (let count = 0; count < 12; count += 1) await drs.send(new DescribeJobsCommand({})).catch(() => undefined)
      drs.destroy()
      await simulator.close()
      return simulator.calls.map((call) => call.outcome)
    }
    const first = await outcomes(7)
    expect(new Set(first).size).toBe(2)
    expect(await outcomes(7)).toEqual(first)
    expect(await outcomes(8)).not.toEqual(first)
  })

  it('a call can be slow, and one can hang until its caller gives up', async () => {
    await inWorld({ faults: [{ kind: 'slow', delaySeconds: 0.1 }] }, async ({ drs, simulator }) => {
      const started = Date.now()
      await drs.send(new DescribeJobsCommand({}))
      expect(Date.now() - started).toBeGreaterThanOrEqual(95)
      simulator.setFaults([{ kind: 'hang' }])
      const asked = drs.send(new DescribeJobsCommand({}), { abortSignal: AbortSignal.timeout(50) })
      await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
      expect(simulator.calls.at(-1)?.outcome).toBe('hung')
    })
  })
})
