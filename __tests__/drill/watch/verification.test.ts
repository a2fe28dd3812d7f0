import { describe, expect, test } from '@jest/globals'
import { noLogFindings } from '../../../src/drill/watch/job-log.js'
import type { InstanceSighting, LaunchActionSighting } from '../../../src/drill/sightings.js'
import type { ServerState } from '../../../src/drill/state.js'
import { expectedInstanceState, hasDisappeared, isGone, verify } from '../../../src/drill/watch/verification.js'
import type { Verification } from '../../../src/plan/plan.js'

const sourceServerId = 's-00000000000000001'
const sighting: InstanceSighting = { sourceServerId, jobId: 'drsjob-1', ec2InstanceId: 'i-1', state: 'running' }

const launched = (changes: Partial<ServerState> = {}): ServerState => ({
  sourceServerId,
  wave: 'app',
  jobId: 'drsjob-1',
  log: noLogFindings,
  participant: { sourceServerId, launchStatus: 'LAUNCHED' },
  instance: sighting,
  ...changes
})

const wanted = (changes: Partial<Verification> = {}): Verification => ({
  instance: 'running',
  launchActions: 'ignored',
  ...changes
})

const inState = (state: string, statusChecks?: string): ServerState =>
  launched({ instance: { ...sighting, state, ...(statusChecks === undefined ? {} : { statusChecks }) } })

const nameless = (state: string): ServerState => launched({ instance: { sourceServerId, jobId: 'drsjob-1', state } })

const stoppedByDesign: Partial<ServerState> = { described: { sourceServerId, launchDisposition: 'STOPPED' } }

describe('a LAUNCHED server', () => {
  test('is up when its instance runs', () => {
    expect(verify(inState('running'), wanted())).toEqual({ is: 'up', reason: 'i-1 is running' })
    expect(verify(nameless('running'), wanted()).reason).toBe('its EC2 instance is running')
  })

  test('is not up before its instance was looked at', () => {
    const { instance: _unseen, ...server } = launched()
    expect(verify(server, wanted())).toMatchObject({ is: 'not-yet', wrong: false })
    expect(verify(server, wanted({ instance: 'none' }))).toMatchObject({ is: 'not-yet', wrong: false })
  })

  test.each([
    ['pending', false],
    ['stopping', false],
    ['stopped', true],
    ['rebooting-somehow', true]
  ])('whose instance is %s is not up yet; wrong, should it stay so: %s', (state, wrong) => {
    expect(verify(inState(state), wanted())).toEqual({
      is: 'not-yet',
      wrong,
      reason: `i-1 is ${state}, its launch settings ask for running`
    })
  })

  test.each(['shutting-down', 'terminated'])('whose instance is %s never comes up', (state) => {
    expect(verify(inState(state), wanted())).toMatchObject({ is: 'never', status: 'unverified' })
    expect(isGone(inState(state).instance)).toBe(true)
  })

  test('without an instance is waited for, and wrong in the end', () => {
    expect(verify(inState('missing'), wanted())).toEqual({
      is: 'not-yet',
      wrong: true,
      reason: 'DRS says LAUNCHED, but EC2 does not know i-1'
    })
    expect(verify(nameless('missing'), wanted()).reason).toBe(
      'DRS says LAUNCHED, but no EC2 instance of this job is known'
    )
  })

  test('whose launch settings ask for it is right when it is stopped, and not when it runs', () => {
    expect(expectedInstanceState(launched(stoppedByDesign))).toBe('stopped')
    expect(verify({ ...inState('stopped'), ...stoppedByDesign }, wanted())).toMatchObject({ is: 'up' })
    expect(verify({ ...inState('running'), ...stoppedByDesign }, wanted())).toMatchObject({
      is: 'not-yet',
      wrong: true
    })
    expect(verify({ ...inState('stopped'), ...stoppedByDesign }, wanted({ instance: 'status-ok' }))).toEqual({
      is: 'up',
      reason: 'i-1 is stopped'
    })
  })

  test('whose instance does not matter is up whatever it is, but not before DRS was asked for it', () => {
    expect(verify(inState('terminated'), wanted({ instance: 'none' }))).toEqual({ is: 'up', reason: 'LAUNCHED as i-1' })
    expect(verify(nameless('missing'), wanted({ instance: 'none' }))).toEqual({ is: 'up', reason: 'LAUNCHED' })
  })

  test.each([
    ['ok', 'up', undefined],
    ['initializing', 'not-yet', false],
    ['impaired', 'not-yet', true],
    [undefined, 'not-yet', false]
  ] as const)('with status checks %s is %s where they have to be ok', (checks, is, wrong) => {
    const finding = verify(inState('running', checks), wanted({ instance: 'status-ok' }))
    expect(finding).toMatchObject({ is, ...(wrong === undefined ? {} : { wrong }) })
    expect(finding.reason).toContain(checks ?? 'not reported')
    expect(verify(inState('running', checks), wanted()).is).toBe('up')
  })
})

describe('required post-launch actions', () => {
  const run = (status: string, changes: Partial<LaunchActionSighting> = {}): LaunchActionSighting => ({
    name: 'smoke',
    status,
    optional: false,
    ...changes
  })
  const withRuns = (...runs: readonly LaunchActionSighting[]): ServerState =>
    launched({ participant: { sourceServerId, launchStatus: 'LAUNCHED', launchActions: { settled: false, runs } } })
  const required = wanted({ launchActions: 'required' })

  test('that nobody speaks of yet are waited for', () => {
    const { participant: _none, ...silent } = launched()
    for (const server of [silent, launched(), withRuns()]) {
      expect(verify(server, required)).toMatchObject({ is: 'not-yet', wrong: false })
      expect(verify(server, wanted()).is).toBe('up')
    }
  })

  test('must all succeed; an optional one may fail', () => {
    const optional = run('FAILED', { optional: true })
    expect(verify(withRuns(run('SUCCEEDED'), optional), required)).toEqual({ is: 'up', reason: 'i-1 is running' })
    expect(verify(withRuns(run('SUCCEEDED'), run('IN_PROGRESS')), required)).toEqual({
      is: 'not-yet',
      wrong: false,
      reason: 'post-launch action "smoke" is IN_PROGRESS'
    })
    expect(verify(withRuns(run('IN_PROGRESS', { optional: true })), required).is).toBe('not-yet')
    expect(verify(withRuns(run('SOMETHING_NEW')), required).is).toBe('not-yet')
  })

  test('that fail fail the server, with their reason, whatever its instance does', () => {
    const failed = withRuns(run('FAILED', { failureReason: 'exit 3' }))
    expect(verify(failed, required)).toEqual({
      is: 'never',
      status: 'failed',
      reason: 'post-launch action "smoke" failed: exit 3'
    })
    expect(verify(withRuns(run('FAILED')), required).reason).toBe('post-launch action "smoke" failed')
    expect(verify(failed, wanted()).is).toBe('up')
  })

  test('that succeeded do not make up for an instance that is not up', () => {
    const server = { ...withRuns(run('SUCCEEDED')), instance: { ...sighting, state: 'pending' } }
    expect(verify(server, required).is).toBe('not-yet')
  })
})

describe('an instance', () => {
  test('is gone for good, or only not there', () => {
    expect(isGone(undefined)).toBe(false)
    expect(isGone({ ...sighting, state: 'missing' })).toBe(false)
    expect(['terminated', 'missing', 'shutting-down', 'running'].map(hasDisappeared)).toEqual([
      true,
      true,
      false,
      false
    ])
  })
})
