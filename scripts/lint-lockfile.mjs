// The lockfile holds no addresses: whoever installs takes packages from their own registry, proven by their integrity.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './compile.mjs'

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
const problems = Object.entries(packages).flatMap(([path, { resolved, integrity, link }]) => [
  ...(resolved === undefined
    ? []
    : [`${path}: "resolved" names an address; .npmrc leaves it out, run "npm install" again`]),
  ...(path === '' || link || integrity?.startsWith('sha512-') ? [] : [`${path}: no SHA-512 integrity`])
])
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log(`package-lock.json: ${Object.keys(packages).length} packages, none with an address`)
