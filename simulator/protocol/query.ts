import { ApiError } from '../api-error.js'
import type { HttpRequest, Operation } from '../service.js'

/** The names of operations that a service has, for `readQuery` to refuse others. */
export type OperationNames = Readonly<Record<string, unknown>>

/** Reads a request of the query protocols: a form with `Action` and flattened parameters. */
export function readQuery(request: HttpRequest, operations: OperationNames): Operation {
  const parameters = Object.fromEntries(new URLSearchParams(request.body || request.query))
  const name = parameters['Action'] ?? ''
  const flat = Object.entries(parameters).filter(([key]) => key !== 'Action' && key !== 'Version')
  if (!(name in operations)) {
    throw new ApiError('InvalidAction', 400, `The action ${name} is not valid for this web service.`)
  }
  return { name, input: unflatten(flat) }
}

/** `Filter.1.Name=x` becomes `{ Filter: [{ Name: 'x' }] }`; a step named `member` is passed over. */
function unflatten(flat: readonly (readonly [string, string])[]): Record<string, unknown> {
  const tree: Record<string, unknown> = {}
  for (const [path, value] of flat) {
    const steps = path.split('.').filter((step) => step !== 'member')
    let node = tree
    for (const step of steps.slice(0, -1)) {
      node[step] ??= {}
      node = node[step] as Record<string, unknown>
    }
    node[steps.at(-1) ?? path] = value
  }
  return listed(tree) as Record<string, unknown>
}

/** Objects whose keys are 1, 2, … are lists. */
function listed(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node)
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))
  if (!isList) return Object.fromEntries(entries.map(([key, value]) => [key, listed(value)]))
  return entries.sort(([one], [other]) => Number(one) - Number(other)).map(([, value]) => listed(value))
}
