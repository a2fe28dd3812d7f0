// Kills and cancels the built action at random moments, runs post, and starts attempt after attempt on an empty machine,
// until the drill passes; then asks the simulated AWS whether anything was launched twice, forgotten, or left unsaid.
//
//   npm run test:chaos -- --runs 200 --seed 1 --parallel 3
//
// An empty --seed begins anywhere, and says where.
// A run is a seed: --seed 17 --runs 1 plays run 17 again, the same plan, servers, faults and accidents. The machine's own
// pace is no part of a seed, so a rare failure may take a few tries. Exit code 1 when a run breaks a promise.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './compile.mjs'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    parallel: { type: 'string', default: '3' }
  }
})
if (values.seed === '') values.seed = String(1 + Math.floor(Math.random() * 1e8))
const asked = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, wholeNumber(name, text)]))

console.log(`${asked.runs} runs, seeds ${asked.seed} to ${asked.seed + asked.runs - 1}, ${asked.parallel} at a time`)
const folder = mkdtempSync(join(tmpdir(), 'drs-drill-chaos-'))
const resultsFile = join(folder, 'results.json')
try {
  // Jest reads the TypeScript; what it says itself about the one test that plays all runs is not what is asked for.
  const jest = spawnSync(
    process.execPath,
    [join(root, 'scripts/test.mjs'), '__tests__/chaos/chaos.test.ts', '--silent'],
    {
      cwd: root,
      env: {
        ...process.env,
        DRS_DRILL_CHAOS_RUNS: String(asked.runs),
        DRS_DRILL_CHAOS_SEED: String(asked.seed),
        DRS_DRILL_CHAOS_PARALLEL: String(asked.parallel),
        DRS_DRILL_CHAOS_RESULTS: resultsFile
      },
      stdio: 'inherit'
    }
  )
  process.exitCode = report(readResults()) && jest.status === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function wholeNumber(name, text) {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  console.error(`--${name} ${text}: write a whole number, such as --${name} 200`)
  process.exit(2)
}

function readResults() {
  try {
    return JSON.parse(readFileSync(resultsFile, 'utf8'))
  } catch (error) {
    console.error(`The runs did not come to their end: ${error.message}`)
    return []
  }
}

/** Prints the figures; whether all runs were played and kept every promise. */
function report(results) {
  const sum = (name) => results.reduce((total, result) => total + result[name], 0)
  const broken = results.filter(({ problems }) => problems.length > 0)
  const slowest = results.reduce(
    (worst, result) => (result.seconds > (worst?.seconds ?? 0) ? result : worst),
    undefined
  )
  const most = results.reduce((worst, result) => (result.attempts > (worst?.attempts ?? 0) ? result : worst), undefined)
  const lines = [
    ['runs', results.length],
    ['attempts', sum('attempts')],
    ['mains killed', sum('kills')],
    ['mains cancelled', sum('cancels')],
    ['posts killed', sum('postsKilled')],
    ['machines lost without post', sum('postsMissing')],
    ['launch jobs', sum('jobs')],
    ['termination jobs', sum('terminations')],
    ['document runs', sum('automations')],
    ['lost answers met', sum('lostAnswers')],
    ['calls cut, hung or refused', sum('faultsMet')],
    ['most attempts', most === undefined ? '-' : `${most.attempts} (seed ${most.seed})`],
    ['worst time', slowest === undefined ? '-' : `${slowest.seconds.toFixed(1)} s (seed ${slowest.seed})`],
    ['failures', broken.length]
  ]
  console.log('')
  for (const [name, value] of lines) console.log(`${name.padEnd(28)}${value}`)
  for (const { seed, problems } of broken) {
    console.log(`\nseed ${seed}: npm run test:chaos -- --seed ${seed} --runs 1`)
    for (const problem of problems) console.log(`  ${problem}`)
  }
  return results.length === asked.runs && broken.length === 0
}
