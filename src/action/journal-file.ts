import * as fs from 'node:fs'
import { join } from 'node:path'
import type { DrillEvent } from '../drill/events.js'
import { type ChainHead, chainStart, createChain, decodeJournal } from '../drill/journal.js'
import type { Journal } from '../drill/ports.js'
import type { Timestamp } from '../drill/timestamp.js'
import { quote } from '../plan/quotation.js'
import { describeDiskError, diskErrorCode } from './disk-error.js'
import { earlierFolders, journalName, moveEarlier } from './evidence-folder.js'

/** The journal on disk: an event is in the file, and the file on the disk, when `append` returns. */
export interface JournalFile extends Journal {
  readonly path: string
  /** Of what is in the file; `evidence.json` keeps it, so that a change to the file's end shows. */
  readonly head: ChainHead
  /** The time of the first event that the disk did not take; undefined while nothing is lost. */
  readonly lostSince: Timestamp | undefined
  /** Tries once more to write what is missing, and closes the file. */
  close(): void
}

/** The calls that touch the disk while a drill runs, so that tests can fill it. */
export type Disk = Pick<typeof fs, 'writeSync' | 'fsyncSync' | 'ftruncateSync'>

export interface JournalOptions {
  /** Called once when the disk stops taking events, and once when it has taken all of them again. */
  readonly report: (message: string) => void
  readonly disk?: Disk
}

export type OpenResult =
  { readonly ok: true; readonly journal: JournalFile } | { readonly ok: false; readonly message: string }

export type ContinueResult =
  | {
      readonly ok: true
      readonly journal: JournalFile
      readonly events: readonly DrillEvent[]
      /** What is wrong with the journal that was found; `events` are those before it. */
      readonly problems: readonly string[]
      readonly torn: boolean
    }
  | { readonly ok: false; readonly message: string }

/** Begins a new journal in a folder that `prepareEvidenceFolder` made ready. Never throws. */
export function openJournal(folder: string, options: JournalOptions): OpenResult {
  const path = join(folder, journalName)
  try {
    // 'x': a journal that is there already is never written over, and a symbolic link never followed.
    return { ok: true, journal: writer(path, fs.openSync(path, 'wx'), 0, chainStart, options) }
  } catch (error) {
    return { ok: false, message: describeDiskError(error, path) }
  }
}

/**
 * Takes up a journal that a process that is gone has left. A last line that was cut off is cut away. A journal whose chain
 * is broken is kept as it is in `earlier/<n>/`; what stands before the break is the new journal. Never throws.
 */
export function continueJournal(folder: string, options: JournalOptions): ContinueResult {
  const path = join(folder, journalName)
  try {
    const text = readJournal(path)
    const { events, head, torn, problems } = decodeJournal(text)
    const sound = text
      .split('\n')
      .slice(0, events.length)
      .map((line) => `${line}\n`)
      .join('')
    const length = Buffer.byteLength(sound)
    if (problems.length > 0) {
      moveEarlier(folder, [journalName])
      fs.writeFileSync(path, sound, { flag: 'wx' })
    }
    const file = fs.openSync(path, 'r+')
    // The last line end may be what was not written any more.
    if (length > 0) fs.writeSync(file, '\n', length - 1)
    fs.ftruncateSync(file, length)
    return { ok: true, journal: writer(path, file, length, head, options), events, problems, torn }
  } catch (error) {
    if (diskErrorCode(error) === 'ENOENT') return { ok: false, message: `There is no journal in ${quote(folder)}` }
    return { ok: false, message: describeDiskError(error, path) }
  }
}

/**
 * The folder that holds the journal of the execution opened then: the evidence folder, or where a later step of the same
 * workflow job has moved it to. Undefined when it is nowhere.
 */
export function findJournalFolder(folder: string, executionId: string, openedAt: Timestamp): string | undefined {
  return [folder, ...earlierFolders(folder)].find((candidate) => {
    try {
      const [opened] = decodeJournal(readJournal(join(candidate, journalName))).events
      return opened?.type === 'execution-opened' && opened.executionId === executionId && opened.at === openedAt
    } catch {
      return false
    }
  })
}

/** Far more than any drill writes, and far less than what a process can hold. */
const longestJournalBytes = 256 * 1024 * 1024

function readJournal(path: string): string {
  const { size } = regularFile(path)
  if (size > longestJournalBytes) throw new Error('larger than any journal')
  return fs.readFileSync(path, 'utf8')
}

function regularFile(path: string): fs.Stats {
  const stats = fs.lstatSync(path)
  if (!stats.isFile()) throw new Error('not a regular file')
  return stats
}

interface Line {
  readonly bytes: Uint8Array
  readonly head: ChainHead
  readonly at: Timestamp
}

function writer(path: string, file: number, from: number, start: ChainHead, options: JournalOptions): JournalFile {
  const { report, disk = fs } = options
  const chain = createChain(start)
  let length = from
  let head = start
  // What the disk did not take is kept and tried again with each event, so that a disk that recovers loses nothing.
  let missing: readonly Line[] = []
  let failing = false

  const write = (lines: readonly Line[]): void => {
    const bytes = Buffer.concat(lines.map((line) => line.bytes))
    let written = 0
    while (written < bytes.length) {
      written += disk.writeSync(file, bytes, written, bytes.length - written, length + written)
    }
    disk.fsyncSync(file)
    length += bytes.length
  }

  const flush = (): void => {
    const last = missing.at(-1)
    if (last === undefined) return
    try {
      write(missing)
      head = last.head
      missing = []
      if (failing) report(`The journal is complete again: ${quote(path)}`)
      failing = false
    } catch (error) {
      cutBack()
      if (!failing) report(`${describeLoss(error, path)}; the drill goes on`)
      failing = true
    }
  }

  /** Half a line in the file would break the chain for what follows. */
  const cutBack = (): void => {
    try {
      disk.ftruncateSync(file, length)
    } catch {
      // The next write begins at the same place and writes over it.
    }
  }

  return {
    path,
    get head() {
      return head
    },
    get lostSince() {
      return missing[0]?.at
    },
    append(event) {
      const bytes = Buffer.from(chain.encode(event))
      missing = [...missing, { bytes, head: chain.head, at: event.at }]
      flush()
    },
    close() {
      flush()
      fs.closeSync(file)
    }
  }
}

function describeLoss(error: unknown, path: string): string {
  const code = diskErrorCode(error)
  const cause = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : code
  return `The journal ${quote(path)} cannot be written (${cause}): from here on events are missing in it`
}
