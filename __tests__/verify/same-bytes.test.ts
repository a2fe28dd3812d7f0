import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { evidenceFilesOf, textOf } from '../../src/evidence/files.js'
import { verifyEvidence } from '../../src/evidence/verification.js'
import { fold } from '../../src/drill/evolve.js'
import { decodeJournal } from '../../src/drill/journal.js'
import { recordOf } from '../../src/report/record/record.js'
import { drill, takeOver, type Drilled } from '../drill/drill.js'
import type { Fate } from '../drill/fake-recovery-service.js'
import { plan, serverId, wave } from '../drill/plans.js'
import { runs } from '../fast-check-seed.js'
import { found, journalOf, version } from './folder.js'

const fates: readonly Fate[] = [
  'launched',
  'launched',
  'failed',
  'skipped',
  'stuck-in-progress',
  'terminated',
  'no-instance'
]

/** Drills of up to three waves, of which servers end in every way, that are cancelled at times or run out of their budget. */
const drills = fc.record({
  waves: fc.array(fc.record({ servers: fc.integer({ min: 1, max: 3 }), isParallel: fc.boolean() }), {
    minLength: 1,
    maxLength: 3
  }),
  fates: fc
    .constantFrom(['launched'] as const, ['launched', 'stuck-in-progress'] as const, fates)
    .chain((kinds) => fc.array(fc.constantFrom(...kinds), { minLength: 9, maxLength: 9 })),
  cleanup: fc.constantFrom('never' as const, 'on-success' as const, 'always' as const),
  // A process that is killed is not cancelled as well.
  end: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ cancelAfterSeconds: fc.integer({ min: 1, max: 4000 }) }) },
    { weight: 1, arbitrary: fc.record({ killAtEvent: fc.integer({ min: 3, max: 40 }) }) }
  )
})

type RandomDrill = typeof drills extends fc.Arbitrary<infer T> ? T : never

async function played({ waves, fates, cleanup, end }: RandomDrill): Promise<Drilled> {
  let number = 0
  const planned = waves.map(({ servers, isParallel }, index) =>
    wave(
      `wave-${String(index)}`,
      Array.from({ length: servers }, () => serverId((number += 1))),
      isParallel || index === 0 ? { after: [] } : { after: [`wave-${String(index - 1)}`] }
    )
  )
  const done = await drill(plan(planned, { cleanup: { when: cleanup, timeoutSeconds: 1200 } }), {
    service: { fates: Object.fromEntries(fates.map((fate, index) => [serverId(index + 1), [fate]])) },
    ...end
  })
  return done.state.finished === undefined ? takeOver(done) : done
}

/** The files as the process writes them that ran the drill: from the state that it has in its memory. */
const written = (done: Drilled) => {
  const journal = journalOf(done.events)
  return { journal, files: evidenceFilesOf(recordOf(done.state), journal, version) }
}

describe('the same journal in, the same bytes out', () => {
  it('whatever the drill, and however it ended', async () => {
    const statuses = new Set<string>()
    await fc.assert(
      fc.asyncProperty(drills, async (some) => {
        const done = await played(some)
        const { journal, files } = written(done)
        statuses.add(done.state.finished?.status ?? 'unfinished')
        const again = recordOf(fold(decodeJournal(textOf(journal)).events))
        expect(evidenceFilesOf(again, journal, version)).toEqual(files)
        const { findings, isSound } = verifyEvidence(found({ 'journal.ndjson': journal, ...files }))
        expect(findings.filter(({ state }) => state !== 'ok')).toEqual([])
        expect(isSound).toBe(true)
      }),
      { numRuns: runs(60) }
    )
    // Among them were drills of every end that the random ones come to.
    for (const status of ['passed', 'failed', 'timed-out', 'cancelled']) expect(statuses).toContain(status)
  }, 60_000)
})
