import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files through which a step talks to its runner ('Workflow commands for GitHub Actions', GitHub documentation). */
export class CommandFiles {
  readonly #folder: string

  /** Makes new, empty ones in a folder. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.#folder = folder
    for (const name of names) writeFileSync(this.#path(name), '')
  }

  /** `GITHUB_OUTPUT` and the like. */
  get environment(): Readonly<Record<string, string>> {
    return Object.fromEntries(names.map((name) => [`GITHUB_${name}`, this.#path(name)]))
  }

  get outputs(): ReadonlyMap<string, string> {
    return readValues(readFileSync(this.#path('OUTPUT'), 'utf8'))
  }

  /** What main saved, as the post step gets it: `STATE_…`. */
  get stateEnvironment(): Readonly<Record<string, string>> {
    const state = readValues(readFileSync(this.#path('STATE'), 'utf8'))
    return Object.fromEntries([...state].map(([name, value]) => [`STATE_${name}`, value]))
  }

  get summary(): string {
    return readFileSync(this.#path('STEP_SUMMARY'), 'utf8')
  }

  #path(name: (typeof names)[number]): string {
    return join(this.#folder, name.toLowerCase())
  }
}

const names = ['OUTPUT', 'STATE', 'STEP_SUMMARY', 'ENV', 'PATH'] as const

/** Reads `name=value` and `name<<delimiter`, lines, `delimiter`; of a name that comes twice the last value counts. */
export function readValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const lines = text.split(/\r?\n/)
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const [, multiline, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? []
    if (multiline !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter, index + 1)
      if (end === -1) throw new Error(`The value of ${multiline} does not end: no line is ${delimiter}`)
      values.set(multiline, lines.slice(index + 1, end).join('\n'))
      index = end
      continue
    }
    const at = line.indexOf('=')
    if (at > 0) values.set(line.slice(0, at), line.slice(at + 1))
  }
  return values
}
