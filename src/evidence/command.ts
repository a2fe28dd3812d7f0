import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { forLog } from '../report/escape.js'
import { sha256Of } from './files.js'
import { type Finding, type Found, type FoundFiles, verifyEvidence, type Verification } from './verification.js'

/** Other files that are named, each on a line. */
const longestList = 20

/** Far more than any drill writes, and far less than what a process can hold. */
const longestBytes = 256 * 1024 * 1024

/**
 * The verify command: prints a line for each file of an evidence folder and one that sums them up. It reads and changes
 * nothing else, and prints nothing of the files without cleaning it for a terminal.
 *
 * @returns the exit code: 0 when all of it is sound, else 1
 */
export function verifyCommand(args: readonly string[], print: (line: string) => void): 0 | 1 {
  const [folder, ...more] = args
  if (folder === undefined || folder === '' || more.length > 0) {
    print('Usage: node dist/verify/index.js <folder>, the folder being one that drs-drill wrote evidence to')
    return 1
  }
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) {
    print(forLog(`There is no folder ${folder}`))
    return 1
  }
  const found = readFolder(folder)
  const verification = verifyEvidence(found)
  const lines = [
    ...verification.findings.map(({ state, name, message }) => lineOf(states[state], name, message)),
    ...others(folder, Object.keys(found)),
    '',
    ...conclusion(verification, found)
  ]
  for (const line of lines) print(forLog(line, 2000))
  return verification.isSound ? 0 : 1
}

const states: Readonly<Record<Finding['state'], string>> = {
  ok: 'ok      ',
  wrong: 'WRONG   ',
  missing: 'MISSING ',
  unproven: 'UNPROVEN'
}

function lineOf(state: string, name: string, message: string): string {
  return `${state}  ${name.padEnd(14)}  ${message}`
}

/** What else lies in the folder: nobody's business, but a reader must not take it for evidence. */
function others(folder: string, known: readonly string[]): readonly string[] {
  const names = namesIn(folder).filter((name) => !known.includes(name))
  const lines = names
    .slice(0, longestList)
    .map((name) =>
      name === 'earlier'
        ? lineOf('OTHER   ', name, 'holds the evidence of earlier executions: verify each of its folders by itself')
        : lineOf('OTHER   ', name, 'is no file of this evidence: nothing here vouches for it')
    )
  const more = names.length - longestList
  return more > 0 ? [...lines, `OTHER     and ${String(more)} more`] : lines
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    // Each of the files has told already that it cannot be read.
    return []
  }
}

function conclusion(
  { findings, isSound, executionId, status }: Verification,
  { 'evidence.json': evidence }: FoundFiles
): readonly string[] {
  if (!isSound) {
    const count = findings.filter(({ state }) => state !== 'ok').length
    return [`NOT VERIFIED: ${String(count)} finding${count === 1 ? '' : 's'} above`]
  }
  const digest = evidence.kind === 'file' ? sha256Of(evidence.bytes) : ''
  return [
    `VERIFIED: every file of execution ${executionId ?? ''} (${status ?? ''}) is what its journal says`,
    `That these are the files that were written is shown by the output evidence-digest of the run: sha256:${digest}`
  ]
}

function readFolder(folder: string): FoundFiles {
  const read = (name: string) => readFound(join(folder, name))
  return {
    'journal.ndjson': read('journal.ndjson'),
    'evidence.json': read('evidence.json'),
    'summary.md': read('summary.md'),
    'report.html': read('report.html'),
    'junit.xml': read('junit.xml'),
    'statement.json': read('statement.json'),
    SHA256SUMS: read('SHA256SUMS')
  }
}

/** Only a file itself: a link could lead anywhere, and a pipe never end. */
function readFound(path: string): Found {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return { kind: 'missing' }
    if (!stats.isFile()) return { kind: 'unreadable', why: 'is not a regular file' }
    if (stats.size > longestBytes) return { kind: 'unreadable', why: 'is larger than any that drs-drill writes' }
    return { kind: 'file', bytes: readFileSync(path) }
  } catch (error) {
    return { kind: 'unreadable', why: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}
