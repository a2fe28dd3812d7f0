import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The Node that runs `dist/` on a runner. Where this process is another Node, an npm package for this platform carries it.
 *
 * @throws Error where there is none
 */
export function node24(): string {
  if (process.versions.node.startsWith('24.')) return process.execPath
  const isWindows = process.platform === 'win32'
  const folder = `node-${isWindows ? 'win' : process.platform}-${process.arch}/bin/${isWindows ? 'node.exe' : 'node'}`
  const path = fileURLToPath(new URL(`../../node_modules/${folder}`, import.meta.url))
  if (!existsSync(path)) {
    throw new Error(
      `The end-to-end tests run dist/ under Node 24, which is not at ${path}: run npm ci, or use Node 24.`
    )
  }
  return path
}
