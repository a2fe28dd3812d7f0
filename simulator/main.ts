import { readFileSync } from 'node:fs'
import { loadScenario, startSimulator } from './index.js'

// node dist/simulator/index.js scenario.yaml: prints the environment for a client and serves until SIGINT.
const [path] = process.argv.slice(2)
try {
  const scenario = path === undefined ? {} : loadScenario(readFileSync(path, 'utf8'))
  const simulator = await startSimulator(scenario)
  for (const [name, value] of Object.entries(simulator.environment)) process.stdout.write(`${name}=${value}\n`)
  const stop = (): void => {
    void simulator.close()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
