import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const manifest = z.object({
  name: z.string(),
  inputs: z.record(z.string(), z.object({ default: z.string().optional() })),
  outputs: z.record(z.string(), z.unknown()),
  runs: z.object({ main: z.string(), post: z.string() })
})

/** What the runner needs of action.yml. */
export type ActionManifest = z.output<typeof manifest>

/** Reads action.yml in the repository's root. */
export function readActionManifest(root: string): ActionManifest {
  return manifest.parse(parse(readFileSync(join(root, 'action.yml'), 'utf8')))
}

/** Every input, as the runner fills it in: what the workflow gives, else the default, its expressions evaluated. */
export function fillInputs(
  { inputs }: ActionManifest,
  given: Readonly<Record<string, string>>,
  githubToken = ''
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      given[name] ?? (input.default ?? '').replace('${{ github.token }}', githubToken)
    ])
  )
}
