import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runWithToken, startBoth, warningsIn } from './github.js'
import { expectComplete } from './steps.js'

describe('a drill is compared with the last ones of its plan', () => {
  test.concurrent('by the artifacts of their runs', async () => {
    const simulator = await startBoth()
    const first = await runWithToken(simulator, { inputs: { 'artifact-name': '' } })
    expect(first.evidence.previous).toEqual({ drills: [], note: null })
    const [uploaded] = simulator.world.artifacts
    const again = await startBoth({
      artifacts: [{ name: 'drs-drill-payments-77-1', runId: 77, files: { ...uploaded?.files } }]
    })
    const second = await runWithToken(again)
    expectComplete(second)
    expect(second.evidence.previous).toMatchObject({
      note: null,
      drills: [{ runId: '77', status: 'passed', notUp: 0 }]
    })
    expect(second.summary).toContain('### Compared with the last drills')
    expect(second.summary).toMatch(/RTO \S+.* the last time it was measured/)
    expect(readFileSync(join(second.folder, 'report.html'), 'utf8')).toContain('Compared with the last drills')
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
