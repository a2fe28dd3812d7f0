import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { ScenarioInput } from '../../simulator/index.js'
import { hasEvidence, runDrill, runDrillOn, startAws, type Drill, type DrillOptions } from './drills.js'
import { annotationsIn, errorsIn } from './log-reader.js'
import { oneWave, planOf, servers, serversWith, twoWaves } from './plans.js'
import { workspaceWith } from './runner.js'

/** A run that has to be refused; gives every reason for it, a line each. */
async function reasonsOf(options: DrillOptions): Promise<readonly string[]> {
  return reasonsIn(await runDrill(options))
}

function reasonsIn(drill: Drill): readonly string[] {
  expect(drill.outputs).toMatchObject({ status: 'blocked', 'instance-ids': '[]', 'job-ids': '[]' })
  const reasons = drill.evidence.refusals.map(({ message }) => message)
  expect(errorsIn(drill.log).slice(0, -1)).toEqual(reasons)
  for (const reason of reasons) expect(reason).not.toContain('\n')
  expect(drill.summary).toContain('### Why nothing was started')
  return reasons
}

describe('inputs that cannot be used block the run', () => {
  test.concurrent.each([
    ['an unknown mode', { mode: 'dril' }, 'Input "mode" is "dril": did you mean "drill"?'],
    ['a timeout without a unit', { timeout: '30' }, 'has no unit: write "30m" for 30 minutes'],
    ['a timeout of nonsense', { timeout: 'soon' }, 'Input "timeout"'],
    ['a poll interval out of range', { 'poll-interval': '1h' }, 'write 1s to 10m'],
    ['a zone for a Region', { 'aws-region': 'us-west-2a' }, 'write its Region, "us-west-2"'],
    ['an unknown wave', { waves: 'database' }, 'did you mean "databases"?'],
    ['a recovery without confirmation', { mode: 'recovery' }, 'Input "confirm-recovery" is missing'],
    ['a recovery confirmed with another name', { mode: 'recovery', 'confirm-recovery': 'Payments' }, '"payments"'],
    ['evidence outside of the workspace', { 'evidence-dir': '../evidence' }, 'leads out of the workspace'],
    ['evidence in the workspace itself', { 'evidence-dir': '.' }, 'name a folder for the evidence alone']
  ])('%s', async (_what, inputs, words) => {
    const [reason, ...others] = await reasonsOf({ inputs })
    expect(reason).toContain(words)
    expect(others).toEqual([])
  })

  test.concurrent('several are told at once', async () => {
    const reasons = await reasonsOf({ inputs: { mode: 'dril', timeout: '30', waves: 'nope' } })
    expect(reasons).toHaveLength(3)
  })

  test.concurrent('a timeout that a soak does not leave anything of', async () => {
    const [reason] = await reasonsOf({ plan: oneWave({ soak: '2m' }), inputs: { timeout: '90s' } })
    expect(reason).toContain('Input "timeout" is 1m 30s')
  })

  test.concurrent('an evidence folder that cannot be written to', async () => {
    const workspace = workspaceWith({ 'plan.yml': oneWave(), blocked: 'a file' })
    symlinkSync('/tmp', join(workspace, 'link'))
    for (const [folder, words] of [
      ['blocked', 'is in the way'],
      ['blocked/evidence', 'is in the way, or leads through a file'],
      ['/dev/null', 'is in the way'],
      ['/sys/evidence', 'in the input "evidence-dir"'],
      ['link/evidence', 'leads out of the workspace by a symbolic link']
    ] as const) {
      const simulator = await startAws()
      const drill = await runDrillOn(simulator, { workspace, inputs: { 'evidence-dir': folder } })
      expect(drill.outputs).toMatchObject({ status: 'blocked', 'evidence-dir': '', 'evidence-digest': '' })
      expect(errorsIn(drill.log)[0]).toContain(words)
      expect(hasEvidence(join(workspace, folder))).toBe(false)
      expect(drill.summary).toContain('⛔ BLOCKED')
      expect(drill.calls).toEqual([])
    }
  })

  test.concurrent('what an earlier run left as evidence is kept', async () => {
    const workspace = workspaceWith({ 'plan.yml': oneWave() })
    const simulator = await startAws()
    await runDrillOn(simulator, { workspace, inputs: { mode: 'validate' } })
    writeFileSync(join(workspace, 'drs-drill-evidence', 'notes.txt'), 'mine')
    const drill = await runDrillOn(simulator, { workspace, inputs: { mode: 'validate', timeout: 'x' } })
    expect(drill.outputs['status']).toBe('blocked')
    expect(hasEvidence(join(workspace, 'drs-drill-evidence/earlier/1'))).toBe(true)
    expect(annotationsIn(drill.log).find(({ level }) => level === 'notice')?.message).toContain('earlier/1')
  })
})

