// Fails when dist/ is not what the sources build: builds into a temporary folder and compares byte for byte.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './compile.mjs'

const temporary = mkdtempSync(join(tmpdir(), 'drs-drill-dist-'))
try {
  process.exitCode = check(join(temporary, 'dist'))
} finally {
  rmSync(temporary, { recursive: true, force: true })
}

function check(fresh) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], {
    cwd: root,
    env: { ...process.env, DRS_DRILL_DIST: fresh },
    stdio: 'inherit'
  })
  if (status !== 0) return status ?? 1
  const differences = compare(filesIn(join(root, 'dist')), filesIn(fresh))
  for (const difference of differences) console.error(difference)
  if (differences.length > 0) {
    console.error('dist/ is not what the sources build: run "npm run build" and commit dist/ with them')
    return 1
  }
  console.log('dist/ is what the sources build')
  return 0
}

/** The files of a folder by path, with forward slashes on every platform. */
function filesIn(folder) {
  const paths = readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile())
  return new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path))]))
}

function compare(committed, fresh) {
  const paths = [...new Set([...committed.keys(), ...fresh.keys()])].sort()
  return paths.flatMap((path) => {
    const before = committed.get(path)
    const after = fresh.get(path)
    if (before === undefined) return [`dist/${path}: missing`]
    if (after === undefined) return [`dist/${path}: not part of a fresh build`]
    if (before.equals(after)) return []
    return [`dist/${path}: differs from byte ${before.findIndex((byte, index) => byte !== after[index])} on`]
  })
}
