// Builds dist/ from the sources: TypeScript to build/, then one bundle each for the action, the verify command, the
// simulator and the demo. The action's two entries, main and post, are stubs that start one bundle, so that they share its
// chunks: a dynamic import (AWS's EC2 client is about 5 MB) is a chunk of its own, loaded only by a run that needs it.
//
// DRS_DRILL_DIST names another folder than dist/, from the repository's root. What is built does not depend on where the
// repository stands or when it is built, so that a fresh build can be compared with the committed one byte for byte
// (scripts/check-dist.mjs).
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import ncc from '@vercel/ncc'
import { compile, root } from './compile.mjs'

const out = resolve(root, process.env.DRS_DRILL_DIST ?? 'dist')
if (`${root}${sep}`.startsWith(`${out}${sep}`)) {
  throw new Error(`${out} would be replaced by the build: name a folder of its own`)
}

compile()
// Built beside dist/, which is there as it was, or as a whole.
const staging = join(dirname(out), `.${basename(out)}-${process.pid}`)
try {
  await bundle('src/entries.js', 'action')
  write('package.json', '{ "type": "module" }\n')
  write('main/index.js', "import { main } from '../action/index.js'\n\nawait main()\n")
  write('post/index.js', "import { post } from '../action/index.js'\n\nawait post()\n")
  await bundle('src/verify.js', 'verify')
  await bundle('simulator/main.js', 'simulator')
  await bundle('demo/main.js', 'demo')
  cpSync(join(root, 'demo/scenarios'), join(staging, 'demo/scenarios'), { recursive: true })
  rmSync(out, { recursive: true, force: true })
  renameSync(staging, out)
} finally {
  rmSync(staging, { recursive: true, force: true })
}

/** Bundles an entry of build/ into a folder of dist/, with the licences of what is in it. */
async function bundle(entry, folder) {
  const { code, assets } = await ncc(join(root, 'build', entry), {
    cache: false,
    quiet: true,
    esm: true,
    minify: false,
    sourceMap: false,
    license: 'LICENSES.txt'
  })
  write(join(folder, 'index.js'), code)
  for (const [name, asset] of Object.entries(assets)) {
    // Declaration files are of no use to a runtime.
    if (name.endsWith('.d.ts') || name.endsWith('.map')) continue
    write(join(folder, name), asset.source)
  }
}

function write(path, content) {
  const leak = content.includes(root) || content.includes(root.replaceAll('\\', '\\\\'))
  if (leak)
    throw new Error(`${path} would hold the path of this checkout, ${root}: what is built must not depend on it`)
  const target = join(staging, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, content)
}
