import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = new URL('../../', import.meta.url)

/** Path of the repository's root. */
export const rootPath = fileURLToPath(root)

/** The text of a file, by its path from the repository's root. */
export function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

export function exists(path: string): boolean {
  return existsSync(new URL(path, root))
}

/** The paths of the files in a folder, without those in its folders. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, root), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${folder}/${entry.name}`)
}

interface ActionManifest {
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>
  readonly outputs: Readonly<Record<string, { description: string }>>
}

export const action = parse(read('action.yml')) as ActionManifest

interface PackageManifest {
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly optionalDependencies: Readonly<Record<string, string>>
}

export const manifest = JSON.parse(read('package.json')) as PackageManifest

/** What people read about the project. */
export const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...filesIn('docs').filter((path) => path.endsWith('.md'))
]
