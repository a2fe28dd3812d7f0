import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runWithToken, startBoth, warningsIn } from './github.js'
import { twoWaves } from './plans.js'
import { expectComplete } from './steps.js'

describe('a drill is compared with the last ones of its plan', () => {
  test.concurrent('by the artifacts of their runs', async () => {
    const simulator = await startBoth()
    const first = await runWithToken(simulator, { inputs: { 'artifact-name': '' } })
    const nothing = {
      opened: 0,
      unreadable: 0,
      expired: 0,
      unopened: 0,
      otherNames: 0,
      otherAccounts: 0,
      uploads: true
    }
    const look = { listed: 0, listedAll: true, ...nothing }
    expect(first.evidence.previous).toEqual({ drills: [], look, note: null })
    expect(readFileSync(join(first.folder, 'report.html'), 'utf8')).toContain('this is the first drill of the plan')
    const kept = await runWithToken(await startBoth(), { inputs: { 'artifact-name': 'none' } })
    expect(kept.evidence.previous.look).toEqual({ ...look, uploads: false })
    const report = readFileSync(join(kept.folder, 'report.html'), 'utf8')
    expect(report).toContain('this may not be the first drill of the plan')
    expect(report).toContain('this job uploads no evidence that would be found there')
    const [uploaded] = simulator.world.artifacts
    const preflight = (uploaded?.files['evidence.json'] ?? '').replace('"mode": "drill"', '"mode": "preflight"')
    expect(preflight).toContain('"mode": "preflight"')
    const staging = (uploaded?.files['evidence.json'] ?? '').replace(
      '"account": "123456789012"',
      '"account": "210987654321"'
    )
    expect(staging).toContain('210987654321')
    const again = await startBoth({
      artifacts: [
        { name: 'drs-drill-payments-77-1', runId: 77, age: '2d', files: { ...uploaded?.files } },
        // Other legs of its matrix.
        { name: 'drs-drill-payments-77-1-2', runId: 77, files: { 'evidence.json': preflight } },
        { name: 'drs-drill-payments-77-1-3', runId: 77, age: '1d', files: { 'evidence.json': staging } }
      ]
    })
    const second = await runWithToken(again)
    expectComplete(second)
    expect(second.evidence.previous).toMatchObject({
      note: null,
      drills: [{ runId: '77', status: 'passed', account: '123456789012', notUp: 0 }],
      look: { opened: 3, otherAccounts: 1 }
    })
    expect(second.evidence.previous.drills).toHaveLength(1)
    expect(second.summary).toContain('1 drill of the plan in another account is not compared.')
    expect(second.summary).toContain('### Compared with the last drills')
    expect(second.summary).toMatch(/RTO \S+.* the last time it was measured/)
    expect(readFileSync(join(second.folder, 'report.html'), 'utf8')).toContain('Compared with the last drills')
  })

  test.concurrent('but not with a part of it, nor called the first where something could not be read', async () => {
    const simulator = await startBoth({
      artifacts: [
        { name: 'dr-55', runId: 55, expired: true },
        { name: 'build', runId: 55 }
      ]
    })
    const part = await runWithToken(simulator, {
      plan: twoWaves(),
      inputs: { 'artifact-name': 'dr-1234567890', waves: 'databases' }
    })
    expect(part.summary).toContain(
      'None was found, but this may not be the first drill of the plan: of the 2 artifacts that GitHub listed, ' +
        '0 were opened; 1 had expired; 1 had names that drs-drill did not give.'
    )
    const [uploaded] = simulator.world.artifacts.filter(
      ({ isFinalized, name }) => isFinalized && name === 'dr-1234567890'
    )
    const again = await startBoth({ artifacts: [{ name: 'dr-56', runId: 56, files: { ...uploaded?.files } }] })
    const whole = await runWithToken(again, { plan: twoWaves(), inputs: { 'artifact-name': 'dr-1234567890' } })
    expectComplete(whole)
    expect(whole.evidence.previous.drills).toMatchObject([{ runId: '56', leftOutWaves: 1, sameWaves: false }])
    expect(whole.summary).toContain('| passed, 1 wave left out |')
    expect(whole.summary).not.toContain('the last time it was measured')
  })

  test.concurrent('and says in one quiet line that it could not be', async () => {
    const simulator = await startBoth({ permissions: { actions: 'none' } })
    const step = await runWithToken(simulator)
    expect(step).toMatchObject({ exitCode: 0, outputs: { status: 'passed' } })
    expect(step.log).toContain('the last drills of this plan could not be read: GitHub answers')
    expect(step.summary).not.toContain('Compared with the last drills')
    expect(warningsIn(step.log)).toEqual([])
  })
})
