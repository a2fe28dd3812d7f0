import type { Finding, LineOf, SalvagedPlan } from './finding.js'
import { capitalise } from './place.js'
import { quote } from './quotation.js'
import { MAX_SERVERS } from './limits.js'
import { SERVER_ID_PATTERN } from './scalar-schema.js'
import type { Path } from './tree.js'
import { indexedWaves, type IndexedWave } from './wave-checks.js'

/** A list of servers as it stands in the file: of a group, or of a wave itself. */
interface ServerList {
  readonly label: string
  readonly path: Path
  readonly servers: readonly (string | undefined)[]
}

const serverLists = (plan: SalvagedPlan, waves: readonly IndexedWave[]): readonly ServerList[] => {
  const waveOf = new Map<string, string>()
  for (const { wave, label } of waves) {
    for (const name of wave.groups ?? []) if (name !== undefined && !waveOf.has(name)) waveOf.set(name, label)
  }
  const ofGroups = Object.entries(plan.groups ?? {}).map(([name, group]) => {
    const wave = waveOf.get(name)
    return {
      label: `group ${quote(name)}${wave === undefined ? '' : ` (${wave})`}`,
      path: ['groups', name, 'servers'],
      servers: group?.servers ?? []
    }
  })
  const ofWaves = waves.map(({ wave, index, label }) => ({
    label,
    path: ['waves', index, 'servers'],
    servers: wave.servers ?? []
  }))
  return [...ofGroups, ...ofWaves]
}

/** Groups that a second wave wants to launch: told once for the group, not once for each server. */
const sharedGroups = (waves: readonly IndexedWave[], lineOf: LineOf): readonly Finding[] => {
  const first = new Map<string, { readonly label: string; readonly path: Path; readonly index: number }>()
  return waves.flatMap(({ wave, index, label }) =>
    (wave.groups ?? []).flatMap((name, position) => {
      if (name === undefined) return []
      const path = ['waves', index, 'groups', position]
      const other = first.get(name)
      if (other === undefined) first.set(name, { label, path, index })
      // Twice in the same wave is a finding of checkWaves.
      if (other === undefined || other.index === index) return []
      const places = `${other.label} (line ${lineOf(other.path)}) and in ${label}`
      return [{ message: `Group ${quote(name)} is in ${places}: keep one of the two`, path }]
    })
  )
}

const emptyWave = ({ wave, index, label }: IndexedWave): readonly Finding[] =>
  ['groups', 'servers', 'match'].some((key) => Object.hasOwn(wave, key))
    ? []
    : [
        {
          message: `${capitalise(label)} launches nothing: give it "groups", "servers" or "match"`,
          path: ['waves', index]
        }
      ]

const emptyGroups = (plan: SalvagedPlan): readonly Finding[] =>
  Object.entries(plan.groups ?? {})
    .filter(([, group]) => group !== undefined && !['servers', 'match'].some((key) => Object.hasOwn(group, key)))
    .map(([name]) => ({
      message: `Group ${quote(name)} has no servers: add "servers: [s-1111111111111111a]" or a "match"`,
      path: ['groups', name]
    }))

/** Which servers are launched: none twice, none in two waves, no wave without any, not more than the limit. */
export const checkServers = (plan: SalvagedPlan, lineOf: LineOf): readonly Finding[] => {
  const waves = indexedWaves(plan)
  const findings: Finding[] = [...waves.flatMap(emptyWave), ...emptyGroups(plan), ...sharedGroups(waves, lineOf)]
  const first = new Map<string, { readonly list: ServerList; readonly path: Path }>()
  for (const list of serverLists(plan, waves)) {
    for (const [position, id] of list.servers.entries()) {
      if (id === undefined) continue
      const path = [...list.path, position]
      const other = first.get(id)
      if (other === undefined) {
        first.set(id, { list, path })
        if (first.size === MAX_SERVERS + 1) {
          const limit = MAX_SERVERS.toLocaleString('en-US')
          findings.push({ message: `The plan has more than ${limit} servers: split it into several plans`, path })
        }
        continue
      }
      const line = lineOf(other.path)
      const message =
        other.list === list
          ? `Server ${quote(id)} is in ${list.label} twice, first in line ${line}: keep one`
          : `Server ${quote(id)} is in ${other.list.label}, line ${line}, and in ${list.label}: keep one of the two`
      findings.push({ message, path })
    }
  }
  // Which servers a match finds AWS alone can say: of those, the check before the start looks at the guards.
  const selects = [...Object.values(plan.groups ?? {}), ...(plan.waves ?? [])].some(
    (holder) => holder !== undefined && Object.hasOwn(holder, 'match')
  )
  return [...findings, ...(selects ? [] : strayGuards(plan, new Set(first.keys())))]
}

/** A guard that is lifted for a server that the plan does not launch is a slip, and one that matters. */
const strayGuards = (plan: SalvagedPlan, known: ReadonlySet<string>): readonly Finding[] => {
  const key = 'replace-recovery-instances'
  return (plan.guards?.[key] ?? []).flatMap((id, position) => {
    // What is no server ID at all is told by the schema.
    if (id === undefined || known.has(id) || !SERVER_ID_PATTERN.test(id)) return []
    const message = `Server ${quote(id)} is in guards.${key}, but no wave launches it: correct it, or take it out`
    return [{ message, path: ['guards', key, position] }]
  })
}
