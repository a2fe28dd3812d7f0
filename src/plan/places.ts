import type { Position } from './problem.js'
import type { PlanFile } from './schema.js'

/**
 * What of a plan a check against AWS may have something to say about: the plan's own settings, a wave or a group by its
 * name, its match, a server by its ID, an action by its wave and its name.
 */
export type PlaceName =
  | 'account'
  | 'region'
  | 'isolation'
  | 'guards'
  | `wave ${string}`
  | `group ${string}`
  | `match of wave ${string}`
  | `match of group ${string}`
  | `server ${string}`
  | `action ${string}`

/** Where that stands in the plan file; what is not written has no place. */
export type Places = Readonly<Partial<Record<PlaceName, Position>>>

/** Where something points: the place of the first of these names that the file has; empty where it has none of them. */
export function firstPlace(places: Places, ...names: readonly PlaceName[]): Partial<Position> {
  return names.map((name) => places[name]).find((place) => place !== undefined) ?? {}
}

type Path = readonly (string | number)[]
type Part = 'key' | 'value'

/** The places of everything that a check may point at. A server that a group lists stands there, not in the waves that use it. */
export function placesOf(file: PlanFile, locate: (path: Path, part: Part) => Position | undefined): Places {
  const places = new Map<PlaceName, Position>()
  const note = (name: PlaceName, path: Path, part: Part = 'value'): void => {
    const position = locate(path, part)
    if (position !== undefined && !places.has(name)) places.set(name, position)
  }
  const noteServers = (servers: readonly string[] | undefined, path: Path): void => {
    servers?.forEach((id, index) => {
      note(`server ${id}`, [...path, 'servers', index])
    })
  }
  for (const key of ['account', 'region', 'isolation', 'guards'] as const) {
    if (key in file) note(key, [key])
  }
  for (const [name, group] of Object.entries(file.groups ?? {})) {
    note(`group ${name}`, ['groups', name])
    if (group.match !== undefined) note(`match of group ${name}`, ['groups', name, 'match'], 'key')
    noteServers(group.servers, ['groups', name])
  }
  /** Those of a wave, wherever they are written. */
  const noteActions = (wave: PlanFile['waves'][number], index: number): void => {
    for (const key of ['pre-actions', 'post-actions'] as const) {
      const path = wave[key] === undefined ? ['defaults', key] : ['waves', index, key]
      const actions = wave[key] ?? file.defaults?.[key] ?? []
      actions.forEach(({ name }, place) => {
        note(`action ${wave.name}/${name}`, [...path, place])
      })
    }
  }
  file.waves.forEach((wave, index) => {
    noteActions(wave, index)
    note(`wave ${wave.name}`, ['waves', index])
    if (wave.match !== undefined) note(`match of wave ${wave.name}`, ['waves', index, 'match'], 'key')
    noteServers(wave.servers, ['waves', index])
  })
  return Object.fromEntries(places)
}
