import { describe, expect, it } from '@jest/globals'
import { composeOutputs, outputsOf } from '../../src/report/outputs.js'
import { recordOf } from '../../src/report/record/record.js'
import type { EvidenceRecord } from '../../src/report/record/schema.js'
import { instanceId, jobId, serverId } from './builders.js'
import { cases, largeRecord, manyServers } from './cases.js'

const recordFor = (name: string) => recordOf(cases[name]?.() ?? manyServers(1).state())
const utf16Bytes = (values: Readonly<Record<string, string>>) => Object.values(values).join('').length * 2

describe('outputsOf', () => {
  it('gives every output of a drill that passed', () => {
    expect(
      outputsOf(recordFor('passed'), { 'evidence-dir': 'drs-drill-evidence', 'evidence-digest': 'sha256:1' })
    ).toEqual({
      status: 'passed',
      'execution-id': 'acme-platform-7001-payments',
      'instance-ids': JSON.stringify([1, 2, 3, 4].map((number) => instanceId(serverId(number)))),
      servers: expect.stringContaining('"hostname":"db-01.corp.example_net"') as unknown,
      'job-ids': JSON.stringify([jobId(1), jobId(2)]),
      launched: '4',
      'not-launched': '0',
      'rto-seconds': '1500',
      'rpo-seconds': '240',
      'evidence-dir': 'drs-drill-evidence',
      'evidence-digest': 'sha256:1',
      report: '',
      'artifact-id': '',
      'artifact-url': ''
    })
  })

  it('gives each server its wave, status, reason and IDs', () => {
    const [, second] = JSON.parse(outputsOf(recordFor('failed-server')).servers) as unknown[]
    expect(second).toEqual({
      sourceServerId: serverId(2),
      hostname: 'db-02.corp.example_net',
      wave: 'databases',
      status: 'failed',
      reason: expect.stringContaining('ec2:CreateVolume') as unknown,
      jobId: jobId(1),
      ec2InstanceId: ''
    })
  })

  it.each(['blocked-by-plan', 'validate-passed'])('has empty values, never absent ones, for %s', (name) => {
    expect(outputsOf(recordFor(name))).toMatchObject({
      'instance-ids': '[]',
      servers: '[]',
      'job-ids': '[]',
      launched: '',
      'not-launched': '',
      'rto-seconds': '',
      'rpo-seconds': ''
    })
  })

  it('counts the servers of a blocked drill as not launched', () => {
    expect(outputsOf(recordFor('blocked-by-aws'))).toMatchObject({
      status: 'blocked',
      launched: '0',
      'not-launched': '4'
    })
  })

  it('is never passed without a verdict, and knows only the statuses of the contract', () => {
    const outputs = outputsOf(recordFor('unfinished'))
    expect(outputs.status).toBe('failed')
    expect(outputs.servers).not.toContain('in-progress')
    expect(outputs.servers).toContain('"status":"cancelled"')
  })

  it('keeps a name that nobody knows empty', () => {
    const record = recordFor('blocked-by-aws')
    const unknown: EvidenceRecord = {
      ...record,
      waves: record.waves.map((wave) => ({
        ...wave,
        servers: wave.servers.map((server) => ({ ...server, hostname: null }))
      }))
    }
    expect(outputsOf(unknown).servers).toContain('"hostname":""')
  })
})

describe('composeOutputs', () => {
  const withReasons = (reason: string) => largeRecord(5, (server) => ({ ...server, reason }))

  it('says nothing when all fits', () => {
    expect(composeOutputs(withReasons('short')).shortened).toBeUndefined()
  })

  it('shortens the reasons first', () => {
    const { values, shortened } = composeOutputs(withReasons('x'.repeat(2000)))
    const servers = JSON.parse(values.servers) as { reason: string }[]
    expect(servers).toHaveLength(500)
    expect(servers[0]?.reason).toBe(`${'x'.repeat(199)}…`)
    expect(shortened).toBe('the reasons in the output servers were shortened')
    expect(utf16Bytes(values)).toBeLessThan(900_000)
  })

  it('then leaves out servers, those that are up first', () => {
    const { values, shortened } = composeOutputs(largeRecord(30))
    const servers = JSON.parse(values.servers) as { status: string }[]
    expect(servers.length).toBeLessThan(3000)
    expect(servers.slice(0, 10).map(({ status }) => status)).toEqual(Array<string>(10).fill('failed'))
    expect(shortened).toMatch(/holds \d+ of 3000 servers/)
    expect(utf16Bytes(values)).toBeLessThanOrEqual(900_000)
  })
})
