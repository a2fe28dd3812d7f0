import { types } from 'node:util'
import { quote } from '../plan/quotation.js'

/** The code of a failed call to the file system (`ENOSPC`), else the error's own words. */
export function diskErrorCode(error: unknown): string {
  if (!types.isNativeError(error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

/** One line: why a folder or file cannot be written to, and what to do about it. */
export function describeDiskError(error: unknown, path: string): string {
  const place = quote(path)
  switch (diskErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk that holds ${place} is full: free some space, or name another folder in the input "evidence-dir"`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${place} may not be written to: name a folder that the runner may write to in the input "evidence-dir"`
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return `${place} is in the way, or leads through a file: name another folder in the input "evidence-dir"`
    default:
      return `${place} cannot be written (${diskErrorCode(error)}): name another folder in the input "evidence-dir"`
  }
}
