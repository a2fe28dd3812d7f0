import { defaultScenarioName, type DemoScenario } from './demo-scenario.js'

export const helpText = `Runs the built action (dist/) against an AWS simulated in this process, as GitHub's runner would start it.
Nothing is sent to AWS or GitHub, and no AWS settings of this machine are used.

  npm run demo                                the scenario "${defaultScenarioName}"
  npm run demo -- --scenario failed-server    another one
  npm run demo -- --list                      all scenarios, a line each
  npm run demo -- --input waves=databases     with an input of the action; may be given several times

The exit code is the action's: 0 when the drill passed, 1 when it did not; 2 when the demo could not be run.`

/** The scenarios, a line each. */
export function listText(scenarios: readonly DemoScenario[]): string {
  const width = Math.max(...scenarios.map(({ name }) => name.length))
  return scenarios.map(({ name, description }) => `${name.padEnd(width)}  ${description}`).join('\n')
}
