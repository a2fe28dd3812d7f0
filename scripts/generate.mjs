// Writes what is made from other files: plan.schema.json and evidence.schema.json from the sources' schemas, and the tables
// of inputs and outputs in README.md from action.yml.
// npm run generate -- --check: writes nothing, and fails where something is not up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { compile, root } from './compile.mjs'
import { inputsTable, outputsTable, replaceBetweenMarkers } from './readme-tables.mjs'

const isCheck = process.argv.includes('--check')

compile()
const { planJsonSchema } = await built('src/plan/json-schema.js')
const { evidenceJsonSchema } = await built('src/report/record/schema.js')
const action = parse(read('action.yml'))

const tables = { inputs: inputsTable(action.inputs), outputs: outputsTable(action.outputs) }
const readme = Object.entries(tables).reduce((text, table) => replaceBetweenMarkers(text, ...table), read('README.md'))
const stale = [
  ['plan.schema.json', json(planJsonSchema())],
  ['evidence.schema.json', json(evidenceJsonSchema())],
  ['README.md', readme]
].filter(([path, text]) => !existsSync(join(root, path)) || read(path) !== text)

for (const [path, text] of stale) {
  if (isCheck) console.error(describe(path, text))
  else writeFileSync(join(root, path), text)
}
if (stale.length === 0) console.log('All that is generated is up to date')
else if (isCheck) {
  console.error('Run "npm run generate" and commit what it writes')
  process.exitCode = 1
} else console.log(`Written: ${stale.map(([path]) => path).join(', ')}`)

function built(path) {
  return import(pathToFileURL(join(root, 'build', path)).href)
}

function read(path) {
  return readFileSync(join(root, path), 'utf8')
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** Where the file first differs. */
function describe(path, text) {
  if (!existsSync(join(root, path))) return `${path} is missing`
  const is = read(path).split('\n')
  const mustBe = text.split('\n')
  const line = mustBe.findIndex((content, index) => content !== is[index])
  const at = line === -1 ? mustBe.length : line
  return `${path} is not up to date:\n  line ${at + 1}\n  is      ${is[at] ?? '(not there)'}\n  must be ${mustBe[at] ?? '(not there)'}`
}
