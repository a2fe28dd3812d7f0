// Runs every scenario of the demo and fails when one does not end as its file says it must.
// npm run test:demo -- failed-server throttled: only these.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { root } from './compile.mjs'

/** Scenarios at a time: each waits far more than it computes. */
const atOnce = 5
/** No scenario may take longer; the default one less than that, since a person waits for it. */
const longestSeconds = { passed: 45, other: 90 }

const scenarios = join(root, 'dist/demo/scenarios')
const evidence = mkdtempSync(join(tmpdir(), 'drs-drill-test-demo-'))
const names = process.argv.length > 2 ? process.argv.slice(2) : scenarioNames()
const waiting = [...names]
const results = []
try {
  await Promise.all(Array.from({ length: atOnce }, work))
} finally {
  rmSync(evidence, { recursive: true, force: true })
}
const failed = results.filter(({ problems }) => problems.length > 0)
for (const { output } of failed) process.stderr.write(output)
console.log(`${results.length - failed.length} scenarios ended as they must, ${failed.length} did not`)
process.exitCode = failed.length === 0 && results.length === names.length ? 0 : 1

function scenarioNames() {
  return readdirSync(scenarios)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => file.slice(0, -'.yml'.length))
}

async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const result = await run(name)
    results.push(result)
    const { problems, seconds } = result
    console.log(`${problems.length === 0 ? 'ok    ' : 'NOT ok'} ${name} (${seconds.toFixed(1)} s)`)
    for (const problem of problems) console.log(`       ${problem}`)
  }
}

async function run(name) {
  const began = Date.now()
  const { exitCode, output } = await demo(name)
  const seconds = (Date.now() - began) / 1000
  const { expect } = parse(readFileSync(join(scenarios, `${name}.yml`), 'utf8'))
  const status = statusIn(join(evidence, name))
  const longest = longestSeconds[name] ?? longestSeconds.other
  const problems = [
    ...(status === expect.status ? [] : [`status ${status}, not ${expect.status}`]),
    ...(exitCode === expect.exitCode ? [] : [`exit code ${exitCode}, not ${expect.exitCode}`]),
    ...(output.includes(`\nstatus: ${expect.status}\n`) ? [] : ['the output "status" is another']),
    ...(/^\s+at .*:\d+:\d+\)?$/m.test(output) ? ['there is a stack trace in the log'] : []),
    ...(seconds <= longest ? [] : [`it took ${seconds.toFixed(0)} s, more than ${longest} s`])
  ]
  return { problems, seconds, output }
}

function demo(name) {
  const input = `evidence-dir=${join(evidence, name)}`
  const child = spawn(process.execPath, [join(root, 'dist/demo/index.js'), '--scenario', name, '--input', input], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode, output }))
  })
}

function statusIn(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'evidence.json'), 'utf8')).status
  } catch (error) {
    return `not in the evidence (${error.message})`
  }
}
