import { describe, expect, it } from '@jest/globals'
import { scope } from '../../../src/report/html/scope.js'
import { settings } from '../../../src/report/html/settings.js'
import { recordOf } from '../../../src/report/record/record.js'
import type { EvidenceRecord, ServerRecord } from '../../../src/report/record/schema.js'
import { failedAction } from '../action-story.js'
import { plan, serverId, Story, wave } from '../builders.js'
import { cases, manyServers, retried } from '../cases.js'

/** What a reader sees. */
const text = ({ text }: { readonly text: string }) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

const record = (name: string): EvidenceRecord => recordOf(cases[name]?.() ?? manyServers(1).state())

const withServers = (found: EvidenceRecord, change: (server: ServerRecord, index: number) => ServerRecord) => ({
  ...found,
  waves: found.waves.map((one) => ({ ...one, servers: one.servers.map(change) }))
})

describe('scope and method', () => {
  it('tells the actions of each wave, with document, version and time', () => {
    const found = recordOf(failedAction().state())
    const waves = found.waves.map((one) => ({
      ...one,
      actions: one.actions.map((action) => ({ ...action, documentVersion: action.phase === 'pre' ? '3' : null }))
    }))
    const seen = text(scope({ ...found, waves }).body)
    expect(seen).toContain('Actions are AWS Systems Manager Automation documents, run one after the other')
    expect(seen).toContain(
      'Actions: lower TTL (before the launch: MyOrg-LowerTtl , version 3, up to 10m); ' +
        'check data (after the launch: MyOrg-CheckData , up to 10m)'
    )
    expect(text(scope(record('passed')).body)).not.toContain('Actions')
  })

  it('tells what is tried again, the soak time and what a wave that is not up means', () => {
    const seen = text(scope(recordOf(retried().state())).body)
    expect(seen).toContain('A server whose launch FAILED is launched again')
    expect(seen).toContain('databases instance runs up to 1 time none no further wave starts')
    const soaked = new Story().accept(
      plan([
        wave('a', [serverId(1)], {
          soakSeconds: 300,
          retry: { failedServers: 2 },
          onFailure: 'continue',
          verify: { instance: 'status-ok', launchActions: 'required' }
        }),
        wave('b', [serverId(2)], { verify: { instance: 'none', launchActions: 'ignored' } })
      ])
    )
    const told = text(scope(recordOf(soaked.state())).body)
    expect(told).toContain(
      'a instance runs, status checks pass, post-launch actions succeed up to 2 times 5m other waves go on'
    )
    expect(told).toContain('b not in EC2 no none no further wave starts')
  })

  it('tells of the jobs of the workflow run that it was split over, and where the approvals stand', () => {
    const seen = text(scope(record('second-job-of-the-run')).body)
    expect(seen).toContain(
      'The drill was split over jobs of the workflow run: wave databases came up in an earlier one.'
    )
    expect(seen).toContain('stands under &quot;Who ran and who approved&quot;.')
    expect(text(scope(record('passed')).body)).not.toContain('split over jobs')
  })

  it('tells how the source servers were before the launch, those out of the ordinary first', () => {
    const found = withServers(record('passed'), (server, index) =>
      index === 0
        ? server
        : { ...server, before: { replicationState: 'STALLED', lag: 'PT2H', launchDisposition: 'STOPPED' } }
    )
    const seen = text(settings(found))
    expect(seen).toContain('Replication before the start : 2 CONTINUOUS, 2 STALLED')
    expect(seen).toContain('Instance is to be db-02.corp.example_net STALLED PT2H STOPPED app-02')
    expect(seen).toContain('db-01.corp.example_net CONTINUOUS PT30S STARTED')
    const bare = withServers(found, (server) => ({
      ...server,
      before: { replicationState: null, lag: null, launchDisposition: null }
    }))
    expect(text(settings(bare))).toContain('db-01.corp.example_net not known – not known')
    const many = text(settings(recordOf(manyServers(500).state())))
    expect(many).toContain('before anything was launched: 200 of 500 servers')
    expect(text(settings(record('validate-passed')))).not.toContain('Replication before the start')
  })

  it('tells what the guards let pass', () => {
    const found = record('passed')
    expect(text(settings(found))).toContain('may replace none Jobs of others that hold a server waited for, up to 10m ')
    const waited = { since: found.startedAt, until: found.startedAt, jobIds: ['drsjob-other'] }
    const guards = {
      replaceRecoveryInstances: [serverId(1)],
      overridden: [],
      waitForOtherJobsSeconds: 0,
      waited: null
    }
    expect(text(settings({ ...found, guards }))).toContain(`may replace ${serverId(1)} Jobs of others that hold`)
    expect(text(settings({ ...found, guards }))).toContain('hold a server not waited for')
    expect(text(settings({ ...found, guards: { ...guards, waitForOtherJobsSeconds: 60, waited } }))).toContain(
      'waited for, up to 1m; waited for drsjob-other'
    )
    expect(text(settings({ ...found, guards: null }))).not.toContain('Jobs of others')
  })

  it('tells nothing of a plan that could not be read', () => {
    expect(settings(record('blocked-by-plan')).text).toBe('')
  })
})
