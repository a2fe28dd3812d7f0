// Starts Jest with ES modules on, on every platform alike; what follows `npm test --` goes to Jest. Coverage is measured,
// and must reach the threshold of jest.config.js, when all tests run: of a part of them it would say nothing.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url))
const given = process.argv.slice(2)
const result = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    ...(given.length === 0 ? ['--coverage'] : given)
  ],
  { stdio: 'inherit' }
)
process.exit(result.status ?? 1)
