import { realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, sep } from 'node:path'

/** Whether `path` is `folder` or lies in it, by the words of the two absolute paths alone. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** Where a path that may not exist yet really leads: the nearest part of it that does, symbolic links resolved. */
export function nearestRealPath(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    const parent = dirname(path)
    if (parent === path) throw error
    return nearestRealPath(parent)
  }
}
