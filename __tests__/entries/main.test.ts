import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { oneWave, planOf, servers, serversWith } from '../e2e/plans.js'
import { steps } from './step.js'

const start = steps()

const errors = (log: readonly string[]): readonly string[] => log.filter((line) => line.startsWith('::error'))

describe('main', () => {
  test('runs a drill that passes, and hands over what came of it', async () => {
    const { main, journal, record, evidence, simulator } = await start()
    const ended = await main()
    expect(ended.exitCode).toBe(0)
    expect(errors(ended.log)).toEqual([])
    expect(ended.summary).toMatch(/^## ✅ PASSED: payments, drill, 2 of 2 servers up/)
    expect(ended.outputs).toMatch(/status<<(\S+)\r?\npassed\r?\n\1/)
    expect(record()).toMatchObject({ status: 'passed', executionId: 'acme-shop-42-payments' })
    expect(journal().map(({ type }) => type)).toEqual(
      expect.arrayContaining(['execution-opened', 'plan-accepted', 'job-requested', 'job-started', 'verdict-reached'])
    )
    expect(journal().at(-1)).toMatchObject({ type: 'execution-finished', status: 'passed' })
    expect(JSON.parse(ended.state)).toEqual({
      executionId: 'acme-shop-42-payments',
      evidenceFolder: evidence,
      openedAt: journal()[0]?.at
    })
    expect(simulator.calls.filter(({ operation }) => operation === 'StartRecovery')).toHaveLength(1)
  })

  test('removes the drill instances afterwards where it is asked to', async () => {
    const { main, record, simulator } = await start()
    const ended = await main({ cleanup: 'on-success' })
    expect(ended.exitCode).toBe(0)
    expect(record()).toMatchObject({ status: 'passed', cleanup: { complete: true, left: [] } })
    expect(simulator.world.instances.filter(({ state }) => state !== 'terminated')).toEqual([])
    expect(ended.summary).toContain('**Cleanup:** 2 drill instances terminated')
  })

  test('fails the step where a server does not come up', async () => {
    const failing = serversWith({ replica: { outcome: 'failed' } })
    const { main, record } = await start({ servers: failing })
    const ended = await main()
    expect(ended.exitCode).toBe(1)
    expect(record().status).toBe('failed')
    expect(errors(ended.log)).toHaveLength(2)
  })

  test('starts nothing of a plan that is wrong, and says where', async () => {
    const { main, record, simulator } = await start({}, `${oneWave()}timout: 5m\n`)
    const ended = await main()
    expect(ended.exitCode).toBe(1)
    expect(record()).toMatchObject({ status: 'blocked', waves: [] })
    expect(ended.summary).toMatch(/^## ⛔ BLOCKED/)
    expect(errors(ended.log)[0]).toMatch(/^::error file=plan\.yml,line=\d+,col=\d+::/)
    expect(simulator.calls).toEqual([])
  })

  test('checks a plan without asking AWS', async () => {
    const { main, record, simulator } = await start()
    expect((await main({ mode: 'validate' })).exitCode).toBe(0)
    expect(record()).toMatchObject({ status: 'passed', mode: 'validate' })
    expect(simulator.calls).toEqual([])
  })

  test('starts nothing where the evidence cannot be written, and says so all the same', async () => {
    const { main, simulator } = await start()
    const ended = await main({ 'evidence-dir': 'plan.yml' })
    expect(ended.exitCode).toBe(1)
    expect(ended.summary).toMatch(/^## ⛔ BLOCKED/)
    expect(ended.summary).toContain('is in the way')
    expect(ended.outputs).toMatch(/status<<(\S+)\r?\nblocked\r?\n\1/)
    expect(ended.state).toBe('')
    expect(simulator.calls).toEqual([])
  })

  test('puts the evidence of an earlier execution away', async () => {
    const { main, evidence, hasEvidence } = await start()
    mkdirSync(evidence)
    writeFileSync(join(evidence, 'evidence.json'), '{}')
    const { log } = await main({ mode: 'validate' })
    expect(log).toContainEqual(expect.stringContaining('::notice::Evidence of an earlier execution was moved to'))
    expect(existsSync(join(evidence, 'earlier', '1', 'evidence.json'))).toBe(true)
    expect(hasEvidence()).toBe(true)
  })

  test('goes on where nothing can be handed to the post step', async () => {
    const { main, workspace } = await start()
    const runner = main({ mode: 'validate' })
    // Main has only begun: the runner's file is gone before anything is written to it.
    process.env['GITHUB_STATE'] = join(workspace, 'missing')
    const ended = await runner
    expect(ended.exitCode).toBe(0)
    expect(ended.log).toContainEqual(
      expect.stringMatching(/^::warning::The post step of this action will find nothing to do: .*missing/)
    )
  })

  test('ends a drill at the first signal, telling what still runs', async () => {
    const { main, record, journal, when, simulator } = await start()
    when('with 2 servers started', () => process.emit('SIGINT', 'SIGINT'))
    const before = process.listenerCount('SIGINT')
    const ended = await main()
    expect(ended.exitCode).toBe(1)
    expect(record()).toMatchObject({
      status: 'cancelled',
      stillRunning: { jobs: [{ jobId: simulator.world.jobs[0]?.jobId }] }
    })
    expect(journal().map(({ type }) => type)).toContain('cancel-requested')
    expect(ended.log.join('\n')).toContain('SIGINT received: no new job is started')
    expect(ended.summary).toMatch(/^## ✋ CANCELLED/)
    expect(process.listenerCount('SIGINT')).toBe(before)
  })

  test('with a defect of its own ends the drill as failed, in one line, and tells what runs', async () => {
    const { main, record, journal, when, simulator } = await start()
    when('with 2 servers started', () => {
      throw new TypeError('undefined is not a wave')
    })
    process.env['RUNNER_DEBUG'] = '1'
    const ended = await main()
    expect(ended.exitCode).toBe(1)
    const reason =
      'drs-drill itself failed (undefined is not a wave); look at what still runs, and report this with the evidence ' +
      'folder of the run'
    expect(record()).toMatchObject({
      status: 'failed',
      reason,
      stillRunning: { jobs: [{ jobId: simulator.world.jobs[0]?.jobId }] }
    })
    expect(journal().at(-1)).toMatchObject({ type: 'execution-finished', status: 'failed', reason })
    expect(errors(ended.log).at(-1)).toBe(`::error::Drill payments failed: ${reason}`)
    // The stack is for whoever debugs, and for nobody else.
    expect(ended.log.filter((line) => line.includes('TypeError')).every((line) => line.startsWith('::debug'))).toBe(
      true
    )
  })

  test('keeps the stack of a defect to itself', async () => {
    const { main, when } = await start()
    when('with 2 servers started', () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- a library may throw anything
      throw 'a mere text'
    })
    const ended = await main()
    expect(ended.log.join('\n')).not.toMatch(/\n\s+at /)
    expect(errors(ended.log).at(-1)).toContain('drs-drill itself failed (a mere text)')
  })

  test('refuses a Region that nobody names before AWS is asked', async () => {
    const plan = planOf([{ name: 'databases', servers: [servers.db], timeout: '2m' }], { region: undefined })
    const { main, simulator, record } = await start({}, plan)
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) process.env[name] = ''
    const ended = await main({ 'aws-region': 'Oregon' })
    expect(ended.exitCode).toBe(1)
    expect(record().status).toBe('blocked')
    expect(simulator.calls).toEqual([])
  })
})
