import type { DrillEvent } from '../../src/drill/events.js'
import { fold } from '../../src/drill/evolve.js'
import { createChain } from '../../src/drill/journal.js'
import { type DerivedName, evidenceFilesOf } from '../../src/evidence/files.js'
import type { FoundFiles } from '../../src/evidence/verification.js'
import { recordOf } from '../../src/report/record/record.js'
import { plan, serverId, Story, wave, jobId } from '../report/builders.js'

export const version = '0.1.0'

const encoder = new TextEncoder()

/** The journal of these events, as it stands on the disk. */
export function journalOf(events: readonly DrillEvent[]): Uint8Array {
  const chain = createChain()
  return encoder.encode(events.map((event) => chain.encode(event)).join(''))
}

/** A drill of two servers that passes. */
export const passedStory = (): Story =>
  new Story()
    .accept(plan([wave('databases', [serverId(1), serverId(2)])], { rtoSeconds: 3600 }))
    .identify()
    .describe({ [serverId(1)]: 'db-01', [serverId(2)]: 'db-02' })
    .admit()
    .goodWave(1, 'databases', jobId(1), [serverId(1), serverId(2)])
    .finish(13.5, 'passed', 'all 2 servers are up')

/** Texts of an evidence folder, the journal's included. */
export type Texts = Readonly<Record<DerivedName | 'journal.ndjson', string>>

/** The evidence of an execution, as the action writes it. */
export function textsOf(events: readonly DrillEvent[]): Texts {
  const journal = journalOf(events)
  const files = evidenceFilesOf(recordOf(fold(events)), journal, version)
  return { 'journal.ndjson': new TextDecoder().decode(journal), ...files }
}

/** The folder in which these texts are found; a null is a file that is missing. */
export function found(texts: Readonly<Record<keyof Texts, string | Uint8Array | null>>): FoundFiles {
  const file = (name: keyof Texts) => {
    const text = texts[name]
    if (text === null) return { kind: 'missing' } as const
    return { kind: 'file', bytes: typeof text === 'string' ? encoder.encode(text) : text } as const
  }
  return {
    'journal.ndjson': file('journal.ndjson'),
    'evidence.json': file('evidence.json'),
    'summary.md': file('summary.md'),
    'report.html': file('report.html'),
    'junit.xml': file('junit.xml'),
    'statement.json': file('statement.json'),
    SHA256SUMS: file('SHA256SUMS')
  }
}
