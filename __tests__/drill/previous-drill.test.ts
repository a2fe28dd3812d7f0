import { describe, expect, test } from '@jest/globals'
import { comparableIn, comparedAtMost, type PreviousDrill } from '../../src/drill/previous-drill.js'

const [production, staging] = ['123456789012', '210987654321'] as const
const drill = (runId: string, changes: Partial<PreviousDrill> = {}): PreviousDrill => ({
  executionId: `e-${runId}`,
  runId,
  startedAt: '2026-08-24T05:00:00.000Z',
  status: 'passed',
  account: production,
  servers: 4,
  notUp: 0,
  leftOutWaves: 0,
  sameWaves: true,
  ...changes
})
const unknown = (runId: string, changes: Partial<PreviousDrill> = {}): PreviousDrill => {
  const { account: _, ...rest } = drill(runId, changes)
  return rest
}

describe('the drills that one is compared with', () => {
  test('are those of its account, and those that do not tell theirs; the others are counted', () => {
    const drills = [drill('4'), drill('3', { account: staging }), unknown('2'), drill('1')]
    expect(comparableIn(production, drills)).toEqual({
      drills: [drill('4'), unknown('2'), drill('1')],
      otherAccounts: 1
    })
    expect(comparableIn('000000000000', drills)).toEqual({ drills: [unknown('2')], otherAccounts: 3 })
    expect(comparableIn(undefined, drills)).toEqual({ drills, otherAccounts: 0 })
  })

  test('are one of each run: rather one that tells its account, then one of the same waves, then the newest', () => {
    const part = { leftOutWaves: 1, sameWaves: false }
    const failed = { status: 'failed' } as const
    const kept = (...drills: readonly PreviousDrill[]) => comparableIn(production, drills).drills
    expect(kept(unknown('1'), drill('1', part))).toEqual([drill('1', part)])
    expect(kept(drill('1', part), unknown('1'))).toEqual([drill('1', part)])
    expect(kept(drill('1', part), drill('1'))).toEqual([drill('1')])
    expect(kept(drill('1'), drill('1', part))).toEqual([drill('1')])
    expect(kept(drill('1', failed), drill('1'))).toEqual([drill('1', failed)])
    expect(kept(drill('1', { account: staging }), drill('1', failed))).toEqual([drill('1', failed)])
  })

  test('are ten at most, the newest', () => {
    const drills = Array.from({ length: 12 }, (_, index) => drill(String(index)))
    expect(comparableIn(production, drills).drills).toEqual(drills.slice(0, comparedAtMost))
  })
})
