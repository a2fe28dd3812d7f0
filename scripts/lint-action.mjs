// Checks action.yml with GitHub's own language service, and that what it starts is there.
import { readFileSync, existsSync } from 'node:fs'
import { register } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { root } from './compile.mjs'

register('./json-imports.mjs', import.meta.url)
const { validate } = await import('@actions/languageservice')

const path = join(root, 'action.yml')
const text = readFileSync(path, 'utf8')
const findings = await validate(TextDocument.create(pathToFileURL(path).href, 'yaml', 0, text))
const problems = findings.map(
  ({ message, range }) => `action.yml:${range.start.line + 1}:${range.start.character + 1}: ${message}`
)
const { runs, inputs, outputs } = parse(text)
for (const entry of [runs.main, runs.post]) {
  if (!existsSync(join(root, entry))) problems.push(`action.yml: ${entry} is not there: run "npm run build"`)
}
for (const [name, { description }] of Object.entries({ ...inputs, ...outputs })) {
  if (!description) problems.push(`action.yml: ${name} has no description`)
}
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log('action.yml is valid')