describe('an AWS that cannot be used blocks the run', () => {
  test.concurrent.each<readonly [string, DrillOptions & { scenario?: ScenarioInput }, RegExp]>([
    [
      'no credentials',
      { scenario: { credentials: { kind: 'none' } } },
      /no AWS credentials: .*run aws-actions\/configure-aws-credentials/
    ],
    [
      'credentials that AWS does not know',
      { environment: { AWS_ACCESS_KEY_ID: 'AKIA0000000000000000' } },
      /credentials .*not accepted|does not accept the credentials/
    ],
    [
      'no Region',
      { plan: oneWave({}, { region: undefined }), environment: { AWS_REGION: '' } },
      /No AWS Region is given: write "region" in the plan, or set the input "aws-region"/
    ],
    [
      'DRS never initialised',
      { scenario: { initialised: false } },
      /never initialised in us-west-2: run "aws drs init/
    ],
    [
      'another account',
      { scenario: { account: '999999999999' } },
      /account 999999999999 .* only in account 123456789012/
    ],
    [
      'a server that DRS does not know',
      { plan: planOf([{ name: 'databases', servers: ['s-00000000000000000'] }]) },
      /s-00000000000000000 .*is not a source server of DRS in us-west-2/
    ],
    [
      'a server that is not replicated yet',
      { scenario: { servers: serversWith({ db: { replicationState: 'INITIAL_SYNC' } }) } },
      /db-01 .*INITIAL_SYNC.*Wait for the initial sync/
    ],
    [
      'a server with a live recovery instance',
      { scenario: { servers: serversWith({ replica: { liveRecoveryInstance: true } }) } },
      /db-02 .*live recovery instance.*would destroy it/
    ]
  ])('%s', async (_what, options, words) => {
    const [reason, ...others] = await reasonsOf(options)
    expect(reason).toMatch(words)
    expect(others).toEqual([])
  })

  test.concurrent.each([
    'drs:DescribeJobs',
    'drs:DescribeJobLogItems',
    'drs:DescribeSourceServers',
    'drs:DescribeRecoveryInstances',
    'drs:GetLaunchConfiguration',
    'ec2:DescribeInstances',
    'ec2:DescribeInstanceStatus'
  ])('a role that may not call %s, by name', async (action) => {
    const [reason] = await reasonsOf({
      scenario: { permissions: { allow: ['*'], deny: [action] } },
      plan: oneWave({ verify: { instance: 'status-ok' } })
    })
    expect(reason).toContain(`The credentials may not call ${action}`)
    expect(reason).toContain('an explicit Deny forbids it')
  })

  test.concurrent.each(['drs:StartRecovery', 'drs:TagResource'])(
    'a role that may not call %s fails the drill at its first launch',
    async (action) => {
      const allow = [
        'sts:*',
        'ec2:*',
        'drs:Describe*',
        'drs:GetLaunchConfiguration',
        'drs:StartRecovery',
        'drs:TagResource'
      ]
      const drill = await runDrill({
        scenario: { permissions: { allow: allow.filter((allowed) => allowed !== action) } },
        plan: twoWaves()
      })
      expect(drill.outputs).toMatchObject({ status: 'failed', 'job-ids': '[]', launched: '0' })
      expect(drill.servers[0]?.reason).toContain(`add ${action} to their user's policy`)
      expect(drill.starts.map(({ executed }) => executed)).toEqual([false])
      expect(drill.world.jobs).toEqual([])
      expect(drill.seconds).toBeLessThan(30)
    }
  )

  test.concurrent('several reasons are told at once', async () => {
    const reasons = await reasonsOf({
      plan: planOf([{ name: 'databases', servers: [servers.db, servers.replica, 's-00000000000000000'] }]),
      scenario: {
        servers: serversWith({ db: { replicationState: 'STOPPED' }, replica: { liveRecoveryInstance: true } })
      }
    })
    expect(reasons).toHaveLength(3)
  })
})
