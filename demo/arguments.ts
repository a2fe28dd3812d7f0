import { parseArgs } from 'node:util'
import { closest } from '../src/plan/suggestion.js'
import { defaultScenarioName } from './demo-scenario.js'

/** What the command line asks for. */
export type Request =
  | { readonly do: 'run'; readonly scenario: string; readonly inputs: Readonly<Record<string, string>> }
  | { readonly do: 'list' }
  | { readonly do: 'help' }
  | { readonly do: 'refuse'; readonly message: string }

/** What of the repository an argument may name. */
export interface Known {
  readonly scenarios: readonly string[]
  readonly inputs: readonly string[]
}

/** Reads the arguments behind `npm run demo --`. */
export function readArguments(args: readonly string[], known: Known): Request {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        scenario: { type: 'string', short: 's' },
        input: { type: 'string', short: 'i', multiple: true },
        list: { type: 'boolean', short: 'l' },
        help: { type: 'boolean', short: 'h' }
      },
      allowPositionals: true
    })
    if (values.help === true) return { do: 'help' }
    if (values.list === true) return { do: 'list' }
    const [scenario = defaultScenarioName, ...more] = [values.scenario ?? [], positionals].flat()
    if (more.length > 0) return refuse(`One scenario at a time: ${scenario} or ${more.join(' or ')}?`)
    if (!known.scenarios.includes(scenario)) return refuse(unknown('scenario', scenario, known.scenarios))
    const inputs = (values.input ?? []).map(splitInput)
    const stranger = inputs.find(([name]) => !known.inputs.includes(name))
    if (stranger !== undefined) return refuse(unknown('input', stranger[0], known.inputs))
    return { do: 'run', scenario, inputs: Object.fromEntries(inputs) }
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

function refuse(message: string): Request {
  return { do: 'refuse', message }
}

function splitInput(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=')
  if (at < 1) throw new Error(`An input is written name=value, such as mode=validate, not ${text}`)
  return [text.slice(0, at), text.slice(at + 1)]
}

function unknown(what: string, name: string, all: readonly string[]): string {
  const meant = closest(name, all)
  const hint = meant === undefined ? `There is ${all.join(', ')}.` : `Did you mean ${meant}?`
  return `There is no ${what} ${name}. ${hint}`
}
