// TypeScript to build/, for the scripts that bundle it or read from it.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root, without a separator at its end. */
export const root = resolve(fileURLToPath(new URL('..', import.meta.url)))

/** Compiles all sources; ends the process when they have errors. */
export function compile() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
