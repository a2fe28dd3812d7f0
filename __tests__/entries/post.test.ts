import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { steps, type Steps } from './step.js'

const start = steps()

/** Leaves of the journal what stood in it when the event was written, as a kill at that moment would. */
function cutBehind(evidence: string, type: string): void {
  const path = join(evidence, 'journal.ndjson')
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  const end = lines.findIndex((line) => line.includes(`"type":"${type}"`))
  if (end === -1) throw new Error(`the journal has no ${type}`)
  writeFileSync(
    path,
    lines
      .slice(0, end + 1)
      .map((line) => `${line}\n`)
      .join('')
  )
  for (const name of ['evidence.json', 'summary.md']) rmSync(join(evidence, name))
}

const alive = ({ simulator }: Steps): readonly string[] =>
  simulator.world.instances.filter(({ state }) => state !== 'terminated').map(({ instanceId }) => instanceId)

describe('post', () => {
  test('has nothing to do where main did not get as far as a plan', async () => {
    const { post, simulator } = await start()
    for (const state of ['', 'nonsense', '{}']) {
      const ended = await post(state)
      expect(ended.log).toContain('Nothing to do: main did not get as far as a plan.')
      expect(ended.exitCode).toBe(0)
    }
    expect(simulator.calls).toEqual([])
  })

  test('has nothing to do after a main that came to its end', async () => {
    const { main, post, evidence, simulator } = await start()
    const { state } = await main()
    const calls = simulator.calls.length
    const before = readFileSync(join(evidence, 'evidence.json'), 'utf8')
    const ended = await post(state)
    expect(ended.log).toContain(`Nothing to do: the execution ended passed, and its evidence is in ${evidence}.`)
    expect(ended).toMatchObject({ summary: '', outputs: '', exitCode: 0 })
    expect(simulator.calls).toHaveLength(calls)
    expect(readFileSync(join(evidence, 'evidence.json'), 'utf8')).toBe(before)
  })

  test('gives the verdict of a main that was killed, and lists what runs', async () => {
    const step = await start()
    const { main, post, evidence, record, journal } = step
    const { state } = await main()
    cutBehind(evidence, 'job-started')
    const ended = await post(state)
    expect(ended.exitCode).toBe(0)
    expect(ended.outputs).toBe('')
    expect(ended.summary).toMatch(/^## ✋ CANCELLED/)
    expect(record()).toMatchObject({ status: 'cancelled', cleanup: null })
    expect(record().stillRunning.instances.map(({ ec2InstanceId }) => ec2InstanceId)).toEqual(alive(step))
    expect(journal().map(({ type }) => type)).toEqual(
      expect.arrayContaining(['cancel-requested', 'taken-over', 'verdict-reached', 'instances-listed'])
    )
    expect(journal().at(-1)).toMatchObject({ type: 'execution-finished', status: 'cancelled' })
  })

  test('hands over what a main that was killed after its verdict could not, and keeps the verdict', async () => {
    const { main, post, evidence, record } = await start()
    const { state } = await main()
    cutBehind(evidence, 'verdict-reached')
    const ended = await post(state)
    expect(ended.summary).toMatch(/^## ✅ PASSED/)
    expect(record().status).toBe('passed')
  })

  test('asks AWS nothing where nothing had been started', async () => {
    const { main, post, evidence, record, simulator } = await start()
    const { state } = await main()
    cutBehind(evidence, 'plan-accepted')
    const calls = simulator.calls.length
    await post(state)
    expect(record().status).toBe('cancelled')
    expect(simulator.calls).toHaveLength(calls)
  })

  test('does the cleanup that a cancelled main had no time for, and tells only of that', async () => {
    const step = await start()
    const { main, post, when, record, journal } = step
    when('with 2 servers started', () => process.emit('SIGINT', 'SIGINT'))
    const { state, summary } = await main({ cleanup: 'always' })
    expect(summary).toMatch(/^## ✋ CANCELLED/)
    const ended = await post(state)
    expect(alive(step)).toEqual([])
    expect(record()).toMatchObject({ status: 'cancelled', cleanup: { complete: true, left: [] } })
    expect(ended.summary).toMatch(/^## After the drill of payments/)
    expect(ended).toMatchObject({ exitCode: 0, outputs: '' })
    expect(journal().filter(({ type }) => type === 'verdict-reached')).toHaveLength(1)
    // A second post, should there be one, finds all done.
    expect((await post(state)).log.join('\n')).toContain('Nothing to do')
  })

  test('ends at a signal of its own, and tells what is left', async () => {
    const step = await start()
    const { main, post, when, record } = step
    when('with 2 servers started', () => process.emit('SIGINT', 'SIGINT'))
    const { state } = await main({ cleanup: 'always' })
    when('cleanup: ', () => process.emit('SIGTERM', 'SIGTERM'))
    const ended = await post(state)
    expect(ended.log.join('\n')).toContain('SIGTERM received: the post step ends; what is left in AWS is told.')
    expect(record()).toMatchObject({ status: 'cancelled', cleanup: { complete: false } })
    expect(ended.log).toContainEqual(expect.stringMatching(/^::warning::The cleanup fell short/))
  })

  test('says where to look when the journal is gone', async () => {
    const { main, post, evidence } = await start()
    const { state } = await main({ mode: 'validate' })
    rmSync(evidence, { recursive: true })
    const ended = await post(state)
    expect(ended.log).toContainEqual(
      expect.stringMatching(/^::warning::The journal of acme-shop-42-payments is not in .* any more\. Look in the DRS/)
    )
    expect(ended.exitCode).toBe(0)
  })

  test('goes by what stands before the break of a journal that was changed, and says so', async () => {
    const { main, post, evidence, record } = await start()
    const { state } = await main()
    const path = join(evidence, 'journal.ndjson')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"type":"verdict-reached","status":"passed"', '"type":"x"'))
    rmSync(join(evidence, 'evidence.json'))
    const ended = await post(state)
    expect(ended.log).toContainEqual(expect.stringMatching(/^::warning::line \d+: has the type "x"/))
    expect(record().status).toBe('cancelled')
  })

  test('says what is wrong when it cannot go on with the journal', async () => {
    const { main, post, evidence, simulator } = await start()
    const { state } = await main({ mode: 'validate' })
    const path = join(evidence, 'journal.ndjson')
    writeFileSync(path, `${readFileSync(path, 'utf8')}nonsense\n`)
    writeFileSync(join(evidence, 'earlier'), 'in the way')
    const ended = await post(state)
    expect(ended.log).toContainEqual(expect.stringMatching(/^::warning::.*journal\.ndjson.* cannot be written/))
    expect(simulator.calls).toEqual([])
  })
})
