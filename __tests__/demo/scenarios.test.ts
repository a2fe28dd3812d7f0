import { describe, expect, test } from '@jest/globals'
import { fileURLToPath } from 'node:url'
import { readActionManifest } from '../../demo/action-manifest.js'
import { defaultScenarioName, readDemoScenario, scenarioNames } from '../../demo/demo-scenario.js'
import { listText } from '../../demo/usage.js'
import { completeScenario } from '../../simulator/scenario.js'
import { selectServers, withSelection } from '../../src/drill/selection/server-selection.js'
import { loadPlan } from '../../src/plan/load.js'
import { read } from '../docs/repository.js'

const folder = fileURLToPath(new URL('../../demo/scenarios', import.meta.url))
const manifest = readActionManifest(fileURLToPath(new URL('../..', import.meta.url)))
const names = scenarioNames(folder)

describe.each(names)('the scenario %s', (name) => {
  const scenario = readDemoScenario(folder, name)

  test('is one that the simulator takes', () => {
    expect(completeScenario(scenario.scenario).servers.length).toBeGreaterThan(0)
  })

  test('gives inputs that the action has', () => {
    expect(Object.keys(scenario.inputs).filter((input) => !(input in manifest.inputs))).toEqual([])
  })

  test('expects the exit code that its status has', () => {
    expect(scenario.expect.exitCode).toBe(scenario.expect.status === 'passed' ? 0 : 1)
  })
})

describe('the scenarios', () => {
  test('begin with the default one', () => {
    expect(names[0]).toBe(defaultScenarioName)
  })

  test('end in every status', () => {
    const statuses = names.map((name) => readDemoScenario(folder, name).expect.status)
    expect(new Set(statuses)).toEqual(new Set(['passed', 'failed', 'timed-out', 'cancelled', 'blocked']))
  })

  test('are listed a line each, short enough for a terminal', () => {
    const lines = listText(names.map((name) => readDemoScenario(folder, name))).split('\n')
    expect(lines).toHaveLength(names.length)
    expect(lines.filter((line) => line.length > 140)).toEqual([])
  })

  test('have all servers of the demo plan in their simulated AWS', () => {
    const loaded = loadPlan(read('examples/plans/demo.yml'))
    const waves = loaded.ok ? loaded.plan.waves : []
    const known = completeScenario(readDemoScenario(folder, defaultScenarioName).scenario).servers
    const listed = known.map(({ id, hostname, tags }) => ({
      sourceServerId: id,
      hostnames: [hostname],
      tags: Object.entries(tags).map(([key, value]) => ({ key, value, shownKey: key, shownValue: value }))
    }))
    const planned = withSelection(waves, selectServers(waves, listed)).flatMap(({ servers }) => servers)
    expect(known.map(({ id }) => id).toSorted()).toEqual(planned.toSorted())
  })

  test('change a server of the default scenario setting by setting', () => {
    const servers = completeScenario(readDemoScenario(folder, 'failed-server').scenario).servers
    expect(servers.find(({ id }) => id === 's-2222222222222222c')).toMatchObject({
      hostname: 'payments-app-3',
      outcome: { kind: 'failed' }
    })
  })

  test('say what is wrong with them', () => {
    expect(() => readDemoScenario(folder, 'no-such')).toThrow('no-such.yml')
  })
})
