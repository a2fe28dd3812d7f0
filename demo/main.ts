import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readActionManifest } from './action-manifest.js'
import { readArguments } from './arguments.js'
import { readDemoScenario, scenarioNames } from './demo-scenario.js'
import { demonstrate } from './demonstration.js'
import { paintFor } from './paint.js'
import { helpText, listText } from './usage.js'

// node dist/demo/index.js, or npm run demo: see usage.ts.
const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const scenarios = join(here, 'scenarios')
const manifest = readActionManifest(root)
const request = readArguments(process.argv.slice(2), {
  scenarios: scenarioNames(scenarios),
  inputs: Object.keys(manifest.inputs)
})
const read = (name: string) => readDemoScenario(scenarios, name)
const print = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

switch (request.do) {
  case 'help':
    print(helpText)
    break
  case 'list':
    print(listText(scenarioNames(scenarios).map(read)))
    break
  case 'refuse':
    process.stderr.write(`${request.message}\nnpm run demo -- --help says what can be asked for.\n`)
    process.exitCode = 2
    break
  case 'run': {
    const runnerFolder = mkdtempSync(join(tmpdir(), 'drs-drill-demo-'))
    try {
      process.exitCode = await demonstrate({
        scenario: read(request.scenario),
        inputs: request.inputs,
        manifest,
        root,
        runnerFolder,
        paint: paintFor(process.stdout, process.env),
        print
      })
    } finally {
      rmSync(runnerFolder, { recursive: true, force: true })
    }
  }
}
