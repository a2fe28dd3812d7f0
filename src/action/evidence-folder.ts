import { createHash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { quote } from '../plan/quotation.js'
import { describeDiskError } from './disk-error.js'
import { isWithin, nearestRealPath } from './location.js'

export const journalName = 'journal.ndjson'

/** The files of an evidence folder (contract section 6). Others in it are nobody's business and stay where they are. */
export const evidenceNames = [
  journalName,
  'evidence.json',
  'summary.md',
  'report.html',
  'junit.xml',
  'statement.json',
  'SHA256SUMS'
] as const

export type EvidenceName = (typeof evidenceNames)[number]

/** A disk with less room than this is found to be full before the start. */
const roomBytes = 1024 * 1024

export type FolderResult =
  | {
      readonly ok: true
      /** Where the evidence of an earlier execution was moved to. */
      readonly movedTo?: string
    }
  | { readonly ok: false; readonly message: string }

/**
 * Makes the folder ready for the evidence of a new execution: it exists, can be written to and has room, and holds no
 * other execution's evidence; that is moved to `earlier/<n>/` inside it, the latest having the highest number.
 * A folder inside the workspace must not lead out of it by symbolic links, which whoever wrote the repository could lay.
 * Never throws; `message` says what to do.
 */
export function prepareEvidenceFolder(folder: string, workspace: string): FolderResult {
  try {
    if (isWithin(workspace, folder) && !isWithin(realpathSync(workspace), nearestRealPath(folder))) {
      const message = `${quote(folder)} leads out of the workspace by a symbolic link: name another folder in the input "evidence-dir"`
      return { ok: false, message }
    }
    makeFolder(folder)
    probe(folder)
    const present = evidenceNames.filter((name) => isPresent(join(folder, name)))
    return present.length === 0 ? { ok: true } : { ok: true, movedTo: moveEarlier(folder, present) }
  } catch (error) {
    return { ok: false, message: describeDiskError(error, folder) }
  }
}

/** The folders in which earlier evidence was put away, latest first. */
export function earlierFolders(folder: string): readonly string[] {
  return numbersIn(join(folder, 'earlier'))
    .toSorted((a, b) => b - a)
    .map((number) => join(folder, 'earlier', String(number)))
}

/** Moves files of the folder to the next `earlier/<n>/` and gives its path. Throws what the file system throws. */
export function moveEarlier(folder: string, names: readonly EvidenceName[]): string {
  const earlier = join(folder, 'earlier')
  // A symbolic link of that name could lead anywhere.
  if (isPresent(earlier) && !lstatSync(earlier).isDirectory()) throw new Error(`${quote(earlier)} is no folder`)
  const target = join(earlier, String(Math.max(0, ...numbersIn(earlier)) + 1))
  mkdirSync(target, { recursive: true })
  for (const name of names) renameSync(join(folder, name), join(target, name))
  return target
}

export type WriteResult =
  | {
      readonly ok: true
      /** `sha256:…` of the file. */
      readonly digest: string
    }
  | { readonly ok: false; readonly message: string }

/** Writes a file of the evidence: it is there as a whole or, should anything happen, as it was before. Never throws. */
export function writeEvidenceFile(folder: string, name: EvidenceName, text: string): WriteResult {
  const temporary = join(folder, `.${name}.${process.pid}.tmp`)
  try {
    writeDurably(temporary, Buffer.from(text))
    renameSync(temporary, join(folder, name))
    return { ok: true, digest: `sha256:${createHash('sha256').update(text).digest('hex')}` }
  } catch (error) {
    rmSync(temporary, { force: true })
    return { ok: false, message: describeDiskError(error, join(folder, name)) }
  }
}

/** Folder by folder: `recursive` never comes back where a file system has no room for new folders (`/proc`). */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent)
  mkdirSync(folder)
}

function probe(folder: string): void {
  const file = join(folder, `.probe.${process.pid}.tmp`)
  try {
    writeDurably(file, Buffer.alloc(roomBytes))
  } finally {
    rmSync(file, { force: true })
  }
}

/** Writes a new file and waits until it is on the disk. A file or link of that name is removed, never followed. */
function writeDurably(path: string, bytes: Uint8Array): void {
  rmSync(path, { force: true })
  const file = openSync(path, 'wx')
  try {
    writeFileSync(file, bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function numbersIn(earlier: string): readonly number[] {
  if (lstatSync(earlier, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(earlier)
    .filter((name) => /^[1-9]\d{0,8}$/.test(name))
    .map(Number)
}
