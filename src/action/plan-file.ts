import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { quote } from '../plan/quotation.js'
import { closest } from '../plan/suggestion.js'
import { diskErrorCode } from './disk-error.js'
import { isWithin } from './location.js'

/** A plan is 1 MiB at most (contract section 4). */
export const longestPlanBytes = 1024 * 1024

export type PlanFileResult =
  | {
      readonly ok: true
      readonly bytes: Uint8Array
      /** Path relative to the workspace with '/', as annotations and evidence name it. */
      readonly relativePath: string
    }
  | { readonly ok: false; readonly message: string }

/**
 * Reads the plan file: a regular file that lies in the workspace, symbolic links resolved, of 1 MiB at most. Nothing else
 * is opened: a pipe would block for ever and a device may do anything. Never throws; `message` says what to do.
 */
export function readPlanFile(path: string, workspace: string): PlanFileResult {
  const absolute = resolve(workspace, path)
  try {
    const realWorkspace = realpathSync(workspace)
    // Also when the file does not exist: nobody is to find out by the message what lies outside.
    if (!isWithin(workspace, absolute) && !isWithin(realWorkspace, absolute)) return refuse(outside(path))
    const real = realpathSync(absolute)
    if (!isWithin(realWorkspace, real)) return refuse(outside(path))
    const bytes = readBounded(real)
    if (typeof bytes === 'string') return refuse(`The plan ${quote(path)} ${bytes}`)
    const written = isWithin(workspace, absolute) ? relative(workspace, absolute) : relative(realWorkspace, real)
    return { ok: true, bytes, relativePath: written.split(sep).join('/') }
  } catch (error) {
    return refuse(unreadable(error, path, absolute, workspace))
  }
}

function refuse(message: string): PlanFileResult {
  return { ok: false, message }
}

/** The file's bytes, or a predicate that says why they are not read. */
function readBounded(real: string): Uint8Array | string {
  const before = lstatSync(real)
  if (before.isDirectory()) return 'is a folder: name the plan file in it'
  if (!before.isFile()) return 'is no regular file: name a YAML or JSON file'
  // Should the file have been replaced by a pipe in between, the open does not wait for its other end.
  const file = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    if (!fstatSync(file).isFile()) return 'is no regular file: name a YAML or JSON file'
    const bytes = Buffer.alloc(longestPlanBytes + 1)
    let length = 0
    for (;;) {
      const read = readSync(file, bytes, length, bytes.length - length, null)
      length += read
      if (read === 0 || length === bytes.length) break
    }
    if (length > longestPlanBytes) return 'is larger than 1 MiB: name a plan file, or split the plan'
    return bytes.subarray(0, length)
  } finally {
    closeSync(file)
  }
}

function outside(path: string): string {
  return `The plan ${quote(path)} leads out of the workspace: name a file of the repository that is checked out there`
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'may not be read: give the user that runs this step permission to read it',
  EPERM: 'may not be read: give the user that runs this step permission to read it',
  ELOOP: 'is a symbolic link that leads to itself: name a file',
  ENAMETOOLONG: 'is too long to be a path: name a file'
}

function unreadable(error: unknown, path: string, absolute: string, workspace: string): string {
  const code = diskErrorCode(error)
  const reason =
    code === 'ENOENT' || code === 'ENOTDIR'
      ? `does not exist${whereInstead(path, absolute, workspace)}`
      : (reasons[code] ?? `cannot be read (${code})`)
  return `The plan ${quote(path)} ${reason}`
}

function whereInstead(path: string, absolute: string, workspace: string): string {
  const meant = closest(basename(absolute), namesIn(dirname(absolute)))
  if (meant !== undefined) return `: did you mean ${quote(besides(path, meant))}?`
  return namesIn(workspace).length === 0
    ? ', the workspace is empty: run actions/checkout before this step'
    : ' in the workspace: check the path, and that actions/checkout runs before this step'
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function besides(path: string, name: string): string {
  return path.slice(0, path.length - basename(path).length) + name
}
